"""A document to read, as HTML: every statement marked in its place, its copies, and how it was edited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from analyzer.schema import Document, EditKind
from analyzer.tables.document_pages import CopyLine, EditLine, ReadingBlock, StatementLabel, Stretch
from analyzer.tables.inputs import CautionRow
from analyzer.tables.passages import Segment
from dashboard.drawing.components import HERE, WORDING, escaped, escaped_in_place
from dashboard.drawing.statements_shown import anchor, counted, left_out, listed
from dashboard.navigation import address

EDIT_WORDS: dict[EditKind, str] = {
    "changed": "Changed",
    "added": "Added",
    "removed": "Removed",
    "unchanged": "Unchanged",
}


def facts(document: Document) -> str:
    """Draw the title of a document and what is known of it."""
    known = [document.publisher, document.path, document.published or "no date", f"{len(document.text):,} characters"]
    source = f"<p class='sc-place'>{escaped(document.url)}</p>" if document.url else ""
    return (
        f"<header class='sc-head'><h2 dir='auto'>{escaped(document.title or document.path)}</h2>"
        f"<p>{escaped(' · '.join(fact for fact in known if fact))}</p>{source}</header>"
    )


def legend() -> str:
    """Say what the lines under the words mean."""
    items = "".join(f"<li><span class='sc-st sc-st-{kind}'>{words}</span></li>" for kind, words in WORDING.items())
    return (
        f"<section class='sc-key' aria-label='How statements are marked'><ul>{items}</ul>"
        "<p>In front of each statement stand its number and who speaks. Choose one to see what was found about it.</p>"
        "</section>"
    )


def reading(shown: Stretch, chosen: str | None) -> str:
    """Draw a stretch of a document in a box that opens at the chosen statement."""
    every = [segment for block in shown.blocks for segment in block.segments]
    here = next((segment for segment in every if chosen in segment.statements), None)
    body = "".join(_block(block, shown.labels, chosen, here) for block in shown.blocks)
    name = escaped(f"Text of {shown.document.path}")
    return f"<div class='sc-article sc-reading' tabindex='0' role='region' aria-label='{name}'>{body}</div>"


def _block(block: ReadingBlock, labels: dict[str, StatementLabel], chosen: str | None, here: Segment | None) -> str:
    post = f"<p class='sc-post'>Post {block.post}</p>" if block.post is not None else ""
    if block.post_title is not None and block.kind != "headline":
        post += f"<p class='sc-headline' dir='auto'>{escaped(block.post_title)}</p>"
    runs = groupby(block.segments, key=lambda s: (s.statements[-1] if s.statements else None, chosen in s.statements))
    text = "".join(_run(one, list(run), labels, here, is_chosen=is_chosen) for (one, is_chosen), run in runs)
    return f"{post}<div class='sc-{block.kind}' dir='auto'>{text}</div>"


def _run(
    statement: str | None,
    segments: Sequence[Segment],
    labels: dict[str, StatementLabel],
    here: Segment | None,
    *,
    is_chosen: bool,
) -> str:
    """Draw text of one statement, the innermost there, as a link to it; its label is the one that takes the focus."""
    text = "".join((HERE if segment is here else "") + _words(segment) for segment in segments)
    if statement is None:
        return text
    tags = "".join(_tag(one, labels[one]) for segment in segments for one in segment.opens)
    marks = f"sc-st sc-st-{labels[statement].kind}" + (" sc-st-chosen" if is_chosen else "")
    return f"{tags}<a class='{marks}' tabindex='-1' {_leads_to(statement)}>{text}</a>"


def _words(segment: Segment) -> str:
    text = escaped_in_place(segment.text)
    return f"<b>{text}</b>" if "cue" in segment.kinds or "speaker" in segment.kinds else text


def _tag(statement: str, label: StatementLabel) -> str:
    name = escaped(f"Statement {label.number}, {label.speaker}, {WORDING[label.kind]}")
    return (
        f"<a class='sc-tag' aria-label='{name}' {_leads_to(statement)}>"
        f"<span>{label.number} {escaped(label.speaker)}</span></a>"
    )


def _leads_to(statement: str) -> str:
    return f"href='{escaped(address('documents', {'statement': statement}))}' target='_self'"


def whole_copies(document: Document, copies: Sequence[Document], most: int = 50) -> str:
    """Name the documents that are the same text in whole."""
    which = "a copy: the first of these is the original" if document.copy_of else "the original of these"
    names = [anchor("documents", one.path, {"document": one.id}) for one in copies[:most]]
    return (
        f"<p>The same text in whole is printed in {counted(len(copies), 'other document')}; this one is {which}.</p>"
        + (listed(names) + left_out(copies, most))
    )


def copied_statements(lines: Iterable[CopyLine]) -> str:
    """List statements and where the same text is printed again."""
    return listed(
        f"{anchor('documents', f'S{line.number}', {'statement': line.statement})} "
        f"<span class='sc-said'>{escaped(line.text)}</span> is also "
        f"{anchor('documents', f'S{line.other_number}', {'statement': line.other})} "
        f"in {escaped(line.other_document)}"
        for line in lines
    )


def edits_table(lines: Iterable[EditLine]) -> str:
    """Lay the words of statements as they stood beside those that stand now."""
    rows = "".join(
        f"<tr><th scope='row'>{EDIT_WORDS[line.kind]}</th><td dir='auto'>{escaped(line.before) or '–'}</td>"
        f"<td dir='auto'>{escaped(line.after) or '–'}{_number(line)}</td></tr>"
        for line in lines
    )
    return (
        "<div class='sc-evidence'><table class='sc-edits'><caption>Statement by statement</caption><thead><tr>"
        "<th scope='col'>What became of it</th><th scope='col'>Before</th><th scope='col'>Now</th></tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def _number(line: EditLine) -> str:
    if line.statement is None or line.number is None:
        return ""
    return f" {anchor('documents', f'S{line.number}', {'statement': line.statement})}"


def cautions(rows: Iterable[CautionRow]) -> str:
    """List what the run had to say about a document."""
    return listed(escaped(row.what) + (f" ({row.n} times)" if row.n > 1 else "") for row in rows)
