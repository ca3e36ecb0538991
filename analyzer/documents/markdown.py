"""Markdown: the text stays as decoded; its markup says what part a block plays."""

from __future__ import annotations

import re
from pathlib import Path

from analyzer.documents.blocks import Block
from analyzer.documents.decoding import decode
from analyzer.protocols import FileContents, FoundText
from analyzer.schema import SectionKind

_HEADING = re.compile(r"#{1,6}\s+(?P<title>.*?)\s*#*\s*$")
_FENCE = re.compile(r"(?:```|~~~)")
_LINK = r"!?\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])"
_ONLY_LINKS = re.compile(rf"(?:[-*+]\s+|\d+[.)]\s+)?(?:{_LINK}[\s|,·•–—-]*)+$")
_DEFINITION = re.compile(r"\[[^\]\n]+\]:\s*\S+")
_TAG = re.compile(r"</?[a-zA-Z!][^\n]*>$")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})\s*$")


class MarkdownReader:
    """Reads ``.md`` and ``.markdown`` files; satisfies :class:`analyzer.protocols.Reader`."""

    suffixes: tuple[str, ...] = (".markdown", ".md")

    def read(self, path: Path, data: bytes) -> FileContents:
        """Return the text, markup and all.

        Raises
        ------
        DocumentError
            The bytes are not text.
        """
        text, encoding = decode(data)
        return FileContents((FoundText(text, markdown=True),), encoding)


def kinds_by_markup(blocks: list[Block]) -> list[SectionKind | None]:
    """Say for each block which part its markup gives it: headings are headlines; code, link lists and tags furniture.

    Quoted blocks, lists and emphasis are reporting like any other: ``None``.
    """
    kinds: list[SectionKind | None] = []
    fenced = False
    for place, block in enumerate(blocks):
        fence = _FENCE.match(block.text)
        closes = block.text.count(block.text[:3]) > 1 if fence else False
        if fenced or fence:
            kinds.append("furniture")
            fenced = fenced != (bool(fence) and not closes)
        elif _HEADING.match(block.text) or _is_underlined(blocks, place):
            kinds.append("headline")
        elif any(form.match(block.text) for form in (_ONLY_LINKS, _DEFINITION, _TAG, _UNDERLINE)):
            kinds.append("furniture")
        else:
            kinds.append(None)
    return kinds


def heading_title(text: str) -> str:
    """Return a heading without its marks.

    Examples
    --------
    >>> heading_title("## Bridge reopens ##")
    'Bridge reopens'
    """
    found = _HEADING.match(text)
    return found.group("title") if found else text


def _is_underlined(blocks: list[Block], place: int) -> bool:
    follows = place + 1 < len(blocks) and _UNDERLINE.match(blocks[place + 1].text)
    return bool(follows) and blocks[place].end + 2 >= blocks[place + 1].start and "\n" not in blocks[place].text
