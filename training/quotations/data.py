"""Articles marked with quotations as training material: one label a word, and two pointers."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from analyzer.models.quotations.reading import Paragraph, read_paragraphs

UNKNOWN = -100
_BEGINS = {"content": 1, "source": 3, "cue": 5}


@dataclass(frozen=True, slots=True)
class Marked:
    """A paragraph with what is marked in it.

    Attributes
    ----------
    paragraph
        The words.
    labels
        Index into the network's labels, shape ``(n_words,)``.
    cues
        For each word of a content the first word of its cue, else :data:`UNKNOWN`.
    sources
        For the first word of each cue the first word of its source, ``n_words`` if it has none here, else
        :data:`UNKNOWN`.
    """

    paragraph: Paragraph
    labels: npt.NDArray[np.int64]
    cues: npt.NDArray[np.int64]
    sources: npt.NDArray[np.int64]


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Read one JSON object a line, gzipped or not."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in content.decode("utf8").split("\n") if line.strip()]


def held_out(doc_id: str, part: float) -> bool:
    """Say whether an article belongs to the part kept for choosing; depends on its id alone."""
    return int(sha256(doc_id.encode()).hexdigest()[:8], 16) / 2**32 < part


def mark(row: dict[str, Any], tokenizer: Tokenizer) -> list[Marked]:
    """Return the paragraphs of an article with labels and pointers."""
    paragraphs = read_paragraphs(row["text"], tokenizer)
    return [_mark_one(paragraph, row["quotes"]) for paragraph in paragraphs]


def _mark_one(paragraph: Paragraph, quotes: list[dict[str, Any]]) -> Marked:
    n_words = paragraph.n_words
    labels = np.zeros(n_words, np.int64)
    cues = np.full(n_words, UNKNOWN, np.int64)
    sources = np.full(n_words, UNKNOWN, np.int64)
    first, last = paragraph.spans[0, 0], paragraph.spans[-1, 1]
    for quote in quotes:
        spans = [span for role in _BEGINS for span in quote[role]]
        if max(end for _, end in spans) <= first or min(start for start, _ in spans) >= last:
            continue
        at: dict[str, list[npt.NDArray[np.int64]]] = {}
        for role, begins in _BEGINS.items():
            at[role] = [inside for span in quote[role] if len(inside := _words_in(paragraph, span))]
            for inside in at[role]:
                labels[inside] = begins + 1
                labels[inside[0]] = begins
        if at["cue"]:
            cue = at["cue"][0][0]
            for inside in at["content"]:
                cues[inside] = cue
            sources[cue] = at["source"][0][0] if at["source"] else n_words
    return Marked(paragraph, labels, cues, sources)


def _words_in(paragraph: Paragraph, span: list[int]) -> npt.NDArray[np.int64]:
    middles = paragraph.spans.sum(1) / 2
    return np.flatnonzero((middles > span[0]) & (middles < span[1]))
