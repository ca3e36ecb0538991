"""Documents that were edited: the same address, another text; told statement by statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from analyzer.lineage.summaries import Edition, SaidBefore, Summary, summary_of
from analyzer.schema import Analysis, DocumentEdit, StatementEdit

_MIN_RATIO = 60.0  # likeness of the words, 0 to 100, from which a statement is another's new wording
_MAX_CELLS = 250_000  # statements before times statements after in one rewritten stretch; beyond, none is paired

Aligned = tuple[SaidBefore | None, SaidBefore | None]


@dataclass(frozen=True, slots=True)
class Edits:
    """Documents that were edited, and what is what of the previous run, in documents that moved too.

    Attributes
    ----------
    was
        Statement id to its id in the previous run.
    pairs
        Ids of documents that stand for each other, before and now; what both runs hold is not among them.
    """

    documents: tuple[DocumentEdit, ...]
    was: dict[str, str]
    pairs: tuple[tuple[str, str], ...] = ()


def edits(analysis: Analysis, before: Summary) -> tuple[DocumentEdit, ...]:
    """Find documents at whose address the previous run had another text.

    The address is the url where both runs know it, else the path. A document whose former text is still among the
    inputs, there or elsewhere, was not edited, and neither was one that only moved.

    Returns
    -------
    tuple of DocumentEdit
        By document id. Statements are unchanged (the same words), changed (similar words of the same speaker, in the
        same order), added or removed.
    """
    return compare_editions(analysis, before).documents


def compare_editions(analysis: Analysis, before: Summary) -> Edits:
    """Pair the documents of two runs that hold one text or stand at one address, and their statements."""
    found, was, pairs = [], {}, []
    for old, new in _same_document(before.documents, summary_of(analysis).documents):
        pairs.append((old.id, new.id))
        aligned = list(_aligned(old.statements, new.statements))
        was.update({now.id: then.id for then, now in aligned if now is not None and then is not None})
        if old.sha256 != new.sha256:
            told = tuple(_told(then, now) for then, now in aligned if not (now or then or _NOTHING).is_narration)
            found.append(DocumentEdit(new.id, old.id, told))
    return Edits(tuple(sorted(found, key=lambda edit: edit.document)), was, tuple(pairs))


_NOTHING = SaidBefore("", "", "", (), True)


def _same_document(before: Sequence[Edition], now: Sequence[Edition]) -> Iterator[tuple[Edition, Edition]]:
    """Yield documents that are not in both runs but hold one text, or stand at one address; each once."""
    known_before, known_now = {one.id for one in before}, {one.id for one in now}
    gone = {one.id: one for one in sorted(before, key=lambda one: one.id) if one.id not in known_now}
    came = {one.id: one for one in sorted(now, key=lambda one: one.id) if one.id not in known_before}
    for key_of in (_text, _url, _path):
        alike: defaultdict[str | None, list[Edition]] = defaultdict(list)
        for one in gone.values():
            alike[key_of(one)].append(one)
        for new in tuple(came.values()):
            known = alike[key_of(new)] if key_of(new) else []
            found = (one for one in known if one.id in gone and not (key_of is _path and one.url and new.url))
            old = next(found, None)
            if old is not None:
                yield gone.pop(old.id), came.pop(new.id)


def _text(edition: Edition) -> str | None:
    return edition.sha256


def _url(edition: Edition) -> str | None:
    return edition.url


def _path(edition: Edition) -> str | None:
    return edition.path


def _aligned(before: Sequence[SaidBefore], now: Sequence[SaidBefore]) -> Iterator[Aligned]:
    """Pair statements in order: those with the same words first, then similar ones in what lies between."""
    keys = [[f"{one.text}\n{one.content}" for one in side] for side in (before, now)]
    i = j = 0
    for block in Indel.opcodes(keys[0], keys[1]).as_matching_blocks():
        yield from _reworded(before[i : block.a], now[j : block.b])
        i, j = block.a + block.size, block.b + block.size
        yield from zip(before[block.a : i], now[block.b : j], strict=True)


def _reworded(before: Sequence[SaidBefore], now: Sequence[SaidBefore]) -> Iterator[Aligned]:
    """Pair statements without equal words, in order, so that the pairs are as alike as can be."""
    likeness = _likeness(before, now)
    best = np.zeros((len(before) + 1, len(now) + 1))
    for i in range(len(before) - 1, -1, -1):
        for j in range(len(now) - 1, -1, -1):
            best[i, j] = max(best[i + 1, j], best[i, j + 1], best[i + 1, j + 1] + likeness[i, j])
    i = j = 0
    while i < len(before) and j < len(now):
        if likeness[i, j] > 0 and best[i, j] == best[i + 1, j + 1] + likeness[i, j]:
            yield before[i], now[j]
            i, j = i + 1, j + 1
        elif best[i, j] == best[i + 1, j]:
            yield before[i], None
            i += 1
        else:
            yield None, now[j]
            j += 1
    yield from ((one, None) for one in before[i:])
    yield from ((None, one) for one in now[j:])


def _likeness(before: Sequence[SaidBefore], now: Sequence[SaidBefore]) -> npt.NDArray[np.float64]:
    """Return how alike the words of one speaker are, 0 to 100; 0 below the bound, and for different speakers."""
    likeness = np.zeros((len(before), len(now)))
    if likeness.size > _MAX_CELLS:
        return likeness
    for i, then in enumerate(before):
        for j, one in enumerate(now):
            if _one_speaker(then, one) and then.is_narration == one.is_narration:
                likeness[i, j] = fuzz.ratio(then.content, one.content, score_cutoff=_MIN_RATIO)
    return likeness


def _one_speaker(then: SaidBefore, now: SaidBefore) -> bool:
    """Whether the same speak, as far as last words of names tell: another document may have given a fuller name."""
    return _last_words(then) == _last_words(now)


def _last_words(said: SaidBefore) -> set[str]:
    return {name.split()[-1].lower() for name in said.speakers if name.split()}


def _told(then: SaidBefore | None, now: SaidBefore | None) -> StatementEdit:
    before, after = (one.text if one is not None else None for one in (then, now))
    statement = now.id if now is not None else None
    if then is None or now is None:
        return StatementEdit("added" if then is None else "removed", statement, before, after)
    same = (then.text, then.content) == (now.text, now.content)
    return StatementEdit("unchanged" if same else "changed", statement, before, after)
