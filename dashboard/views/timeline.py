"""When what was said of which event or topic, and which statements are worded alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import streamlit as st

from analyzer.tables import Lookup, statement_row
from analyzer.tables.maps import MOST_POINTS, MapPoint, StatementMap, magnified, most_common, statement_map
from analyzer.tables.statement_filters import thread_names
from analyzer.tables.timelines import (
    MOST_COLUMNS,
    TIMELINE_HEADER,
    Stretch,
    Timeline,
    stretch_of,
    time_row,
    timeline,
    timeline_lines,
)
from dashboard.drawing import components
from dashboard.drawing.charts import N_HUES, Hue, dots, hues_listed, points_listed, time_table
from dashboard.drawing.statements_shown import counted
from dashboard.panels.downloads import Cell, offer
from dashboard.panels.filter_fields import MOST_OPTIONS, narrowed
from dashboard.panels.paging import page_of
from dashboard.panels.search_fields import day
from dashboard.state import Opened, open_analysis

SINCE, UNTIL, THREADS_PAGE = "time_from", "time_to", "time_page"  # query parameters
THREAD, POINTS_PAGE = "map_thread", "point_page"
TIMELINE, MAP = "Timeline", "Map"
THREADS_SHOWN, POINTS_LISTED = 15, 50
MAP_HEADER = ("statement", "x", "y", "speaker", "claim", "document", "published", "thread", "group")
_SHOWN = "map shown before"


def show() -> None:
    """Draw the page."""
    opened = open_analysis()
    st.html("<header class='sc-head'><h1>When it was printed, and what is worded alike</h1></header>")
    if not opened.analysis.statements:
        st.html(components.notice(*why_empty(len(opened.counts.read))))
        return
    part = st.segmented_control(
        "Drawn", [TIMELINE, MAP], default=TIMELINE, required=True, key="drawn", bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
    if part == MAP:
        show_map(opened)
    else:
        show_timeline(opened)


def why_empty(n_read: int) -> tuple[str, list[str]]:
    """Say why there is nothing to draw."""
    if not n_read:
        return "No document was read", ["“How this was made” lists what was given and why it was not read."]
    return "No statement was found", [f"{n_read:,} documents were read; none says who said what."]


def show_timeline(opened: Opened) -> None:
    """Draw statements and conflicts by thread and time."""
    line = opened.once(timeline)
    if line.first is None:
        lines = [f"None of the {counted(line.n_undated, 'statement')} has a date: the documents do not say theirs."]
        st.html(components.notice("No date is known", lines))
        return
    left, right, reset = st.columns([2, 2, 3], vertical_alignment="bottom")
    with left:
        since = day("From", SINCE)
    with right:
        until = day("Until", UNTIL)
    if since or until:
        reset.button("All of it", type="tertiary", on_click=show_all_of_it)
    stretch = stretch_of(line, since, until)
    if stretch is None:
        lines = [f"There are statements from {line.first} to {line.last}."]
        st.html(components.notice("Nothing was printed then", lines))
        return
    st.caption(within(line, stretch))
    threads = page_of(stretch.threads, THREADS_PAGE, per_page=THREADS_SHOWN)
    st.html(time_table(stretch, [time_row(line, thread, stretch.periods) for thread in threads]))
    offer("timeline", TIMELINE_HEADER, lambda: timeline_lines(line, since, until))


def show_all_of_it() -> None:
    """Forget the stretch of time that was chosen."""
    st.session_state[SINCE] = st.session_state[UNTIL] = None


def within(line: Timeline, stretch: Stretch) -> str:
    """Say what is drawn, and what is not."""
    n = sum(cell.n_statements for cell in stretch.totals)
    first, last = stretch.periods[0].first, stretch.periods[-1].last
    told = [f"{counted(n, 'statement')} of {counted(len(stretch.threads), 'event or topic')}, {first} to {last}"]
    told[0] = told[0].replace("event or topics", "events or topics")
    if stretch.unit != "day":
        told.append(f"by {stretch.unit}, as days would not fit in {MOST_COLUMNS} columns: choose dates for finer ones")
    if line.n_undated:
        told.append(f"{counted(line.n_undated, 'statement')} without a date, on no day of it")
    return ". ".join(one[:1].upper() + one[1:] for one in told) + "."


@lru_cache(maxsize=1)
def map_of(opened: Opened) -> StatementMap | None:
    """Return the map of an analysis, laid out once; ``None`` where there are no vectors."""
    vectors = opened.embeddings()
    return None if vectors is None else statement_map(opened.lookup, vectors)


def show_map(opened: Opened) -> None:
    """Draw statements as points."""
    with st.spinner("Laying the statements out …"):
        found = map_of(opened)
    if found is None or not found.points:
        lines = ["It is made of the vectors in embeddings.npy, which are not beside the analysis, or not its own."]
        st.html(components.notice("There is no map", lines))
        return
    by, thread = map_fields(opened)
    points: Sequence[MapPoint] = found.points
    if thread is not None:
        points = magnified([point for point in points if point.thread == thread])
    st.caption(drawn_of(found, points, is_part=thread is not None))
    hues, hue_of = coloured(points, by, opened.lookup, opened.once(thread_names))
    words = f"Map of {counted(len(points), 'statement')}; the list below it says the same in words"
    st.html(dots(points, hue_of, {point.id: told_of(point, opened.lookup) for point in points}, words))
    st.html(hues_listed(hues, len(points) - len(hue_of)))
    if st.session_state.setdefault(_SHOWN, thread) != thread:
        st.session_state[_SHOWN], st.session_state[POINTS_PAGE] = thread, 1
    with st.expander(f"The points as a list: {len(points):,}"):
        shown = page_of(points, POINTS_PAGE, per_page=POINTS_LISTED)
        st.html(points_listed(statement_row(opened.lookup.statements[point.id], opened.lookup) for point in shown))
    offer("map", MAP_HEADER, lambda: map_lines(points, opened.lookup))


def map_fields(opened: Opened) -> tuple[str, str | None]:
    """Draw what points are coloured by and which of them are shown; return both, the thread by its id."""
    ids = {name: id_ for id_, name in opened.once(thread_names).items()}
    left, right = st.columns([1, 3], vertical_alignment="bottom")
    by = left.segmented_control(
        "Coloured by", ["Events", "Groups"], default="Events", required=True, key="coloured_by", bind="query-params"
    )
    names: Sequence[str] = sorted(ids)
    with right:
        if len(names) > MOST_OPTIONS:
            words = st.text_input(
                "Find an event or topic", key="find map_thread", placeholder=f"{len(names):,} of them"
            )
            names = narrowed(names, words, [st.session_state.get(THREAD) or "", *st.query_params.get_all(THREAD)])
        name = st.selectbox(
            "Only one event or topic, magnified", names, None, key=THREAD, placeholder="All", bind="query-params"
        )
    return by or "Events", ids.get(name or "")


def drawn_of(found: StatementMap, points: Sequence[MapPoint], *, is_part: bool) -> str:
    """Say how many statements are drawn, and how they were chosen where they are not all."""
    told = f"{counted(len(points), 'statement')}, copies not counted."
    if len(found.points) < found.n_statements:
        told += (
            f" Of {found.n_statements:,}, {MOST_POINTS:,} are laid out: the same share of every event or topic, those "
            "with a speaker first."
        )
    return told + (" Magnified: the places are those of the whole map, moved apart." if is_part else "")


def coloured(
    points: Sequence[MapPoint], by: str, lookup: Lookup, names: dict[str, str]
) -> tuple[list[Hue], dict[str, int]]:
    """Return the threads, or groups, with most points, and the number of each of their points' hue."""
    keys = {point.id: point.group if by == "Groups" else point.thread for point in points}
    common = most_common(list(keys.values()), N_HUES)
    number = {key: place for place, key in enumerate(common, start=1)}
    hue_of = {id_: number[key] for id_, key in keys.items() if key in number}
    n_points = {key: sum(one == key for one in keys.values()) for key in common}
    hues = [
        Hue(number[key], lookup.groups[key].label, "groups", {"group": key}, n_points[key])
        if by == "Groups"
        else Hue(number[key], names[key], "accounts", {"thread": key}, n_points[key])
        for key in common
    ]
    return hues, hue_of


def told_of(point: MapPoint, lookup: Lookup) -> str:
    """Say who says what at a point."""
    statement = lookup.statements[point.id]
    return f"{lookup.speaker_of(statement)}: {statement.claim}"


def map_lines(points: Sequence[MapPoint], lookup: Lookup) -> Iterator[list[Cell]]:
    """Return the rows of the file."""
    for point in points:
        row = statement_row(lookup.statements[point.id], lookup)
        about: list[Cell] = [row.speaker, row.claim, row.document, row.published, row.thread, row.group_id]
        yield [row.id, round(point.x, 4), round(point.y, 4), *about]
