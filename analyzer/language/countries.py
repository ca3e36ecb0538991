"""Countries, their capitals and demonyms, from the ``countryinfo`` library."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from countryinfo import all_countries

# The library's own alternatives in everyday form; applied to every country alike.
_FORMAL = re.compile(r"^(?:the )?(?:great|republic of|state of|kingdom of|federal republic of) ")
_CAPITAL_TAIL = re.compile(r",? d\.?c\.?$")


@cache
def country_of(words: str) -> str | None:
    """Return the ISO 3166 code of the country that a name, capital or demonym stands for.

    Parameters
    ----------
    words
        As written, with or without "the" and full stops ("the U.S.", "Peruvian", "Lima").

    Returns
    -------
    str or None
        Lower-case alpha-2 code, or ``None`` when the words are no country's. A capital or demonym shared by several
        countries stands for the most populous.

    Examples
    --------
    >>> country_of("Peruvian"), country_of("Lima"), country_of("the U.K."), country_of("Paris accord")
    ('pe', 'pe', 'gb', None)
    """
    folded = _fold(words)
    # "us" and "can" are words; a code is written in capitals.
    if len(folded) <= 3 and not words.replace(".", "").removeprefix("the ").isupper():
        return None
    return _names().get(folded)


@cache
def is_country_name(words: str) -> bool:
    """Whether the words name a country itself rather than its capital or its people."""
    folded = _fold(words)
    return folded in _country_names()


@cache
def is_demonym(words: str) -> bool:
    """Whether the words mean a country's people or what belongs to it, and are no name of a place.

    Examples
    --------
    >>> is_demonym("Peruvian"), is_demonym("Lima")
    (True, False)
    """
    folded = _fold(words)
    return country_of(words) is not None and folded not in _country_names() and folded in _demonyms()


@cache
def country_name(code: str) -> str:
    """Return the everyday English name of a country by its code."""
    return _everyday()[code]


@cache
def country_codes() -> frozenset[str]:
    """Return the codes that :func:`country_of` gives."""
    return frozenset(_everyday())


def _fold(words: str) -> str:
    folded = " ".join(words.lower().replace("’", "'").split())
    folded = folded.removeprefix("the ")
    return folded.replace(".", "") if re.fullmatch(r"(?:[a-z]\.)+[a-z]?\.?", folded) else folded


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for name, code in _other_names():
        if name not in names or _population(code) > _population(names[name]):
            names[name] = code
    return names | _country_names()


@cache
def _country_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for code, name, info in _countries():
        alternatives = [name, *(info.get("altSpellings") or [])]
        for alternative in alternatives:
            folded = _fold(str(alternative))
            # The codes of ISO 3166 are words in running text ("in", "and"), but for those that people write.
            if folded not in _codes(info) or folded in ("us", "usa", "uk"):
                names.setdefault(folded, code)
                names.setdefault(_FORMAL.sub("", folded), code)
    return names


def _codes(info: Mapping[str, Any]) -> frozenset[str]:
    codes = info.get("ISO") or {}
    return frozenset(str(code).lower() for code in codes.values())


def _other_names() -> list[tuple[str, str]]:
    found = list(_demonyms().items())
    for code, _, info in _countries():
        found += [(_CAPITAL_TAIL.sub("", _fold(name)), code) for name in _listed(info.get("capital"))]
    return found


@cache
def _demonyms() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, _, info in _countries():
        for name in _listed(info.get("demonym")):
            for form in (_fold(name), _fold(name) + "s"):
                if form not in found or _population(code) > _population(found[form]):
                    found[form] = code
    return found


def _listed(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [str(one) for one in values if one]


@cache
def _population(code: str) -> int:
    return next(int(str(info.get("population") or 0)) for other, _, info in _countries() if other == code)


@cache
def _everyday() -> dict[str, str]:
    return {code: name for code, name, _ in _countries()}


@cache
def _countries() -> tuple[tuple[str, str, Mapping[str, Any]], ...]:
    rows: list[tuple[str, str, Mapping[str, Any]]] = []
    for country in all_countries():
        info = country.info()
        code = (info.get("ISO") or {}).get("alpha2")
        if code:
            rows.append((str(code).lower(), str(info.get("name")), info))
    return tuple(sorted(rows, key=lambda row: row[0]))
