"""The report as one HTML file that asks nobody for anything: no script, no image, no address but its own."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING

from analyzer.reports.markup import brief, document_markup, passage_markup, place, shown, signed
from analyzer.reports.page import report_page
from analyzer.settings import ReportSettings
from analyzer.tables import HEDGED_BELOW, WORDING, Lookup, StatementRow

if TYPE_CHECKING:
    from jinja2 import Environment


def html_report(lookup: Lookup, settings: ReportSettings) -> str:
    """Draw an analysis as one HTML page."""
    from markupsafe import Markup

    environment = _environment()
    style, _, _ = environment.loader.get_source(environment, "style.css")  # type: ignore[union-attr]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    page = report_page(lookup, settings)
    listed = frozenset(row.id for row in page.statements)
    drawn = {
        identifier: [document_markup(part, lookup.numbers, listed) for part in reading.parts]
        for identifier, reading in page.readings.items()
    }
    return environment.get_template("report.html.j2").render(
        page=page,
        numbers=lookup.numbers,
        listed=listed,
        drawn=drawn,
        manner=manner,
        style=Markup(style),
        policy=policy,
    )


def manner(row: StatementRow) -> list[str]:
    """Say how something was said: whose words, stance, certainty, who reports it; and what people corrected."""
    found = [WORDING[row.kind]]
    found += [row.stance] if row.stance != "asserts" else []
    found += [f"hedged (certainty {row.certainty:.2f} of 1)"] if row.certainty < HEDGED_BELOW else []
    return [*found, *(f"as reported by {name}" for name in row.via), *row.corrected]


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("analyzer.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(shown=shown, brief=brief, place=place, signed=signed, passage=passage_markup)
    return environment
