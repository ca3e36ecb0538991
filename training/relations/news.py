"""Pairs of attributed news statements that people have read and labelled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from analyzer.protocols import Tagger
from analyzer.schema import Document, Section, Speaker, Statement
from analyzer.settings import StatementSettings
from analyzer.statements import extract_statements
from analyzer.two_texts import TextPair, statements_of
from training.relations.rows import read_lines

_LEAST_COMMON = 0.5


@dataclass(frozen=True, slots=True)
class NewsPair:
    """A pair, its relation (same, partial, conflict, update or unrelated_detail) and its articles."""

    statements: tuple[Statement, Statement]
    relation: str
    articles: tuple[str, str]


def read_news_pairs(path: Path, tagger: Tagger | None) -> tuple[list[NewsPair], list[Speaker]]:
    """Return the pairs and their speakers.

    Each statement is the one that the analyzer finds in the context and that has most of the marked content, so that
    its reporting words count; where it finds none, the marked content is the statement.
    """
    found, speakers = [], dict[str, Speaker]()
    for row in read_lines(path):
        sides = [_statement(row[side], speakers, tagger) for side in ("left", "right")]
        found.append(NewsPair((sides[0], sides[1]), row["relation"], (row["left"]["doc"], row["right"]["doc"])))
    return found, list(speakers.values())


def _statement(side: dict[str, Any], speakers: dict[str, Speaker], tagger: Tagger | None) -> Statement:
    context, content = str(side["context"]), str(side["content"])
    speaker = _speaker(side)
    speakers.setdefault(speaker.id, speaker)
    name = f"{side['doc']} {side['start']}"
    document = Document(
        "d-" + sha256(name.encode()).hexdigest()[:12],
        name,
        context,
        published=side["date"],
        language="en",
        sections=(Section(0, len(context), "body"),),
    )
    best, most = None, _LEAST_COMMON
    for one in extract_statements([document], StatementSettings(), tagger).statements:
        common = _common(" ".join(context[span.start : span.end] for span in one.content), content)
        if common > most and one.kind != "narration":
            best, most = one, common
    if best is None:
        best = statements_of([TextPair(content, content)], StatementSettings())[0][0]
        best = replace(best, published=side["date"])
    identity = f"st-{document.id.removeprefix('d-')}"
    return replace(best, id=identity, speakers=(speaker.id,), via=(), nested_in=None, disputes=None)


def _common(one: str, other: str) -> float:
    """Return the share of words common to two texts, 0 to 1."""
    first, second = set(one.lower().split()), set(other.lower().split())
    return len(first & second) / max(1, len(first | second))


def _speaker(side: dict[str, Any]) -> Speaker:
    """Return the speaker as written; a pronoun says only that it is somebody of this article."""
    name = str(side["speaker"] or "")
    is_name = sum(word[:1].isupper() for word in name.split()) > (
        name[:1].isupper() and len(name.split()) == 1 and len(name) < 5
    )
    known = name if is_name else f"{name} in {side['doc']} at {side['start']}"
    return Speaker("sp-" + sha256(known.casefold().encode()).hexdigest()[:12], name or "somebody", (name,))
