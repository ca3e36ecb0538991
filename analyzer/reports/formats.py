"""The formats of a report: which files each of them is, and what goes into them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from analyzer.reports.claim_review import CLAIMS_FILE, claim_reviews
from analyzer.reports.html import draw_html
from analyzer.reports.markdown import draw_markdown
from analyzer.reports.page import report_page
from analyzer.reports.spreadsheet import csv_table, spreadsheets
from analyzer.settings import ReportSettings
from analyzer.storage import ANALYSIS_FILE, TABLES_FOLDER, table_file_names, table_files
from analyzer.tables import Lookup
from analyzer.tables.changes import Since
from analyzer.tables.narrowing import Narrowing

Format = Literal["html", "md", "csv", "json", "parquet", "jsonld"]
FORMATS: tuple[Format, ...] = get_args(Format)
USUAL: frozenset[Format] = frozenset(FORMATS) - {"jsonld"}

HTML_FILE = "report.html"
MARKDOWN_FILE = "report.md"


@dataclass(frozen=True, slots=True)
class ReportChoice:
    """Which files a reader wants, and what part of the analysis those for people show.

    Attributes
    ----------
    formats
        ``json`` is written whatever is chosen.
    narrowing
        Holds for HTML and Markdown; all other files hold everything.
    """

    formats: frozenset[Format] = USUAL
    narrowing: Narrowing = field(default_factory=Narrowing)

    @property
    def first_file(self) -> str:
        """Name of the file that a person opens first."""
        return HTML_FILE if "html" in self.formats else MARKDOWN_FILE if "md" in self.formats else ANALYSIS_FILE


def report_files(
    lookup: Lookup, settings: ReportSettings, choice: ReportChoice, since: Since | None = None
) -> Iterator[tuple[str, bytes]]:
    """Draw the files chosen but for ``analysis.json``: their names, with a folder where they have one, and contents."""
    if "csv" in choice.formats:
        for name, (header, rows) in spreadsheets(lookup).items():
            yield name, csv_table(header, rows)
    if "parquet" in choice.formats:
        for name, data in table_files(lookup.analysis).items():
            yield f"{TABLES_FOLDER}/{name}", data
    if "jsonld" in choice.formats:
        yield CLAIMS_FILE, claim_reviews(lookup)
    if not choice.formats.isdisjoint(("md", "html")):
        page = report_page(lookup, settings, choice.narrowing)  # once for both
        if "md" in choice.formats:
            yield MARKDOWN_FILE, _encoded(draw_markdown(page, lookup.numbers, since))
        if "html" in choice.formats:
            yield HTML_FILE, _encoded(draw_html(page, lookup.numbers, since))


def remove_formats(folder: Path, written: frozenset[str]) -> None:
    """Remove files of formats that were not chosen: they would be of an earlier run.

    Parameters
    ----------
    written
        Names as :func:`report_files` gives them.

    Raises
    ------
    OSError
        A file cannot be removed.
    """
    names = {HTML_FILE, MARKDOWN_FILE, CLAIMS_FILE, "statements.csv", "groups.csv", "conflicts.csv"}
    tables = folder / TABLES_FOLDER
    names |= {f"{TABLES_FOLDER}/{name}" for name in table_file_names()}
    for name in names - written:
        (folder / name).unlink(missing_ok=True)
    if tables.is_dir() and not any(tables.iterdir()):
        tables.rmdir()


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", errors="replace")
