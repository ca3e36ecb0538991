"""Which pairs are judged: near ones anywhere, all of one thread by different speakers, and linked disputes.

Never judged: copies, a statement with one it is reported inside, a sentence with its continuation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from analyzer.comparisons.reading import Reading
from analyzer.comparisons.voices import relate_voices
from analyzer.schema import Caution, Embeddings, Statement
from analyzer.settings import ComparisonSettings

Pair = tuple[str, str]
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
    pairs: dict[Pair, float] = {}
    cautions = []
    for first in range(0, len(originals), _BLOCK):
        cosines = vectors[first : first + _BLOCK] @ vectors.T
        for i, line in enumerate(cosines, first):
            wanted = _wanted(i, line, originals, thread_of, settings)
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


def _wanted(
    i: int,
    cosines: np.ndarray[tuple[int], np.dtype[np.float32]],
    originals: Sequence[Statement],
    thread_of: Mapping[str, str],
    settings: ComparisonSettings,
) -> list[int]:
    """Return the indices of the statements to compare with ``i``, nearest first."""
    thread, speakers = thread_of.get(originals[i].id), set(originals[i].speakers)
    found = [
        j
        for j, other in enumerate(originals)
        if j != i
        and (
            cosines[j] >= settings.min_similarity
            or (thread is not None and thread_of.get(other.id) == thread and not speakers & set(other.speakers))
            or _in_one_sentence(originals[i], other)
            or (other.disputes is not None and other.disputes == originals[i].disputes)
        )
    ]
    return sorted(found, key=lambda j: (-float(cosines[j]), originals[j].id))


def _in_one_sentence(one: Statement, other: Statement) -> bool:
    return one.document == other.document and one.start < other.end and other.start < one.end


def _ordered(one: str, other: str, order: Mapping[str, int]) -> Pair:
    return (one, other) if order[one] < order[other] else (other, one)


def _capped(statement: Statement, n_found: int, n_kept: int) -> Caution:
    what = f"{n_found} pairs of one statement in its thread; the {n_kept} nearest were judged"
    return Caution(f"{statement.document} {statement.id}", what)
