"""The report job: documents to a folder of results."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer.cli.chosen_settings import SettingFlags, find_settings, log_origins, tell_unasked
from analyzer.cli.gate import (
    WAIT,
    FailOn,
    JunitFile,
    SinceRun,
    WaitSeconds,
    Watch,
    in_turn,
    pass_gate,
    tell_changes,
    watch_for,
)
from analyzer.cli.given_inputs import (
    ColumnNames,
    GivenInputs,
    InputFormat,
    matched,
    standard_input_read,
    with_columns,
)
from analyzer.cli.report_choice import (
    FormatNames,
    OnlyConflicts,
    SpeakerNames,
    ThreadNames,
    TopConflicts,
    choice_of,
)
from analyzer.cli.terminal import Outcome, ProgressLines, SettingsFile, fail, log, say, tell_files
from analyzer.errors import AnalyzerError, InputError
from analyzer.schema import InputFile
from analyzer.settings import Settings
from analyzer.storage import ADDED_FOLDER, DECISIONS_FILE, WORKSPACE_FILE

if TYPE_CHECKING:
    from analyzer.reports import ReportChoice
    from analyzer.runs import Memory
    from analyzer.schema import Analysis

LOG_FILE = "run.log"

_WorkspaceFile = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        metavar="FILE",
        help="Keeps what was computed, so that the next run, or this one after a kill, goes on from there; by default "
        f"{WORKSPACE_FILE} in DIR, so that deleting DIR deletes everything.",
    ),
]
_DecisionsFile = Annotated[
    Path | None,
    typer.Option(
        "--decisions",
        metavar="FILE",
        help=f"What people decided and corrected; by default {DECISIONS_FILE} in DIR, if it is there.",
    ),
]


def report(
    inputs: GivenInputs,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder for the results; made if missing.")],
    settings_file: SettingsFile = None,
    flags: SettingFlags = None,
    columns: ColumnNames = None,
    input_format: InputFormat = None,
    workspace: _WorkspaceFile = None,
    decisions_file: _DecisionsFile = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Compute everything, keep nothing.")] = False,
    since: SinceRun = None,
    fail_on: FailOn = None,
    junit: JunitFile = None,
    wait: WaitSeconds = WAIT,
    formats: FormatNames = None,
    only: OnlyConflicts = None,
    thread: ThreadNames = None,
    speaker: SpeakerNames = None,
    top: TopConflicts = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say only what went wrong.")] = False,
) -> None:
    """Analyse documents and write analysis.json, report.html, report.md, CSV files and run.log into DIR.

    Exit codes: 0 done; 1 crash; 2 usage or configuration; 3 done, but some inputs could not be read; 4 nothing to
    analyse; 10 the gate of --fail-on tripped, which wins over 3. Without --settings, analyzer.toml in the working
    directory holds, and above it DIR/analyzer.toml, which the dashboard writes; documents that were added there, in
    DIR/added, are read too.
    """
    in_force = find_settings(settings_file, with_columns(flags, columns), out)
    inputs, watch = matched(inputs), watch_for(since, fail_on, junit)
    choice = choice_of(formats, only, thread, speaker, top)
    _make_folder(out, inputs)
    if junit is not None:
        _refuse_inside_inputs(junit, "--junit", inputs)
    memory = _memory(out, inputs, workspace, decisions_file, no_cache=no_cache)
    with in_turn(out, memory, wait), _logging_to(out / LOG_FILE), _failures_told(out):
        log_origins(in_force)
        if not quiet:
            tell_unasked(in_force, settings_file)
        with standard_input_read(inputs, input_format, in_force.settings.documents.max_bytes) as given:
            outcome = _report([*given, *_added(out)], out, in_force.settings, memory, watch, choice, quiet=quiet)
    raise typer.Exit(outcome)


def _memory(
    out: Path, inputs: Iterable[Path], workspace: Path | None, decisions_file: Path | None, *, no_cache: bool
) -> Memory:
    from analyzer.runs import Memory

    kept_in = None if no_cache else workspace or out / WORKSPACE_FILE
    if kept_in is not None:
        _refuse_inside_inputs(kept_in, "--workspace", inputs)
    if decisions_file is not None and not decisions_file.is_file():
        fail(f"--decisions {decisions_file}: there is no such file", Outcome.USAGE)
    return Memory(kept_in, decisions_file or out / DECISIONS_FILE)


@contextmanager
def _failures_told(out: Path) -> Iterator[None]:
    """End the program with a sentence and a code when something fails; a crash leaves its trace in the log."""
    try:
        yield
    except AnalyzerError as error:
        fail(str(error), Outcome.USAGE)
    except Exception as error:
        log.exception("crashed")
        fail(f"internal error: {type(error).__name__}: {error}; see {out / LOG_FILE}", Outcome.CRASH)


def _report(
    inputs: list[Path],
    out: Path,
    settings: Settings,
    memory: Memory,
    watch: Watch,
    choice: ReportChoice,
    *,
    quiet: bool,
) -> Outcome:
    missing = _missing(inputs)
    if len(missing) == len(set(inputs)):
        tell_files("could not be read", missing)
        fail("nothing to analyse: no input exists; nothing was written but run.log", Outcome.NOTHING_TO_ANALYSE)
    from analyzer.runs import changes_since, earlier_run, record_run, run

    earlier = None if watch.since is None else earlier_run(watch.since, memory)
    progress = ProgressLines(sys.stderr, quiet=quiet)
    try:
        analysis, embeddings = run(inputs, settings, memory, progress)
    except InputError as error:
        fail(str(error), Outcome.NOTHING_TO_ANALYSE)
    from analyzer.reports import write_report

    changes = changes_since(analysis, memory, earlier)
    try:
        part = write_report(analysis, embeddings, out, settings.report, changes, choice)
    except OSError as error:
        fail(f"cannot write the report: {error}", Outcome.USAGE)
    record_run(analysis, memory)
    outcome = _told(analysis, out / choice.first_file, quiet=quiet)
    if part and not quiet:
        say(f"the reports show a part: {' '.join(part)}")
    tell_changes(changes, quiet=quiet)
    return pass_gate(analysis, changes, watch, outcome)


def _added(out: Path) -> list[Path]:
    """Return the folder of documents that people added in the dashboard, where there is one."""
    added = out / ADDED_FOLDER
    return [added] if added.is_dir() and any(added.iterdir()) else []


def _missing(inputs: Iterable[Path]) -> list[InputFile]:
    """Find the inputs that do not exist, before anything heavy is loaded for nothing."""
    missing = []
    for path in sorted(set(inputs)):
        try:
            path.lstat()
        except (FileNotFoundError, NotADirectoryError):
            missing.append(InputFile(str(path), None, None, None, "failed", "does not exist"))
        except OSError:
            log.info("%s: cannot be looked at yet", path)
    return missing


def _told(analysis: Analysis, shown: Path, *, quiet: bool) -> Outcome:
    """Tell what was done and in which file to look, and return the exit code for it."""
    by_status = {
        status: [file for file in analysis.provenance.inputs if file.status == status]
        for status in ("read", "skipped", "failed")
    }
    for caution in analysis.provenance.warnings:
        log.warning("%s: %s", caution.where, caution.what)
    tell_files("could not be read", by_status["failed"])
    n_said = sum(statement.kind != "narration" and statement.copy_of is None for statement in analysis.statements)
    if not quiet:
        tell_files("skipped", by_status["skipped"])
        n_read, n_skipped, n_failed = (len(files) for files in by_status.values())
        n_documents = f" ({len(analysis.documents)} documents)" if len(analysis.documents) > n_read else ""
        say(f"{n_read} read{n_documents}, {n_skipped} skipped, {n_failed} could not be read")
        say(f"{n_said} statements; {_conflicts_told(analysis)}")
    if not by_status["read"] or not analysis.statements:
        why = "no statement was found" if by_status["read"] else "no input could be read"
        say(f"nothing to analyse: {why}; {shown} says what was tried")
        return Outcome.NOTHING_TO_ANALYSE
    if not quiet:
        typer.echo(str(shown))
    return Outcome.SOME_FAILED if by_status["failed"] else Outcome.DONE


def _conflicts_told(analysis: Analysis) -> str:
    from analyzer.tables import standing_of

    standing = {reviewed.conflict: standing_of(reviewed) for reviewed in analysis.reviews}
    bands = [conflict.band for conflict in analysis.conflicts if standing.get(conflict.id) != "no_conflict"]
    told = [f"{bands.count('flagged')} conflicts flagged, {bands.count('possible')} possible"]
    if n_dismissed := len(analysis.conflicts) - len(bands):
        told.append(f"{n_dismissed} reviewed: no conflict")
    if n_reopened := list(standing.values()).count("reopened"):
        told.append(f"{n_reopened} to review again")
    return "; ".join(told)


def _make_folder(out: Path, inputs: Iterable[Path]) -> None:
    _refuse_inside_inputs(out, "--out", inputs)
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / LOG_FILE).open("ab").close()
    except OSError as error:
        fail(f"cannot write into --out {out}: {error.strerror or error}", Outcome.USAGE)


def _refuse_inside_inputs(path: Path, option: str, inputs: Iterable[Path]) -> None:
    for given in inputs:
        if given.is_dir() and path.resolve().is_relative_to(given.resolve()):
            fail(f"{option} {path} lies inside the input {given} and would be read as input next time", Outcome.USAGE)


@contextmanager
def _logging_to(path: Path) -> Iterator[None]:
    handler = logging.FileHandler(path, mode="w", encoding="utf-8", errors="backslashreplace")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    loggers = (log, logging.getLogger("py.warnings"))
    level = log.level
    log.setLevel(logging.INFO)
    logging.captureWarnings(True)
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
        logging.captureWarnings(False)
        log.setLevel(level)
        handler.close()
