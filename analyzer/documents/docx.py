"""Word documents (DOCX): the paragraphs of the main text, as they read with all tracked changes accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.documents.archives import Unpacking, open_archive
from analyzer.documents.decoding import without_strays
from analyzer.documents.outside_facts import one_line
from analyzer.errors import DocumentError
from analyzer.protocols import FileContents, FoundText

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MAIN, _FACTS = "word/document.xml", "docProps/core.xml"
_MAX_XML = 30_000_000  # bytes; a parsed tree takes some ten times as much
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT_WORD = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARAGRAPH = frozenset({f"{_WORD}p", f"{_STRICT_WORD}p"})
_TEXT = frozenset({f"{_WORD}t", f"{_STRICT_WORD}t"})
_IN_ITS_PLACE = {
    f"{space}{name}": mark
    for space in (_WORD, _STRICT_WORD)
    for name, mark in (("tab", "\t"), ("br", "\n"), ("cr", "\n"), ("noBreakHyphen", "-"))
}
_LEFT_OUT = frozenset(
    {f"{space}{name}" for space in (_WORD, _STRICT_WORD) for name in ("del", "moveFrom", "pPr", "rPr", "instrText")}
    | {_FALLBACK}
)


@dataclass(frozen=True, slots=True)
class DocxReader:
    """Reads ``.docx`` files; satisfies :class:`analyzer.protocols.Reader`.

    Headers, footers, notes and comments are not read.

    Attributes
    ----------
    max_unpacked_bytes
        Most that is unpacked of one file.
    """

    max_unpacked_bytes: int
    suffixes: tuple[str, ...] = field(default=(".docx",))

    def read(self, path: Path, data: bytes) -> FileContents:
        """Return the paragraphs, a blank line between them, and the title that the file's properties tell.

        Raises
        ------
        DocumentError
            The bytes are no Word document, are encrypted, or hold no text.
        """
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            raise DocumentError("an encrypted or old Word document; save it as DOCX without a password")
        unpacking = Unpacking(self.max_unpacked_bytes)
        with open_archive(data) as archive:
            names = set(archive.namelist())
            if _MAIN not in names:
                raise DocumentError("no Word document: it holds no word/document.xml")
            root = _parsed(unpacking.member(archive, archive.getinfo(_MAIN), _MAX_XML))
            facts = _parsed(unpacking.member(archive, archive.getinfo(_FACTS), _MAX_XML)) if _FACTS in names else None
        paragraphs = [without_strays(text) for text in map(_words, _paragraphs(root)) if text.strip()]
        if not paragraphs:
            raise DocumentError("no text in it")
        title = one_line(facts.findtext(_TITLE)) if facts is not None else None
        return FileContents((FoundText("\n\n".join(paragraphs) + "\n", title=title),))


def _parsed(xml: bytes) -> Element:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        return fromstring(xml)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise DocumentError(f"broken XML in it: {type(error).__name__}: {str(error)[:150]}") from error


def _paragraphs(root: Element) -> Iterator[Element]:
    """Yield the paragraphs in the order of the text, those of text boxes after the one that holds the box."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag in _LEFT_OUT:
            continue
        if element.tag in _PARAGRAPH:
            yield element
        waiting += reversed(element)


def _words(paragraph: Element) -> str:
    pieces, waiting = list[str](), list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag in _TEXT:
            pieces.append(element.text or "")
        elif element.tag in _IN_ITS_PLACE:
            pieces.append(_IN_ITS_PLACE[element.tag])
        elif element.tag not in _LEFT_OUT and element.tag not in _PARAGRAPH:
            waiting += reversed(element)
    return "".join(pieces)
