"""An analysis by id: what the tables look things up in, built once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self, TypeVar

from analyzer.schema import (
    Analysis,
    AppliedCorrection,
    Conflict,
    Document,
    Group,
    ReviewedConflict,
    Speaker,
    Statement,
    Thread,
)

T = TypeVar("T")

REPORTER = "(reporter)"
NOBODY = "(speaker not named)"


@dataclass(frozen=True, slots=True)
class Lookup:
    """Records by their ids.

    Attributes
    ----------
    group_of
        Statement id to the group it is in.
    conflicts_of
        Group id to the conflicts one of whose sides it is, strongest first.
    conflicts_in
        Thread id to its conflicts, strongest first.
    contradicted_by
        Statement id to the statements that were judged to contradict it.
    publishers_in
        Thread id to who printed any of its groups, sorted; a thread of which that is not known is missing.
    names
        Speaker id to a name for people; no two speakers share one.
    numbers
        Statement id to its number in the order of reading, from 1.
    reviews
        Conflict id to the last decision about it.
    corrected
        Statement id to the corrections that people made of it, in their order.
    """

    analysis: Analysis
    documents: dict[str, Document]
    speakers: dict[str, Speaker]
    statements: dict[str, Statement]
    threads: dict[str, Thread]
    groups: dict[str, Group]
    group_of: dict[str, Group]
    conflicts_of: dict[str, tuple[Conflict, ...]]
    conflicts_in: dict[str, tuple[Conflict, ...]]
    contradicted_by: dict[str, tuple[str, ...]]
    publishers_in: dict[str, tuple[str, ...]]
    names: dict[str, str]
    numbers: dict[str, int]
    reviews: dict[str, ReviewedConflict]
    corrected: dict[str, tuple[AppliedCorrection, ...]]

    def document_of(self, statement: Statement) -> Document:
        """Return the document a statement stands in."""
        return self.documents[statement.document]

    def with_reviews(self, reviews: Iterable[ReviewedConflict]) -> Self:
        """Return the same with other decisions; nothing is indexed again."""
        return replace(self, reviews={reviewed.conflict: reviewed for reviewed in reviews})

    def is_dismissed(self, conflict: Conflict) -> bool:
        """Tell whether a person found that a conflict is none, and nothing has changed since."""
        reviewed = self.reviews.get(conflict.id)
        return reviewed is not None and reviewed.state == "stands" and reviewed.review.decision == "no_conflict"

    def speaker_of(self, statement: Statement) -> str:
        """Name who speaks: several names joined, the reporter of narration, or that nobody is named."""
        if statement.speakers:
            return joined([self.names[speaker] for speaker in statement.speakers])
        return REPORTER if statement.kind == "narration" else NOBODY


def look_up(analysis: Analysis) -> Lookup:
    """Index an analysis by id.

    Raises
    ------
    KeyError
        An id is mentioned that does not exist; analyses read by :mod:`analyzer.storage` have none.
    """
    documents = {d.id: d for d in analysis.documents}
    place = {d.id: i for i, d in enumerate(analysis.documents)}
    in_order = sorted(analysis.statements, key=lambda s: (place[s.document], s.start, s.end, s.id))
    ranked = sorted(analysis.conflicts, key=lambda c: (-c.score, c.id))
    contradictions = [(c.left, c.right) for c in analysis.comparisons if c.relation == "contradiction"]
    printed = _gathered((group.thread, publisher) for group in analysis.groups for publisher in group.publishers)
    return Lookup(
        analysis=analysis,
        documents=documents,
        speakers={s.id: s for s in analysis.speakers},
        statements={s.id: s for s in analysis.statements},
        threads={t.id: t for t in analysis.threads},
        groups={g.id: g for g in analysis.groups},
        group_of={member: g for g in analysis.groups for member in g.members},
        conflicts_of=_gathered((group, c) for c in ranked for group in sorted({c.left.group, c.right.group})),
        conflicts_in=_gathered((c.thread, c) for c in ranked),
        contradicted_by=_gathered(pair for left, right in contradictions for pair in ((left, right), (right, left))),
        publishers_in={thread: tuple(sorted(set(names))) for thread, names in printed.items()},
        names=_names(analysis.speakers, in_order),
        numbers={s.id: number for number, s in enumerate(in_order, start=1)},
        reviews={reviewed.conflict: reviewed for reviewed in analysis.reviews},
        corrected=_gathered((statement, one) for one in analysis.corrections for statement in one.statements),
    )


def joined(names: list[str]) -> str:
    """Join names as people do.

    Example
    -------
    >>> joined(["Ash", "Birch", "Cole"])
    'Ash, Birch and Cole'
    """
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def _gathered(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    gathered = defaultdict[str, list[T]](list)
    for key, value in pairs:
        gathered[key].append(value)
    return {key: tuple(values) for key, values in gathered.items()}


def _names(speakers: tuple[Speaker, ...], in_order: list[Statement]) -> dict[str, str]:
    """Name every speaker; those that would share a name are numbered in the order in which they first speak."""
    first = dict[str, int]()
    for number, statement in enumerate(in_order):
        for speaker_id in (*statement.speakers, *statement.via):
            first.setdefault(speaker_id, number)
    same_name = defaultdict[str, list[Speaker]](list)
    for speaker in speakers:
        same_name[speaker.name.strip() or max(speaker.aliases, key=len, default="somebody")].append(speaker)
    names = dict[str, str]()
    for name, sharing in same_name.items():
        ordered = sorted(sharing, key=lambda s: (first.get(s.id, len(in_order)), s.id))
        for number, speaker in enumerate(ordered, start=1):
            notes = ["unnamed"] if speaker.kind == "anonymous" else []
            notes += [f"no. {number}"] if len(ordered) > 1 else []
            names[speaker.id] = f"{name} ({', '.join(notes)})" if notes else name
    return names
