"""A text as the quotation tagger sees it: paragraphs of words, each with its word pieces and what the pieces lose.

The encoder's tokenizer folds case, drops line breaks and knows nothing of quotation marks that open or close.
:data:`FEATURES` puts that back, one small number a word and feature.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from analyzer.language.lexicon import read_table
from analyzer.language.tokens import lemma

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FEATURES = {"case": 6, "marks": 5, "reports": 3, "place": 4, "glued": 2}
"""Each feature and the number of values it takes."""

MAX_PIECES = 500
"""Word pieces a paragraph may have before it is read in parts; the encoder takes 512."""

_BREAK = re.compile(r"\n[^\S\n]*\n\s*|(?<=[.!?…:\"”’')\]])[^\S\n]*\n\s*|(?<![^\n])[^\n]{1,50}(\n)")
_OPENING, _CLOSING = "“«„", "”»"
_STRAIGHT = '"'
_SINGLE = frozenset("'‘’")
_STOPS = frozenset(".!?…")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words of one paragraph (or of a part of a very long one).

    Attributes
    ----------
    spans
        ``str`` offsets of each word into the text, shape ``(n_words, 2)``.
    features
        One column a feature of :data:`FEATURES`, shape ``(n_words, n_features)``.
    pieces
        Ids of the word pieces, shape ``(n_pieces,)``.
    word_of
        The word each piece belongs to, shape ``(n_pieces,)``, rising.
    """

    spans: npt.NDArray[np.int64]
    features: npt.NDArray[np.int64]
    pieces: npt.NDArray[np.int64]
    word_of: npt.NDArray[np.int64]

    @property
    def n_words(self) -> int:
        """Number of words."""
        return len(self.spans)

    @property
    def n_pieces(self) -> int:
        """Number of word pieces."""
        return len(self.pieces)

    @property
    def first_pieces(self) -> npt.NDArray[np.int64]:
        """Index of each word's first piece."""
        return np.flatnonzero(np.diff(self.word_of, prepend=-1))


def read_paragraphs(text: str, tokenizer: Tokenizer) -> list[Paragraph]:
    """Cut a text into paragraphs of words.

    Parameters
    ----------
    text
        Any text.
    tokenizer
        The encoder's, without padding or truncation.
    """
    found = []
    for start, end in paragraph_spans(text):
        encoding = tokenizer.encode(text[start:end], add_special_tokens=False)
        if encoding.ids:
            found.extend(_parts(_paragraph(text, start, end, encoding)))
    return found


def paragraph_spans(text: str) -> list[tuple[int, int]]:
    r"""Return the paragraphs of a text as offsets.

    Blank lines part them, and so do line ends after a finished sentence or a short line.

    Examples
    --------
    >>> paragraph_spans("A short headline\nThe harbour will be closed for repairs until Monday,\nthey said.\nNo.")
    [(0, 17), (17, 81), (81, 84)]
    """
    cuts = [0, *(match.end() for match in _BREAK.finditer(text)), len(text)]
    return [(start, end) for start, end in pairwise(cuts) if text[start:end].strip()]


def quotation_marks(text: str) -> list[int]:
    """Say of each character whether it opens (2), closes (3), lies inside (1) or outside (0) double quotation marks.

    A mark that never closes counts to the end, as in quotations that go on in the next paragraph.

    Examples
    --------
    >>> quotation_marks('a "b" c')
    [0, 0, 2, 1, 3, 0, 0]
    """
    state, found = 0, []
    for place, char in enumerate(text):
        before = text[place - 1] if place else " "
        after = text[place + 1] if place + 1 < len(text) else " "
        opens = char in _OPENING or (char == _STRAIGHT and not state and not (after.isspace() and place))
        closes = char in _CLOSING or (char == _STRAIGHT and (state == 1 or after.isspace()) and not before.isspace())
        if opens and not (char == _STRAIGHT and state):
            state = 1
            found.append(2)
        elif closes:
            state = 0
            found.append(3)
        else:
            found.append(state)
    return found


def _paragraph(text: str, start: int, end: int, encoding: object) -> Paragraph:
    offsets = np.array(encoding.offsets, np.int64).reshape(-1, 2)  # type: ignore[attr-defined]
    words = np.array(encoding.word_ids, np.int64)  # type: ignore[attr-defined]
    _, first, word_of = np.unique(words, return_index=True, return_inverse=True)
    last = np.append(first[1:], len(words)) - 1
    spans = np.stack([offsets[first, 0], offsets[last, 1]], axis=1)
    features = word_features(text[start:end], spans)
    return Paragraph(spans + start, features, np.array(encoding.ids, np.int64), word_of)  # type: ignore[attr-defined]


def word_features(paragraph: str, spans: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the features of the words of one paragraph, shape ``(n_words, n_features)``."""
    marks = quotation_marks(paragraph)
    rows, starts, previous_end = [], 2, -1
    for start, end in spans.tolist():
        word = paragraph[start:end]
        mark = marks[start] if end > start else 0
        if word in _SINGLE and mark == 0:
            mark = 4
        glued = int(start == previous_end)
        rows.append((_case(word), mark, _reports(word), starts, glued))
        previous_end = end
        if word in _STOPS:
            starts = 1
        elif starts != 1 or word[:1].isalnum():
            # After a full stop, closing marks come before the next sentence does.
            starts = 3 if mark == 2 else 0
    return np.array(rows, np.int64).reshape(len(rows), len(FEATURES))


def _case(word: str) -> int:
    if not word[:1].isalnum():
        return 0
    if word[0].isdigit():
        return 5
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 2
    return 2 if word.istitle() else 4


@cache
def _reports(word: str) -> int:
    if not word.isalpha():
        return 0
    base = lemma(word.lower())
    if base in read_table("reporting_verbs.tsv"):
        return 1
    return 2 if base in read_table("reporting_nouns.tsv") else 0


def _parts(paragraph: Paragraph) -> list[Paragraph]:
    """Halve a paragraph between words until each part can be read."""
    if paragraph.n_pieces <= MAX_PIECES or paragraph.n_words < 2:
        return [_clip(paragraph)]
    middle = paragraph.n_words // 2
    cut = int(paragraph.first_pieces[middle])
    left = Paragraph(
        paragraph.spans[:middle], paragraph.features[:middle], paragraph.pieces[:cut], paragraph.word_of[:cut]
    )
    right = Paragraph(
        paragraph.spans[middle:], paragraph.features[middle:], paragraph.pieces[cut:], paragraph.word_of[cut:] - middle
    )
    return _parts(left) + _parts(right)


def _clip(paragraph: Paragraph) -> Paragraph:
    if paragraph.n_pieces <= MAX_PIECES:
        return paragraph
    return Paragraph(paragraph.spans, paragraph.features, paragraph.pieces[:MAX_PIECES], paragraph.word_of[:MAX_PIECES])
