"""A part of an analysis for people: some conflicts, threads or speakers, with what was left out said in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from analyzer.schema import Analysis, Conflict, Group, Statement
from analyzer.tables.conflicts import ranked_conflicts
from analyzer.tables.lookup import Lookup

OnlyConflicts = Literal["flagged", "possible", "hard", "soft"]
ONLY_CONFLICTS: tuple[OnlyConflicts, ...] = get_args(OnlyConflicts)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a reader wants to see; nothing chosen shows everything.

    Attributes
    ----------
    only
        Conflicts of these bands and of these strengths; of a kind of which nothing is named, all.
    threads, speakers
        Ids, or words that all stand in a thread's label, in a speaker's name or in one of their aliases, in any case.
        Several of a kind are added up; threads and speakers together narrow each other.
    top
        At most so many conflicts, the strongest; ``None`` for all.
    """

    only: tuple[OnlyConflicts, ...] = ()
    threads: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    top: int | None = None


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A part of an analysis.

    Attributes
    ----------
    lookup
        Its analysis holds what is shown; ids, names and numbers are still looked up in the whole.
    told
        What was chosen and how much it leaves, a sentence each; nothing where everything is shown.
    """

    lookup: Lookup
    told: tuple[str, ...] = ()


def narrow(lookup: Lookup, narrowing: Narrowing) -> Narrowed:
    """Keep what a reader wants to see.

    ``only`` and ``top`` choose among the conflicts and leave the rest of a report as it is. ``threads`` and
    ``speakers`` keep the statements told of one and made by the other, the conflicts and groups that hold one of
    them, and the documents that are cited; a group is kept whole, and so are both sides of a conflict.

    Example
    -------
    >>> from analyzer.schema import Provenance
    >>> from analyzer.tables.lookup import look_up
    >>> empty = look_up(Analysis(Provenance("0", "3.11", "2024-03-01T00:00:00Z", 1.0)))
    >>> narrow(empty, Narrowing(speakers=("Ruiz",))).told[0]
    'Only what speakers named “Ruiz” said. No speaker is named so.'
    """
    if narrowing == Narrowing():
        return Narrowed(lookup)
    whole, told = lookup.analysis, list[str]()
    threads = _chosen_threads(narrowing.threads, lookup)
    speakers = _chosen_speakers(narrowing.speakers, lookup)
    if narrowing.threads:
        told.append(_told_of("Only threads called", narrowing.threads, "", threads, "thread is called"))
    if narrowing.speakers:
        told.append(_told_of("Only what speakers named", narrowing.speakers, " said", speakers, "speaker is named"))
    part = whole if not (narrowing.threads or narrowing.speakers) else _part(lookup, narrowing, threads, speakers)
    conflicts = _strongest(replace(lookup, analysis=part), narrowing)
    told += _told_of_conflicts(narrowing)
    kept = replace(part, conflicts=conflicts)
    told.append(_counted(kept, whole))
    return Narrowed(replace(lookup, analysis=kept), tuple(told))


def _chosen_threads(wanted: Sequence[str], lookup: Lookup) -> frozenset[str]:
    return frozenset(one.id for one in lookup.analysis.threads if _fits(wanted, one.id, (one.label,)))


def _chosen_speakers(wanted: Sequence[str], lookup: Lookup) -> frozenset[str]:
    return frozenset(
        one.id
        for one in lookup.analysis.speakers
        if _fits(wanted, one.id, (lookup.names[one.id], one.name, *one.aliases))
    )


def _fits(wanted: Sequence[str], identifier: str, names: Iterable[str]) -> bool:
    searched = [name.casefold() for name in names]
    return any(
        one == identifier or any(all(word in name for word in one.casefold().split()) for name in searched)
        for one in wanted
        if one.strip()
    )


def _part(lookup: Lookup, narrowing: Narrowing, threads: frozenset[str], speakers: frozenset[str]) -> Analysis:
    """Keep the statements chosen, and whatever holds one of them."""
    whole = lookup.analysis

    def is_chosen(statement: Statement) -> bool:
        group = lookup.group_of.get(statement.id)
        told_of = not narrowing.threads or (group is not None and group.thread in threads)
        return told_of and (not narrowing.speakers or not speakers.isdisjoint(statement.speakers))

    statements = tuple(one for one in whole.statements if is_chosen(one))
    chosen = {one.id for one in statements}
    groups = tuple(one for one in whole.groups if not chosen.isdisjoint(one.members))
    conflicts = tuple(one for one in whole.conflicts if not chosen.isdisjoint(_cited(one)))
    cited = {*chosen, *_members(groups), *(one for conflict in conflicts for one in _cited(conflict))}
    documents = {lookup.statements[one].document for one in cited}
    speaking = {*(speaker for one in statements for speaker in one.speakers), *speakers}
    about = {*(one.thread for one in groups), *(one.thread for one in conflicts)}
    return replace(
        whole,
        statements=statements,
        groups=groups,
        conflicts=conflicts,
        documents=tuple(one for one in whole.documents if one.id in documents),
        speakers=tuple(one for one in whole.speakers if one.id in speaking),
        threads=tuple(one for one in whole.threads if one.id in about),
    )


def _cited(conflict: Conflict) -> tuple[str, ...]:
    sides = (conflict.left, conflict.right)
    return tuple(one for side in sides for one in (side.statement, *side.also))


def _members(groups: Iterable[Group]) -> Iterable[str]:
    return (member for group in groups for member in group.members)


def _strongest(lookup: Lookup, narrowing: Narrowing) -> tuple[Conflict, ...]:
    """Keep the conflicts of the bands and strengths chosen, of those that nobody dismissed the strongest."""
    bands = {"flagged", "possible"} & set(narrowing.only) or {"flagged", "possible"}
    strengths = {"hard", "soft"} & set(narrowing.only) or {"hard", "soft"}
    ranked = [one for one in ranked_conflicts(lookup) if one.band in bands and one.strength in strengths]
    differing = [one for one in ranked if not lookup.is_dismissed(one)][: narrowing.top]
    return (*differing, *(one for one in ranked if lookup.is_dismissed(one)))


def _told_of(start: str, wanted: Sequence[str], end: str, found: frozenset[str], none: str) -> str:
    named = " or ".join(f"“{one}”" for one in wanted)
    return f"{start} {named}{end}." + ("" if found else f" No {none} so.")


def _told_of_conflicts(narrowing: Narrowing) -> list[str]:
    told = [f"Only conflicts that are {_listed(narrowing.only)}."] if narrowing.only else []
    if narrowing.top is not None:
        which = "strongest conflict" if narrowing.top == 1 else f"{narrowing.top} strongest conflicts"
        told.append(f"Only the {which}.")
    return told


def _listed(only: Sequence[OnlyConflicts]) -> str:
    bands = [one for one in ONLY_CONFLICTS[:2] if one in only]
    strengths = [one for one in ONLY_CONFLICTS[2:] if one in only]
    return " and ".join(" or ".join(part) for part in (bands, strengths) if part)


def _counted(kept: Analysis, whole: Analysis) -> str:
    parts = [
        f"{len(part)} of {len(everything)} {what}"
        for part, everything, what in (
            (kept.conflicts, whole.conflicts, "conflicts"),
            (kept.statements, whole.statements, "statements"),
            (kept.documents, whole.documents, "documents"),
        )
    ]
    return f"That is {parts[0]}, {parts[1]} and {parts[2]}."
