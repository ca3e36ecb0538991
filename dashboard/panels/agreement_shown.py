"""Who agrees and who clashes over the whole corpus: a matrix, a drawing, and the pairs one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from analyzer.tables import (
    AGREEMENT_HEADER,
    Agreement,
    Lookup,
    Relation,
    agreement_lines,
    corpus_agreement,
    pair_details_of,
)
from dashboard.drawing import components
from dashboard.drawing.matrices import agreement_matrix, pair_details
from dashboard.drawing.networks import network
from dashboard.navigation import link
from dashboard.panels.choosing import choose_row, not_here
from dashboard.panels.downloads import offer
from dashboard.state import Opened

PAIR = "pair"  # query parameter that names what is chosen
SPEAKERS_SHOWN = 25


def show_corpus(opened: Opened) -> None:
    """Draw who agrees and who clashes."""
    found, drawn = opened.once(corpus)
    if not found.relations:
        lines = ["No two speakers were found to make the same claim, or to clash.", f"{found.n_alone} speakers speak."]
        st.html(components.notice("Nobody agrees or clashes", lines))
        return
    st.html(drawn)
    st.html(section("Pair by pair"))
    if named := not_here(PAIR, found.relations):
        lines = [f"The address names the pair {named}, of which nothing is shown here. Another one is shown."]
        st.html(components.notice("That pair is not here", lines))
    what = "pairs of speakers, those who clash most first"
    pair = choose_row(PAIR, found.relations, pair_cells, PAIR_COLUMNS, what=what, n_all=len(found.relations))
    st.html(pair_details(pair_details_of(pair, opened.lookup)))
    if pair.n_conflicts:
        names = list(dict.fromkeys((pair.left_name, pair.right_name)))
        link("conflicts", "All conflicts of either, with each other or not", {"said_by": names})
    offer("agreement", AGREEMENT_HEADER, lambda: agreement_lines(found.relations))


def corpus(lookup: Lookup) -> tuple[Agreement, str]:
    """Find who agrees and clashes, and draw it as matrix and network; the same for all visits of an analysis."""
    found = corpus_agreement(lookup)
    shown = found.first(SPEAKERS_SHOWN)
    return found, (
        f"{section('Speaker by speaker')}<p>{components.escaped(said_of(found))}</p>"
        f"{agreement_matrix(shown)}<p class='sc-legend'>{AGREEMENT_LEGEND}</p>"
        f"{section('The same as a drawing')}{network(found)}"
    )


def section(title: str) -> str:
    """Head a part of the page; ``title`` is HTML."""
    return f"<header class='sc-head sc-thread'><h2>{title}</h2></header>"


def said_of(found: Agreement) -> str:
    """Say who is shown and who is not."""
    n_shown = min(len(found.speakers), SPEAKERS_SHOWN)
    left_out = found.n_left_out + len(found.speakers) - n_shown
    more = f"{left_out:,} more did, and are left out of this table." if left_out else "No other did."
    return (
        f"The {n_shown} speakers with most statements, of all who make a claim that somebody else makes too, or clash "
        f"with somebody. {more} {counted(found.n_alone, 'speaker')} did neither, as far as was found."
    )


AGREEMENT_LEGEND = (
    "<b>=</b> claims that both make, each in a text of their own: copies, statements made together, and what one only "
    "tells of the other do not count. <b>one voice</b>: one speaks for the other, so that it is no corroboration. "
    "<b>&amp;</b> made together only. <b>≠</b> conflicts between what they say; where a row meets its own column, "
    "between what one speaker is reported to say here and there. Nothing is said on who is right. A name leads to the "
    "speaker, a number to the pair or its conflict."
)


def pair_cells(rows: Sequence[Relation]) -> dict[str, list[Any]]:
    """Put pairs of speakers into a table."""
    return {
        "one": [row.left_name for row in rows],
        "other": [row.right_name if row.left != row.right else "the same speaker, at another time" for row in rows],
        "shared": [len(row.shared) for row in rows],
        "together": [len(row.together) for row in rows],
        "flagged": [len(row.flagged) for row in rows],
        "possible": [len(row.possible) for row in rows],
        "voice": ["one voice" if row.speaks_for else "" for row in rows],
    }


PAIR_COLUMNS = {
    "one": st.column_config.TextColumn("Speaker", width=300),
    "other": st.column_config.TextColumn("Other speaker", width=300),
    "shared": st.column_config.NumberColumn("Claims shared", width=100, help="Each in a text of their own."),
    "together": st.column_config.NumberColumn("Made together", width=100, help="Claims they make only together."),
    "flagged": st.column_config.NumberColumn("Flagged", width=75, help="Conflicts with strong evidence."),
    "possible": st.column_config.NumberColumn("Possible", width=75, help="Conflicts worth a look."),
    "voice": st.column_config.TextColumn("Note", width=90, help="One voice: one speaks for the other."),
}


def counted(n: int, what: str) -> str:
    """Say how many.

    Example
    -------
    >>> counted(1, "speaker"), counted(1200, "speaker")
    ('1 speaker', '1,200 speakers')
    """
    return f"{n:,} {what}" if n == 1 else f"{n:,} {what}s"
