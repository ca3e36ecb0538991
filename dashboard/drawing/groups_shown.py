"""A group, as HTML: what it says, the voices behind it, where it was printed, and why its statements stand together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from analyzer.schema import Group
from analyzer.tables import ContributionRow, StatementRow
from analyzer.tables.group_details import GroupDetail, VoiceRow
from analyzer.tables.group_ties import NearGroup, TieRow
from dashboard.drawing.components import escaped, manner, marked_text, signed
from dashboard.drawing.statements_shown import anchor, listed
from dashboard.work.thresholds import Counts

SCORE = (
    "Scores say how far two statements say the same, 0 to 1, by their words and by a model that reads both claims "
    "together. They are no probabilities, and say nothing on whether the claim holds."
)

LIKENESS = "In the last column, below zero speaks for the two saying the same."
CLASH = "Too far apart to be called the same. Listed is what was weighed for a conflict; below zero speaks against one."


def group_head(detail: GroupDetail) -> str:
    """Draw what a group says, how many voices say so, and who printed it."""
    row = detail.row
    silent = escaped(", ".join(row.silent_publishers))
    facts = [
        ("Voices", _voices(row.n_independent, len(row.members), len(row.copies))),
        ("Printed by", escaped(", ".join(row.publishers)) or "not known: no publisher is named"),
        ("Not found in", f"{silent}, who wrote of the same event or topic" if silent else ""),
        ("Thread", anchor("accounts", row.thread, {"thread": row.thread_id})),
        ("Conflicts", f"{row.n_conflicts:,}" if row.n_conflicts else "none was found"),
    ]
    lines = "".join(f"<div><dt>{name}</dt><dd dir='auto'>{value}</dd></div>" for name, value in facts if value)
    return f"<header class='sc-head'><h2 dir='auto'>{escaped(row.label)}</h2></header><dl class='sc-facts'>{lines}</dl>"


def voices(rows: Iterable[VoiceRow]) -> str:
    """Draw statements in their places: who, how, the words, where."""
    return "".join(_voice(row) for row in rows)


def copies(rows: Iterable[StatementRow], publisher_of: Mapping[str, str | None]) -> str:
    """List where the same texts were printed again; ``publisher_of`` is by document id."""
    return listed(
        f"{_place(row, publisher_of[row.document_id])}"
        + (f", the same text as S{row.copy_of}" if row.copy_of is not None else "")
        for row in rows
    )


def why_together(detail: GroupDetail) -> str:
    """Say in a sentence or two on what a group of several statements rests."""
    weakest, settings = detail.ties[0], detail.settings
    if len(detail.ties) == 1:
        told = f"Their score is {weakest.score:.2f}; {settings.min_entailment:.2f} is needed to join them."
    else:
        told = (
            f"The mean score of the {len(detail.ties):,} pairs is {detail.mean_score:.2f}. Groups are joined where the "
            f"mean between them is {settings.min_entailment:.2f} or more, and no pair is under "
            f"{settings.min_pair_entailment:.2f}. The pair that is furthest apart comes first: {weakest.score:.2f}."
        )
    return f"<p class='sc-claim'>{told} {SCORE}</p>"


def ties(rows: Sequence[TieRow]) -> str:
    """Draw pairs of statements with their scores, each with what the score rests on, folded away but for the first."""
    return "".join(_tie(row, is_open=number == 0) for number, row in enumerate(rows))


def near_groups(detail: GroupDetail) -> str:
    """List what nearly joined, and what kept it out."""
    left_out = detail.n_near - len(detail.near)
    more = f"<p class='sc-place'>{left_out:,} more, with weaker ties, are not listed here.</p>" if left_out else ""
    return "".join(_near(group) for group in detail.near) + more


def counts_table(rows: Sequence[tuple[str, Counts]]) -> str:
    """Draw how many groups there are at several thresholds; what each is called comes first."""
    lines = "".join(
        f"<tr><th scope='row'>{escaped(name)}</th><td>{one.n_groups:,}</td><td>{one.n_of_several_voices:,}</td></tr>"
        for name, one in rows
    )
    return (
        "<section class='sc-evidence sc-counts'><table><caption class='sc-unshown'>Groups at each threshold</caption>"
        "<thead><tr><th scope='col'>Threshold</th><th scope='col'>Groups, single statements included</th>"
        f"<th scope='col'>With several independent voices</th></tr></thead><tbody>{lines}</tbody></table></section>"
    )


def change(whole: Group, parts: Sequence[Group], ids: Mapping[frozenset[str], str], *, merges: bool) -> str:
    """Draw one change from before to after; ``ids`` are those of the groups that this analysis has, by members."""
    together, apart = _group(whole, ids), listed(_group(part, ids) for part in parts)
    if merges:
        return (
            f"<article class='sc-spoken'><p class='sc-how'>{len(parts):,} groups</p>{apart}"
            f"<p class='sc-how'>would be one, called</p><ul class='sc-lines'><li>{together}</li></ul></article>"
        )
    return (
        f"<article class='sc-spoken'><p class='sc-how'>One group</p><ul class='sc-lines'><li>{together}</li></ul>"
        f"<p class='sc-how'>would be {len(parts):,}</p>{apart}</article>"
    )


def _voices(n_voices: int, n_statements: int, n_copies: int) -> str:
    told = f"{n_voices:,} independent, in {n_statements:,} statement{'s' * (n_statements != 1)}"
    again = f", printed again {n_copies:,} time{'s' * (n_copies != 1)}: copies add no voice" if n_copies else ""
    return told + again


def _voice(voice: VoiceRow) -> str:
    row, cut = voice.statement, voice.passage
    before, after = "… " if cut.cut_before else "", " …" if cut.cut_after else ""
    counting = f" <span class='sc-label'>{escaped(voice.counting)}</span>" if voice.counting else ""
    return (
        f"<article class='sc-spoken'><h3 class='sc-name' dir='auto'>{escaped(row.speaker)}{counting}</h3>"
        f"<p class='sc-how'>{escaped(' · '.join(manner(row)))}</p>"
        f"<p class='sc-words' dir='auto'>{before}{marked_text(cut.segments)}{after}</p>"
        f"<p class='sc-place' dir='auto'>{_place(row, voice.publisher)}</p></article>"
    )


def _place(row: StatementRow, publisher: str | None) -> str:
    link = anchor("documents", f"S{row.number} in {row.document}", {"statement": row.id})
    return " · ".join([link, escaped(publisher or "publisher not named"), escaped(row.published or "no date")])


def _tie(row: TieRow, *, is_open: bool) -> str:
    score = "no score" if row.score is None else f"{row.score:.2f}"
    sides = "".join(f"<li>{_side(side)}</li>" for side in (row.left, row.right))
    return (
        f"<details class='sc-tie'{' open' * is_open}><summary>S{row.left.number} and S{row.right.number}: {score}"
        f"</summary><ul class='sc-lines'>{sides}</ul>{_reasons(row)}</details>"
    )


def _side(row: StatementRow) -> str:
    link = anchor("documents", f"S{row.number}", {"statement": row.id})
    return f"{link} {escaped(row.speaker)}: {escaped(row.claim)}"


def _reasons(row: TieRow) -> str:
    if row.score is None:
        return "<p class='sc-place'>No score of these two is kept: a person put them into one group.</p>"
    lines = "".join(_reason(reason) for reason in row.reasons)
    by_likeness = any(reason.signal == "similarity" for reason in row.reasons)
    return (
        f"<p class='sc-place'>Cosine of the two claims: {row.similarity:.2f}. {LIKENESS if by_likeness else CLASH}</p>"
        "<div class='sc-evidence'><table><thead><tr><th scope='col'>What the score rests on</th>"
        "<th scope='col'>Words</th>"
        f"<th scope='col'>Adds</th></tr></thead><tbody>{lines}</tbody></table></div>"
    )


def _reason(reason: ContributionRow) -> str:
    return (
        f"<tr><td>{escaped(reason.label)}</td><td>{escaped(reason.words)}</td>"
        f"<td>{signed(reason.contribution)}</td></tr>"
    )


def _near(group: NearGroup) -> str:
    size = f"{group.n_statements:,} statement{'s' * (group.n_statements != 1)}"
    return (
        f"<article class='sc-spoken'><p class='sc-near' dir='auto'>"
        f"{anchor('groups', group.claim, {'group': group.id})} <span class='sc-place'>({size})</span></p>"
        f"<p class='sc-claim'>{escaped(group.why_apart)}</p>"
        f"{_tie(group.best, is_open=False)}</article>"
    )


def _group(group: Group, ids: Mapping[frozenset[str], str]) -> str:
    known = ids.get(frozenset(group.members))
    claim = escaped(group.label) if known is None else anchor("groups", group.label, {"group": known})
    size = f"{len(group.members):,} statement{'s' * (len(group.members) != 1)}, copies included"
    voices = f"{group.n_independent:,} independent voice{'s' * (group.n_independent != 1)}"
    return f"{claim} <span class='sc-place'>({size}; {voices})</span>"
