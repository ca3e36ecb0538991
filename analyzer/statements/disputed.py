"""Tie a statement that disputes an account to the statement that it disputes."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.statements.found import Found


def disputed_statement(found: Found, others: Sequence[Found]) -> Found | None:
    """Find what a statement disputes.

    "The ministry disputed the mayor's account" is tied to the first statement of the mayor in the same story; a
    headline that only says "ministry disputes account", to the statement of somebody else before it.

    Parameters
    ----------
    found
        A statement whose cue disputes or denies.
    others
        All statements of its document in text order.
    """
    if found.stance not in ("disputes", "denies"):
        return None
    story = [
        f
        for f in others
        if f.sentence.section.post == found.sentence.section.post and f.parent is None and f is not found
    ]
    if found.disputed:
        told = [f for f in story if f.speakers == found.disputed and f.stance not in ("disputes", "denies")]
        own = [f for f in told if not f.sentence.is_headline and not any(o.parent is f for o in others)] or told
        return own[0] if own else None
    if found.stance == "disputes" and found.sentence.is_headline:
        before = [
            f for f in story if f.sentence is found.sentence and f.start < found.start and f.speakers != found.speakers
        ]
        return before[-1] if before else None
    return None
