"""Load the analysis once, keep what is made of it, and notice when its file changes."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock, RLock
from typing import Any, TypeVar

import streamlit as st

from analyzer.errors import AnalysisFileError
from analyzer.schema import Analysis, Correction, Embeddings
from analyzer.storage import ANALYSIS_FILE, EMBEDDINGS_FILE, read_analysis, read_embeddings
from analyzer.tables import Lookup, QueueRow, Summary, look_up, queue_rows, summary
from dashboard.work.corrections_made import standing_corrections

DIRECTORY_VARIABLE = "ANALYZER_DASHBOARD_DIRECTORY"

_SEEN = "file as it was opened"

Result = TypeVar("Result")
FileStamp = tuple[int, int]
"""Time of last change in nanoseconds, and size in bytes."""


class Made:
    """A place for what is made once; whoever comes while it is being made waits for it, and for nothing else."""

    __slots__ = ("_lock", "_result")

    def __init__(self) -> None:
        self._lock = RLock()
        self._result: tuple[Any] | None = None

    def get(self, make: Callable[[], Result]) -> Result:
        """Return what was made; made now if it was not, or if making it failed."""
        with self._lock:
            if self._result is None:
                self._result = (make(),)
            result: Result = self._result[0]
        return result


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """An analysis and what every visit needs of it, made once."""

    analysis: Analysis
    lookup: Lookup
    counts: Summary
    queue: tuple[QueueRow, ...]
    folder: Path
    _corrected_vectors: Embeddings | None = None
    _made: dict[object, Made] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def once(self, make: Callable[[Lookup], Result]) -> Result:
        """Return what a function makes of the analysis; made when first asked for, then shared by all visits.

        Parameters
        ----------
        make
            A function of a module, not a lambda: it is its own key. It must return what nobody changes.
        """
        with self._lock:
            made = self._made.setdefault(make, Made())
        return made.get(lambda: make(self.lookup))

    def embeddings(self) -> Embeddings | None:
        """Return the vectors beside the analysis; ``None`` where they are missing or belong to another one."""
        return self._corrected_vectors or self.once(_vectors_in(self.folder))


@cache
def _vectors_in(folder: Path) -> Callable[[Lookup], Embeddings | None]:
    def read(lookup: Lookup) -> Embeddings | None:
        try:
            return read_embeddings(lookup.analysis, folder / EMBEDDINGS_FILE)
        except AnalysisFileError:
            return None

    return read


def analysis_path() -> Path:
    """Return the file this server shows; the launcher names its folder in the environment."""
    return Path(os.environ.get(DIRECTORY_VARIABLE, "out")) / ANALYSIS_FILE


def file_stamp(path: Path) -> FileStamp | None:
    """Return what changes when a file is written again, or ``None`` when it is not there."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def open_analysis() -> Opened:
    """Return the analysis as people have corrected it, read again only when its file has changed.

    Raises
    ------
    AnalysisFileError
        It is missing, unreadable, or of another version.
    """
    path = analysis_path()
    stamp = file_stamp(path)
    if stamp is None:
        raise AnalysisFileError(f"{path} is not there, or may not be read.")
    corrections = standing_corrections(path.parent)
    return _read(str(path), stamp) if not corrections else _correct(str(path), stamp, corrections)


@st.cache_resource(max_entries=1, show_spinner=False)
def _read(path: str, stamp: FileStamp) -> Opened:
    with lasting():
        return _open(read_analysis(Path(path)), Path(path).parent)


# Corrections are hashed by their entries in the log: two that stand in one log never share one.
@st.cache_resource(
    max_entries=2,
    show_spinner=False,
    hash_funcs={Correction: lambda one: f"{one.entry} {one.at} {one.kind}"},
)
def _correct(path: str, stamp: FileStamp, corrections: tuple[Correction, ...]) -> Opened:
    from analyzer.corrected import show_corrected

    plain = _read(path, stamp)
    with lasting():
        corrected, vectors = show_corrected(plain.analysis, plain.embeddings(), corrections)
        return plain if corrected is plain.analysis else _open(corrected, plain.folder, vectors)


@contextmanager
def lasting() -> Iterator[None]:
    """Make what stays as long as the analysis: cycles are not looked for meanwhile, nor ever in what was made.

    In millions of records each search would take a second, in the middle of somebody's click. They go, without a
    search, when an analysis takes the place of another: none refers to what refers to it.
    """
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _open(analysis: Analysis, folder: Path, vectors: Embeddings | None = None) -> Opened:
    lookup = look_up(analysis)
    return Opened(analysis, lookup, summary(lookup), queue_rows(lookup), folder, vectors)


@st.fragment(run_every="4s")
def follow_file() -> None:
    """Show the new analysis soon after its file has changed."""
    stamp = file_stamp(analysis_path())
    if st.session_state.setdefault(_SEEN, stamp) != stamp:
        st.session_state[_SEEN] = stamp
        st.toast("The analysis was made again. This is the new one.")
        st.rerun()
