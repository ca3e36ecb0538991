"""The report as one HTML file that asks nobody for anything: no image, no address but its own, one script that filters.

Without the script everything is there to read. The policy of the page lets through this style and this script by their
digests, and nothing else: whatever a document holds, no text of it becomes a rule, a request or code.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from analyzer.reports.markup import brief, document_markup, passage_markup, place, plain, shown, signed
from analyzer.reports.page import EVERYTHING, Page, report_page
from analyzer.settings import ReportSettings
from analyzer.tables import HEDGED_BELOW, WORDING, Lookup, StatementRow
from analyzer.tables.changes import Since
from analyzer.tables.narrowing import Narrowing

if TYPE_CHECKING:
    from jinja2 import Environment

STYLE, SCRIPT = "style.css", "filters.js"
_NOTHING_ELSE = "base-uri 'none'; form-action 'none'"


def html_report(
    lookup: Lookup, settings: ReportSettings, narrowing: Narrowing = EVERYTHING, since: Since | None = None
) -> str:
    """Draw an analysis, or a part of it, as one HTML page; what changed ``since`` an earlier run comes first."""
    return draw_html(report_page(lookup, settings, narrowing), lookup.numbers, since)


def draw_html(page: Page, numbers: Mapping[str, int], since: Since | None) -> str:
    """Draw what was chosen for a report; ``numbers`` are those of the statements."""
    from markupsafe import Markup

    environment = _environment()
    style, script = (environment.loader.get_source(environment, name)[0] for name in (STYLE, SCRIPT))  # type: ignore[union-attr]
    listed = frozenset(row.id for row in page.statements)
    drawn = {
        identifier: [document_markup(part, numbers, listed) for part in reading.parts]
        for identifier, reading in page.readings.items()
    }
    return environment.get_template("report.html.j2").render(
        page=page,
        since=since,
        numbers=numbers,
        listed=listed,
        drawn=drawn,
        manner=manner,
        style=Markup(style),
        script=Markup(script),
        policy=f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; {_NOTHING_ELSE}",
    )


def manner(row: StatementRow) -> list[str]:
    """Say how something was said: whose words, stance, certainty, who reports it; and what people corrected."""
    found = [WORDING[row.kind]]
    found += [row.stance] if row.stance != "asserts" else []
    found += [f"hedged (certainty {row.certainty:.2f} of 1)"] if row.certainty < HEDGED_BELOW else []
    return [*found, *(f"as reported by {name}" for name in row.via), *row.corrected]


def _digest(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


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
    environment.filters.update(shown=shown, brief=brief, place=place, plain=plain, signed=signed)
    environment.filters.update(passage=passage_markup)
    return environment
