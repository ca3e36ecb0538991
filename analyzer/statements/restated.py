"""One unnamed source that a document describes twice: more fully here than there, for the same words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from analyzer.statements.found import Found

_MIN_LETTERS = 12
_NO_LETTER = re.compile(r"[\W_]+")


class Unites(Protocol):
    """Takes two speakers for one where their descriptions allow it."""

    def unite(self, key: str, other: str) -> bool:
        """Return whether ``key`` is now ``other``."""
        ...


def unite_restated(found: Sequence[Found], resolver: Unites) -> None:
    """Give statements of one document in the same words one speaker, where both are unnamed and may be the same.

    "A council official" and, further down, "an official" who says the same words, are one voice printed twice.

    Parameters
    ----------
    found
        All statements of one document, speakers known; changed in place.
    """
    said_by: dict[str, str] = {}
    united: dict[str, str] = {}
    for one in found:
        if len(one.speakers) != 1 or not one.speakers[0].startswith("unnamed "):
            continue
        words = _NO_LETTER.sub("", "".join(one.sentence.text[span.start : span.end] for span in one.content)).lower()
        key = united.get(one.speakers[0], one.speakers[0])
        other = said_by.setdefault(words, key)
        if other != key and len(words) >= _MIN_LETTERS and resolver.unite(key, other):
            united[key] = other
    for one in found:
        one.speakers = tuple(dict.fromkeys(_last(key, united) for key in one.speakers))


def _last(key: str, united: dict[str, str]) -> str:
    while key in united:
        key = united[key]
    return key
