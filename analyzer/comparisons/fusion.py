"""From the evidence on a pair to the scores of three relations.

A transparent sum: every signal has a weight, and how much of it counts depends on how far the two statements share
their subject, so that a negation or a number in unrelated statements adds next to nothing. The weights were set by hand
from what each signal is worth to an editor; issue 4 fits them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from analyzer.comparisons.reading import Reading, days_between
from analyzer.comparisons.subject import Subject
from analyzer.comparisons.voices import Voices
from analyzer.schema import Evidence, Relation


@dataclass(frozen=True, slots=True)
class Weight:
    """What a signal of strength 1 adds, once the subject is shared to the degree ``needed`` (0 to 1)."""

    worth: float
    needed: float


CLASHES = {
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
    "position": Weight(1.5, 0.6),
    "dates": Weight(1.8, 0.5),
}
SUBJECT_WORTH, SUBJECT_USUAL = 1.0, 0.4
"""A subject shared more than usual in one thread adds, one shared less takes away."""
SECOND_SIGNAL = 0.5
"""Signals beside the strongest say partly the same again."""
SAME_SPEAKER, SAME_SPEAKER_TIMES = -1.6, -0.25
"""One who says two things has mostly added to the first; two times of one event in one account stay odd."""
ONE_CAMP = -0.6
"""Speakers of one government or body mostly put one position in different words."""
NEXT_DAYS, OTHER_DAYS, FEW_DAYS = -0.3, -0.8, 2
UNDATED = {"numbers": -1.2, "antonyms": -0.8, "negation": -0.4, "dates": -0.5}
"""Figures and states of two documents of which one has no date may be of two days, and mostly are."""
"""What was said on other days may have been overtaken by events; within two days it mostly has not."""
NARRATION = -0.4
CONTRADICTION_BIAS = -1.6
ENTAILMENT_SLOPE, ENTAILMENT_MIDDLE = 12.0, 0.7
ONE_VOICE_SHIFT = 0.08
"""A speaker who comes back to a subject, and two who report one utterance, mostly say the same."""
_BLOCKED = -6.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """Scores of the three relations, each 0 to 1, adding up to 1, and the evidence with its contributions."""

    relation: Relation
    entailment: float
    neutral: float
    contradiction: float
    evidence: tuple[Evidence, ...]


def judge(
    left: Reading,
    right: Reading,
    subject: Subject,
    voices: Voices,
    clashes: list[Evidence],
    about: Evidence | None,
    alike: Evidence | None,
) -> Judgement:
    """Weigh the evidence on one pair.

    Parameters
    ----------
    subject, voices
        What they share and who speaks.
    clashes
        What the clash signals found; contributions hold strengths, 0 to 1.
    about, alike
        The shared subject and the likeness, contributions likewise strengths, or ``None``.
    """
    contradiction, likeness = _BLOCKED, _BLOCKED
    evidence = _weigh_clashes(clashes, subject)
    if evidence:
        evidence += _circumstances(left, right, voices, [one.signal for one in evidence])
        if about is not None:
            evidence.append(replace(about, contribution=SUBJECT_WORTH * (about.contribution - SUBJECT_USUAL)))
        contradiction = sum(e.contribution for e in evidence) + CONTRADICTION_BIAS
    elif alike is not None:
        middle = ENTAILMENT_MIDDLE - (0.0 if voices == "apart" else ONE_VOICE_SHIFT)
        likeness = ENTAILMENT_SLOPE * (alike.contribution - middle)
        evidence = [replace(alike, contribution=-likeness)]
        if about is not None:
            evidence.append(replace(about, contribution=0.0))
    scores = [math.exp(value) for value in (likeness, 0.0, contradiction)]
    entailed, neutral, contradicted = (value / sum(scores) for value in scores)
    return Judgement(_relation(entailed, neutral, contradicted), entailed, neutral, contradicted, _rounded(evidence))


def _weigh_clashes(clashes: list[Evidence], subject: Subject) -> list[Evidence]:
    weighed = []
    if any(evidence.signal == "existence" for evidence in clashes):
        clashes = [evidence for evidence in clashes if evidence.signal != "negation"]  # the same "no" seen twice
    for evidence in clashes:
        weight = CLASHES[evidence.signal]
        gate = min(1.0, subject.alignment / weight.needed) ** 2 if weight.needed else 1.0
        weighed.append(replace(evidence, contribution=weight.worth * evidence.contribution * gate))
    weighed.sort(key=lambda e: (-e.contribution, e.signal))
    return weighed[:1] + [replace(e, contribution=SECOND_SIGNAL * e.contribution) for e in weighed[1:]]


def _circumstances(left: Reading, right: Reading, voices: Voices, signals: list[str]) -> list[Evidence]:
    """Return what makes a clash less of a conflict; ``signals`` begins with the strongest."""
    strongest = signals[0]
    found = []
    if voices == "same":
        found.append(
            Evidence("voices", SAME_SPEAKER_TIMES if strongest == "dates" else SAME_SPEAKER, words="one speaker")
        )
    if voices == "apart" and left.affiliations & right.affiliations:
        found.append(Evidence("voices", ONE_CAMP, words=", ".join(sorted(left.affiliations & right.affiliations))))
    if voices == "reports":
        found.append(Evidence("voices", 0.0, words="two accounts of one utterance"))
    n_days = days_between(left, right)
    if n_days is None and left.statement.document != right.statement.document:
        costs = [UNDATED.get(signal, 0.0) for signal in signals]
        if any(costs):
            found.append(Evidence("time", costs[0] + SECOND_SIGNAL * sum(costs[1:]), words="undated"))
    if n_days:
        words = f"{left.statement.published} / {right.statement.published}"
        found.append(Evidence("time", NEXT_DAYS if n_days <= FEW_DAYS else OTHER_DAYS, words=words))
    if "narration" in (left.statement.kind, right.statement.kind):
        found.append(Evidence("voices", NARRATION, words="unattributed"))
    return found


def _relation(entailment: float, neutral: float, contradiction: float) -> Relation:
    if contradiction > max(entailment, neutral):
        return "contradiction"
    return "entailment" if entailment > neutral else "neutral"


def _rounded(evidence: list[Evidence]) -> tuple[Evidence, ...]:
    return tuple(replace(e, contribution=round(e.contribution, 4)) for e in evidence)
