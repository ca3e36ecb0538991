"""How statements relate: compared, grouped, told of one event, in conflict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analyzer.schema.texts import Span

Relation = Literal["entailment", "neutral", "contradiction"]
Strength = Literal["hard", "soft"]
Band = Literal["flagged", "possible"]
ConflictKind = Literal[
    "contradiction",
    "disputed_account",
    "numeric",
    "date",
    "certainty",
    "attribution",
    "characterisation",
    "position",
    "changed_position",
]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a judgement, checkable against both texts.

    Attributes
    ----------
    signal
        Name of the file in ``comparisons/`` that found it.
    contribution
        What it adds to the score; negative speaks against a contradiction.
    left_spans, right_spans
        Document offsets of the words it rests on.
    words
        Those words, "left / right".
    """

    signal: str
    contribution: float
    left_spans: tuple[Span, ...] = ()
    right_spans: tuple[Span, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A pair of statements that was judged.

    Attributes
    ----------
    similarity
        Cosine of the two claims' embeddings, -1 to 1.
    entailment, neutral, contradiction
        Scores of the three relations, each 0 to 1, adding up to 1. Not calibrated.
    """

    left: str
    right: str
    similarity: float
    relation: Relation
    entailment: float
    neutral: float
    contradiction: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Statements that say the same thing.

    Attributes
    ----------
    members
        Statement ids, copies included, in document order.
    medoid
        The member nearest to all others; never a copy.
    cohesion
        Mean cosine between members, 1.0 for one member.
    n_independent
        Distinct speakers over distinct texts; a spokesperson counts with the body spoken for; copies never count.
    publishers
        Who printed it: publishers of the documents of all members, copies included, sorted. A document whose publisher
        is not known counts for none.
    """

    id: str
    thread: str
    label: str
    members: tuple[str, ...]
    medoid: str
    cohesion: float
    n_independent: int
    publishers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """One event or topic told about; holds groups that agree, add or clash."""

    id: str
    label: str
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConflictSide:
    """One side of a conflict: the cited statement, its group, and others that say the same, strongest first."""

    statement: str
    group: str
    also: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two accounts that differ; never a verdict on which of them is right.

    Attributes
    ----------
    score
        Ranks conflicts, higher first; the sum of the contributions of ``evidence``.
    probability
        Estimated probability, 0 to 1, that an editor would say that the two accounts differ; ``None`` if not estimated.
    rationale
        One sentence that a reader can check against the two texts.
    unless
        What would make it no conflict, or ``None``.
    """

    id: str
    thread: str
    kind: ConflictKind
    strength: Strength
    band: Band
    score: float
    left: ConflictSide
    right: ConflictSide
    rationale: str
    unless: str | None = None
    probability: float | None = None
    evidence: tuple[Evidence, ...] = ()
