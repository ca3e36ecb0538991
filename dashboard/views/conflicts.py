"""The first page: the queue of conflicts, strongest first, and the one that is chosen with both its passages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from analyzer.tables import QueueRow, SideRow, Summary, conflict_row, review_row
from analyzer.tables.citations import citation
from dashboard.drawing import components
from dashboard.drawing.decision_notes import reopened_note, said
from dashboard.navigation import link
from dashboard.panels.choosing import choose_row, hidden, not_here
from dashboard.panels.downloads import offer
from dashboard.panels.filter_fields import HELP, choose_filters, clear_filters, in_force, only_open
from dashboard.panels.reviewing import (
    LINK,
    decide_all,
    decide_all_button,
    moved_by_a_decision,
    panel,
    tell,
    undo_button,
)
from dashboard.state import Opened, open_analysis
from dashboard.work.decisions import Decided, conflicts_by_id, decided
from dashboard.work.filters import STILL_OPEN, Filters, all_options

_DROP_FILTERS = "drop the filters of conflicts"


def show() -> None:
    """Draw the page."""
    opened = open_analysis()
    st.html(page_head(opened.counts))
    if not opened.queue:
        st.html(components.notice(*why_empty(opened.counts)))
        return
    now = decided(opened)
    if now.trouble:
        st.html(components.notice("Decisions cannot be kept here", [now.trouble, "All else works as before."]))
    if dropped := st.session_state.pop(_DROP_FILTERS, False):
        clear_filters()
        st.html(said("The filters were dropped: they hid the conflict that the address names."))
    filters = choose_filters(opened.once(all_options))
    matching = [row for row in now.queue if filters.pass_row(row)]
    visible = list_head(matching, filters, now, opened)
    moved = moved_by_a_decision()
    if hidden(LINK, now.queue, visible) and not dropped and not moved:
        st.session_state[_DROP_FILTERS] = True
        st.rerun()
    if not visible:
        st.html(components.notice(*why_filtered(matching, now.queue)))
        undo_button(opened, now.trouble is not None)
        tell()
        return
    if named := not_here(LINK, now.queue):
        lines = [f"The address names the conflict {named}, which this analysis does not have. The strongest is shown."]
        st.html(components.notice("That conflict is not here", lines))
    chosen = choose_row(LINK, visible, frame, COLUMNS, what="conflicts, strongest first", n_all=len(now.queue))
    detail(chosen, visible, now, opened)
    offer("conflicts", DOWNLOADED, lambda: [downloaded(row, now) for row in visible])


def list_head(matching: Sequence[QueueRow], filters: Filters, now: Decided, opened: Opened) -> Sequence[QueueRow]:
    """Draw how far the review has come and what the list is filtered by; return the lines to be listed."""
    told = in_force(filters)
    with st.container(horizontal=True, vertical_alignment="center"):
        visible = [row for row in matching if row.review_state in STILL_OPEN] if only_open() else matching
        st.caption(progress(matching, now.queue))
        if told or not visible:
            st.button("Show all", key="show all", type="tertiary", on_click=clear_filters)
        if len(visible) > 1:
            decide_all_button(visible, now)
    decide_all(visible, now, opened)
    if told:
        st.html(f"<p class='sc-filtered'>{told}</p>")
    return visible


def progress(matching: Sequence[QueueRow], rows: Sequence[QueueRow]) -> str:
    """Say how far the review has come, within the filters and in all.

    Example
    -------
    >>> progress([], [])
    '0 of 0 reviewed'
    """
    within = f"{_n_reviewed(matching):,} of {len(matching):,} reviewed"
    if len(matching) == len(rows):
        return within
    return f"{within} within the filters, {_n_reviewed(rows):,} of {len(rows):,} in all"


def _n_reviewed(rows: Sequence[QueueRow]) -> int:
    return sum(row.review_state not in STILL_OPEN for row in rows)


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
        return "No document was read", ["“How this was made” lists what was given and why it was not read."]
    if not counts.n_statements:
        return "No statement was found", [f"{len(counts.read)} documents were read; none says who said what."]
    return "No conflict was found", [
        f"{counts.n_statements} statements were compared and none of them differ in a way that this program sees.",
        "That is no proof that they agree: “How this was made” says what it cannot see.",
    ]


def why_filtered(matching: Sequence[QueueRow], rows: Sequence[QueueRow]) -> tuple[str, list[str]]:
    """Say why nothing is listed: all that fits is reviewed, or nothing fits."""
    if matching:
        return "All of these are reviewed", [f"{len(matching):,} in number. Switch off “Still open only” to see them."]
    return "No conflict fits these filters", [f"There are {len(rows):,} without them."]


def frame(visible: Sequence[QueueRow]) -> dict[str, list[Any]]:
    """Put the lines of the queue into a table."""
    return {
        "differs": [row.kind_words for row in visible],
        "words": [row.words for row in visible],
        "one": [row.left for row in visible],
        "other": [row.right for row in visible],
        "strength": [row.strength.capitalize() for row in visible],
        "band": [row.band_words for row in visible],
        "review": [row.review_words for row in visible],
        "score": [row.score for row in visible],
    }


COLUMNS = {
    "differs": st.column_config.TextColumn("What differs", width=165),
    "words": st.column_config.TextColumn("Words that differ", width=250),
    "one": st.column_config.TextColumn("One account", width=230),
    "other": st.column_config.TextColumn("Another account", width=230),
    "strength": st.column_config.TextColumn("Strength", width=78, help=HELP["strengths"]),
    "band": st.column_config.TextColumn("Band", width=78, help=HELP["bands"]),
    "review": st.column_config.TextColumn("Review", width=112),
    "score": st.column_config.NumberColumn(
        "Score", width=62, format="%.2f", help="Ranks conflicts: log-odds that they differ."
    ),
}


def detail(chosen: QueueRow, visible: Sequence[QueueRow], now: Decided, opened: Opened) -> None:
    """Draw the chosen conflict, and what can be decided about it."""
    row = conflict_row(opened.once(conflicts_by_id)[chosen.id], now.lookup, width=2_000)
    reviewed = now.lookup.reviews.get(chosen.id)
    if reviewed and reviewed.state == "reopened":
        st.html(reopened_note(reviewed))
    st.html(components.conflict_card(row))
    panel(chosen, visible, now, opened)
    for column, side in zip(st.columns(2), (row.left, row.right), strict=True):
        with column:
            onward(side, opened)
    st.html(components.evidence_table(row))
    st.html(components.articles(row, now.lookup))


def onward(side: SideRow, opened: Opened) -> None:
    """Draw what leads on from one side, and how it can be cited."""
    row = side.statement
    statement = opened.lookup.statements[row.id]
    st.html(f"<h3 class='sc-onward'>Look further: {components.escaped(row.speaker)}</h3>")
    with st.container(horizontal=True):
        link("documents", "In the document", {"statement": row.id})
        for number, speaker in enumerate(statement.speakers, start=1):
            label = "This speaker" if len(statement.speakers) == 1 else f"Speaker {number}"
            link("speakers", label, {"speaker": speaker})
        if row.group_id:
            link("groups", "Who says the same", {"group": row.group_id})
        if row.thread_id:
            link("accounts", "All accounts", {"thread": row.thread_id})
    with st.expander("Citation to copy"):
        st.code(citation(statement, opened.lookup), language=None, wrap_lines=True)


DOWNLOADED = (
    "conflict", "what differs", "strength", "band", "score", "one account", "another account", "thread",
    "speakers", "publishers", "documents", "dates", "review", "decided", "by", "at", "note",
)  # fmt: skip


def downloaded(row: QueueRow, now: Decided) -> list[str | float]:
    """Write one line of the queue, with the last decision about it."""
    found = review_row(row.id, now.lookup)
    decision = [found.decision_words, found.person, found.when, found.note] if found else [""] * 4
    several = ("; ".join(names) for names in (row.speakers, row.publishers, row.documents, row.dates))
    return [
        row.id, row.kind_words, row.strength, row.band_words, row.score, row.left, row.right, row.thread,
        *several, row.review_words, *decision,
    ]  # fmt: skip
