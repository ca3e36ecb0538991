"""A part of an analysis is what was asked for, numbered as in the whole, with what was left out in words."""

from dataclasses import replace

import pytest

from analyzer.tables import look_up
from analyzer.tables.narrowing import Narrowing, narrow


def ids(records):
    return [record.id for record in records]


@pytest.fixture
def lookup(small_analysis):
    """The small analysis with a second conflict, possible and soft, between the mayor and the port."""
    second = replace(
        small_analysis.conflicts[0],
        id="c-2",
        band="possible",
        strength="soft",
        score=0.5,
        right=replace(small_analysis.conflicts[0].right, statement="st-2", group="g-2"),
    )
    return look_up(replace(small_analysis, conflicts=(*small_analysis.conflicts, second)))


def test_nothing_chosen_is_everything(lookup):
    found = narrow(lookup, Narrowing())
    assert (found.lookup, found.told) == (lookup, ())


@pytest.mark.parametrize(
    ("only", "left"),
    [
        (("flagged",), ["c-1"]),
        (("possible",), ["c-2"]),
        (("hard",), ["c-1"]),
        (("soft",), ["c-2"]),
        (("flagged", "soft"), []),
        (("flagged", "possible"), ["c-1", "c-2"]),
        (("flagged", "possible", "soft"), ["c-2"]),
    ],
)
def test_bands_and_strengths_choose_among_conflicts(lookup, only, left):
    found = narrow(lookup, Narrowing(only=only)).lookup.analysis
    assert ids(found.conflicts) == left
    assert found.statements == lookup.analysis.statements


@pytest.mark.parametrize("top", [1, 2, 3])
def test_the_strongest_are_kept(lookup, top):
    assert ids(narrow(lookup, Narrowing(top=top)).lookup.analysis.conflicts) == ["c-1", "c-2"][:top]


def test_a_dismissed_conflict_is_none_of_the_strongest(lookup, with_review):
    reviewed = look_up(replace(with_review("no_conflict"), conflicts=lookup.analysis.conflicts))
    assert ids(narrow(reviewed, Narrowing(top=1)).lookup.analysis.conflicts) == ["c-2", "c-1"]


@pytest.mark.parametrize("wanted", ["Otto", "otto LIND", "sp-lind", "lind"])
def test_a_speaker_is_found_by_name_words_or_id(lookup, wanted):
    found = narrow(lookup, Narrowing(speakers=(wanted,))).lookup.analysis
    assert ids(found.statements) == ["st-2"]
    assert (ids(found.groups), ids(found.conflicts)) == (["g-2"], ["c-2"])


def test_an_alias_names_a_speaker_too(lookup):
    assert ids(narrow(lookup, Narrowing(speakers=("minister",))).lookup.analysis.statements) == ["st-3"]


def test_several_speakers_are_added_up(lookup):
    found = narrow(lookup, Narrowing(speakers=("Otto", "Park"))).lookup.analysis
    assert ids(found.statements) == ["st-2", "st-3"]


@pytest.mark.parametrize("wanted", ["t-2", "jobs", "JOB"])
def test_a_thread_is_found_by_label_or_id(lookup, wanted):
    found = narrow(lookup, Narrowing(threads=(wanted,))).lookup.analysis
    assert (ids(found.statements), ids(found.groups)) == (["st-2"], ["g-2"])


def test_thread_and_speaker_narrow_each_other(lookup):
    assert narrow(lookup, Narrowing(threads=("jobs",), speakers=("Park",))).lookup.analysis.statements == ()


def test_documents_of_both_sides_of_a_conflict_are_kept(lookup):
    assert ids(narrow(lookup, Narrowing(speakers=("Park",))).lookup.analysis.documents) == ["d-north", "d-south"]


def test_statements_keep_their_numbers(lookup):
    assert narrow(lookup, Narrowing(speakers=("Park",))).lookup.numbers["st-3"] == 3


def test_what_was_left_out_is_told(lookup):
    told = narrow(lookup, Narrowing(only=("hard", "flagged"), speakers=("Ruiz",), top=5)).told
    assert told == (
        "Only what speakers named “Ruiz” said.",
        "Only conflicts that are flagged and hard.",
        "Only the 5 strongest conflicts.",
        "That is 1 of 2 conflicts, 1 of 3 statements and 2 of 2 documents.",
    )


@pytest.mark.parametrize(
    ("narrowing", "words"),
    [
        (Narrowing(speakers=("Nobody",)), "Only what speakers named “Nobody” said. No speaker is named so."),
        (Narrowing(threads=("a", "zz z")), "Only threads called “a” or “zz z”."),
        (Narrowing(threads=("zzz",)), "Only threads called “zzz”. No thread is called so."),
    ],
)
def test_a_name_that_nobody_has_is_told(lookup, narrowing, words):
    assert narrow(lookup, narrowing).told[0] == words
