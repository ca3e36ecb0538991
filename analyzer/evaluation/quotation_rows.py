"""Statements to marked quotations, the form in which quotations are scored."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping

from analyzer.evaluation.marked_articles import MarkedArticle, Quotation
from analyzer.schema import Document, Span, Statement

_RELATIVE = re.compile(r"\b(?:who|which|that)\b")
_MAX_CLAUSE_CHARS = 40


def quotation_rows(documents: Iterable[Document], statements: Iterable[Statement]) -> tuple[MarkedArticle, ...]:
    """Mark the quotations of documents by their statements.

    Statements are finer than what annotators mark, so what belongs together is joined: the propositions that one
    reporting word with one speaker governs, and a quotation with its further sentences. Narration is left out, and so
    is what is reported inside another statement, as articles marked by hand do not nest.

    Parameters
    ----------
    documents
        Their ``path`` becomes the ``doc_id``.
    statements
        Of these documents.

    Returns
    -------
    tuple of MarkedArticle
        One a document, in order. A quotation's source is the first mention of the speaker, with the relative pronoun
        that stands for it if there is one ("the mayor, *who* said"), its cue the first cue, its confidence the lowest
        of its statements.
    """
    by_id = {one.id: one for one in statements}
    together: dict[str, dict[Hashable, list[Statement]]] = {}
    for one in sorted(by_id.values(), key=lambda one: (one.content, one.id)):
        first = _first(one, by_id)
        if one.kind != "narration" and one.nested_in is None and first.nested_in is None:
            key = (first.cue, first.speakers) if first.cue else first.id
            together.setdefault(one.document, {}).setdefault(key, []).append(one)
    return tuple(
        MarkedArticle(
            document.path,
            document.text,
            tuple(_quotation(parts, document.text) for parts in together.get(document.id, {}).values()),
        )
        for document in documents
    )


def _first(statement: Statement, by_id: Mapping[str, Statement]) -> Statement:
    """Go back to the statement that a quotation began with; a chain that runs in a circle ends somewhere on it."""
    for _ in by_id:
        if statement.continuation_of is None or statement.continuation_of not in by_id:
            break
        statement = by_id[statement.continuation_of]
    return statement


def _quotation(parts: list[Statement], text: str) -> Quotation:
    """Make one quotation of statements that stand in text order."""
    mention = next((one.speaker_mention for one in parts if one.speaker_mention), None)
    cue = next((one.cue for one in parts if one.cue), None)
    return Quotation(
        content=_joined(span for one in parts for span in one.content),
        source=_source(mention, cue, text) if mention else (),
        cue=(cue,) if cue else (),
        confidence=min(one.confidence for one in parts),
    )


def _source(mention: Span, cue: Span | None, text: str) -> tuple[Span, ...]:
    pronouns = list(_RELATIVE.finditer(text, mention.end, cue.start)) if cue else []
    if not pronouns or cue is None or cue.start - mention.end > _MAX_CLAUSE_CHARS:
        return (mention,)
    return mention, Span(*pronouns[-1].span())


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sort spans and make one of those that overlap."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
