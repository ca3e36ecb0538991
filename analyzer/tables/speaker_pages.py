"""Speakers, each with what they said over time, whom they contradict, where they changed, and with whom they agree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from analyzer.schema import Conflict, ConflictSide, Statement
from analyzer.tables.conflicts import ranked_conflicts
from analyzer.tables.lookup import NOBODY, REPORTER, Lookup
from analyzer.tables.passages import Passage, passage, statement_marks
from analyzer.tables.rows import SpeakerRow, speaker_rows
from analyzer.tables.statement_links import (
    ConflictLine,
    StatementDetail,
    StatementLinks,
    cited,
    conflict_line,
    statement_detail,
)

T = TypeVar("T")

SPEAKER_KIND_WORDS: dict[str, str] = {
    "person": "Person",
    "organisation": "Organisation",
    "anonymous": "Not named",
    "unknown": "Not clear who or what",
}


@dataclass(frozen=True, slots=True)
class SpeakerIndex:
    """All speakers, and what is theirs.

    Attributes
    ----------
    rows
        Those who say most first.
    said
        Speaker id to statements, copies left out: by date, those without a date last, then in the order of reading.
    copies
        Speaker id to how many of their statements are the same text printed again.
    spokespeople
        Speaker id to the ids of those who speak for them.
    conflicts
        Speaker id to the conflicts on either side of which they speak, strongest first.
    """

    rows: tuple[SpeakerRow, ...]
    said: dict[str, tuple[Statement, ...]]
    copies: dict[str, int]
    spokespeople: dict[str, tuple[str, ...]]
    conflicts: dict[str, tuple[Conflict, ...]]


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Another speaker; ``tie`` says whether one speaks for the other, so that the two are no two voices.

    Attributes
    ----------
    id
        ``None`` for a side on which nobody is named.
    conflicts
        Conflicts between the two, strongest first, as seen from the first speaker's side.
    groups
        Ids and labels of the groups in which both say the same, each in a text of their own.
    """

    id: str | None
    name: str
    tie: str | None
    conflicts: tuple[ConflictLine, ...] = ()
    groups: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SpeakerPage:
    """One speaker.

    Attributes
    ----------
    named_as
        Every form under which the documents name them, as written.
    via
        Ids and names of those who report what they said, with how often, most often first.
    threads
        Id, label and number of statements of each thread in which they speak, most first.
    changed
        Conflicts both of whose sides are theirs, and those that are called a changed position, strongest first.
    opposed, agreeing
        Others, those with most conflicts, or most groups, first.
    """

    row: SpeakerRow
    kind_words: str
    named_as: tuple[str, ...]
    speaks_for: tuple[str, str] | None
    spokespeople: tuple[tuple[str, str], ...]
    via: tuple[tuple[str, str, int], ...]
    threads: tuple[tuple[str, str, int], ...]
    n_copies: int
    changed: tuple[ConflictLine, ...]
    opposed: tuple[Counterpart, ...]
    agreeing: tuple[Counterpart, ...]


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """A statement on a speaker's page: what is known of it, and its words in their surroundings."""

    detail: StatementDetail
    passage: Passage


def speaker_index(lookup: Lookup) -> SpeakerIndex:
    """Gather what is each speaker's; costs as much as the analysis is long."""
    said, copies = defaultdict[str, list[Statement]](list), Counter[str]()
    for statement in sorted(lookup.analysis.statements, key=lambda s: _when(s, lookup)):
        for speaker in statement.speakers:
            if statement.copy_of is None:
                said[speaker].append(statement)
            else:
                copies[speaker] += 1
    spokespeople, conflicts = defaultdict[str, list[str]](list), defaultdict[str, list[Conflict]](list)
    for one in lookup.analysis.speakers:
        if one.speaks_for:
            spokespeople[one.speaks_for].append(one.id)
    for conflict in ranked_conflicts(lookup):
        for speaker in _speaking(conflict.left, lookup) | _speaking(conflict.right, lookup):
            conflicts[speaker].append(conflict)
    return SpeakerIndex(speaker_rows(lookup), _frozen(said), dict(copies), _frozen(spokespeople), _frozen(conflicts))


def speaker_page(row: SpeakerRow, lookup: Lookup, index: SpeakerIndex) -> SpeakerPage:
    """Shape one speaker; costs as much as they say and are in conflict over."""
    speaker = lookup.speakers[row.id]
    said = index.said.get(row.id, ())
    in_threads = Counter(group.thread for s in said if (group := lookup.group_of.get(s.id)))
    via = Counter(one for s in said for one in s.via)
    changed, opposed = _conflicts(row.id, lookup, index)
    return SpeakerPage(
        row=row,
        kind_words=SPEAKER_KIND_WORDS[speaker.kind],
        named_as=speaker.aliases or (speaker.name,),
        speaks_for=(speaker.speaks_for, lookup.names[speaker.speaks_for]) if speaker.speaks_for else None,
        spokespeople=tuple((one, lookup.names[one]) for one in index.spokespeople.get(row.id, ())),
        via=tuple((one, lookup.names[one], n) for one, n in via.most_common()),
        threads=tuple((one, lookup.threads[one].label, n) for one, n in in_threads.most_common()),
        n_copies=index.copies.get(row.id, 0),
        changed=changed,
        opposed=opposed,
        agreeing=_agreeing(row.id, said, lookup),
    )


def spoken_line(statement: Statement, lookup: Lookup, links: StatementLinks, *, width: int = 480) -> SpokenLine:
    """Shape one statement of a speaker; ``width`` is the aimed-at length of its passage, in characters."""
    around = passage(lookup.document_of(statement), statement_marks(statement), width=width)
    return SpokenLine(statement_detail(statement, lookup, links), around)


def matching_speakers(
    rows: Iterable[SpeakerRow], *, words: str = "", kinds: Iterable[str] = (), affiliations: Iterable[str] = ()
) -> tuple[SpeakerRow, ...]:
    """Return the speakers that fit: words in any of their names, one of the kinds, one of the affiliations.

    Words are looked for without regard to capitals; nothing given lets everybody through.
    """
    kinds, affiliations, words = set(kinds), set(affiliations), words.strip().casefold()
    return tuple(
        row
        for row in rows
        if (not kinds or row.kind in kinds)
        and (not affiliations or row.affiliation in affiliations)
        and (not words or any(words in name.casefold() for name in (row.name, *row.aliases)))
    )


def _when(statement: Statement, lookup: Lookup) -> tuple[bool, str, int]:
    published = statement.published or lookup.document_of(statement).published
    return published is None, published or "", lookup.numbers[statement.id]


def _speaking(side: ConflictSide, lookup: Lookup) -> set[str]:
    return {speaker for one in cited(side) for speaker in lookup.statements[one].speakers}


def _conflicts(
    speaker: str, lookup: Lookup, index: SpeakerIndex
) -> tuple[tuple[ConflictLine, ...], tuple[Counterpart, ...]]:
    """Part the conflicts of a speaker: those with themselves, and those with each other speaker."""
    changed, with_others = list[ConflictLine](), defaultdict[str, list[ConflictLine]](list)
    for conflict in index.conflicts.get(speaker, ()):
        here, there = conflict.left, conflict.right
        if speaker not in _speaking(here, lookup):
            here, there = there, here
        line = conflict_line(conflict, here.statement, lookup)
        if conflict.kind == "changed_position" or speaker in _speaking(there, lookup):
            changed.append(line)
        for other in _speaking(there, lookup) or {_nobody(there, lookup)}:
            if other != speaker:
                with_others[other].append(line)
    opposed = [
        Counterpart(
            id=other if other in lookup.names else None,
            name=lookup.names.get(other, other),
            tie=_tie(speaker, other, lookup),
            conflicts=tuple(lines),
        )
        for other, lines in with_others.items()
    ]
    return tuple(changed), tuple(sorted(opposed, key=lambda one: (-len(one.conflicts), one.name, one.id or "")))


def _nobody(side: ConflictSide, lookup: Lookup) -> str:
    return REPORTER if lookup.statements[side.statement].kind == "narration" else NOBODY


def _agreeing(speaker: str, said: Iterable[Statement], lookup: Lookup) -> tuple[Counterpart, ...]:
    """Find who says the same in a text of their own: copies count for nobody, and neither does a joint statement."""
    shared = defaultdict[str, dict[str, str]](dict)
    groups = {group.id: group for s in said if (group := lookup.group_of.get(s.id)) and len(group.members) > 1}
    for group in groups.values():
        for member in group.members:
            statement = lookup.statements[member]
            if statement.copy_of is None and speaker not in statement.speakers:
                for other in statement.speakers:
                    shared[other][group.id] = group.label
    found = [
        Counterpart(other, lookup.names[other], _tie(speaker, other, lookup), groups=tuple(in_groups.items()))
        for other, in_groups in shared.items()
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.groups), one.name, one.id or "")))


def _tie(speaker: str, other: str, lookup: Lookup) -> str | None:
    if other not in lookup.speakers:
        return None
    if lookup.speakers[speaker].speaks_for == other:
        return f"{lookup.names[speaker]} speaks for them"
    if lookup.speakers[other].speaks_for == speaker:
        return f"speaks for {lookup.names[speaker]}"
    both = lookup.speakers[speaker].speaks_for
    return "both speak for the same body" if both and both == lookup.speakers[other].speaks_for else None


def _frozen(gathered: Mapping[str, Iterable[T]]) -> dict[str, tuple[T, ...]]:
    return {key: tuple(values) for key, values in gathered.items()}
