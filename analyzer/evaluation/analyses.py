"""Score an analysis against a gold annotation: statements, speakers, groups and conflicts, from counts.

The gold is a folder like ``tests/gold``: ``statements.jsonl``, ``groups.jsonl``, ``conflicts.jsonl``,
``narration.jsonl`` and ``speakers.jsonl``, tied to documents by file name. What the gold does not mention is not
judged, but in documents that it covers in full. Of two statements in a group whose ``match`` is ``partial`` it is left
open whether they are one claim, unless another row says ``same``, or ``apart`` for two that are none.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from analyzer.errors import InputError
from analyzer.evaluation.counts import Counts
from analyzer.schema import Analysis, Span, Statement

_MIN_IOU = 0.5
_N_TOP = 10
_NO_NAME = frozenset(("the", "a", "an", "another", "one", "two", "some", "anonymous", "unnamed", "government"))

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Scores:
    """What an analysis got right.

    Attributes
    ----------
    statements
        Contents found (intersection over union of characters at least one half); wrong only in complete documents.
    speakers, kinds
        Of the statements found, those whose speaker or kind is right.
    group_pairs
        Pairs of gold statements that are in one group.
    hard_conflicts, soft_conflicts
        Found among all conflicts given, in whatever band.
    hard_conflicts_on_top
        Hard conflicts found among the first ten.
    n_false_conflicts
        Pairs that the gold says do not conflict, and that were given.
    """

    statements: Counts
    speakers: Counts
    kinds: Counts
    group_pairs: Counts
    hard_conflicts: Counts
    soft_conflicts: Counts
    hard_conflicts_on_top: Counts
    n_false_conflicts: int


def evaluate(analysis: Analysis, gold: Path, *, complete: Collection[str] = ()) -> Scores:
    """Score an analysis.

    Parameters
    ----------
    gold
        Folder of the annotation.
    complete
        Names of the documents whose statements the gold lists in full.

    Raises
    ------
    InputError
        The folder holds no ``statements.jsonl``.
    """
    names = {document.id: PurePosixPath(document.path).name for document in analysis.documents}
    given = [one for one in analysis.statements if one.kind != "narration"]
    rows = _rows(gold, "statements")
    required = [row for row in rows if not row.get("optional")]
    match = _match(rows, given, names)
    matched = {statement.id: row for row, statement in match.values()}
    found = [match[row["id"]] for row in required if row["id"] in match]
    n_extra = sum(names[one.document] in complete and one.id not in matched for one in given)
    accepted = _accepted_names(gold)
    speakers = {speaker.id: {speaker.name, *speaker.aliases} for speaker in analysis.speakers}
    n_speakers = sum(_same_speaker(row, statement, accepted, speakers) for row, statement in found)
    n_kinds = sum(row["type"] == statement.kind for row, statement in found)
    touched = _touched(analysis, [*rows, *_rows(gold, "narration")], names, matched)
    hard, soft, top, n_false = _conflicts(analysis, _rows(gold, "conflicts"), touched)
    return Scores(
        Counts(len(found), n_extra, len(required) - len(found)),
        Counts(n_speakers, len(found) - n_speakers, 0),
        Counts(n_kinds, len(found) - n_kinds, 0),
        _group_pairs(analysis, rows, _rows(gold, "groups"), match),
        hard,
        soft,
        top,
        n_false,
    )


def _rows(gold: Path, name: str) -> list[Row]:
    path = gold / f"{name}.jsonl"
    if not path.is_file():
        if name == "statements":
            raise InputError(f"{gold}: expected a folder with statements.jsonl")
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _characters(spans: Iterable[Iterable[int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def _match(rows: list[Row], given: list[Statement], names: Mapping[str, str]) -> dict[str, tuple[Row, Statement]]:
    """Pair gold and given statements one to one, the largest overlap first."""
    by_document: dict[str, list[tuple[Statement, set[int]]]] = {}
    for one in given:
        by_document.setdefault(names[one.document], []).append((one, _characters(one.content)))
    pairs = []
    for row in rows:
        wanted = _characters(row["content_spans"])
        for one, characters in by_document.get(row["doc"], []):
            iou = len(wanted & characters) / len(wanted | characters)
            if iou >= _MIN_IOU:
                pairs.append((-iou - 0.001 * (one.kind == row["type"]), row["id"], one.id, row, one))
    match: dict[str, tuple[Row, Statement]] = {}
    taken: set[str] = set()
    for _, gold_id, given_id, row, one in sorted(pairs, key=lambda pair: pair[:3]):
        if gold_id not in match and given_id not in taken:
            match[gold_id] = (row, one)
            taken.add(given_id)
    return match


def _fold(name: str) -> str:
    return " ".join(word for word in re.sub(r"[^\w ]+", " ", name.lower()).split() if word not in _NO_NAME)


def _accepted_names(gold: Path) -> dict[str, set[str]]:
    """Map each gold speaker to every form of the name that counts as right."""
    return {
        row["canonical"]: {
            _fold(form) for form in (row["canonical"], *row.get("surface_forms", ()), *row.get("other_aliases", ()))
        }
        for row in _rows(gold, "speakers")
    }


def _same_speaker(
    row: Row, statement: Statement, accepted: Mapping[str, set[str]], speakers: Mapping[str, set[str]]
) -> bool:
    mention = row.get("speaker_span") or {}
    wanted = accepted.get(row["speaker"], set()) | {_fold(part) for part in re.split(r"[+;]", row["speaker"])}
    wanted |= {_fold(mention.get("text", ""))}
    got = {_fold(name) for key in statement.speakers for name in speakers[key]}
    return any(_same_name(one, other) for one in got - {""} for other in wanted - {""})


def _same_name(one: str, other: str) -> bool:
    a, b = one.split(), other.split()
    surname = a[-1] == b[-1] and (len(a) == 1 or len(b) == 1 or a[0] == b[0])
    return one == other or surname or len(set(a) & set(b)) / len(set(a) | set(b)) >= 0.6


def _group_pairs(
    analysis: Analysis, rows: list[Row], groups: list[Row], match: Mapping[str, tuple[Row, Statement]]
) -> Counts:
    group_of = {member: group.id for group in analysis.groups for member in group.members}
    together: set[tuple[str, str]] = set()
    partly: set[tuple[str, str]] = set()
    apart: set[tuple[str, str]] = set()
    for group in (g for g in groups if g["level"] == "claim"):
        target = {"partial": partly, "apart": apart}.get(group.get("match", "same"), together)
        target.update(_pairs(group["members"]))
    nested = {tuple(sorted((row["id"], row["nested_in"]))) for row in rows if row.get("nested_in")}
    judged = set(_pairs(row["id"] for row in rows)) - (partly - together - apart) - nested
    joined = {pair for pair in judged if _joined(pair, match, group_of)}
    wanted = together & judged
    return Counts(len(joined & wanted), len(joined - wanted), len(wanted - joined))


def _pairs(ids: Iterable[str]) -> Iterable[tuple[str, str]]:
    return itertools.combinations(sorted(ids), 2)


def _joined(pair: tuple[str, str], match: Mapping[str, tuple[Row, Statement]], group_of: Mapping[str, str]) -> bool:
    groups = {group_of[match[one][1].id] if one in match else one for one in pair}
    return len(groups) == 1


def _touched(
    analysis: Analysis, rows: list[Row], names: Mapping[str, str], matched: Mapping[str, Row]
) -> dict[str, set[str]]:
    """Map each statement to the gold items that it stands for: the one matched, else those that it covers by half."""
    wanted = [
        (row["id"], row["doc"], _characters(row.get("content_spans") or [(row["start"], row["end"])])) for row in rows
    ]
    touched = {}
    for one in analysis.statements:
        if one.id in matched:
            touched[one.id] = {matched[one.id]["id"]}
            continue
        own = _characters(one.content or [Span(one.start, one.end)])
        touched[one.id] = {
            gold_id
            for gold_id, document, characters in wanted
            if document == names[one.document] and len(own & characters) >= 0.5 * min(len(own), len(characters))
        }
    return touched


def _conflicts(
    analysis: Analysis, rows: list[Row], touched: Mapping[str, set[str]]
) -> tuple[Counts, Counts, Counts, int]:
    ranked = sorted(analysis.conflicts, key=lambda conflict: -conflict.score)
    sides = [
        tuple(
            set().union(*(touched[one] for one in (side.statement, *side.also[:3])))
            for side in (conflict.left, conflict.right)
        )
        for conflict in ranked
    ]

    def found(row: Row, among: int) -> bool:
        left, right = (set(side["ids"]) for side in row["sides"])
        return any((left & a and right & b) or (left & b and right & a) for a, b in sides[:among])

    def counts(strength: str, among: int) -> Counts:
        wanted = [row for row in rows if row.get("conflict", True) and row["strength"] == strength]
        n_found = sum(found(row, among) for row in wanted)
        return Counts(n_found, 0, len(wanted) - n_found)

    n_false = sum(found(row, len(sides)) for row in rows if not row.get("conflict", True))
    return counts("hard", len(sides)), counts("soft", len(sides)), counts("hard", _N_TOP), n_false
