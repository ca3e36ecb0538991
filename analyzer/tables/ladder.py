"""The certainty ladder of a thread: how sure the words of each statement are, surest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from analyzer.schema import Document, Statement, Thread
from analyzer.tables.account_sources import Source, source
from analyzer.tables.lookup import Lookup
from analyzer.tables.passages import Mark, Segment, passage, segments, statement_marks
from analyzer.tables.rows import DIGITS
from analyzer.tables.threads import thread_statements

RUNGS = (
    ("Stated flatly", "no word on how sure it is", 1.0),
    ("Sure", "certain, will, clearly, no doubt", 0.85),
    ("Probable", "likely, expected, I believe, allegedly", 0.6),
    ("Possible", "may, could, possible, hopes to", 0.4),
    ("Open", "not certain, doubtful, unclear", 0.0),
)
"""Name, words that stand on it, and the least certainty on it; the rungs of the lexicon of certainty."""

LADDER_HEADER = (
    "rung", "certainty", "certainty_words", "speaker", "according_to", "words", "claim", "group", "publisher",
    "document", "published", "statement",
)  # fmt: skip
_LONGEST = 420


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement on its rung, by number; rung 0 holds what is stated flatly."""

    rung: int
    statement: Statement


@dataclass(frozen=True, slots=True)
class Ladder:
    """Statements of a thread by certainty.

    Attributes
    ----------
    placed
        Surest first, then by date; copies are left out.
    n_flat_left_out
        Statements of the same claims that are stated flatly, beyond the cap.
    """

    placed: tuple[Placed, ...]
    n_flat_left_out: int = 0


@dataclass(frozen=True, slots=True)
class LadderRow:
    """A statement as it stands on the ladder.

    Attributes
    ----------
    certainty
        0 not certain at all, 1 certain, of what is said as it is worded: "will not" is sure.
    words
        The words that say so; none where it is stated flatly.
    segments
        The sentence, or a part of it, with what was said marked as ``statement`` and those words as ``certainty``.
    cut_before, cut_after
        Whether the statement goes on before, or after, what is shown.
    """

    rung: int
    certainty: float
    words: tuple[str, ...]
    source: Source
    claim: str
    group_id: str
    segments: tuple[Segment, ...]
    cut_before: bool
    cut_after: bool


def certainty_ladder(thread: Thread, lookup: Lookup, *, about: str = "", max_flat: int = 8) -> Ladder:
    """Order the statements of a thread that say how sure they are, and a few that state the same claims flatly.

    Parameters
    ----------
    about
        Only statements whose claim, words or speaker hold each of these words, in any case.
    max_flat
        How many are shown at most that have no word of certainty.
    """
    told = [s for s in thread_statements(thread, lookup) if s.copy_of is None and _speaks_of(s, about, lookup)]
    worded = [s for s in told if s.certainty_spans or s.certainty < 1]
    claims = {lookup.group_of[s.id].id for s in worded}
    flat = [s for s in told if not s.certainty_spans and s.certainty >= 1 and lookup.group_of[s.id].id in claims]
    ordered = sorted(worded, key=lambda s: (-s.certainty, _date(s, lookup), lookup.numbers[s.id]))
    flat.sort(key=lambda s: (_date(s, lookup), lookup.numbers[s.id]))
    placed = [*(Placed(0, s) for s in flat[:max_flat]), *(Placed(_rung(s.certainty), s) for s in ordered)]
    return Ladder(tuple(placed), len(flat[max_flat:]))


def ladder_rows(placed: Iterable[Placed], lookup: Lookup) -> tuple[LadderRow, ...]:
    """Shape statements of a ladder, with the words of certainty marked in their place."""
    return tuple(_row(one, lookup) for one in placed)


def ladder_lines(placed: Iterable[Placed], lookup: Lookup) -> Iterator[tuple[str | float, ...]]:
    """Write statements of a ladder as cells under :data:`LADDER_HEADER`."""
    for one in placed:
        row, text = source(one.statement.id, lookup), lookup.document_of(one.statement).text
        yield (
            RUNGS[one.rung][0], round(one.statement.certainty, DIGITS),
            ", ".join(text[slice(*span)] for span in one.statement.certainty_spans), row.speaker,
            ", ".join(row.according_to), row.words, one.statement.claim, lookup.group_of[one.statement.id].id,
            row.publisher, row.document, row.published or "", row.statement,
        )  # fmt: skip


def _rung(certainty: float) -> int:
    """Return the number of the rung of words that say how sure they are.

    Example
    -------
    >>> [RUNGS[_rung(certainty)][0] for certainty in (1.0, 0.75, 0.4, 0.35)]
    ['Sure', 'Probable', 'Possible', 'Open']
    """
    return next(number for number, (_, _, least) in enumerate(RUNGS[1:], start=1) if certainty >= least)


def _speaks_of(statement: Statement, about: str, lookup: Lookup) -> bool:
    if not about.strip():
        return True
    searched = "\n".join((statement.claim, statement.text, lookup.speaker_of(statement))).casefold()
    return all(word in searched for word in about.casefold().split())


def _date(statement: Statement, lookup: Lookup) -> str:
    return statement.published or lookup.document_of(statement).published or "9999"


def _row(placed: Placed, lookup: Lookup) -> LadderRow:
    statement = placed.statement
    shown = _excerpt(statement, lookup.document_of(statement))
    return LadderRow(
        placed.rung,
        round(statement.certainty, DIGITS),
        tuple(lookup.document_of(statement).text[slice(*span)] for span in statement.certainty_spans),
        source(statement.id, lookup),
        statement.claim,
        lookup.group_of[statement.id].id,
        shown,
        statement.start < shown[0].start,
        statement.end > shown[-1].end,
    )


def _excerpt(statement: Statement, document: Document) -> tuple[Segment, ...]:
    marks = [mark for mark in statement_marks(statement) if mark.kind == "certainty"]
    marks += [Mark(span.start, span.end, "statement", statement.id) for span in statement.content]
    if statement.end - statement.start > _LONGEST:
        return passage(document, marks, width=_LONGEST).segments
    return segments(document.text, marks, start=statement.start, end=statement.end)
