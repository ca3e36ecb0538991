"""Every file of a report is written, whole."""

import pytest

from analyzer.reports import ReportChoice, write_report
from analyzer.settings import ReportSettings
from analyzer.storage import read_analysis, read_embeddings, read_tables, table_file_names
from analyzer.tables.narrowing import Narrowing

FILES = ["analysis.json", "conflicts.csv", "embeddings.npy", "groups.csv", "report.html", "report.md", "statements.csv"]
TABLES = sorted(f"tables/{name}" for name in table_file_names())


def files_in(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_all_files_are_written(small_analysis, small_embeddings, tmp_path):
    write_report(small_analysis, small_embeddings, tmp_path / "new" / "out", ReportSettings())
    assert files_in(tmp_path / "new" / "out") == [*FILES, *TABLES]


def test_what_was_written_can_be_read_back(small_analysis, small_embeddings, tmp_path):
    write_report(small_analysis, small_embeddings, tmp_path, ReportSettings())
    analysis = read_analysis(tmp_path / "analysis.json")
    assert analysis == small_analysis
    assert read_tables(tmp_path / "tables") == small_analysis
    assert read_embeddings(analysis, tmp_path / "embeddings.npy").statements == small_embeddings.statements


def test_equal_analyses_give_equal_files(small_analysis, small_embeddings, tmp_path):
    for name in ("a", "b"):
        write_report(small_analysis, small_embeddings, tmp_path / name, ReportSettings())
    assert [(tmp_path / "a" / f).read_bytes() for f in [*FILES, *TABLES]] == [
        (tmp_path / "b" / f).read_bytes() for f in [*FILES, *TABLES]
    ]


def test_half_a_character_in_a_file_name_stops_nothing(hostile_analysis, small_embeddings, tmp_path):
    import dataclasses

    odd = dataclasses.replace(hostile_analysis.documents[1], path="od\udcffd.txt", title=None)
    analysis = dataclasses.replace(hostile_analysis, documents=(hostile_analysis.documents[0], odd))
    write_report(analysis, small_embeddings, tmp_path, ReportSettings())
    assert "od?d.txt" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_made_is_an_os_error(small_analysis, small_embeddings, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        write_report(small_analysis, small_embeddings, tmp_path / "file" / "out", ReportSettings())


@pytest.mark.parametrize(
    ("formats", "files"),
    [
        (set(), []),
        ({"html"}, ["report.html"]),
        ({"md", "jsonld"}, ["claims.jsonld", "report.md"]),
        ({"csv"}, ["conflicts.csv", "groups.csv", "statements.csv"]),
        ({"parquet"}, TABLES),
    ],
)
def test_only_the_formats_chosen_are_left(small_analysis, small_embeddings, tmp_path, formats, files):
    everything = ReportChoice(frozenset({"html", "md", "csv", "parquet", "jsonld"}))
    write_report(small_analysis, small_embeddings, tmp_path, ReportSettings(), choice=everything)
    write_report(small_analysis, small_embeddings, tmp_path, ReportSettings(), choice=ReportChoice(frozenset(formats)))
    assert files_in(tmp_path) == sorted(["analysis.json", "embeddings.npy", *files])


def test_files_of_other_names_stay(small_analysis, small_embeddings, tmp_path):
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "mine.parquet").write_bytes(b"x")
    write_report(small_analysis, small_embeddings, tmp_path, ReportSettings(), choice=ReportChoice(frozenset()))
    assert files_in(tmp_path) == ["analysis.json", "embeddings.npy", "tables/mine.parquet"]


def test_a_part_is_told_and_the_data_files_hold_everything(small_analysis, small_embeddings, tmp_path):
    choice = ReportChoice(narrowing=Narrowing(speakers=("Otto",)))
    told = write_report(small_analysis, small_embeddings, tmp_path, ReportSettings(), choice=choice)
    assert told[-1] == "That is 0 of 1 conflicts, 1 of 3 statements and 1 of 2 documents."
    assert read_analysis(tmp_path / "analysis.json") == small_analysis
    assert "Jo Park" in (tmp_path / "statements.csv").read_text(encoding="utf-8-sig")
    assert "Jo Park" not in (tmp_path / "report.md").read_text(encoding="utf-8")


def test_all_of_it_is_told_of_in_no_words(small_analysis, small_embeddings, tmp_path):
    assert write_report(small_analysis, small_embeddings, tmp_path, ReportSettings()) == ()
