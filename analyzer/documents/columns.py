"""Which column of a table holds what, and a row made a text."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Literal, get_args

from analyzer.documents.decoding import without_strays
from analyzer.documents.outside_facts import iso_date, one_line, part_name, web_address
from analyzer.errors import DocumentError, SettingsError
from analyzer.protocols import FileContents, FoundText, UnreadPart
from analyzer.schema import Section

Field = Literal["text", "quote", "speaker", "id", "title", "publisher", "date", "url"]
FIELDS: tuple[Field, ...] = get_args(Field)
_KNOWN_NAMES: Mapping[Field, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "article_text", "full_text", "story"),
    "quote": ("quote", "quotation", "quoted_text"),
    "speaker": ("speaker", "speaker_name", "said_by", "attributed_to"),
    "id": ("id", "doc_id", "document_id", "article_id", "uid", "guid"),
    "title": ("title", "headline"),
    "publisher": ("publisher", "source", "outlet", "site", "site_name", "newspaper", "publication"),
    "date": (
        "date",
        "published",
        "published_at",
        "publication_date",
        "publish_date",
        "pub_date",
        "pubdate",
        "datetime",
    ),
    "url": ("url", "link", "address"),
}
_MAX_NAMES_TOLD = 12
_MAX_UNREAD_LISTED = 1000

Row = Mapping[str, object]
Columns = Mapping[Field, str]
NumberedRows = Iterable[tuple[int, Row | DocumentError]]
"""Rows by their number from 1; one that could not be read is an error in its place."""


@dataclass(frozen=True, slots=True)
class TableOptions:
    """How tables are read: what people said about columns, by field, and the most rows that are read."""

    columns: Columns
    max_rows: int


def read_mapping(pairs: Sequence[tuple[str, str]]) -> dict[Field, str]:
    """Check what people said about columns.

    Raises
    ------
    SettingsError
        A field does not exist, or is given twice, or without a column.

    Examples
    --------
    >>> read_mapping([("text", "body")])
    {'text': 'body'}
    """
    mapping: dict[Field, str] = {}
    for name, column in pairs:
        field = next((one for one in FIELDS if one == name), None)
        if field is None:
            near = difflib.get_close_matches(name, FIELDS, n=1)
            hint = f"; did you mean {near[0]}?" if near else f"; known: {', '.join(FIELDS)}"
            raise SettingsError(f"documents.columns: there is no field {name}{hint}")
        if field in mapping or not column:
            raise SettingsError(f"documents.columns: {name} needs one column")
        mapping[field] = column
    return mapping


def find_columns(names: Sequence[str], mapping: Columns) -> dict[Field, str]:
    """Find the column of each field: the one that people named, else one with a name that says so.

    Raises
    ------
    DocumentError
        No column holds texts or quotations, or one that people named is not there.

    Examples
    --------
    >>> find_columns(["Headline", "Body", "n"], {})
    {'text': 'Body', 'title': 'Headline'}
    """
    missing = [column for column in mapping.values() if column not in names]
    if missing:
        raise DocumentError(f"no column {missing[0]!r}; found: {_told(names)}")
    folded: dict[str, str] = {}
    for name in names:
        if name not in mapping.values():
            folded.setdefault(name.strip().lower().replace(" ", "_").replace("-", "_"), name)
    found: dict[Field, str] = {}
    for field, known in _KNOWN_NAMES.items():
        column = mapping.get(field) or next((folded[one] for one in known if one in folded), None)
        if column is not None:
            found[field] = column
    if "text" not in found and "quote" not in found:
        raise DocumentError(
            f"no column for the text: expected text, body, content or quote, found: {_told(names)}; "
            "say which with --columns text=NAME"
        )
    return found


def contents_of_rows(rows: NumberedRows, options: TableOptions, encoding: str | None) -> FileContents:
    """Make the rows of a table texts; a row that cannot be one is listed, and what is left out is counted.

    Raises
    ------
    DocumentError
        Not one row gives a text, or there are none.
    """
    texts: list[FoundText] = []
    unread: list[UnreadPart] = []
    rows, n_undated, undated = iter(rows), 0, ""
    known: dict[tuple[str, ...], dict[Field, str]] = {}
    for number, row in islice(rows, options.max_rows):
        try:
            if isinstance(row, DocumentError):
                raise row
            names = tuple(row)
            if names not in known:
                known[names] = find_columns(names, options.columns)
            found, doubtful = _text_of(row, known[names], number)
        except DocumentError as error:
            unread.append(UnreadPart(f"#{number}", str(error)))
            continue
        texts.append(found)
        n_undated, undated = n_undated + bool(doubtful), undated or doubtful
    if not texts:
        raise DocumentError(unread[0].reason if unread else "a table without rows")
    doubts = list(_doubts(rows, options, n_undated, undated))
    if len(unread) > _MAX_UNREAD_LISTED:
        doubts.append(f"rows that give no text: {len(unread):,}, of which the first {_MAX_UNREAD_LISTED:,} are listed")
    return FileContents(tuple(texts), encoding, tuple(unread[:_MAX_UNREAD_LISTED]), tuple(doubts))


def _doubts(left: Iterator[object], options: TableOptions, n_undated: int, undated: str) -> Iterator[str]:
    if n_left := sum(1 for _ in left):
        yield f"rows beyond the first {options.max_rows:,} are left out: {n_left:,} (setting documents.max_parts)"
    if n_undated:
        yield f"dates that cannot be read as one full day are left out: {n_undated:,}, such as {undated!r}"


def _text_of(row: Row, columns: Columns, number: int) -> tuple[FoundText, str]:
    """Make a row a text, and return a date with it that could not be read."""
    cells = {field: _words(row.get(column)) for field, column in columns.items()}
    speaker, quote = one_line(cells.get("speaker")), cells.get("quote", "").strip()
    text = cells["quote"] if quote and (speaker or "text" not in cells) else cells.get("text", "")
    if not text.strip():
        raise DocumentError("a row without text")
    if speaker is None and "text" not in cells:
        raise DocumentError("a quotation without a speaker")
    told, published = cells.get("date", "").strip(), iso_date(cells.get("date"))
    found = FoundText(
        text,
        part=f"#{part_name(cells.get('id'), number)}",
        title=one_line(cells.get("title")),
        publisher=one_line(cells.get("publisher")),
        published=published,
        url=web_address(cells.get("url")),
        speaker=speaker,
        sections=(Section(0, len(text.rstrip()), "body"),) if speaker else (),
    )
    return found, told[:40] if told and not published else ""


def _words(value: object) -> str:
    if isinstance(value, str):
        return without_strays(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bool) or value is None or (isinstance(value, float) and value != value):
        return ""
    return str(value) if isinstance(value, int | float) else ""


def _told(names: Sequence[str]) -> str:
    shown = ", ".join(repr(name[:40]) for name in names[:_MAX_NAMES_TOLD])
    return shown + (f" and {len(names) - _MAX_NAMES_TOLD} more" if len(names) > _MAX_NAMES_TOLD else "") or "none"
