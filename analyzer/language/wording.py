"""How a statement is worded: in the speaker's words, in part, or in the reporter's."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.language.tokens import tokenize
from analyzer.schema import Span, StatementKind

_DIRECT_SHARE = 0.95


def kind_of_wording(text: str, content: Sequence[Span], quoted: Sequence[Span]) -> StatementKind:
    """Return ``direct``, ``mixed`` or ``indirect``, by how many of the words said stand between quotation marks.

    Example
    -------
    >>> text = "The bridge “went badly” wrong."
    >>> kind_of_wording(text, [Span(0, 29)], [Span(12, 22)])
    'mixed'
    """
    words = [t for span in content for t in tokenize(text, span.start, span.end) if t.is_word]
    inside = [t for t in words if any(q.start <= t.start and t.end <= q.end for q in quoted)]
    if not inside:
        return "indirect"
    return "direct" if len(inside) >= _DIRECT_SHARE * len(words) else "mixed"
