"""How certain the words make what is said."""

import pytest

from analyzer.language.certainty import find_certainty, read_certainty
from analyzer.language.lexicon import read_lines
from analyzer.schema import Span


def degree(text: str) -> float:
    return read_certainty(text, 0, len(text))[0]


def words(text: str) -> list[str]:
    return [text[span.start : span.end] for span in read_certainty(text, 0, len(text))[1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the dam is virtually certain to fail", 0.92),
        ("a dam failure is now virtually certain", 0.95),
        ("closure is inevitable", 1.0),
        ("there is no doubt that the ferry will sail", 0.97),
        ("the ferry will definitely sail", 1.0),
        ("the ferry will sail", 0.95),
        ("the ferry will not sail", 0.97),
        ("a strike is imminent", 0.9),
        ("a strike may be imminent", 0.4),
        ("a strike is “a distinct possibility”", 0.5),
        ("a strike could happen", 0.4),
        ("a strike could potentially happen", 0.35),
        ("talks are likely to resume", 0.75),
        ("it is not certain that the ferry will sail", 0.35),
        ("they did not say that the ferry definitely would sail", 0.35),
        ("the outcome is far from certain", 0.35),
        ("the outlook remains gloomy but uncertain", 0.3),
        ("it is unclear whether the ferry will sail", 0.3),
        ("a deal is impossible", 0.97),
        ("a deal is unlikely", 0.75),
        ("a deal is not impossible", 0.35),
        ("a deal is not only possible but likely", 0.75),
        ("nobody is sure that it works", 0.35),
    ],
)
def test_ladder(text, expected):
    assert degree(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the ferry sailed on Monday",
        "certain harbours are closed",
        "prices rose in May",
        "the political will is there",
        "they discussed a possible deal",
        "an imminent decision was announced",
        "the team could not match its rival",
        "if the river could rise, the town is ready",
        "it is possible to walk there",
        "the man, who may retire, was paid",
    ],
)
def test_says_nothing_about_certainty(text):
    assert read_certainty(text, 0, len(text)) == (1.0, ())


@pytest.mark.parametrize(
    ("text", "likelihood"),
    [("rain is likely", 0.75), ("rain is unlikely", 0.25), ("rain is impossible", 0.03), ("rain may not come", 0.6)],
)
def test_likelihood_puts_both_directions_on_one_line(text, likelihood):
    (found,) = find_certainty(text, 0, len(text))
    assert found.likelihood == pytest.approx(likelihood)


def test_negation_belongs_to_the_words_marked():
    assert words("It is not at all certain.") == ["not at all certain"]


def test_first_clause_that_says_something_decides():
    assert words("a flood could come, but the dam is certain to hold") == ["could"]


def test_offsets_are_those_of_the_whole_text():
    text = "He said: rain is likely."
    assert read_certainty(text, 9, 23) == (0.75, (Span(17, 23),))


def test_certainty_order_of_the_ladder():
    ladder = [
        "is certain",
        "is virtually certain",
        "is highly likely",
        "is likely",
        "is a real possibility",
        "may come",
    ]
    degrees = [degree(f"rain {rung}") for rung in ladder]
    assert degrees == sorted(degrees, reverse=True)
    assert len(set(degrees)) == len(degrees)


@pytest.mark.parametrize("line", read_lines("certainty.tsv"))
def test_every_rung_is_well_formed(line):
    expression, rung, direction, kind, negated, negated_direction = line.split("\t")
    assert expression == expression.lower()
    assert 0 <= float(rung) <= 1
    assert 0 <= float(negated) <= 1
    assert {direction, negated_direction} <= {"for", "against"}
    assert kind in {"word", "adjective", "modal", "will", "whole"}
