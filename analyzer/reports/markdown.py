"""The report as Markdown, for an editor, a wiki or a pull request."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from analyzer.reports.html import manner
from analyzer.reports.markup import signed
from analyzer.reports.page import EVERYTHING, Page, report_page
from analyzer.settings import ReportSettings
from analyzer.tables import Lookup, Segment
from analyzer.tables.changes import Since
from analyzer.tables.narrowing import Narrowing

if TYPE_CHECKING:
    from jinja2 import Environment

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#|~&@:$=!^])|(?<=\w)(\.)(?=\w)|^([-+.])|^(\d+)(?=\.(?:\s|$))")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_LIMIT = 600


class Written(str):
    """Text that is Markdown already."""

    __slots__ = ()


def markdown_report(
    lookup: Lookup, settings: ReportSettings, narrowing: Narrowing = EVERYTHING, since: Since | None = None
) -> str:
    """Write an analysis, or a part of it, as Markdown; what changed ``since`` an earlier run comes first.

    Text from documents is escaped, holds no links, and stands on one line.
    """
    return draw_markdown(report_page(lookup, settings, narrowing), lookup.numbers, since)


def draw_markdown(page: Page, numbers: Mapping[str, int], since: Since | None) -> str:
    """Write what was chosen for a report; ``numbers`` are those of the statements."""
    template = _environment().get_template("report.md.j2")
    return template.render(page=page, since=since, numbers=numbers, manner=manner)


def escaped(text: object) -> Written:
    r"""Escape everything that Markdown or HTML would act upon, bare addresses included.

    Line breaks become spaces; invisible characters that turn the direction of text are named instead.

    Example
    -------
    >>> print(escaped("![](http://x.example) <b> *bold* a.b"))
    \!\[\]\(http\://x\.example\) \<b\> \*bold\* a\.b
    """
    if isinstance(text, Written):
        return text
    line = _CONTROL.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", " ".join(str(text).split()))
    cut = line if len(line) <= _LIMIT else f"{line[:_LIMIT]} …"
    return Written(_SPECIAL.sub(_escape, cut))


def passage_markdown(segments: Iterable[Segment]) -> Written:
    """Write a passage on one line, the clashing words bold."""
    written = []
    for clash, run in itertools.groupby(segments, key=lambda segment: "clash" in segment.kinds):
        text = "".join(segment.text for segment in run)
        inner = escaped(text)
        before, after = " " if text[:1].isspace() else "", " " if text[-1:].isspace() else ""
        written.append(f"{before}**{inner}**{after}" if clash and inner else f"{before}{inner}{after}")
    return Written("".join(written).strip())


def _escape(found: re.Match[str]) -> str:
    return f"{found[4]}\\" if found[4] else f"\\{found[0]}"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("analyzer.reports", "templates"),
        autoescape=False,
        finalize=escaped,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(passage=passage_markdown, signed=lambda number: Written(signed(number)))
    return environment
