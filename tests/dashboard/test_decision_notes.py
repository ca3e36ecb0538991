from dataclasses import replace

import pytest

from analyzer.reviews import make_review
from analyzer.schema import ReviewedConflict
from analyzer.tables import look_up
from dashboard.drawing.decision_notes import history, reopened_note, said
from dashboard.work.decisions import Made


@pytest.fixture
def review(small_analysis):
    return make_review(
        small_analysis.conflicts[0],
        look_up(small_analysis),
        "no_conflict",
        note="One event only",
        person="Ash",
        at="2024-03-03T12:00:05+00:00",
    )


def test_a_conflict_to_review_again_says_who_decided_what_and_what_changed(review):
    note = reopened_note(ReviewedConflict("c-1", "reopened", "the text changed: was “a”, is “b”", review))
    for told in ("Ash", "2024-03-03 12:00 UTC", "No conflict", "the text changed: was “a”, is “b”", review.left.text):
        assert told in note


def test_the_last_decision_comes_first_and_one_taken_back_says_so(review):
    other = replace(review, decision="unsure", person="", note="")
    listed = history([Made(1, review, True), Made(2, other, False)])
    assert listed.index("Unsure") < listed.index("No conflict")
    assert "No conflict</b> (taken back) · Ash" in listed
    assert "somebody who gave no name" in listed


def test_no_decision_draws_nothing():
    assert history([]) == ""


def test_hostile_words_are_shown_as_words(review):
    bad = "<img src=x onerror=alert(1)>"
    cited = replace(review.left, text=bad, claim=bad, address=bad, speakers=(bad,))
    review = replace(review, note=bad, person=bad, at=bad, left=cited)
    drawn = reopened_note(ReviewedConflict("c-1", "reopened", bad, review)) + history([Made(1, review, False)])
    drawn += said(bad, bad)
    assert "<img" not in drawn
    assert drawn.count("&lt;img") == 12
