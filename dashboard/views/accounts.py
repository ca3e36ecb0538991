"""Who says what of one event or topic, how sure they are, and who agrees with whom over the whole corpus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from analyzer.tables import (
    LADDER_HEADER,
    LINES_HEADER,
    Accounts,
    By,
    Lookup,
    ThreadRow,
    account_lines,
    certainty_ladder,
    first_columns,
    ladder_lines,
    ladder_rows,
    laid_out,
    sides_printed,
    table_sources,
    thread_accounts,
    thread_rows,
)
from dashboard.drawing import components
from dashboard.drawing.ladders import ladder
from dashboard.drawing.matrices import accounts_matrix
from dashboard.navigation import link
from dashboard.panels.agreement_shown import PAIR, counted, show_corpus
from dashboard.panels.choosing import choose_row, not_here
from dashboard.panels.downloads import offer
from dashboard.panels.paging import page_of
from dashboard.state import Opened, open_analysis

THREAD = "thread"  # query parameter that names what is chosen
CLAIMS, RUNGS = "claims", "rungs"  # query parameters that hold the number of a page
ONE_THREAD, CORPUS = "One event or topic", "Who agrees and who clashes"
COLUMNS_SHOWN, COLUMNS_AT_MOST, CLAIMS_SHOWN, RUNGS_SHOWN = 8, 60, 20, 30


def show() -> None:
    """Draw the page."""
    opened = open_analysis()
    st.html("<header class='sc-head'><h1>Who says what</h1></header>")
    rows = opened.once(thread_rows)
    if not rows:
        st.html(components.notice(*why_empty(len(opened.counts.read))))
        return
    parts = [ONE_THREAD, CORPUS]
    asked = CORPUS if PAIR in st.query_params and THREAD not in st.query_params else ONE_THREAD
    part = st.segmented_control("Shown", parts, default=asked, required=True, key="shown", label_visibility="collapsed")
    if part == CORPUS:
        st.query_params.pop(THREAD, None)
        show_corpus(opened)
    else:
        show_thread(rows, opened)


def why_empty(n_read: int) -> tuple[str, list[str]]:
    """Say why there is no account to show."""
    if not n_read:
        return "No document was read", ["“How this was made” lists what was given and why it was not read."]
    return "No statement was found", [f"{n_read} documents were read; none says who said what."]


def show_thread(rows: Sequence[ThreadRow], opened: Opened) -> None:
    """Draw the list of threads, and the accounts of the one chosen."""
    st.query_params.pop(PAIR, None)
    words = st.text_input(
        "Find an event or topic", key="find", bind="query-params", placeholder="words of its name, or of a speaker's"
    )
    visible = [row for row in rows if row.fits(words)] if words else rows
    if not visible:
        st.html(components.notice("No event or topic has these words", [f"There are {len(rows):,} without them."]))
        return
    if named := not_here(THREAD, rows):
        lines = [f"The address names the thread {named}, which this analysis does not have. Another one is shown."]
        st.html(components.notice("That thread is not here", lines))
    what = "events and topics, those with most conflicts first"
    chosen = choose_row(THREAD, visible, thread_cells, THREAD_COLUMNS, what=what, n_all=len(rows))
    st.html(thread_head(chosen))
    if chosen.n_flagged + chosen.n_possible:
        link("conflicts", "Its conflicts one by one", {"told_of": chosen.label})
    show_accounts(chosen, opened.lookup)
    show_ladder(chosen, opened.lookup)


def thread_cells(rows: Sequence[ThreadRow]) -> dict[str, list[Any]]:
    """Put threads into a table."""
    return {
        "label": [row.label for row in rows],
        "conflicts": [row.n_flagged for row in rows],
        "possible": [row.n_possible for row in rows],
        "statements": [row.n_statements for row in rows],
        "speakers": [row.n_speakers for row in rows],
        "documents": [row.n_documents for row in rows],
        "first": [row.first or "" for row in rows],
        "last": [row.last or "" for row in rows],
    }


THREAD_COLUMNS = {
    "label": st.column_config.TextColumn("Event or topic", width=420),
    "conflicts": st.column_config.NumberColumn("Flagged", width=70, help="Conflicts with strong evidence."),
    "possible": st.column_config.NumberColumn("Possible", width=70, help="Conflicts worth a look."),
    "statements": st.column_config.NumberColumn("Statements", width=85, help="Copies are not counted."),
    "speakers": st.column_config.NumberColumn("Speakers", width=75),
    "documents": st.column_config.NumberColumn("Documents", width=85),
    "first": st.column_config.TextColumn("From", width=95),
    "last": st.column_config.TextColumn("To", width=95),
}


def thread_head(row: ThreadRow) -> str:
    """Name a thread and say how much there is of it."""
    dates = f"{row.first} to {row.last}" if row.first != row.last else row.first
    said = f"{counted(row.n_statements, 'statement')} by {counted(row.n_speakers, 'speaker')}"
    facts = [
        f"{said} in {counted(row.n_documents, 'document')}",
        dates or "no date known",
        f"{row.n_flagged} flagged and {row.n_possible} possible conflicts",
    ]
    return (
        f"<header class='sc-head sc-thread'><h2>{components.escaped(row.label)}</h2>"
        f"<p>{components.escaped(' · '.join(facts))}</p></header>"
    )


def show_accounts(row: ThreadRow, lookup: Lookup) -> None:
    """Draw the claims of a thread against its speakers, or against who printed them."""
    with st.container(horizontal=True, vertical_alignment="center"):
        by: By = (
            "publishers"
            if st.segmented_control(
                "Columns", ["Speakers", "Publishers"], default="Speakers", required=True, key="by", bind="query-params"
            )
            == "Publishers"
            else "speakers"
        )
        gathered = thread_accounts(lookup.threads[row.id], lookup, by=by)
        n_columns = len(gathered.columns)
        most = min(n_columns, COLUMNS_AT_MOST)
        every = n_columns > COLUMNS_SHOWN and st.toggle(
            f"Show {'all ' if most == n_columns else ''}{most} {by}", key="wide", bind="query-params"
        )
    if not gathered.claims:
        st.html(components.notice("No claim to lay out", ["Nobody is said to have claimed anything here."]))
        return
    first_page_of_another(CLAIMS, (row.id, by))
    claims = page_of(gathered.claims, CLAIMS, per_page=CLAIMS_SHOWN)
    columns = first_columns(gathered.columns, COLUMNS_AT_MOST if every else COLUMNS_SHOWN)
    table = laid_out(gathered, claims=claims, columns=columns)
    st.html(accounts_matrix(table, table_sources(table, lookup)))
    if table.n_columns_left_out:
        st.caption(
            f"{table.n_columns_left_out:,} more {by} are left out here; those with most to say on contested claims "
            "come first. The download holds all."
        )
    show_sides(gathered)
    offer(f"accounts-{by}", LINES_HEADER, lambda: account_lines(gathered, lookup))


def first_page_of_another(key: str, listed: object) -> None:
    """Begin at the first page when another list is shown than before; the first visit keeps the page in its address."""
    if st.session_state.setdefault(f"list under {key}", listed) != listed:
        st.session_state[f"list under {key}"] = listed
        st.session_state[key] = 1


def show_sides(gathered: Accounts) -> None:
    """Draw which publishers print both sides of what is disputed; nothing for speakers, or where nothing is."""
    rows = sides_printed(gathered, most=COLUMNS_AT_MOST) if gathered.by == "publishers" else ()
    if not rows:
        return
    st.subheader("Which sides each publisher prints")
    st.text(
        f"Claims of this thread that some make, and others deny or say otherwise: {rows[0].n_disputed:,}. "
        "Counted as far as it was found in what was read."
    )
    st.dataframe(
        {
            "Publisher": [row.publisher for row in rows],
            "Both sides": [row.both for row in rows],
            "Only those who make it": [row.only_made for row in rows],
            "Only the others": [row.only_denied for row in rows],
            "Neither": [row.neither for row in rows],
        },
        hide_index=True,
        alt="Table of publishers and the sides of disputed claims that each prints",
    )


def show_ladder(row: ThreadRow, lookup: Lookup) -> None:
    """Draw the statements of a thread by how sure their words are."""
    st.subheader("How sure they are")
    about = st.text_input(
        "Only statements with these words", key="about", bind="query-params", placeholder="for example: attack"
    )
    found = certainty_ladder(lookup.threads[row.id], lookup, about=about or "")
    if not found.placed:
        st.text("No statement here says how sure it is" + (" and has these words." if about else "."))
        return
    first_page_of_another(RUNGS, (row.id, about))
    st.html(ladder(ladder_rows(page_of(found.placed, RUNGS, per_page=RUNGS_SHOWN), lookup)))
    if found.n_flat_left_out:
        st.caption(f"{found.n_flat_left_out} more statements of the same claims are stated flatly and left out.")
    offer("certainty", LADDER_HEADER, lambda: ladder_lines(found.placed, lookup))
