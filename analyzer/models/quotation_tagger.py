"""Finds who said what in a text: content, cue and speaker mention of each quotation, by a trained tagger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from analyzer.models.folders import file_digest, packaged_folder
from analyzer.models.minilm import packaged_tokenizer, readable
from analyzer.models.networks import Backend, Feed, Network, open_network
from analyzer.models.quotations.decoding import best_labels, content_evidence, label_probabilities
from analyzer.models.quotations.graph import draw_window
from analyzer.models.quotations.linking import Link, Slopes, is_quoted, link, spans_of
from analyzer.models.quotations.network import LABELS, NEVER, allowed_firsts, allowed_pairs, score_window
from analyzer.models.quotations.reading import Paragraph, read_paragraphs
from analyzer.models.quotations.windows import Window, pack
from analyzer.models.weights import read_embeddings, read_shipped
from analyzer.protocols import TaggedQuotation, Tagging
from analyzer.schema import ModelUse, Span

WEIGHTS = Path(__file__).parent / "quotations" / "tagger.safetensors"
WEIGHTS_SHA256 = "7f3d8dfa186b7458be4177b8a51205b635d284704669b6a4a70685d62e8c872c"
"""SHA-256 of the shipped weights; see ``quotations/MODEL_CARD.md``."""


@dataclass(frozen=True, slots=True)
class Read:
    """One paragraph as labelled: its number, labels and their probabilities by word, and where its words point."""

    number: int
    paragraph: Paragraph
    labels: npt.NDArray[np.int64]
    probabilities: npt.NDArray[np.float64]
    pointers: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Found:
    """One quotation with what speaks for it.

    Attributes
    ----------
    content, cue, source
        As in :class:`TaggedQuotation`.
    last_paragraph
        Number of the paragraph in which the content ends.
    quoted
        Whether its last span stands in quotation marks.
    evidence
        Logs of probabilities: the content's labels (mean), beginnings, ends, cue, source.
    """

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    last_paragraph: int
    quoted: bool
    evidence: tuple[float, ...]


class QuotationTagger:
    """Tags quotations in English news; loads its weights when the first text arrives.

    The result for a text depends on that text alone, not on the others given with it.

    Parameters
    ----------
    n_threads
        Windows read at a time; with torch the processor threads of the whole process.
    weights
        Another file of weights, for measuring; then no digest is checked.
    n_pieces, n_context
        Word pieces read together, at most 400, and how many from before a window are read with it, at most 100.
    backend
        ``onnx``, or ``torch``: the reference.
    """

    def __init__(
        self,
        *,
        n_threads: int = 2,
        weights: Path | None = None,
        n_pieces: int = 256,
        n_context: int = 0,
        backend: Backend = "onnx",
    ) -> None:
        self._backend: Backend = backend
        self._n_threads = n_threads
        self._weights = weights
        self._n_pieces = n_pieces
        self._n_context = n_context

    def tag(self, texts: Sequence[str]) -> list[Tagging]:
        """Return the quotations of each text, and how far each word looks like something said.

        Raises
        ------
        ModelError
            The weights, the packaged encoder or its tokenizer are missing, or not the ones expected.
        """
        return [self._tag(text) for text in texts]

    def describe(self) -> ModelUse:
        """Say which weights these are."""
        return ModelUse("quotations", self.place().stem, file_digest(self.place()), self._backend)

    def place(self) -> Path:
        """Return the file of weights."""
        return self._weights or WEIGHTS

    def find(self, text: str) -> list[Found]:
        """Return the quotations of a text with the evidence for each."""
        return self._link(self.read(text))

    def _tag(self, text: str) -> Tagging:
        words: list[int] = []
        inside: list[float] = []

        def noted() -> Iterator[Read]:
            for read in self.read(text):  # one at a time: where words point takes the square of their number
                words.extend(read.paragraph.spans[:, 0].tolist())
                inside.extend(read.probabilities[:, _CONTENT].sum(axis=1).tolist())
                yield read

        quotations = [
            TaggedQuotation(one.content, one.cue, one.source, self.confidence(one)) for one in self._link(noted())
        ]
        return Tagging(tuple(sorted(quotations, key=lambda one: one.place)), tuple(words), tuple(inside))

    def _link(self, reads: Iterable[Read]) -> list[Found]:
        """Tie the spans of each paragraph together.

        A quoted paragraph that has no cue goes on with the quotation that ends the paragraph before.
        """
        found: list[Found] = []
        for read in reads:
            spans = spans_of(read.labels)
            links = link(spans, read.paragraph.features, read.pointers, self._slopes)
            for place, one in enumerate(links):
                own = _found(read, one)
                before = found[-1] if found and not (place or spans.cues) else None
                if own.quoted and before and before.quoted and before.last_paragraph == read.number - 1:
                    found[-1] = _joined(before, own)
                else:
                    found.append(own)
        return found

    def read(self, text: str) -> Iterator[Read]:
        """Label the words of each paragraph, in order."""
        paragraphs = read_paragraphs(readable(text), packaged_tokenizer()) if text.strip() else []
        windows = pack(paragraphs, n_pieces=self._n_pieces, n_context=self._n_context)
        feeds = (_feed(window, paragraphs) for window in windows)
        pairs, firsts = self._chain
        for window, found in zip(windows, self._network(feeds), strict=True):
            scores, pointers = found[0][0].astype(np.float64), found[1][:, 0].astype(np.float64)
            start = 0
            for index in window.paragraphs:
                end = start + paragraphs[index].n_words
                own = scores[start:end]
                own_pointers = pointers[:, start:end][..., [*range(start, end), -1]]
                labels = best_labels(own, pairs, firsts)
                yield Read(index, paragraphs[index], labels, label_probabilities(own, pairs, firsts), own_pointers)
                start = end

    def confidence(self, found: Found) -> float:
        """Return the estimated probability that content and speaker are right."""
        if "calibration" not in self._arrays:
            return float(np.exp(found.evidence[0]))
        slopes = self._array("calibration")
        return float(1.0 / (1.0 + np.exp(-(slopes[:-1] @ np.array(found.evidence) + slopes[-1]))))

    @cached_property
    def _arrays(self) -> dict[str, npt.NDArray[np.float32]]:
        """The packaged embeddings and the shipped weights, which may hold embeddings of their own."""
        shipped = read_shipped(self.place(), None if self._weights else WEIGHTS_SHA256, "tagger")
        named = {name.removeprefix("embeddings."): array for name, array in shipped.items()}
        return read_embeddings(packaged_folder()) | named

    @cached_property
    def _network(self) -> Network:
        return open_network(self._backend, self._arrays, draw_window, score_window, self._n_threads)

    @cached_property
    def _slopes(self) -> Slopes:
        return Slopes(self._array("links.cue"), self._array("links.source"))

    @cached_property
    def _chain(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Scores of label pairs and of the first label."""
        pairs = np.where(allowed_pairs(), self._array("transitions"), NEVER)
        return pairs, np.where(allowed_firsts(), self._array("starts"), NEVER)

    def _array(self, name: str) -> npt.NDArray[np.float64]:
        return self._arrays[name].astype(np.float64)


_LEAST = 3e-4
_CONTENT = [LABELS.index("B-content"), LABELS.index("I-content")]


def _feed(window: Window, paragraphs: Sequence[Paragraph]) -> Feed:
    return {
        "pieces": window.pieces[None],
        "features": window.features[None],
        "words": np.concatenate(window.firsts),
        "flags": np.concatenate([paragraphs[index].features for index in window.paragraphs])[None],
    }


def _found(read: Read, one: Link) -> Found:
    offsets = read.paragraph.spans

    def span(words: tuple[int, int]) -> Span:
        return Span(int(offsets[words[0], 0]), int(offsets[words[1], 1]))

    ties = [float(np.log(max(probability, _LEAST))) for probability in (one.cue_probability, one.source_probability)]
    return Found(
        tuple(span(words) for words in one.contents),
        None if one.cue is None else span(one.cue),
        None if one.source is None else span(one.source),
        read.number,
        is_quoted(one.contents[-1], read.paragraph.features),
        (
            *content_evidence(one.contents, read.labels, read.probabilities),
            *ties,
            float(is_quoted(one.contents[0], read.paragraph.features)),
            float(np.log(sum(last - first + 1 for first, last in one.contents))),
        ),
    )


def _joined(before: Found, more: Found) -> Found:
    evidence = (*map(min, before.evidence[:3], more.evidence[:3]), *before.evidence[3:])
    return replace(before, content=before.content + more.content, last_paragraph=more.last_paragraph, evidence=evidence)
