"""What was read and not read, what to be careful about, what was done with, and what the program cannot do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from analyzer.schema import Provenance
from analyzer.tables import InputRow, caution_rows, document_rows
from dashboard.state import Opened, open_analysis

LIMITS = (
    "It compares words. It does not know what happened, and never says who is right.",
    "Only English text is read. Pictures, sound and tables are not.",
    "It misses statements, and sometimes names the wrong speaker: check each against its article before use.",
    "Two statements about different events can look like a conflict, and a later figure can be an update. "
    "“No conflict if” says so where the words give a hint.",
    "A conflict that needs knowledge of the world is not seen. That nothing is listed proves no agreement.",
    "The score ranks conflicts: log-odds that an editor would call the accounts different, whoever is right.",
)


def show() -> None:
    """Draw the page."""
    opened = open_analysis()
    st.html("<header class='sc-head'><h1>About this analysis</h1></header>")
    inputs(opened)
    cautions(opened)
    st.subheader("What it cannot do")
    st.html("<ul class='sc-list'>" + "".join(f"<li>{line}</li>" for line in LIMITS) + "</ul>")
    how_made(opened.analysis.provenance)


def inputs(opened: Opened) -> None:
    """Draw what was read and what was not."""
    counts = opened.counts
    unread = [*counts.failed, *counts.skipped]
    st.subheader(f"Not read: {len(unread)}")
    if unread:
        table([_unread(row) for row in unread])
    else:
        st.text("Everything that was given was read.")
    st.subheader(f"Read: {len(counts.read)}")
    if rows := document_rows(opened.lookup):
        table(
            [
                {
                    "Document": row.path,
                    "Title": row.title or "",
                    "Publisher": row.publisher or "",
                    "Published": row.published or "",
                    "Language": row.language or "",
                    "Statements": row.n_statements,
                    "Copy of": row.copy_of or "",
                }
                for row in rows
            ]
        )


def cautions(opened: Opened) -> None:
    """Draw the doubts that the run reported."""
    rows = caution_rows(opened.lookup)
    st.subheader(f"Cautions: {len(rows)}")
    if rows:
        table([{"Where": row.where, "What": row.what, "Times": row.n} for row in rows])
    else:
        st.text("The run reported none.")


def how_made(provenance: Provenance) -> None:
    """Draw what is needed to make the result again."""
    st.subheader("How it was made")
    run = {
        "Started": provenance.started_at,
        "Took": f"{provenance.seconds:.1f} seconds",
        "Analyzer": provenance.analyzer_version,
        "Python": provenance.python,
    }
    table([{"What": what, "Value": value} for what, value in run.items()])
    if provenance.models:
        st.subheader("Models")
        table(
            [
                {"Role": m.role, "Name": m.name, "Backend": m.backend, "Revision or SHA-256": m.revision_or_sha256}
                for m in provenance.models
            ]
        )
    with st.expander("Settings in force"):
        table([{"Setting": name, "Value": value} for name, value in flattened(provenance.settings).items()])


def flattened(settings: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """Name nested settings by their path.

    Example
    -------
    >>> flattened({"groups": {"min_entailment": 0.5}})
    {'groups.min_entailment': '0.5'}
    """
    found = dict[str, str]()
    for name, value in settings.items():
        if isinstance(value, Mapping):
            found |= flattened(value, f"{prefix}{name}.")
        else:
            found[f"{prefix}{name}"] = str(value)
    return found


def table(rows: list[dict[str, Any]]) -> None:
    """Draw rows; a data frame shows texts as they stand."""
    st.dataframe(rows, hide_index=True)


def _unread(row: InputRow) -> dict[str, str]:
    return {"File": row.path, "What happened": row.status, "Why": row.reason, "Size": row.size}
