"""Figures: another number, the same one rounded, bounds, another unit, a part, another place, another day."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Iterator

from training.relations.contrasts.edits import Tools, lowered, replaced
from training.relations.contrasts.rewrites import reworded
from training.relations.rows import CONTRADICTION, ENTAILMENT, NEUTRAL, Row
from training.relations.sentences import Sentence

_NUMBER = re.compile(
    r"(?<![\w.,$€£-])([$€£]?)(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?=\s|%|[.,;]\s|[.,;]?$)(?! (?:a\.m|p\.m|am|pm)\b)"
)
_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_WORD = re.compile(r"\b(" + "|".join(_WORDS) + r")\b(?= [a-z])")
_MONTHS, _DAYS = tuple(month_name[1:]), tuple(day_name)
_BEFORE = re.compile(
    r"(?:at least|at most|more than|less than|fewer than|about|around|nearly|almost|over|under|up to|some)\s$"
)
_ABOUT = ("about", "around", "nearly", "roughly", "some", "almost", "approximately")
_SCALES = (
    ("million", "billion"),
    ("thousand", "million"),
    ("billion", "trillion"),
    ("months", "years"),
    ("days", "weeks"),
    ("hours", "days"),
    ("miles", "kilometers"),
)
_PLACES = ("North", "South", "East", "West", "Coast", "Capital", "Valley", "Border", "Harbour", "Island")


def find_figure(text: str) -> tuple[int, int, float, str] | None:
    """Return place, value and unit sign of the first figure that is no year, date or part of a name."""
    for match in _NUMBER.finditer(text):
        before = text[: match.start()].rsplit(" ", 2)[-2:]
        value = float(match[2].replace(",", ""))
        if any(word in before for word in (*_MONTHS, "No.", "Page", "age")) or _BEFORE.search(text[: match.start()]):
            continue
        if (not match[1] and 1900 <= value <= 2100 and "," not in match[2]) or value == 0:
            continue
        return match.start(), match.end(), value, match[1]
    if (match := _WORD.search(text)) and not _BEFORE.search(text[: match.start()]):
        return match.start(), match.end(), float(_WORDS[match[1]]), ""
    return None


def write(value: float, sign: str = "") -> str:
    """Return a figure as newspapers print it."""
    number = f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
    return sign + number


def figures(sentence: Sentence, tools: Tools) -> Iterator[Row]:
    """Yield pairs that differ in a figure: contradiction if it is plainly another, entailment if it is rounded."""
    text, dice = sentence.text, tools.dice
    found = find_figure(text)
    if found is None:
        return
    start, end, value, sign = found
    with_figure = lambda new: reworded(replaced(text, start, end, new), sentence, tools, dice.choice((0, 1)))  # noqa: E731
    rounded = _rounded(value)
    other = _other(value, tools)
    yield Row(text, with_figure(write(other, sign)), CONTRADICTION, "figures")
    if rounded != value:
        yield Row(text, with_figure(f"{dice.choice(_ABOUT)} {write(rounded, sign)}"), ENTAILMENT, "rounding")
    else:
        near = value + dice.choice((-1, 1)) * max(1.0, round(value * dice.uniform(0.004, 0.02)))
        if value >= 60 and find_figure(text):
            exact = replaced(text, start, end, write(near, sign))
            yield Row(exact, with_figure(f"{dice.choice(_ABOUT)} {write(value, sign)}"), ENTAILMENT, "rounding")
    low, high = write(_lower(value, tools), sign), write(_higher(value, tools), sign)
    bound, label = dice.choice(
        (
            (f"at least {low}", ENTAILMENT),
            (f"more than {low}", ENTAILMENT),
            (f"at least {write(value, sign)}", ENTAILMENT),
            (f"more than {high}", CONTRADICTION),
            (f"fewer than {high}", ENTAILMENT),
            (f"fewer than {low}", CONTRADICTION),
            (f"at least {high}", CONTRADICTION),
        )
    )
    yield Row(text, with_figure(bound), label, "bounds")
    for one, two in _SCALES:
        if f"{one} " in text[end : end + len(one) + 2]:
            yield Row(
                text, reworded(text[:end] + text[end:].replace(one, two, 1), sentence, tools), CONTRADICTION, "units"
            )


def circumstances(sentence: Sentence, tools: Tools) -> Iterator[Row]:
    """Yield figures of two days, of two places, of a part and of the whole: no contradiction; of one: contradiction."""
    text, dice = sentence.text, tools.dice
    found = find_figure(text)
    if found is None or any(word in text for word in (*_DAYS, *_MONTHS)):
        return
    start, end, value, sign = found
    other = replaced(text, start, end, write(_other(value, tools), sign))
    one, two = lowered(text, sentence.names), lowered(other, sentence.names)
    days = dice.sample(_DAYS, 2)
    places = dice.sample(sorted(sentence.names), 2) if len(sentence.names) > 3 else dice.sample(_PLACES, 2)
    times = dice.choice(
        (
            (f"On {days[0]}, ", f"On {days[1]}, "),
            (f"By {days[0]}, ", f"By {days[1]}, "),
            (f"In {dice.choice(_MONTHS[:6])}, ", f"In {dice.choice(_MONTHS[6:])}, "),
            ("A week earlier, ", "Now "),
            (f"In {places[0]}, ", f"In {places[1]}, "),
            ("In the whole country, ", "In the capital alone, "),
            ("At first count, ", "According to the latest figures, "),
        )
    )
    yield Row(f"{times[0]}{one}.", f"{times[1]}{two}.", NEUTRAL, "circumstances")
    if dice.random() < 0.6:
        yield Row(f"{times[0]}{one}.", f"{times[0]}{two}.", CONTRADICTION, "circumstances")
    else:
        same = reworded(text, sentence, tools)
        yield Row(f"{times[0]}{one}.", f"{times[0]}{lowered(same, sentence.names)}.", ENTAILMENT, "circumstances")


def _rounded(value: float) -> float:
    """Return the figure to one or two digits."""
    digits = len(str(int(value)))
    return float(round(value, -(digits - 2))) if digits > 2 else float(round(value))


def _other(value: float, tools: Tools) -> float:
    """Return a figure that is no rounding of another."""
    factor = tools.dice.choice((0.3, 0.5, 0.65, 0.8, 1.25, 1.5, 2.0, 3.0))
    other = round(value * factor) if value >= 10 or value == int(value) else round(value * factor, 1)
    return float(other if other not in (0, value) else value + tools.dice.choice((1, 2, 3)))


def _lower(value: float, tools: Tools) -> float:
    return float(max(1, int(_rounded(value * tools.dice.uniform(0.5, 0.9)))))


def _higher(value: float, tools: Tools) -> float:
    return float(int(_rounded(value * tools.dice.uniform(1.2, 2.0))) + 1)
