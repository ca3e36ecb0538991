"""How the speakers of two statements stand to each other, and which pairs can never differ.

A speaker who restates, a copy, and an outer and an inner attribution of one sentence never conflict. "The official said
that the minister warned of X" asserts an utterance: it is compared with other reports of what the minister said, while
the minister's own words are a statement of their own.
"""

from __future__ import annotations

from typing import Literal

from analyzer.comparisons.reading import Reading
from analyzer.language.word_classes import words_of

Voices = Literal["apart", "reports", "same", "unfit"]
"""Two speakers; two accounts of one utterance; one speaker twice; never to be compared."""


_NEAR = 6


def relate_voices(left: Reading, right: Reading) -> Voices:
    """Return how the speakers of two statements stand to each other."""
    if any(one.statement.kind != "narration" and not one.sayers for one in (left, right)):
        return "unfit"  # who says so is not known: it may be one voice
    if _one_inside_other(left, right) or left.statement.continuation_of == right.statement.id:
        return "unfit"
    if right.statement.continuation_of == left.statement.id:
        return "unfit"
    if left.reported and right.reported:
        same_utterer = bool(left.reported & right.reported)
        return "reports" if same_utterer and not left.sayers & right.sayers else "unfit"
    if left.reported or right.reported:
        report, plain = (left, right) if left.reported else (right, left)
        return _report_and_plain(report, plain)
    if left.sayers & right.sayers:
        accounts_differ = bool(left.outer_sayers and right.outer_sayers and not left.outer_sayers & right.outer_sayers)
        return "reports" if accounts_differ else "same"
    return "apart"


def _one_inside_other(left: Reading, right: Reading) -> bool:
    return left.statement.id in right.outer or right.statement.id in left.outer


def _report_and_plain(report: Reading, plain: Reading) -> Voices:
    """Only another account of what was said on that occasion can differ from a report of it."""
    if report.sayers & plain.sayers:
        return "unfit"
    if plain.sayers & report.reported and plain.outer_sayers and not plain.outer_sayers & report.sayers:
        return "reports"
    return "reports" if not plain.outer and tells_what_was_said(plain, report.reported_names) else "unfit"


def tells_what_was_said(reading: Reading, names: frozenset[str]) -> bool:
    """Whether the content itself tells that one of these names said something ("Ruiz did not say that ...")."""
    words = reading.claim
    named = next((i for i, word in enumerate(words) if word.key in names), len(words))
    return any(word.key in words_of("verb of report") for word in words[named : named + _NEAR])
