"""A workspace looked at, pruned, and made to forget."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analyzer.storage.sqlite_files import transaction
from analyzer.storage.workspace.keeping import Workspace
from analyzer.storage.workspace.run_records import pack, unpack

_NOT_USED_BY_ANY = """
SELECT kept.id FROM kept WHERE NOT EXISTS (
    SELECT 1 FROM owners JOIN documents ON documents.id = owners.document
    WHERE owners.value = kept.id AND documents.used >= ?
)
"""


@dataclass(frozen=True, slots=True)
class KindSize:
    """How much of one kind is kept: number of values, their bytes, and seconds since 1970 when a run last used it."""

    kind: str
    n_values: int
    n_bytes: int
    used: int


@dataclass(frozen=True, slots=True)
class WorkspaceSize:
    """What a workspace holds; ``n_bytes`` is its size on disk, what is not yet merged into the file included."""

    n_bytes: int
    kinds: tuple[KindSize, ...]
    n_documents: int
    n_runs: int
    last_run: str | None


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was deleted, and the bytes on disk before and after."""

    n_values: int
    n_documents: int
    n_bytes_before: int
    n_bytes_after: int


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was deleted of some documents.

    Attributes
    ----------
    n_values
        By kind.
    n_runs
        Runs that mentioned them and do no more.
    erased
        Whether it is gone from the disk too; not so while another job has the file open.
    """

    documents: tuple[str, ...]
    n_values: tuple[tuple[str, int], ...]
    n_runs: int
    erased: bool


def measure(workspace: Workspace) -> WorkspaceSize:
    """Tell what a workspace holds."""
    with workspace.connection() as connection:
        kinds = connection.execute(
            "SELECT kinds.kind, count(kept.id), coalesce(sum(length(kept.value)), 0), kinds.used "
            "FROM kinds LEFT JOIN kept ON kept.kind = kinds.id GROUP BY kinds.id ORDER BY kinds.kind"
        ).fetchall()
        (n_documents,) = connection.execute("SELECT count(*) FROM documents").fetchone()
        n_runs, last = connection.execute("SELECT count(*), max(finished) FROM runs").fetchone()
    return WorkspaceSize(
        _bytes_on_disk(workspace.path), tuple(KindSize(*row) for row in kinds), n_documents, n_runs, last
    )


def named_in_runs(workspace: Workspace) -> dict[str, str]:
    """Map the ids of documents to the paths that runs recorded, as ``{"documents": [{"id": …, "path": …}]}``."""
    with workspace.connection() as connection:
        rows = connection.execute("SELECT summary FROM runs ORDER BY id").fetchall()
    summaries = [unpack(written) for (written,) in rows]
    return {one["id"]: one["path"] for summary in summaries for one in summary.get("documents", ())}


def known_documents(workspace: Workspace) -> set[str]:
    """Return the ids of the documents from which something was made."""
    with workspace.connection() as connection:
        return {document for (document,) in connection.execute("SELECT document FROM documents")}


def values_of_family(workspace: Workspace, family: str) -> list[bytes]:
    """Return every value of the kinds that begin with a name, whatever models and versions they are of."""
    with workspace.connection() as connection:
        query = "SELECT value FROM kept JOIN kinds ON kinds.id = kept.kind WHERE substr(kinds.kind, 1, ?) = ?"
        return [value for (value,) in connection.execute(query, (len(family) + 1, family + "/"))]


def prune(workspace: Workspace, used_since: float, outdated: Collection[str] = ()) -> Pruned:
    """Delete what no run has used for long, and what no run can use any more; then give the space back.

    Parameters
    ----------
    used_since
        Seconds since 1970; values of kinds, and values all of whose documents, were last used before are deleted.
    outdated
        Kinds that are deleted whenever they were used.

    Raises
    ------
    sqlite3.OperationalError
        The file cannot be written, or another job holds it.
    """
    before = _bytes_on_disk(workspace.path)
    with workspace.connection() as connection:
        with transaction(connection):
            old = {kind for (kind,) in connection.execute("SELECT kind FROM kinds WHERE used < ?", (used_since,))}
            doomed = _values_of_kinds(connection, sorted({*old, *outdated}))
            doomed |= {value for (value,) in connection.execute(_NOT_USED_BY_ANY, (used_since,))}
            _delete_values(connection, doomed)
            connection.execute("DELETE FROM kinds WHERE id NOT IN (SELECT kind FROM kept)")
            n_documents = connection.execute(
                "DELETE FROM documents WHERE used < ? AND id NOT IN (SELECT document FROM owners)", (used_since,)
            ).rowcount
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Pruned(len(doomed), n_documents, before, _bytes_on_disk(workspace.path))


def forget(workspace: Workspace, documents: Iterable[str], paths: Iterable[str] = ()) -> Forgotten:
    """Delete every value that was made from some documents, and whatever runs say of them.

    A value that other documents gave too is deleted as well; it is computed again when they need it. What is deleted is
    overwritten with zeros.

    Parameters
    ----------
    documents
        Their ids.
    paths
        Their paths, under which runs may mention them.

    Raises
    ------
    sqlite3.OperationalError
        The file cannot be written.
    """
    ids = tuple(sorted(set(documents)))
    names = {*ids, *paths}
    with workspace.connection() as connection:
        with transaction(connection):
            doomed: set[int] = set()
            for document in ids:
                rows = connection.execute(
                    "SELECT value FROM owners JOIN documents ON documents.id = owners.document "
                    "WHERE documents.document = ?",
                    (document,),
                )
                doomed.update(value for (value,) in rows)
            n_values = _delete_values(connection, doomed)
            connection.executemany("DELETE FROM documents WHERE document = ?", ((one,) for one in ids))
            n_runs = _silence_runs(connection, names)
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return Forgotten(ids, tuple(sorted(n_values.items())), n_runs, not busy)


def without(value: Any, names: Collection[str]) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Return JSON without some names: entries that are one or stand under one, and listed records that hold one.

    Examples
    --------
    >>> without({"d-1": {"n": 3}, "rows": [{"document": "d-1"}, {"document": "d-2"}], "all": ["d-1"]}, {"d-1"})
    {'rows': [{'document': 'd-2'}], 'all': []}
    """
    if isinstance(value, dict):
        return {k: without(v, names) for k, v in value.items() if k not in names and not _is_named(v, names)}
    if isinstance(value, list):
        records = (one.values() if isinstance(one, dict) else (one,) for one in value)
        return [
            without(one, names)
            for one, entries in zip(value, records, strict=True)
            if not any(_is_named(entry, names) for entry in entries)
        ]
    return value


def _is_named(value: object, names: Collection[str]) -> bool:
    return isinstance(value, str) and value in names


def _silence_runs(connection: sqlite3.Connection, names: Collection[str]) -> int:
    changed = []
    for run, written in connection.execute("SELECT id, summary FROM runs").fetchall():
        summary = unpack(written)
        kept = without(summary, names)
        if kept != summary:
            changed.append((pack(kept), run))
    connection.executemany("UPDATE runs SET summary = ? WHERE id = ?", changed)
    return len(changed)


def _values_of_kinds(connection: sqlite3.Connection, kinds: Iterable[str]) -> set[int]:
    found: set[int] = set()
    for kind in kinds:
        query = "SELECT kept.id FROM kept JOIN kinds ON kinds.id = kept.kind WHERE kinds.kind = ?"
        found.update(value for (value,) in connection.execute(query, (kind,)))
    return found


def _delete_values(connection: sqlite3.Connection, values: set[int]) -> dict[str, int]:
    """Delete values and whose they were; return how many of each kind."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS doomed (id INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM doomed")
    connection.executemany("INSERT INTO doomed VALUES (?)", ((value,) for value in sorted(values)))
    by_kind = dict(
        connection.execute(
            "SELECT kinds.kind, count(*) FROM doomed JOIN kept ON kept.id = doomed.id "
            "JOIN kinds ON kinds.id = kept.kind GROUP BY kinds.id"
        ).fetchall()
    )
    connection.execute("DELETE FROM owners WHERE value IN (SELECT id FROM doomed)")
    connection.execute("DELETE FROM kept WHERE id IN (SELECT id FROM doomed)")
    return by_kind


def _bytes_on_disk(path: Path) -> int:
    files = [path, path.with_name(path.name + "-wal")]
    return sum(file.stat().st_size for file in files if file.exists())
