"""What is said by whom: groups of statements that say the same, and one of them with all that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import streamlit as st

from analyzer.tables.citations import citation
from analyzer.tables.group_details import (
    GroupDetail,
    GroupLine,
    group_detail,
    group_lines,
    group_options,
    matching_groups,
    voice_rows,
)
from analyzer.tables.group_ties import judged_pairs, tie_rows
from dashboard.drawing import components, groups_shown
from dashboard.drawing.statements_shown import conflict_list
from dashboard.panels.choosing import choose_row, not_here
from dashboard.panels.downloads import Cell, offer
from dashboard.panels.filter_fields import MOST_OPTIONS, narrowed
from dashboard.panels.paging import page_of
from dashboard.panels.regrouping import group_panel
from dashboard.panels.threshold_panel import try_thresholds
from dashboard.state import Opened, open_analysis

LINK = "group"  # query parameter that names a group
WORDS, VOICES, CONFLICTS = "group_words", "group_voices", "group_conflicts"
CHOICES = {"threads": "group_thread", "speakers": "group_speaker", "publishers": "group_publisher"}
LABELS = {"threads": "Event or topic", "speakers": "Speaker", "publishers": "Publisher"}
PER_PAGE = 25
_SHOWN = "group shown before"
_WERE_OPEN = "filters of groups were open at first"


def show() -> None:
    """Draw the page."""
    opened = open_analysis()
    lines = opened.once(group_lines)
    st.html(page_head(lines))
    if not lines:
        st.html(components.notice(*why_empty(len(opened.counts.read))))
        return
    try_thresholds(opened)
    visible = filtered(lines, opened)
    if not visible:
        st.html(components.notice("No group fits these filters", [f"There are {len(lines):,} without them."]))
        st.button("Show all", on_click=clear_filters)
        return
    if named := not_here(LINK, lines):
        told = [f"The address names the group {named}, which this analysis does not have. Another one is shown."]
        st.html(components.notice("That group is not here", told))
    what = "groups, those with most independent voices first"
    chosen = choose_row(LINK, visible, cells, COLUMNS, what=what, n_all=len(lines))
    offer("groups", HEADER, lambda: downloaded(visible))
    start_anew(chosen.id)
    detail = group_detail(opened.lookup.groups[chosen.id], opened.lookup, opened.once(judged_pairs))
    draw(detail, opened)


def page_head(lines: Sequence[GroupLine]) -> str:
    """Say what there is, in one line."""
    several = sum(line.n_voices > 1 for line in lines)
    alone = sum(line.n_statements == 1 for line in lines)
    groups = f"{len(lines):,} group{'s' * (len(lines) != 1)}, {alone:,} of one statement"
    facts = f"{groups} · {several:,} with several independent voices"
    return f"<header class='sc-head'><h1>Who says the same</h1><p>{facts if lines else ''}</p></header>"


def why_empty(n_read: int) -> tuple[str, list[str]]:
    """Say why there is no group."""
    if not n_read:
        return "No document was read", ["“How this was made” lists what was given and why it was not read."]
    return "No statement was found", [f"{n_read:,} documents were read; none says who said what."]


def filtered(lines: Sequence[GroupLine], opened: Opened) -> Sequence[GroupLine]:
    """Draw the filters and return what they let through."""
    possible = opened.once(group_options)
    keys = (WORDS, VOICES, CONFLICTS, *CHOICES.values())
    asked = st.session_state.setdefault(_WERE_OPEN, any(key in st.query_params for key in keys))
    with st.expander("Filter", expanded=asked):
        first, second, third = st.columns([3, 2, 2], vertical_alignment="bottom")
        words = first.text_input(
            "Words in the claims or names", key=WORDS, bind="query-params", persist_state="session"
        )
        n_voices = second.number_input(
            "Independent voices, at least", 0, key=VOICES, bind="query-params", persist_state="session"
        )
        conflicts = third.toggle("Only with conflicts", key=CONFLICTS, bind="query-params", persist_state="session")
        chosen = dict[str, list[str]]()
        for column, name in zip(st.columns(len(CHOICES)), CHOICES, strict=True):
            with column:
                chosen[name] = choices(name, getattr(possible, name))
    return matching_groups(lines, words=words, n_voices=int(n_voices), with_conflicts=conflicts, **chosen)


def choices(name: str, options: Sequence[str]) -> list[str]:
    """Draw a field of names; where there are too many for a browser, a search narrows them first."""
    key, label = CHOICES[name], LABELS[name]
    if len(options) > MOST_OPTIONS:
        words = st.text_input(
            f"Find: {label}", key=f"find {key}", placeholder=f"{len(options):,} to choose from", persist_state="session"
        )
        options = narrowed(options, words, [*st.session_state.get(key, []), *st.query_params.get_all(key)])
    return st.multiselect(label, options, key=key, placeholder="All", bind="query-params", persist_state="session")


def clear_filters() -> None:
    """Let everything through again."""
    st.session_state[WORDS], st.session_state[VOICES], st.session_state[CONFLICTS] = "", 0, False
    for key in CHOICES.values():
        st.session_state[key] = []


def cells(lines: Sequence[GroupLine]) -> dict[str, list[Any]]:
    """Put groups into a table."""
    return {
        "claim": [line.claim for line in lines],
        "voices": [line.n_voices for line in lines],
        "speakers": [", ".join(line.speakers) for line in lines],
        "statements": [line.n_statements for line in lines],
        "copies": [line.n_copies for line in lines],
        "conflicts": [line.n_conflicts for line in lines],
        "publishers": [", ".join(line.publishers) for line in lines],
        "thread": [line.thread for line in lines],
    }


COLUMNS = {
    "claim": st.column_config.TextColumn("What is said", width=400),
    "voices": st.column_config.NumberColumn("Voices", width=62, help="Distinct speakers over distinct texts."),
    "speakers": st.column_config.TextColumn("Speakers", width=230),
    "statements": st.column_config.NumberColumn("Statements", width=84, help="Copies are counted apart."),
    "copies": st.column_config.NumberColumn("Copies", width=62, help="The same text printed again."),
    "conflicts": st.column_config.NumberColumn("Conflicts", width=76),
    "publishers": st.column_config.TextColumn("Printed by", width=110),
    "thread": st.column_config.TextColumn("Event or topic", width=220),
}
HEADER = [
    "group",
    "claim",
    "independent_voices",
    "statements",
    "copies",
    "conflicts",
    "speakers",
    "publishers",
    "thread",
]


def downloaded(lines: Sequence[GroupLine]) -> Iterator[list[Cell]]:
    """Return the rows of the file."""
    for line in lines:
        counts: list[Cell] = [line.n_voices, line.n_statements, line.n_copies, line.n_conflicts]
        yield [line.id, line.claim, *counts, "; ".join(line.speakers), "; ".join(line.publishers), line.thread]


def start_anew(group: str) -> None:
    """Forget the pages that were chosen for another group."""
    before, st.session_state[_SHOWN] = st.session_state.get(_SHOWN), group
    if before is not None and before != group:
        for key in ("voice_page", "copy_page", "pair_page"):
            st.session_state[key] = 1


def draw(detail: GroupDetail, opened: Opened) -> None:
    """Draw one group: what it says, who says so, why it is one group, what nearly joined, what differs."""
    row, lookup = detail.row, opened.lookup
    st.html(groups_shown.group_head(detail))
    st.subheader(f"Who says so: {len(row.members):,} statement{'s' * (len(row.members) != 1)}")
    shown = page_of(row.members, "voice_page", per_page=PER_PAGE)
    st.html(groups_shown.voices(voice_rows(shown, lookup)))
    with st.expander("Cite"):
        lines = [citation(lookup.statements[one.id], lookup) for one in shown]
        st.code("\n".join(lines), language=None, wrap_lines=True)
    if row.copies:
        st.subheader(f"The same text printed again: {len(row.copies):,}")
        publishers = {document.id: document.publisher for document in opened.analysis.documents}
        st.html(groups_shown.copies(page_of(row.copies, "copy_page"), publishers))
    if detail.ties:
        st.subheader("Why they are one group")
        st.html(groups_shown.why_together(detail))
        st.html(groups_shown.ties(tie_rows(page_of(detail.ties, "pair_page", per_page=PER_PAGE), lookup)))
    st.subheader(f"What nearly joined: {detail.n_near:,}")
    if detail.near:
        st.html(groups_shown.near_groups(detail))
    else:
        st.caption("No other statement was found to come near saying the same.")
    if detail.conflicts:
        st.subheader(f"Who says otherwise: {len(detail.conflicts):,}")
        st.html(conflict_list(detail.conflicts, own=True))
    group_panel(lookup.groups[row.id], opened)
