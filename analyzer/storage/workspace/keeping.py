"""What is kept, got and put; runs that have finished."""

from __future__ import annotations

import sqlite3
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self, TypeVar

from analyzer.schema import Caution
from analyzer.storage.sqlite_files import transaction
from analyzer.storage.workspace.opening import connect, damaged
from analyzer.storage.workspace.run_records import pack, unpack

Result = TypeVar("Result")

_KEY_BYTES = 32
_CHUNK = 2_000  # keys asked for at once
SUMMARIES_KEPT = 30  # runs; what earlier ones recorded of their documents is emptied

_DELETE_OWNERS = "DELETE FROM owners WHERE value IN (SELECT id FROM kept WHERE kind = ? AND key = ?)"
_EMPTY_EARLIER = "UPDATE runs SET summary = '{}' WHERE id <= (SELECT max(id) FROM runs) - ? AND summary <> '{}'"
_RUNS = "SELECT id, started, finished, settings, summary FROM runs"
_ADD_VALUE = "INSERT OR IGNORE INTO kept (kind, key, value, crc) VALUES (?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Run:
    """A run that has finished.

    Attributes
    ----------
    id
        Rises from run to run.
    started, finished
        ISO times.
    settings
        Digest of the settings in force.
    summary
        Whatever JSON can hold, as recorded; what belongs to a document stands under its id. Empty for a run before the
        last :data:`SUMMARIES_KEPT`.
    """

    id: int
    started: str
    finished: str
    settings: str
    summary: dict[str, Any] = field(default_factory=dict)


class Workspace:
    """A cache in one SQLite file; also a context manager.

    Several processes and threads may use one file at once. Every ``put`` is one transaction: a kill at any moment
    leaves what was put before, whole. A file that cannot be opened or written (read-only, full disk) makes a workspace
    that remembers nothing more and says so in :attr:`cautions`.

    Parameters
    ----------
    path
        Made if missing, its folder too.
    clock
        Seconds since 1970.

    Raises
    ------
    WorkspaceError
        The file is damaged, of another format, or no workspace; here and in every method.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        self.path = path
        self._clock = clock
        self._lock = threading.RLock()
        self._used: set[str] = set()
        self._cautions: list[Caution] = []
        self._connection: sqlite3.Connection | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = connect(path)
        except (OSError, sqlite3.OperationalError) as error:
            self._give_up(error)

    def __enter__(self) -> Self:
        """Use it until the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file; what comes afterwards is neither kept nor known."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = None

    @property
    def cautions(self) -> tuple[Caution, ...]:
        """Why nothing more is kept, if so."""
        return tuple(self._cautions)

    def get(self, kind: str, keys: Sequence[str]) -> dict[str, bytes]:
        """Return the values of those keys that are known."""
        wanted = sorted({_raw(key) for key in keys})
        return self._attempt(lambda connection: self._get(connection, kind, wanted), {}) if wanted else {}

    def put(
        self, kind: str, values: Mapping[str, bytes], documents: Mapping[str, Sequence[str]], *, replace: bool = False
    ) -> None:
        """Keep values and whose they are, in one transaction; a value without a document is refused.

        Raises
        ------
        ValueError
            A key is no SHA-256, or of one of the values no document is named.
        """
        orphans = [key for key in values if not documents.get(key)]
        if orphans:
            raise ValueError(f"{kind}: expected a document for every value, found none for {orphans[0]}")
        rows = [(_raw(key), value, zlib.crc32(value)) for key, value in sorted(values.items())]
        owners = [(_raw(key), document) for key, ids in sorted(documents.items()) for document in ids]
        if owners:
            self._attempt(lambda connection: self._put(connection, kind, rows, owners, replace=replace), None)

    def record_run(
        self, started: str, finished: str, settings: str, documents: Iterable[str], summary: Mapping[str, object]
    ) -> None:
        """Record a run once it has finished, and that it used these documents; keep the last summaries only.

        Parameters
        ----------
        started, finished
            ISO times.
        settings
            Digest of the settings in force.
        documents
            Ids of its documents.
        summary
            JSON; what belongs to a document must stand under its id or in a record that names it, so that it can be
            forgotten.
        """
        packed = pack(summary)
        ids = sorted(set(documents))

        def record(connection: sqlite3.Connection) -> None:
            with transaction(connection):
                _note_documents(connection, ids, self._now())
                connection.execute(
                    "INSERT INTO runs (started, finished, settings, summary) VALUES (?, ?, ?, ?)",
                    (started, finished, settings, packed),
                )
                connection.execute(_EMPTY_EARLIER, (SUMMARIES_KEPT,))

        self._attempt(record, None)

    def recent_runs(self, most: int) -> list[Run]:
        """Return the runs that finished last, the latest first."""
        return self._runs(f"{_RUNS} ORDER BY id DESC LIMIT ?", most)

    def numbered_run(self, number: int) -> Run | None:
        """Return the run of a number, if there is one."""
        return next(iter(self._runs(f"{_RUNS} WHERE id = ?", number)), None)

    def _runs(self, query: str, parameter: int) -> list[Run]:
        def read(connection: sqlite3.Connection) -> list[Run]:
            rows = connection.execute(query, (parameter,)).fetchall()
            return [
                Run(number, started, finished, settings, unpack(summary))
                for number, started, finished, settings, summary in rows
            ]

        return self._attempt(read, [])

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """Give the open file to what looks after it.

        Raises
        ------
        WorkspaceError
            It is damaged.
        sqlite3.OperationalError
            It cannot be opened or written.
        """
        with self._lock:
            if self._connection is None:
                raise sqlite3.OperationalError(self._cautions[0].what if self._cautions else "closed")
            try:
                yield self._connection
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError as error:
                raise damaged(self.path, error) from error

    def _attempt(self, work: Callable[[sqlite3.Connection], Result], otherwise: Result) -> Result:
        """Do something with the file while it can be used; keep nothing more once it cannot."""
        with self._lock:
            if self._connection is None:
                return otherwise
            try:
                return work(self._connection)
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # a table that is not there
                    raise damaged(self.path, error) from error
                self._give_up(error)
                return otherwise
            except sqlite3.DatabaseError as error:
                raise damaged(self.path, error) from error

    def _get(self, connection: sqlite3.Connection, kind: str, wanted: list[bytes]) -> dict[str, bytes]:
        row = connection.execute("SELECT id FROM kinds WHERE kind = ?", (kind,)).fetchone()
        found: dict[str, bytes] = {}
        if row is None:
            return found
        query = "SELECT key, value, crc FROM kept WHERE kind = ? AND key"
        for key, value, crc in _select_in(connection, query, row, wanted):
            if zlib.crc32(value) != crc:
                raise damaged(self.path, f"a value of {kind} is not what was written")
            found[key.hex()] = value
        if kind not in self._used:
            self._used.add(kind)
            connection.execute("UPDATE kinds SET used = ? WHERE id = ?", (self._now(), row[0]))
        return found

    def _put(
        self,
        connection: sqlite3.Connection,
        kind: str,
        rows: list[tuple[bytes, bytes, int]],
        owners: list[tuple[bytes, str]],
        *,
        replace: bool,
    ) -> None:
        with transaction(connection):
            now = self._now()
            connection.execute(
                "INSERT INTO kinds (kind, used) VALUES (?, ?) ON CONFLICT (kind) DO UPDATE SET used = excluded.used",
                (kind, now),
            )
            (number,) = connection.execute("SELECT id FROM kinds WHERE kind = ?", (kind,)).fetchone()
            _note_documents(connection, sorted({document for _, document in owners}), now)
            if replace:
                known = [(number, key) for key, _, _ in rows]
                connection.executemany(_DELETE_OWNERS, known)
                connection.executemany("DELETE FROM kept WHERE kind = ? AND key = ?", known)
            connection.executemany(_ADD_VALUE, ((number, *row) for row in rows))
            keys, ids = {key for key, _ in owners}, {document for _, document in owners}
            values = dict(_select_in(connection, "SELECT key, id FROM kept WHERE kind = ? AND key", (number,), keys))
            number_of = dict(_select_in(connection, "SELECT document, id FROM documents WHERE document", (), ids))
            connection.executemany(
                "INSERT OR IGNORE INTO owners (value, document) VALUES (?, ?)",
                ((values[key], number_of[document]) for key, document in owners if key in values),
            )
        self._used.add(kind)

    def _give_up(self, error: Exception) -> None:
        self.close()
        self._cautions.append(Caution(self.path.name, f"nothing more is kept for the next run: {error}"))

    def _now(self) -> int:
        return int(self._clock())


def _note_documents(connection: sqlite3.Connection, documents: Iterable[str], now: int) -> None:
    query = (
        "INSERT INTO documents (document, used) VALUES (?, ?) ON CONFLICT (document) DO UPDATE SET used = excluded.used"
    )
    connection.executemany(query, ((document, now) for document in documents))


def _select_in(
    connection: sqlite3.Connection, query: str, parameters: tuple[object, ...], wanted: Iterable[bytes | str]
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a query that ends in a column, of which the values are wanted."""
    ordered = sorted(wanted)
    for start in range(0, len(ordered), _CHUNK):
        chunk = ordered[start : start + _CHUNK]
        yield from connection.execute(f"{query} IN ({', '.join('?' * len(chunk))})", (*parameters, *chunk))


def _raw(key: str) -> bytes:
    raw = bytes.fromhex(key)
    if len(raw) != _KEY_BYTES:
        raise ValueError(f"expected a SHA-256 in {2 * _KEY_BYTES} digits, found {key!r}")
    return raw
