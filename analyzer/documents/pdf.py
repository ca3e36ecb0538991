"""PDF files that hold text: lines put together to paragraphs by where they stand on the page."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from analyzer.documents.decoding import without_strays
from analyzer.errors import DocumentError
from analyzer.protocols import FileContents, FoundText

if TYPE_CHECKING:
    from pypdf import PageObject

_MIN_STEP = 1.35
"""Times the usual distance of two lines from which a paragraph ends between them."""
_MIN_SIZE_STEP = 1.1
"""Times the size of the letters from which a line is set larger than its neighbour."""
_MIN_PAGES_REPEATED = 3
_MAX_PIECES = 30_000
"""Pieces of text that one page may show; a page set letter by letter has some ten thousand."""
_SHOWS = re.compile(rb"T[jJ]\b|['\"](?=\s)")
_BROKEN = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_ENDS_SENTENCE = re.compile(r"[.!?:…][\"'”’)\]]*$")
_ENDS_IN_HYPHEN = re.compile(r"[^\W\d_]{2}[-\xad\u2010]$")
_LIGATURES = str.maketrans({chr(0xFB00 + n): letters for n, letters in enumerate(("ff", "fi", "fl", "ffi", "ffl"))})
_PAGE_NUMBER = re.compile(r"(?:page )?\W{0,3}\d{1,4}(?: ?(?:/|of) ?\d{1,4})?\W{0,3}", re.IGNORECASE)


@dataclass(slots=True)
class Line:
    """A line of a page: its words, how high it stands (points, upwards) and the size of its letters."""

    words: str
    height: float
    size: float


@dataclass(frozen=True, slots=True)
class PdfReader:
    """Reads ``.pdf`` files; satisfies :class:`analyzer.protocols.Reader`.

    A word that is parted at the end of a line stays so in the text; claims show it whole. Page numbers, and first and
    last lines that most pages repeat, are left out.

    Attributes
    ----------
    max_unpacked_bytes
        Most characters that are taken out of one file.
    max_pages
        Most pages that are read.
    """

    max_unpacked_bytes: int
    max_pages: int
    suffixes: tuple[str, ...] = field(default=(".pdf",))

    def read(self, path: Path, data: bytes) -> FileContents:
        """Return the text, a blank line between paragraphs.

        Raises
        ------
        DocumentError
            The bytes are no PDF or damaged, or it is encrypted, or holds pictures of pages only.
        """
        logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it cannot read is listed by us
        from pypdf import PdfReader as Pdf
        from pypdf.errors import PyPdfError

        try:
            document = Pdf(io.BytesIO(data))
            if document.is_encrypted and not document.decrypt(""):
                raise DocumentError("encrypted: it needs a password")
            n_pages = len(document.pages)
            pages = self._pages(document.pages[place] for place in range(min(n_pages, self.max_pages)))
        except (PyPdfError, *_BROKEN) as error:
            raise DocumentError(f"broken PDF: {str(error)[:200] or type(error).__name__}") from error
        text = text_of_pages(pages)
        if not text.strip():
            raise DocumentError(f"no text in it: {n_pages:,} pages that may be scanned; read it by OCR first")
        doubts = [f"{sum(not page for page in pages):,} of {len(pages):,} pages hold no text"] if not all(pages) else []
        if n_pages > len(pages):
            doubts.append(f"{n_pages - len(pages):,} pages beyond the first {len(pages):,} left out")
        return FileContents((FoundText(text),), doubts=tuple(doubts))

    def _pages(self, pages: Iterable[PageObject]) -> list[list[Line]]:
        found: list[list[Line]] = []
        n_bytes = 0
        for page in pages:
            contents = page.get_contents()
            data = contents.get_data() if contents is not None else b""
            n_bytes += len(data)
            if n_bytes > self.max_unpacked_bytes:
                raise DocumentError(
                    f"unpacks to more than {self.max_unpacked_bytes:,} bytes (setting documents.max_unpacked_bytes)"
                )
            if sum(1 for _ in _SHOWS.finditer(data)) > _MAX_PIECES:
                raise DocumentError(f"page {len(found) + 1} shows more than {_MAX_PIECES:,} pieces of text")
            found.append(_lines(page))
        return found


def _lines(page: PageObject) -> list[Line]:
    """Return the lines of a page in the order in which they are written."""
    lines: list[Line] = []
    pieces: list[str] = []
    places: list[tuple[float, float]] = []

    def close() -> None:
        words = " ".join(without_strays("".join(pieces)).translate(_LIGATURES).split())
        if words:
            height, size = places[0] if places else (0.0, 0.0)
            lines.append(Line(words, height, size))
        pieces.clear()
        places.clear()

    def see(text: str, page_matrix: Sequence[float], matrix: Sequence[float], font: object, size: float) -> None:
        for number, part in enumerate(text.split("\n")):
            if number:
                close()
            if part.strip():
                height = page_matrix[1] * matrix[4] + page_matrix[3] * matrix[5] + page_matrix[5]
                places.append((height, abs(size * page_matrix[3] * matrix[3])))
            pieces.append(part)

    page.extract_text(visitor_text=see)
    close()
    return lines


def text_of_pages(pages: Sequence[Sequence[Line]]) -> str:
    r"""Put lines together to paragraphs, over the ends of pages where a sentence goes on.

    Examples
    --------
    >>> text_of_pages([[Line("It is", 700, 12), Line("open.", 686, 12)], [Line("Two lanes stay shut.", 700, 12)]])
    'It is open.\n\nTwo lanes stay shut.\n'
    """
    repeated = _repeated(pages)
    paragraphs: list[str] = []
    goes_on = False
    for page in pages:
        kept = [line for line in page if not _PAGE_NUMBER.fullmatch(line.words)]
        kept = [line for place, line in enumerate(kept) if not _is_edge(place, kept) or _key(line) not in repeated]
        usual = _usual_step(kept)
        for place, line in enumerate(kept):
            begins = _begins(kept[place - 1], line, usual) if place else not (goes_on and line.words[:1].islower())
            if begins or not paragraphs:
                paragraphs.append(line.words)
            else:
                paragraphs[-1] += _joint(paragraphs[-1], line.words) + line.words
        goes_on = bool(paragraphs) and not _ENDS_SENTENCE.search(paragraphs[-1][-8:]) if kept else goes_on
    return "\n\n".join(paragraphs) + "\n" if paragraphs else ""


def _joint(above: str, below: str) -> str:
    """Return what stands between two lines of a paragraph: a line break in a parted word, nothing in "Anglo-Saxon"."""
    if not _ENDS_IN_HYPHEN.search(above[-3:]):
        return " "
    return "\n" if below[:1].islower() else ""


def _begins(above: Line, line: Line, usual: float) -> bool:
    """Whether a line begins a paragraph: a wider gap, other letters, or a new column after the end of a sentence."""
    step = above.height - line.height
    sizes = sorted((above.size, line.size))
    if sizes[0] > 0 and sizes[1] > _MIN_SIZE_STEP * sizes[0]:
        return True
    if step <= 0:
        return bool(_ENDS_SENTENCE.search(above.words[-8:]))
    return usual > 0 and step > _MIN_STEP * usual


def _usual_step(lines: Sequence[Line]) -> float:
    """Return the distance of lines that most of a page has; the smaller half, as gaps between paragraphs are wider."""
    steps = sorted(step for above, line in pairwise(lines) if (step := above.height - line.height) > 0)
    return median(steps[: len(steps) // 2 + 1]) if steps else 0.0


def _repeated(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Return first and last lines that stand on more than half of the pages, whatever numbers are in them."""
    if len(pages) < _MIN_PAGES_REPEATED:
        return frozenset()
    counts = Counter(key for page in pages if page for key in {_key(page[0]), _key(page[-1])})
    least = max(_MIN_PAGES_REPEATED, len(pages) // 2 + 1)
    return frozenset(key for key, n in counts.items() if n >= least)


def _key(line: Line) -> str:
    return re.sub(r"\d+", "0", line.words)


def _is_edge(place: int, lines: Sequence[Line]) -> bool:
    return place in (0, len(lines) - 1)
