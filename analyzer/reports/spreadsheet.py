"""Tables for spreadsheet programs, which must open them and run nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from analyzer.tables import (
    ConflictRow,
    GroupRow,
    Lookup,
    ReviewRow,
    StatementRow,
    conflict_rows,
    group_rows,
    statement_rows,
)

Cell = str | int | float | None
Table = tuple[Sequence[str], Iterable[Sequence[Cell]]]

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

_STATEMENT_COLUMNS = (
    "number", "id", "speaker", "via", "cue", "stance", "kind", "certainty", "text", "claim", "document", "start", "end",
    "published", "event_date", "thread", "group_id", "copy_of", "nested_in", "continuation_of", "disputes",
    "confidence", "corrected",
)  # fmt: skip
_GROUP_COLUMNS = (
    "id", "label", "thread", "n_independent", "n_statements", "n_copies", "n_conflicts", "cohesion", "speakers",
    "statements", "copies", "printed_by", "not_found_in",
)  # fmt: skip
_SIDE_COLUMNS = ("statement", "speaker", "text", "claim", "differing_words", "document", "published", "also")
_CONFLICT_COLUMNS = (
    "rank", "id", "band", "kind", "strength", "score", "thread", "rationale", "unless",
    *(f"left_{column}" for column in _SIDE_COLUMNS), *(f"right_{column}" for column in _SIDE_COLUMNS), "evidence",
    "review", "decision", "reviewed_by", "reviewed_at", "review_note", "reopened_because",
)  # fmt: skip


def spreadsheets(lookup: Lookup) -> dict[str, Table]:
    """Return file names with a header and rows each; nothing is capped. Conflicts that a person dismissed come last."""
    by_review = sorted(
        conflict_rows(lookup), key=lambda row: row.review is not None and row.review.state == "no_conflict"
    )
    conflicts = enumerate(by_review, start=1)
    return {
        "statements.csv": statement_table(statement_rows(lookup)),
        "groups.csv": (_GROUP_COLUMNS, (_group(row) for row in group_rows(lookup))),
        "conflicts.csv": (_CONFLICT_COLUMNS, (_conflict(rank, row, lookup) for rank, row in conflicts)),
    }


def statement_table(rows: Iterable[StatementRow]) -> Table:
    """Return the header and a line each of some statements, as they stand in ``statements.csv``."""
    return _STATEMENT_COLUMNS, (_statement(row) for row in rows)


def csv_table(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    r"""Write a table as CSV: UTF-8 with a byte order mark, line breaks kept inside quoted cells.

    Text that a spreadsheet program would take for a formula gets a leading apostrophe; numbers stay numbers.

    Example
    -------
    >>> csv_table(["a", "b"], [["=1+1", -2.5]]).decode("utf-8-sig")
    "a,b\r\n'=1+1,-2.5\r\n"
    """
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return table.getvalue().encode("utf-8-sig", errors="replace")


def _harmless(cell: Cell) -> Cell:
    if isinstance(cell, str) and (cell.startswith(_STARTS_A_FORMULA) or cell.lstrip().startswith(_STARTS_A_FORMULA)):
        return f"'{cell}"
    return cell


def _cited(row: StatementRow) -> str:
    return f"S{row.number}"


def _statement(row: StatementRow) -> list[Cell]:
    shaped = {"via": "; ".join(row.via), "corrected": "; ".join(row.corrected)}
    return [shaped[column] if column in shaped else getattr(row, column) for column in _STATEMENT_COLUMNS]


def _group(row: GroupRow) -> list[Cell]:
    return [
        row.id,
        row.label,
        row.thread,
        row.n_independent,
        len(row.members),
        len(row.copies),
        row.n_conflicts,
        row.cohesion,
        "; ".join(row.speakers),
        " ".join(_cited(member) for member in row.members),
        " ".join(_cited(copy) for copy in row.copies),
        "; ".join(row.publishers),
        "; ".join(row.silent_publishers),
    ]


def _conflict(rank: int, row: ConflictRow, lookup: Lookup) -> list[Cell]:
    sides: list[Cell] = []
    for side in (row.left, row.right):
        statement, text = side.statement, lookup.documents[side.statement.document_id].text
        words = " / ".join(text[slice(*span)] for span in side.spans)
        sides += [_cited(statement), statement.speaker, statement.text, statement.claim, words]
        sides += [statement.document, statement.published, " ".join(_cited(other) for other in side.also)]
    evidence = "; ".join(f"{reason.signal} {reason.contribution:+.2f}" for reason in row.contributions)
    start: list[Cell] = [
        rank,
        row.id,
        row.band,
        row.kind,
        row.strength,
        row.score,
        row.thread,
        row.rationale,
        row.unless,
    ]
    return [*start, *sides, evidence, *_review(row.review)]


def _review(review: ReviewRow | None) -> list[Cell]:
    if review is None:
        return ["open", None, None, None, None, None]
    return [review.state, review.decision, review.person, review.at, review.note, review.why]
