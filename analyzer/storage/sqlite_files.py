"""SQLite files of our own: made if empty, refused if damaged, newer, or somebody else's."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from analyzer.errors import AnalyzerError


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A kind of SQLite file.

    Attributes
    ----------
    noun
        What a person calls it, with its article: "a workspace".
    application_id, version
        Written into the file's header; a file with another application id belongs to another program.
    tables
        SQL that makes them, statements separated by semicolons.
    error
        Raised for a file that cannot be trusted.
    remedy, remedy_if_newer
        What helps against damage, and against a file of a newer version.
    """

    noun: str
    application_id: int
    version: int
    tables: str
    error: type[AnalyzerError]
    remedy: str
    remedy_if_newer: str

    def check(self, connection: sqlite3.Connection, path: Path) -> int:
        """Return the version of the file, 0 for one without content.

        Raises
        ------
        AnalyzerError
            It belongs to another program, or is of another version.
        """
        owner, version, n_tables = (
            connection.execute(query).fetchone()[0]
            for query in ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_master")
        )
        if owner == 0 and version == 0 and n_tables == 0:
            return 0
        if owner != self.application_id:
            raise self.error(f"{path}: expected {self.noun}, found the database of another program")
        found = f"{path}: {self.noun.split(maxsplit=1)[1]} of format {version}"
        if version > self.version:
            raise self.error(f"{found}, this analyzer knows up to {self.version}; {self.remedy_if_newer}")
        if version < self.version:
            raise self.error(f"{found}, expected {self.version}; {self.remedy}")
        return int(version)

    def make_tables(self, connection: sqlite3.Connection, path: Path) -> None:
        """Make the tables of a file without content; several processes may do so at once."""
        with transaction(connection):
            if self.check(connection, path) == 0:
                for statement in self.tables.split(";"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {self.application_id}")
                connection.execute(f"PRAGMA user_version = {self.version}")

    def damaged(self, path: Path, what: object) -> AnalyzerError:
        """Say that a file is damaged, and what helps."""
        return self.error(f"{path}: expected {self.noun}, found a damaged file ({what}); {self.remedy}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Do all of it or nothing; waits for another writer first."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
