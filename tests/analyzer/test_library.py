"""``from analyzer import ...``: what is public, how light it is, and what it makes of what it is given."""

import dataclasses
import subprocess
import sys

import pytest

import analyzer
from analyzer import (
    AnalyzerError,
    Document,
    Settings,
    analyze,
    change_settings,
    read_analysis,
    read_text,
    write_analysis,
)
from analyzer.errors import InputError

FERRY = "Mayor Ana Ruiz said the ferry was safe and would sail in the morning.\n"
UNION = "The dockers' union denied that the ferry was safe.\n"
FRENCH = "Le maire a déclaré que le bateau était sûr et qu'il partirait demain matin à huit heures précises. " * 3


@pytest.fixture
def light():
    table = {
        "embeddings": {"model": "hashed-words"},
        "statements": {"tagger": "none"},
        "comparisons": {"relations": "none"},
    }
    return change_settings(Settings(), table, "test")


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "articles"
    path.mkdir()
    (path / "ferry.txt").write_text(FERRY, "utf-8")
    (path / "union.txt").write_text(UNION, "utf-8")
    return path


def untimed(analysis):
    return dataclasses.replace(
        analysis, provenance=dataclasses.replace(analysis.provenance, started_at="", seconds=0.0), lineage=None
    )


@pytest.mark.parametrize("name", analyzer.__all__)
def test_every_public_name_is_there(name):
    assert getattr(analyzer, name) is not None
    assert name in dir(analyzer)


def test_other_names_are_not():
    with pytest.raises(AttributeError, match="no attribute 'analyse'"):
        _ = analyzer.analyse


def test_importing_the_package_loads_nothing_of_it():
    program = "import sys, analyzer; print([name for name in sys.modules if name.startswith('analyzer.')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_the_public_function_does_not_load_the_models_or_pandas():
    program = (
        "import sys; from analyzer import analyze, to_frames, read_analysis\n"
        "print(sorted({'torch', 'onnxruntime', 'pandas', 'streamlit'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_a_folder_its_name_and_its_files_give_the_same(folder, light):
    given = (folder, str(folder), [folder / "union.txt", str(folder / "ferry.txt")])
    results = [untimed(analyze(one, settings=light)) for one in given]
    assert results[0] == results[1] == results[2]
    assert [document.path for document in results[0].documents] == ["ferry.txt", "union.txt"]


def test_texts_by_name_give_what_files_of_these_names_give(folder, light):
    by_name = analyze({"union.txt": UNION, "ferry.txt": FERRY}, settings=light)
    assert untimed(by_name) == untimed(analyze(folder, settings=light))


def test_documents_may_be_given_what_is_known_of_them(light):
    ferry = dataclasses.replace(read_text("ferry.txt", FERRY), published="2024-05-31", publisher="Coast Times")
    analysis = analyze([ferry], settings=light)
    assert [(one.published, one.publisher) for one in analysis.documents] == [("2024-05-31", "Coast Times")]
    assert analysis.statements[0].published == "2024-05-31"


def test_files_and_documents_may_stand_side_by_side(folder, light):
    analysis = analyze([folder / "ferry.txt", read_text("note.txt", UNION)], settings=light)
    assert [document.path for document in analysis.documents] == ["ferry.txt", "note.txt"]


def test_texts_that_are_not_analysed_are_listed_with_the_reason(light):
    analysis = analyze({"ferry.txt": FERRY, "fr.txt": FRENCH, "blank.txt": " \n"}, settings=light)
    assert {file.path: (file.status, file.reason) for file in analysis.provenance.inputs} == {
        "blank.txt": ("skipped", "only white space"),
        "ferry.txt": ("read", None),
        "fr.txt": ("skipped", "language is fr, analysed are: en"),
    }
    assert [document.path for document in analysis.documents] == ["ferry.txt"]


@pytest.mark.parametrize("inputs", ["no/such/folder", [], {"fr.txt": FRENCH}])
def test_nothing_that_could_be_read_is_an_error(inputs, light):
    with pytest.raises(InputError, match="no input"):
        analyze(inputs, settings=light)


def test_a_workspace_carries_over_to_the_next_call(folder, light, tmp_path):
    first = analyze([folder / "ferry.txt"], settings=light, workspace=tmp_path / "w.sqlite")
    second = analyze(folder, settings=light, workspace=str(tmp_path / "w.sqlite"))
    assert {group.id for group in first.groups} <= {group.id for group in second.groups}
    assert second.lineage is not None


def test_without_a_workspace_nothing_is_kept(folder, light, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    analyze(folder, settings=light)
    assert [path.name for path in tmp_path.iterdir()] == ["articles"]


def test_progress_is_told(folder, light):
    told = []
    analyze(folder, settings=light, progress=lambda stage, done, total: told.append(stage))
    assert "embeddings" in told


def test_what_is_written_is_read_back(folder, light, tmp_path):
    analysis = analyze(folder, settings=light)
    write_analysis(analysis, tmp_path / "analysis.json")
    assert read_analysis(tmp_path / "analysis.json").statements == analysis.statements


def test_errors_have_one_root():
    assert issubclass(InputError, AnalyzerError)
    assert Document.__module__ == "analyzer.schema.texts"
