"""A pasted claim beside the statements it was judged against, as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.schema import Statement
from analyzer.tables import ContributionRow, SideRow, conflict_row
from analyzer.tables.group_ties import Tie, tie_rows
from analyzer.tables.statement_links import StatementLinks, statement_detail
from dashboard.drawing.components import escaped, evidence_table, marked_text, signed, statement_card
from dashboard.drawing.search_shown import onward, said_by
from dashboard.work.claims import JudgedClaim
from dashboard.work.judged_statements import JudgedStatement, is_alike, weak_clash

LIMITS = (
    "This does not check whether the claim is true, nor who is right. It compares words: it does not know whether two "
    "texts speak of the same event, day or place, misses clashes that need knowledge of the world, and calls some "
    "pairs alike that are not. Nothing listed here is no proof of anything. Read each statement in its place."
)
_NO_DATE = "no date given: read as of the day of each statement"


def clash_card(judged: JudgedStatement, beside: JudgedClaim, links: StatementLinks) -> str:
    """Draw a statement that clashes with the claim: what differs, both texts with it marked, why, and what leads on."""
    assert judged.conflict is not None
    row = conflict_row(judged.conflict, beside.lookup)
    own, other = (row.left, row.right) if row.left.statement.id == beside.claim.id else (row.right, row.left)
    unless = f"<p class='sc-unless'>No conflict if: {escaped(row.unless)}</p>" if row.unless else ""
    kicker = " · ".join([row.band_words, row.kind_words, row.strength_words])
    return (
        f"<section class='sc-conflict sc-against' aria-label='The claim and a statement differ'>"
        f"<p class='sc-kicker'>{escaped(kicker)}</p><h3 class='sc-rationale'>{escaped(row.rationale)}</h3>{unless}"
        f"<div class='sc-pair'>{_own_card(own, beside)}{statement_card(other)}</div>"
        f"{onward(statement_detail(judged.statement, beside.lookup, links))}"
        f"<details><summary>The reasons, and what each adds</summary>{evidence_table(row)}</details></section>"
    )


def agreeing_card(judged: JudgedStatement, beside: JudgedClaim, links: StatementLinks, least: float) -> str:
    """Draw a statement that says the same as the claim, with the words that the judgement rests on."""
    score = judged.comparison.entailment if judged.comparison else 0.0
    why = f"Judged alike, {score:.2f} of 1; from {least:.2f} on two statements are put into one group"
    return _card(why, judged, beside, links)


def near_card(judged: JudgedStatement, beside: JudgedClaim, links: StatementLinks, least: float) -> str:
    """Draw a statement that neither says the same nor clashes strongly enough to be shown as a conflict."""
    clash = weak_clash(judged)
    why = f"Nearness in meaning {judged.cosine:.2f}"
    if clash is not None:
        signal = clash.signal.replace("_", " ")
        why += f"; something differs ({signal}: {clash.words}), too little to be shown as a conflict"
    elif is_alike(judged, least):
        why += "; judged alike, but one of the two has a negation that the other lacks"
    elif judged.comparison is None:
        why += "; nothing was found in which the two agree or clash"
    return _card(why, judged, beside, links)


def claim_head(beside: JudgedClaim) -> str:
    """Draw the claim as it was read: the proposition, and whom it is taken to be by."""
    claim = beside.claim
    speaker = beside.lookup.speaker_of(claim)
    who = f"{speaker}, as in these documents" if beside.known_speaker else speaker
    facts = [
        ("Read as", claim.claim),
        ("Stance", claim.stance),
        ("Said by", who),
        ("When", claim.published or _NO_DATE),
    ]
    lines = "".join(f"<div><dt>{name}</dt><dd dir='auto'>{escaped(value)}</dd></div>" for name, value in facts)
    return f"<dl class='sc-facts'>{lines}</dl>"


def _own_card(side: SideRow, beside: JudgedClaim) -> str:
    speaker = beside.lookup.speaker_of(beside.claim)
    return (
        f"<article class='sc-side'><header><h3>Your text</h3><p class='sc-how'>{escaped(speaker)}</p></header>"
        f"<p class='sc-words' dir='auto'>{marked_text(side.passage.segments)}</p>"
        f"<footer class='sc-place'>{escaped(beside.claim.published or 'no date')}</footer></article>"
    )


def _card(why: str, judged: JudgedStatement, beside: JudgedClaim, links: StatementLinks) -> str:
    detail = statement_detail(judged.statement, beside.lookup, links)
    return (
        f"<article class='sc-spoken'><p class='sc-kicker'>{escaped(why)}</p>{said_by(detail)}"
        f"<p class='sc-words' dir='auto'>{escaped(detail.row.text)}</p>"
        f"<p class='sc-claim' dir='auto'><span class='sc-label'>Claim</span> {escaped(detail.row.claim)}</p>"
        f"{onward(detail)}{_reasons(judged, beside.claim, beside)}</article>"
    )


def _reasons(judged: JudgedStatement, claim: Statement, beside: JudgedClaim) -> str:
    if judged.comparison is None:
        return ""
    (tie,) = tie_rows([Tie(claim.id, judged.statement.id, judged.comparison)], beside.lookup)
    return f"<details><summary>What was weighed</summary>{_table(tie.reasons)}</details>" if tie.reasons else ""


def _table(reasons: Sequence[ContributionRow]) -> str:
    lines = "".join(
        f"<tr><td>{escaped(one.label)}</td><td>{escaped(one.words)}</td><td>{signed(one.contribution)}</td></tr>"
        for one in reasons
    )
    return (
        "<div class='sc-evidence'><table><thead><tr><th scope='col'>Signal</th><th scope='col'>Words it rests on</th>"
        f"<th scope='col'>Adds</th></tr></thead><tbody>{lines}</tbody></table>"
        "<p class='sc-legend'>Above zero speaks for a clash, below zero against one.</p></div>"
    )
