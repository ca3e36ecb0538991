"""What was judged in an earlier run is not judged again while nothing it rests on has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

import msgspec

from analyzer.cache_keys import MODEL_LIBRARIES, code_digest, content_key, record_key, short_digest
from analyzer.comparisons.contexts import Context
from analyzer.comparisons.fusion import Judgement
from analyzer.comparisons.outlines import ROOMS, Outline
from analyzer.comparisons.subject import TopicWeights
from analyzer.protocols import Cache, NoCache, RelationModel
from analyzer.schema import Statement

Pair = tuple[int, int, float]
"""Numbers of two statements and the cosine of their claims."""

_NOTHING = b""
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Judgement)


def kind_of_judgements(model: RelationModel | None) -> str:
    """Return the kind under which judgements are kept: they depend on the code and on the model."""
    used = model.describe() if model is not None else None
    reader = short_digest(used.revision_or_sha256, used.backend) if used is not None else "none"
    return f"judgements/{code_digest((*ROOMS, 'models'), MODEL_LIBRARIES)}/{reader}"


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
        self._kind = kind_of_judgements(model)
        self._cache = cache
        self._documents = [one.document for one in originals]
        kept = () if isinstance(cache, NoCache) else originals
        self._marks = [_mark(one, contexts[one.id], outlines[one.id], weights) for one in kept]

    def judgements_on(
        self, pairs: Sequence[Pair], judge: Callable[[Sequence[Pair]], Sequence[Judgement | None]]
    ) -> list[Judgement | None]:
        """Return the judgement on each pair, ``None`` where nothing came of it; the unknown ones are judged and kept.

        Parameters
        ----------
        judge
            Judges pairs, in their order.
        """
        if isinstance(self._cache, NoCache):
            return list(judge(pairs))
        keys = [self._key(pair) for pair in pairs]
        known: dict[str, Judgement | None] = {}
        for key, value in self._cache.get(self._kind, keys).items():
            with suppress(msgspec.ValidationError, msgspec.DecodeError):  # a broken value is not known
                known[key] = _decode(value)
        missing = {key: pair for key, pair in zip(keys, pairs, strict=True) if key not in known}
        if missing:
            made = dict(zip(missing, judge(list(missing.values())), strict=True))
            values = {key: data for key, one in made.items() if (data := _encode(one)) is not None}
            owners = {key: sorted({self._documents[i] for i in missing[key][:2]}) for key in values}
            self._cache.put(self._kind, values, owners)
            known |= made
        return [known[key] for key in keys]

    def _key(self, pair: Pair) -> str:
        left, right, cosine = pair
        return content_key(self._marks[left], self._marks[right], repr(cosine))


def _mark(statement: Statement, context: Context, outline: Outline, weights: TopicWeights) -> str:
    """Return a digest of all that a judgement rests on, on one side."""
    return record_key(statement, context, [weights.of(key) for key in outline.topic])


def _encode(judgement: Judgement | None) -> bytes | None:
    """Return a judgement as bytes; ``None`` for one on words that are no text, such as half a surrogate pair."""
    try:
        return _NOTHING if judgement is None else _ENCODER.encode(judgement)
    except UnicodeEncodeError:
        return None


def _decode(value: bytes) -> Judgement | None:
    return None if value == _NOTHING else _DECODER.decode(value)
