"""Documents that are printed again in whole: shuffled, damaged, cut, under another date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from analyzer.copies.neighbours import count_common
from analyzer.language.fingerprints import letters, shingles
from analyzer.language.repair import count_damage, mask
from analyzer.schema import Document
from analyzer.settings import CopySettings

_WIDTH = 20
"""Letters in a shingle: three or four words, so that two texts share it only if one repeats the other."""
_KEPT = 4
"""Every fourth shingle, by its hash, is looked for in other texts."""
_NEARLY = 0.75
"""Share of the containment asked for that the shingles kept must reach, as they are a sample."""
_MAX_TEXTS = 200
"""The longest texts with one shingle that are tried: boilerplate stands in thousands."""
_NONE: npt.NDArray[np.uint64] = np.empty(0, np.uint64)
_MIN_LETTERS = 120
"""Shorter texts are copies only of a text that is equal to them letter by letter."""


@dataclass(frozen=True, slots=True)
class _Print:
    """A document's letters (without furniture) and the hashes of their runs."""

    document: Document
    letters: str
    shingles: npt.NDArray[np.uint64]


def link_document_copies(documents: Sequence[Document], settings: CopySettings) -> tuple[Document, ...]:
    """Link every document that is printed again in whole to the text it is a copy of.

    Candidates share much of a sample of their runs of letters; what decides is the share of a document's letters that
    stand, in runs of twenty, in the other. Of documents that contain each other the least damaged is the original,
    whatever its date.
    An original that does not say when and where it was published learns it from its copies.

    Parameters
    ----------
    documents
        In any order.
    settings
        ``min_document_containment``.

    Returns
    -------
    tuple of Document
        In the order given; ``copy_of`` never names a document that is itself a copy.
    """
    prints = [_fingerprint(document) for document in documents]
    prints = sorted((p for p in prints if p.letters), key=lambda p: (-len(p.letters), p.document.id))
    clusters = _cluster(prints, settings.min_document_containment)
    original_of: dict[str, str] = {}
    for first, members in clusters:
        mutual = [first, *(member for member, is_mutual in members if is_mutual)]
        original = _least_damaged(mutual).document.id
        everyone = [first, *(member for member, _ in members)]
        original_of |= {p.document.id: original for p in everyone if p.document.id != original}
    linked = [replace(document, copy_of=original_of.get(document.id)) for document in documents]
    copies_of: dict[str, list[Document]] = {}
    for document in linked:
        if document.copy_of:
            copies_of.setdefault(document.copy_of, []).append(document)
    return tuple(_learn_from_copies(document, copies_of.get(document.id, [])) for document in linked)


def _fingerprint(document: Document) -> _Print:
    kept = [document.text[s.start : s.end] for s in document.sections if s.kind != "furniture"]
    folded = letters("\n".join(kept) if kept else document.text)
    return _Print(document, folded, shingles(folded, _WIDTH))


def _cluster(prints: list[_Print], min_containment: float) -> list[tuple[_Print, list[tuple[_Print, bool]]]]:
    """Go from the longest text to the shortest: each joins the text that contains it best, or begins a cluster."""
    candidates_of = _find_candidates(prints, min_containment)
    clusters: dict[int, list[tuple[_Print, bool]]] = {}
    by_letters: dict[str, int] = {}
    for place, candidate in enumerate(prints):
        first, containment = by_letters.get(candidate.letters), 1.0
        if first is None:
            scores = [
                (_containment(candidate, prints[other]), -other) for other in candidates_of[place] if other in clusters
            ]
            containment, best = max(scores, default=(0.0, 0))
            first = -best
        if containment >= min_containment:
            is_mutual = _containment(prints[first], candidate) >= min_containment
            clusters[first].append((candidate, is_mutual))
        else:
            clusters[place] = []
            by_letters[candidate.letters] = place
    return [(prints[first], members) for first, members in clusters.items()]


def _find_candidates(prints: list[_Print], min_containment: float) -> list[list[int]]:
    """Return for each text the longer ones that have nearly enough of its runs; runs in one text alone find nothing."""
    kept = [np.unique(p.shingles[p.shingles % _KEPT == 0]) if len(p.letters) >= _MIN_LETTERS else _NONE for p in prints]
    places = np.repeat(np.arange(len(kept)), [len(one) for one in kept])
    candidates_of: list[list[int]] = [[] for _ in kept]
    for first, common in count_common(places, np.concatenate([_NONE, *kept]), len(kept), _MAX_TEXTS):
        for row in range(common.shape[0]):
            place, cells = first + row, slice(common.indptr[row], common.indptr[row + 1])
            enough = common.data[cells] >= _NEARLY * min_containment * len(kept[place])
            others = common.indices[cells][enough].tolist()
            candidates_of[place] = sorted(other for other in others if other < place)
    return candidates_of


def _containment(part: _Print, whole: _Print) -> float:
    """Return the share of one text's letters that lie in runs which the other has too, 0 to 1."""
    if part.letters == whole.letters:
        return 1.0
    if len(part.letters) < _MIN_LETTERS:
        return 0.0
    found = np.isin(part.shingles, whole.shingles)
    edges = np.zeros(len(part.letters) + 1, dtype=np.int64)
    edges[: len(found)] += found
    edges[_WIDTH : _WIDTH + len(found)] -= found
    return float(np.count_nonzero(np.cumsum(edges)[:-1]) / len(part.letters))


def _least_damaged(prints: list[_Print]) -> _Print:
    """Choose the original of texts that contain each other: least damage, then most letters, then the earliest."""
    if len(prints) == 1:
        return prints[0]
    readings = [mask(p.document.text) for p in prints]
    marks = [(reading.count('"'), reading.count("'")) for reading in readings]
    most = (max(quotes for quotes, _ in marks), max(apostrophes for _, apostrophes in marks))

    def rank(place: int) -> tuple[int, int, str, str]:
        found = prints[place]
        missing = most[0] - marks[place][0] + most[1] - marks[place][1]
        damage = count_damage(found.document.text) + missing
        return damage, -len(found.letters), found.document.published or "9999", found.document.id

    return prints[min(range(len(prints)), key=rank)]


def _learn_from_copies(document: Document, copies: list[Document]) -> Document:
    copies = sorted(copies, key=lambda copy: (copy.published or "9999", copy.id))
    return replace(
        document,
        title=document.title or next((copy.title for copy in copies if copy.title), None),
        published=document.published or next((copy.published for copy in copies if copy.published), None),
        publisher=document.publisher or next((copy.publisher for copy in copies if copy.publisher), None),
        url=document.url or next((copy.url for copy in copies if copy.url), None),
    )
