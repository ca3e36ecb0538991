"""What is written is read back; what is broken is refused with a reason."""

import dataclasses
import gc
import json
import math

import jsonschema
import numpy as np
import pytest

from analyzer.errors import AnalysisFileError
from analyzer.schema import InputFile
from analyzer.storage import (
    json_schema,
    read_analysis,
    read_embeddings,
    write_analysis,
    write_atomically,
    write_embeddings,
)


@pytest.fixture
def file(small_analysis, tmp_path):
    path = tmp_path / "analysis.json"
    write_analysis(small_analysis, path)
    return path


def change(path, edit):
    record = json.loads(path.read_text(encoding="utf-8"))
    edit(record)
    path.write_text(json.dumps(record), encoding="utf-8")


def test_reading_gives_back_what_was_written(small_analysis, file):
    assert read_analysis(file) == small_analysis


def test_equal_analyses_give_equal_bytes(small_analysis, file, tmp_path):
    write_analysis(dataclasses.replace(small_analysis), tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == file.read_bytes()


def test_the_version_comes_first_and_quotation_marks_stay_readable(file):
    text = file.read_text(encoding="utf-8")
    assert text.startswith('{\n "schema_version": "1"')
    assert "“went badly”" in text


def test_floats_are_rounded_to_four_places(small_analysis, tmp_path):
    sharp = dataclasses.replace(small_analysis.comparisons[0], similarity=0.123456, entailment=-0.0)
    write_analysis(dataclasses.replace(small_analysis, comparisons=(sharp,)), tmp_path / "a.json")
    written = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["comparisons"][0]
    assert (written["similarity"], math.copysign(1, written["entailment"])) == (0.1235, 1)


def test_settings_keep_every_digit(small_analysis, tmp_path):
    exact = dataclasses.replace(small_analysis.provenance, settings={"rate": 0.00002})
    write_analysis(dataclasses.replace(small_analysis, provenance=exact), tmp_path / "a.json")
    assert read_analysis(tmp_path / "a.json").provenance.settings == {"rate": 0.00002}


def test_a_file_name_that_is_not_utf8_can_be_written(small_analysis, tmp_path):
    odd = InputFile("od\udcffd.txt", None, None, None, "failed", "cannot be read")
    provenance = dataclasses.replace(small_analysis.provenance, inputs=(odd,))
    write_analysis(dataclasses.replace(small_analysis, provenance=provenance), tmp_path / "a.json")
    assert read_analysis(tmp_path / "a.json").provenance.inputs[0].path == "od?d.txt"


def test_a_number_that_json_lacks_is_refused(small_analysis, tmp_path):
    endless = dataclasses.replace(small_analysis.groups[0], cohesion=math.inf)
    with pytest.raises(AnalysisFileError, match=r"a\.json: not written"):
        write_analysis(dataclasses.replace(small_analysis, groups=(endless,)), tmp_path / "a.json")
    assert list(tmp_path.iterdir()) == []


def test_written_files_meet_the_schema(file):
    jsonschema.Draft202012Validator(json_schema()).validate(json.loads(file.read_text(encoding="utf-8")))


def test_unknown_fields_are_passed_over(small_analysis, file):
    change(file, lambda record: record["speakers"][0].update(pronoun="she"))
    assert read_analysis(file) == small_analysis


def test_a_file_from_before_groups_had_publishers_is_read(small_analysis, file):
    change(file, lambda record: [group.pop("publishers") for group in record["groups"]])
    assert read_analysis(file) == small_analysis


def test_a_byte_order_mark_is_passed_over(small_analysis, file):
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert read_analysis(file) == small_analysis


def test_a_sound_file_is_read_without_the_slow_way(small_analysis, file, monkeypatch):
    monkeypatch.delattr("analyzer.storage.files._validated")
    assert read_analysis(file) == small_analysis


def test_the_slow_way_reads_the_same(small_analysis, file, monkeypatch):
    monkeypatch.setattr("analyzer.storage.files._decoded", lambda data: None)
    assert read_analysis(file) == small_analysis


def test_reading_leaves_the_collector_as_it_was(file):
    gc.disable()
    try:
        read_analysis(file)
        assert not gc.isenabled()
    finally:
        gc.enable()
    read_analysis(file)
    assert gc.isenabled()


BROKEN = {
    "other version": (lambda r: r.update(schema_version="2"), r"schema_version is '2', this analyzer reads '1'"),
    "no version": (lambda r: r.pop("schema_version"), "expected an analysis file"),
    "text for a number": (lambda r: r["statements"][0].update(start="0"), r"statements\.0\.start: .*valid integer"),
    "unknown stance": (lambda r: r["statements"][0].update(stance="sings"), r"statements\.0\.stance: .*'asserts'"),
    "missing field": (lambda r: r["statements"][0].pop("claim"), r"statements\.0\.claim: Field required"),
    "dangling speaker": (lambda r: r["speakers"].pop(3), r"statement st-1: speakers names sp-ruiz, which is no sp"),
    "dangling via": (lambda r: r["statements"][0].update(via=["sp-9"]), "statement st-1: via names sp-9"),
    "dangling body": (lambda r: r["speakers"][0].update(speaks_for="sp-9"), "speaks_for names sp-9, which is no sp"),
    "dangling original": (lambda r: r["documents"][0].update(copy_of="d-9"), "document d-north: copy_of names d-9"),
    "dangling member": (lambda r: r["groups"][0]["members"].append("st-9"), "group g-1: members names st-9"),
    "dangling side": (lambda r: r["comparisons"][0].update(left="st-9"), "comparisons.0.: left, right names st-9"),
    "dangling document": (lambda r: r["documents"].pop(1), r"statement st-3: document names d-south"),
    "dangling thread": (lambda r: r["threads"].pop(1), r"group g-2: thread names t-2"),
    "dangling group": (lambda r: r["groups"].pop(2), r"thread t-1: groups names g-3.*left|conflict c-1, right: group"),
    "dangling statement": (lambda r: r["statements"][0].update(disputes="st-9"), "disputes names st-9"),
    "span past the end": (lambda r: r["statements"][0].update(cue=[5, 5000]), r"cue \[5, 5000\] is not inside its"),
    "span before the start": (lambda r: r["statements"][0].update(content=[[-1, 4]]), r"content \[-1, 4\] is not"),
    "span turned round": (lambda r: r["conflicts"][0]["left"].update(spans=[[9, 4]]), r"left: spans \[9, 4\] is not"),
    "evidence outside": (
        lambda r: r["comparisons"][0]["evidence"][0].update(right_spans=[[0, 999]]),
        r"comparisons\[0\]: evidence characterisation \[0, 999\]",
    ),
    "section outside": (lambda r: r["documents"][0]["sections"][0].update(end=10_000), "sections .0, 10000. is not"),
    "shifted offsets": (lambda r: r["statements"][1].update(start=53), "text is not what stands at"),
    "id used twice": (lambda r: r["statements"].append(r["statements"][0]), "4 records share 3 ids"),
    "medoid outside": (lambda r: r["groups"][0].update(medoid="st-2"), "medoid st-2 is none of its members"),
    "member of two": (lambda r: r["groups"][1]["members"].append("st-1"), "member st-1 is also in group g-1"),
    "group of another thread": (lambda r: r["groups"][0].update(thread="t-2"), "group g-1 says it belongs to"),
    "not an object": (lambda r: r.clear(), "expected an analysis file"),
}


@pytest.mark.parametrize(("edit", "message"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_is_refused(file, edit, message):
    change(file, edit)
    with pytest.raises(AnalysisFileError, match=f"analysis.json: .*(?:{message})"):
        read_analysis(file)


@pytest.mark.parametrize(
    "data", [b"", b"{", b"\xff\xfe", b"nothing", b"[" * 100_000, b'{"schema_version": NaN}', b"[1]", b'"1"']
)
def test_what_is_no_analysis_is_refused(tmp_path, data):
    path = tmp_path / "notes.json"
    path.write_bytes(data)
    with pytest.raises(AnalysisFileError, match=r"notes\.json: expected an analysis file"):
        read_analysis(path)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(AnalysisFileError, match=r"none\.json: cannot be read: No such file"):
        read_analysis(tmp_path / "none.json")


def test_only_the_first_faults_are_told(file):
    change(file, lambda record: [s.update(start="x", end="y", claim=1) for s in record["statements"]])
    with pytest.raises(AnalysisFileError, match="and 4 more"):
        read_analysis(file)


def test_embeddings_follow_the_order_of_the_statements(small_analysis, small_embeddings, tmp_path):
    turned = dataclasses.replace(
        small_embeddings, statements=small_embeddings.statements[::-1], vectors=small_embeddings.vectors[::-1]
    )
    write_embeddings(turned, small_analysis, tmp_path / "embeddings.npy")
    again = read_embeddings(small_analysis, tmp_path / "embeddings.npy")
    assert again.statements == ("st-1", "st-2", "st-3")
    assert np.array_equal(again.vectors, small_embeddings.vectors)


def test_embeddings_of_another_analysis_are_refused(small_analysis, tmp_path):
    np.save(tmp_path / "embeddings.npy", np.zeros((2, 8), dtype=np.float32))
    with pytest.raises(AnalysisFileError, match=r"expected float32 of shape \(3, n_dimensions\), found .*\(2, 8\)"):
        read_embeddings(small_analysis, tmp_path / "embeddings.npy")


def test_vectors_that_would_run_code_are_refused(small_analysis, tmp_path):
    np.save(tmp_path / "embeddings.npy", np.array([print], dtype=object), allow_pickle=True)
    with pytest.raises(AnalysisFileError, match=r"embeddings\.npy: expected vectors"):
        read_embeddings(small_analysis, tmp_path / "embeddings.npy")


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("old")

    def fail(_):
        raise OSError("disk full")

    monkeypatch.setattr("analyzer.storage.files.os.fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        write_atomically(path, b"new")
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a.txt", "old")]
