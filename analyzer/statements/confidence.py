"""How sure the extractor is of a statement: the estimated probability that content and speaker are right."""

from __future__ import annotations

import math

from analyzer.statements.attribution import Attribution

SIGNS = ("tagger", "agreed", "ruled")
"""What is known of a tagged report: the tagger's confidence (a logit), whether rules see the same, or other bounds."""

_SLOPES, _OFFSET = (1.12, 1.09, -0.06), -0.5
_RULES_ALONE = {"finite": 0.76, "according": 0.77, "participle": 0.48, "passive": 0.48, "noun": 0.25}
_AGAINST_TAGGER = 0.2


def signs(attribution: Attribution) -> tuple[float, ...]:
    """Return the signs of a tagged report, in the order of :data:`SIGNS`."""
    sure = min(max(attribution.quotation.confidence if attribution.quotation else 0.5, 0.01), 0.99)
    return math.log(sure / (1 - sure)), float(attribution.agreed), float(attribution.ruled and not attribution.agreed)


def confidence_of(attribution: Attribution, *, unseen: bool) -> float:
    """Return the estimated probability that content and speaker of a report are right, 0 to 1.

    Parameters
    ----------
    unseen
        Whether a tagger could have seen the report and did not; it does not look into headlines and other reports.

    Notes
    -----
    The numbers are fitted by ``training/quotations/confidence.py`` on articles of PolNeAR that trained neither the
    tagger nor the rules, where a content is right if it shares 0.8 of its words with a marked one. Reports by nouns and
    passives are few there (17): their numbers are drawn towards one half.
    """
    if attribution.quotation is not None:
        score = _OFFSET + sum(slope * sign for slope, sign in zip(_SLOPES, signs(attribution), strict=True))
        return 1 / (1 + math.exp(-score))
    return _AGAINST_TAGGER if unseen else _RULES_ALONE[attribution.cue.form]
