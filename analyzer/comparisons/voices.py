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
    one, other = left.context, right.context
    if any(reading.statement.kind != "narration" and not reading.context.sayers for reading in (left, right)):
        return "unfit"  # who says so is not known: it may be one voice
    if left.statement.id in other.outer or right.statement.id in one.outer:
        return "unfit"
    if left.statement.continuation_of == right.statement.id or right.statement.continuation_of == left.statement.id:
        return "unfit"
    if one.reported and other.reported:
        same_utterer = bool(one.reported & other.reported)
        return "reports" if same_utterer and not one.sayers & other.sayers else "unfit"
    if one.reported or other.reported:
        report, plain = (left, right) if one.reported else (right, left)
        return _report_and_plain(report, plain)
    if one.sayers & other.sayers:
        accounts_differ = bool(one.outer_sayers and other.outer_sayers and not one.outer_sayers & other.outer_sayers)
        return "reports" if accounts_differ else "same"
    return "apart"


def _report_and_plain(report: Reading, plain: Reading) -> Voices:
    """Only another account of what was said on that occasion can differ from a report of it."""
    told, said = report.context, plain.context
    if told.sayers & said.sayers:
        return "unfit"
    if said.sayers & told.reported and said.outer_sayers and not said.outer_sayers & told.sayers:
        return "reports"
    return "reports" if not said.outer and tells_what_was_said(plain, told.reported_names) else "unfit"


def tells_what_was_said(reading: Reading, names: frozenset[str]) -> bool:
    """Whether the content itself tells that one of these names said something ("Ruiz did not say that ...")."""
    words = reading.claim
    named = next((i for i, word in enumerate(words) if word.key in names), len(words))
    return any(word.key in words_of("verb of report") for word in words[named : named + _NEAR])
