"""What changed since an earlier run, as ``changes.json``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from analyzer.errors import AnalysisFileError
from analyzer.schema import CHANGES_VERSION, Changes
from analyzer.storage.files import writable, write_atomically
from analyzer.storage.json_schema import described, with_version

CHANGES_FILE = "changes.json"


def write_changes(changes: Changes, path: Path) -> None:
    """Write ``changes.json``; equal changes give equal bytes.

    Raises
    ------
    OSError
        The file cannot be written.
    """
    record = writable(msgspec.to_builtins(changes))
    record = {"changes_version": record.pop("changes_version"), **record}
    write_atomically(path, msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n")


def read_changes(path: Path) -> Changes:
    """Read a ``changes.json`` back; fields that this version does not know are passed over.

    Raises
    ------
    AnalysisFileError
        The file is unreadable, of another version, or not of that shape.
    """
    try:
        changes = msgspec.json.decode(path.read_bytes(), type=Changes)
    except OSError as error:
        raise AnalysisFileError(f"{path}: cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise AnalysisFileError(f"{path}: expected changes of version {CHANGES_VERSION}: {error}") from error
    if changes.changes_version != CHANGES_VERSION:
        found = changes.changes_version[:40]
        raise AnalysisFileError(f"{path}: changes_version is {found!r}, this analyzer reads {CHANGES_VERSION!r}")
    return changes


def changes_schema() -> dict[str, Any]:
    """Return the JSON Schema (Draft 2020-12) of what :func:`write_changes` writes."""
    made = described(Changes, f"What changed since an earlier run, version {CHANGES_VERSION}")
    return with_version(made, "changes_version", CHANGES_VERSION)
