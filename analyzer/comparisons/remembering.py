"""What was judged in an earlier run is not judged again while nothing it rests on has changed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, astuple
from hashlib import sha256

from analyzer import __version__
from analyzer.comparisons.contexts import Context
from analyzer.comparisons.fusion import Judgement
from analyzer.comparisons.outlines import Outline
from analyzer.comparisons.subject import TopicWeights
from analyzer.protocols import Cache, RelationModel
from analyzer.schema import Evidence, Span, Statement

Pair = tuple[int, int, float]
"""Numbers of two statements and the cosine of their claims."""

_NOTHING = b""


class JudgedBefore:
    """Judgements by what they rest on: both statements, what is known around them, the weights of their words.

    Parameters
    ----------
    originals
        Statements, numbered in this order.
    outlines, contexts
        By statement id.
    model
        Which one reads pairs together; its digest is a part of what a judgement rests on.
    cache
        Where judgements are kept.
    """

    def __init__(
        self,
        originals: Sequence[Statement],
        outlines: Mapping[str, Outline],
        weights: TopicWeights,
        contexts: Mapping[str, Context],
        model: RelationModel | None,
        cache: Cache,
    ) -> None:
        used = model.describe() if model is not None else None
        reader = f"{used.revision_or_sha256}-{used.backend}" if used is not None else "none"
        self._kind = f"judgements/{__version__}/{reader}"
        self._cache = cache
        self._documents = [one.document for one in originals]
        self._marks = [_mark(one, contexts[one.id], outlines[one.id], weights) for one in originals]
        self._known: dict[str, bytes] = {}

    def missing(self, pairs: Sequence[Pair]) -> list[Pair]:
        """Return the pairs that must be judged."""
        keys = [self._key(pair) for pair in pairs]
        self._known = self._cache.get(self._kind, keys)
        return [pair for pair, key in zip(pairs, keys, strict=True) if key not in self._known]

    def add(self, pairs: Sequence[Pair], judgements: Sequence[Judgement | None]) -> None:
        """Keep what was judged; ``None`` where nothing came of a pair."""
        made = {
            self._key(pair): _NOTHING if judgement is None else json.dumps(asdict(judgement)).encode()
            for pair, judgement in zip(pairs, judgements, strict=True)
        }
        owners = {self._key(pair): sorted({self._documents[i] for i in pair[:2]}) for pair in pairs}
        self._known |= made
        if made:
            self._cache.put(self._kind, made, owners)

    def take(self, pairs: Sequence[Pair]) -> list[Judgement | None]:
        """Return the judgements of pairs that were last asked for and, where missing, added."""
        return [_decode(self._known[self._key(pair)]) for pair in pairs]

    def _key(self, pair: Pair) -> str:
        left, right, cosine = pair
        return sha256(f"{self._marks[left]} {self._marks[right]} {cosine!r}".encode()).hexdigest()


def _mark(statement: Statement, context: Context, outline: Outline, weights: TopicWeights) -> str:
    """Return a digest of all that a judgement rests on, on one side."""
    around = [sorted(found) if isinstance(found, frozenset) else found for found in astuple(context)]
    words = [weights.of(key) for key in outline.topic]
    return sha256(repr((statement, around, words)).encode("utf-8", "backslashreplace")).hexdigest()


def _decode(value: bytes) -> Judgement | None:
    if value == _NOTHING:
        return None
    found = json.loads(value)
    evidence = tuple(
        Evidence(
            signal=one["signal"],
            contribution=one["contribution"],
            left_spans=tuple(Span(*span) for span in one["left_spans"]),
            right_spans=tuple(Span(*span) for span in one["right_spans"]),
            words=one["words"],
        )
        for one in found.pop("evidence")
    )
    return Judgement(evidence=evidence, **found)
