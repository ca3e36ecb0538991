"""The first page: the queue of conflicts, strongest first, and the one that is chosen with both its passages."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from analyzer.tables import QueueRow, Summary, conflict_row
from dashboard import components
from dashboard.filters import Filters, options
from dashboard.state import Opened, choose_conflict, open_analysis, wanted_conflict

FILTER_NAMES = {
    "kinds": "What differs",
    "strengths": "Strength",
    "bands": "Band",
    "speakers": "Speaker",
    "documents": "Publisher or document",
}
HELP = {
    "strengths": "Hard: as worded, both cannot hold. Soft: they pull apart in degree, framing or position.",
    "bands": "Flagged: the evidence is strong. Possible: worth a look, with more false alarms.",
}
_HEADER, _ROW, _MOST_ROWS = 38, 35, 6


def show() -> None:
    """Draw the page."""
    opened = open_analysis()
    st.html(page_head(opened.counts))
    rows = opened.queue
    if not rows:
        st.html(components.notice(*why_empty(opened.counts)))
        return
    filters = choose_filters(rows)
    visible = [row for row in rows if filters.pass_row(row)]
    if not visible:
        st.html(components.notice("No conflict fits these filters", [f"There are {len(rows)} without them."]))
        st.button("Show all", on_click=clear_filters)
        return
    wanted, asked = wanted_conflict()
    if asked and all(row.id != wanted for row in rows):
        lines = [f"The address names the conflict {wanted}, which this analysis does not have. The strongest is shown."]
        st.html(components.notice("That conflict is not here", lines))
    chosen = queue(visible, wanted, asked=asked, n_all=len(rows))
    choose_conflict(chosen.id)
    detail(chosen.id, opened)


def page_head(counts: Summary) -> str:
    """Say what there is, in one line."""
    unread = len(counts.skipped) + len(counts.failed)
    facts = [
        f"{counts.n_flagged} flagged and {counts.n_possible} possible conflicts",
        f"{counts.n_statements} statements by {counts.n_speakers} speakers",
        f"{len(counts.read)} documents read" + (f", {unread} not read" if unread else ""),
    ]
    return f"<header class='sc-head'><h1>Where accounts differ</h1><p>{' · '.join(facts)}</p></header>"


def why_empty(counts: Summary) -> tuple[str, list[str]]:
    """Say why there is nothing to show: nothing read, nothing said, or nothing that differs."""
    if not counts.read:
        return "No document was read", ["“About this analysis” lists what was given and why it was not read."]
    if not counts.n_statements:
        return "No statement was found", [f"{len(counts.read)} documents were read; none says who said what."]
    return "No conflict was found", [
        f"{counts.n_statements} statements were compared and none of them differ in a way that this program sees.",
        "That is no proof that they agree: “About this analysis” says what it cannot see.",
    ]


def choose_filters(rows: Sequence[QueueRow]) -> Filters:
    """Draw the filters and return what is chosen."""
    possible = options(rows)
    chosen = dict[str, list[str]]()
    with st.expander("Filter"):
        for column, (name, label) in zip(st.columns(len(FILTER_NAMES)), FILTER_NAMES.items(), strict=True):
            chosen[name] = column.multiselect(
                label,
                getattr(possible, name),
                key=f"filter {name}",
                help=HELP.get(name),
                placeholder="All",
                format_func=str.capitalize if name == "strengths" else str,
                persist_state="session",
            )
    return Filters(**chosen)


def clear_filters() -> None:
    """Let everything through again."""
    for name in FILTER_NAMES:
        st.session_state[f"filter {name}"] = []


def queue(visible: Sequence[QueueRow], wanted: str | None, *, asked: bool, n_all: int) -> QueueRow:
    """Draw the queue and return the line that is chosen; there always is one.

    A list that is new starts at the ``wanted`` conflict, and any list moves to it when the address ``asked`` for it.
    Streamlit gives back the number of a row, which after filtering means another conflict: the widget's key holds
    a digest of the ids in view, so that a number never outlives the list that it counts in.
    """
    ids = [row.id for row in visible]
    key = queue_key(ids)
    if asked or key not in st.session_state:
        select(key, ids.index(wanted) if wanted in ids else 0)
    event = st.dataframe(
        frame(visible),
        key=key,
        on_select=partial(take_clicked_row, key, st.session_state[key]["selection"]["rows"]),
        selection_mode=["single-row-required", "single-cell"],
        hide_index=True,
        height=_HEADER + _ROW * min(len(visible), _MOST_ROWS),
        row_height=_ROW,
        column_config=COLUMNS,
        alt=f"Queue of {len(visible)} conflicts, strongest first",
    )
    number = row_number(event.selection.rows, len(visible))
    step_buttons(key, number, len(visible), n_all)
    return visible[number]


def queue_key(ids: Sequence[str]) -> str:
    """Name the widget after the ids in view."""
    return "queue " + hashlib.sha256("\n".join(ids).encode()).hexdigest()[:16]


def row_number(selected: Sequence[int], n_rows: int) -> int:
    """Return the selected row, or the first when none, or one that does not exist, is selected."""
    return selected[0] if selected and 0 <= selected[0] < n_rows else 0


def select(key: str, number: int) -> None:
    """Select a row of the queue named by its key."""
    st.session_state[key] = {"selection": {"rows": [number], "columns": [], "cells": []}}


def take_clicked_row(key: str, rows_before: Sequence[int]) -> None:
    """Select the row of a clicked cell: Streamlit selects a row by its tick box only, and people click on words.

    A cell once clicked stays so; it counts only while the tick is where it was.
    """
    selection = st.session_state[key]["selection"]
    if selection["cells"] and selection["rows"] == rows_before:
        select(key, selection["cells"][0][0])
    elif selection["cells"]:
        select(key, selection["rows"][0])


def step_buttons(key: str, number: int, n_rows: int, n_all: int) -> None:
    """Draw the buttons to the neighbours in the queue."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Previous", disabled=number == 0, on_click=select, args=(key, number - 1), shortcut="p")
        st.button("Next", disabled=number == n_rows - 1, on_click=select, args=(key, number + 1), shortcut="n")
        st.caption(f"{number + 1} of {n_rows}" + (f", filtered from {n_all}" if n_rows < n_all else ""))


def frame(visible: Sequence[QueueRow]) -> dict[str, list[Any]]:
    """Put the lines of the queue into a table."""
    return {
        "differs": [row.kind_words for row in visible],
        "one": [row.left for row in visible],
        "other": [row.right for row in visible],
        "strength": [row.strength.capitalize() for row in visible],
        "band": [row.band_words for row in visible],
        "score": [row.score for row in visible],
    }


COLUMNS = {
    "differs": st.column_config.TextColumn("What differs", width=165),
    "one": st.column_config.TextColumn("One account", width=360),
    "other": st.column_config.TextColumn("Another account", width=360),
    "strength": st.column_config.TextColumn("Strength", width=78, help=HELP["strengths"]),
    "band": st.column_config.TextColumn("Band", width=78, help=HELP["bands"]),
    "score": st.column_config.NumberColumn(
        "Score", width=62, format="%.2f", help="Ranks conflicts: log-odds that they differ."
    ),
}


def detail(conflict_id: str, opened: Opened) -> None:
    """Draw the chosen conflict."""
    found = next(conflict for conflict in opened.analysis.conflicts if conflict.id == conflict_id)
    row = conflict_row(found, opened.lookup, width=2_000)
    st.html(components.conflict_card(row))
    st.html(components.evidence_table(row))
    st.html(components.articles(row, opened.lookup))
