"""Which part each stretch of a document plays, headline, body, caption or furniture, and in which live-blog post."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analyzer.documents.blocks import Block, split_blocks
from analyzer.documents.captions import has_picture_marks, is_scene
from analyzer.documents.furniture import is_furniture, is_list_head
from analyzer.documents.markdown import heading_title, kinds_by_markup
from analyzer.documents.posts import find_post_heads
from analyzer.language.repair import repair
from analyzer.language.turn_labels import may_be_topic, read_label, speaks_again
from analyzer.schema import Section, SectionKind

_ENDS_SENTENCE = re.compile(r"[.!?…][\"')\]]*$")
_NO_TITLE_END = frozenset(
    {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "that", "the", "to", "which", "who", "with"}
)
_MAX_TITLE_WORDS = 21
_MAX_LISTED_WORDS = 32
_MAX_TITLE_SHARE = 0.6
_MIN_TURNS = 3


def find_sections(text: str, reading: str, start: int = 0, *, markup: bool = False) -> tuple[Section, ...]:
    r"""Divide a document into sections that cover every non-blank character from an offset on.

    Parameters
    ----------
    text, reading
        The document and its reading copy, same offsets.
    start
        Where its header ends.
    markup
        Whether it is Markdown.

    Examples
    --------
    >>> text = "Bridge reopens\n\nBy Ana Ruiz\n\nThe bridge is open."
    >>> [section.kind for section in find_sections(text, text)]
    ['headline', 'furniture', 'body']
    """
    blocks = split_blocks(reading, start)
    kinds = _find_kinds(blocks, headed=start > 0, markup=markup)
    heads = set(find_post_heads(blocks, kinds))
    sections: list[Section] = []
    post, title = 0, None
    for place, (block, kind) in enumerate(zip(blocks, kinds, strict=True)):
        if place in heads:
            post, title = post + 1, repair(heading_title(text[block.start : block.end]), text)
        section = Section(block.start, block.end, kind, post or None, title)
        if sections and kind in {"body", "furniture"} and _continues(sections[-1], section):
            section = Section(sections.pop().start, block.end, kind, post or None, title)
        sections.append(section)
    return tuple(_cover_gaps(text, start, sections))


def _cover_gaps(text: str, start: int, sections: list[Section]) -> list[Section]:
    """Stretch sections over what the reading copy shows as blank: stray marks and invisible characters between them."""
    covered: list[Section] = []
    for place, section in enumerate(sections):
        end = sections[place + 1].start if place + 1 < len(sections) else len(text)
        begin = start if place == 0 else section.start
        begin += len(text[begin : section.start]) - len(text[begin : section.start].lstrip())
        stop = section.end + len(text[section.end : end].rstrip())
        covered.append(replace(section, start=min(begin, section.start), end=stop))
    return covered


def _continues(last: Section, section: Section) -> bool:
    return (last.kind, last.post) == (section.kind, section.post)


def _find_kinds(blocks: list[Block], *, headed: bool, markup: bool) -> list[SectionKind]:
    kinds: list[SectionKind | None] = kinds_by_markup(blocks) if markup else [None for _ in blocks]
    for place, block in enumerate(blocks):
        if kinds[place] is None and (is_furniture(block) or is_list_head(block)):
            kinds[place] = "furniture"
        elif kinds[place] is None and has_picture_marks(block):
            kinds[place] = "caption"
    titles = {place for place, block in enumerate(blocks) if kinds[place] is None and _is_title_like(block)}
    titles -= _turns(blocks)
    _furnish_lists(blocks, kinds, titles)
    open_places = [place for place, kind in enumerate(kinds) if kind is None]
    if len(open_places) >= 5 and len(titles & set(open_places)) > _MAX_TITLE_SHARE * len(open_places):
        titles &= set(open_places[:1])
    above = headed
    for place, below in zip(open_places, [*open_places[1:], None], strict=False):
        if place in titles and below is not None:
            is_caption = above and below not in titles and is_scene(blocks[place])
            kinds[place] = "caption" if is_caption else "headline"
        above = kinds[place] == "headline"
    return _find_captions(blocks, kinds, headed=headed)


def _turns(blocks: Sequence[Block]) -> set[int]:
    """Return the places of blocks that begin with who speaks, if somebody speaks again after another has spoken."""
    names: dict[int, str] = {}
    for place, block in enumerate(blocks):
        label = read_label(block.text, 0, len(block.text))
        if label is not None and label.name is not None and not may_be_topic(block.text[slice(*label.name)]):
            names[place] = block.text[slice(*label.name)].split()[-1].lower()
    return set(names) if len(names) >= _MIN_TURNS and speaks_again(names.values()) else set()


def _find_captions(blocks: Sequence[Block], kinds: Sequence[SectionKind | None], *, headed: bool) -> list[SectionKind]:
    """Mark the scenes right below headlines, if reporting follows them; what is left over is body."""
    found: list[SectionKind] = []
    below_headline = headed
    for place, block in enumerate(blocks):
        kind = kinds[place]
        if kind is None:
            more = any(kinds[other] is None for other in range(place + 1, min(place + 4, len(blocks))))
            kind = "caption" if below_headline and more and is_scene(block) else "body"
        below_headline = kind == "headline" or (below_headline and kind in {"caption", "furniture"})
        found.append(kind)
    return found


def _furnish_lists(blocks: list[Block], kinds: list[SectionKind | None], titles: set[int]) -> None:
    """Turn the headlines below a list head, and a run of headlines that ends the page, into furniture."""
    place = 0
    last_open = max((place for place, kind in enumerate(kinds) if kind is None), default=-1)
    while place < len(blocks):
        if not is_list_head(blocks[place]):
            place += 1
            continue
        stop = place + 1
        while stop < len(blocks) and kinds[stop] is None and _is_listed(blocks[stop]):
            stop += 1
        goes_on = (
            place + 1 < stop <= last_open and kinds[stop] != "furniture"
        )  # then its last line is the next headline
        last = stop - 1 if goes_on else stop
        for listed in range(place + 1, last):
            kinds[listed] = "furniture"
        place = stop
    run = len(blocks)
    while run > 0 and (kinds[run - 1] == "furniture" or run - 1 in titles):
        run -= 1
    tail = [place for place in range(run, len(blocks)) if kinds[place] is None]
    if len(tail) > 1 and run > 0:
        for place in tail:
            kinds[place] = "furniture"


def _is_listed(block: Block) -> bool:
    return len(block.words) <= _MAX_LISTED_WORDS and not _ENDS_SENTENCE.search(block.text)


def _is_title_like(block: Block) -> bool:
    """Whether a block can be a headline: short, begins like one, and no sentence ends it but a question."""
    text, words = block.text, block.words
    if not words or len(words) > _MAX_TITLE_WORDS or "\n" in text or text.endswith((",", ":", ";", "-", "–", "—")):
        return False
    first = text.lstrip("\"'([#* ")[:1]
    if not (first.isupper() or first.isdigit()) or words[-1].lower() in _NO_TITLE_END:
        return False
    return text.endswith("?") or not _ENDS_SENTENCE.search(text)
