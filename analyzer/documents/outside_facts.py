"""Facts about a text that a file tells outside it, made equal in form: titles, dates, addresses, names of parts."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from analyzer.documents.dates import find_date
from analyzer.documents.decoding import without_strays

_MAX_DATE = 80
_MAX_LINE = 500
_MAX_ADDRESS = 2000
_MAX_PART = 80
_NOT_IN_A_PART = re.compile(r"[^\w.:/@+=?&%~,;()\-]+")


def one_line(words: str | None) -> str | None:
    r"""Return words without breaks and doubled spaces, cut at 500 characters; ``None`` if nothing is left.

    Examples
    --------
    >>> one_line(" Bridge\n  reopens "), one_line("  ")
    ('Bridge reopens', None)
    """
    line = " ".join(without_strays((words or "")[: 4 * _MAX_LINE]).split())[:_MAX_LINE]
    return "".join(character if character.isprintable() else " " for character in line).strip() or None


def iso_date(words: str | None) -> str | None:
    """Return the full date in words as ISO; ``None`` for a part of a date or one that could be two days.

    Examples
    --------
    >>> iso_date("Tue, 03 May 2022 10:00:00 GMT"), iso_date("2022-05-03T10:00Z"), iso_date("May"), iso_date("3/4/2022")
    ('2022-05-03', '2022-05-03', None, None)
    """
    found = find_date((words or "")[:_MAX_DATE])
    return found[0] if found else None


def web_address(words: str | None) -> str | None:
    """Return a web address; ``None`` for anything that is none, such as a script or a file.

    Examples
    --------
    >>> web_address(" https://example.org/a "), web_address("javascript:alert(1)"), web_address("/a.html")
    ('https://example.org/a', None, None)
    """
    address = (words or "").strip()
    try:
        parts = urlsplit(address)
        named = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return address if named and len(address) <= _MAX_ADDRESS and address.isprintable() and " " not in address else None


def part_name(words: str | None, otherwise: object) -> str:
    """Return what to call a part of a file, in characters that stand in a path, at most 80.

    Examples
    --------
    >>> part_name("a 1/<b>", 7), part_name(None, 7)
    ('a_1/_b', '7')
    """
    return _NOT_IN_A_PART.sub("_", (words or "")[: 4 * _MAX_PART]).strip("_")[:_MAX_PART] or str(otherwise)
