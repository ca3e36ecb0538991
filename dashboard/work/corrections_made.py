"""What people have corrected, as of now: the log beside the analysis; made and taken back."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from analyzer.corrections import from_body, to_body
from analyzer.errors import DecisionsError
from analyzer.schema import Correction
from analyzer.storage import DECISIONS_FILE, DecisionLog


def standing_corrections(folder: Path) -> tuple[Correction, ...]:
    """Return the corrections that nobody has taken back, in the order of time; none where the log cannot be read.

    That it cannot be read is told where people decide: :attr:`dashboard.work.decisions.Decided.trouble`.
    """
    path = folder / DECISIONS_FILE
    try:
        status = path.stat()
        return _standing(path, (status.st_mtime_ns, status.st_size), DecisionLog(path).revision)
    except (OSError, DecisionsError):
        return ()


def correct(folder: Path, corrections: Collection[Correction], person: str = "") -> None:
    """Keep corrections, all or none.

    Raises
    ------
    DecisionsError
        The log cannot be read or written.
    """
    DecisionLog(folder / DECISIONS_FILE).add_all("correction", [to_body(one) for one in corrections], person)


def take_back(folder: Path, entries: Collection[str], person: str = "") -> None:
    """Take corrections back by their entries in the log.

    Raises
    ------
    DecisionsError
        One was taken back already, or the log cannot be read or written.
    """
    log = DecisionLog(folder / DECISIONS_FILE)
    log.undo([event.id for event in log.events("correction") if event.uid in entries], person)


# The stamp and the revision are not read: with them, what was made of an older log is not taken for this one's.
@lru_cache(maxsize=4)
def _standing(path: Path, stamp: tuple[int, int], revision: int) -> tuple[Correction, ...]:
    events = DecisionLog(path).standing("correction")
    return tuple(from_body(one.body, person=one.person, at=one.at, entry=one.uid) for one in events)
