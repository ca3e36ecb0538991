"""Statements, groups and speakers as rows for people."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.schema import Group, Stance, Statement, StatementKind
from analyzer.tables.corrections import correction_marks
from analyzer.tables.lookup import Lookup

DIGITS = 2

WORDING: dict[StatementKind, str] = {
    "direct": "quoted in full",
    "mixed": "quoted in part",
    "indirect": "reported in other words",
    "narration": "the article’s own words",
}


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement.

    Attributes
    ----------
    number
        Place in the order of reading, from 1; for citing, as in "S12".
    speaker
        Names joined; ``(reporter)`` for narration, ``(speaker not named)`` where the text does not say.
    via
        Names of those who report it, outermost first.
    cue
        The reporting word as written, or ``""``.
    content
        What was said, as written; parts joined by ``" … "`` where the attribution interrupts it.
    copy_of
        Number of the statement of which this is the same text printed again, or ``None``.
    nested_in, continuation_of, disputes
        Numbers of the statements meant, or ``None``.
    corrected
        How people corrected it, in words; nothing for a statement as it was found.
    """

    id: str
    number: int
    speaker: str
    speakers: tuple[str, ...]
    via: tuple[str, ...]
    cue: str
    stance: Stance
    kind: StatementKind
    text: str
    content: str
    claim: str
    certainty: float
    document_id: str
    document: str
    published: str | None
    event_date: str | None
    thread_id: str | None
    thread: str | None
    group_id: str | None
    copy_of: int | None
    nested_in: int | None
    continuation_of: int | None
    disputes: int | None
    confidence: float
    start: int
    end: int
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupRow:
    """Statements that say the same thing.

    Attributes
    ----------
    label
        The claim of the member nearest to all others.
    members
        Statements that are voices of their own.
    copies
        The same texts printed again elsewhere; no voices.
    n_independent
        Distinct speakers over distinct texts.
    n_conflicts
        Conflicts in which this group is a side.
    publishers
        Who printed it, copies included, sorted; documents whose publisher is not known count for none.
    silent_publishers
        Who printed something else of the thread, and not this as far as was found, sorted.
    """

    id: str
    label: str
    thread_id: str
    thread: str
    members: tuple[StatementRow, ...]
    copies: tuple[StatementRow, ...]
    speakers: tuple[str, ...]
    n_independent: int
    cohesion: float
    n_conflicts: int
    publishers: tuple[str, ...]
    silent_publishers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """Somebody who speaks, with every name under which they are mentioned; copies are not counted."""

    id: str
    name: str
    kind: str
    affiliation: str | None
    speaks_for: str | None
    aliases: tuple[str, ...]
    n_statements: int
    n_documents: int


def statement_row(statement: Statement, lookup: Lookup) -> StatementRow:
    """Shape one statement."""
    document = lookup.document_of(statement)
    group = lookup.group_of.get(statement.id)
    thread = lookup.threads.get(group.thread) if group else None
    return StatementRow(
        id=statement.id,
        number=lookup.numbers[statement.id],
        speaker=lookup.speaker_of(statement),
        speakers=tuple(lookup.names[speaker] for speaker in statement.speakers),
        via=tuple(lookup.names[speaker] for speaker in statement.via),
        cue=document.text[slice(*statement.cue)] if statement.cue else "",
        stance=statement.stance,
        kind=statement.kind,
        text=statement.text,
        content=" … ".join(document.text[slice(*span)] for span in statement.content),
        claim=statement.claim,
        certainty=round(statement.certainty, DIGITS),
        document_id=document.id,
        document=document.path,
        published=statement.published or document.published,
        event_date=statement.event_date,
        thread_id=thread.id if thread else None,
        thread=thread.label if thread else None,
        group_id=group.id if group else None,
        copy_of=_number(statement.copy_of, lookup),
        nested_in=_number(statement.nested_in, lookup),
        continuation_of=_number(statement.continuation_of, lookup),
        disputes=_number(statement.disputes, lookup),
        confidence=round(statement.confidence, DIGITS),
        start=statement.start,
        end=statement.end,
        corrected=correction_marks(statement.id, lookup),
    )


def statement_rows(lookup: Lookup) -> tuple[StatementRow, ...]:
    """Shape all statements, in the order of reading."""
    ordered = sorted(lookup.analysis.statements, key=lambda s: lookup.numbers[s.id])
    return tuple(statement_row(statement, lookup) for statement in ordered)


def group_row(group: Group, lookup: Lookup) -> GroupRow:
    """Shape one group, its copies apart from its voices."""
    members = sorted((lookup.statements[m] for m in group.members), key=lambda s: lookup.numbers[s.id])
    rows = [(statement.copy_of is not None, statement_row(statement, lookup)) for statement in members]
    voices = tuple(row for is_copy, row in rows if not is_copy)
    return GroupRow(
        id=group.id,
        label=group.label,
        thread_id=group.thread,
        thread=lookup.threads[group.thread].label,
        members=voices,
        copies=tuple(row for is_copy, row in rows if is_copy),
        speakers=tuple(dict.fromkeys(row.speaker for row in voices)),
        n_independent=group.n_independent,
        cohesion=round(group.cohesion, DIGITS),
        n_conflicts=sum(not lookup.is_dismissed(conflict) for conflict in lookup.conflicts_of.get(group.id, ())),
        publishers=group.publishers,
        silent_publishers=tuple(
            publisher for publisher in lookup.publishers_in.get(group.thread, ()) if publisher not in group.publishers
        ),
    )


def group_rows(lookup: Lookup) -> tuple[GroupRow, ...]:
    """Shape all groups: those with most independent voices first, then in the order of reading."""
    rows = [group_row(group, lookup) for group in lookup.analysis.groups]
    return tuple(sorted(rows, key=lambda row: (-row.n_independent, -len(row.members), _first(row), row.id)))


def speaker_rows(lookup: Lookup) -> tuple[SpeakerRow, ...]:
    """Shape all speakers: those who say most first, then by name."""
    said: dict[str, list[Statement]] = {speaker: [] for speaker in lookup.speakers}
    for statement in lookup.analysis.statements:
        if statement.copy_of is None:
            for speaker in statement.speakers:
                said[speaker].append(statement)
    rows = [
        SpeakerRow(
            id=speaker.id,
            name=lookup.names[speaker.id],
            kind=speaker.kind,
            affiliation=speaker.affiliation,
            speaks_for=lookup.names[speaker.speaks_for] if speaker.speaks_for else None,
            aliases=tuple(alias for alias in speaker.aliases if alias != speaker.name),
            n_statements=len(said[speaker.id]),
            n_documents=len({statement.document for statement in said[speaker.id]}),
        )
        for speaker in lookup.analysis.speakers
    ]
    return tuple(sorted(rows, key=lambda row: (-row.n_statements, row.name, row.id)))


def _number(statement: str | None, lookup: Lookup) -> int | None:
    return lookup.numbers[statement] if statement else None


def _first(row: GroupRow) -> int:
    return min((member.number for member in (*row.members, *row.copies)), default=0)
