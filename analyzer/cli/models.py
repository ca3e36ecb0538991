"""The models that a run would use: where they are, whether they are right, and fetching them before they are needed."""

from __future__ import annotations

import os
from pathlib import Path

import typer

from analyzer.cli.chosen_settings import settings_for
from analyzer.cli.terminal import Outcome, SettingsFile, fail

app = typer.Typer(
    help="List, verify and prepare the models that the settings name.", no_args_is_help=True, rich_markup_mode=None
)


@app.command("list")
def list_models(settings_file: SettingsFile = None) -> None:
    """Print role, name, digest, size, backend and place of each model; nothing is loaded or fetched."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")  # read when the hub's library is imported, which is later
    from analyzer.assembly import locate_models
    from analyzer.errors import ModelError

    missing = False
    for one in locate_models(settings_for(settings_file)):
        if isinstance(one, ModelError):
            missing = True
            typer.echo(f"not here   {one}")
            continue
        use, megabytes = one.use, f"{one.n_bytes / 1e6:.1f} MB"
        typer.echo(f"{use.role:<11}{use.name}, on {use.backend}, {megabytes}")
        typer.echo(f"{'':<11}{use.revision_or_sha256}")
        typer.echo(f"{'':<11}{_origin(one.path)}")
    if missing:
        fail("a model is not here; analyzer models prepare fetches what the model hub has", Outcome.USAGE)


@app.command()
def verify(settings_file: SettingsFile = None) -> None:
    """Check the models' digests, and that they give what they give on torch, the reference.

    Exit codes: 0 all are right; 1 crash; 2 one is not.
    """
    from analyzer.assembly import check_models

    wrong = []
    for check in check_models(settings_for(settings_file)):
        typer.echo(f"{check.use.role:<11}{'right' if check.passed else 'WRONG'}: {check.agreement}; {check.use.name}")
        if not check.passed:
            wrong.append(check.use.role)
    if wrong:
        fail(f"not as on torch: {', '.join(wrong)}; set their backend to torch", Outcome.USAGE)


@app.command()
def prepare(settings_file: SettingsFile = None) -> None:
    """Load each model once, fetching what is named on the model hub, so that later runs need no network."""
    from analyzer.assembly import prepare_models

    for use in prepare_models(settings_for(settings_file)):
        typer.echo(f"{use.role:<11}ready: {use.name}, on {use.backend}")


def _origin(path: Path | None) -> str:
    if path is None:
        return "computed, no files"
    if "site-packages" in path.parts:
        return f"installed package: {path}"
    return f"shipped with the analyzer: {path}" if Path(__file__).parents[1] in path.parents else str(path)
