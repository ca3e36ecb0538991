import sqlite3
from dataclasses import replace

import pytest

from analyzer.errors import DecisionsError
from analyzer.reviews import make_review
from analyzer.schema import ReviewedConflict
from analyzer.storage import ANALYSIS_FILE, DECISIONS_FILE, DecisionLog, write_analysis
from analyzer.tables import look_up
from dashboard.state import open_analysis
from dashboard.work import decisions
from dashboard.work.decisions import decide, decided, take_back


@pytest.fixture
def analysis(busy_analysis, folder):
    write_analysis(busy_analysis, folder / ANALYSIS_FILE)
    return open_analysis()


def states(now):
    return {row.id: row.review_state for row in now.queue}


def test_nothing_is_decided_at_first_and_no_file_is_made(analysis, folder):
    assert set(states(decided(analysis)).values()) == {"open"}
    assert not (folder / DECISIONS_FILE).exists()


def test_a_decision_stands_in_the_queue(analysis):
    decide(analysis, ["c-2"], "no_conflict")
    assert states(decided(analysis)) == {"c-1": "open", "c-2": "no_conflict", "c-3": "open"}


def test_a_decision_taken_back_leaves_the_one_before(analysis):
    decide(analysis, ["c-1"], "conflict")
    numbers = decide(analysis, ["c-1"], "unsure")
    take_back(analysis, numbers)
    assert states(decided(analysis))["c-1"] == "conflict"


def test_all_that_was_decided_about_a_conflict_is_known(analysis):
    take_back(analysis, decide(analysis, ["c-1"], "conflict", note="at first", person="Ash"))
    decide(analysis, ["c-1"], "unsure", person="Birch")
    now = decided(analysis)
    made = now.made(analysis.analysis.conflicts[0])
    assert [(m.review.person, m.review.decision, m.review.note, m.taken_back) for m in made] == [
        ("Ash", "conflict", "at first", True),
        ("Birch", "unsure", "", False),
    ]


def test_nothing_is_read_again_while_the_log_is_as_it_was(analysis):
    decide(analysis, ["c-1"], "conflict")
    assert decided(analysis) is decided(analysis)


def test_a_decision_of_somebody_else_is_seen(analysis, folder):
    decided(analysis)
    other = open_analysis()
    decide(other, ["c-3"], "unsure")
    assert states(decided(analysis))["c-3"] == "unsure"


def test_a_log_put_in_the_place_of_another_is_read(analysis, folder):
    decide(analysis, ["c-1"], "conflict")
    decided(analysis)
    (folder / DECISIONS_FILE).unlink()
    decide(analysis, ["c-3"], "unsure")
    assert states(decided(analysis)) == {"c-1": "open", "c-2": "open", "c-3": "unsure"}


def test_a_review_that_only_the_analysis_holds_stands_beside_new_ones(busy_analysis, folder):
    lookup = look_up(busy_analysis)
    review = make_review(
        busy_analysis.conflicts[0], lookup, "no_conflict", person="Ash", at="2024-03-03T12:00:00+00:00"
    )
    kept = (ReviewedConflict("c-1", "stands", None, review),)
    write_analysis(replace(busy_analysis, reviews=kept), folder / ANALYSIS_FILE)
    opened = open_analysis()
    decide(opened, ["c-3"], "unsure")
    assert states(decided(opened)) == {"c-1": "no_conflict", "c-2": "open", "c-3": "unsure"}


def test_changed_evidence_opens_a_conflict_again(analysis, busy_analysis, folder):
    decide(analysis, ["c-1"], "no_conflict")
    first, *others = busy_analysis.statements
    write_analysis(
        replace(busy_analysis, statements=(replace(first, claim="The talks failed."), *others)), folder / ANALYSIS_FILE
    )
    assert states(decided(open_analysis()))["c-1"] == "reopened"


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\x00" + b"\xff" * 200])
def test_a_damaged_log_is_told_and_the_queue_remains(analysis, folder, content):
    (folder / DECISIONS_FILE).write_bytes(content)
    now = decided(analysis)
    assert "damaged" in now.trouble
    assert len(now.queue) == 3


def test_the_database_of_another_program_is_told(analysis, folder):
    with sqlite3.connect(folder / DECISIONS_FILE) as connection:
        connection.execute("CREATE TABLE notes (words)")
    connection.close()
    assert "another program" in decided(analysis).trouble


def test_a_log_that_may_only_be_read_is_told_and_shown(analysis, monkeypatch):
    decide(analysis, ["c-1"], "conflict")
    monkeypatch.setattr(decisions.os, "access", lambda place, mode: False)
    now = decided(analysis)
    assert "not written" in now.trouble
    assert states(now)["c-1"] == "conflict"


def test_what_is_taken_back_already_is_refused(analysis, folder):
    numbers = decide(analysis, ["c-1", "c-2"], "conflict")
    DecisionLog(folder / DECISIONS_FILE).undo(numbers[1:])
    with pytest.raises(DecisionsError, match="undone already"):
        take_back(analysis, numbers)
    assert states(decided(analysis))["c-1"] == "conflict"
