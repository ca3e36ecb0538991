"""Countries, their capitals and demonyms, from the ``countryinfo`` library."""

from __future__ import annotations

import re
from functools import cache

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
    return None if words == "us" else _names().get(_fold(words))


@cache
def is_country_name(words: str) -> bool:
    """Whether the words name a country itself rather than its capital or its people."""
    folded = _fold(words)
    return folded in _country_names()


@cache
def country_name(code: str) -> str:
    """Return the everyday English name of a country by its code."""
    return _everyday()[code]


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
            # Two-letter codes are words in running text ("in", "be"), but for the two that people write.
            if len(folded) > 2 or folded in ("us", "uk"):
                names.setdefault(folded, code)
                names.setdefault(_FORMAL.sub("", folded), code)
    return names


def _other_names() -> list[tuple[str, str]]:
    found = []
    for code, _, info in _countries():
        capital = info.get("capital")
        capitals = capital if isinstance(capital, list) else [capital]
        found += [(_CAPITAL_TAIL.sub("", _fold(str(name))), code) for name in capitals if name]
        demonym = info.get("demonym")
        demonyms = demonym if isinstance(demonym, list) else [demonym]
        found += [(form, code) for name in demonyms if name for form in (_fold(str(name)), _fold(str(name)) + "s")]
    return found


@cache
def _population(code: str) -> int:
    return next(int(str(info.get("population") or 0)) for other, _, info in _countries() if other == code)


@cache
def _everyday() -> dict[str, str]:
    return {code: name for code, name, _ in _countries()}


@cache
def _countries() -> tuple[tuple[str, str, dict[str, object]], ...]:
    rows = []
    for country in all_countries():
        info = country.info()
        code = (info.get("ISO") or {}).get("alpha2")
        if code:
            rows.append((str(code).lower(), str(info.get("name")), info))
    return tuple(sorted(rows, key=lambda row: row[0]))
