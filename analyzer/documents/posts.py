"""Live blogs: pages of many short reports, each under its own headline."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean

from analyzer.documents.blocks import Block
from analyzer.documents.furniture import is_live_mark
from analyzer.schema import SectionKind

_MIN_POSTS_WITH_MARK = 3
_MIN_POSTS = 5
_MIN_HEADLINE_WORDS = 4
_MIN_MEAN_WORDS = 6.0
_MARK_WITHIN = 20


def find_post_heads(blocks: Sequence[Block], kinds: Sequence[SectionKind]) -> list[int]:
    """Return the places of the headlines that begin a post; none if this is no live blog.

    A post begins at a headline with reporting below it. Short headlines and those that end in a question mark are
    headings inside a post. A page is a live blog if it says so and has some such headlines, or has many long ones.

    Parameters
    ----------
    blocks, kinds
        The blocks of the document and the part that each plays, in order.
    """
    heads = [
        place
        for place, kind in enumerate(kinds)
        if kind == "headline" and _begins_post(blocks[place]) and _next_kind(kinds, place) == "body"
    ]
    says_so = any(is_live_mark(block) for block in blocks[:_MARK_WITHIN])
    if says_so and len(heads) >= _MIN_POSTS_WITH_MARK:
        return heads
    if len(heads) >= _MIN_POSTS and mean(len(blocks[place].words) for place in heads) >= _MIN_MEAN_WORDS:
        return heads
    return []


def _begins_post(block: Block) -> bool:
    return len(block.words) >= _MIN_HEADLINE_WORDS and not block.text.endswith("?")


def _next_kind(kinds: Sequence[SectionKind], place: int) -> SectionKind | None:
    return next((kind for kind in kinds[place + 1 :] if kind not in {"caption", "furniture"}), None)
