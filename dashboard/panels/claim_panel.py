"""The part of the search page where a claim is pasted and compared with what was said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from analyzer.errors import ModelError
from analyzer.tables.statement_links import statement_links
from dashboard.drawing import components
from dashboard.panels.downloads import Cell, offer
from dashboard.panels.paging import page_of
from dashboard.panels.search_fields import day, keep, put_back
from dashboard.state import Opened
from dashboard.work.reading_models import models_for

if TYPE_CHECKING:
    from dashboard.work.claims import JudgedClaim
    from dashboard.work.judged_statements import JudgedStatement

CLAIM, SPEAKER, DAY = "claim", "claim_by", "claim_day"  # query parameters
MOST_CHARACTERS, LONG = 1_000, 60
PER_PAGE = 10
HEADER = ("found", "conflict", "score", "statement", "speaker", "claim", "document", "rationale", "unless")
_SHOWN = "claim shown before"


def compare_claim(opened: Opened) -> None:
    """Draw the field, and what agrees or clashes with the claim in it."""
    put_back(CLAIM)
    with st.form("claim", border=False):
        text = st.text_area(
            "A claim, one sentence",
            key=CLAIM,
            max_chars=MOST_CHARACTERS,
            bind="query-params",
            persist_state="session",
            placeholder="for example: The phone call went well.",
        )
        who, when = st.columns(2)
        speaker = who.text_input(
            "Who says so, if it matters", key=SPEAKER, max_chars=200, bind="query-params", persist_state="session"
        )
        with when:
            said_on = day("When, if it matters", DAY)
        st.form_submit_button("Compare", type="primary")
    keep(CLAIM, text)
    if not text.strip():
        st.caption("It is compared with what was said in these documents, on this machine. Nothing is kept or sent.")
        return
    if len(text.split()) > LONG:
        st.caption("This is long: several claims at once are judged badly. One sentence at a time works best.")
    judge(text, speaker, said_on, opened)


def judge(text: str, speaker: str, said_on: str, opened: Opened) -> None:
    """Judge a claim and draw what comes of it."""
    from dashboard.work.claims import Claim, judge_claim  # late: brings in the pipeline

    asked = Claim(text.strip(), speaker.strip(), said_on)
    try:
        with st.spinner("Comparing with the statements nearest to it …"):
            judged = judge_claim(asked, opened)
    except ModelError as error:
        st.html(components.notice("The claim cannot be compared", [str(error)]))
        return
    if st.session_state.setdefault(_SHOWN, asked) != asked:
        st.session_state[_SHOWN] = asked
        for key in ("clash_page", "alike_page", "near_page"):
            st.session_state[key] = 1
    if told := models_for(opened).told:
        st.html(components.notice("Less is known than usual", told))
    draw(judged, opened)


def draw(judged: JudgedClaim, opened: Opened) -> None:
    """Draw the claim, what clashes with it, what says the same, and what is near."""
    from dashboard.drawing.claims_shown import LIMITS, agreeing_card, claim_head, clash_card, near_card
    from dashboard.work.claims import NEAREST, SHARING

    links, least = opened.once(statement_links), models_for(opened).settings.groups.min_entailment
    st.html(claim_head(judged))
    compared = f"at most {NEAREST} nearest in meaning, and {SHARING} that share rare words"
    st.html(f"<p class='sc-legend'>Judged against {judged.n_judged:,} statements: {compared}. {LIMITS}</p>")
    listed(
        "May clash with it",
        judged.clashing,
        "clash_page",
        lambda one: clash_card(one, judged, links),
        "No statement was found that clashes with it. Names help: “the call” alone may be any call.",
    )
    listed(
        "May say the same",
        judged.agreeing,
        "alike_page",
        lambda one: agreeing_card(one, judged, links, least),
        "No statement was found that says the same.",
    )
    listed(
        "Near, but neither",
        judged.neither,
        "near_page",
        lambda one: near_card(one, judged, links, least),
        "Nothing else is near it.",
    )
    offer("claim-compared", HEADER, lambda: downloaded(judged))


def listed(
    title: str,
    items: Sequence[JudgedStatement],
    key: str,
    card: Callable[[JudgedStatement], str],
    otherwise: str,
) -> None:
    """Draw a heading with a count, and a page of cards."""
    st.subheader(f"{title}: {len(items):,}")
    if not items:
        st.caption(otherwise)
        return
    st.html("".join(card(one) for one in page_of(items, key, per_page=PER_PAGE)))


def downloaded(judged: JudgedClaim) -> Iterator[list[Cell]]:
    """Return the rows of the file."""
    lookup = judged.lookup
    for found, some in (("clashes", judged.clashing), ("says the same", judged.agreeing), ("near", judged.neither)):
        for one in some:
            conflict, said = one.conflict, one.statement
            score = conflict.score if conflict else one.comparison.entailment if one.comparison else None
            about: list[Cell] = [found, conflict.kind if conflict else "", score, said.id, lookup.speaker_of(said)]
            why: list[Cell] = [conflict.rationale, conflict.unless] if conflict else ["", ""]
            yield [*about, said.claim, lookup.document_of(said).path, *why]
