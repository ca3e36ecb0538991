"""Which lines of the queue are shown: plain choices, and what they let through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analyzer.tables import QueueRow


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader has chosen; nothing chosen lets everything through.

    Attributes
    ----------
    kinds, strengths, bands
        In words, as :class:`~analyzer.tables.queues.QueueRow` gives them.
    speakers, documents
        A line passes that has any of them, on either side.
    """

    kinds: Sequence[str] = ()
    strengths: Sequence[str] = ()
    bands: Sequence[str] = ()
    speakers: Sequence[str] = ()
    documents: Sequence[str] = ()

    def pass_row(self, row: QueueRow) -> bool:
        """Tell whether a line fits every choice made."""
        return (
            _fits([row.kind_words], self.kinds)
            and _fits([row.strength], self.strengths)
            and _fits([row.band_words], self.bands)
            and _fits(row.speakers, self.speakers)
            and _fits(row.documents, self.documents)
        )


def options(rows: Iterable[QueueRow]) -> Filters:
    """Return everything that can be chosen, each in the order of the alphabet."""
    rows = list(rows)
    return Filters(
        kinds=sorted({row.kind_words for row in rows}),
        strengths=sorted({row.strength for row in rows}),
        bands=sorted({row.band_words for row in rows}),
        speakers=sorted({speaker for row in rows for speaker in row.speakers}),
        documents=sorted({document for row in rows for document in row.documents}),
    )


def _fits(found: Iterable[str], chosen: Sequence[str]) -> bool:
    return not chosen or not set(found).isdisjoint(chosen)
