"""What is shown, to take away: CSV that opens in a spreadsheet and runs nothing there, and JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from analyzer.reports import csv_table

Cell = str | int | float | None
Lines = Callable[[], Iterable[Sequence[Cell]]]


def offer(name: str, header: Sequence[str], lines: Lines) -> None:
    """Draw two buttons that download what a view shows; the files are made when one is pressed.

    Parameters
    ----------
    name
        Of the files, without ending; letters, digits and hyphens.
    header
        Names of the columns.
    lines
        Returns the rows of all pages, each as long as ``header``.
    """
    with st.container(horizontal=True):
        st.download_button(
            "Download CSV",
            lambda: csv_table(header, lines()),
            file_name=f"{name}.csv",
            mime="text/csv",
            key=f"csv {name}",
            on_click="ignore",
            type="tertiary",
        )
        st.download_button(
            "Download JSON",
            lambda: json_table(header, lines()),
            file_name=f"{name}.json",
            mime="application/json",
            key=f"json {name}",
            on_click="ignore",
            type="tertiary",
        )


def json_table(header: Sequence[str], lines: Iterable[Sequence[Cell]]) -> bytes:
    """Write rows as a JSON list of objects, UTF-8.

    Example
    -------
    >>> json_table(["a", "b"], [["x", 1]]).decode()
    '[{"a": "x", "b": 1}]'
    """
    records = [dict(zip(header, line, strict=True)) for line in lines]
    return json.dumps(records, ensure_ascii=False).encode("utf-8", errors="replace")
