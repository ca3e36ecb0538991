"""What the workspace keeps: shown, pruned, forgotten."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer.cli.chosen_settings import settings_for
from analyzer.cli.terminal import Outcome, SettingsFile, fail, say
from analyzer.storage import WORKSPACE_FILE

if TYPE_CHECKING:
    from analyzer.storage.workspace import Workspace

_SECONDS_A_DAY = 86_400
_MAX_PATHS_TOLD = 20
_MAX_RUNS_TOLD = 10

app = typer.Typer(help="Look into the workspace that keeps computed results, prune it, forget a document.")
_File = Annotated[
    Path, typer.Option("--workspace", metavar="FILE", help="The workspace; by default that of the folder out.")
]
_DEFAULT = Path("out") / WORKSPACE_FILE


@app.command()
def show(workspace: _File = _DEFAULT) -> None:
    """Show how much the workspace holds: size, kinds of results, documents, runs."""
    from analyzer.storage.workspace import measure

    with _opened(workspace) as opened:
        size, runs = measure(opened), opened.recent_runs(_MAX_RUNS_TOLD)
    typer.echo(f"{workspace}: {_bytes(size.n_bytes)}")
    typer.echo(f"{size.n_documents} documents, {size.n_runs} runs finished, the last {size.last_run or 'never'}")
    for run in runs:
        kept = f"{len(run.summary.get('documents', ()))} documents" if run.summary else "no longer known in full"
        typer.echo(f"  run {run.id}: {run.finished}, {kept}")
    for kind in size.kinds:
        used = datetime.fromtimestamp(kind.used, UTC).date().isoformat()
        typer.echo(f"  {kind.kind}: {kind.n_values} values, {_bytes(kind.n_bytes)}, last used {used}")


@app.command()
def prune(
    workspace: _File = _DEFAULT,
    days: Annotated[int, typer.Option(min=0, help="Delete what no run has used for so many days.")] = 30,
    outdated: Annotated[
        bool, typer.Option("--outdated", help="Delete also what other models, settings or versions have made.")
    ] = False,
    settings_file: SettingsFile = None,
) -> None:
    """Delete what is no longer used, and give its space back."""
    from analyzer.storage.workspace import measure
    from analyzer.storage.workspace import prune as prune_workspace

    current = _current_kinds(settings_file) if outdated else ()
    families = {kind.split("/")[0] for kind in current}
    with _opened(workspace) as opened:
        known = [kind.kind for kind in measure(opened).kinds]
        others = [kind for kind in known if kind not in current and kind.split("/")[0] in families]
        pruned = prune_workspace(opened, time.time() - days * _SECONDS_A_DAY, others)
    say(f"deleted {pruned.n_values} values and {pruned.n_documents} documents")
    typer.echo(f"{workspace}: {_bytes(pruned.n_bytes_before)} before, {_bytes(pruned.n_bytes_after)} now")


@app.command()
def forget(
    document: Annotated[str, typer.Argument(metavar="PATH_OR_ID", help="A document's path as reported, or its id.")],
    workspace: _File = _DEFAULT,
) -> None:
    """Delete everything that was made from a document, its mention in runs, and decisions that name it.

    The decisions are those beside the workspace; `analyzer decisions forget` reaches others.

    Results already written (analysis.json, report.html, CSV files) are not changed: run the report again without it.
    """
    from analyzer.storage import DECISIONS_FILE, DecisionLog
    from analyzer.storage.workspace import forget as forget_in

    with _opened(workspace) as opened:
        path_of, known = _documents(opened)
        ids = {document} if document in known else {one for one, path in path_of.items() if path == document}
        if not ids:
            fail(f"{workspace} holds no document {document}; expected its path as reported, or its id", Outcome.USAGE)
        shared = {path for one, path in path_of.items() if one not in ids}
        paths = {path_of[one] for one in ids if one in path_of} - shared
        forgotten = forget_in(opened, ids, paths)
    n_decisions = DecisionLog(workspace.with_name(DECISIONS_FILE)).forget(ids | paths)
    for one in forgotten.documents:
        typer.echo(f"forgotten: {one} {path_of.get(one, '')}".rstrip())
    for kind, n_values in forgotten.n_values:
        typer.echo(f"  {kind}: {n_values} values deleted")
    typer.echo(f"  mention deleted in {forgotten.n_runs} runs")
    typer.echo(f"  {n_decisions} decisions deleted")
    if not forgotten.erased:
        say("another job uses the workspace: what was deleted leaves the disk once it has ended")


def _documents(workspace: Workspace) -> tuple[dict[str, str], set[str]]:
    """Return the path of each document by id, from what is kept and from runs, and the ids that are known."""
    from analyzer.documents import FAMILY, kept_name
    from analyzer.storage.workspace import known_documents, named_in_runs, values_of_family

    kept = (kept_name(value) for value in values_of_family(workspace, FAMILY))
    path_of = named_in_runs(workspace) | dict(one for one in kept if one is not None)
    return path_of, known_documents(workspace) | path_of.keys()


def _current_kinds(settings_file: Path | None) -> tuple[str, ...]:
    settings = settings_for(settings_file)
    from analyzer.assembly import assemble
    from analyzer.pipeline import kinds_of_run

    return kinds_of_run(settings, assemble(settings))


@contextmanager
def _opened(path: Path) -> Iterator[Workspace]:
    """Open a workspace that exists, and say what is wrong if it cannot be used."""
    from analyzer.storage.workspace import Workspace

    if not path.exists():
        fail(f"no workspace {path}; a report makes it, --workspace says where it is", Outcome.USAGE)
    try:
        with Workspace(path) as workspace:
            yield workspace
    except sqlite3.OperationalError as error:
        fail(f"{path} cannot be used: {error}", Outcome.USAGE)


def _bytes(n: int) -> str:
    return f"{n / 1e6:,.1f} MB"
