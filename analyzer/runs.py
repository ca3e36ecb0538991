"""One run over inputs: what is known is taken from a workspace, and the run is recorded there for the next one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from analyzer import corrections, reviews
from analyzer.assembly import assemble
from analyzer.cache_keys import content_key
from analyzer.changes import Earlier, earlier_from, find_changes, from_record, nothing_to_compare_with, to_record
from analyzer.documents import LoadedDocuments
from analyzer.errors import InputError, WorkspaceError
from analyzer.lineage import Summary, follow, read_summary, summarise
from analyzer.pipeline import NO_DOCUMENTS, analyze
from analyzer.protocols import Progress
from analyzer.reviews import review_analysis
from analyzer.schema import Analysis, Caution, Changes, Correction, Embeddings, Review
from analyzer.settings import Settings
from analyzer.storage import (
    ANALYSIS_FILE,
    DECISIONS_FILE,
    WAIT_SECONDS,
    WORKSPACE_FILE,
    DecisionLog,
    Record,
    finish_publishing,
    read_analysis,
    turn,
)
from analyzer.storage.workspace import Run, Workspace

_RUNS_LOOKED_AT = 20
_NOTED = "noted"  # in the record of a run: what the next one is compared with
_FIRST_RUN = "no earlier run in the workspace read any of these documents"
_NO_WORKSPACE = "nothing is kept between runs without a workspace"


@dataclass(frozen=True, slots=True)
class Memory:
    """The files in which runs remember.

    Attributes
    ----------
    workspace
        Keeps what was computed, and earlier runs; ``None`` to compute everything, keep nothing and follow no run.
    decisions
        What people decided and corrected; ``None``, or a file that is not there, for nothing.
    """

    workspace: Path | None = None
    decisions: Path | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided that nobody has undone, in the order of time."""

    reviews: tuple[Review, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class _Before:
    """The run before, as far as it can be used."""

    run: Run | None = None
    summary: Summary | None = None
    doubt: str | None = None

    def earlier(self) -> Earlier | str:
        """Return what this run is compared with, or why there is nothing."""
        if self.run is None or self.summary is None:
            return self.doubt or _FIRST_RUN
        try:
            return from_record(self.run.summary.get(_NOTED), self.summary, self.run.id)
        except WorkspaceError as error:
            return f"what changed since the run of {self.run.finished} is not told: {error}"


def memory_of(folder: Path) -> Memory:
    """Return the files that stand beside the results in a folder."""
    return Memory(folder / WORKSPACE_FILE, folder / DECISIONS_FILE)


@contextmanager
def alone(
    memory: Memory,
    folder: Path | None = None,
    wait: float = WAIT_SECONDS,
    tell: Callable[[str], None] = lambda line: None,
) -> Iterator[None]:
    """Keep a workspace and a folder of results to this job, from :func:`run` to :func:`record_run`.

    Parameters
    ----------
    folder
        Of the results; made if missing. A report that a killed job had written but not yet put into its place is put
        there first. ``None`` where no results are written.
    wait, tell
        As in :func:`analyzer.storage.turn`.

    Raises
    ------
    WorkspaceError
        Another job has them; the message names it.
    OSError
        The folder cannot be made or written.
    """
    shared = {memory.workspace} if memory.workspace is not None else set()
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        shared.add(folder / WORKSPACE_FILE)
    with ExitStack() as turns:
        for path in sorted(path.resolve() for path in shared):
            turns.enter_context(turn(path, wait, tell))
        if folder is not None:
            finish_publishing(folder)
        yield


def read_decisions(path: Path | None) -> Decided:
    """Read the decisions that stand.

    Raises
    ------
    DecisionsError
        The file is damaged, or of a newer version.
    """
    if path is None:
        return Decided()
    with DecisionLog(path) as log:
        events = log.standing("review"), log.standing("correction")
    return Decided(
        tuple(reviews.from_body(one.body, person=one.person, at=one.at) for one in events[0]),
        tuple(corrections.from_body(one.body, person=one.person, at=one.at, entry=one.uid) for one in events[1]),
    )


def check_decisions(records: Iterable[Record]) -> None:
    """Refuse decisions from elsewhere that would stop every later report.

    Raises
    ------
    DecisionsError
        One cannot be understood.
    """
    for record in records:
        if record.kind == "review":
            reviews.from_body(record.body, person=record.person, at=record.at)
        elif record.kind == "correction":
            corrections.from_body(record.body, person=record.person, at=record.at)


def run(
    inputs: Sequence[Path],
    settings: Settings,
    memory: Memory,
    progress: Progress,
    known: LoadedDocuments = NO_DOCUMENTS,
) -> tuple[Analysis, Embeddings]:
    """Analyse inputs with the parts that the settings choose; groups and threads keep the ids of the run before.

    What people corrected is applied, and what they decided about conflicts is noted beside them. The run before is the
    latest in the workspace that read any of these documents, or another text at their address. A workspace that cannot
    be written becomes a caution of the analysis. Where other jobs may use the same files, call it inside :func:`alone`.

    Raises
    ------
    WorkspaceError, DecisionsError
        The workspace, or the file of decisions, is damaged or of another format.
    """
    decided, parts = read_decisions(memory.decisions), assemble(settings)
    analyze_inputs = partial(
        analyze,
        inputs,
        settings=settings,
        parts=parts,
        progress=progress,
        known=known,
        corrections=decided.corrections,
    )
    if memory.workspace is None:
        analysis, embeddings = analyze_inputs()
    else:
        with Workspace(memory.workspace) as workspace:
            analysis, embeddings = analyze_inputs(cache=workspace)
            before = _run_before(analysis, workspace)
            warnings = (*analysis.provenance.warnings, *workspace.cautions, *_doubts(before, workspace))
        analysis = replace(analysis, provenance=replace(analysis.provenance, warnings=warnings))
        analysis = follow(analysis, before.summary)
    return review_analysis(analysis, decided.reviews), embeddings


def record_run(analysis: Analysis, memory: Memory) -> None:
    """Note that a run has finished and its results are written, for the runs that follow it."""
    if memory.workspace is None:
        return
    with Workspace(memory.workspace) as workspace:
        workspace.record_run(
            started=analysis.provenance.started_at,
            finished=datetime.now(UTC).isoformat(timespec="seconds"),
            settings=content_key(json.dumps(analysis.provenance.settings, sort_keys=True)),
            documents=[document.id for document in analysis.documents],
            summary={**summarise(analysis), _NOTED: to_record(analysis)},
        )


def earlier_run(since: str, memory: Memory) -> Earlier:
    """Return a run that a person names.

    Parameters
    ----------
    since
        The number of a run in the workspace, or a folder of results (a folder whose name is a number: ``./12``).

    Raises
    ------
    InputError
        There is no such run, or its record is not complete.
    AnalysisFileError
        The folder holds no analysis that can be read.
    """
    if not since.isdecimal():
        return earlier_from(read_analysis(Path(since) / ANALYSIS_FILE))
    if memory.workspace is None:
        raise InputError(f"there is no run {since}: {_NO_WORKSPACE}")
    with Workspace(memory.workspace) as workspace:
        recorded = workspace.numbered_run(int(since))
    if recorded is None:
        raise InputError(f"{memory.workspace} holds no run {since}; `analyzer cache show` names those it holds")
    try:
        summary = read_summary(recorded.summary)
        return from_record(recorded.summary.get(_NOTED), summary, recorded.id)
    except WorkspaceError as error:
        raise InputError(f"run {since} of {recorded.finished} cannot be compared with: {error}") from error


def changes_since(analysis: Analysis, memory: Memory, earlier: Earlier | None = None) -> Changes:
    """Tell what changed since an earlier run; call it before :func:`record_run`.

    Parameters
    ----------
    analysis
        What :func:`run` gave.
    earlier
        What :func:`earlier_run` gave; by default the run before, which is the one that :func:`run` followed.
    """
    if earlier is not None:
        return find_changes(analysis, earlier)
    if memory.workspace is None:
        return nothing_to_compare_with(analysis, _NO_WORKSPACE)
    with Workspace(memory.workspace) as workspace:
        found = _run_before(analysis, workspace).earlier()
    return nothing_to_compare_with(analysis, found) if isinstance(found, str) else find_changes(analysis, found)


def _run_before(analysis: Analysis, workspace: Workspace) -> _Before:
    """Return the latest run with a document at an address of this one, or which run could not be read."""
    addresses = {address for d in analysis.documents for address in (d.path, d.url) if address}
    for n_runs in (1, _RUNS_LOOKED_AT):  # it is the last one nearly always, and a record may be large
        for recorded in workspace.recent_runs(n_runs):
            try:
                summary = read_summary(recorded.summary)
            except WorkspaceError as error:
                return _Before(doubt=f"ids do not carry over from the run of {recorded.finished}: {error}")
            if any(addresses & {document.path, document.url} for document in summary.documents):
                return _Before(recorded, summary)
    return _Before()


def _doubts(before: _Before, workspace: Workspace) -> list[Caution]:
    if before.run is None:
        return [Caution(workspace.path.name, before.doubt)] if before.doubt else []
    found = before.earlier()
    return [Caution(workspace.path.name, found)] if isinstance(found, str) else []
