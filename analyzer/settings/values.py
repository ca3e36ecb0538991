"""What the value of a setting may be, how it is read from words, and how it is written in TOML."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Annotated, Literal, TypeGuard, get_args, get_origin, get_type_hints

from analyzer.settings.records import Range

_TEXTS = tuple[str, ...]
_PAIRS = tuple[tuple[str, str], ...]
_NO_RANGE = Range()
_READ: dict[object, Callable[[str], object]] = {
    int: int,
    float: float,
    bool: lambda text: {"true": True, "false": False}[text.lower()],
}


@cache
def types_of(section: type) -> Mapping[str, object]:
    """Return the type of each key of a section, with its range."""
    return get_type_hints(section, include_extras=True)


def checked(value: object, expected: object) -> object:
    """Return a value as TOML or JSON gives it in the form that the record has it.

    Parameters
    ----------
    expected
        The type of the field, as :func:`types_of` gives it.

    Raises
    ------
    ValueError
        It is of another type, or out of range; the message says what is expected.
    """
    plain, allowed = _parted(expected)
    kept = _converted(value, plain)
    if kept is None or (isinstance(kept, int | float) and not _within(kept, allowed)):
        raise ValueError(f"must be {_described(plain, allowed)}, found {value!r}")
    return kept


def parsed(text: str, expected: object) -> object:
    """Read the value of a setting from the words of an environment variable or a flag.

    Parameters
    ----------
    text
        A number or word; ``en,de`` for several; ``text=body,date=published`` for pairs; ``true`` or ``false``.

    Raises
    ------
    ValueError
        The words are none of the type, or its value is out of range.
    """
    plain, allowed = _parted(expected)
    if not text.isprintable():
        raise ValueError(f"must be {_described(plain, allowed)} in printable characters, found {text!r}")
    several = [one.strip() for one in text.split(",") if one.strip()]
    value: object = text
    if plain in _READ:
        try:
            value = _READ[plain](text)
        except (ValueError, KeyError):
            raise ValueError(f"must be {_described(plain, allowed)}, found {text!r}") from None
    elif plain == _TEXTS:
        value = several
    elif plain == _PAIRS:
        value = [[part.strip() for part in one.split("=", 1)] for one in several]
    return checked(value, expected)


def written(value: object) -> str:
    """Write the value of a setting in TOML.

    Examples
    --------
    >>> written(0.5), written(("en", "de")), written((("text", "body"),))
    ('0.5', '["en", "de"]', '{"text" = "body"}')
    """
    if isinstance(value, tuple) and value and isinstance(value[0], tuple):
        return "{" + ", ".join(f"{written(key)} = {written(one)}" for key, one in value) + "}"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")  # which TOML forbids as it stands


def _converted(value: object, plain: object) -> object:
    """Return a value in the form that the record has it; ``None`` where it is of another type."""
    if get_origin(plain) is Literal:
        return value if value in get_args(plain) else None
    if plain is float:
        return _number(value)
    if plain == _TEXTS:
        return tuple(value) if _are_texts(value) else None
    if plain == _PAIRS:
        return _pairs(value)
    return value if type(value) is plain else None


def _pairs(value: object) -> tuple[tuple[str, ...], ...] | None:
    pairs = list(value.items()) if isinstance(value, dict) else value
    if not isinstance(pairs, list | tuple) or not all(_are_texts(pair) and len(pair) == 2 for pair in pairs):
        return None
    return tuple(tuple(pair) for pair in pairs)


def _number(value: object) -> float | None:
    try:
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            return None
        return float(value)
    except OverflowError:
        return None


def _are_texts(value: object) -> TypeGuard[Sequence[str]]:
    return isinstance(value, list | tuple) and all(isinstance(one, str) for one in value)


def _parted(expected: object) -> tuple[object, Range]:
    if get_origin(expected) is not Annotated:
        return expected, _NO_RANGE
    plain, *marks = get_args(expected)
    return plain, next((mark for mark in marks if isinstance(mark, Range)), _NO_RANGE)


def _within(value: float, allowed: Range) -> bool:
    above = allowed.least is None or value >= allowed.least
    return above and (allowed.most is None or value <= allowed.most)


def _described(plain: object, allowed: Range) -> str:
    if get_origin(plain) is Literal:
        return f"one of {', '.join(get_args(plain))}"
    names: dict[object, str] = {
        int: "a whole number",
        float: "a number",
        bool: "true or false",
        str: "text",
        _TEXTS: "a list of texts",
    }
    bounds = ""
    if allowed.least is not None:
        bounds = f" of at least {allowed.least:g}"
        if allowed.most is not None:
            bounds = f" from {allowed.least:g} to {allowed.most:g}"
    return names.get(plain, "a table of texts") + bounds
