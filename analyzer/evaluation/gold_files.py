"""Files of JSON lines, gzipped or not, to rows that know where they stand."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from analyzer.errors import InputError

_SHOWN_CHARS = 60
_HALF_PAIR = re.compile("[\\ud800-\\udfff]")


@dataclass(frozen=True, slots=True)
class Row:
    """One JSON object and the line it stands on, from 1."""

    path: Path
    line: int
    fields: dict[str, Any]

    def error(self, what: str) -> InputError:
        """Return an error that names the place."""
        return _error(self.path, self.line, what)

    def string(self, name: str) -> str:
        """Return a field that must be a string, not empty, and such as UTF-8 can hold.

        Raises
        ------
        InputError
            It is missing or something else.
        """
        value = self.fields.get(name)
        if not isinstance(value, str) or not value:
            raise self.error(f'expected "{name}", a string that is not empty; found {shown(value)}')
        if _HALF_PAIR.search(value):
            raise self.error(f'expected "{name}" to be whole characters; found half a surrogate pair')
        return value


def read_rows(path: Path) -> Iterator[Row]:
    """Read a file of one JSON object a line, in UTF-8; a name that ends in ``.gz`` is unpacked; empty lines are passed.

    Raises
    ------
    InputError
        The file cannot be read, or a line is not a JSON object in UTF-8.
    """
    for line, value in read_values(path):
        if not isinstance(value, dict):
            raise _error(path, line, f"expected one JSON object a line; found {shown(value)}")
        yield Row(path, line, value)


def read_values(path: Path) -> Iterator[tuple[int, Any]]:
    """Read a file of one JSON value a line, as :func:`read_rows` does; yield each with the number of its line, from 1.

    Raises
    ------
    InputError
        The file cannot be read, or a line is not JSON in UTF-8.
    """
    line = 0
    try:
        with _opened(path) as stream:
            for line, data in enumerate(stream, start=1):
                if data.strip():
                    yield line, _value(data, path, line)
    except (OSError, EOFError, zlib.error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        place = f"{path}, after line {line}" if line else str(path)
        raise InputError(f"{place}: cannot be read: {reason}") from error


def write_values(values: Iterable[object], path: Path) -> None:
    """Write one JSON value a line, in ASCII; packed if the name ends in ``.gz``, equal values to equal bytes.

    Raises
    ------
    OSError
        The file cannot be written.
    """
    lines = "".join(json.dumps(value) + "\n" for value in values).encode("ascii")
    path.write_bytes(gzip.compress(lines, mtime=0) if path.suffix == ".gz" else lines)


def shown(value: object) -> str:
    """Return a value of a row as JSON, cut short, for an error; a value that is missing is ``nothing``."""
    if value is None:
        return "nothing"
    text = json.dumps(value)
    return text if len(text) <= _SHOWN_CHARS else f"{text[:_SHOWN_CHARS]}…"


def _opened(path: Path) -> BinaryIO:
    return cast(BinaryIO, gzip.open(path, "rb")) if path.suffix == ".gz" else path.open("rb")


def _value(data: bytes, path: Path, line: int) -> object:
    try:
        value: object = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _error(path, line, "expected UTF-8") from error
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else error
        raise _error(path, line, f"expected one JSON object a line: {reason}") from error
    return value


def _error(path: Path, line: int, what: str) -> InputError:
    return InputError(f"{path}, line {line}: {what}")
