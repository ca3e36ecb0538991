"""The evaluations: one command a kind of gold. Heavy imports wait inside the commands."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from analyzer.cli.chosen_settings import settings_for
from analyzer.cli.scores import analysis_table, as_json, group_table, quotation_table, relation_table
from analyzer.cli.terminal import Outcome, ProgressLines, SettingsFile, fail, say
from analyzer.settings import Settings

if TYPE_CHECKING:
    from analyzer.evaluation import MarkedArticle, QuotationScores
    from analyzer.evaluation.group_rows import GroupedText, Label, Level
    from analyzer.evaluation.relation_rows import RelatedPair, RelationPrediction

MAX_ARTICLES_TOLD = 5
Predictions = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Score the rows of this file instead of running the analyzer.")
]
Written = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write what the analyzer finds, in the form of --predictions.")
]
JsonWanted = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]

app = typer.Typer(
    help="Measure the analyzer, or another system, against material that you have marked by hand.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command()
def quotations(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Articles with their quotations marked.")],
    predictions: Predictions = None,
    settings_file: SettingsFile = None,
    json_wanted: JsonWanted = False,
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
    settings = _settings(gold, predictions, write, settings_file)
    from analyzer.evaluation import read_gold, read_predictions, score_quotations, write_marked_articles

    marked = read_gold(gold)
    found = read_predictions(predictions, marked) if predictions else _extract(marked, settings)
    if write:
        _write(lambda: write_marked_articles(found, write), write)
    scores = score_quotations(marked, found)
    _tell_strays(scores)
    typer.echo(json.dumps(as_json(scores), indent=1) if json_wanted else quotation_table(scores))


@app.command()
def relations(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Pairs of texts with their relation.")],
    predictions: Predictions = None,
    settings_file: SettingsFile = None,
    json_wanted: JsonWanted = False,
    write: Written = None,
) -> None:
    """Score how well it is told whether two texts agree or contradict each other.

    GOLD and --predictions hold JSON lines, packed if the name ends in .gz, one pair a line, in the same order: GOLD
    {"premise", "hypothesis", "label"} with the label entailment, neutral or contradiction; --predictions
    {"entailment": 0.1, "neutral": 0.2, "contradiction": 0.7}, and "conflict" where that is estimated apart.
    docs/evaluation.md explains each figure.

    Exit codes: 0 done; 1 crash; 2 usage, or a file that is not of this form.
    """
    settings = _settings(gold, predictions, write, settings_file)
    from analyzer.evaluation.relation_rows import (
        read_related_pairs,
        read_relation_predictions,
        write_relation_predictions,
    )
    from analyzer.evaluation.relations import score_relations

    pairs = read_related_pairs(gold)
    found = read_relation_predictions(predictions, pairs) if predictions else _relate(pairs, settings)
    if write:
        _write(lambda: write_relation_predictions(found, write), write)
    n_without = sum(one.conflict is None for one in found)
    if 0 < n_without < len(found):
        say(f'{n_without} of {len(found)} predictions have no "conflict": it is not scored')
    scores = score_relations(pairs, found)
    typer.echo(json.dumps(as_json(scores), indent=1) if json_wanted else relation_table(scores))


@app.command()
def analysis(
    found: Annotated[Path, typer.Argument(metavar="ANALYSIS", help="An analysis.json.")],
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="A folder, as `decisions export --gold` writes it.")],
    complete: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A document of which GOLD holds all statements; may be given several times."),
    ] = None,
    json_wanted: JsonWanted = False,
) -> None:
    """Score a finished analysis: statements, speakers, groups and conflicts.

    What GOLD does not mention is not judged, but in documents named by --complete. docs/evaluation.md explains each
    figure.

    Exit codes: 0 done; 1 crash; 2 usage, or a file that is not of this form.
    """
    from analyzer.evaluation import evaluate
    from analyzer.storage import read_analysis

    scores = evaluate(read_analysis(found), gold, complete=complete or ())
    typer.echo(json.dumps(as_json(scores), indent=1) if json_wanted else analysis_table(scores))


@app.command()
def groups(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Texts with the groups they belong to.")],
    predictions: Predictions = None,
    level: Annotated[
        Literal["claims", "threads"],
        typer.Option(help='claims: texts that say the same, "cluster_id"; threads: of one event, "event_id".'),
    ] = "claims",
    split: Annotated[str | None, typer.Option(metavar="NAME", help='Only the rows of GOLD with this "split".')] = None,
    settings_file: SettingsFile = None,
    json_wanted: JsonWanted = False,
    write: Written = None,
) -> None:
    """Score how well texts are put together: those that say the same, or those that tell about one event.

    GOLD and --predictions hold JSON lines, packed if the name ends in .gz, one text a line, in the same order: GOLD
    {"text", "cluster_id", "event_id", "split", "doc"}, "event_id" and "split" if asked for, "doc", the document that a
    text stands in, where that is known; --predictions a label, or {"cluster_id"}, for every row of GOLD; null, -1 and
    "noise" mean alone. docs/evaluation.md explains each figure.

    Exit codes: 0 done; 1 crash; 2 usage, or a file that is not of this form.
    """
    settings = _settings(gold, predictions, write, settings_file)
    from analyzer.evaluation.group_rows import read_group_labels, read_grouped_texts, write_group_labels
    from analyzer.evaluation.groups import score_groups

    rows = read_grouped_texts(gold, level)
    wanted = [i for i, row in enumerate(rows) if split in (None, row.split)]
    if not wanted:
        names = ", ".join(sorted({row.split for row in rows if row.split})) or "none"
        fail(f'{gold}: no row with "split" {split}; found: {names}', Outcome.USAGE)
    labels: list[Label] = [None] * len(rows)
    if predictions:
        labels = list(read_group_labels(predictions, len(rows)))
    else:
        for i, label in zip(wanted, _group([rows[i] for i in wanted], level, settings), strict=True):
            labels[i] = label
    if write:
        _write(lambda: write_group_labels(labels, write), write)
    scores = score_groups([rows[i].label for i in wanted], [labels[i] for i in wanted])
    typer.echo(json.dumps(as_json(scores), indent=1) if json_wanted else group_table(scores))


def _group(gold: Sequence[GroupedText], level: Level, settings: Settings) -> Sequence[Label]:
    """Let the analyzer group the texts of a gold."""
    from analyzer.assembly import assemble
    from analyzer.text_groups import BareText, group_texts

    texts = [BareText(row.text, row.document) for row in gold]
    return group_texts(texts, level, settings=settings, parts=assemble(settings), progress=ProgressLines(sys.stderr))


def _settings(gold: Path, predictions: Path | None, write: Path | None, settings_file: Path | None) -> Settings:
    """Read the settings, and refuse options that do not go together before any work is done."""
    if predictions and (write or settings_file):
        fail("with --predictions nothing is run: leave out --write and --settings", Outcome.USAGE)
    settings = settings_for(settings_file)
    if write:
        _check_target(write, gold)
    return settings


def _relate(gold: Sequence[RelatedPair], settings: Settings) -> tuple[RelationPrediction, ...]:
    """Let the analyzer judge the pairs of a gold."""
    from analyzer.assembly import assemble
    from analyzer.evaluation.relation_rows import relation_predictions
    from analyzer.two_texts import TextPair, judge_texts

    parts, texts = assemble(settings), [(pair.premise, pair.hypothesis) for pair in gold]
    pairs = [TextPair(*both) for both in texts]
    judged = judge_texts(pairs, settings=settings, parts=parts, progress=ProgressLines(sys.stderr))
    scores = parts.relations.relate(texts).tolist() if parts.relations else None
    return relation_predictions([one.comparison for one in judged], scores)


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


def _write(write: Callable[[], None], path: Path) -> None:
    try:
        write()
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
