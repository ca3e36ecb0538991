"""What the relation model makes of two claims read together: both ways round, long ones clause by clause.

A model that reads two sentences together sees what no list of words holds, and sees things that are not there: it is
one finding among others, never a verdict.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analyzer.comparisons.kept_scores import TextPair, read_together
from analyzer.comparisons.position import sides_in_cue
from analyzer.comparisons.reading import Reading
from analyzer.comparisons.words import Word, family_of
from analyzer.protocols import NO_CACHE, Cache, RelationModel
from analyzer.schema import Evidence, Span

_MANY_WORDS, _FEWEST = 25, 4
_BREAK = re.compile(r"(?<=[.!?;])\s+|,? (?:—|–|--) |; |, (?=(?:but|while|whereas|although|though|yet)\b)")
_MOST_CLAUSES = 4
_MARKS, _LIGHT = ".,;:!?()[]“”‘’\"'", 3
_MOST_MARKED = 4
_WORTH_A_SECOND_LOOK = 0.1
"""A pair that scores less in one direction is not read in the other."""


@dataclass(frozen=True, slots=True)
class Related:
    """The model's scores for two claims, means of both directions, each 0 to 1.

    Attributes
    ----------
    contradiction
        Of the two clauses that contradict most.
    forward, backward
        Contradiction of the right claim given the left one, and the other way round; the former again where that was
        not asked.
    left_spans, right_spans
        Words in the document that only one side has.
    """

    contradiction: float
    forward: float
    backward: float
    left_spans: tuple[Span, ...]
    right_spans: tuple[Span, ...]

    def evidence(self) -> Evidence:
        """Return the finding, without a contribution."""
        words = f"read together {self.forward:.2f}"
        if self.forward >= _WORTH_A_SECOND_LOOK:
            words += f", the other way round {self.backward:.2f}"
        return Evidence("relation", 0.0, self.left_spans, self.right_spans, words)


def relate_claims(
    pairs: Sequence[tuple[Reading, Reading]], model: RelationModel, cache: Cache = NO_CACHE
) -> list[Related]:
    """Read pairs of statements together.

    Parameters
    ----------
    pairs
        Statements whose claims are put to the model; a cue that takes a side ("condemned") is put before its content.
    cache
        Texts whose scores it knows are not read again.

    Returns
    -------
    list of Related
        In the order of the pairs.
    """
    clauses = [_clause_pairs(left, right) for left, right in pairs]
    flat = [pair for some in clauses for pair in some]
    documents = [_documents(*pair) for pair, some in zip(pairs, clauses, strict=True) for _ in some]
    forward = read_together(flat, documents, model, cache)
    ends = np.cumsum([len(some) for some in clauses]).tolist()
    best = [
        end - len(some) + int(np.argmax(forward[end - len(some) : end, 2]))
        for end, some in zip(ends, clauses, strict=True)
    ]
    again = [row for row in best if forward[row, 2] >= _WORTH_A_SECOND_LOOK]
    turned = read_together([flat[row][::-1] for row in again], [documents[row] for row in again], model, cache)
    backward = dict(zip(again, turned, strict=True))
    found = []
    for (left, right), row in zip(pairs, best, strict=True):
        there, back = forward[row], backward.get(row, forward[row])
        found.append(
            Related(
                contradiction=float(there[2] + back[2]) / 2,
                forward=float(there[2]),
                backward=float(back[2]),
                left_spans=_only_here(left, right),
                right_spans=_only_here(right, left),
            )
        )
    return found


def _documents(left: Reading, right: Reading) -> tuple[str, str]:
    return left.statement.document, right.statement.document


def read_as(reading: Reading) -> str:
    """Return the text that stands for a statement: its claim, denied if it is denied, with a cue that takes a side.

    The claim of "called for a ban" is "a ban": without its cue it would say nothing that could clash.
    """
    claim, cue = reading.statement.claim, reading.statement.cue
    if reading.is_denial:
        return f"It is not true that {_inside_a_sentence(reading)}"
    stance = reading.statement.stance
    if cue is None or stance in ("demands", "offers") or not (stance == "disputes" or sides_in_cue(reading)):
        return claim
    start = reading.statement.start
    said = reading.statement.text[max(0, cue.start - start) : max(0, cue.end - start)]
    keys = {word.key for word in reading.frame if cue.start <= word.start < cue.end and word.is_content}
    if any(word.key in keys for word in reading.claim):
        return claim
    return " ".join(f"They {said} {_inside_a_sentence(reading)}".split())


def _inside_a_sentence(reading: Reading) -> str:
    claim = reading.statement.claim
    is_name = bool(reading.claim) and (reading.claim[0].is_name or reading.claim[0].text == "I")
    return claim if is_name else f"{claim[:1].lower()}{claim[1:]}"


def _clause_pairs(left: Reading, right: Reading) -> list[TextPair]:
    """Return each clause of the longer side with the clause of the other side that has most words in common with it."""
    ones, others = _clauses(read_as(left)), _clauses(read_as(right))
    if len(ones) >= len(others):
        return [(one, max(others, key=lambda other: _n_common(one, other))) for one in ones]
    return [(max(ones, key=lambda one: _n_common(one, other)), other) for other in others]


def _n_common(one: str, other: str) -> int:
    first, second = (
        {word.strip(_MARKS).lower() for word in text.split() if len(word) > _LIGHT} for text in (one, other)
    )
    return len(first & second)


def _clauses(text: str) -> list[str]:
    if len(text.split()) <= _MANY_WORDS:
        return [text]
    parts = [part.strip() for part in _BREAK.split(text)]
    found = [part for part in parts if len(part.split()) >= _FEWEST]
    return found[:_MOST_CLAUSES] or [text]


def _only_here(here: Reading, there: Reading) -> tuple[Span, ...]:
    """Return the places of content words that the other side lacks, neighbours joined; all of it where none does."""
    known = there.topic | {family for key in there.topic if (family := family_of(key))}
    own = [
        word
        for word in here.words
        if word.is_content and word.key not in known and (family_of(word.key) or "") not in known
    ]
    spans: list[Span] = []
    last: Word | None = None
    for word in own:
        gap = here.quote([Span(last.end, word.start)]) if last is not None else "."
        if spans and not gap.strip():
            spans[-1] = Span(spans[-1].start, word.end)
        else:
            spans.append(Span(word.start, word.end))
        last = word
    return tuple(spans[:_MOST_MARKED]) or tuple(here.statement.content[:1])
