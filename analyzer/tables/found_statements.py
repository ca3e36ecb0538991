"""What a search found as rows for people: each statement in its place, and why it is there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analyzer.schema import Span
from analyzer.tables.lookup import Lookup
from analyzer.tables.passages import Passage, passage, statement_marks
from analyzer.tables.rows import DIGITS, StatementRow
from analyzer.tables.searching import Cosines, Found, Sought, WordIndex, alternatives, word_places
from analyzer.tables.statement_links import StatementDetail, StatementLinks, statement_detail


@dataclass(frozen=True, slots=True)
class FoundStatement:
    """One statement that a search found.

    Attributes
    ----------
    passage
        The statement in its paragraph.
    places
        Where words of the query stand in the statement, as document offsets.
    why
        Why it was found, in words.
    n_copies
        How often the same text is printed again elsewhere.
    """

    detail: StatementDetail
    passage: Passage
    places: tuple[Span, ...]
    why: str
    n_copies: int

    @property
    def row(self) -> StatementRow:
        """The statement itself."""
        return self.detail.row


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it was answered.

    Attributes
    ----------
    cosines
        Of the query with every row of the index; ``None`` where meaning was not looked for.
    """

    index: WordIndex
    parts: tuple[Sought, ...]
    found: Found
    cosines: Cosines | None = None


def found_statements(
    asked: Asked, numbers: Iterable[int], lookup: Lookup, links: StatementLinks, *, width: int = 420
) -> tuple[FoundStatement, ...]:
    """Shape some of what was found.

    Parameters
    ----------
    numbers
        Places in ``asked.found.rows``.
    width
        Aimed-at length of the passages, in characters.
    """
    runs = [alternatives(asked.index, part) for part in asked.parts]
    return tuple(_found(asked, number, runs, lookup, links, width) for number in numbers)


def _found(
    asked: Asked,
    number: int,
    runs: Sequence[tuple[tuple[str, ...], ...]],
    lookup: Lookup,
    links: StatementLinks,
    width: int,
) -> FoundStatement:
    row = asked.found.rows[number]
    statement = asked.index.statements[row]
    document = lookup.document_of(statement)
    whole = Span(statement.start, statement.end)
    in_place = [word_places(document.text, whole, some) for some in runs]
    cosine = None if asked.cosines is None else float(asked.cosines[row])
    return FoundStatement(
        detail=statement_detail(statement, lookup, links),
        passage=passage(document, statement_marks(statement), width=width),
        places=word_places(document.text, whole, [run for some in runs for run in some]),
        why=why_found(number < asked.found.n_with_words, all(in_place), cosine) if asked.parts else "",
        n_copies=len(links.copies.get(statement.id, ())),
    )


def why_found(has_words: bool, are_in_place: bool, cosine: float | None) -> str:
    """Say why a statement was found.

    Example
    -------
    >>> why_found(True, True, 0.714)
    'Has all your words; nearness in meaning 0.71'
    >>> why_found(False, False, 0.56)
    'Has not all your words, but is near in meaning: 0.56'
    """
    if not has_words:
        return f"Has not all your words, but is near in meaning: {cosine:.{DIGITS}f}"
    words = "Has all your words" + ("" if are_in_place else ", some of them in the claim or the speaker’s name only")
    return words if cosine is None or cosine != cosine else f"{words}; nearness in meaning {cosine:.{DIGITS}f}"
