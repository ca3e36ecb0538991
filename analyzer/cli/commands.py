"""The commands but for the evaluations. Heavy imports wait inside them."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from analyzer import __version__
from analyzer.cli import cache, decisions, evaluate, models
from analyzer.cli.chosen_settings import SettingFlags, find_settings
from analyzer.cli.compare import compare
from analyzer.cli.report import report
from analyzer.cli.terminal import Outcome, ProgressLines, SettingsFile, fail
from analyzer.errors import AnalyzerError

app = typer.Typer(
    help="Compare the claims and statements of news documents: who said what, who agrees, where accounts differ.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(evaluate.app, name="evaluate")
app.add_typer(cache.app, name="cache")
app.add_typer(decisions.app, name="decisions")
app.add_typer(models.app, name="models")
app.command()(report)
app.command()(compare)


def main() -> None:
    """Run the command line; errors made on purpose end it with a sentence instead of a traceback."""
    try:
        app(prog_name="analyzer")
    except AnalyzerError as error:
        fail(str(error), Outcome.USAGE)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"analyzer {__version__}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Compare the claims and statements of news documents: who said what, who agrees, where accounts differ."""


@app.command()
def dashboard(
    directory: Annotated[Path, typer.Argument(metavar="[DIR]", help="Folder that holds analysis.json.")] = Path("out"),
    port: Annotated[int | None, typer.Option(help="Port to listen on; 8501 or the next free one otherwise.")] = None,
    server: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Lets others in, who sign in: where to listen and who may enter, as TOML."),
    ] = None,
) -> None:
    """Open an analysis in the dashboard, on this machine only unless --server says who else may enter."""
    from dashboard.launch import launch

    launch(directory, port=port, server_file=server, progress=ProgressLines(sys.stderr))


class _DataFile(StrEnum):
    ANALYSIS = "analysis"
    CHANGES = "changes"


@app.command()
def schema(
    file: Annotated[_DataFile, typer.Argument(help="Which file, without its .json.")] = _DataFile.ANALYSIS,
) -> None:
    """Print the JSON Schema of analysis.json, or of changes.json."""
    from analyzer.storage import changes_schema, json_schema

    made = changes_schema() if file is _DataFile.CHANGES else json_schema()
    typer.echo(json.dumps(made, ensure_ascii=False, indent=1))


@app.command()
def settings(
    settings_file: SettingsFile = None,
    flags: SettingFlags = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder of results, whose analyzer.toml holds too.")
    ] = None,
) -> None:
    """Print the settings in force as TOML, each with where it came from; ready to be saved and changed.

    In rising strength: as shipped, analyzer.toml in the working directory, DIR/analyzer.toml (--settings in place of
    both), the environment (ANALYZER_GROUPS__MIN_ENTAILMENT=0.7), --set groups.min_entailment=0.7.
    """
    typer.echo(find_settings(settings_file, flags, out).in_toml(), nl=False)
