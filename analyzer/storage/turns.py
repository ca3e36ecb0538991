"""Jobs that would write the same files take turns: a lock of the operating system, and a note of who holds it.

The lock goes with the process, however it ends, so that a job that was killed is no obstacle. The note is only read
while the lock is held.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.errors import WorkspaceError

if TYPE_CHECKING:
    from filelock import BaseFileLock

WAIT_SECONDS = 600.0
_TOLD_AFTER = 1.0  # a holder that is gone within a second is not worth a message


@contextmanager
def turn(path: Path, wait: float = WAIT_SECONDS, tell: Callable[[str], None] = lambda line: None) -> Iterator[None]:
    """Keep a file, and what is written beside it, to this job for as long as the block runs.

    Parameters
    ----------
    path
        What the jobs share; the lock stands beside it as ``.NAME.lock``, the note as ``.NAME.holder``.
    wait
        Seconds to wait for another job, 0 or more.
    tell
        Told once, in a sentence, when there is somebody to wait for.

    Raises
    ------
    WorkspaceError
        Another job still holds it; the message names the process and since when.
    """
    from filelock import FileLock, Timeout

    note = path.with_name(f".{path.name}.holder")
    lock = FileLock(path.with_name(f".{path.name}.lock"))
    try:
        _take(lock, path, note, wait, tell)
        _write(note)
    except Timeout as error:
        waited = f", also after {wait:g} s" if wait else ""
        raise WorkspaceError(f"{path} is in use{waited}: {_holder(note)}. Try again when that job has ended") from error
    except (OSError, NotImplementedError) as error:  # nowhere to lock is nowhere to write: what follows says so too
        tell(f"{path} cannot be locked ({error}): no other job should use it now")
    try:
        yield
    finally:
        if lock.is_locked:
            note.unlink(missing_ok=True)
            lock.release()


def _take(lock: BaseFileLock, path: Path, note: Path, wait: float, tell: Callable[[str], None]) -> None:
    from filelock import Timeout

    began = time.monotonic()
    try:
        lock.acquire(timeout=min(wait, _TOLD_AFTER))
    except Timeout:
        left = wait - (time.monotonic() - began)
        if left <= 0:
            raise
        tell(f"{path} is in use: {_holder(note)}; waiting up to {wait:g} s")
        lock.acquire(timeout=left)


def _write(note: Path) -> None:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    note.write_text(json.dumps({"pid": os.getpid(), "since": since}), encoding="utf-8")


def _holder(note: Path) -> str:
    try:
        held = json.loads(note.read_text(encoding="utf-8"))
        return f"process {int(held['pid'])} since {datetime.fromisoformat(held['since']):%Y-%m-%d %H:%M:%S} UTC"
    except (OSError, ValueError, KeyError, TypeError):  # between taking the lock and noting it
        return "another job"
