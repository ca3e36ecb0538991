"""A folder of results that changes from one whole report to the next, whatever kills the job in between.

All files are written aside first, in a hidden folder, and put into their places only when every one of them is on the
disk. A job that dies before leaves the report of the run before. One that dies while the files are moved, which takes
milliseconds, leaves the folder :data:`READY_FOLDER` with those that are still to be moved: the next job moves them by
:func:`finish_publishing`. Where there is no such folder, all files are of one run.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

NEW_FOLDER = ".new-report"
READY_FOLDER = ".ready-report"


@contextmanager
def publishing(folder: Path) -> Iterator[Path]:
    """Give an empty folder to write into; when the block ends well, its files take their places in ``folder``.

    Files that the block does not write stay as they are. One job at a time may publish into a folder.

    Raises
    ------
    OSError
        Something cannot be written; until all is, ``folder`` keeps what it had.
    """
    folder.mkdir(parents=True, exist_ok=True)
    finish_publishing(folder)
    new = folder / NEW_FOLDER
    shutil.rmtree(new, ignore_errors=True)  # of a job that was killed
    new.mkdir()
    try:
        yield new
        _to_disk(new)
        new.replace(folder / READY_FOLDER)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    finish_publishing(folder)


def finish_publishing(folder: Path) -> bool:
    """Put the files of a whole report that was being moved when its job was killed into their places.

    Returns
    -------
    bool
        Whether there was one.

    Raises
    ------
    OSError
        A file cannot be moved; the rest waits where it is.
    """
    ready = folder / READY_FOLDER
    if not ready.is_dir():
        return False
    for path in _files(ready):
        place = folder / path.relative_to(ready)
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)
    shutil.rmtree(ready)
    with suppress(OSError):
        _sync(folder)
    return True


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if not path.is_dir())


def _to_disk(folder: Path) -> None:
    """Wait until files and their names are on the disk, so that a power cut finds all of them or none in place."""
    for path in _files(folder):
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    with suppress(OSError):  # Windows has no way to do so for folders
        for path in (folder, *(one for one in folder.rglob("*") if one.is_dir())):
            _sync(path)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
