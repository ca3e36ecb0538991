"""A speaker, as HTML: who they are, what they said, whom they differ from, with whom they agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from analyzer.tables.speaker_pages import Counterpart, SpeakerPage, SpokenLine
from dashboard.drawing.components import escaped, manner, marked_text
from dashboard.drawing.statements_shown import MOST, anchor, conflict_list, counted, left_out, listed, tie_list

APART = (
    "Speakers who are not named are kept apart unless one text ties them together: "
    "another one of the same description may be the same person."
)


def speaker_head(page: SpeakerPage) -> str:
    """Draw who a speaker is: names as written, kind, affiliation, whom they speak for, who reports them."""
    row = page.row
    n_copies = f"; {page.n_copies:,} more are the same text printed again" if page.n_copies else ""
    known = [
        ("Kind", page.kind_words),
        ("Named as", escaped(" · ".join(page.named_as))),
        ("Affiliation", escaped(row.affiliation) if row.affiliation else "the texts do not say"),
        ("Speaks for", _speakers([page.speaks_for] if page.speaks_for else [])),
        ("Spoken for by", _speakers(page.spokespeople)),
        ("Reported by", ", ".join(f"{_speaker(id_, name)} ({n}×)" for id_, name, n in page.via[:MOST])),
        ("Statements", f"{row.n_statements:,} in {counted(row.n_documents, 'document')}{n_copies}"),
    ]
    lines = "".join(f"<div><dt>{name}</dt><dd dir='auto'>{value}</dd></div>" for name, value in known if value)
    apart = f"<p class='sc-place'>{APART}</p>" if row.kind == "anonymous" else ""
    return (
        f"<header class='sc-head'><h2 dir='auto'>{escaped(row.name)}</h2></header>"
        f"<dl class='sc-facts'>{lines}</dl>{apart}"
    )


def spoken(lines: Iterable[SpokenLine]) -> str:
    """Draw statements under the days on which they were printed."""
    by_day = groupby(lines, key=lambda line: line.detail.row.published)
    return "".join(
        f"<section class='sc-day'><h3>{escaped(day or 'No date')}</h3>"
        f"{''.join(_spoken(line) for line in of_day)}</section>"
        for day, of_day in by_day
    )


def _spoken(line: SpokenLine) -> str:
    row = line.detail.row
    before, after = "… " if line.passage.cut_before else "", " …" if line.passage.cut_after else ""
    where = anchor("documents", f"S{row.number} in {row.document}", {"statement": row.id})
    thread = f" · {anchor('accounts', row.thread, {'thread': row.thread_id})}" if row.thread and row.thread_id else ""
    more = conflict_list(line.detail.conflicts) + tie_list(line.detail.ties)
    return (
        f"<article class='sc-spoken'><p class='sc-how'>{escaped(' · '.join(manner(row)))}</p>"
        f"<p class='sc-words' dir='auto'>{before}{marked_text(line.passage.segments)}{after}</p>"
        f"<p class='sc-claim' dir='auto'><span class='sc-label'>Claim</span> {escaped(row.claim)}</p>"
        f"<p class='sc-place'>{where}{thread}</p>"
        + (f"<details><summary>Conflicts and ties: {_n(line)}</summary>{more}</details>" if more else "")
        + f"<details><summary>Citation</summary><p class='sc-citation' dir='auto'>{escaped(line.detail.citation)}</p>"
        "</details></article>"
    )


def _n(line: SpokenLine) -> int:
    return len(line.detail.conflicts) + len(line.detail.ties)


def opposed(others: Sequence[Counterpart], most: int = 50) -> str:
    """Draw with whom a speaker's accounts differ, and in what."""
    return "".join(
        f"<details class='sc-counterpart'><summary>{_named(one)}: {len(one.conflicts):,}</summary>"
        f"{_page_of(one)}{conflict_list(one.conflicts, own=True)}</details>"
        for one in others[:most]
    ) + left_out(others, most)


def agreeing(others: Sequence[Counterpart], most: int = 50) -> str:
    """Draw who says the same as a speaker, and what."""
    return "".join(
        f"<details class='sc-counterpart'><summary>{_named(one)}: {len(one.groups):,}</summary>{_page_of(one)}"
        + listed(anchor("groups", label, {"group": id_}) for id_, label in one.groups[:MOST])
        + f"{left_out(one.groups)}</details>"
        for one in others[:most]
    ) + left_out(others, most)


def _named(one: Counterpart) -> str:
    return escaped(f"{one.name} ({one.tie}: the two count as one voice)" if one.tie else one.name)


def _page_of(one: Counterpart) -> str:
    return f"<p>{anchor('speakers', 'Their page', {'speaker': one.id})}</p>" if one.id else ""


def _speakers(named: Iterable[tuple[str, str]]) -> str:
    return ", ".join(_speaker(id_, name) for id_, name in named)


def _speaker(id_: str, name: str) -> str:
    return anchor("speakers", name, {"speaker": id_})
