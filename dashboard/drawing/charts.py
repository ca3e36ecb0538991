"""The timeline and the map as HTML: tables, boxes and links, as ``st.html`` drops every ``svg``.

Nothing is told by colour alone: cells of the timeline have their numbers, points of the map have shapes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analyzer.tables.maps import MapPoint
from analyzer.tables.rows import StatementRow
from analyzer.tables.timelines import Period, Stretch, TimeCell, TimeRow
from dashboard.drawing.components import escaped
from dashboard.drawing.statements_shown import anchor, counted
from dashboard.navigation import address

N_HUES = 8
"""Colours, each with a shape of its own, that the style sheet knows: ``sc-hue-1`` and so on."""
_TALLEST, _LONGEST = 64, 160
_MANY = 1_000  # points, beyond which they are drawn smaller

TIME_LEGEND = (
    "<p class='sc-legend'>Numbers: statements printed then, copies not counted; a stronger colour is more. "
    "<span class='sc-when-differs'>✕ 2</span>: conflicts with a side printed then; one of two days counts on both. "
    "Each number leads to what it counts, each date to that stretch of time.</p>"
)
MAP_LEGEND = (
    "<p class='sc-legend'>A point is a statement; choose one to read it in its document. Points near each other are "
    "mostly worded alike, which does not mean that they agree; how far apart others lie means little, and so do left, "
    "right, up and down.</p>"
)


@dataclass(frozen=True, slots=True)
class Hue:
    """A thread or group that is drawn in a colour and shape of its own; ``number`` is from 1 to :data:`N_HUES`."""

    number: int
    name: str
    page: str
    query: Mapping[str, str]
    n_points: int


def time_table(stretch: Stretch, rows: Sequence[TimeRow]) -> str:
    """Draw some threads over the periods of a stretch of time; the first row is all threads together."""
    busiest = max((cell.n_statements for row in rows for cell in row.cells), default=1) or 1
    heads = "".join(
        f"<th scope='col'><a href='{escaped(address('timeline', _dates(period, 'time')))}' target='_self'>"
        f"<span>{escaped(period.label)}</span></a></th>"
        for period in stretch.periods
    )
    with_undated = any(row.n_undated for row in rows)
    undated = "<th scope='col'><span>no date</span></th>" if with_undated else ""
    body = "".join(_time_row(row, stretch.periods, busiest, with_undated=with_undated) for row in rows)
    caption = f"Statements and conflicts by event or topic and {stretch.unit}"
    return (
        "<div class='sc-matrix sc-square sc-time' tabindex='0' role='region' aria-label='Timeline, scrolls sideways'>"
        f"<table><caption class='sc-unseen'>{caption}</caption>"
        f"<thead><tr><th scope='col'>Event or topic, by {stretch.unit}</th>{heads}{undated}</tr></thead>"
        f"<tbody>{_all_row(stretch, with_undated=with_undated)}{body}</tbody></table></div>{TIME_LEGEND}"
    )


def _all_row(stretch: Stretch, *, with_undated: bool) -> str:
    tallest = max(cell.n_statements for cell in stretch.totals) or 1
    cells = "".join(
        f"<td>{_column(cell.n_statements / tallest)}"
        f"{_n_said(cell, _dates(period, 'search'))}{_n_differing(cell, _dates(period, 'dated'))}</td>"
        for cell, period in zip(stretch.totals, stretch.periods, strict=True)
    )
    return f"<tr class='sc-all'><th scope='row'>All</th>{cells}{'<td></td>' * with_undated}</tr>"


def _column(share: float) -> str:
    return f"<span class='sc-column' style='height: {max(1, round(_TALLEST * share))}px'></span>" if share else ""


def _time_row(row: TimeRow, periods: Sequence[Period], busiest: int, *, with_undated: bool) -> str:
    cells = "".join(
        f"<td style='--share: {round(100 * cell.n_statements / busiest)}%'>"
        f"{_n_said(cell, {'search_thread': row.name, **_dates(period, 'search')})}"
        f"{_n_differing(cell, {'told_of': row.label, **_dates(period, 'dated')})}</td>"
        for cell, period in zip(row.cells, periods, strict=True)
    )
    undated = f"<td class='sc-silent'>{row.n_undated or ''}</td>" if with_undated else ""
    return f"<tr><th scope='row'>{anchor('accounts', row.name, {'thread': row.thread})}</th>{cells}{undated}</tr>"


def _n_said(cell: TimeCell, query: Mapping[str, str]) -> str:
    if not cell.n_statements:
        return "" if cell.n_conflicts else "<span class='sc-silent' aria-hidden='true'>·</span>"
    label = counted(cell.n_statements, "statement")
    target = escaped(address("search", query))
    return f"<a href='{target}' target='_self' aria-label='{label}' title='{label}'>{cell.n_statements:,}</a>"


def _n_differing(cell: TimeCell, query: Mapping[str, str]) -> str:
    if not cell.n_conflicts:
        return ""
    label = counted(cell.n_conflicts, "conflict")
    target = escaped(address("conflicts", query))
    return (
        f"<a class='sc-when-differs' href='{target}' target='_self' aria-label='{label}' title='{label}'>"
        f"✕ {cell.n_conflicts:,}</a>"
    )


def _dates(period: Period, name: str) -> dict[str, str]:
    first, last = ("dated_from", "dated_to") if name == "dated" else (f"{name}_from", f"{name}_to")
    return {first: period.first, last: period.last}


def dots(points: Sequence[MapPoint], hue_of: Mapping[str, int], told: Mapping[str, str], words: str) -> str:
    """Draw points, each a link to its statement.

    They are no stops of the tab key, which thousands of them would make useless: a list stands beside the map.

    Parameters
    ----------
    hue_of
        Statement id to the number of its hue; all others are grey.
    told
        Statement id to who says what.
    words
        What the whole shows, for those who do not see it.
    """
    drawn = "".join(_dot(point, hue_of.get(point.id, 0), told[point.id]) for point in points)
    dense = " sc-dense" if len(points) > _MANY else ""
    return f"<figure class='sc-map{dense}' role='img' aria-label='{escaped(words)}'><div>{drawn}</div></figure>"


def _dot(point: MapPoint, hue: int, told: str) -> str:
    target = escaped(address("documents", {"statement": point.id}))
    return (
        f"<a class='sc-dot sc-hue-{hue}' tabindex='-1' target='_self' href='{target}' "
        f"title='{escaped(told[:_LONGEST])}' "
        f"style='left:{100 * point.x:.2f}%;top:{100 * point.y:.2f}%'></a>"
    )


def hues_listed(hues: Iterable[Hue], n_grey: int) -> str:
    """Say which colour and shape is which, each a link."""
    items = "".join(
        f"<li><span class='sc-dot sc-hue-{hue.number}' aria-hidden='true'></span> "
        f"{anchor(hue.page, hue.name, hue.query)} ({hue.n_points:,})</li>"
        for hue in hues
    )
    grey = (
        f"<li><span class='sc-dot sc-hue-0' aria-hidden='true'></span> all others ({n_grey:,})</li>" if n_grey else ""
    )
    return f"<ul class='sc-hues'>{items}{grey}</ul>{MAP_LEGEND}"


def points_listed(rows: Iterable[StatementRow]) -> str:
    """List points in words."""
    lines = "".join(
        f"<tr><td>{anchor('documents', f'S{row.number}', {'statement': row.id})}</td><td>{escaped(row.speaker)}</td>"
        f"<td dir='auto'>{escaped(row.claim)}</td><td>{escaped(row.thread or '')}</td></tr>"
        for row in rows
    )
    heads = "".join(f"<th scope='col'>{name}</th>" for name in ("Statement", "Speaker", "Claim", "Event or topic"))
    return (
        "<div class='sc-evidence sc-points'><table><caption class='sc-unseen'>Points of the map</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table></div>"
    )
