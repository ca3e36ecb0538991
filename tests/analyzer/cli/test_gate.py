"""What changed and the gate at the prompt: codes, messages, files."""

import json
from xml.etree import ElementTree

import pytest

from analyzer.runs import memory_of, read_decisions
from analyzer.storage import read_analysis, read_changes, turn

QUICK = """
[embeddings]
model = "hashed-words"
[statements]
tagger = "none"
[comparisons]
relations = "none"
"""
READY = "Port Varn, 3 May 2024\n\nCaptain Jo Park said the ferry is ready.\n"
NOT_READY = "Port Varn, 3 May 2024\n\nHarbour master Lena Cole said the ferry is not ready at all.\n"


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "in"
    path.mkdir()
    (path / "ready.txt").write_text(READY)
    (tmp_path / "quick.toml").write_text(QUICK)
    return path


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


@pytest.fixture
def report(run, folder, out):
    return lambda *more: run("report", folder, "--out", out, "--settings", folder.parent / "quick.toml", *more)


def add_clash(folder):
    (folder / "not_ready.txt").write_text(NOT_READY)


def test_what_changed_is_said_and_written(report, folder, out):
    report()
    add_clash(folder)
    code, _, err = report()
    assert code == 0
    assert "1 new conflict, none changed, none resolved. Documents: 1 added." in err
    assert [change.news for change in read_changes(out / "changes.json").conflicts] == ["new"]
    assert read_changes(out / "changes.json").run == read_analysis(out / "analysis.json").provenance.started_at


def test_changes_since_a_folder_of_results(report, folder, out, tmp_path):
    report()
    out.rename(tmp_path / "yesterday")
    add_clash(folder)
    assert "1 new conflict" in report("--since", tmp_path / "yesterday")[2]


def test_changes_since_the_results_that_are_written_over(report, folder, out):
    report()
    add_clash(folder)
    report("--since", out, "--no-cache")
    assert [change.news for change in read_changes(out / "changes.json").conflicts] == ["new"]


@pytest.mark.parametrize(
    ("since", "told"), [("9", "holds no run 9"), ("nowhere", "cannot be read"), ("1", "without a workspace")]
)
def test_a_run_that_is_not_there_is_refused(report, since, told):
    report()
    code, _, err = report("--since", since, *(["--no-cache"] if since == "1" else []))
    assert code == 2
    assert told in err


def test_the_gate_trips_on_a_new_conflict_and_only_once(report, folder):
    gate = ("--fail-on", "new-conflict,hard")
    assert report(*gate)[0] == 0
    add_clash(folder)
    code, out, err = report(*gate)
    assert code == 10
    assert "gate: new-conflict,hard: One denies what the other affirms" in err
    assert out.strip().endswith("report.html")
    assert report(*gate)[0] == 0


def test_the_gate_wins_over_inputs_that_could_not_be_read(report, folder):
    add_clash(folder)
    (folder / "broken.txt").write_bytes(b"\x00\x01\x02" * 1000)
    assert report()[0] == 3
    assert report("--fail-on", "conflict")[0] == 10


def test_a_dismissed_conflict_does_not_trip_the_gate(report, run, folder, out, tmp_path):
    from analyzer.reviews import make_review, to_body
    from analyzer.storage import DecisionLog
    from analyzer.tables import look_up

    add_clash(folder)
    report()
    analysis = read_analysis(out / "analysis.json")
    with DecisionLog(memory_of(out).decisions) as log:
        log.add("review", to_body(make_review(analysis.conflicts[0], look_up(analysis), "no_conflict")))
    assert len(read_decisions(memory_of(out).decisions).reviews) == 1
    assert report("--fail-on", "conflict", "--junit", tmp_path / "gate.xml")[0] == 0
    assert ElementTree.parse(tmp_path / "gate.xml").find(".//skipped") is not None


def test_the_first_run_says_that_everything_counts_as_new(report, folder):
    add_clash(folder)
    code, _, err = report("--fail-on", "new-conflict")
    assert code == 10
    assert "no earlier run to compare with, so every conflict counts as new" in err


def test_a_misspelt_condition_ends_before_anything_is_read(report, out):
    code, _, err = report("--fail-on", "new-conflit")
    assert (code, out.exists()) == (2, False)
    assert "did you mean new-conflict?" in err


def test_junit_needs_a_gate(report, tmp_path):
    code, _, err = report("--junit", tmp_path / "gate.xml")
    assert code == 2
    assert "give --fail-on too" in err


def test_a_junit_file_of_an_earlier_run_is_never_taken_for_this_one(report, folder, tmp_path):
    (tmp_path / "gate.xml").write_text("<testsuites/>")
    (folder / "ready.txt").unlink()
    assert report("--fail-on", "conflict", "--junit", tmp_path / "gate.xml")[0] == 4
    assert not (tmp_path / "gate.xml").exists() or "tests" in (tmp_path / "gate.xml").read_text()


def test_a_second_job_on_the_same_workspace_is_refused_or_waits(report, out):
    report()
    before = (out / "run.log").read_bytes()
    with turn(out / "workspace.sqlite"):
        code, _, err = report("--wait", "0")
    assert code == 2
    assert "workspace.sqlite is in use: process" in err
    assert (out / "run.log").read_bytes() == before


def test_a_run_leaves_what_the_next_one_needs_and_names_itself(report, run, out):
    report()
    report()
    code, told, _ = run("cache", "show", "--workspace", out / "workspace.sqlite")
    assert code == 0
    assert "run 2: " in told
    assert json.loads((out / "changes.json").read_text())["since"]["number"] == 1
