"""The certainty ladder as HTML: a list of rungs that reads as well without its bars."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from analyzer.tables import RUNGS, LadderRow
from dashboard.drawing.components import escaped, marked_text
from dashboard.drawing.matrices import anchor

LADDER_LEGEND = (
    "<p class='sc-legend'><span class='sc-certainty'>Dotted</span>: the words that say how sure it is. The number and "
    "the bar: how sure they are, 0 to 1, of what is said <em>as it is worded</em>; “will not” is sure. It says how "
    "somebody puts it, never how likely it is.</p>"
)


def ladder(rows: Sequence[LadderRow]) -> str:
    """Draw statements by how sure their words are, the surest on top; rows of one rung stand together."""
    rungs = "".join(_rung(number, list(group)) for number, group in groupby(rows, key=lambda row: row.rung))
    label = "Statements by certainty, surest first"
    return f"<section class='sc-ladder' aria-label='{label}'>{rungs}</section>{LADDER_LEGEND}"


def _rung(number: int, rows: Sequence[LadderRow]) -> str:
    name, words, _ = RUNGS[number]
    items = "".join(_item(row) for row in rows)
    return f"<section class='sc-rung'><h4>{name} <span class='sc-place'>{words}</span></h4><ol>{items}</ol></section>"


def _item(row: LadderRow) -> str:
    source = row.source
    reported = f", according to {', '.join(source.according_to)}" if source.according_to else ""
    words = ("… " if row.cut_before else "") + marked_text(row.segments) + (" …" if row.cut_after else "")
    place = escaped(" · ".join((source.published or "no date", source.document)))
    return (
        f"<li><span class='sc-degree'><span class='sc-bar' style='width: {row.certainty * 100:.0f}%'></span>"
        f"<span>{row.certainty:.2f}</span></span><div><b>{escaped(source.speaker)}</b>{escaped(reported)} "
        f"<span class='sc-place'>{anchor('documents', 'statement', source.statement, place)}</span>"
        f"<p class='sc-rung-words' dir='auto'>{words}</p></div></li>"
    )
