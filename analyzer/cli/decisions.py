"""What people decided: shown, exported, taken in from another file, forgotten."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer.cli.terminal import Outcome, fail, printable, say
from analyzer.errors import DecisionsError
from analyzer.storage import DECISIONS_FILE

if TYPE_CHECKING:
    from analyzer.schema import Cited
    from analyzer.storage import DecisionLog, Event

_LONGEST_CLAIM = 60

app = typer.Typer(help="Look into the file that keeps what people decided, export it, take in another, forget.")
_File = Annotated[
    Path,
    typer.Option("--decisions", metavar="FILE", help="The file of decisions; by default that of the folder out."),
]
_DEFAULT = Path("out") / DECISIONS_FILE


@app.command()
def show(
    decisions: _File = _DEFAULT,
    last: Annotated[int, typer.Option(min=0, help="How many of the latest to list.")] = 20,
) -> None:
    """Show how much was decided, and the latest decisions, each on one line."""
    events = _log(decisions).events()
    n_undone = sum(event.undone_by is not None for event in events)
    by_kind = [f"{sum(e.kind == kind for e in events)} {kind}s" for kind in ("review", "correction")]
    typer.echo(printable(f"{decisions}: {', '.join(by_kind)}; {n_undone} of them undone"))
    for event in events[len(events) - last :] if last < len(events) else events:
        typer.echo(printable(_line(event)))


@app.command()
def export(
    decisions: _File = _DEFAULT,
    gold: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write what stands as gold for `evaluate analysis` into this folder instead."),
    ] = None,
    analysis: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="For --gold: what was decided about; by default analysis.json beside."),
    ] = None,
) -> None:
    """Print every decision with who and when as lines of JSON, those undone and their undoing too."""
    if gold is not None:
        _export_gold(decisions, gold, analysis)
        return
    from analyzer.storage.decision_lines import to_lines

    for line in to_lines(_log(decisions).records()):
        typer.echo(line)


@app.command(name="import")
def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="What `export` printed.")],
    decisions: _File = _DEFAULT,
) -> None:
    """Take in exported decisions, all or none; those that are here already are passed over."""
    from analyzer.runs import check_decisions
    from analyzer.storage import DecisionLog
    from analyzer.storage.decision_lines import from_lines

    records = []
    for path in files:
        try:
            found = list(from_lines(path.read_text(encoding="utf-8-sig").splitlines()))
            check_decisions(found)
        except (OSError, UnicodeError) as error:
            fail(f"{path} cannot be read: {error}", Outcome.USAGE)
        except DecisionsError as error:
            fail(f"{path}: {error}", Outcome.USAGE)
        records += found
    n_new = DecisionLog(decisions).take_in(records)
    say(f"{n_new} new, {len(records) - n_new} known already: {decisions}")


@app.command()
def forget(
    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help="Its id, its url, or its path where it has no url.")
    ],
    decisions: _File = _DEFAULT,
) -> None:
    """Delete every decision that names a document, and overwrite it; exports made before still hold it."""
    n_forgotten = _log(decisions).forget({document})
    if n_forgotten == 0:
        fail(f"{decisions} names no document {document}", Outcome.USAGE)
    say(f"{n_forgotten} decisions deleted: {decisions}")


def _export_gold(decisions: Path, gold: Path, analysis_file: Path | None) -> None:
    """Write gold of an analysis as it is decided and corrected now."""
    from analyzer.corrected import show_corrected
    from analyzer.errors import AnalysisFileError
    from analyzer.evaluation import gold_from_decisions, write_gold
    from analyzer.reviews import review_analysis
    from analyzer.runs import read_decisions
    from analyzer.storage import ANALYSIS_FILE, read_analysis

    decided = read_decisions(_log(decisions).path)
    try:
        found = read_analysis(analysis_file or decisions.parent / ANALYSIS_FILE)
        corrected, _ = show_corrected(found, None, decided.corrections)
        rows = gold_from_decisions(review_analysis(corrected, decided.reviews))
        write_gold(rows, gold)
    except AnalysisFileError as error:
        fail(str(error), Outcome.USAGE)
    except OSError as error:
        fail(f"{gold} cannot be written: {error}", Outcome.USAGE)
    say(f"{len(rows['statements'])} statements, {len(rows['conflicts'])} decisions about conflicts: {gold}")


def _log(path: Path) -> DecisionLog:
    from analyzer.storage import DecisionLog

    if not path.exists():
        fail(f"no file of decisions {path}; the first decision makes it, --decisions says where it is", Outcome.USAGE)
    return DecisionLog(path)


def _line(event: Event) -> str:
    who = f"{event.id}  {event.at}  {event.person or '(no name)'}"
    undone = " (undone)" if event.undone_by is not None else ""
    return f"{who}  {event.kind}{undone}: {_told(event)}"


def _told(event: Event) -> str:
    if event.kind != "review":
        return str(event.body.get("kind", "")).replace("_", " ")
    from analyzer.reviews import from_body

    review = from_body(event.body, person=event.person, at=event.at)
    note = f" ({review.note})" if review.note else ""
    return f"{review.decision.replace('_', ' ')}: {_side(review.left)} / {_side(review.right)}{note}"


def _side(cited: Cited) -> str:
    claim = cited.claim if len(cited.claim) <= _LONGEST_CLAIM else f"{cited.claim[:_LONGEST_CLAIM].rstrip()} …"
    return f"{', '.join(cited.speakers) or '(not named)'}: {claim}"
