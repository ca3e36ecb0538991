"""Where the words of a copied document stand in its original, and which statement is made there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz

from analyzer.language.fingerprints import letters, letters_with_offsets
from analyzer.schema import Document, Span, Statement

_MIN_ALIGNED = 85.0
"""How well a damaged sentence must align with the original, 0 to 100, to be found there."""
_MAX_ALIGNED_LETTERS = 300_000
_BUCKET = 256
_MIN_OVERLAP = 0.5


class Original:
    """The original of a copied document, with its statements by place."""

    def __init__(self, document: Document, statements: Sequence[Statement]) -> None:
        self._letters, offsets = letters_with_offsets(document.text)
        self._statements = sorted(statements, key=lambda statement: (statement.start, statement.end, statement.id))
        self._contents: list[list[Span]] = []
        self._buckets: dict[int, list[int]] = {}
        for place, statement in enumerate(self._statements):
            spans = (*statement.content, Span(statement.start, statement.end))
            found = [Span(*map(int, np.searchsorted(offsets, span))) for span in spans]
            self._contents.append(found)
            for bucket in range(found[-1].start // _BUCKET, found[-1].end // _BUCKET + 1):
                self._buckets.setdefault(bucket, []).append(place)

    def find(self, statement: Statement, document: Document) -> str | None:
        """Return the id of the original's statement that covers most of the words of a copy's statement.

        Attributed statements are preferred for attributed ones, narration for narration.
        """
        sentence = self._locate(letters(statement.text), Span(0, len(self._letters)))
        if sentence is None:
            return None
        spans = [self._locate(letters(document.text[start:end]), sentence) for start, end in statement.content]
        content = [span for span in spans if span] or [sentence]
        places = {
            p for b in range(sentence.start // _BUCKET, sentence.end // _BUCKET + 1) for p in self._buckets.get(b, ())
        }
        ranked = []
        for place in sorted(places):
            other, (*others, whole) = self._statements[place], self._contents[place]
            share = _jaccard(content, others)
            covers = _overlap(content, others) >= _MIN_OVERLAP * min(_length(content), _length(others))
            same_kind = (other.kind == "narration") == (statement.kind == "narration")
            if _overlap([sentence], [whole]) > 0:
                ranked.append((covers, same_kind, other.kind != "narration", share, -place))
        return self._statements[-max(ranked)[-1]].id if ranked else None

    def _locate(self, wanted: str, within: Span) -> Span | None:
        if not wanted:
            return None
        start = self._letters.find(wanted, within.start, within.end)
        if start >= 0:
            return Span(start, start + len(wanted))
        if within.end - within.start > _MAX_ALIGNED_LETTERS or within.end == within.start:
            return None
        found = fuzz.partial_ratio_alignment(
            wanted, self._letters[within.start : within.end], score_cutoff=_MIN_ALIGNED
        )
        if found is None or len(wanted) > within.end - within.start:
            return None
        return Span(within.start + found.dest_start, within.start + found.dest_end)


def _overlap(one: Sequence[Span], two: Sequence[Span]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in two)


def _length(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def _jaccard(one: Sequence[Span], two: Sequence[Span]) -> float:
    shared = _overlap(one, two)
    return shared / max(1, _length(one) + _length(two) - shared)
