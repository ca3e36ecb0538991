"""Groups as lines of a table, light enough to shape them all; and one of them with what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import combinations

from analyzer.schema import Analysis, Group, Statement
from analyzer.settings import GroupSettings
from analyzer.tables.group_ties import JudgedPairs, NearGroup, Tie, near_group, near_groups, originals
from analyzer.tables.lookup import Lookup, joined
from analyzer.tables.passages import Passage, passage, statement_marks
from analyzer.tables.rows import GroupRow, StatementRow, group_row
from analyzer.tables.statement_links import ConflictLine, conflict_line


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group in one line.

    Attributes
    ----------
    n_voices
        Distinct speakers over distinct texts.
    n_statements, n_copies
        Texts of their own, and the same texts printed again.
    speakers
        Names of all who speak, in the order of reading; narration has none.
    words
        Claims and names in lower case, to look for words in.
    """

    id: str
    claim: str
    n_voices: int
    n_statements: int
    n_copies: int
    speakers: tuple[str, ...]
    publishers: tuple[str, ...]
    thread_id: str
    thread: str
    n_conflicts: int
    words: str


@dataclass(frozen=True, slots=True)
class GroupOptions:
    """Names by which groups can be filtered, in the order of the alphabet."""

    threads: tuple[str, ...]
    speakers: tuple[str, ...]
    publishers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """A statement of a group that is no copy, in its place.

    Attributes
    ----------
    counting
        How it counts among the independent voices, where that is not as one more; else ``""``.
    """

    statement: StatementRow
    passage: Passage
    publisher: str | None
    counting: str


@dataclass(frozen=True, slots=True)
class GroupDetail:
    """One group with what it rests on.

    Attributes
    ----------
    ties
        Every two of its statements, the weakest first; copies are not among them.
    mean_score
        Mean score of the ties; ``None`` for a statement alone.
    settings
        Under which the statements were grouped.
    n_near
        How many other groups have a tie to this one.
    near
        Of these, those with the strongest ties.
    conflicts
        In which it is a side, strongest first.
    """

    row: GroupRow
    ties: tuple[Tie, ...]
    mean_score: float | None
    settings: GroupSettings
    n_near: int
    near: tuple[NearGroup, ...]
    conflicts: tuple[ConflictLine, ...]


def grouping_settings(analysis: Analysis) -> GroupSettings:
    """Return the settings under which an analysis was grouped; what it does not tell is as shipped."""
    told = analysis.provenance.settings.get("groups")
    known = {field.name for field in fields(GroupSettings)}
    found = {name: value for name, value in told.items() if name in known} if isinstance(told, dict) else {}
    return GroupSettings(**{name: float(value) for name, value in found.items() if isinstance(value, int | float)})


def group_lines(lookup: Lookup) -> tuple[GroupLine, ...]:
    """Shape all groups: those with most independent voices first, then with most statements, then as they are read."""
    first = {group.id: min(lookup.numbers[member] for member in group.members) for group in lookup.analysis.groups}
    lines = [_line(group, lookup) for group in lookup.analysis.groups]
    return tuple(sorted(lines, key=lambda line: (-line.n_voices, -line.n_statements, first[line.id], line.id)))


def group_options(lookup: Lookup) -> GroupOptions:
    """Return everything that groups can be filtered by."""
    lines = group_lines(lookup)
    return GroupOptions(
        threads=tuple(sorted({line.thread for line in lines})),
        speakers=tuple(sorted({speaker for line in lines for speaker in line.speakers})),
        publishers=tuple(sorted({publisher for line in lines for publisher in line.publishers})),
    )


def matching_groups(
    lines: Sequence[GroupLine],
    *,
    words: str = "",
    threads: Sequence[str] = (),
    speakers: Sequence[str] = (),
    publishers: Sequence[str] = (),
    n_voices: int = 0,
    with_conflicts: bool = False,
) -> list[GroupLine]:
    """Leave the groups that fit every choice; nothing chosen lets everything through.

    Parameters
    ----------
    words
        All of them stand in the claims or names of a group, in any case.
    threads, speakers, publishers
        Names; a group has any of them.
    n_voices
        The least number of independent voices.
    """
    sought = words.casefold().split()
    spoken, printed, told = frozenset(speakers), frozenset(publishers), frozenset(threads)
    return [
        line
        for line in lines
        if line.n_voices >= n_voices
        and (line.n_conflicts or not with_conflicts)
        and (not told or line.thread in told)
        and (not spoken or not spoken.isdisjoint(line.speakers))
        and (not printed or not printed.isdisjoint(line.publishers))
        and all(word in line.words for word in sought)
    ]


def group_detail(group: Group, lookup: Lookup, judged: JudgedPairs, *, most_near: int = 10) -> GroupDetail:
    """Gather what one group rests on, and what nearly joined it."""
    settings = grouping_settings(lookup.analysis)
    ties = [judged.tie(one, other) for one, other in combinations(originals(group, lookup), 2)]
    near = near_groups(group, lookup, judged, settings)
    return GroupDetail(
        row=group_row(group, lookup),
        ties=tuple(sorted(ties, key=lambda tie: (tie.score, lookup.numbers[tie.left], lookup.numbers[tie.right]))),
        mean_score=sum(tie.score for tie in ties) / len(ties) if ties else None,
        settings=settings,
        n_near=len(near),
        near=tuple(near_group(best, lookup, judged, settings) for best in near[:most_near]),
        conflicts=tuple(
            conflict_line(conflict, side.statement, lookup)
            for conflict in lookup.conflicts_of.get(group.id, ())
            for side in (conflict.left, conflict.right)
            if side.group == group.id
        ),
    )


def voice_rows(rows: Sequence[StatementRow], lookup: Lookup, *, width: int = 240) -> tuple[VoiceRow, ...]:
    """Put statements of one group, none of them a copy, in their places; ``width`` is aimed at, in characters."""
    return tuple(_voice(row, lookup, width) for row in rows)


def _line(group: Group, lookup: Lookup) -> GroupLine:
    said = [lookup.statements[one] for one in originals(group, lookup)]
    names = dict.fromkeys(lookup.names[speaker] for statement in said for speaker in statement.speakers)
    return GroupLine(
        id=group.id,
        claim=group.label,
        n_voices=group.n_independent,
        n_statements=len(said),
        n_copies=len(group.members) - len(said),
        speakers=tuple(names),
        publishers=group.publishers,
        thread_id=group.thread,
        thread=lookup.threads[group.thread].label,
        n_conflicts=len(lookup.conflicts_of.get(group.id, ())),
        words="\n".join([*dict.fromkeys(statement.claim for statement in said), *names]).casefold(),
    )


def _counts_as(speaker: str, lookup: Lookup) -> str:
    """Follow whom a speaker speaks for to the last; in a ring, the smallest id stands for all."""
    chain = [speaker]
    while (body := lookup.speakers[chain[-1]].speaks_for) is not None and body not in chain:
        chain.append(body)
    return min(chain[chain.index(body) :]) if body is not None else chain[-1]


def _voice(row: StatementRow, lookup: Lookup, width: int) -> VoiceRow:
    statement = lookup.statements[row.id]
    document = lookup.document_of(statement)
    shown = passage(document, statement_marks(statement), width=width)
    return VoiceRow(row, shown, document.publisher, _counting(statement, lookup))


def _counting(statement: Statement, lookup: Lookup) -> str:
    if statement.kind == "narration":
        return "the article’s own words: no voice of its own"
    if not statement.speakers:
        return "nobody is named: counts as no voice"
    bodies = _bodies(statement, lookup)
    for one in originals(lookup.group_of[statement.id], lookup):
        if one == statement.id:
            break
        other = lookup.statements[one]
        if other.kind != "narration" and _bodies(other, lookup) == bodies:
            return f"same voice as S{lookup.numbers[one]}"
    others = sorted(lookup.names[body] for body in bodies.difference(statement.speakers))
    return f"counts as {joined(others)}" if others else ""


def _bodies(statement: Statement, lookup: Lookup) -> frozenset[str]:
    return frozenset(_counts_as(speaker, lookup) for speaker in statement.speakers)
