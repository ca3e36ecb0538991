"""Conditions of a gate are read as written, and hold for what they say."""

from dataclasses import replace

import pytest

from analyzer.changes import earlier_from, find_changes, nothing_to_compare_with
from analyzer.changes.gate import look_at_conflicts, parse_condition
from analyzer.errors import SettingsError


@pytest.fixture
def sure(small_analysis):
    """The small analysis, its one conflict (flagged, hard, characterisation) with a probability of 0.8."""
    return replace(small_analysis, conflicts=(replace(small_analysis.conflicts[0], probability=0.8),))


def outcome(analysis, *conditions, before=None):
    changes = nothing_to_compare_with(analysis, "first") if before is None else find_changes(analysis, before)
    found = look_at_conflicts(analysis, changes, [parse_condition(one) for one in conditions])
    return [finding.outcome for finding in found]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("conflict", "tripped"),
        ("hard", "tripped"),
        ("HARD , flagged", "tripped"),
        ("soft", "passed"),
        ("possible", "passed"),
        ("conflict>=0.8", "tripped"),
        ("conflict >= .81", "passed"),
        ("conflict>=0.8,soft", "passed"),
        ("characterisation", "tripped"),
        ("disputed_account", "passed"),
        ("disputed-account", "passed"),
    ],
)
def test_a_condition_holds_where_all_its_words_do(sure, condition, expected):
    assert outcome(sure, condition) == [expected]


def test_any_of_several_conditions_trips_the_gate(sure):
    changes = nothing_to_compare_with(sure, "first")
    conditions = [parse_condition(one) for one in ("soft", "hard,flagged", "conflict>=0.9")]
    (finding,) = look_at_conflicts(sure, changes, conditions)
    assert finding.tripped == ("hard,flagged",)


def test_a_conflict_without_a_probability_is_below_every_bound(small_analysis):
    assert outcome(small_analysis, "conflict>=0") == ["passed"]
    assert outcome(small_analysis, "conflict") == ["tripped"]


def test_without_an_earlier_run_every_conflict_counts_as_new(sure):
    assert outcome(sure, "new-conflict") == ["tripped"]


def test_a_conflict_that_was_there_before_is_not_looked_at_as_new(sure):
    assert outcome(sure, "new-conflict", before=earlier_from(sure)) == []


def test_a_conflict_that_was_not_there_before_is_new(sure):
    assert outcome(sure, "new-conflict", before=earlier_from(replace(sure, conflicts=()))) == ["tripped"]


def test_a_changed_conflict_is_looked_at_as_such(sure):
    was = replace(sure, conflicts=(replace(sure.conflicts[0], band="possible"),))
    assert outcome(sure, "changed-conflict", before=earlier_from(was)) == ["tripped"]
    assert outcome(sure, "changed-conflict", before=earlier_from(sure)) == []


def test_a_dismissed_conflict_trips_nothing(with_review):
    assert outcome(with_review("no_conflict"), "conflict") == ["dismissed"]


@pytest.mark.parametrize(
    ("decision", "why"), [("no_conflict", "the text changed"), ("conflict", None), ("unsure", None)]
)
def test_a_conflict_that_was_opened_again_or_not_dismissed_trips(with_review, decision, why):
    assert outcome(with_review(decision, why), "conflict") == ["tripped"]


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("new-conflit", "'new-conflit' is not known, did you mean new-conflict?"),
        ("harrd", "did you mean hard?"),
        ("xyzzy", "known are subject: conflict, new-conflict"),
        ("", "'' is not known"),
        ("hard,", "'' is not known"),
        ("hard,soft", "no conflict is both hard and soft"),
        ("hard>=0.5", "expected a bound as in conflict>=0.8, found hard>=0.5"),
        ("conflict>0.5", "expected a bound as in conflict>=0.8"),
        ("conflict>=80", "expected a probability from 0 to 1, found 80"),
        ("conflict>=0..1", "expected a probability from 0 to 1"),
    ],
)
def test_a_condition_that_cannot_be_meant_is_refused_with_what_could(condition, told):
    with pytest.raises(SettingsError) as refused:
        parse_condition(condition)
    assert told in str(refused.value)
