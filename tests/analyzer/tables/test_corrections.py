"""Corrections in words, and statements that say how they are corrected."""

from dataclasses import replace

import pytest

from analyzer.reports.html import manner
from analyzer.schema import AppliedCorrection, Cited, Correction, NamedSpeaker, Span
from analyzer.tables import correction_rows, look_up, statement_and_copies, statement_rows

BADLY = Cited("st-1", "d-north", "north.txt", ("Ana Ruiz",), "Ruiz said it went badly.", "The talks went badly.")
JOBS = Cited("st-2", "d-north", "north.txt", ("Otto Lind",), "Lind said 40 jobs were lost.", "40 jobs were lost.")
WHO = {"person": "Ash", "at": "2024-03-03T12:00:00+00:00"}
LIND, RUIZ = NamedSpeaker("Otto Lind", "sp-lind"), NamedSpeaker("Ana Ruiz", "sp-ruiz")
SENTENCES = {
    "speaker": (
        Correction("speaker", (BADLY,), (LIND,)),
        "“The talks went badly.” (Ana Ruiz) is said by Otto Lind",
    ),
    "nobody": (Correction("speaker", (BADLY,)), "“The talks went badly.” (Ana Ruiz) is said by nobody who is named"),
    "merged": (
        Correction("merge_speakers", speakers=(RUIZ, LIND)),
        "Otto Lind and Ana Ruiz are one, called Ana Ruiz",
    ),
    "split": (
        Correction("split_speaker", (BADLY,), (RUIZ, LIND)),
        "In “The talks went badly.” (Ana Ruiz), Ana Ruiz is really Otto Lind",
    ),
    "none": (Correction("not_a_statement", (BADLY,)), "“The talks went badly.” (Ana Ruiz) is no statement"),
    "boundary": (
        Correction("boundary", (BADLY,), content=(Span(0, 5),), words=("badly",)),
        "What is said in “The talks went badly.” (Ana Ruiz) is “badly”",
    ),
    "moved": (
        Correction("move", (BADLY,), beside=JOBS),
        "“The talks went badly.” (Ana Ruiz) is the same claim as “40 jobs were lost.” (Otto Lind)",
    ),
    "apart": (Correction("move", (BADLY,)), "“The talks went badly.” (Ana Ruiz) is a claim apart"),
    "parted": (
        Correction("split_group", (BADLY,), beside=JOBS),
        "“The talks went badly.” (Ana Ruiz) is another claim than “40 jobs were lost.” (Otto Lind)",
    ),
    "joined": (
        Correction("join_groups", (BADLY, JOBS)),
        "“The talks went badly.” (Ana Ruiz) and “40 jobs were lost.” (Otto Lind) say the same",
    ),
}


@pytest.fixture
def corrected(small_analysis):
    """Return a lookup of the small analysis with corrections."""
    return lambda *corrections: look_up(replace(small_analysis, corrections=corrections))


@pytest.mark.parametrize(("correction", "sentence"), SENTENCES.values(), ids=SENTENCES.keys())
def test_every_kind_is_said_in_a_sentence(corrected, correction, sentence):
    (row,) = correction_rows(corrected(AppliedCorrection(correction)))
    assert row.what == sentence


def test_what_was_not_applied_comes_first_with_the_reason(corrected):
    done = AppliedCorrection(Correction("move", (BADLY,), **WHO), ("st-1",))
    failed = AppliedCorrection(Correction("move", (JOBS,), **WHO), applied=False, why_not="the text has changed")
    first, second = correction_rows(corrected(done, failed))
    assert (first.state, first.why_not) == ("not applied", "the text has changed")
    assert (second.state, second.numbers) == ("applied", (1,))


def test_the_latest_comes_first(corrected):
    earlier, later = (AppliedCorrection(Correction("move", (BADLY,), note=note)) for note in ("one", "two"))
    assert [row.note for row in correction_rows(corrected(earlier, later))] == ["two", "one"]


def test_a_long_text_is_cut(corrected):
    long = replace(BADLY, claim="very " * 50)
    (row,) = correction_rows(corrected(AppliedCorrection(Correction("not_a_statement", (long,)))))
    assert len(row.what) < 120


def test_a_statement_says_how_it_is_corrected(corrected):
    lookup = corrected(AppliedCorrection(Correction("speaker", (BADLY,), (LIND,), **WHO), ("st-1",)))
    first, second = statement_rows(lookup)[:2]
    assert first.corrected == ("speaker corrected by Ash",)
    assert second.corrected == ()


def test_the_report_says_so_beside_the_statement(corrected):
    lookup = corrected(AppliedCorrection(Correction("speaker", (BADLY,), (LIND,), **WHO), ("st-1",)))
    assert "speaker corrected by Ash" in manner(statement_rows(lookup)[0])


def test_a_statement_is_corrected_with_its_copies(small_analysis):
    statements = (*small_analysis.statements[:2], replace(small_analysis.statements[2], copy_of="st-1"))
    lookup = look_up(replace(small_analysis, statements=statements))
    assert statement_and_copies("st-3", lookup) == ("st-3", "st-1")
    assert statement_and_copies("st-2", lookup) == ("st-2",)
