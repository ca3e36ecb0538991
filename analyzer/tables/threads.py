"""Threads as rows for people: how much is told about each event or topic, by whom, when, and how much of it differs."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.schema import Statement, Thread
from analyzer.tables.lookup import Lookup


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """One event or topic told about; copies are not counted.

    Attributes
    ----------
    speakers
        Names of all who speak in it, in the order in which they first do.
    first, last
        ISO dates between which it was published; ``None`` where no date is known.
    """

    id: str
    label: str
    n_statements: int
    n_speakers: int
    n_documents: int
    n_flagged: int
    n_possible: int
    speakers: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None

    def fits(self, words: str) -> bool:
        """Tell whether each of some words stands in the label or the names of the speakers, in any case.

        Example
        -------
        >>> ThreadRow("t-1", "bridge talks", 2, 1, 1, 0, 0, ("Ana Ruiz",)).fits("ruiz TALK")
        True
        """
        searched = "\n".join((self.label, *self.speakers)).casefold()
        return all(word in searched for word in words.casefold().split())


def thread_row(thread: Thread, lookup: Lookup) -> ThreadRow:
    """Shape one thread."""
    voices = [s for s in thread_statements(thread, lookup) if s.copy_of is None]
    bands = [c.band for c in lookup.conflicts_in.get(thread.id, ()) if not lookup.is_dismissed(c)]
    speakers = dict.fromkeys(speaker for s in voices for speaker in s.speakers)
    dates = sorted(filter(None, (s.published or lookup.document_of(s).published for s in voices)))
    return ThreadRow(
        id=thread.id,
        label=thread.label,
        n_statements=len(voices),
        n_speakers=len(speakers),
        n_documents=len({s.document for s in voices}),
        n_flagged=bands.count("flagged"),
        n_possible=bands.count("possible"),
        speakers=tuple(lookup.names[speaker] for speaker in speakers),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
    )


def thread_rows(lookup: Lookup) -> tuple[ThreadRow, ...]:
    """Shape all threads: those with flagged conflicts first, then those with most statements."""
    rows = [thread_row(thread, lookup) for thread in lookup.analysis.threads]
    return tuple(sorted(rows, key=lambda r: (-r.n_flagged, -r.n_possible, -r.n_statements, r.label, r.id)))


def thread_statements(thread: Thread, lookup: Lookup) -> list[Statement]:
    """Return the statements of a thread, copies included, in the order of reading."""
    found = [lookup.statements[member] for group in thread.groups for member in lookup.groups[group].members]
    return sorted(found, key=lambda s: lookup.numbers[s.id])
