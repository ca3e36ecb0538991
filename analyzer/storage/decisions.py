"""What people decide, kept in one SQLite file that is only ever added to; told in ``docs/reviews.md``.

The file lives beside the workspace, which is a cache and may be deleted. It keeps a rollback journal, no write-ahead
log: between two writes it is one whole file, which can be copied, mailed, or put on a shared drive.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, Self
from uuid import uuid4

from analyzer.errors import DecisionsError
from analyzer.storage.sqlite_files import FileFormat, transaction
from analyzer.storage.workspace.care import without

DECISIONS_FILE = "decisions.sqlite"

EventKind = Literal["review", "correction"]

_UNDO = "undo"
_BUSY_SECONDS = 30.0
_FORMAT = FileFormat(
    noun="a file of decisions",
    application_id=0x616E6465,
    version=1,
    # AUTOINCREMENT: no number is ever given twice, so that the last one given is a revision.
    tables="""
CREATE TABLE entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, at TEXT NOT NULL, person TEXT NOT NULL,
    kind TEXT NOT NULL, body TEXT NOT NULL, undoes TEXT UNIQUE
);
""",
    error=DecisionsError,
    remedy="put a copy or an export of it in its place; it holds what people decided and cannot be computed again",
    remedy_if_newer="use the newer analyzer",
)
_EVENTS = """
SELECT made.id, made.uid, made.at, made.person, made.kind, made.body, undone.id
FROM entries AS made LEFT JOIN entries AS undone ON undone.undoes = made.uid
WHERE made.undoes IS NULL ORDER BY made.at, made.id
"""
_ADD = "INSERT OR IGNORE INTO entries (uid, at, person, kind, body, undoes) VALUES (?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a person decided.

    Attributes
    ----------
    id
        Number in this file; rises.
    uid
        The same in every file that the event is exported to.
    at
        ISO time in UTC, to the second.
    person
        Who, as far as they said; may be empty.
    body
        What, as JSON; its form belongs to the kind.
    undone_by
        Number of the entry that took it back, or ``None``.
    """

    id: int
    uid: str
    at: str
    person: str
    kind: EventKind
    body: dict[str, Any]
    undone_by: int | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One entry as it is exported: an event, or the undoing of the event whose uid ``undoes`` names."""

    uid: str
    at: str
    person: str
    kind: Literal["review", "correction", "undo"]
    body: dict[str, Any]
    undoes: str | None = None


class DecisionLog:
    """Decisions of people, in the order in which they were made; an event is never changed.

    Nothing is held open between calls: several threads and processes may use one file at once, and it may be moved or
    replaced at any time. Reading never makes the file; the first event does, its folder too. A context manager like the
    workspace, though there is nothing to close.

    Parameters
    ----------
    clock
        Tells the time.

    Raises
    ------
    DecisionsError
        In every method: the file is damaged, of a newer version, of another program, or cannot be read or written.

    Examples
    --------
    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> log = DecisionLog(Path(folder.name) / DECISIONS_FILE)
    >>> event = log.add("review", {"decision": "unsure"}, person="Ash")
    >>> log.undo([event.id])
    >>> len(log.events()), len(log.standing("review"))
    (1, 0)
    >>> folder.cleanup()
    """

    def __init__(self, path: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.path = path
        self._clock = clock

    def __enter__(self) -> Self:
        """Use it in the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the block."""

    @property
    def revision(self) -> int:
        """A number that rises with every entry, and when something is forgotten; 0 for an empty file. Cheap."""
        with self._reading() as connection:
            if connection is None:
                return 0
            row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'entries'").fetchone()
            return int(row[0]) if row else 0

    def add(self, kind: EventKind, body: dict[str, Any], person: str = "") -> Event:
        """Append one event."""
        return self.add_all(kind, [body], person)[0]

    def add_all(self, kind: EventKind, bodies: Sequence[dict[str, Any]], person: str = "") -> tuple[Event, ...]:
        """Append several events, all or none.

        Raises
        ------
        TypeError, ValueError
            A body holds what JSON does not know.
        """
        at, person = self._now(), _storable(person)
        rows = [(uuid4().hex, at, person, kind, _to_json(body), None) for body in bodies]
        with self._writing() as connection:
            numbers = [connection.execute(_ADD, row).lastrowid or 0 for row in rows]
        return tuple(
            Event(number, uid, at, person, kind, json.loads(text))
            for number, (uid, _, _, _, text, _) in zip(numbers, rows, strict=True)
        )

    def events(self, kind: EventKind | None = None) -> tuple[Event, ...]:
        """Return events in the order of time, those undone too."""
        with self._reading() as connection:
            rows = connection.execute(_EVENTS).fetchall() if connection is not None else []
        return tuple(
            Event(number, uid, at, person, found, self._body(body, number), undone_by)
            for number, uid, at, person, found, body, undone_by in rows
            if kind in (None, found)
        )

    def standing(self, kind: EventKind) -> tuple[Event, ...]:
        """Return the events of a kind that nobody has undone, in the order of time."""
        return tuple(event for event in self.events(kind) if event.undone_by is None)

    def undo(self, ids: Iterable[int], person: str = "") -> None:
        """Take events back, all or none; the log keeps them, and who took them back.

        Raises
        ------
        DecisionsError
            An id is none of an event, or the event is undone already.
        """
        at, person = self._now(), _storable(person)
        with self._writing() as connection:
            for number in dict.fromkeys(ids):
                query = "SELECT uid FROM entries WHERE id = ? AND undoes IS NULL"
                row = connection.execute(query, (number,)).fetchone()
                if row is None:
                    raise DecisionsError(f"{self.path}: there is no decision number {number} to undo")
                if connection.execute(_ADD, (uuid4().hex, at, person, _UNDO, "{}", row[0])).rowcount == 0:
                    who, when = connection.execute("SELECT person, at FROM entries WHERE undoes = ?", row).fetchone()
                    told = f"{who or 'somebody'}, {when}"
                    raise DecisionsError(f"decision number {number} was undone already ({told})")

    def records(self) -> tuple[Record, ...]:
        """Return every entry, undoings too, in the order of time, for another file to :meth:`take_in`."""
        query = "SELECT uid, at, person, kind, body, undoes, id FROM entries ORDER BY at, id"
        with self._reading() as connection:
            rows = connection.execute(query).fetchall() if connection is not None else []
        return tuple(
            Record(uid, at, person, kind, self._body(body, number), undoes)
            for uid, at, person, kind, body, undoes, number in rows
        )

    def take_in(self, records: Iterable[Record]) -> int:
        """Add the entries of another file, all or none; those that are here already are passed over.

        Returns
        -------
        int
            How many were new.
        """
        rows = [(r.uid, r.at, _storable(r.person), r.kind, _to_json(r.body), r.undoes) for r in records]
        with self._writing() as connection:
            return sum(connection.execute(_ADD, row).rowcount for row in rows)

    def forget(self, names: Collection[str]) -> int:
        """Delete the events that name any of some documents, undone ones too, and overwrite them.

        Parameters
        ----------
        names
            Ids, paths or addresses; an event names one where any text in its body equals it.

        Returns
        -------
        int
            How many events were deleted.
        """
        if not names or not self.path.exists():
            return 0
        with self._writing() as connection:
            rows = connection.execute("SELECT id, uid, body FROM entries WHERE undoes IS NULL").fetchall()
            bodies = ((number, uid, self._body(text, number)) for number, uid, text in rows)
            doomed = [(number, uid) for number, uid, body in bodies if without(body, names) != body]
            for number, uid in doomed:
                connection.execute("DELETE FROM entries WHERE id = ? OR undoes = ?", (number, uid))
            if doomed:
                connection.execute("UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'entries'")
        return len(doomed)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        """Give the file to a reader; ``None`` where there is none yet."""
        if not self.path.exists():
            yield None
            return
        with self._opened() as connection:
            yield connection if _FORMAT.check(connection, self.path) else None

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DecisionsError(f"{self.path}: cannot be made: {error.strerror or error}") from error
        with self._opened() as connection:
            connection.execute("PRAGMA secure_delete = ON")
            _FORMAT.make_tables(connection, self.path)
            with transaction(connection):
                yield connection

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self.path, timeout=_BUSY_SECONDS, isolation_level=None)) as connection:
                yield connection
        except sqlite3.OperationalError as error:
            raise DecisionsError(f"{self.path}: cannot be used: {error}") from error
        except sqlite3.DatabaseError as error:
            raise _FORMAT.damaged(self.path, error) from error

    def _body(self, text: str, number: int) -> dict[str, Any]:
        try:
            body = json.loads(text)
        except ValueError as error:
            raise _FORMAT.damaged(self.path, f"decision number {number}: {error}") from error
        if not isinstance(body, dict):
            raise _FORMAT.damaged(self.path, f"decision number {number} is no JSON object")
        return body

    def _now(self) -> str:
        return self._clock().astimezone(UTC).isoformat(timespec="seconds")


def _to_json(body: dict[str, Any]) -> str:
    return json.dumps(body, sort_keys=True, allow_nan=False)


def _storable(text: str) -> str:
    """Return text on one line without what UTF-8 cannot hold."""
    return " ".join(text.encode("utf-8", "replace").decode().split())
