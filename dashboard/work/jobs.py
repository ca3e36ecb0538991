"""Work that goes on while pages are drawn: one job at a time on a server, its progress for all visits to see."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock, Thread

import streamlit as st

from analyzer.errors import AnalyzerError
from analyzer.protocols import Progress

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it stands.

    Attributes
    ----------
    what
        What it does, in words.
    stage, done, total
        How far it is.
    began
        Seconds of a clock that never goes back.
    ended
        The same; ``None`` while it runs.
    error
        Why it failed, in a sentence; ``None`` otherwise.
    """

    what: str
    stage: str = "starting"
    done: int = 0
    total: int = 0
    began: float = 0.0
    ended: float | None = None
    error: str | None = None


class Jobs:
    """The jobs of one server: at most one runs; the last one is remembered."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._job: Job | None = None

    @property
    def last(self) -> Job | None:
        """The job that runs, else the one that ran last."""
        return self._job

    @property
    def busy(self) -> bool:
        """Whether a job runs."""
        return self._job is not None and self._job.ended is None

    def start(self, what: str, work: Callable[[Progress], object]) -> bool:
        """Begin a job and return at once; ``False`` if another one runs.

        Parameters
        ----------
        work
            Does it; it must not draw. Errors made on purpose are told as they are, others are named and logged.
        """
        with self._lock:
            if self.busy:
                return False
            self._job = Job(what, began=time.monotonic())
        Thread(target=self._do, args=(work,), daemon=True, name="analysis").start()
        return True

    def _do(self, work: Callable[[Progress], object]) -> None:
        error = None
        try:
            work(self._tell)
        except AnalyzerError as found:
            error = str(found)
        except Exception as found:
            _log.exception("a job of the dashboard failed")
            error = f"internal error: {type(found).__name__}: {found}"
        self._change(ended=time.monotonic(), error=error)

    def _tell(self, stage: str, done: int, total: int) -> None:
        self._change(stage=stage, done=done, total=total)

    def _change(self, **changed: object) -> None:
        with self._lock:
            if self._job is not None:
                self._job = replace(self._job, **changed)  # type: ignore[arg-type]


@st.cache_resource(show_spinner=False)
def jobs() -> Jobs:
    """Return the jobs of this server."""
    return Jobs()
