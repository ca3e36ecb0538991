"""Analysis to files for people: HTML, Markdown and CSV, beside the data files."""

from __future__ import annotations

from pathlib import Path

from analyzer.reports.html import html_report
from analyzer.reports.markdown import markdown_report
from analyzer.reports.spreadsheet import csv_table, spreadsheets, statement_table
from analyzer.schema import Analysis, Embeddings
from analyzer.settings import ReportSettings
from analyzer.storage import (
    ANALYSIS_FILE,
    EMBEDDINGS_FILE,
    write_analysis,
    write_atomically,
    write_embeddings,
)
from analyzer.tables import look_up

HTML_FILE = "report.html"
MARKDOWN_FILE = "report.md"

__all__ = [
    "HTML_FILE",
    "MARKDOWN_FILE",
    "csv_table",
    "html_report",
    "markdown_report",
    "spreadsheets",
    "statement_table",
    "write_report",
]


def write_report(analysis: Analysis, embeddings: Embeddings, out: Path, settings: ReportSettings) -> None:
    """Write every file of a report into a folder, made if missing; each appears whole or not at all.

    The data files come first, so that a report is never newer than what it shows. The caps of ``settings`` hold for
    ``report.html`` and ``report.md`` alone.

    Raises
    ------
    AnalysisFileError
        The analysis holds a number that JSON does not know.
    OSError
        A file cannot be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    write_analysis(analysis, out / ANALYSIS_FILE)
    write_embeddings(embeddings, analysis, out / EMBEDDINGS_FILE)
    lookup = look_up(analysis)
    for name, (header, rows) in spreadsheets(lookup).items():
        write_atomically(out / name, csv_table(header, rows))
    for name, text in (
        (HTML_FILE, html_report(lookup, settings)),
        (MARKDOWN_FILE, markdown_report(lookup, settings)),
    ):
        write_atomically(out / name, text.encode("utf-8", errors="replace"))
