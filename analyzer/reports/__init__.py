"""Analysis to files for people: HTML, Markdown and CSV, beside the data files; what they hold: ``docs/report.md``."""

from __future__ import annotations

from pathlib import Path

from analyzer.reports.formats import (
    FORMATS,
    HTML_FILE,
    MARKDOWN_FILE,
    USUAL,
    Format,
    ReportChoice,
    remove_formats,
    report_files,
)
from analyzer.reports.html import html_report
from analyzer.reports.markdown import markdown_report
from analyzer.reports.spreadsheet import csv_table, spreadsheets, statement_table
from analyzer.schema import Analysis, Changes, Embeddings
from analyzer.settings import ReportSettings
from analyzer.storage import (
    ANALYSIS_FILE,
    CHANGES_FILE,
    EMBEDDINGS_FILE,
    publishing,
    write_analysis,
    write_atomically,
    write_changes,
    write_embeddings,
)
from analyzer.tables import look_up
from analyzer.tables.changes import since_rows
from analyzer.tables.narrowing import narrow

_USUAL_CHOICE = ReportChoice()

__all__ = [
    "FORMATS",
    "HTML_FILE",
    "MARKDOWN_FILE",
    "USUAL",
    "Format",
    "ReportChoice",
    "csv_table",
    "html_report",
    "markdown_report",
    "spreadsheets",
    "statement_table",
    "write_report",
]


def write_report(
    analysis: Analysis,
    embeddings: Embeddings,
    out: Path,
    settings: ReportSettings,
    changes: Changes | None = None,
    choice: ReportChoice = _USUAL_CHOICE,
) -> tuple[str, ...]:
    """Write every file of a report into a folder, made if missing; they take their places together or not at all.

    All is written aside first (:func:`analyzer.storage.publishing`), so that a job that is killed leaves the report
    before it. The caps of ``settings`` hold for ``report.html`` and ``report.md`` alone.

    Parameters
    ----------
    changes
        What changed since an earlier run: first in the reports, and ``changes.json``; ``None`` writes neither.
    choice
        Which formats, and what part the reports show. Files of formats that are not chosen are removed.

    Returns
    -------
    tuple of str
        What part of the analysis the reports show, a sentence each; nothing where they show all of it.

    Raises
    ------
    AnalysisFileError
        The analysis holds a number that JSON does not know.
    OSError
        A file cannot be written.
    """
    with publishing(out) as aside:
        write_analysis(analysis, aside / ANALYSIS_FILE)
        write_embeddings(embeddings, analysis, aside / EMBEDDINGS_FILE)
        if changes is not None:
            write_changes(changes, aside / CHANGES_FILE)
        lookup = look_up(analysis)
        since = None if changes is None else since_rows(changes, most=settings.max_rows)
        written = set[str]()
        for name, data in report_files(lookup, settings, choice, since):
            (aside / name).parent.mkdir(exist_ok=True)
            write_atomically(aside / name, data)
            written.add(name)
    remove_formats(out, frozenset(written))
    return narrow(lookup, choice.narrowing).told
