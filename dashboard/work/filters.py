"""Which lines of the queue are shown: plain choices, and what they let through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analyzer.tables import STANDING_WORDS, Lookup, QueueRow, Standing, queue_rows

STILL_OPEN: tuple[Standing, ...] = ("open", "reopened")
"""Where a conflict stands that somebody has yet to look at."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader has chosen; nothing chosen lets everything through.

    Attributes
    ----------
    kinds, strengths, bands, reviews
        In words, as :class:`~analyzer.tables.queues.QueueRow` gives them.
    speakers, publishers, documents
        A line passes that has any of them, on either side.
    threads
        Labels.
    since, until
        ISO dates, both included; a line passes with a date on either side that lies between them.
    """

    kinds: Sequence[str] = ()
    strengths: Sequence[str] = ()
    bands: Sequence[str] = ()
    reviews: Sequence[str] = ()
    speakers: Sequence[str] = ()
    publishers: Sequence[str] = ()
    documents: Sequence[str] = ()
    threads: Sequence[str] = ()
    since: str = ""
    until: str = ""

    def pass_row(self, row: QueueRow) -> bool:
        """Tell whether a line fits every choice made."""
        return (
            _fits([row.kind_words], self.kinds)
            and _fits([row.strength], self.strengths)
            and _fits([row.band_words], self.bands)
            and _fits([row.review_words], self.reviews)
            and _fits(row.speakers, self.speakers)
            and _fits(row.publishers, self.publishers)
            and _fits(row.documents, self.documents)
            and _fits([row.thread], self.threads)
            and self._in_time(row.dates)
        )

    def _in_time(self, dates: Iterable[str]) -> bool:
        if not self.since and not self.until:
            return True
        days = (date[:10] for date in dates)  # a time of day is no part of the choice
        return any(self.since <= day and (not self.until or day <= self.until) for day in days)


def options(rows: Iterable[QueueRow]) -> Filters:
    """Return everything that can be chosen, in the order of the alphabet; review states in their own."""
    rows = list(rows)
    return Filters(
        kinds=sorted({row.kind_words for row in rows}),
        strengths=sorted({row.strength for row in rows}),
        bands=sorted({row.band_words for row in rows}),
        reviews=list(STANDING_WORDS.values()),
        speakers=sorted({speaker for row in rows for speaker in row.speakers}),
        publishers=sorted({publisher for row in rows for publisher in row.publishers}),
        documents=sorted({document for row in rows for document in row.documents}),
        threads=sorted({row.thread for row in rows}),
        since=min((date for row in rows for date in row.dates), default=""),
        until=max((date for row in rows for date in row.dates), default=""),
    )


def all_options(lookup: Lookup) -> Filters:
    """Return what can be chosen of an analysis; for :meth:`~dashboard.state.Opened.once`."""
    return options(queue_rows(lookup))


def _fits(found: Iterable[str], chosen: Sequence[str]) -> bool:
    return not chosen or not set(found).isdisjoint(chosen)
