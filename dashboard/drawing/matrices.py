"""The two matrices as HTML: claims by speakers or publishers, and speakers by speakers.

Nothing is told by colour alone: every filled cell has a sign and a word. Text from outside passes through ``escaped``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analyzer.tables import (
    AccountRow,
    AccountsTable,
    Agreement,
    Answer,
    By,
    Cell,
    Clash,
    PairDetails,
    Relation,
    Source,
    Voice,
    printed_words,
)
from dashboard.drawing.components import escaped
from dashboard.navigation import address

SIGNS: dict[Voice, str] = {"says": "●", "denies": "✕", "hedges": "◐"}
LEGENDS: dict[By, str] = {
    "speakers": (
        "<b>● says</b>: makes the claim. <b>✕ denies</b>: denies or disputes it. <b>✕ says otherwise</b>: does not "
        "deny it, but says something that was judged to contradict it. <b>◐ hedges</b>: makes it in words that leave "
        "it open. <b>silent</b>: no statement was found in these documents, which does not mean that none was made. "
        "“According to”: known only at second hand."
    ),
    "publishers": (
        "<b>● ✕ ◐</b>: whose words a publisher prints for the claim, against it, or hedged, copies included. "
        "Printing a claim is not making it. <b>not printed</b>: not found in what was read of this publisher. "
        "<b>only this side</b>: others print somebody who says otherwise."
    ),
}
_LONGEST_CLAIM, _LONGEST_WORDS = 220, 260
_CLASHES_SHOWN, _SOURCES_SHOWN, _LISTED = 2, 20, 50


def accounts_matrix(table: AccountsTable, sources: Mapping[str, Source]) -> str:
    """Draw the accounts of a thread: a row for each claim, a column for each speaker or publisher."""
    who = "publishers" if table.by == "publishers" else "speakers"
    heads = "".join(
        f"<th scope='col'>{_column(name, speaker)}</th>"
        for name, speaker in zip(table.columns, table.speaker_ids, strict=True)
    )
    rows = "".join(_row(row, table.by, sources) for row in table.rows)
    caption = f"Claims of the thread by {who}: who says, denies, hedges or passes over which claim"
    return (
        "<div class='sc-matrix' tabindex='0' role='region' aria-label='Accounts, scrolls sideways'>"
        f"<table><caption class='sc-unseen'>{caption}</caption>"
        f"<thead><tr><th scope='col'>Claim</th>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
        f"<p class='sc-legend'>{LEGENDS[table.by]}</p>"
    )


def shortened(text: str, longest: int) -> str:
    """Cut a text at a word where it is too long, and say so by an ellipsis.

    Example
    -------
    >>> shortened("one two three", 11)
    'one two …'
    """
    return text if len(text) <= longest else text[: longest - 1].rsplit(None, 1)[0] + " …"


def anchor(page: str, name: str, value: str, words: str, *, title: str = "") -> str:
    """Draw a link to what a page shows under a query parameter; ``words`` are HTML."""
    hover = f" title='{escaped(title)}'" if title else ""
    return f"<a href='{escaped(address(page, {name: value}))}' target='_self'{hover}>{words}</a>"


def _column(name: str, speaker: str | None) -> str:
    words = escaped(shortened(name, 80))
    return anchor("speakers", "speaker", speaker, words, title=name) if speaker else words


def _row(row: AccountRow, by: By, sources: Mapping[str, Source]) -> str:
    claim = anchor("groups", "group", row.group_id, escaped(shortened(row.claim, _LONGEST_CLAIM)), title=row.claim)
    cells = "".join(_cell(cell, by, row.disputed, sources) for cell in row.cells)
    return f"<tr><th scope='row'>{claim}{_clashes(row.clashes)}</th>{cells}</tr>"


def _clashes(clashes: Sequence[Clash]) -> str:
    def item(clash: Clash) -> str:
        other = escaped(f"“{shortened(clash.other_claim, 110)}” ({clash.words})")
        return f"<li>≠ clashes with {anchor('conflicts', 'conflict', clash.conflict, other)}</li>"

    first = "".join(item(clash) for clash in clashes[:_CLASHES_SHOWN])
    rest = "".join(item(clash) for clash in clashes[_CLASHES_SHOWN:])
    more = f"<details><summary>{len(clashes) - _CLASHES_SHOWN} more</summary><ul>{rest}</ul></details>" if rest else ""
    return f"<ul class='sc-clashes'>{first}</ul>{more}" if first else ""


def _cell(cell: Cell, by: By, disputed: bool, sources: Mapping[str, Source]) -> str:
    if not cell.answers:
        return f"<td class='sc-silent'>{'not printed' if by == 'publishers' else 'silent'}</td>"
    one_sided = by == "publishers" and disputed and not (cell.is_for and cell.is_against)
    note = "<div class='sc-one-side'>only this side</div>" if one_sided else ""
    voice = cell.answers[0].voice if len(cell.answers) == 1 else "both"
    return f"<td class='sc-{voice}'>{''.join(_answer(answer, by, sources) for answer in cell.answers)}{note}</td>"


def _answer(answer: Answer, by: By, sources: Mapping[str, Source]) -> str:
    first = sources[answer.statements[0]]
    words = printed_words(answer) if by == "publishers" else answer.word
    shown = f"<span aria-hidden='true'>{SIGNS[answer.voice]}</span> {escaped(words)}"
    second_hand = f"according to {shortened(', '.join(answer.according_to), 80)}" if answer.according_to else ""
    hand = f"<div class='sc-place'>{escaped(second_hand)}</div>" if second_hand else ""
    hover = f"{first.speaker}: {shortened(first.words, _LONGEST_WORDS)}"
    return (
        f"<div class='sc-answer'>{anchor('documents', 'statement', first.statement, shown, title=hover)}"
        f"{hand}{_all_of(answer, sources)}</div>"
    )


def _all_of(answer: Answer, sources: Mapping[str, Source]) -> str:
    n_statements = len(answer.statements)
    if n_statements == 1:
        return ""
    items = "".join(_source(sources[one]) for one in answer.statements[:_SOURCES_SHOWN])
    more = (
        f"<li>and {n_statements - _SOURCES_SHOWN} more, in the download</li>" if n_statements > _SOURCES_SHOWN else ""
    )
    return f"<details><summary>{n_statements} statements</summary><ul>{items}{more}</ul></details>"


def _source(row: Source) -> str:
    reported = f" (according to {', '.join(row.according_to)})" if row.according_to else ""
    words = anchor("documents", "statement", row.statement, escaped(shortened(row.words, _LONGEST_WORDS)))
    facts = [row.document, row.published or "no date", *(["printed again"] if row.is_copy else [])]
    return (
        f"<li><b>{escaped(row.speaker + reported)}</b> {words} "
        f"<span class='sc-place'>{escaped(' · '.join(facts))}</span></li>"
    )


def agreement_matrix(agreement: Agreement) -> str:
    """Draw speakers against speakers: what they share, and how often they clash."""
    between = {(one.left, one.right): one for one in agreement.relations}
    between |= {(one.right, one.left): one for one in agreement.relations}
    heads = "".join(
        f"<th scope='col'><span title='{escaped(speaker.name)}'>{escaped(shortened(speaker.name, 34))}</span></th>"
        for speaker in agreement.speakers
    )
    rows = "".join(
        f"<tr><th scope='row'>{anchor('speakers', 'speaker', row.id, escaped(shortened(row.name, 60)), title=row.name)}"
        f" <span class='sc-place'>{row.n_statements:,}</span></th>"
        + "".join(_between(between.get((row.id, column.id)), row.id == column.id) for column in agreement.speakers)
        + "</tr>"
        for row in agreement.speakers
    )
    return (
        "<div class='sc-matrix sc-square' tabindex='0' role='region' aria-label='Who agrees and who clashes, scrolls "
        "sideways'><table><caption class='sc-unseen'>Speakers against speakers: claims that both make, and conflicts "
        f"between them</caption><thead><tr><th scope='col'>Speaker, statements</th>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def _between(relation: Relation | None, oneself: bool) -> str:
    if relation is None:
        return f"<td class='sc-silent'>{'' if oneself else '·'}</td>"
    n_shared, n_conflicts = len(relation.shared), relation.n_conflicts
    signs = list[str]()
    if n_shared:
        word = "one voice" if relation.speaks_for else "shared"
        signs.append(_count("=", n_shared, word, link_to=("accounts", "pair", relation.id)))
    elif relation.together:
        signs.append(_count("&amp;", len(relation.together), "together", link_to=("accounts", "pair", relation.id)))
    if n_conflicts:
        one = (*relation.flagged, *relation.possible)[0]
        target = ("conflicts", "conflict", one) if n_conflicts == 1 else ("accounts", "pair", relation.id)
        signs.append(_count("≠", n_conflicts, "clash" if n_conflicts == 1 else "clashes", link_to=target))
    kind = "both" if len(signs) > 1 else "denies" if n_conflicts else "shares"
    return f"<td class='sc-{kind}'>{''.join(signs)}</td>"


def _count(sign: str, n: int, word: str, *, link_to: tuple[str, str, str]) -> str:
    words = f"{sign}&#8239;{n} <span class='sc-word'>{word}</span>"
    return f"<div>{anchor(*link_to, words)}</div>"


def pair_details(details: PairDetails) -> str:
    """List what a pair of speakers shares and where they clash; each line is a link."""
    clashes = [("conflicts", "conflict", one, words) for one, words in details.conflicts]
    claims = [("groups", "group", one, label) for one, label in details.claims]
    listed = (("Where they clash", clashes), ("Claims that both make", claims))
    return "<div class='sc-pair'>" + "".join(_listed(title, links) for title, links in listed) + "</div>"


def _listed(title: str, links: Sequence[tuple[str, str, str, str]]) -> str:
    shown = [f"<li>{anchor(page, name, one, escaped(words))}</li>" for page, name, one, words in links[:_LISTED]]
    shown += [f"<li>and {len(links) - _LISTED:,} more, in the download</li>"] if len(links) > _LISTED else []
    items = "".join(shown) or "<li>None was found.</li>"
    return f"<section class='sc-listed'><h3>{title}: {len(links):,}</h3><ul>{items}</ul></section>"
