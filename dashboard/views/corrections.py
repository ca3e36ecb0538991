"""What people corrected, each to be taken back; all decisions to take away, and to bring in from elsewhere."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from analyzer.errors import DecisionsError
from analyzer.evaluation.gold_from_decisions import gold_from_decisions
from analyzer.storage import DECISIONS_FILE, DecisionLog
from analyzer.storage.decision_lines import from_lines, to_lines
from analyzer.tables.corrections import CorrectionRow, correction_rows
from dashboard.drawing import components
from dashboard.navigation import link
from dashboard.panels.choosing import choose_row
from dashboard.panels.correcting import refuse, say_done
from dashboard.panels.downloads import offer
from dashboard.panels.reviewing import reviewer
from dashboard.state import Opened, open_analysis
from dashboard.work.corrections_made import take_back
from dashboard.work.decisions import decided

LINK = "correction"  # query parameter that names a correction
_HEADER = ("kind", "what", "state", "why_not", "told", "note", "who", "at", "statements")


@dataclass(frozen=True, slots=True)
class Line:
    """A correction in the table."""

    id: str
    row: CorrectionRow


def show() -> None:
    """Draw the page."""
    opened = open_analysis()
    lines = [Line(row.entry or str(number), row) for number, row in enumerate(opened.once(correction_rows))]
    st.html(
        "<header class='sc-head'><h1>Corrections</h1><p>What people found wrong, and what it should be. A correction "
        "shows at once and holds in later runs; what it means for conflicts is found when all is compared again.</p>"
        "</header>"
    )
    if lines:
        link("add", "Analyse all documents again")
        chosen = choose_row(LINK, lines, cells, COLUMNS, what="corrections, those not applied first", n_all=len(lines))
        offer("corrections", _HEADER, lambda: (line_of(line.row) for line in lines))
        detail(chosen.row, opened)
    else:
        told = ["Statements are corrected beside their document, groups and speakers on their own pages."]
        st.html(components.notice("Nothing was corrected", told))
    take_away(opened)
    bring_in(opened)


def cells(lines: Sequence[Line]) -> dict[str, list[Any]]:
    """Put corrections into a table."""
    return {
        "words": [line.row.words for line in lines],
        "what": [line.row.what for line in lines],
        "state": [line.row.state.capitalize() for line in lines],
        "who": [line.row.who for line in lines],
        "when": [line.row.when for line in lines],
    }


COLUMNS = {
    "words": st.column_config.TextColumn("Corrected", width=150),
    "what": st.column_config.TextColumn("How", width=520),
    "state": st.column_config.TextColumn("State", width=92),
    "who": st.column_config.TextColumn("By", width=120),
    "when": st.column_config.TextColumn("When", width=130),
}


def line_of(row: CorrectionRow) -> list[str]:
    """Put a correction into a line to take away."""
    numbers = " ".join(f"S{number}" for number in row.numbers)
    return [row.words, row.what, row.state, row.why_not, row.told, row.note, row.person, row.at, numbers]


def detail(row: CorrectionRow, opened: Opened) -> None:
    """Draw one correction and the button that takes it back."""
    facts = [f"{row.who}, {row.when}", f"Why: {row.note}" if row.note else "", row.why_not, row.told]
    st.html(components.notice(row.what, [fact for fact in facts if fact]))

    def take_it_back() -> None:
        try:
            take_back(opened.folder, [row.entry], reviewer())
        except DecisionsError as error:
            refuse(str(error))
        else:
            say_done("Taken back", "The analysis is as it was before. The log keeps that this was corrected once.")

    st.button("Take it back", disabled=not row.entry, on_click=take_it_back)


def take_away(opened: Opened) -> None:
    """Offer all decisions for another server, and as gold to measure the analyzer with."""
    st.subheader("Take decisions and corrections away")
    st.caption("All of them, to be brought in elsewhere; or as gold, on which `analyzer evaluate` measures itself.")
    log = DecisionLog(opened.folder / DECISIONS_FILE)
    with st.container(horizontal=True):
        st.download_button(
            "Download decisions",
            lambda: "".join(f"{line}\n" for line in to_lines(log.records())),
            file_name="decisions.jsonl",
            mime="application/jsonl",
            on_click="ignore",
            type="tertiary",
        )
        st.download_button(
            "Download gold",
            lambda: gold_archive(opened),
            file_name="gold.zip",
            mime="application/zip",
            on_click="ignore",
            type="tertiary",
        )


def gold_archive(opened: Opened) -> bytes:
    """Return the files of the gold in one archive."""
    analysis = replace(opened.analysis, reviews=tuple(decided(opened).lookup.reviews.values()))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in gold_from_decisions(analysis).items():
            archive.writestr(f"{name}.jsonl", "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows))
    return packed.getvalue()


def bring_in(opened: Opened) -> None:
    """Draw the field for decisions that were taken away elsewhere."""
    st.subheader("Bring decisions in")
    st.caption("What “Download decisions” or `analyzer decisions export` gave. What is here already stays as it is.")
    with st.form("decisions", clear_on_submit=True, border=False):
        file = st.file_uploader("Decisions", type=["jsonl"], label_visibility="collapsed")
        if not st.form_submit_button("Bring these in") or file is None:
            return
    from analyzer.runs import check_decisions  # imports every stage; the page opens without

    try:
        records = list(from_lines(file.getvalue().decode("utf-8-sig", "replace").splitlines()))
        check_decisions(records)
        n_new = DecisionLog(opened.folder / DECISIONS_FILE).take_in(records)
    except DecisionsError as error:
        refuse(str(error))
    else:
        say_done("Brought in", f"{n_new:,} entries were new.")
    st.rerun()
