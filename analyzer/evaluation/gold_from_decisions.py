"""What people confirmed and corrected in an analysis, as gold that :func:`analyzer.evaluation.evaluate` reads."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path, PurePosixPath
from typing import Any

from analyzer.evaluation.gold_files import write_values
from analyzer.schema import Analysis, Document, ReviewedConflict, Span, Speaker, Statement

Row = dict[str, Any]

_JOINING = frozenset(("move", "join_groups"))


def gold_from_decisions(analysis: Analysis) -> dict[str, tuple[Row, ...]]:
    """Make gold of the reviews and corrections that an analysis holds.

    Statements are those that people corrected, or saw in a conflict that they decided about; a person who says whether
    two statements clash has read both. Groups are those that people moved statements into or joined, in full; a pair
    that people parted is told as ``apart``, and of the other pairs nobody has said anything. Conflicts are those about
    which a decision stands, ``unsure`` left out. That something is no statement cannot be told in this form.

    Returns
    -------
    dict
        Rows by the name of their file: ``statements``, ``narration``, ``groups``, ``conflicts``, ``speakers``.
        Documents are named by file name, as in all gold.
    """
    decided = [one for one in analysis.reviews if one.state == "stands" and one.review.decision != "unsure"]
    conflicts = tuple(_conflict(one, analysis) for one in decided)
    groups = tuple(_groups(analysis))
    wanted = {statement for one in analysis.corrections if one.applied for statement in one.statements}
    wanted |= {statement for row in conflicts for side in row["sides"] for statement in side["ids"]}
    wanted |= {statement for row in groups for statement in row["members"]}
    documents = {document.id: document for document in analysis.documents}
    speakers = {speaker.id: speaker for speaker in analysis.speakers}
    chosen = [one for one in analysis.statements if one.id in wanted]
    said = [one for one in chosen if one.kind != "narration"]
    named = sorted({speaker for one in said for speaker in (*one.speakers, *one.via)})
    return {
        "statements": tuple(_statement(one, documents[one.document], speakers, wanted) for one in said),
        "narration": tuple(_narration(one, documents[one.document]) for one in chosen if one.kind == "narration"),
        "groups": (*groups, *_unsaid(said)),
        "conflicts": conflicts,
        "speakers": tuple(_speaker(speakers[id_], speakers) for id_ in named),
    }


def write_gold(rows: dict[str, tuple[Row, ...]], folder: Path) -> None:
    """Write gold into a folder, a file of JSON lines each; the folder is made where there is none.

    Raises
    ------
    OSError
        A file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, found in rows.items():
        write_values(found, folder / f"{name}.jsonl")


def _statement(one: Statement, document: Document, speakers: dict[str, Speaker], wanted: AbstractSet[str]) -> Row:
    mention = one.speaker_mention
    return {
        "id": one.id,
        "doc": PurePosixPath(document.path).name,
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "content_spans": [list(span) for span in one.content],
        "content_text": [document.text[slice(*span)] for span in one.content],
        "quoted_spans": [list(span) for span in one.quoted],
        "type": one.kind,
        "cue": _place(one.cue, document),
        "speaker_span": _place(mention, document),
        "speaker": " + ".join(speakers[id_].name for id_ in one.speakers),
        "via": [speakers[id_].name for id_ in one.via],
        "claim": one.claim,
        "stance": one.stance,
        "nested_in": one.nested_in if one.nested_in in wanted else None,
        "continuation_of": one.continuation_of if one.continuation_of in wanted else None,
        "optional": False,
    }


def _place(span: Span | None, document: Document) -> Row | None:
    if span is None:
        return None
    return {"text": document.text[slice(*span)], "start": span.start, "end": span.end}


def _narration(one: Statement, document: Document) -> Row:
    doc = PurePosixPath(document.path).name
    return {"id": one.id, "doc": doc, "start": one.start, "end": one.end, "text": one.text, "claim": one.claim}


def _groups(analysis: Analysis) -> Iterator[Row]:
    """Yield the groups that people made, copies left out, and the pairs that they parted."""
    copies = {one.id for one in analysis.statements if one.copy_of is not None}
    held = {member: group for group in analysis.groups for member in group.members}
    joined: dict[str, tuple[str, ...]] = {}
    parted: dict[tuple[str, str], None] = {}
    for one in analysis.corrections:
        correction = one.correction
        cited = [*one.statements, *(cited.statement for cited in correction.statements)]
        found = [held[id_] for id_ in cited if id_ in held]
        beside = held.get(correction.beside.statement) if correction.beside is not None else None
        if not one.applied or not found:
            continue
        if correction.kind in _JOINING:
            for group in found:
                joined[group.id] = tuple(sorted(set(group.members) - copies))
        elif correction.kind == "split_group" and beside is not None and beside.id != found[0].id:
            sides = (set(group.members) - copies for group in (found[0], beside))
            for one_side, other_side in itertools.product(*sides):
                parted[min(one_side, other_side), max(one_side, other_side)] = None
    for id_, members in joined.items():
        if len(members) > 1:
            yield {"id": id_, "level": "claim", "match": "same", "members": list(members)}
    for number, pair in enumerate(sorted(parted), start=1):
        yield {"id": f"apart-{number}", "level": "claim", "match": "apart", "members": list(pair)}


def _unsaid(said: list[Statement]) -> Iterator[Row]:
    """Yield a row that leaves all pairs open of which no other row says whether they are one claim."""
    if len(said) > 1:
        yield {"id": "unsaid", "level": "claim", "match": "partial", "members": sorted(one.id for one in said)}


def _conflict(one: ReviewedConflict, analysis: Analysis) -> Row:
    conflict = next(found for found in analysis.conflicts if found.id == one.conflict)
    names = {speaker.id: speaker.name for speaker in analysis.speakers}
    said = {statement.id: statement for statement in analysis.statements}
    sides = [
        {"ids": [side.statement], "speakers": [names[id_] for id_ in said[side.statement].speakers]}
        for side in (conflict.left, conflict.right)
    ]
    is_conflict = one.review.decision == "conflict"
    return {
        "id": conflict.id,
        "conflict": is_conflict,
        "type": conflict.kind if is_conflict else "hard_negative",
        "strength": conflict.strength if is_conflict else None,
        "sides": sides,
        "rationale": one.review.note,
    }


def _speaker(speaker: Speaker, speakers: dict[str, Speaker]) -> Row:
    return {
        "canonical": speaker.name,
        "kind": speaker.kind,
        "affiliation": speaker.affiliation,
        "speaks_for": speakers[speaker.speaks_for].name if speaker.speaks_for else None,
        "surface_forms": dict.fromkeys(speaker.aliases, 1),
        "other_aliases": [],
    }
