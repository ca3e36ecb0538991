"""Threads as rows for people, and the accounts table: who says, denies, hedges or passes over which claim."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from analyzer.schema import Group, Statement, Thread
from analyzer.tables.lookup import REPORTER, Lookup
from analyzer.tables.rows import GroupRow, group_row

Voice = Literal["says", "denies", "hedges"]

HEDGED_BELOW = 0.7
"""A statement less certain than this, by its own words, hedges."""

_DENIALS = frozenset({"denies", "disputes"})
_VOICES: tuple[Voice, ...] = ("says", "denies", "hedges")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a speaker does with a claim.

    Attributes
    ----------
    statements
        Ids of the statements that show it, in the order of reading.
    according_to
        Who says that the speaker does so, where the documents have it only at second hand.
    """

    voice: Voice
    statements: tuple[str, ...]
    according_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One speaker's answers to one claim; none means silent."""

    answers: tuple[Answer, ...] = ()

    @property
    def word(self) -> str:
        """The cell in words, such as ``says`` or ``silent``."""
        return " and ".join(answer.voice for answer in self.answers) or "silent"


_SILENT = Cell()


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One claim and what each speaker does with it, a cell for each column of the table."""

    group_id: str
    claim: str
    cells: tuple[Cell, ...]
    contested: bool


@dataclass(frozen=True, slots=True)
class AccountsTable:
    """Claims against speakers.

    Attributes
    ----------
    columns
        Names of speakers: those with most to say on contested claims first, then on any; narration, if any, last.
    rows
        Claims that somebody is said to have made: contested ones first, then those with most voices.
    n_columns_left_out, n_rows_left_out
        What the caps kept back.
    """

    thread_id: str
    columns: tuple[str, ...]
    rows: tuple[AccountRow, ...]
    n_columns_left_out: int = 0
    n_rows_left_out: int = 0


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """One event or topic told about; copies are not counted."""

    id: str
    label: str
    n_statements: int
    n_speakers: int
    n_documents: int
    n_flagged: int
    n_possible: int
    groups: tuple[GroupRow, ...]


def thread_row(thread: Thread, lookup: Lookup) -> ThreadRow:
    """Shape one thread, its groups ordered as in :func:`analyzer.tables.group_rows`."""
    members = [s for s in _members(thread, lookup) if s.copy_of is None]
    bands = [conflict.band for conflict in lookup.conflicts_in.get(thread.id, ())]
    groups = [group_row(lookup.groups[group], lookup) for group in thread.groups]
    return ThreadRow(
        id=thread.id,
        label=thread.label,
        n_statements=len(members),
        n_speakers=len({speaker for s in members for speaker in s.speakers}),
        n_documents=len({s.document for s in members}),
        n_flagged=bands.count("flagged"),
        n_possible=bands.count("possible"),
        groups=tuple(sorted(groups, key=lambda g: (-g.n_independent, -len(g.members), g.members[:1] == (), g.id))),
    )


def thread_rows(lookup: Lookup) -> tuple[ThreadRow, ...]:
    """Shape all threads: those with flagged conflicts first, then those with most statements."""
    rows = [thread_row(thread, lookup) for thread in lookup.analysis.threads]
    return tuple(sorted(rows, key=lambda r: (-r.n_flagged, -r.n_possible, -r.n_statements, r.label, r.id)))


def accounts_table(
    thread: Thread, lookup: Lookup, *, max_columns: int | None = None, max_rows: int | None = None
) -> AccountsTable:
    """Lay the claims of a thread against its speakers.

    A cell says *denies* where the speaker denies or disputes the claim, or one of their statements was judged to
    contradict it; *hedges* where their own words for it are less certain than :data:`HEDGED_BELOW`.
    """
    members = [s for s in _members(thread, lookup) if s.copy_of is None]
    against = _contradicted(members, lookup)
    claims = [_claim(lookup.groups[group], against, lookup) for group in thread.groups]
    claims = sorted((c for c in claims if c.answers), key=lambda c: (not c.contested, -len(c.answers)))
    columns = _columns(members, claims, lookup)
    shown = columns[:max_columns]
    if REPORTER in columns and REPORTER not in shown:
        shown = (*shown, REPORTER)
    return AccountsTable(
        thread.id,
        tuple(lookup.names.get(column, REPORTER) for column in shown),
        tuple(
            AccountRow(
                c.group.id, c.group.label, tuple(c.answers.get(column, _SILENT) for column in shown), c.contested
            )
            for c in claims[:max_rows]
        ),
        len(columns) - len(shown),
        len(claims) - len(claims[:max_rows]),
    )


@dataclass(frozen=True, slots=True)
class _Claim:
    """A group and what each speaker (by id; or the reporter) does with it; no answers where nobody claims it."""

    group: Group
    answers: dict[str, Cell]

    @property
    def contested(self) -> bool:
        return len({answer.voice for cell in self.answers.values() for answer in cell.answers}) > 1


def _members(thread: Thread, lookup: Lookup) -> list[Statement]:
    found = [lookup.statements[member] for group in thread.groups for member in lookup.groups[group].members]
    return sorted(found, key=lambda s: lookup.numbers[s.id])


def _columns(members: list[Statement], claims: list[_Claim], lookup: Lookup) -> tuple[str, ...]:
    """Order speakers: by how many contested claims they answer, then by how many claims; the reporter comes last."""
    first = dict[str, int]()
    for statement in members:
        for column in _speaking(statement):
            first.setdefault(column, lookup.numbers[statement.id])
    contested = Counter(column for claim in claims if claim.contested for column in claim.answers)
    answered = Counter(column for claim in claims for column in claim.answers)
    return tuple(sorted(answered, key=lambda c: (c == REPORTER, -contested[c], -answered[c], first[c], c)))


def _contradicted(members: list[Statement], lookup: Lookup) -> dict[str, list[Statement]]:
    """Map each group to statements outside it that deny one of its members or were judged to contradict it."""
    inside = {s.id for s in members}
    pairs = [(s.id, s.disputes) for s in members if s.disputes in inside]
    pairs += [(one, s.id) for s in members for one in lookup.contradicted_by.get(s.id, ()) if one in inside]
    against = defaultdict[str, dict[str, Statement]](dict)
    for denier, denied in pairs:
        group = lookup.group_of[denied] if denied else None
        if group and denier not in group.members:
            against[group.id][denier] = lookup.statements[denier]
    return {group: list(found.values()) for group, found in against.items()}


def _claim(group: Group, against: dict[str, list[Statement]], lookup: Lookup) -> _Claim:
    members = [s for member in group.members if (s := lookup.statements[member]).copy_of is None]
    if all(_narrates(s) for s in members):
        return _Claim(group, {})
    found = defaultdict[str, dict[Voice, dict[str, Statement]]](dict)
    voices = [(statement, _own_voice(statement)) for statement in members]
    voices += [(statement, "denies") for statement in against.get(group.id, [])]
    for statement, voice in voices:
        for column in _speaking(statement):
            found[column].setdefault(voice, {})[statement.id] = statement
    return _Claim(group, {column: _cell(answers, lookup) for column, answers in found.items()})


def _cell(answers: dict[Voice, dict[str, Statement]], lookup: Lookup) -> Cell:
    return Cell(tuple(_answer(voice, answers[voice].values(), lookup) for voice in _VOICES if voice in answers))


def _answer(voice: Voice, statements: Iterable[Statement], lookup: Lookup) -> Answer:
    ordered = sorted(statements, key=lambda s: lookup.numbers[s.id])
    reporters = [_reporters(statement, lookup) for statement in ordered]
    at_second_hand = all(reporters)
    names = dict.fromkeys(name for group in reporters for name in group) if at_second_hand else {}
    return Answer(voice, tuple(s.id for s in ordered), tuple(names))


def _reporters(statement: Statement, lookup: Lookup) -> tuple[str, ...]:
    outer = lookup.statements[statement.nested_in].speakers if statement.nested_in else ()
    return tuple(lookup.names[speaker] for speaker in (*statement.via, *outer))


def _own_voice(statement: Statement) -> Voice:
    if statement.stance in _DENIALS:
        return "denies"
    return "hedges" if statement.certainty < HEDGED_BELOW else "says"


def _speaking(statement: Statement) -> tuple[str, ...]:
    return (REPORTER,) if _narrates(statement) else statement.speakers


def _narrates(statement: Statement) -> bool:
    return statement.kind == "narration"
