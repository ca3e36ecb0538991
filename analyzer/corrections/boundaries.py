"""A statement whose content is another: what follows from that for everything else that it says."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from analyzer.corrections.corpus import NotApplicableError
from analyzer.ids import statement_id
from analyzer.language.certainty import read_certainty
from analyzer.language.repair import mask, repair
from analyzer.language.wording import kind_of_wording
from analyzer.schema import Span, Statement

_QUOTATION = re.compile(r'"([^"\n]*)"')
_EDGE = re.compile(r"[\s\"'“”‘’«».,;:!?()–—-]*")
_MARKS = re.compile(r"[\"“”„«»]")
_LONGEST_LEAD = 40  # characters at the beginning of a content for which the program may have put others


def places_of(
    text: str, content: Sequence[Span], words: Sequence[str], near: Statement, *, as_it_was: bool
) -> tuple[Span, ...]:
    """Return where the content of a correction stands in a text.

    Parameters
    ----------
    content, words
        Offsets into the text that the person saw, in order, and what stood there.
    near
        The statement, whose clause tells which of several places is meant.
    as_it_was
        Whether this is that text; otherwise the words are looked for.

    Raises
    ------
    NotApplicableError
        Other words stand there, nothing does, or the place is not certain.
    """
    spans = tuple(content)
    if not spans or any(one.end > other.start for one, other in itertools.pairwise(spans)):
        raise NotApplicableError("its content has no parts, or parts out of order")
    if not as_it_was:
        spans = tuple(_look_for(text, piece, near) for piece in words)
    if not spans or any(not 0 <= one.start < one.end <= len(text) for one in spans):
        raise NotApplicableError("its content is not inside the text")
    if words and tuple(text[slice(*one)] for one in spans) != tuple(words):
        raise NotApplicableError("other words stand at its place now")
    return spans


def with_content(statement: Statement, text: str, content: tuple[Span, ...]) -> Statement:
    """Return a statement with another content: id, clause, quoted part, kind, claim and certainty follow from it."""
    start, end = _clause(statement, text, content)
    reading = mask(text)
    quoted = _quoted(statement, reading, content)
    kind = kind_of_wording(reading, content, quoted)
    if statement.kind == "narration" or (statement.kind == "direct" and not statement.quoted and not quoted):
        kind = statement.kind
    certainty, spans = min((read_certainty(reading, *span) for span in content), key=lambda read: read[0])
    return replace(
        statement,
        id=statement_id(statement.document, content, statement.cue),
        start=start,
        end=end,
        text=text[start:end],
        content=content,
        quoted=quoted,
        kind=kind,
        claim=_claim(statement, text, content),
        certainty=certainty,
        certainty_spans=spans,
    )


def _look_for(text: str, piece: str, near: Statement) -> Span:
    """Find the one place of some words, in the statement's clause if there are several in the text."""
    for start, end in ((near.start, near.end), (0, len(text))):
        first = text.find(piece, start, end) if piece else -1
        if first >= 0 and text.find(piece, first + 1, end) < 0:
            return Span(first, first + len(piece))
    raise NotApplicableError("its words do not stand in the text exactly once")


def _clause(statement: Statement, text: str, content: Sequence[Span]) -> tuple[int, int]:
    """Return the clause: an edge that was the content's follows it, another stays; cue and mention stay inside."""
    kept = [*content, *(span for span in (statement.cue, statement.speaker_mention) if span is not None)]
    start, end = min(span.start for span in kept), max(span.end for span in kept)
    before, after = statement.content[0].start, statement.content[-1].end
    if statement.start < before and not _EDGE.fullmatch(text, statement.start, before):
        start = min(start, statement.start)
    if after < statement.end and not _EDGE.fullmatch(text, after, statement.end):
        end = max(end, statement.end)
    while end < statement.end and not text[end].isspace() and _EDGE.fullmatch(text, end, end + 1):
        end += 1
    while start > statement.start and not text[start - 1].isspace() and _EDGE.fullmatch(text, start - 1, start):
        start -= 1
    return start, end


def _quoted(statement: Statement, reading: str, content: Sequence[Span]) -> tuple[Span, ...]:
    """Return the parts of a content between quotation marks, those that were known among them."""
    first, last = reading.rfind("\n", 0, content[0].start) + 1, reading.find("\n", content[-1].end)
    found = _QUOTATION.finditer(reading, first, last if last >= 0 else len(reading))
    known = [*statement.quoted, *(Span(*match.span(1)) for match in found)]
    parts = sorted(
        Span(max(part.start, one.start), min(part.end, one.end))
        for part in content
        for one in known
        if one.start < part.end and part.start < one.end
    )
    united: list[Span] = []
    for part in parts:
        if united and part.start <= united[-1].end:
            united[-1] = Span(united[-1].start, max(united[-1].end, part.end))
        else:
            united.append(part)
    return tuple(united)


def _claim(statement: Statement, text: str, content: Sequence[Span]) -> str:
    """Return the claim: the content repaired, behind what the program had put before it if it begins as it did."""
    old, new = (_plain(text, spans) for spans in (statement.content, content))
    claim = statement.claim.rstrip(".")
    n_same = 0
    while n_same < min(len(old), len(claim)) and old[-1 - n_same] == claim[-1 - n_same]:
        n_same += 1
    lead, put = old[: len(old) - n_same], claim[: len(claim) - n_same]
    if content[0].start == statement.content[0].start and len(lead) <= _LONGEST_LEAD and new.startswith(lead):
        new = put + new[len(lead) :]
    new = new.strip(" ,;:—–-")
    return (new[:1].upper() + new[1:]).rstrip(".") + ("" if new.endswith("?") else ".")


def _plain(text: str, content: Sequence[Span]) -> str:
    said = " … ".join(_MARKS.sub("", text[slice(*span)]) for span in content)
    return " ".join(repair(said, text).split()).rstrip(" .,;:")
