"""What changed since a decision, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from analyzer.schema import Cited, Review

_AROUND = 30  # characters told before and after what differs
_LONGEST = 160


def what_changed(then: Review, now: Review) -> str | None:
    """Tell how a conflict differs from what was decided about; ``None`` where it is what the person saw.

    Parameters
    ----------
    now
        The conflict as it stands; which side is left does not matter where the statements are the same.
    """
    told = [*_shown_otherwise(then, now), *_sides(then, now)]
    return "; ".join(dict.fromkeys(told)) or None


def turned(review: Review) -> Review:
    """Return a review with its sides exchanged."""
    return replace(review, left=review.right, right=review.left)


def _shown_otherwise(then: Review, now: Review) -> Iterator[str]:
    if then.kind != now.kind:
        yield f"what differs changed: was {then.kind.replace('_', ' ')}, is {now.kind.replace('_', ' ')}"
    if then.strength != now.strength:
        yield f"the strength changed: was {then.strength}, is {now.strength}"


def _sides(then: Review, now: Review) -> Iterator[str]:
    for before, after in ((then.left, now.left), (then.right, now.right)):
        edited = before.address == after.address and before.document != after.document
        if before.text != after.text:
            what = "the text changed" if edited or before.statement == after.statement else "another statement is cited"
            yield f"{what}: {_was_is(before.text, after.text)}"
        elif before.claim != after.claim:
            yield f"the reading of the text changed: {_was_is(before.claim, after.claim)}"
        if before.address != after.address:
            yield f"another document is cited: was {before.address}, is {after.address}"
        if before.speakers != after.speakers:
            yield f"the speaker changed: was {_names(before)}, is {_names(after)}"


def _names(cited: Cited) -> str:
    return " and ".join(cited.speakers) or "not named"


def _was_is(before: str, after: str) -> str:
    before, after = " ".join(before.split()), " ".join(after.split())
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return f"was “{_around(before, start, end)}”, is “{_around(after, start, end)}”"


def _around(text: str, start: int, end: int) -> str:
    """Return a text, or of a long one what lies between two offsets (the second counted from its end) and near them."""
    if len(text) <= _LONGEST:
        return text
    first = text.rfind(" ", 0, max(0, start - _AROUND)) + 1
    last = text.find(" ", len(text) - end + _AROUND)
    cut = text[first:] if last < 0 else text[first:last]
    tail = "" if last < 0 and len(cut) <= _LONGEST else " …"
    return f"{'… ' if first else ''}{cut[:_LONGEST].rstrip()}{tail}"
