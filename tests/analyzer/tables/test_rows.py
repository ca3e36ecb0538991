"""Statements, groups, speakers, inputs and conflicts as rows."""

import dataclasses

import pytest

from analyzer.schema import Caution, Evidence, InputFile, Speaker
from analyzer.tables import (
    KIND_WORDS,
    caution_rows,
    conflict_rows,
    document_rows,
    group_rows,
    joined,
    look_up,
    speaker_rows,
    statement_rows,
    summary,
)


def with_statement(analysis, number, **changes):
    statements = list(analysis.statements)
    statements[number] = dataclasses.replace(statements[number], **changes)
    return dataclasses.replace(analysis, statements=tuple(statements))


def with_speakers(analysis, *speakers):
    return dataclasses.replace(analysis, speakers=(*analysis.speakers, *speakers))


@pytest.fixture
def copied(small_analysis):
    """st-2 is a copy of st-1 and stands in its group."""
    analysis = with_statement(small_analysis, 1, copy_of="st-1")
    group = dataclasses.replace(small_analysis.groups[0], members=("st-1", "st-2"))
    thread = dataclasses.replace(small_analysis.threads[0], groups=("g-1", "g-3"))
    return dataclasses.replace(analysis, groups=(group, small_analysis.groups[2]), threads=(thread,))


def test_statements_are_numbered_in_the_order_of_reading(small_analysis):
    turned = dataclasses.replace(small_analysis, statements=small_analysis.statements[::-1])
    assert [(r.number, r.id) for r in statement_rows(look_up(turned))] == [(1, "st-1"), (2, "st-2"), (3, "st-3")]


def test_a_statement_row_holds_names_instead_of_ids(small_analysis):
    row = statement_rows(look_up(small_analysis))[0]
    assert (row.speaker, row.cue, row.document, row.thread) == ("Ana Ruiz", "said", "north.txt", "bridge talks")


def test_content_is_as_written(small_analysis):
    assert statement_rows(look_up(small_analysis))[0].content == "the bridge talks “went badly"


def test_narration_is_the_reporters(small_analysis):
    narrated = with_statement(small_analysis, 1, kind="narration", speakers=())
    assert statement_rows(look_up(narrated))[1].speaker == "(reporter)"


def test_a_statement_without_speaker_says_so(small_analysis):
    assert statement_rows(look_up(with_statement(small_analysis, 1, speakers=())))[1].speaker == "(speaker not named)"


def test_joint_speakers_are_joined(small_analysis):
    together = with_statement(small_analysis, 1, speakers=("sp-lind", "sp-park"))
    assert statement_rows(look_up(together))[1].speaker == "Otto Lind and Jo Park"


@pytest.mark.parametrize(("names", "expected"), [([], ""), (["A"], "A"), (["A", "B"], "A and B")])
def test_names_are_joined_as_people_do(names, expected):
    assert joined(names) == expected


def test_anonymous_speakers_are_shown_by_their_description(small_analysis):
    official = Speaker("sp-x", "a port official", (), "anonymous")
    assert look_up(with_speakers(small_analysis, official)).names["sp-x"] == "a port official (unnamed)"


def test_speakers_described_alike_stay_apart(small_analysis):
    first, second = (Speaker(f"sp-{i}", "an official", (), "anonymous") for i in "ab")
    spoken = with_statement(with_speakers(small_analysis, first, second), 0, speakers=("sp-b",))
    names = look_up(spoken).names
    assert (names["sp-b"], names["sp-a"]) == ("an official (unnamed, no. 1)", "an official (unnamed, no. 2)")


def test_a_speaker_without_name_goes_by_the_longest_alias(small_analysis):
    nameless = Speaker("sp-x", " ", ("aide", "a senior aide"), "anonymous")
    assert look_up(with_speakers(small_analysis, nameless)).names["sp-x"] == "a senior aide (unnamed)"


def test_speakers_tell_for_whom_they_speak(small_analysis):
    row = next(row for row in speaker_rows(look_up(small_analysis)) if row.name == "Otto Lind")
    assert (row.speaks_for, row.n_statements, row.n_documents) == ("the port", 1, 1)


def test_copies_stand_apart_from_voices(copied):
    row = next(row for row in group_rows(look_up(copied)) if row.id == "g-1")
    assert ([m.id for m in row.members], [c.id for c in row.copies]) == (["st-1"], ["st-2"])


def test_a_copy_names_the_number_of_its_original(copied):
    assert statement_rows(look_up(copied))[1].copy_of == 1


def test_copies_add_nothing_to_a_speaker(copied):
    assert next(r for r in speaker_rows(look_up(copied)) if r.name == "Otto Lind").n_statements == 0


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ({"g-1": ("Ledger",), "g-3": ("Courier",)}, (("Ledger",), ("Courier",))),
        ({"g-1": ("Courier", "Ledger"), "g-3": ("Courier",)}, (("Courier", "Ledger"), ())),
        ({"g-3": ("Ledger", "Post")}, ((), ("Ledger", "Post"))),
        ({"g-1": ("Ledger",), "g-2": ("Herald",)}, (("Ledger",), ())),
        ({}, ((), ())),
    ],
    ids=["each its own", "one printed both", "publisher not known", "another thread", "an older file"],
)
def test_a_group_tells_who_printed_it_and_who_only_something_else_of_the_thread(small_analysis, printed, expected):
    groups = tuple(dataclasses.replace(one, publishers=printed.get(one.id, ())) for one in small_analysis.groups)
    analysis = dataclasses.replace(small_analysis, groups=groups)
    row = next(row for row in group_rows(look_up(analysis)) if row.id == "g-1")
    assert (row.publishers, row.silent_publishers) == expected


def test_groups_of_more_voices_come_first(small_analysis):
    louder = dataclasses.replace(small_analysis.groups[2], n_independent=2)
    analysis = dataclasses.replace(small_analysis, groups=(*small_analysis.groups[:2], louder))
    assert [row.id for row in group_rows(look_up(analysis))] == ["g-3", "g-1", "g-2"]


def test_a_conflict_shows_both_sides_with_their_clashing_words(small_analysis):
    (row,) = conflict_rows(look_up(small_analysis))
    marked = [
        "".join(segment.text for segment in side.passage.segments if "clash" in segment.kinds)
        for side in (row.left, row.right)
    ]
    assert marked == ["went badly", "fruitful"]
    assert [side.statement.speaker for side in (row.left, row.right)] == ["Ana Ruiz", "Jo Park"]


def test_contributions_add_up_to_the_score(small_analysis):
    (row,) = conflict_rows(look_up(small_analysis))
    assert sum(reason.contribution for reason in row.contributions) == pytest.approx(row.score, abs=0.01)


def test_signals_are_shown_without_underscores(small_analysis):
    named = dataclasses.replace(small_analysis.conflicts[0], evidence=(Evidence("same_event", 2.4),))
    (row,) = conflict_rows(look_up(dataclasses.replace(small_analysis, conflicts=(named,))))
    assert row.contributions[0].label == "same event"


def test_flagged_conflicts_come_before_possible_ones_whatever_their_score(small_analysis):
    flagged = small_analysis.conflicts[0]
    strong = dataclasses.replace(flagged, id="c-2", band="possible", score=9.0)
    weak = dataclasses.replace(flagged, id="c-3", score=2.1)
    lookup = look_up(dataclasses.replace(small_analysis, conflicts=(strong, weak, flagged)))
    assert [row.id for row in conflict_rows(lookup)] == ["c-1", "c-3", "c-2"]
    assert [row.id for row in conflict_rows(lookup, limit=1)] == ["c-1"]


def test_every_kind_of_conflict_has_words():
    from typing import get_args

    from analyzer.schema import ConflictKind

    assert sorted(KIND_WORDS) == sorted(get_args(ConflictKind))


def test_the_summary_tells_what_was_not_read_and_why(small_analysis):
    found = summary(look_up(small_analysis))
    assert [row.path for row in found.read] == ["north.txt", "south.txt"]
    assert [(row.path, row.reason, row.size) for row in found.failed] == [
        ("photo.txt", "binary data, not text", "10 bytes")
    ]
    assert (found.n_statements, found.n_speakers, found.n_flagged, found.n_possible) == (3, 3, 1, 0)


def test_copies_and_narration_are_counted_apart(copied):
    found = summary(look_up(with_statement(copied, 2, kind="narration", speakers=())))
    assert (found.n_statements, found.n_narration, found.n_copies, found.n_speakers) == (1, 1, 1, 1)


def test_a_file_without_size_or_reason_shows_nothing(small_analysis):
    lost = InputFile("gone.txt", None, None, None, "skipped")
    provenance = dataclasses.replace(small_analysis.provenance, inputs=(lost,))
    (row,) = summary(look_up(dataclasses.replace(small_analysis, provenance=provenance))).skipped
    assert (row.size, row.encoding, row.reason) == ("", "", "")


def test_a_copied_document_names_its_original(small_analysis):
    copy = dataclasses.replace(small_analysis.documents[1], copy_of="d-north")
    lookup = look_up(dataclasses.replace(small_analysis, documents=(small_analysis.documents[0], copy)))
    assert [row.copy_of for row in document_rows(lookup)] == [None, "north.txt"]


def test_equal_cautions_are_counted_together(small_analysis):
    twice = (Caution("a.txt", "odd"), Caution("b.txt", "odd"), Caution("a.txt", "odd"))
    provenance = dataclasses.replace(small_analysis.provenance, warnings=twice)
    rows = caution_rows(look_up(dataclasses.replace(small_analysis, provenance=provenance)))
    assert [(row.where, row.n) for row in rows] == [("a.txt", 2), ("b.txt", 1)]
