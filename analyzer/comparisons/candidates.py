"""Which pairs are judged: near ones anywhere, those of one thread by different speakers, and linked disputes.

So are two judgements of one kind of event in one document by different speakers: "did not go well" and "productive" are
neither near, nor sure to fall into one thread; and two times that are given in one document for one kind of event.

Of all these only pairs of which something may come are kept (:mod:`analyzer.comparisons.blocking`). Never judged:
copies, a statement with one it is reported inside, a sentence with its continuation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analyzer.comparisons.blocking import Blocking, Cosines, Flags, Numbers
from analyzer.comparisons.gates import FLOORS
from analyzer.comparisons.known_candidates import SLACK, near_candidates, raised
from analyzer.comparisons.outlines import Outline
from analyzer.neighbours import pair_cosines
from analyzer.protocols import NO_CACHE, Cache
from analyzer.schema import Caution, Embeddings, Statement
from analyzer.settings import ComparisonSettings

Vectors = npt.NDArray[np.float32]
_CELLS = 1 << 24
"""Cosines at a time, which bounds the memory."""
_AT_ONCE = 1 << 18
"""Pairs that are looked at together."""
_DECIMALS = 6
_FARTHEST = min(floor for name, floor in FLOORS.items() if name != "disputes")


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs to judge, ordered by their statements.

    Attributes
    ----------
    left, right
        Numbers of the statements, ``left < right``, shape ``(n_pairs,)``.
    cosines
        Of their claims, rounded to 6 places, shape ``(n_pairs,)``.
    cautions
        One for every statement whose pairs were capped.
    """

    left: Numbers
    right: Numbers
    cosines: Cosines
    cautions: tuple[Caution, ...] = ()


def find_candidates(
    originals: Sequence[Statement],
    outlines: Mapping[str, Outline],
    blocking: Blocking,
    embeddings: Embeddings,
    thread_of: Mapping[str, str],
    settings: ComparisonSettings,
    cache: Cache = NO_CACHE,
) -> Candidates:
    """Return the pairs to judge.

    Parameters
    ----------
    originals
        Statements that are no copies and have a vector, numbered in this order.
    outlines, blocking
        Of these statements.
    embeddings
        A row for each of them, in any order.
    cache
        Keeps the near pairs, from which the next run goes on.
    """
    row = {statement_id: i for i, statement_id in enumerate(embeddings.statements)}
    vectors = embeddings.vectors[[row[one.id] for one in originals]] if originals else np.zeros((0, 1), np.float32)
    found = [near_candidates(originals, vectors, blocking, settings.min_similarity, cache)]
    found += _distant(originals, vectors, blocking, thread_of)
    found.append(_beside(originals, outlines, blocking, thread_of))
    one, other = _distinct(found, len(originals))
    cosines = _cosines_of(vectors, one, other)
    kept = blocking.may_come_of(one, other, cosines)
    linked = _linked(originals)
    one, other = _distinct([np.stack((one[kept], other[kept])), linked], len(originals))
    cosines = _cosines_of(vectors, one, other)
    return _capped(originals, one, other, cosines, settings.max_pairs_per_statement)


def _cosines_of(vectors: Vectors, one: Numbers, other: Numbers) -> Cosines:
    """Return the cosine of each pair of rows, the same to the bit whatever pairs stand beside it."""
    return pair_cosines(vectors, one, other).astype(np.float64).round(_DECIMALS)


def _distant(
    originals: Sequence[Statement], vectors: Vectors, blocking: Blocking, thread_of: Mapping[str, str]
) -> Iterator[Numbers]:
    """Yield pairs of one thread by different speakers that could clash though they are not near."""
    for one, other, cosines in _joined(_of_one_thread(originals, vectors, blocking, thread_of)):
        kept = blocking.may_come_of(one, other, cosines)
        yield _by_two(originals, one[kept], other[kept])


def _of_one_thread(
    originals: Sequence[Statement], vectors: Vectors, blocking: Blocking, thread_of: Mapping[str, str]
) -> Iterator[tuple[Numbers, Numbers, Cosines]]:
    """Yield the pairs of one thread, one of the two telling, that are not too far apart, with about their cosines."""
    telling = blocking.judging | blocking.denying | blocking.degree | blocking.distance
    for members in _sharing(thread_of.get(one.id) for one in originals):
        rows = members[telling[members]]
        n_rows = max(1, _CELLS // len(members))
        for first in range(0, len(rows), n_rows):
            some = rows[first : first + n_rows]
            block = vectors[some] @ vectors[members].T
            places = np.nonzero(block >= _FARTHEST - SLACK)
            one, other = some[places[0]], members[places[1]]
            one, other = np.minimum(one, other), np.maximum(one, other)
            kept = one < other
            yield one[kept], other[kept], raised(block[places])[kept]


def _joined(
    parts: Iterable[tuple[Numbers, Numbers, Cosines]],
) -> Iterator[tuple[Numbers, Numbers, Cosines]]:
    """Join small parts, as most threads are, so that many pairs are looked at in one go."""
    waiting: list[tuple[Numbers, Numbers, Cosines]] = []
    for part in parts:
        waiting.append(part)
        if sum(len(one) for one, *_ in waiting) >= _AT_ONCE:
            yield _end_to_end(waiting)
            waiting = []
    if waiting:
        yield _end_to_end(waiting)


def _end_to_end(parts: Sequence[tuple[Numbers, Numbers, Cosines]]) -> tuple[Numbers, Numbers, Cosines]:
    one, other, cosines = zip(*parts, strict=True)
    return np.concatenate(one), np.concatenate(other), np.concatenate(cosines)


def _beside(
    originals: Sequence[Statement], outlines: Mapping[str, Outline], blocking: Blocking, thread_of: Mapping[str, str]
) -> Numbers:
    """Return pairs of one document, near or not.

    Those are in one sentence, judge or time one event, or stand side by side in one thread so that one may refer back.
    """
    found: list[tuple[int, int]] = []
    judged = [frozenset(outlines[one.id].spoken_events if outlines[one.id].is_judging else ()) for one in originals]
    timed = [frozenset(outlines[one.id].events if outlines[one.id].has_distance else ()) for one in originals]
    for members in _sharing(one.document for one in originals):
        ones, others = (members[places] for places in np.triu_indices(len(members), 1))
        back = blocking.refers_back(ones, others)
        meeting = (blocking.start[ones] < blocking.end[others]) & (blocking.start[others] < blocking.end[ones])
        telling = blocking.judging[ones] & blocking.judging[others]
        telling |= blocking.distance[ones] & blocking.distance[others]
        for i, j, in_one_sentence, follows in zip(
            *(column[back | meeting | telling].tolist() for column in (ones, others, meeting, back)), strict=True
        ):
            by_two = set(originals[i].speakers).isdisjoint(originals[j].speakers)
            of_one_thread = thread_of.get(originals[i].id) == thread_of.get(originals[j].id)
            if (
                in_one_sentence
                or timed[i] & timed[j]
                or (by_two and (judged[i] & judged[j] or (follows and of_one_thread)))
            ):
                found.append((i, j))
    return np.array(found, np.int64).reshape(-1, 2).T


def _linked(originals: Sequence[Statement]) -> Numbers:
    """Return pairs of a statement and its dispute, or of two disputes of one statement."""
    number_of = {statement.id: number for number, statement in enumerate(originals)}
    disputing: dict[str, list[int]] = defaultdict(list)
    for number, statement in enumerate(originals):
        if statement.disputes is not None:
            disputing[statement.disputes].append(number)
    found = [
        (min(pair), max(pair))
        for disputed, numbers in disputing.items()
        for place, number in enumerate(numbers)
        for pair in [(number, other) for other in numbers[:place]] + [(number, number_of.get(disputed, number))]
        if pair[0] != pair[1]
    ]
    return np.array(found, np.int64).reshape(-1, 2).T


def _sharing(keys: Iterable[str | None]) -> Iterator[Numbers]:
    """Yield the numbers of the statements that have one key, two or more."""
    members: dict[str, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        if key is not None:
            members[key].append(number)
    for found in members.values():
        if len(found) > 1:
            yield np.array(found, np.int64)


def _by_two(originals: Sequence[Statement], one: Numbers, other: Numbers) -> Numbers:
    """Return the pairs that no speaker shares."""
    apart = [
        set(originals[i].speakers).isdisjoint(originals[j].speakers)
        for i, j in zip(one.tolist(), other.tolist(), strict=True)
    ]
    kept: Flags = np.array(apart, np.bool_)
    return np.stack((one[kept], other[kept]))


def _distinct(found: Sequence[Numbers], n: int) -> tuple[Numbers, Numbers]:
    """Return each pair once, ordered by the first number, then the second."""
    one, other = np.concatenate([np.zeros((2, 0), np.int64), *found], axis=1)
    keys = np.unique(one * n + other)
    return keys // max(1, n), keys % max(1, n)


def _capped(originals: Sequence[Statement], one: Numbers, other: Numbers, cosines: Cosines, most: int) -> Candidates:
    """Keep the pairs that are among the nearest of either statement."""
    ends = np.concatenate((one, other))
    place = np.tile(np.arange(len(one)), 2)
    order = np.lexsort((place, -np.tile(cosines, 2), ends))
    firsts = np.searchsorted(ends[order], ends[order])
    kept = np.zeros(len(one), np.bool_)
    kept[place[order[np.arange(len(order)) - firsts < most]]] = True
    counts = np.bincount(ends, minlength=len(originals))
    cautions = [
        _caution(originals[number], int(counts[number]), most) for number in np.flatnonzero(counts > most).tolist()
    ]
    return Candidates(one[kept], other[kept], cosines[kept], tuple(cautions))


def _caution(statement: Statement, n_found: int, n_kept: int) -> Caution:
    what = f"{n_found} statements that could agree or clash with one; the {n_kept} nearest were compared with it"
    return Caution(f"{statement.document} {statement.id}", what)
