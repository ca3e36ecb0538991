"""What ties two statements to one thread, and how strongly."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from analyzer.cache_keys import code_digest, short_digest
from analyzer.neighbours import KeptPairs, Pairs, lexical_pairs, mark_rows, near_pairs, nearest_pairs
from analyzer.protocols import NO_CACHE, Cache
from analyzer.schema import Embeddings, Statement
from analyzer.settings import ThreadSettings

Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_MAX_FOLLOWING = 20  # statements after one that it is tied to by standing near
_REACH = 3  # lengths of ``proximity_chars`` after which a tie is too weak to count
_CONTINUATION = 2.0  # weight of the tie between two sentences of one quotation; the cosine of a paraphrase is below 1
_RESTATED = 0.85  # cosine from which one speaker says a thing again; that ties as much as one quotation does
_MAX_EXACT = 40_000  # statements; of more the nearest are looked for in an inverted file, and nothing is kept
_MIN_LEXICAL = 0.05  # share of rare words below which a shared one is chance


@dataclass(frozen=True, slots=True)
class Edges:
    """Ties between statements, which are numbered; a tie may be there more than once, and then adds up.

    Attributes
    ----------
    one, other
        ``int64`` of shape ``(n_edges,)``.
    weights
        ``float64`` of the same shape, above 0.
    """

    one: Numbers
    other: Numbers
    weights: Floats

    @classmethod
    def of(cls, ties: Iterable[tuple[int, int, float]]) -> Edges:
        """Make edges from single ties."""
        listed = list(ties)
        one, other = (np.array([tie[end] for tie in listed], np.int64) for end in (0, 1))
        return cls(one, other, np.array([tie[2] for tie in listed], np.float64))

    @classmethod
    def joined(cls, parts: Sequence[Edges]) -> Edges:
        """Put edges one behind the other."""
        return cls(
            np.concatenate([part.one for part in parts]),
            np.concatenate([part.other for part in parts]),
            np.concatenate([part.weights for part in parts]),
        )

    def among(self, numbers: Numbers) -> Edges:
        """Return the edges with other numbers: ``numbers[i]`` for i."""
        return Edges(numbers[self.one], numbers[self.other], self.weights)


def kind_of_neighbours(settings: ThreadSettings) -> str:
    """Return the kind under which nearest statements are kept: one value, of the last run's documents together."""
    chosen = short_digest(repr(settings.n_neighbors), repr(_least(settings)))
    return f"neighbours/{code_digest(('neighbours', 'threads'), ('numpy',))}/{chosen}"


def near_edges(
    statements: Sequence[Statement], embeddings: Embeddings, settings: ThreadSettings, cache: Cache = NO_CACHE
) -> Edges:
    """Tie each statement to its nearest in embedding space, by a power of the cosine.

    What one speaker says again in nearly the same words is tied as sentences of one quotation are.

    Parameters
    ----------
    statements
        In an order that does not depend on how they were read; it breaks ties between equal neighbours.
    embeddings
        A row for each of them, in any order.
    cache
        Keeps the nearest, so that only new statements are held against all others.
    """
    row_of = {id_: row for row, id_ in enumerate(embeddings.statements)}
    vectors = embeddings.vectors[[row_of[statement.id] for statement in statements]] if statements else np.zeros((0, 1))
    pairs = _nearest(statements, np.asarray(vectors, np.float32), settings, cache)
    cosines = np.minimum(pairs.cosines.astype(np.float64), 1.0)
    speakers = _numbered([statement.speakers or None for statement in statements])
    one_speaker = (speakers[pairs.rows] == speakers[pairs.columns]) & (speakers[pairs.rows] >= 0)
    weights = np.where((cosines >= _RESTATED) & one_speaker, _CONTINUATION, cosines**settings.sharpness)
    return _faded(pairs, weights, statements, settings.half_life)


def _nearest(
    statements: Sequence[Statement], vectors: npt.NDArray[np.float32], settings: ThreadSettings, cache: Cache
) -> Pairs:
    least, n_neighbors = _least(settings), settings.n_neighbors
    if len(statements) > _MAX_EXACT:
        return near_pairs(vectors, least, max_neighbors=n_neighbors)
    marks = mark_rows(vectors, (one.id.encode() for one in statements))
    kept = KeptPairs(cache, kind_of_neighbours(settings), marks, nearest_only=True)
    pairs = nearest_pairs(vectors, least, n_neighbors, kept.pairs, kept.fresh)
    kept.keep(pairs, (one.document for one in statements))
    return pairs


def _least(settings: ThreadSettings) -> float:
    return max(settings.min_similarity, 1e-6)


def lexical_edges(statements: Sequence[Statement], settings: ThreadSettings) -> Edges:
    """Tie statements whose claims share names and other rare words, which two accounts of one event do."""
    if settings.lexical <= 0:
        return Edges.of(())
    pairs = lexical_pairs(
        [statement.claim for statement in statements], _MIN_LEXICAL, max_neighbors=settings.n_neighbors
    )
    return _faded(pairs, settings.lexical * pairs.cosines.astype(np.float64), statements, settings.half_life)


def proximity_edges(statements: Sequence[Statement], settings: ThreadSettings) -> Edges:
    """Tie statements that stand near each other in one document.

    The weight is ``proximity`` for neighbours without a gap and falls by a factor e with each ``proximity_chars``
    characters between them: a paragraph, a post or a short article is mostly about one thing.
    """
    if settings.proximity <= 0 or not statements:
        return Edges.of(())
    order = sorted(
        range(len(statements)),
        key=lambda i: (statements[i].document, statements[i].start, statements[i].end, statements[i].id),
    )
    number = np.array(order, np.int64)
    document = _numbered([statements[i].document for i in order])
    start, end = (np.array([getattr(statements[i], side) for i in order], np.int64) for side in ("start", "end"))
    parts = []
    for step in range(1, min(_MAX_FOLLOWING, len(order) - 1) + 1):
        gap = np.maximum(0, start[step:] - end[:-step])
        tied = (document[step:] == document[:-step]) & (gap <= _REACH * settings.proximity_chars)
        weights = settings.proximity * np.exp(-gap[tied] / max(1, settings.proximity_chars))
        parts.append(Edges(number[:-step][tied], number[step:][tied], weights))
    return Edges.joined(parts) if parts else Edges.of(())


def continuation_edges(statements: Sequence[Statement]) -> Edges:
    """Tie the sentences of one quotation."""
    number = {statement.id: i for i, statement in enumerate(statements)}
    return Edges.of(
        (number[statement.continuation_of], i, _CONTINUATION)
        for i, statement in enumerate(statements)
        if statement.continuation_of in number and statement.continuation_of is not None
    )


def _faded(pairs: Pairs, weights: Floats, statements: Sequence[Statement], half_life: float) -> Edges:
    """Weaken ties by the days between two dates of publication; an unknown date weakens nothing."""
    if half_life > 0:
        days = np.array([_day(statement.published) for statement in statements], np.float64)
        apart = np.abs(days[pairs.rows] - days[pairs.columns])
        weights = weights * np.exp2(-np.nan_to_num(apart, nan=0.0) / half_life)
    kept = weights > 0
    return Edges(pairs.rows[kept].astype(np.int64), pairs.columns[kept].astype(np.int64), weights[kept])


def _day(published: str | None) -> float:
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return np.nan


def _numbered(keys: Sequence[Hashable]) -> Numbers:
    """Give equal keys equal numbers; -1 for none."""
    number = {key: i for i, key in enumerate(dict.fromkeys(key for key in keys if key is not None))}
    return np.array([-1 if key is None else number[key] for key in keys], np.int64)
