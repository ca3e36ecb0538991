"""What kind of conflict a clash is, and how hard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analyzer.schema import ConflictKind, Evidence, Statement, Strength

CLASHES: Mapping[str, ConflictKind] = {
    "disputes": "disputed_account",
    "characterisation": "characterisation",
    "existence": "contradiction",
    "certainty": "certainty",
    "numbers": "numeric",
    "negation": "contradiction",
    "antonyms": "contradiction",
    "position": "position",
    "dates": "date",
    "relation": "contradiction",
}
"""Signals that find a clash; other evidence says how far it counts."""

ONE_SPEAKER, ONE_UTTERANCE = "one speaker", "two accounts of one utterance"
_HARD_FROM = 3.2
_HARD_FROM_MODEL = 1.2
_SOFT_SIGNALS = frozenset(("position",))


def kind_of(evidence: Sequence[Evidence], signal: str, left: Statement, right: Statement) -> ConflictKind:
    """Return the kind; two accounts of one utterance clash in attribution, one speaker on two days changed position."""
    voices = {one.words for one in evidence if one.signal == "voices"}
    if ONE_UTTERANCE in voices and signal != "disputes":
        return "attribution"
    if ONE_SPEAKER in voices and left.published != right.published and signal != "dates":
        return "changed_position"
    return CLASHES[signal]


def strength_of(clash: Evidence, evidence: Sequence[Evidence]) -> Strength:
    """Return ``hard`` when both cannot be right: a clear clash, of two speakers, on the same day."""
    circumstances = {one.signal for one in evidence} | {one.words for one in evidence if one.signal == "voices"}
    softened = clash.signal in _SOFT_SIGNALS or "time" in circumstances or ONE_SPEAKER in circumstances
    least = _HARD_FROM_MODEL if clash.signal == "relation" else _HARD_FROM
    return "soft" if softened or clash.contribution < least else "hard"
