"""The evaluations: one command a kind of gold. Heavy imports wait inside the commands."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer.cli.scores import as_json, quotation_table
from analyzer.cli.terminal import Outcome, ProgressLines, SettingsFile, fail, say
from analyzer.settings import Settings, load_settings

if TYPE_CHECKING:
    from analyzer.evaluation import MarkedArticle, QuotationScores

MAX_ARTICLES_TOLD = 5

app = typer.Typer(
    help="Measure the analyzer, or another system, against material that you have marked by hand.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command()
def quotations(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Articles with their quotations marked.")],
    predictions: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Score the rows of this file instead of running the analyzer.")
    ] = None,
    settings_file: SettingsFile = None,
    json_wanted: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
    write: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what the analyzer finds, in the form of GOLD.")
    ] = None,
) -> None:
    """Score the quotations found in articles, and their speakers.

    GOLD and --predictions hold JSON lines, packed if the name ends in .gz, one article a line: {"doc_id", "text",
    "quotes": [{"content": [[start, end], ...], "source": [...], "cue": [...], "confidence": 0.9}]}, offsets in
    characters, end exclusive. docs/evaluation.md explains each figure. What the analyzer finds as reported inside
    another statement is left out, as such rows do not nest.

    Exit codes: 0 done; 1 crash; 2 usage, or a file that is not of this form.
    """
    if predictions and (write or settings_file):
        fail("with --predictions nothing is run: leave out --write and --settings", Outcome.USAGE)
    settings = load_settings(settings_file) if settings_file else Settings()
    from analyzer.evaluation import read_gold, read_predictions, score_quotations

    if write:
        _check_target(write, gold)
    marked = read_gold(gold)
    found = read_predictions(predictions, marked) if predictions else _extract(marked, settings)
    if write:
        _write(found, write)
    scores = score_quotations(marked, found)
    _tell_strays(scores)
    typer.echo(json.dumps(as_json(scores), indent=1) if json_wanted else quotation_table(scores))


def _extract(gold: Sequence[MarkedArticle], settings: Settings) -> tuple[MarkedArticle, ...]:
    """Run the analyzer over the texts of a gold, up to the statements."""
    from analyzer.assembly import assemble
    from analyzer.documents import read_text
    from analyzer.evaluation import quotation_rows
    from analyzer.statements import extract_statements

    progress = ProgressLines(sys.stderr)
    documents = [read_text(article.doc_id, article.text) for article in gold]
    extracted = extract_statements(documents, settings.statements, assemble(settings).tagger, progress)
    return quotation_rows(documents, extracted.statements)


def _check_target(path: Path, gold: Path) -> None:
    """Refuse a file that cannot be written, before the work is done for nothing."""
    if path.resolve() == gold.resolve():
        fail(f"--write {path} would overwrite the gold", Outcome.USAGE)
    if path.is_dir() or not path.parent.is_dir():
        fail(f"cannot write --write {path}: not a file in a folder that exists", Outcome.USAGE)


def _write(articles: Sequence[MarkedArticle], path: Path) -> None:
    from analyzer.evaluation import write_marked_articles

    try:
        write_marked_articles(articles, path)
    except OSError as error:
        fail(f"cannot write --write {path}: {error.strerror or error}", Outcome.USAGE)


def _tell_strays(scores: QuotationScores) -> None:
    """Name articles that only one side has."""
    for what, ids in (
        ("in the gold alone, their quotations counted as not found", scores.missing),
        ("in the predictions alone, not counted", scores.unknown),
    ):
        if ids:
            more = ", …" if len(ids) > MAX_ARTICLES_TOLD else ""
            say(f"{len(ids)} articles {what}: {', '.join(ids[:MAX_ARTICLES_TOLD])}{more}")
