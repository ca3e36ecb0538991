"""Parquet tables hold what analysis.json holds, and give it back."""

import dataclasses
import json

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analyzer.errors import AnalysisFileError
from analyzer.schema import DocumentEdit, Lineage, Merge, StatementEdit
from analyzer.storage import read_analysis, write_analysis
from analyzer.storage.record_tables import analysis_from_tables, analysis_tables, read_tables, write_tables

TABLES = {
    "comparisons", "conflicts", "corrections", "documents", "groups", "lineage", "provenance", "reviews", "speakers",
    "statements", "threads",
}  # fmt: skip


@pytest.fixture
def full_analysis(with_review):
    """An analysis with something in every table but that of corrections."""
    edit = DocumentEdit("d-north", "d-old", (StatementEdit("removed", None, "a", None),))
    lineage = Lineage((Merge("group", "g-1", ("g-1", "g-9")),), (), (edit,))
    return dataclasses.replace(with_review("unsure"), lineage=lineage)


def test_there_is_a_table_for_every_record_type(small_analysis, tmp_path):
    write_tables(small_analysis, tmp_path / "tables")
    assert {path.name for path in (tmp_path / "tables").iterdir()} == {f"{name}.parquet" for name in TABLES}


def test_what_was_written_is_read_back(full_analysis, tmp_path):
    write_tables(full_analysis, tmp_path)
    assert read_tables(tmp_path) == full_analysis


def test_tables_and_json_hold_the_same(small_analysis, tmp_path):
    odd = dataclasses.replace(small_analysis.documents[1], path="od\udcffd.txt")
    third = dataclasses.replace(small_analysis.groups[2], cohesion=1 / 3)
    analysis = dataclasses.replace(
        small_analysis,
        documents=(small_analysis.documents[0], odd),
        groups=(*small_analysis.groups[:2], third),
    )
    write_analysis(analysis, tmp_path / "analysis.json")
    write_tables(analysis, tmp_path)
    assert read_tables(tmp_path) == read_analysis(tmp_path / "analysis.json")


def test_records_go_to_pandas_and_back(full_analysis):
    tables = analysis_tables(full_analysis)
    frames = {name: table.to_pandas() for name, table in tables.items()}
    back = {name: pa.Table.from_pandas(frame, schema=tables[name].schema) for name, frame in frames.items()}
    assert analysis_from_tables(back) == full_analysis


def test_spans_are_lists_of_structs(small_analysis, tmp_path):
    write_tables(small_analysis, tmp_path)
    frame = pd.read_parquet(tmp_path / "statements.parquet")
    span = small_analysis.statements[0].content[0]
    assert list(frame["content"][0]) == [{"start": span.start, "end": span.end}]


def test_settings_are_json_text(small_analysis):
    (row,) = analysis_tables(small_analysis)["provenance"].to_pylist()
    assert json.loads(row["settings"]) == {"groups": {"min_entailment": 0.5}}


def test_equal_analyses_give_equal_bytes(small_analysis, tmp_path):
    for name in "ab":
        write_tables(small_analysis, tmp_path / name)
    a, b = ((tmp_path / name / "statements.parquet").read_bytes() for name in "ab")
    assert a == b


def test_columns_that_are_not_known_are_passed_over(small_analysis):
    tables = analysis_tables(small_analysis)
    tables["speakers"] = tables["speakers"].append_column("mood", pa.array(["calm"] * 4))
    assert analysis_from_tables(tables) == small_analysis


def test_a_column_with_a_default_may_be_missing(small_analysis):
    tables = analysis_tables(small_analysis)
    tables["groups"] = tables["groups"].drop_columns(["publishers"])
    assert analysis_from_tables(tables) == small_analysis


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda t: t.replace_schema_metadata({b"schema_version": b"9"}), "schema_version is '9'"),
        (lambda t: t.drop_columns(["kind"]), "missing required field `kind`"),
        (lambda t: t.slice(0, 2), "do not fit together"),
        (lambda t: t.set_column(7, "kind", pa.array(["sung"] * 3)), "sung"),
        (lambda t: t.set_column(2, "start", pa.array(["x"] * 3)), "not a table of Statement records"),
    ],
)
def test_tables_that_are_not_right_are_refused(small_analysis, spoil, words):
    tables = analysis_tables(small_analysis)
    tables["statements"] = spoil(tables["statements"])
    with pytest.raises(AnalysisFileError, match=words):
        analysis_from_tables(tables)


@pytest.mark.parametrize("content", [None, b"", b"PAR1 not really"])
def test_a_file_that_cannot_be_read_is_named(small_analysis, tmp_path, content):
    write_tables(small_analysis, tmp_path)
    path = tmp_path / "groups.parquet"
    path.unlink() if content is None else path.write_bytes(content)
    with pytest.raises(AnalysisFileError, match=r"groups\.parquet: cannot be read"):
        read_tables(tmp_path)


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(small_analysis, number):
    broken = dataclasses.replace(small_analysis.groups[0], cohesion=number)
    with pytest.raises(AnalysisFileError, match="groups: not written"):
        analysis_tables(dataclasses.replace(small_analysis, groups=(broken, *small_analysis.groups[1:])))


def test_text_of_any_script_stands_as_it_is(small_analysis, tmp_path):
    thread = dataclasses.replace(small_analysis.threads[0], label="переговоры 🌉 \x00 \u202e")
    analysis = dataclasses.replace(small_analysis, threads=(thread, small_analysis.threads[1]))
    write_tables(analysis, tmp_path)
    assert pq.read_table(tmp_path / "threads.parquet")["label"][0].as_py() == thread.label
