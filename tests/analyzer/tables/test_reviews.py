from dataclasses import replace

import pytest

from analyzer.tables import (
    group_rows,
    look_up,
    queue_rows,
    review_progress,
    review_row,
    reviewed_again,
    summary,
    thread_rows,
)


@pytest.mark.parametrize(
    ("decision", "why", "state", "words"),
    [
        ("conflict", None, "conflict", "Conflict"),
        ("no_conflict", None, "no_conflict", "No conflict"),
        ("unsure", None, "unsure", "Unsure"),
        ("no_conflict", "the text changed", "reopened", "To review again"),
    ],
)
def test_a_line_of_the_queue_says_where_its_review_stands(with_review, decision, why, state, words):
    (row,) = queue_rows(look_up(with_review(decision, why=why)))
    assert (row.review_state, row.review_words) == (state, words)


def test_a_line_without_decision_is_open(small_analysis):
    assert queue_rows(look_up(small_analysis))[0].review_state == "open"


def test_newer_decisions_are_laid_over_lines_that_are_there(small_analysis, with_review):
    lookup = look_up(small_analysis)
    later = lookup.with_reviews(with_review("unsure").reviews)
    assert reviewed_again(queue_rows(lookup), later) == queue_rows(look_up(with_review("unsure")))


def test_a_decision_undone_is_laid_over_too(with_review):
    lookup = look_up(with_review("unsure"))
    assert reviewed_again(queue_rows(lookup), lookup.with_reviews(()))[0].review_state == "open"


def test_a_review_tells_who_when_and_what_changed(with_review):
    row = review_row("c-1", look_up(with_review("unsure", why="the speaker changed", person="")))
    assert (row.decision_words, row.who, row.when) == ("Unsure", "somebody who gave no name", "2024-03-04 09:30 UTC")
    assert (row.note, row.why) == ("two days, two talks", "the speaker changed")


def test_a_conflict_without_decision_has_no_review(small_analysis):
    assert review_row("c-1", look_up(small_analysis)) is None


@pytest.mark.parametrize(
    ("why", "words"), [(None, "1 of 2 reviewed"), ("changed", "0 of 2 reviewed, 1 to review again")]
)
def test_progress_counts_what_stands(with_review, why, words):
    analysis = with_review("unsure", why=why)
    twice = replace(analysis, conflicts=(*analysis.conflicts, replace(analysis.conflicts[0], id="c-2")))
    assert review_progress(look_up(twice)).words == words


def counts(analysis):
    lookup = look_up(analysis)
    run = summary(lookup)
    in_thread, in_group = thread_rows(lookup)[0].n_flagged, max(row.n_conflicts for row in group_rows(lookup))
    return run.n_flagged, run.n_dismissed, in_thread, in_group


@pytest.mark.parametrize(
    ("decision", "why", "counted"),
    [
        ("no_conflict", None, (0, 1, 0, 0)),
        ("no_conflict", "changed", (1, 0, 1, 1)),
        ("conflict", None, (1, 0, 1, 1)),
        ("unsure", None, (1, 0, 1, 1)),
    ],
)
def test_only_a_standing_dismissal_takes_a_conflict_out_of_the_counts(with_review, decision, why, counted):
    assert counts(with_review(decision, why=why)) == counted
