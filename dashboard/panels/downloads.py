"""What is shown, to take away: CSV that opens in a spreadsheet and runs nothing there, and JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import partial

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
    formats = (("CSV", "text/csv", csv_table), ("JSON", "application/json", json_table))
    with st.container(horizontal=True):
        for label, mime, table in formats:
            st.download_button(
                f"Download {label}",
                partial(_made, table, header, lines),
                file_name=f"{name}.{label.lower()}",
                mime=mime,
                key=f"{label.lower()} {name}",
                on_click="ignore",
                type="tertiary",
            )


def _made(
    table: Callable[[Sequence[str], Iterable[Sequence[Cell]]], bytes], header: Sequence[str], lines: Lines
) -> bytes:
    return table(header, lines())


def json_table(header: Sequence[str], lines: Iterable[Sequence[Cell]]) -> bytes:
    """Write rows as a JSON list of objects, UTF-8.

    Example
    -------
    >>> json_table(["a", "b"], [["x", 1]]).decode()
    '[{"a": "x", "b": 1}]'
    """
    records = [dict(zip(header, line, strict=True)) for line in lines]
    return json.dumps(records, ensure_ascii=False).encode("utf-8", errors="replace")
