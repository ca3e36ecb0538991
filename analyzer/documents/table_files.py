"""Tables written as text, CSV and JSON lines: one text a row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

from analyzer.documents.columns import NumberedRows, Row, TableOptions, contents_of_rows, find_columns
from analyzer.documents.decoding import decode
from analyzer.errors import DocumentError
from analyzer.protocols import FileContents

_DELIMITERS = ",;\t|"
_MAX_INTEGER = 20  # digits


class CsvReader:
    """Reads ``.csv`` and ``.tsv`` files; satisfies :class:`analyzer.protocols.Reader`.

    Cells are parted by the comma, semicolon, tab or bar that is commonest in the first line, which names the columns.
    """

    suffixes: tuple[str, ...] = (".csv", ".tsv")

    def __init__(self, options: TableOptions) -> None:
        """Take what people said about columns, and how many rows to read."""
        self._options = options

    def read(self, path: Path, data: bytes) -> FileContents:
        """Return one text a row, named by its id or its number below the line of names.

        Raises
        ------
        DocumentError
            The bytes are not text, no column holds texts, or no row gives one.
        """
        text, encoding = decode(data)
        text = text.removeprefix("\ufeff")
        csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))  # else an article may be too long for a cell
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
        try:
            names = next(rows, [])
        except csv.Error as error:
            raise DocumentError(f"broken CSV: line 1: {error}") from error
        find_columns(names, self._options.columns)
        return contents_of_rows(_csv_rows(rows, names), self._options, encoding)


def _delimiter(text: str) -> str:
    head = text[:20_000].split("\n", 1)[0]
    return max(_DELIMITERS, key=lambda mark: (head.count(mark), -_DELIMITERS.index(mark)))


def _csv_rows(rows: Iterator[list[str]], names: list[str]) -> NumberedRows:
    number = 0
    while True:
        try:
            cells = next(rows, None)
        except csv.Error as error:
            number += 1
            yield number, DocumentError(f"broken CSV: {error}")
            continue
        if cells is None:
            return
        if not cells:
            continue  # an empty line
        number += 1
        if len(cells) != len(names):
            yield number, DocumentError(f"{len(cells)} cells where the first line has {len(names)}")
        else:
            yield number, dict(zip(names, cells, strict=True))


class JsonLinesReader:
    """Reads ``.jsonl`` and ``.ndjson`` files, one object a line; satisfies :class:`analyzer.protocols.Reader`."""

    suffixes: tuple[str, ...] = (".jsonl", ".ndjson")

    def __init__(self, options: TableOptions) -> None:
        """Take what people said about columns, and how many rows to read."""
        self._options = options

    def read(self, path: Path, data: bytes) -> FileContents:
        """Return one text an object, named by its id or its line.

        Raises
        ------
        DocumentError
            The bytes are not text, or no line gives a text.
        """
        text, encoding = decode(data)
        lines = text.removeprefix("\ufeff").split("\n")
        numbered = ((number, _object(line)) for number, line in enumerate(lines, 1) if line.strip())
        return contents_of_rows(numbered, self._options, encoding)


def _object(line: str) -> Row | DocumentError:
    try:
        row = json.loads(line, parse_int=_whole_number)
    except (ValueError, RecursionError) as error:
        return DocumentError(f"broken JSON: {getattr(error, 'msg', None) or 'nested too deep'}")
    return row if isinstance(row, dict) else DocumentError("not a JSON object")


def _whole_number(digits: str) -> int | str:
    return int(digits) if len(digits) <= _MAX_INTEGER else digits
