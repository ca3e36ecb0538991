"""How much each finding counts: log-odds that a pair conflicts, for each unit of the finding's value.

``RULES_ALONE`` and ``WITH_MODEL`` are printed by ``training/relations/fuse.py``; the worths below are where its fit
begins, and what it stays near where the data say little.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Weight:
    """What a signal of strength 1 is worth beside others, once the subject is shared as far as ``needed`` (0 to 1)."""

    worth: float
    needed: float


CLASHES: Mapping[str, Weight] = {
    # An explicit denial needs no proof that the subject is the same: the extractor has tied it to what it denies.
    "disputes": Weight(3.2, 0.0),
    # A judgement of one named event in opposite words; the event noun is the gate, claims may differ otherwise.
    "characterisation": Weight(3.2, 0.2),
    # Denied existence names its object, so less else need be shared.
    "existence": Weight(2.8, 0.35),
    "certainty": Weight(2.6, 0.4),
    "numbers": Weight(2.4, 0.55),
    # Negation words are a shortcut to distrust: nearly the whole proposition must be shared.
    "negation": Weight(2.4, 0.7),
    "antonyms": Weight(2.2, 0.65),
    # Read in unrelated articles, four of six opposite sides were taken on two questions that share their words.
    "position": Weight(1.0, 0.6),
    "dates": Weight(1.8, 0.5),
}
SECOND = 0.5
"""Signals beside the strongest say partly the same again."""

_CIRCUMSTANCES: Weights = {
    # One who says two things has mostly added to the first; two times of one event in one account are as odd as in two.
    "one speaker": -1.6,
    "one speaker's times": 0.0,
    # Speakers of one government or body mostly put one position in different words.
    "one camp": -0.6,
    # What one person said on one occasion leaves no room for two views.
    "two reports": 0.5,
    # What was said on other days may have been overtaken by events; within two days it mostly has not.
    "next days": -0.3,
    "other days": -0.8,
    "undated": -1.2,
    "narration": -0.4,
    # The subject's own measure already counts names that are not shared.
    "names apart": 0.0,
}
_FOUND_AT_ALL = 2.0
"""What any clash adds to its own worth: signals look for one thing each and are rarely wrong that there is one."""
START: Weights = {
    **{name: weight.worth + _FOUND_AT_ALL for name, weight in CLASHES.items()},
    **_CIRCUMSTANCES,
    "subject": 1.0,
    "prior": -4.0,
    "prior beside a clash": -4.0,
    "relation beside a clash": 0.25,
    "relation": 0.8,
    "relation both ways": 0.2,
}
"""Where the fit begins: what each finding is worth to an editor, set by hand before there was anything to fit on."""

RULES_ALONE: Weights = {
    "disputes": 5.20,  # not fitted
    "characterisation": 5.20,  # not fitted
    "existence": 4.80,  # not fitted
    "certainty": 4.60,  # not fitted
    "numbers": 3.61,
    "negation": 4.32,
    "antonyms": 4.30,
    "position": 3.21,
    "dates": 4.01,
    "one speaker": -1.12,
    "one speaker's times": 0.00,  # not fitted
    "one camp": 0.00,
    "two reports": 0.50,  # not fitted
    "next days": -0.74,
    "other days": -1.29,
    "undated": -1.20,  # not fitted
    "narration": -0.40,  # not fitted
    "names apart": -0.63,
    "subject": 1.78,
    "prior": -3.80,
    "prior beside a clash": -4.37,
}
WITH_MODEL: Weights = {
    "disputes": 5.20,  # not fitted
    "characterisation": 5.20,  # not fitted
    "existence": 4.80,  # not fitted
    "certainty": 4.60,  # not fitted
    "numbers": 3.95,
    "negation": 4.31,
    "antonyms": 4.35,
    "position": 3.09,
    "dates": 3.85,
    "one speaker": -1.36,
    "one speaker's times": 0.00,  # not fitted
    "one camp": 0.00,
    "two reports": 0.50,  # not fitted
    "next days": -0.65,
    "other days": -1.25,
    "undated": -1.20,  # not fitted
    "narration": -0.40,  # not fitted
    "names apart": -0.77,
    "subject": 1.99,
    "prior": -2.67,
    "prior beside a clash": -4.19,
    "relation beside a clash": 0.77,
    "relation": 0.32,
    "relation both ways": 0.26,
}


@dataclass(frozen=True, slots=True)
class Likeness:
    """Log-odds that two statements say the same: ``slope * (strength - middle) - relation * log-odds(contradiction)``.

    Strengths are those of :func:`analyzer.comparisons.similarity.find`; the log-odds of contradiction are the relation
    model's. Chosen with ``training/groups/fit.py``; see there how, and what it was weighed against.
    """

    slope: float
    middle: float
    relation: float = 0.0


ALIKE = Likeness(slope=12.0, middle=0.66)
ALIKE_READ_TOGETHER = Likeness(slope=12.0, middle=0.89, relation=1.0)
