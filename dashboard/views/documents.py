"""The documents, and one of them to read with every statement in its place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from analyzer.reports import statement_table
from analyzer.schema import Document, Statement
from analyzer.tables.document_pages import (
    DocumentLine,
    cautions_of_document,
    copies_of_document,
    copy_lines,
    document_lines,
    edit_lines,
    matching_documents,
    n_stretches,
    stretch,
    stretch_holding,
)
from analyzer.tables.rows import statement_row
from analyzer.tables.statement_links import StatementLinks, statement_detail, statement_links
from dashboard.drawing import components, documents_shown
from dashboard.drawing.statements_shown import detail_card
from dashboard.panels.choosing import choose_row, hidden, not_here
from dashboard.panels.correcting import statement_panel
from dashboard.panels.downloads import offer
from dashboard.panels.paging import page_of
from dashboard.state import Opened, open_analysis

LINK, STATEMENT, PART = "document", "statement", "part"  # query parameters that name what is shown
TEXT, PUBLISHERS, SINCE, UNTIL = "document_text", "document_publisher", "document_from", "document_to"
_ASKED, _SHOWN = "statement named by the address", "document shown before"
_CLEAR = "filters of documents to be cleared"
_MOST_UNREAD = 200


def show() -> None:
    """Draw the page."""
    opened = open_analysis()
    lines = opened.once(document_lines)
    n_unread = len(opened.counts.skipped) + len(opened.counts.failed)
    facts = f"{len(lines):,} read" + (f", {n_unread:,} not read" if n_unread else "")
    st.html(f"<header class='sc-head'><h1>Documents</h1><p>{facts}</p></header>")
    if lines:
        follow_statement(opened)
        if (chosen := choose_document(lines)) is not None:
            read(opened.lookup.documents[chosen.id], opened)
    else:
        st.html(components.notice("No document was read", ["What was given and why it was not read stands below."]))
    unread(opened)


def follow_statement(opened: Opened) -> None:
    """Open the document of the statement that the address has just asked for."""
    named = st.query_params.get(STATEMENT)
    if named is None or named == st.session_state.get(_ASKED):
        return
    st.session_state[_ASKED] = named
    if statement := opened.lookup.statements.get(named):
        st.query_params[LINK] = statement.document
    else:
        lines = [f"The address names the statement {named}, which this analysis does not have."]
        st.html(components.notice("That statement is not here", lines))
        del st.query_params[STATEMENT]


def choose_document(lines: Sequence[DocumentLine]) -> DocumentLine | None:
    """Draw the filters and the table; folded away while one statement is looked at."""
    if cleared := st.session_state.pop(_CLEAR, False):
        clear_filters()
    with st.expander("Choose a document", expanded=STATEMENT not in st.query_params):
        visible = filtered(lines)
        if hidden(LINK, lines, visible) and not cleared:
            st.session_state[_CLEAR] = True
            st.rerun()
        if not visible:
            st.html(components.notice("No document fits these filters", [f"There are {len(lines):,} without them."]))
            st.button("Show all", on_click=clear_filters)
            return None
        if named := not_here(LINK, lines):
            told = [f"The address names the document {named}, which this analysis does not have. The first is shown."]
            st.html(components.notice("That document is not here", told))
        return choose_row(LINK, visible, cells, COLUMNS, what="documents", n_all=len(lines))


def filtered(lines: Sequence[DocumentLine]) -> Sequence[DocumentLine]:
    """Draw the filters and return what they let through."""
    text, publisher, since, until = st.columns([3, 3, 2, 2])
    possible = sorted({line.document.publisher for line in lines if line.document.publisher})
    words = text.text_input("Words in file name or title", key=TEXT, bind="query-params", persist_state="session")
    chosen = publisher.multiselect(
        "Publisher", possible, key=PUBLISHERS, placeholder="All", bind="query-params", persist_state="session"
    )
    limits = [
        column.date_input(label, None, date(1800, 1, 1), key=key, bind="query-params", persist_state="session")
        for column, label, key in ((since, "Published from", SINCE), (until, "Published until", UNTIL))
    ]
    first, last = (limit.isoformat() if isinstance(limit, date) else None for limit in limits)
    if first or last:
        st.caption("Documents without a date are left out while a date is asked for.")
    return matching_documents(lines, words=words, publishers=chosen, since=first, until=last)


def clear_filters() -> None:
    """Let every document through again."""
    for key, empty in ((TEXT, ""), (PUBLISHERS, []), (SINCE, None), (UNTIL, None)):
        st.session_state[key] = empty


def cells(lines: Sequence[DocumentLine]) -> dict[str, list[Any]]:
    """Put documents into a table."""
    rows = [line.document for line in lines]
    return {
        "path": [row.path for row in rows],
        "title": [row.title or "" for row in rows],
        "publisher": [row.publisher or "" for row in rows],
        "published": [row.published or "" for row in rows],
        "statements": [row.n_statements for row in rows],
        "conflicts": [line.n_conflicts for line in lines],
        "copy_of": [row.copy_of or "" for row in rows],
    }


COLUMNS = {
    "path": st.column_config.TextColumn("Document", width=240),
    "title": st.column_config.TextColumn("Title", width=320),
    "publisher": st.column_config.TextColumn("Publisher", width=120),
    "published": st.column_config.TextColumn("Published", width=92),
    "statements": st.column_config.NumberColumn("Statements", width=88),
    "conflicts": st.column_config.NumberColumn("Conflicts", width=80),
    "copy_of": st.column_config.TextColumn("Copy of", width=200),
}


def read(document: Document, opened: Opened) -> None:
    """Draw one document: its text, what was found of the chosen statement, copies, edits and cautions."""
    links = opened.once(statement_links)
    statements = links.in_document.get(document.id, ())
    chosen = opened.lookup.statements.get(st.query_params.get(STATEMENT, ""))
    if chosen is not None and chosen.document != document.id:  # another document was chosen in the table
        del st.query_params[STATEMENT]
        chosen = None
    st.html(documents_shown.facts(document))
    if not statements:
        told = ["None says who said what, as far as this program sees."]
        st.html(components.notice("No statement was found in this document", told))
    text = st.container()
    if chosen is not None:
        aside, text = st.columns([2, 3], gap="medium")
        with aside:
            beside(chosen, opened, links)
    with text:
        shown = stretch(document, statements, part_wanted(document, statements, chosen), opened.lookup, chosen=chosen)
        if statements:
            st.html(documents_shown.legend())
        if shown.n_stretches > 1:
            steps(shown.number, shown.n_stretches)
        st.html(documents_shown.reading(shown, chosen.id if chosen else None))
    download(document, statements, opened)
    copies(document, statements, opened, links)
    edits(document, opened)
    if rows := cautions_of_document(document, opened.lookup):
        st.subheader("Cautions")
        st.html(documents_shown.cautions(rows))


def beside(chosen: Statement, opened: Opened, links: StatementLinks) -> None:
    """Draw what was found about the chosen statement, and how to cite it."""
    detail = statement_detail(chosen, opened.lookup, links)
    st.html(detail_card(detail))
    st.caption("Citation")
    st.code(detail.citation, language=None, wrap_lines=True)
    statement_panel(chosen, opened)


def part_wanted(document: Document, statements: Sequence[Statement], chosen: Statement | None) -> int:
    """Return which part of a long document to show: the one asked for, else the one that holds the statement."""
    before = st.session_state.get(_SHOWN)
    st.session_state[_SHOWN] = document.id
    named = st.query_params.get(PART)
    if chosen is not None or (before is not None and before != document.id):
        named = None
        st.query_params.pop(PART, None)
    if chosen is not None:
        return stretch_holding(chosen, document, statements)
    return min(int(named), n_stretches(document)) if named and named.isdecimal() and len(named) < 9 else 1


def steps(number: int, last: int) -> None:
    """Draw the buttons to the parts before and after."""

    def go_to(part: int) -> None:
        st.query_params.pop(STATEMENT, None)
        st.query_params[PART] = str(part)

    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Earlier", disabled=number == 1, on_click=go_to, args=(number - 1,))
        st.button("Later", disabled=number == last, on_click=go_to, args=(number + 1,))
        st.caption(f"Part {number:,} of {last:,}: a long document is shown in parts")


def download(document: Document, statements: Sequence[Statement], opened: Opened) -> None:
    """Offer the statements of the document."""
    st.caption(f"Statements of this document: {len(statements):,}")
    header, _ = statement_table(())
    offer(
        f"statements-{document.id}",
        header,
        lambda: statement_table(statement_row(statement, opened.lookup) for statement in statements)[1],
    )


def copies(document: Document, statements: Sequence[Statement], opened: Opened, links: StatementLinks) -> None:
    """Draw where the same text is printed again."""
    whole = copies_of_document(document, opened.lookup)
    lines = copy_lines(statements, opened.lookup, links)
    if not whole and not lines:
        return
    st.subheader("Printed again")
    if whole:
        st.html(documents_shown.whole_copies(document, whole))
    if lines:
        with st.expander(f"Statements that are the same text elsewhere: {len(lines):,}"):
            st.html(documents_shown.copied_statements(page_of(lines, "copies_page")))


def edits(document: Document, opened: Opened) -> None:
    """Draw how the document was edited since the previous run."""
    lines = edit_lines(document, opened.lookup)
    if lines is None:
        return
    st.subheader("Edited since the previous run")
    other = [line for line in lines if line.kind != "unchanged"]
    st.caption(f"{len(other):,} statements changed, added or removed; {len(lines) - len(other):,} unchanged")
    everything = st.toggle("Show unchanged statements too", key="unchanged", bind="query-params")
    if shown := lines if everything else other:
        st.html(documents_shown.edits_table(page_of(shown, "edits_page")))


def unread(opened: Opened) -> None:
    """Draw what was given and not read, and why."""
    rows = [*opened.counts.failed, *opened.counts.skipped]
    if not rows:
        return
    st.subheader(f"Not read: {len(rows):,}")
    if len(rows) > _MOST_UNREAD:
        st.caption(f"The first {_MOST_UNREAD} are listed.")
    st.dataframe(
        [
            {"File": row.path, "What happened": row.status, "Why": row.reason, "Size": row.size}
            for row in rows[:_MOST_UNREAD]
        ],
        hide_index=True,
        alt="Table of inputs that were not read",
    )
