"""How commands talk with a person: progress, messages, exit codes."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import Annotated, Never, TextIO

import typer

from analyzer.schema import InputFile

MAX_FILES_TOLD = 20
_MIN_SECONDS = 1.0  # a rate of less says nothing

SettingsFile = Annotated[Path | None, typer.Option("--settings", metavar="FILE", help="Settings in TOML.")]

log = logging.getLogger("analyzer")


class Outcome(IntEnum):
    """Exit codes; ``docs/analysis-file.md`` promises them."""

    DONE = 0
    CRASH = 1
    USAGE = 2
    SOME_FAILED = 3
    NOTHING_TO_ANALYSE = 4
    GATE = 10


@dataclass
class ProgressLines:
    """Tells a person how far a run is: one line that is rewritten on a terminal, else a line now and then.

    A line shows stage, items done and their number, and, once that can be told, items a second and the time left. What
    was done when the stage began (known from a run before) does not count for the rate.

    Attributes
    ----------
    stream
        Where the lines go.
    quiet
        Nothing is written.
    clock
        Seconds that never go back.
    """

    stream: TextIO
    quiet: bool = False
    clock: Callable[[], float] = time.monotonic
    _stage: str = field(default="", init=False)
    _began: tuple[float, int] = field(default=(0.0, 0), init=False)  # when the stage began, and with how many done
    _told_at: float = field(default=float("-inf"), init=False)

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Tell about a stage: ``done`` of ``total`` items."""
        if stage != self._stage:
            log.info("%s: %d items", stage, total)
            self._began = self.clock(), done
        on_terminal, ended = self.stream.isatty(), done >= total
        pause = 0.25 if on_terminal else 5.0
        news = stage != self._stage and on_terminal
        if not self.quiet and (news or ended or self.clock() - self._told_at >= pause):
            self._told_at = self.clock()
            line = f"{stage}: {done} of {total}{self._pace(done, total)}"
            self.stream.write(f"\r\x1b[2K{line}{chr(10) if ended else ''}" if on_terminal else f"{line}\n")
            self.stream.flush()
        self._stage = stage

    def _pace(self, done: int, total: int) -> str:
        began, n_before = self._began
        seconds, n_done = self.clock() - began, done - n_before
        if n_done <= 0 or seconds < _MIN_SECONDS:
            return ""
        rate = n_done / seconds
        spent_or_left = f"in {_duration(seconds)}" if done >= total else f"{_duration((total - done) / rate)} left"
        return f", {rate:.3g} a second, {spent_or_left}"


def _duration(seconds: float) -> str:
    """Write "45 s", "12 min", "3 h 20 min"."""
    if seconds < 100:
        return f"{max(1, round(seconds))} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def tell_files(what: str, files: list[InputFile]) -> None:
    """Name files with what became of them, the first twenty."""
    for file in files[:MAX_FILES_TOLD]:
        say(f"{what}: {file.path}: {file.reason}")
    if len(files) > MAX_FILES_TOLD:
        say(f"{what}: and {len(files) - MAX_FILES_TOLD} more; the report lists them all")


def printable(line: str) -> str:
    """Return a line in which what would steer a terminal is a question mark."""
    return "".join(character if character.isprintable() else "?" for character in line)


def say(line: str) -> None:
    """Write a line for a person; characters that would steer a terminal are shown as question marks."""
    log.info("%s", line)
    typer.echo(printable(line), err=True)


def fail(line: str, outcome: Outcome) -> Never:
    """End the program with a sentence and an exit code."""
    say(f"analyzer: {line}")
    sys.exit(outcome)
