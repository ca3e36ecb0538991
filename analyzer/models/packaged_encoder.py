"""The packaged all-MiniLM-L6-v2 as an encoder on ONNX Runtime."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from analyzer.models.folders import PACKAGED_NAME, PACKAGED_SHA256, packaged_folder
from analyzer.models.graphs import Drawn, Graph, Precision, embed, encode
from analyzer.models.long_texts import halve, join
from analyzer.models.minilm import packaged_tokenizer, readable
from analyzer.models.networks import OnnxNetwork, batches
from analyzer.models.weights import Arrays, read_embeddings, read_layers
from analyzer.schema import ModelUse

Vectors = npt.NDArray[np.float32]

MAX_PIECES = 256
"""Word pieces the model reads at once, with the marks around them."""
_MARKS = 2


class PackagedEncoder:
    """Encodes texts with the packaged model, loaded when the first text arrives; torch is never imported.

    The vectors are those of :class:`analyzer.models.sentence_encoder.SentenceEncoder`. A text's vector depends on
    that text alone, to the bit: only texts of one length share a batch, and no operation adds up across its rows.
    Texts longer than the model can read are halved, and their vectors joined, as there.

    Parameters
    ----------
    precision
        ``int8`` is faster by half and gives other vectors, whose cosines need thresholds of their own.
    batch_pieces
        Word pieces a batch.
    n_threads
        Batches read at a time, each on one thread.
    """

    def __init__(self, precision: Precision = "fp32", *, batch_pieces: int = 512, n_threads: int = 2) -> None:
        self._precision: Precision = precision
        self._batch_pieces = batch_pieces
        self._n_threads = n_threads

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return unit rows of shape ``(n_texts, n_dimensions)``; ``(0, 0)`` for no texts.

        Raises
        ------
        ModelError
            The packaged model is missing or not the one expected, or ONNX Runtime cannot run.
        """
        if not texts:
            return np.zeros((0, 0), np.float32)
        clean = [readable(text) for text in texts]
        parts_of = {text: halve(text, self._count, MAX_PIECES - _MARKS) for text in sorted(set(clean))}
        parts = sorted({part for parts in parts_of.values() for part in parts})
        vector_of = dict(zip(parts, self._read(parts), strict=True))
        joined = {text: join(parts, vector_of, self._count) for text, parts in parts_of.items()}
        return np.array([joined[text] for text in clean], np.float32)

    def describe(self) -> ModelUse:
        """Say which model this is, by the SHA-256 of its weights."""
        name = PACKAGED_NAME if self._precision == "fp32" else f"{PACKAGED_NAME}, {self._precision}"
        return ModelUse("embedder", name, PACKAGED_SHA256, "onnx")

    def place(self) -> Path:
        """Return the folder of the packaged model."""
        return packaged_folder()

    def _read(self, texts: list[str]) -> Vectors:
        pieces = [encoding.ids for encoding in packaged_tokenizer().encode_batch(texts)]
        rows = list(batches([len(one) for one in pieces], self._batch_pieces))
        vectors: Vectors | None = None
        feeds = ({"pieces": np.array([pieces[row] for row in batch], np.int64)} for batch in rows)
        for batch, (found,) in zip(rows, self._network(feeds), strict=True):
            if vectors is None:
                vectors = np.zeros((len(texts), found.shape[1]), np.float32)
            vectors[batch] = found / np.linalg.norm(found, axis=1, keepdims=True)
        assert vectors is not None
        return vectors

    def _count(self, text: str) -> int:
        return len(packaged_tokenizer().encode(text, add_special_tokens=False).ids)

    @cached_property
    def _network(self) -> OnnxNetwork:
        weights = read_embeddings(packaged_folder()) | read_layers(packaged_folder())
        return OnnxNetwork(_draw(weights, self._precision), self._n_threads)


def _draw(weights: Arrays, precision: Precision) -> Drawn:
    """Draw the mean of each row's hidden states, shape ``(n_rows, n_dimensions)``."""
    graph = Graph(weights, precision)
    states = encode(graph, embed(graph, "pieces"))
    # As a product with shares that add up to 1: ReduceMean rounds otherwise when more rows are in the batch.
    n_pieces = graph.one("Shape", "pieces", start=1, end=2)
    ones = graph.one("ConstantOfShape", n_pieces, value=graph.tensor(np.ones(1, np.float32)))
    shares = graph.one("Div", ones, graph.one("Cast", n_pieces, to=graph.kind(np.float32)))
    mean = graph.one("MatMul", shares, states)
    return graph.drawn([("pieces", ("n_rows", "n_pieces"))], [mean])
