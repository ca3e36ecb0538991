"""The certainty ladder: which statements stand on which rung, and in what order."""

import dataclasses

import pytest

from analyzer.language.certainty import read_certainty
from analyzer.schema import Analysis, Span
from analyzer.tables import LADDER_HEADER, RUNGS, certainty_ladder, ladder_lines, ladder_rows, look_up


@pytest.fixture
def hedged(small_analysis) -> Analysis:
    """Ruiz is as good as certain, Park is open; "went" and "were" say so."""
    badly, jobs, fruitful = small_analysis.statements
    return dataclasses.replace(
        small_analysis,
        statements=(
            dataclasses.replace(badly, certainty=0.95, certainty_spans=(Span(38, 42),)),
            jobs,
            dataclasses.replace(fruitful, certainty=0.35, certainty_spans=(Span(17, 21),)),
        ),
    )


def ladder(analysis, **choices):
    lookup = look_up(analysis)
    return certainty_ladder(lookup.threads["t-1"], lookup, **choices)


def flat_beside(analysis: Analysis, *ids: str) -> Analysis:
    """Add flat statements of Ruiz's claim."""
    statements = tuple(
        dataclasses.replace(analysis.statements[0], id=id_, certainty=1.0, certainty_spans=()) for id_ in ids
    )
    group = dataclasses.replace(analysis.groups[0], members=("st-1", *ids))
    return dataclasses.replace(
        analysis, statements=(*analysis.statements, *statements), groups=(group, *analysis.groups[1:])
    )


def test_the_surest_words_come_first(hedged):
    assert [(RUNGS[one.rung][0], one.statement.id) for one in ladder(hedged).placed] == [
        ("Sure", "st-1"),
        ("Open", "st-3"),
    ]


def test_a_thread_in_which_nothing_is_hedged_has_no_ladder(small_analysis):
    assert ladder(small_analysis).placed == ()


def test_what_states_the_same_claim_flatly_stands_on_top_and_is_capped(hedged):
    found = ladder(flat_beside(hedged, "st-8", "st-9"), max_flat=1)
    assert ([one.rung for one in found.placed], found.n_flat_left_out) == ([0, 1, 4], 1)


def test_copies_are_left_out(hedged):
    one, jobs, other = hedged.statements
    copied = dataclasses.replace(hedged, statements=(one, jobs, dataclasses.replace(other, copy_of="st-2")))
    assert [placed.statement.id for placed in ladder(copied).placed] == ["st-1"]


@pytest.mark.parametrize(
    ("about", "left"), [("FRUITFUL park", ["st-3"]), ("fruitful ruiz", []), ("  ", ["st-1", "st-3"])]
)
def test_words_narrow_the_ladder(hedged, about, left):
    assert [placed.statement.id for placed in ladder(hedged, about=about).placed] == left


def test_the_words_that_say_so_are_marked_in_their_place(hedged):
    lookup = look_up(hedged)
    row = ladder_rows(ladder(hedged).placed, lookup)[0]
    assert row.words == ("went",)
    assert [segment.text for segment in row.segments if "certainty" in segment.kinds] == ["went"]


def test_a_long_statement_is_cut_around_those_words(hedged):
    badly = hedged.statements[0]
    north = hedged.documents[0]
    long = "Rain fell. " * 200
    text = badly.text + " " + long
    document = dataclasses.replace(north, text=text)
    statement = dataclasses.replace(badly, end=len(text), text=text)
    analysis = dataclasses.replace(
        hedged, documents=(document, hedged.documents[1]), statements=(statement, *hedged.statements[1:])
    )
    row = ladder_rows(ladder(analysis).placed, look_up(analysis))[0]
    assert row.cut_after
    assert sum(len(segment.text) for segment in row.segments) < 1_000


def test_the_lines_to_take_away_name_rung_and_words(hedged):
    lookup = look_up(hedged)
    line = dict(zip(LADDER_HEADER, next(ladder_lines(ladder(hedged).placed, lookup)), strict=True))
    assert (line["rung"], line["certainty"], line["certainty_words"], line["speaker"]) == (
        "Sure",
        0.95,
        "went",
        "Ana Ruiz",
    )


@pytest.mark.parametrize(
    ("rung", "words"), [(number, word) for number in (1, 2, 3, 4) for word in RUNGS[number][1].split(", ")]
)
def test_the_words_named_beside_a_rung_stand_on_it(rung, words):
    patterns = [
        f"Snow {words} fall.",
        f"Snow {words} to fall.",
        f"Snow is {words}.",
        f"There is {words} of snow.",
        f"{words} snow falls.",
    ]
    found = [read_certainty(text, 0, len(text)) for text in patterns]
    least, most = RUNGS[rung][2], RUNGS[rung - 1][2] if rung > 1 else 1.01
    assert any(spans and least <= certainty < most for certainty, spans in found), found
