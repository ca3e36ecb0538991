"""What an accounts table rests on: the statements behind its answers, and who prints which side of a dispute."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from analyzer.tables.accounts import Accounts, AccountsTable, publisher_name, reporters_of
from analyzer.tables.answers import Answer, Cell
from analyzer.tables.lookup import NOBODY, REPORTER, Lookup, joined

LINES_HEADER = (
    "claim", "group", "contested", "column", "answer", "said_by", "according_to", "words", "publisher", "document",
    "published", "copy", "statement",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """A statement behind an answer; ``is_copy`` where it is the same text printed again.

    Attributes
    ----------
    according_to
        Names of those who report that the speaker said so.
    words
        The clause or sentence with its attribution, as it stands.
    """

    statement: str
    speaker: str
    according_to: tuple[str, ...]
    words: str
    publisher: str
    document: str
    published: str | None
    is_copy: bool


@dataclass(frozen=True, slots=True)
class SidesPrinted:
    """How a publisher prints the claims of a thread that are made by some and denied by others.

    Attributes
    ----------
    both, only_made, only_denied, neither
        Numbers of claims.
    """

    publisher: str
    both: int
    only_made: int
    only_denied: int
    neither: int

    @property
    def n_disputed(self) -> int:
        """How many claims are disputed, printed here or not."""
        return self.both + self.only_made + self.only_denied + self.neither


def source(statement_id: str, lookup: Lookup) -> Source:
    """Shape the source of an answer."""
    statement = lookup.statements[statement_id]
    document = lookup.document_of(statement)
    return Source(
        statement.id,
        lookup.speaker_of(statement),
        reporters_of(statement, lookup),
        statement.text,
        publisher_name(statement, lookup),
        document.path,
        statement.published or document.published,
        statement.copy_of is not None,
    )


def table_sources(table: AccountsTable, lookup: Lookup, *, per_answer: int = 20) -> dict[str, Source]:
    """Map statement ids to the sources of a table's answers, the first ``per_answer`` of each."""
    answers = (answer for row in table.rows for cell in row.cells for answer in cell.answers)
    shown = {one for answer in answers for one in answer.statements[:per_answer]}
    return {one: source(one, lookup) for one in shown}


def sides_printed(accounts: Accounts, *, most: int | None = None) -> tuple[SidesPrinted, ...]:
    """Count for each column, those with most disputed claims first, on which sides of a dispute it has something.

    Parameters
    ----------
    accounts
        By publishers.
    most
        How many columns are counted; ``None`` for all.
    """
    disputed = [claim.answers for claim in accounts.claims if claim.disputed]
    return tuple(_sides(column, disputed) for column in islice(accounts.columns, most) if disputed)


def account_lines(accounts: Accounts, lookup: Lookup) -> Iterator[tuple[str, ...]]:
    """Write everything that a thread's accounts rest on, a line for each statement behind each answer.

    Returns
    -------
    iterator of tuple
        Cells under :data:`LINES_HEADER`.
    """
    for claim in accounts.claims:
        for column in accounts.columns:
            for answer in claim.answers.get(column, Cell()).answers:
                for one in answer.statements:
                    row = source(one, lookup)
                    yield (
                        claim.claim, claim.group_id, "yes" if claim.contested else "no", column, answer.word,
                        row.speaker, ", ".join(row.according_to), row.words, row.publisher, row.document,
                        row.published or "", "yes" if row.is_copy else "no", row.statement,
                    )  # fmt: skip


def printed_words(answer: Answer) -> str:
    """Say what a publisher prints: never that it says so itself, but for its own narration.

    Example
    -------
    >>> printed_words(Answer("denies", ("st-1",), said_by=("Ana Ruiz", "Jo Park", "(reporter)")))
    'prints that Ana Ruiz and Jo Park deny it; denies it in its own words'
    """
    one_does, several_do = _DOING[answer.word]
    named = [name for name in answer.said_by if name not in (NOBODY, REPORTER)]
    shown = named[:_NAMES_SHOWN]
    if len(named) > _NAMES_SHOWN:
        shown.append(f"{len(named) - _NAMES_SHOWN} more")
    parts = [f"prints that {joined(shown)} {one_does if len(named) == 1 else several_do}"] if named else []
    parts += [f"prints that somebody not named {one_does}"] if NOBODY in answer.said_by else []
    parts += [f"{one_does} in its own words"] if REPORTER in answer.said_by else []
    return "; ".join(parts)


_DOING: dict[str, tuple[str, str]] = {
    "says": ("says so", "say so"),
    "denies": ("denies it", "deny it"),
    "hedges": ("hedges it", "hedge it"),
    "says otherwise": ("says otherwise", "say otherwise"),
}
_NAMES_SHOWN = 3


def _sides(column: str, disputed: Iterable[Mapping[str, Cell]]) -> SidesPrinted:
    cells = [answers.get(column, Cell()) for answers in disputed]
    return SidesPrinted(
        column,
        sum(cell.is_for and cell.is_against for cell in cells),
        sum(cell.is_for and not cell.is_against for cell in cells),
        sum(cell.is_against and not cell.is_for for cell in cells),
        sum(not cell.answers for cell in cells),
    )
