"""What the entries of the HTML report can be filtered by: lists to choose from, and marks on every entry.

The script of the page knows nothing of an analysis: it compares what is chosen with these marks. Names stand once, in
the lists; entries carry their numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from markupsafe import Markup

from analyzer.schema import Conflict, Statement, Strength
from analyzer.tables import BAND_WORDS, KIND_WORDS, STANDING_WORDS, Lookup, Standing, standing_of, thread_statements
from analyzer.tables.statement_filters import day_of, thread_names

Value = TypeVar("Value", bound=str)

NO_CONFLICT = Markup()
UNKNOWN_PUBLISHER = "(not known)"
STRENGTHS: dict[Strength, str] = {"hard": "Hard: as worded, both cannot hold", "soft": "Soft: they pull apart"}


@dataclass(frozen=True, slots=True)
class Filters:
    """Choices, and the marks of the entries.

    Attributes
    ----------
    kinds, strengths, bands, reviews
        Values that occur, with the words for them.
    speakers, publishers, threads
        Names that occur, sorted; an entry is marked with their places in these.
    first, last
        ISO days between which everything was published; empty where no date is known.
    marks
        Id of a conflict, group, thread or statement to attributes for its element.
    """

    kinds: dict[str, str]
    strengths: dict[str, str]
    bands: dict[str, str]
    reviews: dict[str, str]
    speakers: tuple[str, ...]
    publishers: tuple[str, ...]
    threads: tuple[str, ...]
    first: str
    last: str
    marks: dict[str, Markup]


@dataclass(frozen=True, slots=True)
class _Entry:
    id: str
    speakers: frozenset[str]
    publishers: frozenset[str]
    thread: str
    days: frozenset[str]
    of_conflict: Markup


def page_filters(shown: Iterable[str], lookup: Lookup) -> Filters:
    """Mark the entries of a page.

    Parameters
    ----------
    shown
        Ids of the conflicts, groups, threads and statements that the page shows.
    """
    wanted = frozenset(shown)
    names = thread_names(lookup)
    conflicts = [one for one in lookup.analysis.conflicts if one.id in wanted]
    entries = [*(_conflict(one, names, lookup) for one in conflicts), *_others(wanted, names, lookup)]
    speakers = sorted({name for one in entries for name in one.speakers})
    publishers = sorted({name for one in entries for name in one.publishers})
    threads = sorted({one.thread for one in entries if one.thread})
    places = [{name: i for i, name in enumerate(listed)} for listed in (speakers, publishers, threads)]
    days = [day for one in entries for day in one.days]
    return Filters(
        _of(KIND_WORDS, {one.kind for one in conflicts}),
        _of(STRENGTHS, {one.strength for one in conflicts}),
        _of(BAND_WORDS, {one.band for one in conflicts}),
        _of(STANDING_WORDS, {_standing(one, lookup) for one in conflicts}),
        tuple(speakers),
        tuple(publishers),
        tuple(threads),
        min(days, default=""),
        max(days, default=""),
        {one.id: _marks(one, *places) for one in entries},
    )


def _of(words: Mapping[Value, str], occurring: set[Value]) -> dict[str, str]:
    return {value: word for value, word in words.items() if value in occurring}


def _standing(conflict: Conflict, lookup: Lookup) -> Standing:
    return standing_of(lookup.reviews.get(conflict.id))


def _conflict(conflict: Conflict, names: dict[str, str], lookup: Lookup) -> _Entry:
    cited = [one for side in (conflict.left, conflict.right) for one in (side.statement, *side.also)]
    said = [lookup.statements[one] for one in cited]
    marks = Markup(' data-kind="{}" data-strength="{}" data-band="{}" data-review="{}"')
    of_conflict = marks.format(conflict.kind, conflict.strength, conflict.band, _standing(conflict, lookup))
    return _entry(conflict.id, said, names[conflict.thread], lookup, of_conflict)


def _others(wanted: frozenset[str], names: dict[str, str], lookup: Lookup) -> Iterable[_Entry]:
    for thread in lookup.analysis.threads:
        if thread.id in wanted:
            yield _entry(thread.id, thread_statements(thread, lookup), names[thread.id], lookup)
    for group in lookup.analysis.groups:
        if group.id in wanted:
            members = [lookup.statements[member] for member in group.members]
            yield _entry(group.id, members, names[group.thread], lookup)
    for statement in lookup.analysis.statements:
        if statement.id in wanted:
            group_of = lookup.group_of.get(statement.id)
            yield _entry(statement.id, [statement], names[group_of.thread] if group_of else "", lookup)


def _entry(
    identifier: str, said: Iterable[Statement], thread: str, lookup: Lookup, of_conflict: Markup = NO_CONFLICT
) -> _Entry:
    statements = list(said)
    named = {lookup.names[speaker] for one in statements for speaker in one.speakers}
    unnamed = {lookup.speaker_of(one) for one in statements if not one.speakers}
    publishers = {lookup.document_of(one).publisher or UNKNOWN_PUBLISHER for one in statements}
    days = {day for one in statements if (day := day_of(one, lookup))}
    return _Entry(identifier, frozenset(named | unnamed), frozenset(publishers), thread, frozenset(days), of_conflict)


def _marks(entry: _Entry, speakers: dict[str, int], publishers: dict[str, int], threads: dict[str, int]) -> Markup:
    marks = Markup(' data-by="{}" data-in="{}" data-thread="{}" data-days="{}"{}')
    return marks.format(
        " ".join(str(place) for place in sorted(speakers[name] for name in entry.speakers)),
        " ".join(str(place) for place in sorted(publishers[name] for name in entry.publishers)),
        threads.get(entry.thread, ""),
        " ".join(sorted(entry.days)),
        entry.of_conflict,
    )
