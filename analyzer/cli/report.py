"""The report job: documents to a folder of results."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer.cli.terminal import Outcome, ProgressLines, SettingsFile, fail, log, say, tell_files
from analyzer.errors import AnalyzerError, InputError
from analyzer.schema import InputFile
from analyzer.settings import Settings, load_settings, settings_kept_in
from analyzer.storage import ADDED_FOLDER, DECISIONS_FILE, WORKSPACE_FILE

if TYPE_CHECKING:
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
    inputs: Annotated[list[Path], typer.Argument(metavar="INPUT...", help="Files and folders to read.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder for the results; made if missing.")],
    settings_file: SettingsFile = None,
    workspace: _WorkspaceFile = None,
    decisions_file: _DecisionsFile = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Compute everything, keep nothing.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say only what went wrong.")] = False,
) -> None:
    """Analyse documents and write analysis.json, report.html, report.md, CSV files and run.log into DIR.

    Exit codes: 0 done; 1 crash; 2 usage or configuration; 3 done, but some inputs could not be read; 4 nothing to
    analyse. Without --settings, those kept in DIR/analyzer.toml hold, which the dashboard writes; documents that were
    added there, in DIR/added, are read too.
    """
    from analyzer.runs import Memory

    settings = load_settings(settings_file or settings_kept_in(out))
    _make_folder(out, inputs)
    kept_in = None if no_cache else workspace or out / WORKSPACE_FILE
    if kept_in is not None:
        _refuse_inside_inputs(kept_in, "--workspace", inputs)
    if decisions_file is not None and not decisions_file.is_file():
        fail(f"--decisions {decisions_file}: there is no such file", Outcome.USAGE)
    memory = Memory(kept_in, decisions_file or out / DECISIONS_FILE)
    with _logging_to(out / LOG_FILE):
        try:
            outcome = _report([*inputs, *_added(out)], out, settings, memory, quiet=quiet)
        except AnalyzerError as error:
            fail(str(error), Outcome.USAGE)
        except Exception as error:
            log.exception("crashed")
            fail(f"internal error: {type(error).__name__}: {error}; see {out / LOG_FILE}", Outcome.CRASH)
    raise typer.Exit(outcome)


def _report(inputs: list[Path], out: Path, settings: Settings, memory: Memory, *, quiet: bool) -> Outcome:
    missing = _missing(inputs)
    if len(missing) == len(set(inputs)):
        tell_files("could not be read", missing)
        fail("nothing to analyse: no input exists; nothing was written but run.log", Outcome.NOTHING_TO_ANALYSE)
    from analyzer.runs import record_run, run

    progress = ProgressLines(sys.stderr, quiet=quiet)
    try:
        analysis, embeddings = run(inputs, settings, memory, progress)
    except InputError as error:
        fail(str(error), Outcome.NOTHING_TO_ANALYSE)
    from analyzer.reports import write_report

    try:
        write_report(analysis, embeddings, out, settings.report)
    except OSError as error:
        fail(f"cannot write the report: {error}", Outcome.USAGE)
    record_run(analysis, memory)
    return _told(analysis, out, quiet=quiet)


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


def _told(analysis: Analysis, out: Path, *, quiet: bool) -> Outcome:
    """Tell what was done, and return the exit code for it."""
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
        say(f"{n_read} read, {n_skipped} skipped, {n_failed} could not be read")
        say(f"{n_said} statements; {_conflicts_told(analysis)}")
    if not by_status["read"] or not analysis.statements:
        why = "no statement was found" if by_status["read"] else "no input could be read"
        say(f"nothing to analyse: {why}; {out / 'report.html'} says what was tried")
        return Outcome.NOTHING_TO_ANALYSE
    if not quiet:
        typer.echo(str(out / "report.html"))
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
        (out / LOG_FILE).write_bytes(b"")
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
