"""The first page: the queue of conflicts, strongest first, and the one that is chosen with both its passages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from analyzer.tables import QueueRow, Summary, conflict_row
from dashboard import components
from dashboard.choosing import choose_row, not_here
from dashboard.filters import Filters, options
from dashboard.state import Opened, open_analysis

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
LINK = "conflict"  # query parameter that names a conflict


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
    if named := not_here(LINK, rows):
        lines = [f"The address names the conflict {named}, which this analysis does not have. The strongest is shown."]
        st.html(components.notice("That conflict is not here", lines))
    chosen = choose_row(LINK, visible, frame, COLUMNS, what="conflicts, strongest first", n_all=len(rows))
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
