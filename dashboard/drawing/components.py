"""One statement, one quotation in its article, one conflict with its evidence, as HTML.

Every text that comes from a document, a file name or the address bar passes through :func:`escaped`; nothing here
imports Streamlit, and no such text may reach ``st.markdown``, through which an image address calls out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from analyzer.schema import Document, StatementKind
from analyzer.tables import (
    HEDGED_BELOW,
    Article,
    Block,
    ConflictRow,
    Lookup,
    Segment,
    SideRow,
    StatementRow,
    side_article,
)

WORDING: dict[StatementKind, str] = {
    "direct": "quoted in full",
    "mixed": "quoted in part",
    "indirect": "reported in other words",
    "narration": "the article’s own words",
}
HERE = "<span class='sc-here'></span>"
# Nothing is seen of these: control characters, those that reorder the text around them, and halves of a character.
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
LEGEND = (
    "<p class='sc-legend'><mark class='sc-clash'>Marked and underlined</mark>: where the two differ. "
    "<span class='sc-certainty'>Dotted</span>: words that say how certain it is. "
    "The score ranks conflicts: the log-odds that an editor would call them different. It is no verdict.</p>"
)


def escaped(text: str) -> str:
    r"""Make a text fit for HTML and its attributes; an unseen character that could reorder what is near is named.

    Example
    -------
    >>> escaped("a<b \u202egpj.exe")
    'a&lt;b [U+202E]gpj.exe'
    """
    return html.escape(_UNSEEN.sub(lambda found: f"[{_code(found[0])}]", text))


def escaped_in_place(text: str) -> str:
    """Make a text of a document fit for HTML, for reading and copying.

    The style sheet names an unseen character in front of it and keeps it from reordering what is near; what is copied
    from the page is the text as it stands.
    """
    return _UNSEEN.sub(_named, html.escape(text))


def notice(title: str, lines: Iterable[str]) -> str:
    """Say something to the reader in place of content; each of ``lines`` becomes a paragraph."""
    paragraphs = "".join(f"<p>{escaped(line)}</p>" for line in lines)
    return f"<section class='sc-notice' role='status'><h2>{escaped(title)}</h2>{paragraphs}</section>"


def conflict_card(row: ConflictRow) -> str:
    """Draw a conflict: what differs, both statements side by side, and what speaks for and against it."""
    kicker = " · ".join([row.band_words, row.kind_words, row.strength_words])
    unless = f"<p class='sc-unless'>No conflict if: {escaped(row.unless)}</p>" if row.unless else ""
    return (
        f"<section class='sc-conflict' aria-label='These accounts differ'><p class='sc-kicker'>{escaped(kicker)}</p>"
        f"<h2 class='sc-rationale'>{escaped(row.rationale)}</h2>{unless}"
        f"<div class='sc-pair'>{statement_card(row.left)}{statement_card(row.right)}</div></section>"
    )


def statement_card(side: SideRow) -> str:
    """Draw one side: who, how, the words with what clashes marked, where and when, and who else says it."""
    row = side.statement
    cut = side.passage.segments
    marked = [number for number, segment in enumerate(cut) if segment.kinds]
    words = marked_text(cut[marked[0] : marked[-1] + 1] if marked else cut)
    words = ("… " if row.start < side.passage.start else "") + words + (" …" if row.end > side.passage.end else "")
    return (
        f"<article class='sc-side'><header><h3>{escaped(row.speaker)}</h3>"
        f"<p class='sc-how'>{escaped(' · '.join(manner(row)))}</p></header>"
        f"<p class='sc-words' dir='auto'>{words}</p>"
        f"<p class='sc-claim'><span class='sc-label'>Claim</span> {escaped(row.claim)}</p>"
        f"<footer class='sc-place'>{escaped(place(row))}</footer>{others(side.also)}</article>"
    )


def manner(row: StatementRow) -> list[str]:
    """Say how something was said: the cue, whose words, stance, certainty, and who reports it."""
    found = [f"“{row.cue}”"] if row.cue else []
    found += [WORDING[row.kind]]
    found += [row.stance] if row.stance != "asserts" else []
    found += [f"hedged (certainty {row.certainty:.2f} of 1)" if row.certainty < HEDGED_BELOW else "stated as certain"]
    return found + [f"as reported by {name}" for name in row.via]


def place(row: StatementRow) -> str:
    """Say where and when it stands."""
    event = [f"about {row.event_date}"] if row.event_date else []
    return " · ".join([row.document, row.published or "no date", *event, f"S{row.number}"])


def others(also: Sequence[StatementRow]) -> str:
    """List other statements that say the same side, folded away."""
    if not also:
        return ""
    items = "".join(
        f"<li><b>{escaped(row.speaker)}</b> <span class='sc-said'>{escaped(row.text)}</span> "
        f"<span class='sc-place'>{escaped(place(row))}</span></li>"
        for row in also
    )
    return f"<details class='sc-also'><summary>Also on this side: {len(also)}</summary><ul>{items}</ul></details>"


def evidence_table(row: ConflictRow) -> str:
    """Draw the reasons, whose contributions add up to the score."""
    lines = "".join(
        f"<tr><td>{escaped(one.label)}</td><td>{escaped(one.words)}</td><td>{signed(one.contribution)}</td></tr>"
        for one in row.contributions
    )
    return (
        "<section class='sc-evidence'><h3>Why it is listed</h3><table><thead><tr><th scope='col'>Signal</th>"
        "<th scope='col'>Words it rests on</th><th scope='col'>Adds</th></tr></thead>"
        f"<tbody>{lines}</tbody><tfoot><tr><th scope='row' colspan='2'>Score</th><td>{row.score:.2f}</td></tr></tfoot>"
        f"</table>{LEGEND}</section>"
    )


def signed(number: float) -> str:
    """Write a number with its sign.

    Example
    -------
    >>> signed(1.5), signed(-0.25), signed(0.0)
    ('+1.50', '−0.25', '+0.00')
    """
    return f"{number:+.2f}".replace("-", "−")


def articles(row: ConflictRow, lookup: Lookup) -> str:
    """Draw both passages in their articles, side by side."""
    boxes = "".join(article_box(side_article(side, lookup), side.statement) for side in (row.left, row.right))
    return f"<section class='sc-articles'><h3>In the articles</h3><div class='sc-pair'>{boxes}</div></section>"


def article_box(article: Article, row: StatementRow) -> str:
    """Draw a document in a box that opens at the statement: it snaps there once, then scrolls freely."""
    before = "<p class='sc-cut'>The document begins earlier; not all of it is shown.</p>" if article.cut_before else ""
    after = "<p class='sc-cut'>The document goes on; not all of it is shown.</p>" if article.cut_after else ""
    shown = [segment for block in article.blocks for segment in block.segments]
    place_to_open = next(
        (one for one in shown if "clash" in one.kinds), next((one for one in shown if one.kinds), None)
    )
    body = "".join(section_block(block, place_to_open) for block in article.blocks)
    name = escaped(f"{row.speaker} in {row.document}")
    return (
        f"<figure class='sc-figure'><figcaption>{heading(article.document)}</figcaption>"
        f"<div class='sc-article' tabindex='0' role='region' aria-label='{name}' dir='auto'>"
        f"{before}{body}{after}</div></figure>"
    )


def heading(document: Document) -> str:
    """Name a document: title, publisher, file and date, as far as they are known."""
    facts = [document.publisher, document.path, document.published or "no date"]
    title = f"<b>{escaped(document.title)}</b><br>" if document.title else ""
    return title + escaped(" · ".join(fact for fact in facts if fact))


def section_block(block: Block, place_to_open: Segment | None) -> str:
    """Draw one section of a document in the manner of its kind."""
    return f"<div class='sc-{block.kind}' dir='auto'>{marked_text(block.segments, place_to_open)}</div>"


def marked_text(segments: Iterable[Segment], place_to_open: Segment | None = None) -> str:
    """Draw text with its marks, and an invisible mark in front of the segment at which a box opens.

    Example
    -------
    >>> marked_text([Segment(0, 2, "a "), Segment(2, 5, "<b>", ("clash",))])
    "a <mark class='sc-clash'>&lt;b&gt;</mark>"
    """
    return "".join((HERE if segment is place_to_open else "") + _segment(segment) for segment in segments)


def _segment(segment: Segment) -> str:
    text = escaped_in_place(segment.text)
    if not segment.kinds:
        return text
    tag = "mark" if "clash" in segment.kinds else "span"
    return f"<{tag} class='{' '.join(f'sc-{kind}' for kind in segment.kinds)}'>{text}</{tag}>"


def _named(found: re.Match[str]) -> str:
    character = "\ufffd" if "\ud800" <= found[0] <= "\udfff" else found[0]
    return f"<span class='sc-control' data-code='{_code(found[0])}'>{character}</span>"


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"
