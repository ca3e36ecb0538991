"""From the evidence on a pair to the scores of three relations.

A logistic model: each finding has a value, a weight turns values into contributions, and their sum, the prior of news
included, is the log-odds that an editor would print the two statements under "these accounts differ". The weights
stand in :mod:`analyzer.comparisons.weights` and were fitted by ``training/relations/fuse.py``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from analyzer.comparisons import similarity
from analyzer.comparisons.reading import Reading, days_between
from analyzer.comparisons.relating import Related
from analyzer.comparisons.subject import Subject
from analyzer.comparisons.voices import Voices
from analyzer.comparisons.weights import ALIKE, ALIKE_READ_TOGETHER, CLASHES, RULES_ALONE, SECOND, START, WITH_MODEL
from analyzer.schema import Evidence, Relation

SUBJECT_USUAL = 0.4
"""A subject shared more than usual in one thread adds, one shared less takes away."""
FEW_DAYS = 2
UNDATED = {"numbers": 1.0, "antonyms": 1.0, "negation": 0.35, "dates": 0.7}
"""Figures and states of two documents of which one has no date may be of two days, and mostly are."""
ONE_VOICE_SHIFT = 1.0
"""A speaker who comes back to a subject, and two who report one utterance, mostly say the same."""
_TAUGHT = frozenset(("numbers", "negation", "antonyms"))
"""Signals for whose clashes the relation model was given pairs."""
_BLOCKED = -6.0
HARDLY = 0.1
"""Below this, the relation model's contradiction takes a negation on one side for a way of putting it."""
_NO_CLASH = 0.03
"""A contradiction below this says no more for agreement: two claims of different things do not clash either."""
_UNLIKELIEST = 0.01
"""Scores of the relation model nearer to 0 or 1 than this say no more."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What is known of a pair when it is weighed.

    Attributes
    ----------
    subject, voices
        What they share and who speaks.
    clashes
        What the clash signals found; contributions hold strengths, 0 to 1.
    about, alike
        The shared subject and the likeness, contributions likewise strengths, or ``None``.
    related
        What the relation model makes of the two read together; ``None`` when it was not asked.
    """

    left: Reading
    right: Reading
    subject: Subject
    voices: Voices
    clashes: tuple[Evidence, ...]
    about: Evidence | None
    alike: Evidence | None
    related: Related | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """Scores of the three relations, each 0 to 1, adding up to 1, and the evidence with its contributions."""

    relation: Relation
    entailment: float
    neutral: float
    contradiction: float
    evidence: tuple[Evidence, ...]


def judge(found: Findings) -> Judgement:
    """Weigh the findings on one pair."""
    weights = RULES_ALONE if found.related is None else WITH_MODEL
    contradiction, likeness = _BLOCKED, _BLOCKED
    evidence: list[Evidence] = []
    if found.clashes or found.related is not None:
        evidence = [replace(one, contribution=weights[name] * value) for name, value, one in values(found)]
        contradiction = math.fsum(one.contribution for one in evidence)
    agreeing = _agreeing(found)
    if agreeing:
        likeness = -math.fsum(one.contribution for one in agreeing)
        if likeness > max(0.0, contradiction) or not evidence:
            evidence = agreeing
            if found.about is not None:
                evidence.append(replace(found.about, contribution=0.0))
    scores = [math.exp(value) for value in (likeness, 0.0, contradiction)]
    entailed, neutral, contradicted = (value / sum(scores) for value in scores)
    return Judgement(_relation(entailed, neutral, contradicted), entailed, neutral, contradicted, _rounded(evidence))


def _agreeing(found: Findings) -> list[Evidence]:
    """Return what speaks for two statements saying the same; the contributions add up to the log-odds against it."""
    if found.alike is None:
        return []
    related = None if similarity.dispute_one(found.left, found.right) else found.related
    if similarity.one_negates(found.left, found.right, found.subject) and (
        related is None or related.contradiction >= HARDLY
    ):
        return []
    weights = ALIKE if related is None else ALIKE_READ_TOGETHER
    likeness = weights.slope * (found.alike.contribution - weights.middle)
    likeness += 0.0 if found.voices == "apart" else ONE_VOICE_SHIFT
    against = [replace(found.alike, contribution=-likeness)]
    if related is not None:
        against.append(
            replace(
                related.evidence(), contribution=weights.relation * _log_odds(max(_NO_CLASH, related.contradiction))
            )
        )
    return against


def values(found: Findings) -> Iterator[tuple[str, float, Evidence]]:
    """Yield the name of each finding that bears on a conflict, its value, and the evidence without a contribution."""
    clashes = _strongest_first(found.clashes, found.subject)
    for place, (strength, one) in enumerate(clashes):
        yield one.signal, strength * (SECOND if place else 1.0), one
    if found.related is not None:
        yield from _read_together(found.related, clashes[0][1].signal if clashes else None)
    if found.subject.names_apart:
        yield "names apart", 1.0, Evidence("names", 0.0, words="each names somebody or something the other does not")
    if found.about is not None:
        yield "subject", found.about.contribution - SUBJECT_USUAL, found.about
    yield from _circumstances(found, [one.signal for _, one in clashes])
    name = "prior beside a clash" if clashes else "prior"
    yield name, 1.0, Evidence("prior", 0.0, words="few statements on one subject differ")


def _read_together(related: Related, clash: str | None) -> Iterator[tuple[str, float, Evidence]]:
    """Yield what the relation model adds, beside the strongest clash if there is one.

    Of figures, negations and opposites it knows something, and may doubt the clash. Of disputes, times, degrees of
    certainty and the like it was taught nothing: there its silence does not count.
    """
    both_ways = min(related.forward, related.backward)
    if clash is not None:
        value = _log_odds(related.contradiction)
        yield "relation beside a clash", value if clash in _TAUGHT else max(0.0, value), related.evidence()
    else:
        yield "relation", _log_odds(related.contradiction), related.evidence()
        yield (
            "relation both ways",
            _log_odds(both_ways),
            Evidence("direction", 0.0, words=f"the weaker way round {both_ways:.2f}"),
        )


def _strongest_first(clashes: Sequence[Evidence], subject: Subject) -> list[tuple[float, Evidence]]:
    """Return the clashes with their strengths, cut down where too little of the subject is shared."""
    if any(evidence.signal == "existence" for evidence in clashes):
        clashes = [evidence for evidence in clashes if evidence.signal != "negation"]  # the same "no" seen twice
    found = []
    for evidence in clashes:
        needed = CLASHES[evidence.signal].needed
        gate = min(1.0, subject.alignment / needed) ** 2 if needed else 1.0
        found.append((evidence.contribution * gate, evidence))
    return sorted(found, key=lambda pair: (-pair[0] * START[pair[1].signal], pair[1].signal))


def _circumstances(found: Findings, signals: Sequence[str]) -> Iterator[tuple[str, float, Evidence]]:
    """Yield what makes a clash less of a conflict; ``signals`` begins with the strongest."""
    left, right = found.left, found.right
    strongest = signals[0] if signals else None
    if found.voices == "same":
        name = "one speaker's times" if strongest == "dates" else "one speaker"
        yield name, 1.0, Evidence("voices", 0.0, words="one speaker")
    camp = left.context.affiliations & right.context.affiliations
    if found.voices == "apart" and camp:
        yield "one camp", 1.0, Evidence("voices", 0.0, words=", ".join(sorted(camp)))
    if found.voices == "reports":
        yield "two reports", 1.0, Evidence("voices", 0.0, words="two accounts of one utterance")
    n_days = days_between(left, right)
    if n_days is None and left.statement.document != right.statement.document and strongest in UNDATED:
        yield "undated", UNDATED[strongest], Evidence("time", 0.0, words="undated")
    if n_days and strongest != "position":  # a position is held for more than a day
        words = f"{left.statement.published} / {right.statement.published}"
        yield "next days" if n_days <= FEW_DAYS else "other days", 1.0, Evidence("time", 0.0, words=words)
    if "narration" in (left.statement.kind, right.statement.kind):
        yield "narration", 1.0, Evidence("voices", 0.0, words="unattributed")


def _log_odds(score: float) -> float:
    score = min(1.0 - _UNLIKELIEST, max(_UNLIKELIEST, score))
    return math.log(score / (1.0 - score))


def _relation(entailment: float, neutral: float, contradiction: float) -> Relation:
    if contradiction > max(entailment, neutral):
        return "contradiction"
    return "entailment" if entailment > neutral else "neutral"


def _rounded(evidence: list[Evidence]) -> tuple[Evidence, ...]:
    return tuple(replace(e, contribution=round(e.contribution, 4)) for e in evidence)
