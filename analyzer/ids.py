"""Ids that follow from content, so that another day and another machine give the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from analyzer.schema import Span

_DIGITS = 12


def statement_id(document: str, content: Sequence[Span], cue: Span | None) -> str:
    """Return the id of a statement: from document id, content offsets and cue."""
    return _id("st", f"{document} {[tuple(span) for span in content]} {tuple(cue) if cue else ''}")


def speaker_id(key: str) -> str:
    """Return the public id of a speaker key."""
    return _id("sp", key)


def group_id(members: Iterable[str]) -> str:
    """Return the id of a group: from the ids of its members, in any order."""
    return _id("g", " ".join(sorted(members)))


def conflict_id(left: str, right: str) -> str:
    """Return the id of a conflict: from the ids of the two statements it cites, in any order."""
    return _id("c", " ".join(sorted((left, right))))


def _id(prefix: str, key: str) -> str:
    return f"{prefix}-{hashlib.sha256(key.encode()).hexdigest()[:_DIGITS]}"
