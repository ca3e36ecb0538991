"""The fields in which a reader narrows a search; every choice stands in the address."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from analyzer.tables.statement_filters import StatementFilters
from dashboard.drawing.components import escaped
from dashboard.panels.filter_fields import EARLIEST, LATEST, MOST_OPTIONS, narrowed

FIELDS = {
    "speakers": ("search_speaker", "Speaker"),
    "publishers": ("search_publisher", "Publisher"),
    "documents": ("search_document", "Document"),
    "threads": ("search_thread", "Event or topic"),
    "kinds": ("search_kind", "Wording"),
    "stances": ("search_stance", "Stance"),
}
"""Field of :class:`StatementFilters` to its name in the address and its label."""
SINCE, UNTIL = "search_from", "search_to"
_WERE_OPEN = "search fields were open at first"


def choose_statements(possible: StatementFilters) -> StatementFilters:
    """Draw the fields and return what is chosen."""
    keys = [key for key, _ in FIELDS.values()]
    asked = st.session_state.setdefault(_WERE_OPEN, any(key in st.query_params for key in (*keys, SINCE, UNTIL)))
    chosen = dict[str, Any]()
    with st.expander("Filter", expanded=asked):
        names = list(FIELDS)
        for row in (names[:3], names[3:]):
            for column, name in zip(st.columns(3), row, strict=True):
                with column:
                    chosen[name] = _choices(*FIELDS[name], getattr(possible, name))
        if possible.until:
            since, until, _ = st.columns(3)
            with since:
                chosen["since"] = day("Printed from", SINCE)
            with until:
                chosen["until"] = day("Printed until", UNTIL)
            if chosen["since"] or chosen["until"]:
                st.caption("Statements without a date are left out while a date is asked for.")
    return StatementFilters(**chosen)


def in_force(filters: StatementFilters) -> str:
    """List the filters in force as HTML; empty where there is none."""
    told = [
        f"{label}: {', '.join(getattr(filters, name))}" for name, (_, label) in FIELDS.items() if getattr(filters, name)
    ]
    told += [f"Printed from {filters.since}"] if filters.since else []
    told += [f"Printed until {filters.until}"] if filters.until else []
    return "".join(f"<span class='sc-chosen'>{escaped(one)}</span> " for one in told)


def clear_fields() -> None:
    """Let everything through again."""
    for key, _ in FIELDS.values():
        st.session_state[key] = []
    st.session_state[SINCE] = st.session_state[UNTIL] = None


def put_back(key: str) -> None:
    """Give a field of text the value that it had before it was out of sight, unless the address gives it another one.

    To be called before the field is drawn, and :func:`keep` after: a field that stands in the address is forgotten
    when it is not drawn.
    """
    if key not in st.session_state and key not in st.query_params and _kept(key) in st.session_state:
        st.session_state[key] = st.session_state[_kept(key)]


def keep(key: str, value: str) -> None:
    """Remember the value of a field of text."""
    st.session_state[_kept(key)] = value


def _kept(key: str) -> str:
    return f"{key} as it was"


def day(label: str, key: str) -> str:
    """Draw a field for a day and return it as an ISO date; empty where none is chosen."""
    chosen = st.date_input(
        label, None, EARLIEST, LATEST, key=key, format="YYYY-MM-DD", bind="query-params", persist_state="session"
    )
    return chosen.isoformat() if isinstance(chosen, date) else ""


def _choices(key: str, label: str, options: Sequence[str]) -> list[str]:
    """Draw a field of names; where there are too many for a browser, a search narrows them first."""
    if len(options) > MOST_OPTIONS:
        words = st.text_input(
            f"Find: {label}", key=f"find {key}", placeholder=f"{len(options):,} to choose from", persist_state="session"
        )
        options = narrowed(options, words, [*st.session_state.get(key, []), *st.query_params.get_all(key)])
    return st.multiselect(label, options, key=key, placeholder="All", bind="query-params", persist_state="session")
