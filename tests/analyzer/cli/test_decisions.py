"""``analyzer decisions`` on a file of decisions, and what ``analyzer report`` says of them."""

import json
from datetime import UTC, datetime

import pytest

from analyzer import corrections
from analyzer.cli.report import _told
from analyzer.reviews import cite, make_review, to_body
from analyzer.schema import Correction, NamedSpeaker
from analyzer.storage import DECISIONS_FILE, DecisionLog, read_analysis, write_analysis
from analyzer.tables import look_up


@pytest.fixture
def path(tmp_path):
    return tmp_path / DECISIONS_FILE


@pytest.fixture
def log(path):
    return DecisionLog(path, lambda: datetime(2024, 3, 4, 9, 30, tzinfo=UTC))


@pytest.fixture
def body(small_analysis):
    review = make_review(small_analysis.conflicts[0], look_up(small_analysis), "no_conflict", note="two\x1b[31m days")
    return to_body(review)


def test_show_counts_and_lists_on_one_line_each(run, path, log, body):
    made = log.add("review", body, person="Ash")
    log.add("correction", {"kind": "not_a_statement"})
    log.undo([made.id])
    code, out, _ = run("decisions", "show", "--decisions", path)
    assert code == 0
    assert out.splitlines() == [
        f"{path}: 1 reviews, 1 corrections; 1 of them undone",
        "1  2024-03-04T09:30:00+00:00  Ash  review (undone): no conflict: "
        "Ana Ruiz: the bridge talks “went badly / Jo Park: The bridge talks were “fruitful (two?[31m days)",
        "2  2024-03-04T09:30:00+00:00  (no name)  correction: not a statement",
    ]


@pytest.mark.parametrize(("last", "n_lines"), [(0, 1), (2, 3), (9, 4)])
def test_show_lists_the_latest(run, path, log, last, n_lines):
    log.add_all("correction", [{"kind": "move"}] * 3)
    assert len(run("decisions", "show", "--decisions", path, "--last", last)[1].splitlines()) == n_lines


def test_what_is_exported_can_be_imported_once(run, path, log, body, tmp_path):
    made = log.add("review", body, person="Ash")
    log.undo([made.id], person="Birch")
    exported, other = tmp_path / "exported.jsonl", tmp_path / "other.sqlite"
    exported.write_text(run("decisions", "export", "--decisions", path)[1], "utf-8")
    assert "2 new, 0 known already" in run("decisions", "import", exported, "--decisions", other)[2]
    assert "0 new, 2 known already" in run("decisions", "import", exported, "--decisions", other)[2]
    assert DecisionLog(other).records() == log.records()


@pytest.fixture
def good(body):
    return {"uid": "1", "at": "2024-03-04T09:30:00+00:00", "person": "", "kind": "review", "body": body}


@pytest.mark.parametrize(
    "change",
    [{"uid": ""}, {"at": "today"}, {"at": "2024-03-04T09:30:00"}, {"kind": "verdict"}, {"body": []}, {"kind": "undo"}],
)
def test_of_a_file_with_a_wrong_line_nothing_is_imported(run, path, tmp_path, good, change):
    wrong = tmp_path / "wrong.jsonl"
    wrong.write_text(f"{json.dumps(good)}\n\n{json.dumps(good | change)}\n", "utf-8")
    code, _, err = run("decisions", "import", wrong, "--decisions", path)
    assert code == 2
    assert "line 3: expected a decision as it is exported" in err
    assert not path.exists()


@pytest.mark.parametrize("kind", ["review", "correction"])
def test_a_decision_that_would_stop_every_report_is_not_imported(run, path, tmp_path, good, kind):
    wrong = tmp_path / "wrong.jsonl"
    wrong.write_text(json.dumps(good | {"kind": kind, "body": {"mood": "calm"}}), "utf-8")
    assert run("decisions", "import", wrong, "--decisions", path)[0] == 2
    assert not path.exists()


def test_times_of_other_zones_are_imported_in_utc(run, path, tmp_path, good):
    line = tmp_path / "line.jsonl"
    line.write_text(json.dumps(good | {"at": "2024-03-04T10:30:00+01:00"}), "utf-8")
    run("decisions", "import", line, "--decisions", path)
    assert DecisionLog(path).events()[0].at == "2024-03-04T09:30:00+00:00"


def test_forget_deletes_what_names_a_document(run, path, log, body):
    log.add("review", body)
    assert "1 decisions deleted" in run("decisions", "forget", "north.txt", "--decisions", path)[2]
    assert log.events() == ()
    code, _, err = run("decisions", "forget", "north.txt", "--decisions", path)
    assert code == 2
    assert "names no document north.txt" in err


@pytest.mark.parametrize("command", [["show"], ["export"], ["forget", "d-1"]])
def test_a_missing_file_is_told_and_not_made(run, path, command):
    code, _, err = run("decisions", *command, "--decisions", path)
    assert code == 2
    assert "no file of decisions" in err
    assert not path.exists()


def test_a_damaged_file_is_told(run, path):
    path.write_bytes(b"junk " * 5_000)
    code, _, err = run("decisions", "show", "--decisions", path)
    assert code == 2
    assert "damaged file" in err


@pytest.mark.parametrize(
    ("decision", "why", "words"),
    [
        ("conflict", None, "1 conflicts flagged, 0 possible"),
        ("no_conflict", None, "0 conflicts flagged, 0 possible; 1 reviewed: no conflict"),
        ("no_conflict", "changed", "1 conflicts flagged, 0 possible; 1 to review again"),
    ],
)
def test_a_report_says_in_the_terminal_what_is_reviewed(with_review, tmp_path, capfd, decision, why, words):
    _told(with_review(decision, why=why), tmp_path, quiet=False)
    assert f"3 statements; {words}\n" in capfd.readouterr().err


@pytest.fixture
def report(run, tmp_path):
    """Analyse two articles on one flood, the first with the figure given, and return the analysis and what was said."""
    settings, folder, out = tmp_path / "analyzer.toml", tmp_path / "in", tmp_path / "out"
    settings.write_text(
        '[embeddings]\nmodel = "hashed-words"\n[statements]\ntagger = "none"\n[comparisons]\nrelations = "none"\n'
    )
    folder.mkdir()
    (folder / "south.txt").write_text("Minister Jo Park said the flood in Varn killed 12 people.", "utf-8")

    def analyse(first, *more):
        (folder / "north.txt").write_text(first, "utf-8")
        code, _, err = run("report", folder, "--out", out, "--settings", settings, *more)
        assert code == 0, err
        return read_analysis(out / "analysis.json"), err

    return analyse


@pytest.mark.parametrize("more", [(), ("--no-cache",)])
def test_a_decision_survives_the_next_run_and_reopens_when_the_article_is_edited(report, tmp_path, more):
    said = "Mayor Ana Ruiz said the flood in Varn killed 40 people."
    first, _ = report(said)
    bodies = [to_body(make_review(one, look_up(first), "no_conflict")) for one in first.conflicts]
    assert len(bodies) == 1
    DecisionLog(tmp_path / "out" / DECISIONS_FILE).add_all("review", bodies)
    assert "; 1 reviewed: no conflict" in report(said, *more)[1]
    assert "; 1 reviewed: no conflict" in report(f"{said} Schools were shut.", *more)[1]
    edited, err = report(said.replace("40", "45"), *more)
    assert "; 1 to review again" in err
    assert edited.reviews[0].why == f"the text changed: was “{said[:-1]}”, is “{said[:-1].replace('40', '45')}”"


@pytest.fixture
def folder(tmp_path, small_analysis, log, body):
    """A folder with an analysis, a decision about its conflict and a correction that it does not know."""
    write_analysis(small_analysis, tmp_path / "analysis.json")
    given = Correction("speaker", (cite("st-2", look_up(small_analysis)),), (NamedSpeaker("Eva Holm"),))
    log.add("review", body)
    log.add("correction", corrections.to_body(given))
    return tmp_path


def test_gold_is_what_stands_now(run, path, folder):
    code, out, err = run("decisions", "export", "--decisions", path, "--gold", folder / "gold")
    rows = [json.loads(line) for line in (folder / "gold" / "statements.jsonl").read_text("utf-8").splitlines()]
    assert (code, out) == (0, "")
    assert "3 statements, 1 decisions about conflicts" in err
    assert {row["id"]: row["speaker"] for row in rows}["st-2"] == "Eva Holm"


def test_gold_measures_an_analysis(run, path, folder):
    run("decisions", "export", "--decisions", path, "--gold", folder / "gold")
    code, out, _ = run("evaluate", "analysis", folder / "analysis.json", folder / "gold", "--json")
    scores = json.loads(out)
    assert code == 0
    assert scores["speakers"]["n_right"] == 2
    assert scores["speakers"]["n_wrong"] == 1
    assert scores["n_false_conflicts"] == 1


def test_the_scores_of_an_analysis_are_a_table(run, path, folder):
    run("decisions", "export", "--decisions", path, "--gold", folder / "gold")
    _, out, _ = run("evaluate", "analysis", folder / "analysis.json", folder / "gold")
    assert "1 conflicts listed that are none by the gold" in out


def test_gold_without_an_analysis_is_a_usage_error(run, path, log, tmp_path):
    log.add("correction", {"kind": "move"})
    code, _, err = run("decisions", "export", "--decisions", path, "--gold", tmp_path / "gold")
    assert code == 2
    assert "analysis.json" in err
