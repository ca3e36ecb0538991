"""A gate: which conflicts make the report job end with a code of its own; ``docs/nightly.md`` tells the grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, get_args

from analyzer.changes.earlier import in_order, note_conflict, records_of
from analyzer.errors import SettingsError
from analyzer.schema import (
    Analysis,
    Band,
    Changes,
    Conflict,
    ConflictKind,
    ConflictNews,
    GateFinding,
    NotedConflict,
    Strength,
)

Subject = Literal["conflict", "new-conflict", "changed-conflict"]

_FAMILIES: Mapping[str, tuple[str, ...]] = {
    "subject": get_args(Subject),
    "band": get_args(Band),
    "strength": get_args(Strength),
    "kind": tuple(kind.replace("_", "-") for kind in get_args(ConflictKind)),
}
_FAMILY_OF = {word: family for family, words in _FAMILIES.items() for word in words}
_TERM = re.compile(r"([a-z-]+)\s*(?:(\S*?)\s*([\d.]+))?")
_DECIMALS = 4  # as probabilities are written


@dataclass(frozen=True, slots=True)
class Condition:
    """One ``--fail-on``: a conflict trips it if all of this holds; what is ``None`` may be anything.

    Attributes
    ----------
    given
        As a person wrote it.
    min_probability
        0 to 1. A conflict of which no probability was estimated is below any.
    """

    given: str
    subject: Subject = "conflict"
    min_probability: float | None = None
    band: Band | None = None
    strength: Strength | None = None
    kind: ConflictKind | None = None

    def looks_at(self, news: ConflictNews | None) -> bool:
        """Whether the condition is about conflicts of which this became since the earlier run; ``None``: nothing."""
        return self.subject == "conflict" or self.subject == f"{news}-conflict"

    def holds(self, conflict: NotedConflict) -> bool:
        """Whether a conflict that the condition is about meets the rest of it."""
        wanted = (self.band, self.strength, self.kind)
        found = (conflict.band, conflict.strength, conflict.kind)
        if any(one not in (None, other) for one, other in zip(wanted, found, strict=True)):
            return False
        if self.min_probability is None:
            return True
        return conflict.probability is not None and round(conflict.probability, _DECIMALS) >= self.min_probability


def parse_condition(given: str) -> Condition:
    """Read a condition as a person writes it: words with commas between them, each of which must hold.

    Raises
    ------
    SettingsError
        A word is not known (the nearest known one is named), two exclude each other, or a bound is no probability.

    Examples
    --------
    >>> condition = parse_condition("new-conflict>=0.8, hard")
    >>> condition.subject, condition.min_probability, condition.strength
    ('new-conflict', 0.8, 'hard')
    """
    found: dict[str, str] = {}
    least = None
    for term in given.split(","):
        match = _TERM.fullmatch(term.strip().lower().replace("_", "-"))
        if match is None:
            raise SettingsError(f"--fail-on {given!r}: {_expected(term.strip())}")
        word, sign, bound = match.groups()
        family = _FAMILY_OF.get(word)
        if family is None:
            raise SettingsError(f"--fail-on {given!r}: {_expected(word)}")
        if found.get(family, word) != word:
            raise SettingsError(
                f"--fail-on {given!r}: no conflict is both {found[family]} and {word}; for either, give --fail-on twice"
            )
        found[family] = word
        if bound is not None:
            least = max(_bound(given, word, sign, bound), least or 0.0)
    kind = found.get("kind")
    return Condition(
        given,
        subject=found.get("subject", "conflict"),  # type: ignore[arg-type]
        min_probability=least,
        band=found.get("band"),  # type: ignore[arg-type]
        strength=found.get("strength"),  # type: ignore[arg-type]
        kind=kind.replace("-", "_") if kind else None,  # type: ignore[arg-type]
    )


def look_at_conflicts(analysis: Analysis, changes: Changes, conditions: Sequence[Condition]) -> tuple[GateFinding, ...]:
    """Judge every conflict that a condition is about, strongest first.

    Where there is no earlier run to compare with, every conflict counts as new: a gate that cannot tell must not let
    through.

    Parameters
    ----------
    analysis
        With the decisions of people: what they dismissed trips nothing, what was opened again may.
    """
    return tuple(_findings(analysis, changes, conditions))


def _findings(analysis: Analysis, changes: Changes, conditions: Sequence[Condition]) -> Iterator[GateFinding]:
    news = _news(analysis.conflicts, changes)
    dismissed = {
        one.conflict for one in analysis.reviews if one.state == "stands" and one.review.decision == "no_conflict"
    }
    records = records_of(analysis)
    for conflict in in_order(analysis.conflicts):
        looking = [one for one in conditions if one.looks_at(news.get(conflict.id))]
        noted = note_conflict(conflict, records)
        tripped = tuple(one.given for one in looking if one.holds(noted))
        if looking and conflict.id in dismissed:
            yield GateFinding(noted, "dismissed")
        elif looking:
            yield GateFinding(noted, "tripped" if tripped else "passed", tripped)


def _news(conflicts: Sequence[Conflict], changes: Changes) -> dict[str, ConflictNews]:
    if changes.since is None:
        return {conflict.id: "new" for conflict in conflicts}
    return {change.now.id: change.news for change in changes.conflicts if change.now is not None}


def _bound(given: str, word: str, sign: str, bound: str) -> float:
    if _FAMILY_OF[word] != "subject" or sign != ">=":
        raise SettingsError(f"--fail-on {given!r}: expected a bound as in conflict>=0.8, found {word}{sign}{bound}")
    try:
        least = float(bound)
    except ValueError:
        least = -1.0
    if not 0 <= least <= 1:
        raise SettingsError(f"--fail-on {given!r}: expected a probability from 0 to 1, found {bound}")
    return least


def _expected(word: str) -> str:
    near = get_close_matches(word.lower().replace("_", "-"), _FAMILY_OF, n=1)
    if near:
        return f"{word!r} is not known, did you mean {near[0]}?"
    known = "; ".join(f"{family}: {', '.join(words)}" for family, words in _FAMILIES.items())
    return f"{word!r} is not known; known are {known}"
