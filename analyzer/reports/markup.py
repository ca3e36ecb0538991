"""Hostile text to safe HTML: escaped, kept in its own direction, with what matters marked."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from markupsafe import Markup, escape

from analyzer.tables import Segment

_DIRECTION_CONTROL = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


def shown(text: object, limit: int = 300) -> Markup:
    """Escape a short text and keep its direction to itself; longer than ``limit`` it is cut, visibly.

    Example
    -------
    >>> shown("<b>Ash</b>")
    Markup('<bdi>&lt;b&gt;Ash&lt;/b&gt;</bdi>')
    """
    text = str(text)
    cut = Markup(' <span class="cut">[cut here; see the data files]</span>') if len(text) > limit else ""
    return Markup("<bdi>{}</bdi>{}").format(harmless(text[:limit]), cut)


def brief(text: str, limit: int = 60) -> Markup:
    """Escape a text of which the beginning is enough, such as words that are marked elsewhere on the page.

    Example
    -------
    >>> brief("a ferry & a harbour", 9)
    Markup('<bdi>a ferry &amp;…</bdi>')
    """
    return Markup("<bdi>{}{}</bdi>").format(harmless(text[:limit].rstrip()), "…" if len(text) > limit else "")


def plain(text: str, limit: int = 120) -> str:
    r"""Return text for places that hold no elements, such as a drawing: one line, cut, its direction turned by nothing.

    Example
    -------
    >>> plain("a ferry\n& a harbour", 9), plain("left\u202eright")
    ('a ferry &…', 'left⟨U+202E⟩right')
    """
    line = " ".join(_CONTROL.sub(lambda found: _sign(ord(found[0])), text).split())
    named = _DIRECTION_CONTROL.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", line)
    return f"{named[:limit].rstrip()}…" if len(named) > limit else named


def harmless(text: str) -> Markup:
    """Escape text; characters that would turn its direction are shut in alone, so that they turn nothing.

    The text itself stays as it is, except that control characters, which HTML cannot hold, are drawn as signs.
    """
    escaped = str(escape(_CONTROL.sub(lambda found: _sign(ord(found[0])), text)))
    return Markup(_DIRECTION_CONTROL.sub(_shut_in, escaped))


def place(identifier: str) -> str:
    """Write an id so that it can stand in a link.

    Example
    -------
    >>> place("st-1 <x>")
    'st-1%20%3Cx%3E'
    """
    return quote(identifier, safe="", errors="replace")


def signed(number: float) -> str:
    """Write a number with its sign.

    Example
    -------
    >>> signed(1.5), signed(-0.25)
    ('+1.50', '−0.25')
    """
    return f"{number:+.2f}".replace("-", "−")


def passage_markup(segments: Iterable[Segment]) -> Markup:
    """Draw a passage: the statement in full ink, what stands around it in pale, clashing words marked."""
    drawn = []
    for (inside, clash, certainty), run in itertools.groupby(segments, key=_look):
        text = harmless("".join(segment.text for segment in run))
        if certainty:
            text = Markup('<span class="certainty">{}</span>').format(text)
        if clash:
            text = Markup('<mark class="clash">{}</mark>').format(text)
        drawn.append(text if inside else Markup('<span class="around">{}</span>').format(text))
    return Markup("").join(drawn)


def document_markup(segments: Sequence[Segment], numbers: Mapping[str, int], listed: frozenset[str]) -> Markup:
    """Draw a document's text: each statement in an element of its own that a link can go to.

    Parameters
    ----------
    numbers
        Statement id to its number, which stands behind the statement.
    listed
        Ids of the statements that have a row in the report, to which that number leads back.
    """
    drawn, open_now, opened = list[Markup](), list[str](), set[str]()
    for segment in segments:
        for statement in segment.opens:
            drawn.append(_opening(statement, first=statement not in opened))
            opened.add(statement)
            open_now.append(statement)
        text = harmless(segment.text)
        drawn.append(Markup('<mark class="clash">{}</mark>').format(text) if "clash" in segment.kinds else text)
        while closing := [statement for statement in open_now if statement in segment.closes]:
            inner = open_now[open_now.index(closing[0]) :]
            drawn += [Markup("</span>")] * len(inner)
            drawn += [_number(statement, numbers, listed) for statement in inner if statement in segment.closes]
            still = [statement for statement in inner if statement not in segment.closes]
            drawn += [_opening(statement, first=False) for statement in still]
            open_now = [*open_now[: open_now.index(closing[0])], *still]
    return Markup("").join([*drawn, *[Markup("</span>")] * len(open_now)])


def _look(segment: Segment) -> tuple[bool, bool, bool]:
    return bool(segment.kinds), "clash" in segment.kinds, "certainty" in segment.kinds


def _opening(statement: str, *, first: bool) -> Markup:
    if first:
        return Markup('<span class="statement" id="in-{}" tabindex="-1">').format(statement)
    return Markup('<span class="statement">')


def _number(statement: str, numbers: Mapping[str, int], listed: frozenset[str]) -> Markup:
    if statement not in listed:
        return Markup("<sup>S{}</sup>").format(numbers[statement])
    link = '<sup><a href="#{}" aria-label="Statement S{} in the list">S{}</a></sup>'
    return Markup(link).format(place(statement), numbers[statement], numbers[statement])


def _shut_in(found: re.Match[str]) -> str:
    return f'<bdi class="control" title="direction control U+{ord(found[0]):04X}">{found[0]}</bdi>'


def _sign(code: int) -> str:
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"
