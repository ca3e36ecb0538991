"""Load the analysis once, keep what is made of it, and notice when its file changes."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

import streamlit as st

from analyzer.errors import AnalysisFileError
from analyzer.schema import Analysis, Embeddings
from analyzer.storage import ANALYSIS_FILE, EMBEDDINGS_FILE, read_analysis, read_embeddings
from analyzer.tables import Lookup, QueueRow, Summary, look_up, queue_rows, summary

DIRECTORY_VARIABLE = "ANALYZER_DASHBOARD_DIRECTORY"

_SEEN = "file as it was opened"

Result = TypeVar("Result")
FileStamp = tuple[int, int]
"""Time of last change in nanoseconds, and size in bytes."""


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """An analysis and what every visit needs of it, made once."""

    analysis: Analysis
    lookup: Lookup
    counts: Summary
    queue: tuple[QueueRow, ...]
    folder: Path
    _made: dict[object, Any] = field(default_factory=dict)
    _lock: RLock = field(default_factory=RLock)

    def once(self, make: Callable[[Lookup], Result]) -> Result:
        """Return what a function makes of the analysis; made when first asked for, then shared by all visits.

        Parameters
        ----------
        make
            A function of a module, not a lambda: it is its own key. It must return what nobody changes.
        """
        with self._lock:
            if make not in self._made:
                self._made[make] = make(self.lookup)
            result: Result = self._made[make]
        return result

    def embeddings(self) -> Embeddings | None:
        """Return the vectors beside the analysis; ``None`` where they are missing or belong to another one."""
        return self.once(_vectors_in(self.folder))


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
    """Return the analysis, read again only when its file has changed.

    Raises
    ------
    AnalysisFileError
        It is missing, unreadable, or of another version.
    """
    path = analysis_path()
    stamp = file_stamp(path)
    if stamp is None:
        raise AnalysisFileError(f"{path} is not there, or may not be read.")
    return _read(str(path), stamp)


@st.cache_resource(max_entries=2, show_spinner="Opening the analysis …")
def _read(path: str, stamp: FileStamp) -> Opened:
    analysis = read_analysis(Path(path))
    lookup = look_up(analysis)
    return Opened(analysis, lookup, summary(lookup), queue_rows(lookup), Path(path).parent)


@st.fragment(run_every="4s")
def follow_file() -> None:
    """Show the new analysis soon after its file has changed."""
    stamp = file_stamp(analysis_path())
    if st.session_state.setdefault(_SEEN, stamp) != stamp:
        st.session_state[_SEEN] = stamp
        st.toast("The analysis was made again. This is the new one.")
        st.rerun()
