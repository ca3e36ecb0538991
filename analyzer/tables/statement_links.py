"""One statement with all that leads on from it: its speakers, its group, its conflicts, other statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from analyzer.schema import Band, Conflict, ConflictSide, Statement
from analyzer.tables.citations import citation
from analyzer.tables.conflicts import BAND_WORDS, KIND_WORDS, ranked_conflicts
from analyzer.tables.lookup import Lookup
from analyzer.tables.rows import StatementRow, statement_row

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class StatementLinks:
    """Ids that an analysis holds one way round, the other way round; what has none is missing.

    Attributes
    ----------
    in_document
        Document id to its statements, in the order of the text, outer before inner.
    conflicts
        Statement id to the conflicts that cite it or name it as saying the same side, strongest first.
    copies
        Statement id to the same text printed elsewhere.
    inner, continued_by, disputed_by
        Statement id to the statements reported inside it, those that go on from it, and those that dispute it.
    """

    in_document: dict[str, tuple[Statement, ...]]
    conflicts: dict[str, tuple[Conflict, ...]]
    copies: dict[str, tuple[str, ...]]
    inner: dict[str, tuple[str, ...]]
    continued_by: dict[str, tuple[str, ...]]
    disputed_by: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class TiedStatement:
    """Another statement and what ties it to this one, in words such as ``Disputed by``."""

    tie: str
    id: str
    number: int
    speaker: str
    claim: str
    document: str


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """A conflict in one line, as seen from one of its sides.

    Attributes
    ----------
    own, other
        Who says what, on this side and on the other.
    other_statement
        Id of the statement cited on the other side.
    """

    id: str
    kind_words: str
    band: Band
    band_words: str
    own: str
    other: str
    other_statement: str


@dataclass(frozen=True, slots=True)
class StatementDetail:
    """What is known of one statement.

    Attributes
    ----------
    row
        The statement itself.
    speakers, via
        Ids and names of who speaks, and of who reports that they do.
    hedges
        The words that say how certain it is, as written.
    group_label, n_in_group
        What its group says, and how many statements, copies not counted, say so; ``None`` and 0 without a group.
    ties
        Statements that it is inside of, holds, continues, disputes, or copies; and those that do so to it.
    conflicts
        Strongest first. A copy has those of the text that it copies.
    citation
        One line to paste.
    """

    row: StatementRow
    speakers: tuple[tuple[str, str], ...]
    via: tuple[tuple[str, str], ...]
    hedges: tuple[str, ...]
    group_label: str | None
    n_in_group: int
    ties: tuple[TiedStatement, ...]
    conflicts: tuple[ConflictLine, ...]
    citation: str


def statement_links(lookup: Lookup) -> StatementLinks:
    """Turn the links between statements round; costs as much as the analysis is long."""
    said = sorted(lookup.analysis.statements, key=lambda s: lookup.numbers[s.id])
    outer_first = sorted(said, key=lambda s: (s.start, -s.end, lookup.numbers[s.id]))
    return StatementLinks(
        in_document=_gathered((s.document, s) for s in outer_first),
        conflicts=_gathered(
            (one, c) for c in ranked_conflicts(lookup) for one in sorted({*cited(c.left), *cited(c.right)})
        ),
        copies=_gathered((s.copy_of, s.id) for s in said),
        inner=_gathered((s.nested_in, s.id) for s in said),
        continued_by=_gathered((s.continuation_of, s.id) for s in said),
        disputed_by=_gathered((s.disputes, s.id) for s in said),
    )


def statement_detail(statement: Statement, lookup: Lookup, links: StatementLinks) -> StatementDetail:
    """Gather what is known of one statement."""
    text = lookup.document_of(statement).text
    group = lookup.group_of.get(statement.id)
    return StatementDetail(
        row=statement_row(statement, lookup),
        speakers=tuple((speaker, lookup.names[speaker]) for speaker in statement.speakers),
        via=tuple((speaker, lookup.names[speaker]) for speaker in statement.via),
        hedges=tuple(dict.fromkeys(text[slice(*span)] for span in statement.certainty_spans)),
        group_label=group.label if group else None,
        n_in_group=sum(lookup.statements[m].copy_of is None for m in group.members) if group else 0,
        ties=tuple(_tied(tie, id_, lookup) for tie, ids in _ties(statement, links) for id_ in ids),
        conflicts=tuple(
            conflict_line(conflict, original(statement), lookup)
            for conflict in links.conflicts.get(original(statement), ())
        ),
        citation=citation(statement, lookup),
    )


def conflict_line(conflict: Conflict, statement: str, lookup: Lookup) -> ConflictLine:
    """Shape a conflict as seen from the side on which a statement (by id) stands; the left one if it is on neither."""
    own, other = conflict.left, conflict.right
    if statement in cited(other) and statement not in cited(own):
        own, other = other, own
    return ConflictLine(
        id=conflict.id,
        kind_words=KIND_WORDS[conflict.kind],
        band=conflict.band,
        band_words=BAND_WORDS[conflict.band],
        own=_said(own.statement, lookup),
        other=_said(other.statement, lookup),
        other_statement=other.statement,
    )


def cited(side: ConflictSide) -> tuple[str, ...]:
    """Return the ids of all statements on one side of a conflict, the one that is cited first."""
    return side.statement, *side.also


def original(statement: Statement) -> str:
    """Return the id of the statement of which this one is a copy, or its own."""
    return statement.copy_of or statement.id


def _ties(statement: Statement, links: StatementLinks) -> list[tuple[str, tuple[str, ...]]]:
    one = statement.id
    return [
        ("Reported inside", (statement.nested_in,) if statement.nested_in else ()),
        ("Reports", links.inner.get(one, ())),
        ("Goes on from", (statement.continuation_of,) if statement.continuation_of else ()),
        ("Goes on in", links.continued_by.get(one, ())),
        ("Disputes", (statement.disputes,) if statement.disputes else ()),
        ("Disputed by", links.disputed_by.get(one, ())),
        ("Same text as", (statement.copy_of,) if statement.copy_of else ()),
        ("Printed again as", links.copies.get(one, ())),
    ]


def _tied(tie: str, statement_id: str, lookup: Lookup) -> TiedStatement:
    statement = lookup.statements[statement_id]
    return TiedStatement(
        tie=tie,
        id=statement_id,
        number=lookup.numbers[statement_id],
        speaker=lookup.speaker_of(statement),
        claim=statement.claim,
        document=lookup.document_of(statement).path,
    )


def _said(statement_id: str, lookup: Lookup) -> str:
    statement = lookup.statements[statement_id]
    return f"{lookup.speaker_of(statement)}: {statement.claim}"


def _gathered(pairs: Iterable[tuple[str | None, T]]) -> dict[str, tuple[T, ...]]:
    gathered = defaultdict[str, list[T]](list)
    for key, value in pairs:
        if key is not None:
            gathered[key].append(value)
    return {key: tuple(values) for key, values in gathered.items()}
