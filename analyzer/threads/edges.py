"""What ties two statements to one thread, and how strongly."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from analyzer.schema import Embeddings, Statement
from analyzer.settings import ThreadSettings

Edges = Iterable[tuple[str, str, float]]
"""Two statement ids and the weight of the tie between them, above 0."""

_BLOCK = 1024  # rows compared at a time, which bounds the memory
_MAX_FOLLOWING = 20  # statements after one that it is tied to by standing near
_REACH = 3  # lengths of ``proximity_chars`` after which a tie is too weak to count


def near_edges(
    ids: Sequence[str], embeddings: Embeddings, settings: ThreadSettings
) -> Iterator[tuple[str, str, float]]:
    """Yield each pair in which one is among the other's nearest neighbours, with its cosine.

    Parameters
    ----------
    ids
        Statements to be compared; the order breaks ties between equal neighbours.
    settings
        ``n_neighbors`` and ``min_similarity``.
    """
    row_of = {id_: row for row, id_ in enumerate(embeddings.statements)}
    vectors = embeddings.vectors[[row_of[id_] for id_ in ids]] if ids else embeddings.vectors[:0]
    n_neighbors = min(settings.n_neighbors, len(ids) - 1)
    seen: set[tuple[int, int]] = set()
    if n_neighbors < 1:
        return
    for start in range(0, len(ids), _BLOCK):
        similarity = vectors[start : start + _BLOCK] @ vectors.T
        rows = np.arange(len(similarity))
        similarity[rows, start + rows] = -np.inf
        nearest = np.argsort(-similarity, axis=1, kind="stable")[:, :n_neighbors]
        for row, column in zip(np.repeat(rows, n_neighbors).tolist(), nearest.ravel().tolist(), strict=True):
            pair = (min(start + row, column), max(start + row, column))
            cosine = float(similarity[row, column])
            if cosine >= settings.min_similarity and cosine > 0 and pair not in seen:
                seen.add(pair)
                yield ids[pair[0]], ids[pair[1]], cosine


def proximity_edges(statements: Sequence[Statement], settings: ThreadSettings) -> Iterator[tuple[str, str, float]]:
    """Yield pairs that stand near each other in one document.

    The weight is ``proximity`` for neighbours without a gap and falls by a factor e with each ``proximity_chars``
    characters between them: a paragraph, a post or a short article is mostly about one thing.
    """
    by_document: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_document[statement.document].append(statement)
    for document in sorted(by_document):
        ordered = sorted(by_document[document], key=lambda statement: (statement.start, statement.end, statement.id))
        for position, one in enumerate(ordered):
            for other in ordered[position + 1 : position + 1 + _MAX_FOLLOWING]:
                gap = max(0, other.start - one.end)
                if gap > _REACH * settings.proximity_chars:
                    break
                if weight := settings.proximity * math.exp(-gap / max(1, settings.proximity_chars)):
                    yield one.id, other.id, weight
