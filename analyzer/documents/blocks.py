"""Paragraphs of a text: lines, or runs of lines that a fixed width has broken."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w+(?:['.\-]\w+)*")
_MAX_WRAPPED_WIDTH = 110
_MIN_WRAPPED_WIDTH = 20
_MIN_CONTINUED = 0.4


@dataclass(frozen=True)
class Block:
    """A paragraph or line: its place in the document and its reading copy, without blanks at the edges."""

    start: int
    end: int
    text: str

    @cached_property
    def words(self) -> list[str]:
        """Its words, as written."""
        return _WORD.findall(self.text[:4000])


def split_blocks(reading: str, start: int = 0) -> list[Block]:
    r"""Cut the reading copy of a text, from an offset on, into blocks that cover every non-blank character.

    A line is a block of its own unless the lines of its paragraph read on into each other.

    Examples
    --------
    >>> [block.text for block in split_blocks("A title\n\nOne\nTwo")]
    ['A title', 'One', 'Two']
    """
    blocks: list[Block] = []
    paragraph: list[Block] = []
    last_end = start
    for match in _LINE.finditer(reading, start):
        text = match.group().strip()
        if not text:
            continue
        begin = match.start() + len(match.group()) - len(match.group().lstrip())
        if paragraph and reading.count("\n", last_end, match.start()) > 1:
            blocks += _join_wrapped(reading, paragraph)
            paragraph = []
        paragraph.append(Block(begin, begin + len(text), text))
        last_end = match.end()
    return blocks + _join_wrapped(reading, paragraph)


def _join_wrapped(reading: str, lines: list[Block]) -> list[Block]:
    if len(lines) < 2 or max(len(line.text) for line in lines) > _MAX_WRAPPED_WIDTH:
        return lines
    continued = sum(_reads_on(above, below) for above, below in pairwise(lines))
    if continued < _MIN_CONTINUED * (len(lines) - 1):
        return lines
    start, end = lines[0].start, lines[-1].end
    return [Block(start, end, reading[start:end])]


def _reads_on(above: Block, below: Block) -> bool:
    starts_low = below.text.lstrip("\"'(>-–— ")[:1].islower() and not below.text.startswith(("http", "www."))
    return starts_low and len(above.text) >= _MIN_WRAPPED_WIDTH
