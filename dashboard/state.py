"""Load the analysis once, notice when its file changes, and remember which conflict is chosen."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from analyzer.errors import AnalysisFileError
from analyzer.schema import Analysis
from analyzer.storage import ANALYSIS_FILE, read_analysis
from analyzer.tables import Lookup, QueueRow, Summary, look_up, queue_rows, summary

DIRECTORY_VARIABLE = "ANALYZER_DASHBOARD_DIRECTORY"
LINK = "conflict"  # query parameter that names a conflict

_CHOSEN = "chosen conflict"
_LINKED = "conflict named by the address"
_SEEN = "file as it was opened"

FileStamp = tuple[int, int]
"""Time of last change in nanoseconds, and size in bytes."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An analysis and what every visit needs of it, made once."""

    analysis: Analysis
    lookup: Lookup
    counts: Summary
    queue: tuple[QueueRow, ...]


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
    return Opened(analysis, lookup, summary(lookup), queue_rows(lookup))


@st.fragment(run_every="4s")
def follow_file() -> None:
    """Show the new analysis soon after its file has changed."""
    stamp = file_stamp(analysis_path())
    if st.session_state.setdefault(_SEEN, stamp) != stamp:
        st.session_state[_SEEN] = stamp
        st.toast("The analysis was made again. This is the new one.")
        st.rerun()


def wanted_conflict() -> tuple[str | None, bool]:
    """Return the id of the conflict to show, and whether the address bar has just asked for it.

    The address asks on the first visit, and when somebody goes back or forward.
    """
    linked = st.query_params.get(LINK)
    asked = linked is not None and linked != st.session_state.get(_LINKED)
    if asked:
        st.session_state[_LINKED] = st.session_state[_CHOSEN] = linked
    return st.session_state.get(_CHOSEN), asked


def choose_conflict(conflict: str) -> None:
    """Remember a conflict, and name it in the address so that the page can be linked to."""
    st.session_state[_LINKED] = st.session_state[_CHOSEN] = conflict
    if st.query_params.get(LINK) != conflict:
        st.query_params[LINK] = conflict
