"""Amounts read from text."""

import math

import pytest

from analyzer.comparisons.quantities import read_quantities
from analyzer.comparisons.words import read_words_of

INF = math.inf


def read(text):
    return read_quantities(read_words_of(text), text)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("40 people came", 40, 40, "count"),
        ("twenty-five people came", 25, 25, "count"),
        ("1,234 people came", 1234, 1234, "count"),
        ("about 200 people came", 161.5, 241.5, "count"),
        ("at least 12 people came", 12, INF, "count"),
        ("more than 12 people came", 12, INF, "count"),
        ("up to 12 people came", 0, 12, "count"),
        ("no more than 12 people came", 0, 12, "count"),
        ("between 10 and 15 people came", 10, 15, "count"),
        ("10 to 15 people came", 10, 15, "count"),
        ("dozens came", 20, 150, "count"),
        ("hundreds of thousands of people came", 150_000, 2_000_000, "count"),
        ("it cost $3.5 billion", 3.45e9, 3.55e9, "$"),
        ("it cost 20 euros", 20, 20, "€"),
        ("40 percent agreed", 40, 40, "percent"),
        ("40% agreed", 40, 40, "percent"),
        ("it lasted an hour and a half", 5400, 5400, "duration"),
        ("it lasted 20 minutes", 1200, 1200, "duration"),
        ("it stands 12 miles away", 19_308, 19_308, "length"),
    ],
)
def test_amount(text, low, high, unit):
    (quantity,) = read(text)
    assert (quantity.low, quantity.high, quantity.unit) == (pytest.approx(low), pytest.approx(high), unit)


@pytest.mark.parametrize(
    "text",
    [
        "it was built in 1997",
        "the 3 May vote",
        "May 3 was fine",
        "a 21-year-old man",
        "he came third",
        "at 10:30 am",
        "Article 5 of the treaty",
        "in two months",
        "the Boeing 737",
        "one of them",
    ],
)
def test_no_amount(text):
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "counted"),
    [("40 angry miners left", "miner"), ("40 miners protested", "miner"), ("thousands of birds fled", "bird")],
)
def test_counted(text, counted):
    assert counted in read(text)[0].counted


@pytest.mark.parametrize("text", ["12 of the miners left", "another 12 miners left", "12 more miners left"])
def test_part_is_no_total(text):
    assert read(text)[0].is_part


def test_fate_belongs_to_the_nearest_number():
    killed, injured = read("five people were killed and nine people were injured")
    assert (killed.fates, injured.fates) == ({"kill"}, {"injure"})


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("some 100,000 people", "98,500 people", True),
        ("at least 34 people", "37 people", True),
        ("at least 34 people", "30 people", False),
        ("5 people", "6 people", False),
        ("tens of thousands of people", "100,000 people", True),
        ("dozens of people", "3,000 people", False),
    ],
)
def test_overlap(one, other, expected):
    assert read(one)[0].overlaps(read(other)[0]) is expected


def test_offsets_are_those_of_the_text():
    text = "Officials said 40 miners left."
    span = read(text)[0].span
    assert text[span.start : span.end].startswith("40 miners")
