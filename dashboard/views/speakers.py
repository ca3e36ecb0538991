"""The speakers, and one of them with everything they said over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Any

import streamlit as st

from analyzer.reports import statement_table
from analyzer.schema import Statement
from analyzer.tables.lookup import Lookup
from analyzer.tables.rows import SpeakerRow, statement_row
from analyzer.tables.speaker_pages import (
    SPEAKER_KIND_WORDS,
    SpeakerIndex,
    SpeakerPage,
    matching_speakers,
    speaker_index,
    speaker_page,
    spoken_line,
)
from analyzer.tables.statement_links import statement_links
from dashboard.drawing import components, speakers_shown
from dashboard.drawing.statements_shown import conflict_list
from dashboard.panels.choosing import choose_row, hidden, not_here
from dashboard.panels.downloads import offer
from dashboard.panels.paging import page_of
from dashboard.panels.regrouping import speaker_panel
from dashboard.state import Opened, open_analysis

LINK = "speaker"  # query parameter that names a speaker
TEXT, KIND, AFFILIATION = "speaker_text", "speaker_kind", "speaker_affiliation"
THREAD, PAGE = "speaker_thread", "said_page"
PER_PAGE = 25
_MOST_OPTIONS = 2_000
_SHOWN, _CLEAR = "speaker shown before", "filters of speakers to be cleared"


def show() -> None:
    """Draw the page."""
    opened = open_analysis()
    index, page_of_speaker = opened.once(pages)
    st.html(
        f"<header class='sc-head'><h1>Speakers</h1><p>{len(index.rows):,} speakers, those who say most first; "
        f"copies of a text are not counted</p></header>"
    )
    if not index.rows:
        lines = ["No document that was read names anybody who says something, as far as this program sees."]
        st.html(components.notice("No speaker was found", lines))
        return
    if cleared := st.session_state.pop(_CLEAR, False):
        clear_filters()
    with st.expander("Choose a speaker", expanded=True):
        visible = filtered(index.rows)
        if hidden(LINK, index.rows, visible) and not cleared:
            st.session_state[_CLEAR] = True
            st.rerun()
        if not visible:
            lines = [f"There are {len(index.rows):,} without them."]
            st.html(components.notice("No speaker fits these filters", lines))
            st.button("Show all", on_click=clear_filters)
            return
        if named := not_here(LINK, index.rows):
            lines = [f"The address names the speaker {named}, whom this analysis does not have. The first is shown."]
            st.html(components.notice("That speaker is not here", lines))
        chosen = choose_row(
            LINK, visible, cells, COLUMNS, what="speakers, most statements first", n_all=len(index.rows)
        )
    start_anew(chosen.id)
    draw(page_of_speaker(chosen), index.said.get(chosen.id, ()), opened)


def pages(lookup: Lookup) -> tuple[SpeakerIndex, Callable[[SpeakerRow], SpeakerPage]]:
    """Return the index of speakers, and a function that shapes one and remembers those it shaped last."""
    index = speaker_index(lookup)
    return index, lru_cache(maxsize=64)(partial(speaker_page, lookup=lookup, index=index))


def filtered(rows: Sequence[SpeakerRow]) -> Sequence[SpeakerRow]:
    """Draw the filters and return whom they let through."""
    text, kind, affiliation = st.columns([3, 2, 2])
    words = text.text_input("Words in any of the names", key=TEXT, bind="query-params", persist_state="session")
    kinds = kind.multiselect(
        "Kind",
        list(SPEAKER_KIND_WORDS),
        key=KIND,
        format_func=lambda one: SPEAKER_KIND_WORDS[one],
        placeholder="All",
        bind="query-params",
        persist_state="session",
    )
    possible = Counter(row.affiliation for row in rows if row.affiliation)
    offered = sorted(name for name, _ in possible.most_common(_MOST_OPTIONS))
    affiliations = affiliation.multiselect(
        "Affiliation" + (f" (the {_MOST_OPTIONS:,} most frequent)" if len(possible) > _MOST_OPTIONS else ""),
        offered,
        key=AFFILIATION,
        placeholder="All",
        bind="query-params",
        persist_state="session",
    )
    return matching_speakers(rows, words=words, kinds=kinds, affiliations=affiliations)


def clear_filters() -> None:
    """Let everybody through again."""
    for key, empty in ((TEXT, ""), (KIND, []), (AFFILIATION, [])):
        st.session_state[key] = empty


def cells(rows: Sequence[SpeakerRow]) -> dict[str, list[Any]]:
    """Put speakers into a table."""
    return {
        "name": [row.name for row in rows],
        "kind": [SPEAKER_KIND_WORDS[row.kind] for row in rows],
        "affiliation": [row.affiliation or "" for row in rows],
        "speaks_for": [row.speaks_for or "" for row in rows],
        "statements": [row.n_statements for row in rows],
        "documents": [row.n_documents for row in rows],
        "aliases": [" · ".join(row.aliases) for row in rows],
    }


COLUMNS = {
    "name": st.column_config.TextColumn("Speaker", width=240),
    "kind": st.column_config.TextColumn("Kind", width=110),
    "affiliation": st.column_config.TextColumn("Affiliation", width=140),
    "speaks_for": st.column_config.TextColumn("Speaks for", width=180),
    "statements": st.column_config.NumberColumn("Statements", width=88),
    "documents": st.column_config.NumberColumn("Documents", width=88),
    "aliases": st.column_config.TextColumn("Also named", width=300),
}


def start_anew(speaker: str) -> None:
    """Forget the page and the thread that were chosen for another speaker."""
    before = st.session_state.get(_SHOWN)
    st.session_state[_SHOWN] = speaker
    if before is not None and before != speaker:
        st.session_state[PAGE] = 1
        st.session_state[THREAD] = None


def draw(page: SpeakerPage, said: Sequence[Statement], opened: Opened) -> None:
    """Draw one speaker: who they are, what they said, whom they contradict, with whom they agree."""
    st.html(speakers_shown.speaker_head(page))
    what_was_said(page, said, opened)
    st.subheader(f"Where their own accounts differ: {len(page.changed):,}")
    if page.changed:
        st.html(conflict_list(page.changed, own=True))
    else:
        st.caption("No two statements of theirs were found to differ.")
    st.subheader(f"Whom they contradict, and who contradicts them: {len(page.opposed):,}")
    if page.opposed:
        st.html(speakers_shown.opposed(page.opposed))
    else:
        st.caption("No conflict with anybody was found. That is no proof that there is none.")
    st.subheader(f"Who says the same: {len(page.agreeing):,}")
    if page.agreeing:
        st.html(speakers_shown.agreeing(page.agreeing))
    else:
        st.caption("Nobody else was found to say the same in a text of their own.")
    speaker_panel(opened.lookup.speakers[page.row.id], opened)


def what_was_said(page: SpeakerPage, said: Sequence[Statement], opened: Opened) -> None:
    """Draw the statements by date, page by page."""
    links = opened.once(statement_links)
    st.subheader("What they said, by date")
    if not said:
        st.caption("Nothing of their own: they are named as reporting others, as spoken for, or in copies of a text.")
        return
    shown = in_thread(page, said, opened)
    on_page = page_of(shown, PAGE, per_page=PER_PAGE)
    st.html(speakers_shown.spoken(spoken_line(statement, opened.lookup, links) for statement in on_page))
    download(page, shown, opened)


def in_thread(page: SpeakerPage, said: Sequence[Statement], opened: Opened) -> Sequence[Statement]:
    """Draw the choice of a thread and return the statements in it."""
    offered = {id_: f"{label} ({n:,})" for id_, label, n in page.threads[:_MOST_OPTIONS]}
    if len(offered) < 2:
        return said
    if st.session_state.get(THREAD) not in offered:
        st.session_state[THREAD] = None
    thread = st.selectbox(
        "Thread",
        list(offered),
        None,
        key=THREAD,
        format_func=offered.__getitem__,
        placeholder="All",
        bind="query-params",
    )
    groups = opened.lookup.group_of
    return [s for s in said if thread is None or ((group := groups.get(s.id)) and group.thread == thread)]


def download(page: SpeakerPage, shown: Sequence[Statement], opened: Opened) -> None:
    """Offer the statements that are shown, of all pages."""
    header, _ = statement_table(())
    offer(
        f"statements-{page.row.id}",
        header,
        lambda: statement_table(statement_row(statement, opened.lookup) for statement in shown)[1],
    )
