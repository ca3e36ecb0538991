"""Pairs that the run before found, for a search that goes on from there: only new rows meet every row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

import msgspec
import numpy as np

from analyzer.cache_keys import content_key
from analyzer.neighbours.near import near_blocks, near_pairs
from analyzer.neighbours.pairs import Flags, Floats, Pairs, Rows, join_pairs, pair_cosines, pairs_of, strongest
from analyzer.protocols import Cache

_KEY = content_key("pairs")
_MARK_BYTES = 16
_FEW_FRESH, _FRESH_SHARE = 200, 0.05
"""With more new rows than either, all are new: their pairs with every row would not be held at once."""
_MAX_KEPT = 2_000_000
"""More pairs are not kept: 24 MB."""


class _Packed(msgspec.Struct, frozen=True, array_like=True):
    marks: bytes
    rows: bytes
    columns: bytes
    cosines: bytes


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Packed)


def mark_rows(vectors: Floats, contents: Iterable[bytes]) -> list[bytes]:
    """Return a digest of each row's vector and of whatever else a pair of it rests on; no two rows may be equal."""
    return [
        blake2b(row.tobytes() + content, digest_size=_MARK_BYTES).digest()
        for row, content in zip(vectors, contents, strict=True)
    ]


class KeptPairs:
    """The pairs that the run before found among rows, as far as both rows are still there.

    Parameters
    ----------
    cache, kind
        Where they are kept: one value a kind, which each run replaces.
    marks
        Of the rows at hand, in whatever order, see :func:`mark_rows`.
    nearest_only
        Whether each row's pairs are those with its nearest alone: then a row that has lost one counts as new.

    Attributes
    ----------
    pairs
        Pairs of rows that are as they were.
    fresh
        Which rows must still meet every row, shape ``(n_rows,)``.
    """

    def __init__(self, cache: Cache, kind: str, marks: Sequence[bytes], *, nearest_only: bool = False) -> None:
        self._cache = cache
        self._kind = kind
        self._marks = marks
        self._packed = cache.get(kind, [_KEY]).get(_KEY)
        self.pairs, self.fresh = join_pairs(), np.ones(len(marks), np.bool_)
        found = _unpacked(self._packed, marks)
        if found is None:
            return
        pairs, is_known, has_lost = found
        fresh = ~is_known | has_lost if nearest_only else ~is_known
        if np.count_nonzero(fresh) <= max(_FEW_FRESH, _FRESH_SHARE * len(marks)):
            self.pairs, self.fresh = pairs, fresh

    def keep(self, pairs: Pairs, documents: Iterable[str]) -> None:
        """Keep pairs for the next run; too many are not kept.

        Parameters
        ----------
        documents
            Ids of those from which the rows were made.
        """
        owners = sorted(set(documents))
        if owners and len(pairs) <= _MAX_KEPT:
            columns = pairs.rows.astype("<i4"), pairs.columns.astype("<i4"), pairs.cosines.astype("<f4")
            packed = _ENCODER.encode(_Packed(b"".join(self._marks), *(column.tobytes() for column in columns)))
            if packed != self._packed:
                self._cache.put(self._kind, {_KEY: packed}, {_KEY: owners}, replace=True)


def _unpacked(data: bytes | None, marks: Sequence[bytes]) -> tuple[Pairs, Flags, Flags] | None:
    """Return the pairs of which both rows are there, which rows are known, and which have lost one of their pairs."""
    try:
        packed = _DECODER.decode(data) if data is not None else None
        if packed is None:
            return None
        row_of = {mark: row for row, mark in enumerate(marks)}
        cuts = range(0, len(packed.marks), _MARK_BYTES)
        now = np.array([row_of.get(packed.marks[cut : cut + _MARK_BYTES], -1) for cut in cuts], np.int32)
        one, other = (now[np.frombuffer(column, "<i4")] for column in (packed.rows, packed.columns))
        there = (one >= 0) & (other >= 0)
        cosines = np.frombuffer(packed.cosines, "<f4").astype(np.float32)
        pairs = pairs_of(one[there], other[there], cosines[there])
    except (msgspec.ValidationError, msgspec.DecodeError, ValueError, IndexError):  # a broken value is not known
        return None
    is_known, has_lost = np.zeros(len(marks), np.bool_), np.zeros(len(marks), np.bool_)
    is_known[now[now >= 0]] = True
    lost = np.concatenate([one[~there], other[~there]])
    has_lost[lost[lost >= 0]] = True
    return pairs, is_known, has_lost


def blocks_of_fresh(vectors: Floats, min_similarity: float, fresh: Flags) -> Iterator[tuple[Rows, Rows, Floats]]:
    """Go through the pairs of rows with about a cosine of which at least one is new, block by block.

    Yields
    ------
    rows, columns, cosines
        Shape ``(n_hits,)`` each, as :func:`near_blocks` gives them, but either row may be the greater.
    """
    if fresh.all():
        yield from near_blocks(vectors, min_similarity)
    elif fresh.any():
        order = np.concatenate([np.flatnonzero(~fresh), np.flatnonzero(fresh)]).astype(np.int32)
        n_known = int(np.count_nonzero(~fresh))
        for rows, columns, cosines in near_blocks(vectors[order], min_similarity, n_known=n_known):
            yield order[rows], order[columns], cosines


def nearest_pairs(vectors: Floats, min_similarity: float, max_neighbors: int, known: Pairs, fresh: Flags) -> Pairs:
    """Find what :func:`near_pairs` finds among any number of rows, going on from what is known.

    The pairs are those that a search without anything known finds, to the bit: the nearest of a row that is not new
    are among those it had and the new rows.

    Parameters
    ----------
    known, fresh
        From pairs that this function gave with the same arguments, see :class:`KeptPairs`.
    """
    if fresh.all():
        return near_pairs(vectors, min_similarity, max_neighbors=max_neighbors, max_exact=len(vectors))
    parts = [known]
    for rows, columns, _ in blocks_of_fresh(vectors, min_similarity, fresh):
        parts.append(pairs_of(rows, columns, pair_cosines(vectors, rows, columns)).at_least(min_similarity))
    return strongest(join_pairs(*parts), max_neighbors)
