"""What was decided about a conflict, and what changed since, as HTML; imports no Streamlit."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.schema import Cited, ReviewedConflict
from analyzer.tables import STANDING_WORDS
from analyzer.tables.reviews import NO_NAME, when_words
from dashboard.drawing.components import escaped
from dashboard.work.decisions import Made


def reopened_note(reviewed: ReviewedConflict) -> str:
    """Say that a decision no longer stands, what changed, and what the person saw."""
    review = reviewed.review
    who, when = escaped(review.person or NO_NAME), escaped(when_words(review.at))
    then = "".join(_as_it_was(cited) for cited in (review.left, review.right))
    return (
        "<section class='sc-notice sc-reopened' role='status'><h2>To review again</h2>"
        f"<p>On {when}, {who} decided: <b>{STANDING_WORDS[review.decision]}</b>. Since then "
        f"{escaped(reviewed.why or 'the evidence changed')}.</p>"
        f"<details><summary>What they saw then</summary>{then}</details></section>"
    )


def history(made: Sequence[Made]) -> str:
    """List the decisions about a conflict, the last first."""
    if not made:
        return ""
    items = "".join(_decision(one) for one in reversed(made))
    return (
        f"<section class='sc-decisions'><h3>Decisions about this conflict: {len(made)}</h3><ul>{items}</ul></section>"
    )


def said(text: str, about: str = "") -> str:
    """Tell the reader in one line what was just done."""
    more = f" <span class='sc-soft'>{escaped(about)}</span>" if about else ""
    return f"<p class='sc-said-line' role='status'>{escaped(text)}{more}</p>"


def _decision(made: Made) -> str:
    review = made.review
    words = f"<b>{STANDING_WORDS[review.decision]}</b>"
    note = f"<br><span class='sc-note'>{escaped(review.note)}</span>" if review.note else ""
    after = " (taken back)" if made.taken_back else ""
    who = f"{escaped(review.person or NO_NAME)}, {escaped(when_words(review.at))}"
    return f"<li{' class=sc-taken-back' if made.taken_back else ''}>{words}{after} · {who}{note}</li>"


def _as_it_was(cited: Cited) -> str:
    names = " and ".join(cited.speakers) or "Speaker not named"
    return (
        f"<p><b>{escaped(names)}</b>: {escaped(cited.text)}"
        f"<br><span class='sc-soft'>Claim: {escaped(cited.claim)} · {escaped(cited.address)}</span></p>"
    )
