"""Numbers as words and figures, and the units that follow them."""

from __future__ import annotations

import re

from analyzer.comparisons.words import Word

UNITS = dict(
    zip(
        [
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
            "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
        ],
        range(20),
        strict=True,
    )
)  # fmt: skip
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "b": 1e9,
    "mil": 1e6, "bil": 1e9,
    "trillion": 1e12, "tn": 1e12, "dozen": 12.0,
}  # fmt: skip
# Plurals without a number say a range: "thousands" is more than one thousand and less than ten or so.
VAGUE = {
    ("dozens",): (20, 150), ("scores",): (30, 400), ("hundreds",): (150, 2_000), ("thousands",): (1_500, 20_000),
    ("tens", "of", "thousands"): (15_000, 200_000), ("hundreds", "of", "thousands"): (150_000, 2_000_000),
    ("millions",): (1.5e6, 2e7), ("tens", "of", "millions"): (1.5e7, 2e8), ("hundreds", "of", "millions"): (1.5e8, 2e9),
    ("billions",): (1.5e9, 2e10), ("tens", "of", "billions"): (1.5e10, 2e11), ("a", "handful"): (2, 12),
}  # fmt: skip
TIMES = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86_400,
    "week": 604_800,
    "month": 2_629_800,
    "year": 31_557_600,
}
MEASURES = {
    "kilometre": ("length", 1000.0), "kilometer": ("length", 1000.0), "km": ("length", 1000.0),
    "mile": ("length", 1609.0),
    "metre": ("length", 1.0), "meter": ("length", 1.0), "foot": ("length", 0.3048), "tonne": ("weight", 1000.0),
    "ton": ("weight", 1000.0), "kilogram": ("weight", 1.0), "kg": ("weight", 1.0), "pound": ("weight", 0.4536),
    "hectare": ("area", 1e4), "acre": ("area", 4047.0), "degree": ("degrees", 1.0), "litre": ("volume", 1.0),
}  # fmt: skip
VAGUE_PHRASES = tuple(sorted(VAGUE, key=lambda phrase: (-len(phrase), phrase)))
PERCENT = frozenset(("percent", "pct", "percentage"))
CURRENCIES = {"dollar": "$", "euro": "€", "yen": "¥", "pound": "£"}
_NUMBER = re.compile(r"([$€£¥]?)(\d+(?:,\d{3})*(?:\.\d+)?)(%?)")
LONGEST = 9
ROUND = 0.05
"""A figure that ends in zeros may stand this share away from the exact one."""


def is_number_word(word: Word) -> bool:
    """Whether the word only says how many, or in what unit of counting ("billion", "percent")."""
    return any(form in SCALES or form in UNITS or form in TENS or form in PERCENT for form in (word.lower, word.key))


def plain_number(word: Word) -> tuple[float, str, float] | None:
    """Return value, sign ("$", "%" or nothing) and slack of a number written as one word, else ``None``."""
    if word.lower in UNITS or word.lower in TENS:
        # "one" is mostly no number ("one of them", "the one").
        value = float(UNITS.get(word.lower, TENS.get(word.lower, 0)))
        return None if word.lower in ("zero", "one") else (value, "", 0.0)
    parts = word.lower.split("-")
    if len(parts) == 2 and parts[0] in TENS and parts[1] in UNITS:
        return float(TENS[parts[0]] + UNITS[parts[1]]), "", 0.0
    match = _NUMBER.fullmatch(word.text)
    if match is None:
        return None
    digits = match[2].replace(",", "")
    if len(match[2]) > LONGEST and "," not in match[2]:
        return None  # the number of a message or an account
    value = float(digits)
    slack = 0.5 * 10 ** -len(digits.split(".")[1]) if "." in digits else _rounding(value)
    return value, match[1] or match[3], slack


def _rounding(value: float) -> float:
    """Return how far a round number may stand from the real one."""
    zeros = len(str(int(value))) - len(str(int(value)).rstrip("0")) if value else 0
    return min(0.5 * 10**zeros, ROUND * value) if zeros >= 2 else 0.0
