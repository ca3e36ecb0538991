"""A statement with all that leads on from it, as HTML: links to its speakers, its group, its conflicts, its kin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analyzer.tables.statement_links import ConflictLine, StatementDetail, TiedStatement
from dashboard.drawing.components import WORDING, escaped, manner
from dashboard.navigation import Query, address

MOST = 12
"""Entries of a list that are shown; how many are left out is said."""


def anchor(page: str, label: str, query: Query) -> str:
    """Draw a link to a view; the label may be any text."""
    return f"<a href='{escaped(address(page, query))}' target='_self'>{escaped(label)}</a>"


def detail_card(detail: StatementDetail) -> str:
    """Draw one statement: who, how, the words, the claim, and where it leads."""
    row = detail.row
    speakers = ", ".join(anchor("speakers", name, {"speaker": id_}) for id_, name in detail.speakers)
    return (
        f"<article class='sc-side sc-card'><header><p class='sc-kicker'>S{row.number} · {WORDING[row.kind]}</p>"
        f"<h3>{speakers or escaped(row.speaker)}</h3>"
        f"<p class='sc-how'>{escaped(' · '.join(manner(row)))}</p></header>"
        f"<p class='sc-words' dir='auto'>{escaped(row.content)}</p>{_facts(detail)}"
        f"{conflict_list(detail.conflicts)}{tie_list(detail.ties)}</article>"
    )


def _facts(detail: StatementDetail) -> str:
    row = detail.row
    hedges = ", ".join(f"“{words}”" for words in detail.hedges)
    certainty = f"{row.certainty:.2f} of 1, by " + (
        f"the words {hedges}" if hedges else "its words: none of them hedges"
    )
    facts = [
        ("Claim", escaped(row.claim)),
        ("Stance", escaped(row.stance)),
        ("Certainty", escaped(certainty)),
        (
            "When",
            escaped(row.published or "no date") + (f", about {escaped(row.event_date)}" if row.event_date else ""),
        ),
        ("Confidence", f"{row.confidence:.0%}: how likely words and speaker are right, as the program estimates"),
    ]
    if row.corrected:
        facts.append(("Corrected", f"<a href='corrections' target='_self'>{escaped('; '.join(row.corrected))}</a>"))
    if detail.via:
        via = ", ".join(anchor("speakers", name, {"speaker": id_}) for id_, name in detail.via)
        facts.append(("Reported by", via))
    if row.group_id is not None and detail.group_label is not None:
        others = f"said in {detail.n_in_group} statements" if detail.n_in_group > 1 else "no other statement says so"
        facts.append(("Group", f"{anchor('groups', detail.group_label, {'group': row.group_id})} ({others})"))
    if row.thread_id is not None and row.thread is not None:
        facts.append(("Thread", anchor("accounts", row.thread, {"thread": row.thread_id})))
    lines = "".join(f"<div><dt>{name}</dt><dd dir='auto'>{value}</dd></div>" for name, value in facts)
    return f"<dl class='sc-facts'>{lines}</dl>"


def conflict_list(conflicts: Sequence[ConflictLine], *, own: bool = False) -> str:
    """List conflicts of one side, each a link; ``own`` says what this side says, too."""
    if not conflicts:
        return ""
    items = [
        f"<li>{anchor('conflicts', line.kind_words, {'conflict': line.id})} ({escaped(line.band_words.lower())}): "
        + (f"{escaped(line.own)} <span class='sc-label'>other account</span> " if own else "")
        + f"{escaped(line.other)}</li>"
        for line in conflicts[:MOST]
    ]
    return f"<h4>Differs from</h4><ul class='sc-lines'>{''.join(items)}</ul>{left_out(conflicts)}"


def tie_list(ties: Sequence[TiedStatement]) -> str:
    """List other statements and what ties each to this one."""
    if not ties:
        return ""
    items = [
        f"<li>{tie.tie} {anchor('documents', f'S{tie.number}', {'statement': tie.id})}: "
        f"{escaped(f'{tie.speaker}: {tie.claim} ({tie.document})')}</li>"
        for tie in ties[:MOST]
    ]
    return f"<h4>Tied to</h4><ul class='sc-lines'>{''.join(items)}</ul>{left_out(ties)}"


def counted(n: int, thing: str) -> str:
    """Count things in words.

    Example
    -------
    >>> counted(1, "document"), counted(1200, "document")
    ('1 document', '1,200 documents')
    """
    return f"{n:,} {thing}" if n == 1 else f"{n:,} {thing}s"


def left_out(every: Sequence[object], most: int = MOST) -> str:
    """Say how many entries of a list are not shown, if any."""
    n = len(every) - most
    return f"<p class='sc-place'>{n:,} more are not listed here.</p>" if n > 0 else ""


def listed(items: Iterable[str]) -> str:
    """Draw a list of finished HTML."""
    return "<ul class='sc-lines'>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
