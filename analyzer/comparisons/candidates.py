"""Which pairs are judged: near ones anywhere, all of one thread by different speakers, and linked disputes.

So are two judgements of one kind of event in one document by different speakers: "did not go well" and "productive" are
neither near, nor sure to fall into one thread; and two times that are given in one document for one kind of event.

Never judged: copies, a statement with one it is reported inside, a sentence with its continuation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analyzer.comparisons.characterisation import judges
from analyzer.comparisons.reading import Reading
from analyzer.comparisons.voices import relate_voices
from analyzer.schema import Caution, Embeddings, Statement
from analyzer.settings import ComparisonSettings

Pair = tuple[str, str]
Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
_BLOCK = 1024


def find_candidates(
    statements: Sequence[Statement],
    readings: Mapping[str, Reading],
    embeddings: Embeddings,
    thread_of: Mapping[str, str],
    settings: ComparisonSettings,
) -> tuple[dict[Pair, float], tuple[Caution, ...]]:
    """Return pairs to judge with the cosine of their claims, and a caution for every statement whose pairs were capped.

    A pair's left statement comes first in ``statements``.
    """
    row = {statement_id: i for i, statement_id in enumerate(embeddings.statements)}
    originals = [s for s in statements if s.copy_of is None and s.id in row]
    order = {statement.id: i for i, statement in enumerate(originals)}
    vectors = embeddings.vectors[[row[s.id] for s in originals]]
    places = _Places.of(originals, thread_of, readings)
    pairs: dict[Pair, float] = {}
    cautions = []
    for first in range(0, len(originals), _BLOCK):
        cosines = vectors[first : first + _BLOCK] @ vectors.T
        for i, line in enumerate(cosines, first):
            wanted = _wanted(i, line, originals, places, settings)
            fit = [j for j in wanted if relate_voices(readings[originals[i].id], readings[originals[j].id]) != "unfit"]
            if len(fit) > settings.max_pairs_per_statement:
                cautions.append(_capped(originals[i], len(fit), settings.max_pairs_per_statement))
                fit = fit[: settings.max_pairs_per_statement]
            pairs.update({_ordered(originals[i].id, originals[j].id, order): float(line[j]) for j in fit})
    for statement in originals:
        if statement.disputes in order and statement.disputes is not None:
            pair = _ordered(statement.id, statement.disputes, order)
            pairs.setdefault(pair, float(vectors[order[pair[0]]] @ vectors[order[pair[1]]]))
    return dict(sorted(pairs.items(), key=lambda item: (order[item[0][0]], order[item[0][1]]))), tuple(cautions)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where each statement stands, as numbers: equal ones share a thread, a document, a disputed statement; -1 none.

    ``judged`` are the families of events that each one judges, ``timed`` those it says to be near or far off.
    """

    thread: Numbers
    document: Numbers
    disputes: Numbers
    start: Numbers
    end: Numbers
    judged: tuple[frozenset[str], ...]
    timed: tuple[frozenset[str], ...]

    @classmethod
    def of(
        cls, originals: Sequence[Statement], thread_of: Mapping[str, str], readings: Mapping[str, Reading]
    ) -> _Places:
        return cls(
            thread=_numbered([thread_of.get(s.id) for s in originals]),
            document=_numbered([s.document for s in originals]),
            disputes=_numbered([s.disputes for s in originals]),
            start=np.array([s.start for s in originals], dtype=np.int64),
            end=np.array([s.end for s in originals], dtype=np.int64),
            judged=tuple(_judged_events(readings[s.id]) for s in originals),
            timed=tuple(_timed_events(readings[s.id]) for s in originals),
        )

    def of_one_thread(self, i: int) -> Flags:
        found: Flags = (self.thread == self.thread[i]) & (self.thread >= 0)
        return found

    def judging_one_event(self, i: int) -> Flags:
        return self._sharing(i, self.judged)

    def timing_one_event(self, i: int) -> Flags:
        return self._sharing(i, self.timed)

    def _sharing(self, i: int, events: Sequence[frozenset[str]]) -> Flags:
        found: Flags = np.zeros(len(events), dtype=np.bool_)
        if events[i]:
            beside = np.flatnonzero(self.document == self.document[i]).tolist()
            found[[j for j in beside if events[j] & events[i]]] = True
        return found

    def in_one_sentence(self, i: int) -> Flags:
        found: Flags = (self.document == self.document[i]) & (self.start < self.end[i]) & (self.start[i] < self.end)
        return found

    def disputing_one(self, i: int) -> Flags:
        found: Flags = (self.disputes == self.disputes[i]) & (self.disputes >= 0)
        return found


def _judged_events(reading: Reading) -> frozenset[str]:
    return reading.spoken_events if judges(reading) else frozenset()


def _timed_events(reading: Reading) -> frozenset[str]:
    return reading.events if any(time.kind == "distance" for time in reading.times) else frozenset()


def _numbered(keys: Sequence[str | None]) -> Numbers:
    number = {key: i for i, key in enumerate(dict.fromkeys(key for key in keys if key is not None))}
    return np.array([-1 if key is None else number[key] for key in keys], dtype=np.int64)


def _wanted(
    i: int,
    cosines: np.ndarray[tuple[int], np.dtype[np.float32]],
    originals: Sequence[Statement],
    places: _Places,
    settings: ComparisonSettings,
) -> list[int]:
    """Return the indices of the statements to compare with ``i``, nearest first."""
    speakers = set(originals[i].speakers)
    sure = (cosines >= settings.min_similarity) | places.in_one_sentence(i) | places.disputing_one(i)
    sure |= places.timing_one_event(i)
    sure[i] = False
    distant = (places.of_one_thread(i) | places.judging_one_event(i)) & ~sure
    distant[i] = False
    found = np.flatnonzero(sure).tolist()
    found += [j for j in np.flatnonzero(distant).tolist() if speakers.isdisjoint(originals[j].speakers)]
    return sorted(found, key=lambda j: (-float(cosines[j]), originals[j].id))


def _ordered(one: str, other: str, order: Mapping[str, int]) -> Pair:
    return (one, other) if order[one] < order[other] else (other, one)


def _capped(statement: Statement, n_found: int, n_kept: int) -> Caution:
    what = f"{n_found} pairs of one statement in its thread; the {n_kept} nearest were judged"
    return Caution(f"{statement.document} {statement.id}", what)
