"""What the report job compares with, and when it ends with the code of a gate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer.cli.terminal import Outcome, fail, say
from analyzer.storage import WAIT_SECONDS

if TYPE_CHECKING:
    from analyzer.changes.gate import Condition
    from analyzer.runs import Memory
    from analyzer.schema import Analysis, Changes, GateFinding

_MAX_TOLD = 20

SinceRun = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="RUN|DIR",
        help="Tell what changed since this run of the workspace (a number of `analyzer cache show`) or since the "
        "results in this folder; by default since the previous run over these documents.",
    ),
]
FailOn = Annotated[
    list[str] | None,
    typer.Option(
        "--fail-on",
        metavar="CONDITION",
        help='End with code 10 if a conflict meets this, as in "new-conflict>=0.8,hard"; what is given again is '
        "another way to trip it. Conflicts that a person dismissed trip nothing.",
    ),
]
JunitFile = Annotated[
    Path | None,
    typer.Option("--junit", metavar="FILE", help="Write what --fail-on looked at as JUnit XML, a test a conflict."),
]
WaitSeconds = Annotated[
    float,
    typer.Option(
        "--wait", metavar="SECONDS", min=0, help="Wait so long for another job on the same files; 0 refuses at once."
    ),
]
WAIT = WAIT_SECONDS


@dataclass(frozen=True, slots=True)
class Watch:
    """What a person wants to hear of.

    Attributes
    ----------
    since
        The run or folder to compare with; ``None`` for the previous run.
    conditions
        Any of them trips the gate.
    junit
        Where to write what the gate looked at.
    """

    since: str | None = None
    conditions: tuple[Condition, ...] = ()
    junit: Path | None = None


def watch_for(since: str | None, fail_on: Sequence[str] | None, junit: Path | None) -> Watch:
    """Read what was asked for; a JUnit file of an earlier run is deleted, so that nobody takes it for this run's.

    Raises
    ------
    SettingsError
        A condition cannot be understood.
    """
    conditions: tuple[Condition, ...] = ()
    if fail_on:
        from analyzer.changes.gate import parse_condition

        conditions = tuple(parse_condition(given) for given in fail_on)
    if junit is not None:
        if not conditions:
            fail("--junit writes what --fail-on looks at: give --fail-on too", Outcome.USAGE)
        try:
            junit.unlink(missing_ok=True)
        except OSError as error:
            fail(f"cannot write --junit {junit}: {error.strerror or error}", Outcome.USAGE)
    return Watch(since, conditions, junit)


@contextmanager
def in_turn(out: Path, memory: Memory, wait: float) -> Iterator[None]:
    """Keep the results and the workspace to this job; another job is waited for, and that is said.

    Raises
    ------
    WorkspaceError
        The other job did not end in time.
    """
    from analyzer.runs import alone

    with alone(memory, out, wait, say):
        yield


def tell_changes(changes: Changes, *, quiet: bool) -> None:
    """Say in a line what changed, or why that is not known."""
    from analyzer.tables.changes import since_rows

    if not quiet:
        rows = since_rows(changes)
        say(f"{rows.title}: {rows.words}" if rows.known else rows.words)
        if rows.doubt:
            say(rows.doubt)


def pass_gate(analysis: Analysis, changes: Changes, watch: Watch, outcome: Outcome) -> Outcome:
    """Return the exit code: that of the gate where a conflict trips it, else ``outcome``."""
    if not watch.conditions:
        return outcome
    from analyzer.changes.gate import look_at_conflicts

    findings = look_at_conflicts(analysis, changes, watch.conditions)
    if watch.junit is not None:
        _write_junit(findings, analysis, watch.junit)
    tripped = [finding for finding in findings if finding.outcome == "tripped"]
    if changes.since is None and any(one.subject != "conflict" for one in watch.conditions):
        say("gate: there is no earlier run to compare with, so every conflict counts as new")
    for finding in tripped[:_MAX_TOLD]:
        say(f"gate: {' or '.join(finding.tripped)}: {finding.conflict.rationale} ({finding.conflict.id})")
    if len(tripped) > _MAX_TOLD:
        say(f"gate: and {len(tripped) - _MAX_TOLD} more")
    _tell_unestimated(findings, watch)
    return Outcome.GATE if tripped else outcome


def _tell_unestimated(findings: Sequence[GateFinding], watch: Watch) -> None:
    n_unknown = sum(finding.conflict.probability is None for finding in findings)
    if n_unknown and any(one.min_probability is not None for one in watch.conditions):
        say(f"gate: {n_unknown} conflicts without a probability count as below every bound")


def _write_junit(findings: Sequence[GateFinding], analysis: Analysis, path: Path) -> None:
    from analyzer.reports.junit import junit_report
    from analyzer.storage import write_atomically

    provenance = analysis.provenance
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, junit_report(findings, provenance.started_at, provenance.seconds))
    except OSError as error:
        fail(f"cannot write --junit {path}: {error.strerror or error}", Outcome.USAGE)
