"""What a search found, as HTML: each statement in its place with the words that were asked for marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analyzer.schema import Span
from analyzer.tables.found_statements import FoundStatement
from analyzer.tables.passages import Segment
from analyzer.tables.statement_links import StatementDetail
from dashboard.drawing.components import escaped, escaped_in_place, manner
from dashboard.drawing.statements_shown import anchor, conflict_list, counted


def found_list(rows: Iterable[FoundStatement]) -> str:
    """Draw statements: why each was found, who, how, the words in their place, and where it leads."""
    return "".join(_found(row) for row in rows)


def _found(row: FoundStatement) -> str:
    before, after = "… " if row.passage.cut_before else "", " …" if row.passage.cut_after else ""
    why = f"<p class='sc-kicker'>{escaped(row.why)}</p>" if row.why else ""
    return (
        f"<article class='sc-spoken'>{why}{said_by(row.detail)}"
        f"<p class='sc-words' dir='auto'>{before}{with_places(row.passage.segments, row.places)}{after}</p>"
        f"<p class='sc-claim' dir='auto'><span class='sc-label'>Claim</span> {escaped(row.row.claim)}</p>"
        f"{onward(row.detail, row.n_copies)}</article>"
    )


def said_by(detail: StatementDetail) -> str:
    """Draw who says something, each name a link, and in which manner."""
    names = ", ".join(anchor("speakers", name, {"speaker": id_}) for id_, name in detail.speakers)
    return (
        f"<h3 class='sc-name'>{names or escaped(detail.row.speaker)}</h3>"
        f"<p class='sc-how'>{escaped(' · '.join(manner(detail.row)))}</p>"
    )


def onward(detail: StatementDetail, n_copies: int = 0) -> str:
    """Draw where a statement stands and what leads on from it."""
    row = detail.row
    facts = [anchor("documents", f"S{row.number} in {row.document}", {"statement": row.id})]
    facts += [escaped(row.published or "no date")]
    if row.group_id and detail.n_in_group > 1:
        label = f"said in {counted(detail.n_in_group, 'statement')}"
        facts.append(anchor("groups", label, {"group": row.group_id}))
    if row.thread_id and row.thread:
        facts.append(anchor("accounts", row.thread, {"thread": row.thread_id}))
    facts += [f"printed again {n_copies:,}×"] if n_copies else []
    differs = (
        f"<details><summary>{counted(len(detail.conflicts), 'conflict')}</summary>{conflict_list(detail.conflicts)}"
        "</details>"
        if detail.conflicts
        else ""
    )
    return f"<p class='sc-place'>{' · '.join(facts)}</p>{differs}"


def with_places(segments: Sequence[Segment], places: Sequence[Span]) -> str:
    """Draw the segments of a passage, some stretches of it marked as found.

    Example
    -------
    >>> with_places([Segment(5, 12, "It went")], [Span(8, 12)])
    "It <mark class='sc-found'>went</mark>"
    """
    return "".join(_segment(segment, places) for segment in segments)


def _segment(segment: Segment, places: Sequence[Span]) -> str:
    drawn, at = "", 0
    for place in places:
        start, end = max(place.start - segment.start, at), min(place.end - segment.start, len(segment.text))
        if start < end:
            drawn += escaped_in_place(segment.text[at:start])
            drawn += f"<mark class='sc-found'>{escaped_in_place(segment.text[start:end])}</mark>"
            at = end
    drawn += escaped_in_place(segment.text[at:])
    return (
        f"<span class='{' '.join(f'sc-{kind}' for kind in segment.kinds)}'>{drawn}</span>" if segment.kinds else drawn
    )
