"""Quotation regions of a paragraph: curly, straight, mismatched, nested, unclosed.

Every paragraph is read alone, so that an unbalanced mark never costs more than its own paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DOUBLED = re.compile(r"((?<![^\s(\[])(?:''|‘‘)(?=\S))|''|’’")
# Single marks around a clause with its own closing mark, as British papers print speech; or curly ones around anything.
_SINGLE = re.compile(
    r"(?<![\w'’])(?:'(?=[^\s'])((?:[^'’‘\n]|(?<=\w)['’](?=\w)){1,600}?[.,!?…])['’]"
    r"|‘(?=\S)((?:[^'’‘\n]|(?<=\w)['’](?=\w)){1,600}?)’)(?![\w'’])"
)
# One that opens a paragraph or follows a mark, before a capital, and never closes: it goes on in the next paragraph.
_UNCLOSED_SINGLE = re.compile(r"(?:(?<=^)|(?<=[.,:!?\"]\s))‘(?=[A-Z])(?=(?:[^'’‘]|(?<=\w)['’](?=\w))*$)")
_HAS_DOUBLE = re.compile(r"[\"“”„«»]")
_OPENING, _CLOSING, _STRAIGHT = "“„«", "”»", '"'


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between two quotation marks.

    Attributes
    ----------
    start, end
        The text inside, without the marks.
    closed
        Whether its closing mark was found; otherwise it runs to the next opening mark or the end of the paragraph.
    """

    start: int
    end: int
    closed: bool


def plain_marks(text: str) -> str:
    """Return a text of the same length in which quotations stand between double marks.

    Doubled single marks (``and'') become double ones; so do single marks around speech, in lines without double
    marks: there, an apostrophe is no mark.

    Examples
    --------
    >>> plain_marks("''No,'' she said.")
    ' "No," she said.'
    >>> plain_marks("‘It’s old,’ said the miners’ leader.")
    '"It’s old," said the miners’ leader.'
    """
    text = text.replace("``", ' "')
    if "''" in text or "‘‘" in text:
        text = _DOUBLED.sub(_as_double, text)
    if "'" not in text and "‘" not in text:
        return text
    return "\n".join(line if _HAS_DOUBLE.search(line) else _plain_line(line) for line in text.split("\n"))


def _plain_line(line: str) -> str:
    return _UNCLOSED_SINGLE.sub("“", _SINGLE.sub(_as_double_single, line))


def _as_double_single(match: re.Match[str]) -> str:
    return f'"{match.group()[1:-1]}"'


def _as_double(match: re.Match[str]) -> str:
    return ' "' if match.group(1) is not None else '" '


def find_quotations(text: str, start: int, end: int) -> tuple[list[Quotation], int]:
    """Find the quotation regions of one paragraph.

    Parameters
    ----------
    text
        The original text, whose curly marks still show their direction.
    start, end
        The paragraph.

    Returns
    -------
    list of Quotation, int
        In order, never overlapping; and how many marks found no partner.

    Examples
    --------
    >>> find_quotations('He said “no” and "yes".', 0, 23)
    ([Quotation(start=9, end=11, closed=True), Quotation(start=18, end=21, closed=True)], 0)
    """
    found: list[Quotation] = []
    opened: int | None = None
    n_unpaired = 0
    for at in range(start, end):
        role = _role(text, at, start, end, opened)
        if role == "open":
            if opened is not None:
                found.append(Quotation(opened, _before_mark(text, opened, at), closed=False))
                n_unpaired += 1
            opened = at + 1
        elif role == "close":
            if opened is None:
                n_unpaired += 1
            else:
                found.append(Quotation(opened, at, closed=True))
                opened = None
    if opened is not None:
        found.append(Quotation(opened, end, closed=False))
        n_unpaired += 1
    return [quotation for quotation in found if text[quotation.start : quotation.end].strip()], n_unpaired


def _role(text: str, at: int, start: int, end: int, opened: int | None) -> str | None:
    mark = text[at]
    if mark not in _OPENING + _CLOSING + _STRAIGHT:
        return None
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if mark in _CLOSING:
        return "close"
    looks_opening = (before.isspace() or before in "([—–-'‘") and not after.isspace()
    if mark in _OPENING:
        # A German closing mark is the English opening one.
        return "close" if opened is not None and text[opened - 1] == "„" and not looks_opening else "open"
    if opened is None:
        return (
            "open" if not after.isspace() and (looks_opening or not before.isalnum()) and not _ends(before) else "close"
        )
    return "open" if looks_opening and after.isalnum() else "close"


def _ends(character: str) -> bool:
    return character in ".,!?"


def _before_mark(text: str, opened: int, at: int) -> int:
    while at > opened and text[at - 1].isspace():
        at -= 1
    return at
