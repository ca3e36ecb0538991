"""The panel in which a reader tries another threshold for groups, sees what would change, and keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import streamlit as st

from analyzer.errors import SettingsError
from analyzer.schema import Group
from analyzer.settings import SETTINGS_FILE
from analyzer.storage import EMBEDDINGS_FILE
from analyzer.tables import Lookup
from dashboard.drawing import components, groups_shown
from dashboard.panels.downloads import Cell, offer
from dashboard.panels.paging import page_of
from dashboard.state import Opened
from dashboard.work.setting_file import keep_value, kept_value
from dashboard.work.thresholds import LEAST, MOST, SHIPPED, STEP, Changes, GroupTree, Naming, group_tree

TRYING, THRESHOLD, BASE = "trying", "threshold", "compared_with"
SETTING = ("groups", "min_entailment")
PER_PAGE = 20
HEADER = ["change", "kind", "threshold_before", "threshold_after", "side", "claim", "independent_voices", "statements"]
HELP = (
    "Groups are joined where the mean score between their statements is at least this. Higher: smaller groups, surer "
    "ones. Lower: larger groups, more of which only sound alike. Under 0.25 nothing is kept that could be joined."
)
_TOLD = "what became of keeping a threshold"


def try_thresholds(opened: Opened) -> None:
    """Draw the switch, and when it is on, the slider and what it changes."""
    if not st.toggle("Try another threshold", key=TRYING, bind="query-params", persist_state="session", help=HELP):
        return
    embeddings = opened.embeddings()
    if embeddings is None:
        lines = [
            f"{EMBEDDINGS_FILE} is missing beside this analysis, or belongs to another one; groups cannot be named.",
            AGAIN,
        ]
        st.html(components.notice("Other thresholds cannot be tried", lines))
        return
    with st.spinner("Growing the groups of all thresholds, once …"):
        tree = opened.once(group_tree)
    start = min(MOST, max(LEAST, round(tree.own, 2)))
    tried = st.slider(
        "Threshold",
        LEAST,
        MOST,
        start,
        STEP,
        format="%.2f",
        key=THRESHOLD,
        bind="query-params",
        persist_state="session",
    )
    tried = tree.own if tried == start else round(tried, 2)
    before = compared_with(tree)
    show_counts(tree, before, tried, opened.lookup)
    offer_to_keep(opened.folder, tried)
    show_changes(tree, before, tried, Naming(tree, opened.lookup, embeddings), opened)
    st.divider()


AGAIN = "Make it again with: analyzer report INPUT... --out DIR."


def compared_with(tree: GroupTree) -> float:
    """Return the threshold to compare with; where the analysis was not made as shipped, the reader chooses."""
    if tree.own == SHIPPED:
        return SHIPPED
    names = {tree.own: f"This analysis ({told(tree.own)})", SHIPPED: f"As shipped ({told(SHIPPED)})"}
    return st.radio("Compared with", list(names), format_func=names.__getitem__, horizontal=True, key=BASE)


def show_counts(tree: GroupTree, before: float, tried: float, lookup: Lookup) -> None:
    """Draw how many groups there are, and what the figures leave out."""
    names = {SHIPPED: "as shipped", tree.own: "this analysis"}
    if tree.own == SHIPPED:
        names[tree.own] = "this analysis, as shipped"
    rows = [(f"{told(one)}: {names.get(one, 'tried')}", tree.counts(one)) for one in dict.fromkeys([before, tried])]
    st.html(groups_shown.counts_table(rows))
    exact = "Computed from the scores that this analysis keeps: what a run with this threshold finds"
    if tried < tree.own:
        exact += ", except that sentences of narration which joined nothing are no longer here to join"
    if tried > tree.own:
        exact += ", and sentences of narration left alone, which a run leaves out"
    corrected = (
        "Groups that people corrected are shown as the program finds them." if lookup.analysis.corrections else ""
    )
    st.caption(f"{exact}. {corrected}")


def show_changes(tree: GroupTree, before: float, tried: float, naming: Naming, opened: Opened) -> None:
    """Draw what merges or splits, the largest first."""
    changes = tree.changes(before, tried)
    st.subheader(summed_up(changes))
    if not changes.nodes:
        lower, higher = tree.next_changes(before)
        near = [f"at {told(one)}" for one in (lower, higher) if one is not None]
        st.caption(f"The nearest thresholds that change something: {' and '.join(near)}." if near else "None does.")
        return
    ids = opened.once(ids_by_members)
    for node in page_of(changes.nodes, "change_page", per_page=PER_PAGE):
        whole, parts = named(tree, node, max(before, tried), naming)
        st.html(groups_shown.change(whole, parts, ids, merges=changes.kind == "merge"))
    offer("group-changes", HEADER, lambda: downloaded(tree, changes, before, tried, naming))


def told(threshold: float) -> str:
    """Write a threshold with two places, or with as many as it has.

    Example
    -------
    >>> told(0.6), told(0.625)
    ('0.60', '0.625')
    """
    return f"{threshold:.2f}" if round(threshold, 2) == threshold else f"{threshold:g}"


def summed_up(changes: Changes) -> str:
    """Say what becomes of the groups, in one line."""
    if not changes.nodes:
        return "Nothing changes"
    one, several = f"{changes.n_wholes:,}", f"{changes.n_parts:,}"
    if changes.kind == "merge":
        return f"Merged: {several} groups would be {one}"
    return f"Split: {one} group{'s' * (changes.n_wholes != 1)} would be {several}"


def ids_by_members(lookup: Lookup) -> dict[frozenset[str], str]:
    """Return the ids of groups by their members."""
    return {frozenset(group.members): group.id for group in lookup.analysis.groups}


def named(tree: GroupTree, node: int, threshold: float, naming: Naming) -> tuple[Group, list[Group]]:
    """Return a group and the groups it is at a higher threshold."""
    found = tree.change(node, threshold)
    return naming.group(found.whole), [naming.group(part) for part in found.parts]


def downloaded(tree: GroupTree, changes: Changes, before: float, tried: float, naming: Naming) -> Iterator[list[Cell]]:
    """Return the rows of the file: of each change, the groups before and after."""
    for number, node in enumerate(changes.nodes, start=1):
        whole, parts = named(tree, node, max(before, tried), naming)
        sides = {"before": parts, "after": [whole]} if changes.kind == "merge" else {"before": [whole], "after": parts}
        for side, groups in sides.items():
            for group in groups:
                cells: list[Cell] = [number, changes.kind, before, tried, side, group.label, group.n_independent]
                yield [*cells, " ".join(group.members)]


def offer_to_keep(folder: Path, tried: float) -> None:
    """Draw the buttons that keep the threshold tried, or the shipped one, for the next run."""
    try:
        kept = kept_value(folder, *SETTING)
    except SettingsError as error:
        st.html(components.notice("The settings kept here cannot be used", [str(error)]))
        return
    in_force = SHIPPED if kept is None else kept
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(f"Keep {told(tried)} as setting", disabled=tried == kept, on_click=keep, args=(folder, tried))
        st.button(
            f"Back to the shipped {told(SHIPPED)}", disabled=in_force == SHIPPED, on_click=keep, args=(folder, SHIPPED)
        )
    st.html("".join(f"<p class='sc-place'>{components.escaped(line)}</p>" for line in kept_told(kept)))


def kept_told(kept: float | None) -> list[str]:
    """Say what is kept and how it is used, and what became of keeping it just now."""
    failed = st.session_state.pop(_TOLD, None)
    lines = [failed] if failed else []
    if kept is None:
        return [
            *lines,
            f"No threshold is kept for the next run. Keeping one writes {SETTINGS_FILE} beside the analysis.",
        ]
    used = (
        "“Add or remove”, then “Analyse all documents again”, uses it, and so does analyzer report INPUT... --out DIR"
    )
    return [
        *lines,
        f"Kept in {SETTINGS_FILE} beside this analysis: {told(kept)}. {used}. The groups here stay as they are.",
    ]


def keep(folder: Path, value: float) -> None:
    """Keep a threshold for the next run; what hinders it is told when the page is drawn again."""
    try:
        keep_value(folder, *SETTING, value)
    except (SettingsError, OSError) as error:
        st.session_state[_TOLD] = f"Not kept: {error}"
