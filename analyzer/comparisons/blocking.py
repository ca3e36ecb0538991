"""Which pairs nothing can come of, told for many pairs at once from the outlines of their statements.

Record linkage calls this blocking. Every test here is one that :mod:`analyzer.comparisons.gates` or a signal makes too,
or is passed by whatever passes theirs: no pair in which a signal would find something is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from analyzer.cache_keys import record_key
from analyzer.comparisons import certainty, numbers, position
from analyzer.comparisons.antonyms import LEAST_OVERLAP as LEAST_OVERLAP_OF_OPPOSITES
from analyzer.comparisons.gates import FLOORS, LEAST_TO_READ_TOGETHER, NARRATED, NEAR_AND_FAR, ONE_NARRATED
from analyzer.comparisons.negation import LEAST_OVERLAP as LEAST_OVERLAP_OF_NEGATIONS
from analyzer.comparisons.outlines import Outline
from analyzer.comparisons.similarity import LEAST_COSINE
from analyzer.comparisons.subject import FAMILY_SHARE, SENTENCE_BREAK, TopicWeights
from analyzer.comparisons.words import family_of
from analyzer.schema import Statement

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Cosines = npt.NDArray[np.float64]
Shared = Callable[[Mapping[str, Flags], Numbers, Numbers], Flags]

_NEVER = 2.0
_ROUNDING = 1e-9
_OPEN_TO_NARRATION = ("negation", "antonyms", "position")


class Blocking:
    """The outlines of statements as columns.

    Parameters
    ----------
    statements
        Numbered in this order.
    outlines
        By statement id.
    weights
        How much each word says about what a statement is about.
    publisher_of
        Document id to publisher; narration of one publisher is one account.
    """

    def __init__(
        self,
        statements: Sequence[Statement],
        outlines: Mapping[str, Outline],
        weights: TopicWeights,
        publisher_of: Mapping[str, str | None],
    ) -> None:
        found = [outlines[one.id] for one in statements]
        self._told = [
            (one, outline, publisher_of.get(one.document)) for one, outline in zip(statements, found, strict=True)
        ]
        self.document = number([one.document for one in statements])
        self.start = np.array([one.start for one in statements], np.int64)
        self.end = np.array([one.end for one in statements], np.int64)
        self._publisher = number([publisher_of.get(one.document) for one in statements])
        self._narrated = _flags(one.kind == "narration" for one in statements)
        self._quoted = self._narrated & _flags(one.has_quotation_marks for one in found)
        self._refers_back = _flags(one.refers_back for one in found)
        self.judging = _flags(one.is_judging for one in found)
        self.degree = _flags(one.is_degree for one in found)
        self.distance = _flags(one.has_distance for one in found)
        self._negative = _flags(one.is_negative for one in found)
        self._amounts = _flags(one.has_amounts for one in found)
        self._times = _flags(one.has_times for one in found)
        self._side = np.array([one.position for one in found], np.int64)
        words = _Table(one.words for one in found)
        self._words, events = words.ones, _Table(one.events for one in found)
        self._events, self._spoken = events.ones, _Table(one.spoken_events for one in found).ones
        self._opposites = words.of(one.opposites for one in found)
        self._denied = words.of(one.denied_things for one in found)
        self.denying = np.diff(self._denied.indptr) > 0
        topics = [{key: weights.of(key) for key in one.topic} for one in found]
        self._topic, self._weight = _weighed(topics)
        self._families, self._family_weight = _weighed([_families(topic) for topic in topics])
        self._total = np.array([weights.total(frozenset(one.topic)) for one in found])

    def may_come_of(self, one: Numbers, other: Numbers, cosines: Cosines) -> Flags:
        """Say of which pairs something may come: a clash, that they are alike, or that they are read together.

        Parameters
        ----------
        one, other
            Numbers of the statements, shape ``(n_pairs,)``; the first is the pair's left one.
        cosines
            Of their claims, shape ``(n_pairs,)``.
        """
        return self._filter(one, other, cosines, self._is_shared)

    def may_ever_come_of(self, one: Numbers, other: Numbers, cosines: Cosines) -> Flags:
        """Say the same of the two statements alone: of which pairs something may come in whatever company.

        What other statements there are decides how much a shared word counts, and so what :meth:`may_come_of` says.
        """
        return self._filter(one, other, cosines, lambda sought, one, other: _any_of(sought))

    def _filter(self, one: Numbers, other: Numbers, cosines: Cosines, is_shared: Shared) -> Flags:
        narrated = self._narrated[one].astype(np.int64) + self._narrated[other]
        attributed = narrated == 0
        found: Flags = (cosines >= LEAST_COSINE) | (attributed & (cosines >= LEAST_TO_READ_TOGETHER))
        told = self._quoted[one] | self._quoted[other] | ((narrated == 2) & self._is_one_account(one, other))
        open_pairs = np.flatnonzero(~found & ~told)
        one, other, narrated = one[open_pairs], other[open_pairs], narrated[open_pairs]
        back = self.refers_back(one, other)
        reached = np.where(back, 1.0, cosines[open_pairs])
        sought = {name: self._reaches(name, reached, narrated) for name in FLOORS if name != "disputes"}
        sought = {name: flags & self._can_clash(name, one, other) for name, flags in sought.items()}
        found[open_pairs] = is_shared(sought, one, other) | (back & _any_of(sought))
        return found

    def contents(self) -> Iterator[bytes]:
        """Return for each statement a digest of all that :meth:`may_ever_come_of` rests on."""
        return (record_key(told).encode() for told in self._told)

    def refers_back(self, one: Numbers, other: Numbers) -> Flags:
        """Say of which pairs one begins with "this" right after the other."""
        near = self.document[one] == self.document[other]
        gaps = self.start[other] - self.end[one], self.start[one] - self.end[other]
        after = self._refers_back[other] & (gaps[0] >= 0) & (gaps[0] <= SENTENCE_BREAK)
        before = self._refers_back[one] & (gaps[1] >= 0) & (gaps[1] <= SENTENCE_BREAK)
        found: Flags = near & (after | before)
        return found

    def _is_one_account(self, one: Numbers, other: Numbers) -> Flags:
        same = (self._publisher[one] == self._publisher[other]) & (self._publisher[one] >= 0)
        found: Flags = same | (self.document[one] == self.document[other])
        return found

    def _reaches(self, name: str, reached: Cosines, narrated: Numbers) -> Flags:
        floor = NEAR_AND_FAR if name == "dates" else FLOORS[name]
        lift = ONE_NARRATED if name in _OPEN_TO_NARRATION else 0.0
        floors = np.array([floor, floor + lift, NARRATED.get(name, _NEVER)])
        found: Flags = reached >= floors[narrated]
        return found

    def _can_clash(self, name: str, one: Numbers, other: Numbers) -> Flags:
        if name == "existence":
            either: Flags = self.denying[one] | self.denying[other]
            return either
        if name == "negation":
            return self._negative[one] | self._negative[other]
        if name == "position":
            opposed: Flags = self._side[one] * self._side[other] < 0
            return opposed
        column = {
            "characterisation": self.judging,
            "certainty": self.degree,
            "numbers": self._amounts,
            "dates": self._times,
        }.get(name)
        if column is None:
            return np.ones(len(one), np.bool_)
        shared: Flags = column[one] & column[other]
        return shared

    def _is_shared(self, sought: Mapping[str, Flags], one: Numbers, other: Numbers) -> Flags:
        """Say in which pairs what is sought could be said of one thing."""
        found = np.zeros(len(one), np.bool_)
        asked = np.flatnonzero(_any_of(sought))
        one, other = one[asked], other[asked]
        wanted = {name: flags[asked] for name, flags in sought.items()}
        overlap = self._most_overlap(one, other)
        opposed = _meet(self._opposites, self._words, one, other)
        relied = _meet(self._denied, self._words, one, other) | _meet(self._words, self._denied, one, other)
        event = _meet(self._events, self._events, one, other)
        found[asked] = (
            (wanted["characterisation"] & _meet(self._spoken, self._spoken, one, other))
            | (wanted["existence"] & relied)
            | (wanted["certainty"] & (event | (overlap >= certainty.LEAST_OVERLAP)))
            | (wanted["numbers"] & (overlap >= numbers.LEAST_OVERLAP))
            | (wanted["negation"] & (overlap >= LEAST_OVERLAP_OF_NEGATIONS))
            | (wanted["antonyms"] & opposed & (overlap >= LEAST_OVERLAP_OF_OPPOSITES))
            | (wanted["position"] & (overlap >= position.LEAST_OVERLAP))
            | (wanted["dates"] & event)
        )
        return found

    def _most_overlap(self, one: Numbers, other: Numbers) -> Cosines:
        """Return what the overlap of two topics is at most: near-synonyms are counted even where a word is shared."""
        shared = _dot(self._weight, self._topic, one, other) + FAMILY_SHARE * _dot(
            self._family_weight, self._families, one, other
        )
        least = np.minimum(self._total[one], self._total[other])
        found: Cosines = np.divide(shared, least, out=np.zeros_like(shared), where=least > 0) + _ROUNDING
        return found


def _any_of(sought: Mapping[str, Flags]) -> Flags:
    found: Flags = np.any(list(sought.values()), axis=0)
    return found


def number(keys: Iterable[str | None]) -> Numbers:
    """Return a number for each key, equal ones for equal keys; -1 for none."""
    known: dict[str, int] = {}
    return np.array([-1 if key is None else known.setdefault(key, len(known)) for key in keys], dtype=np.int64)


class _Table:
    """Which statement has which key, as a sparse matrix of ones."""

    def __init__(self, rows: Iterable[Iterable[str]]) -> None:
        self._column: dict[str, int] = {}
        self.ones = _sparse(
            [{self._column.setdefault(key, len(self._column)): 1.0 for key in row} for row in rows], len(self._column)
        )

    def of(self, rows: Iterable[Iterable[str]]) -> csr_array[Any]:
        """Return the same for other keys of the statements; keys that no row has are left out."""
        known = self._column
        return _sparse([{known[key]: 1.0 for key in row if key in known} for row in rows], len(known))


def _weighed(rows: Sequence[Mapping[str, float]]) -> tuple[csr_array[Any], csr_array[Any]]:
    """Return which statement has which key, and the same with weights."""
    column: dict[str, int] = {}
    weighed = [{column.setdefault(key, len(column)): weight for key, weight in row.items()} for row in rows]
    return _sparse([dict.fromkeys(row, 1.0) for row in weighed], len(column)), _sparse(weighed, len(column))


def _families(topic: Mapping[str, float]) -> dict[str, float]:
    """Return the greatest weight of a topic's keys in each family of near-synonyms."""
    found: dict[str, float] = {}
    for key, weight in topic.items():
        family = family_of(key)
        if family is not None:
            found[family] = max(weight, found.get(family, 0.0))
    return found


def _sparse(rows: Sequence[Mapping[int, float]], n_columns: int) -> csr_array[Any]:
    from scipy.sparse import csr_array

    ends = np.cumsum([0, *(len(row) for row in rows)])
    columns = np.fromiter((column for row in rows for column in row), np.int64)
    values = np.fromiter((value for row in rows for value in row.values()), np.float64)
    return csr_array((values, columns, ends), shape=(len(rows), max(1, n_columns)))


def _dot(left: csr_array[Any], right: csr_array[Any], one: Numbers, other: Numbers) -> Cosines:
    """Return the product of each pair's rows."""
    found: Cosines = np.asarray(left[one].multiply(right[other]).sum(axis=1), np.float64).ravel()
    return found


def _meet(left: csr_array[Any], right: csr_array[Any], one: Numbers, other: Numbers) -> Flags:
    return _dot(left, right, one, other) > 0


def _flags(values: Iterable[bool]) -> Flags:
    return np.fromiter(values, np.bool_)
