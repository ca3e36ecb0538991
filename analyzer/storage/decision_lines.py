"""Entries of a log of decisions as lines of JSON, to be kept elsewhere, mailed, or taken into another log."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from datetime import UTC, datetime

import msgspec

from analyzer.errors import DecisionsError
from analyzer.storage.decisions import Record


def to_lines(records: Iterable[Record]) -> Iterator[str]:
    """Write one line an entry, in ASCII; an event has no ``undoes``."""
    for record in records:
        told = asdict(record)
        if record.undoes is None:
            del told["undoes"]
        yield json.dumps(told, allow_nan=False)


def from_lines(lines: Iterable[str]) -> Iterator[Record]:
    """Read entries back; empty lines and fields of later versions are passed over.

    Raises
    ------
    DecisionsError
        A line is not of that form; names its number.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _record(line)
            except ValueError as error:
                raise DecisionsError(f"line {number}: expected a decision as it is exported: {error}") from error


def _record(line: str) -> Record:
    record = msgspec.convert(json.loads(line), Record)
    if not record.uid or (record.kind == "undo") != (record.undoes is not None):
        raise ValueError("expected a uid, and undoes exactly where kind is undo")
    time = datetime.fromisoformat(record.at)
    if time.tzinfo is None:
        raise ValueError(f"expected a time with its zone, found {record.at}")
    return replace(record, at=time.astimezone(UTC).isoformat(timespec="seconds"))
