"""A table with one row chosen: the choice stands in the address, and outlives filters, pages and a new analysis."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Protocol, TypeVar

import streamlit as st

PAGE_SIZE = 200
_HEADER, _ROW, _MOST_ROWS = 38, 35, 6

Cells = Mapping[str, Sequence[Any]]
"""Columns of a table by name, as long as the rows are many."""


class HasId(Protocol):
    """A row that can be found again."""

    @property
    def id(self) -> str:
        """Id of the record that it shows."""


Row = TypeVar("Row", bound=HasId)


def wanted(link: str) -> tuple[str | None, bool]:
    """Return the id to show, and whether the address bar has just asked for it.

    The address asks on the first visit, and when somebody goes back or forward.

    Parameters
    ----------
    link
        Name of the query parameter, such as ``conflict``.
    """
    linked = asked_for(link)
    if linked is not None:
        st.session_state[_linked(link)] = st.session_state[_chosen(link)] = linked
    return st.session_state.get(_chosen(link)), linked is not None


def asked_for(link: str) -> str | None:
    """Return the id that the address bar has just asked for; to be asked before :func:`choose_row`."""
    linked = st.query_params.get(link)
    return linked if linked != st.session_state.get(_linked(link)) else None


def hidden(link: str, rows: Sequence[HasId], visible: Sequence[HasId]) -> bool:
    """Tell whether the address has just asked for a row that filters hide: somebody followed a link to it."""
    named = asked_for(link)
    return named is not None and all(row.id != named for row in visible) and any(row.id == named for row in rows)


def not_here(link: str, rows: Sequence[HasId]) -> str | None:
    """Return the id that the address asks for when no row has it; to be asked before :func:`choose_row`."""
    named = st.query_params.get(link)
    return named if named and all(row.id != named for row in rows) else None


def remember(link: str, id_: str) -> None:
    """Remember a choice, and name it in the address so that the view can be linked to."""
    st.session_state[_linked(link)] = st.session_state[_chosen(link)] = id_
    if st.query_params.get(link) != id_:
        st.query_params[link] = id_


def choose_row(
    link: str,
    rows: Sequence[Row],
    cells: Callable[[Sequence[Row]], Cells],
    columns: Mapping[str, Any],
    *,
    what: str,
    n_all: int,
) -> Row:
    """Draw a table of which one row is chosen, and return that row; there always is one.

    A list that is new starts at the row wanted, else at its first. Beyond :data:`PAGE_SIZE` rows, the page that holds
    the chosen one is sent to the browser and no other. Streamlit gives back the number of a row, which after filtering
    means another record: the widget's key holds a digest of the ids in view, so that a number never outlives its list.

    Parameters
    ----------
    link
        Name of the query parameter that holds the choice.
    rows
        Not empty.
    cells, columns
        Make the columns of a stretch of rows; and say how each is drawn.
    what
        Plural noun for the rows, with their order: ``conflicts, strongest first``.
    n_all
        How many rows there are without filters.
    """
    id_, asked = wanted(link)
    places = {row.id: number for number, row in enumerate(rows)}
    start = places.get(id_ or "", 0) // PAGE_SIZE * PAGE_SIZE
    page = rows[start : start + PAGE_SIZE]
    key = _key(link, [row.id for row in page])
    if asked or key not in st.session_state:
        select(key, places.get(id_ or "", start) - start)
    event = st.dataframe(
        dict(cells(page)),
        key=key,
        on_select=partial(take_clicked_row, key, st.session_state[key]["selection"]["rows"]),
        selection_mode=["single-row-required", "single-cell"],
        hide_index=True,
        height=_HEADER + _ROW * min(len(page), _MOST_ROWS),
        row_height=_ROW,
        column_config=columns,
        alt=f"Table of {len(rows)} {what}",
    )
    number = start + row_number(event.selection.rows, len(page))
    remember(link, rows[number].id)
    _steps(link, rows, number, n_all)
    return rows[number]


def row_number(selected: Sequence[int], n_rows: int) -> int:
    """Return the selected row, or the first when none, or one that does not exist, is selected."""
    return selected[0] if selected and 0 <= selected[0] < n_rows else 0


def select(key: str, number: int) -> None:
    """Select a row of the table named by its key."""
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


def _steps(link: str, rows: Sequence[Row], number: int, n_all: int) -> None:
    """Draw the buttons to the neighbours in the table, and to its other pages."""
    n_rows = len(rows)

    def go_to(place: int) -> None:
        start = place // PAGE_SIZE * PAGE_SIZE
        st.session_state[_chosen(link)] = rows[place].id
        select(_key(link, [row.id for row in rows[start : start + PAGE_SIZE]]), place - start)

    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Previous", disabled=number == 0, on_click=go_to, args=(number - 1,), shortcut="p")
        st.button("Next", disabled=number == n_rows - 1, on_click=go_to, args=(number + 1,), shortcut="n")
        if n_rows > PAGE_SIZE:
            first = number // PAGE_SIZE * PAGE_SIZE
            st.button("Page back", disabled=first == 0, on_click=go_to, args=(max(0, first - PAGE_SIZE),))
            last_page = first + PAGE_SIZE >= n_rows
            st.button("Page on", disabled=last_page, on_click=go_to, args=(min(n_rows - 1, first + PAGE_SIZE),))
        st.caption(f"{number + 1:,} of {n_rows:,}" + (f", filtered from {n_all:,}" if n_rows < n_all else ""))


def _key(link: str, ids: Sequence[str]) -> str:
    """Name the widget after the ids in view."""
    return f"{link} table " + hashlib.sha256("\n".join(ids).encode()).hexdigest()[:16]


def _chosen(link: str) -> str:
    return f"chosen {link}"


def _linked(link: str) -> str:
    return f"{link} named by the address"
