"""A workspace file opened: made if missing, refused if damaged, newer, or somebody else's."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from analyzer.errors import AnalyzerError, WorkspaceError
from analyzer.storage.sqlite_files import FileFormat

FORMAT_VERSION = 1
_BUSY_SECONDS = 30.0
_PAGE_BYTES = 16_384  # vectors of 1.5 kB: ten a page
_CACHE_KIBIBYTES = 32_768
_RETRY_SECONDS = 0.05

_TABLES = """
CREATE TABLE kinds (id INTEGER PRIMARY KEY, kind TEXT NOT NULL UNIQUE, used INTEGER NOT NULL);
CREATE TABLE kept (
    id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL, crc INTEGER NOT NULL,
    UNIQUE (kind, key)
);
CREATE TABLE documents (id INTEGER PRIMARY KEY, document TEXT NOT NULL UNIQUE, used INTEGER NOT NULL);
CREATE TABLE owners (value INTEGER NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (value, document)) WITHOUT ROWID;
CREATE INDEX owners_by_document ON owners (document);
CREATE TABLE runs (
    id INTEGER PRIMARY KEY, started TEXT NOT NULL, finished TEXT NOT NULL, settings TEXT NOT NULL, summary TEXT NOT NULL
);
"""

_WORKSPACE = FileFormat(
    noun="a workspace",
    application_id=0x616E777A,
    version=FORMAT_VERSION,
    tables=_TABLES,
    error=WorkspaceError,
    remedy="delete it (what it holds is computed again) or use --no-cache",
    remedy_if_newer="use the newer analyzer, another --workspace, or --no-cache",
)


def connect(path: Path) -> sqlite3.Connection:
    """Open a workspace, and make it if it does not exist; several processes may do so at once.

    Raises
    ------
    WorkspaceError
        The file is no workspace, is damaged, or was written by a newer version.
    sqlite3.OperationalError
        It cannot be opened or made: a disk that is full or read-only, a folder that is missing.
    """
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        _prepare(connection, path)
    except sqlite3.OperationalError:
        connection.close()
        raise
    except sqlite3.DatabaseError as error:
        connection.close()
        raise damaged(path, error) from error
    except BaseException:
        connection.close()
        raise
    return connection


def damaged(path: Path, what: object) -> AnalyzerError:
    """Say that a workspace is damaged, and what helps."""
    return _WORKSPACE.damaged(path, what)


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIBIBYTES}")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA secure_delete = ON")
    _WORKSPACE.check(connection, path)
    _use_wal(connection)
    _WORKSPACE.make_tables(connection, path)


def _use_wal(connection: sqlite3.Connection) -> None:
    """Let readers and a writer go on at once; two that switch at the same time do not wait for each other alone."""
    deadline = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
            if time.monotonic() > deadline:
                raise
            time.sleep(_RETRY_SECONDS)
        else:
            return
