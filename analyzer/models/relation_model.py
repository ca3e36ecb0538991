"""Tells how a second text relates to a first: the shipped network, or any cross-encoder with the same three labels.

The same set of pairs gives the same bits whatever their order: pairs are put in order and repeats are read once before
batches are made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from analyzer.errors import ModelError
from analyzer.models.folders import describe_folder, file_digest, find_folder, packaged_folder, prepare_libraries
from analyzer.models.minilm import packaged_tokenizer, readable
from analyzer.models.networks import Backend, Feed, Network, batches, open_network
from analyzer.models.relations.graph import draw_pairs
from analyzer.models.relations.network import FEATURES, RELATIONS, score_pairs
from analyzer.models.relations.pairs import PairPieces, join_pieces
from analyzer.models.weights import layer_names, read_embeddings, read_shipped, require
from analyzer.schema import ModelUse

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

Pair = tuple[str, str]
Scores = npt.NDArray[np.float32]

WEIGHTS = Path(__file__).parent / "relations" / "relater.safetensors"
WEIGHTS_SHA256 = "98bd5c50b2c5a927f13b0d24542ae907035e68019a0b174f60908932a9684991"
"""SHA-256 of the shipped weights; see ``relations/MODEL_CARD.md``."""
MAX_PIECES = 256
"""Word pieces of both texts that are read, with the marks around them."""


class PackagedRelater:
    """The shipped network on top of the packaged embeddings; loaded when the first pair arrives.

    Parameters
    ----------
    weights
        Another file of weights, for measuring; then no digest is checked.
    n_threads
        Batches read at a time; with torch the processor threads of the whole process.
    batch_pieces
        Word pieces a batch; a pair that has more by itself is a batch of its own.
    backend
        ``onnx``, or ``torch``: the reference.
    """

    def __init__(
        self,
        *,
        weights: Path | None = None,
        n_threads: int = 2,
        batch_pieces: int = 512,
        backend: Backend = "onnx",
    ) -> None:
        self._backend: Backend = backend
        self._weights = weights
        self._n_threads = n_threads
        self._batch_pieces = batch_pieces

    def relate(self, pairs: Sequence[Pair]) -> Scores:
        """Return scores of entailment, neutral and contradiction, shape ``(n_pairs, 3)``; each row adds up to 1.

        Texts too long to be read together are cut at the end, the longer one first.

        Raises
        ------
        ModelError
            The weights, the packaged encoder or its tokenizer are missing, or not the ones expected.
        """
        return _each_once(pairs, self._read)

    def describe(self) -> ModelUse:
        """Say which weights these are."""
        return ModelUse("relations", self.place().stem, file_digest(self.place()), self._backend)

    def place(self) -> Path:
        """Return the file of weights."""
        return self._weights or WEIGHTS

    def _read(self, pairs: Sequence[Pair]) -> npt.NDArray[np.float64]:
        tokenizer, texts = packaged_tokenizer(), sorted({text for pair in pairs for text in pair})
        pieces = {text: tokenizer.encode(text, add_special_tokens=False).ids for text in texts}

        def join(pair: Pair) -> PairPieces:
            return join_pieces(pieces[pair[0]], pieces[pair[1]], max_pieces=MAX_PIECES)

        rows = list(batches([len(join(pair).pieces) for pair in pairs], self._batch_pieces))
        feeds = (_feed([join(pairs[row]) for row in batch]) for batch in rows)
        found = np.zeros((len(pairs), len(RELATIONS)))
        for batch, (scores,) in zip(rows, self._network(feeds), strict=True):
            found[batch] = scores
        return found

    @cached_property
    def _network(self) -> Network:
        path = self.place()
        shipped = read_shipped(path, None if self._weights else WEIGHTS_SHA256, "relation model")
        require(shipped, _names(), path, "relation model")
        weights = read_embeddings(packaged_folder()) | shipped
        return open_network(self._backend, weights, draw_pairs, score_pairs, self._n_threads)


class CrossEncoderRelater:
    """A sentence-transformers cross-encoder that knows entailment, neutral and contradiction; loaded when first needed.

    Parameters
    ----------
    model
        A local folder, or a name on the model hub; a name without owner means ``cross-encoder/``. Only a name that is
        not in the local cache makes a network call.
    batch_size
        Pairs a batch.
    n_threads
        Processor threads used by torch, for the whole process.
    device
        Where torch computes.
    """

    def __init__(self, model: str, *, batch_size: int = 32, n_threads: int = 2, device: str = "cpu") -> None:
        self._name = model
        self._batch_size = batch_size
        self._n_threads = n_threads
        self._device = device

    def relate(self, pairs: Sequence[Pair]) -> Scores:
        """Return scores of entailment, neutral and contradiction, shape ``(n_pairs, 3)``; each row adds up to 1.

        Raises
        ------
        ModelError
            The model cannot be found or loaded, or has other labels.
        """
        return _each_once(pairs, self._read)

    def describe(self) -> ModelUse:
        """Say which model this is: a local folder's name and digest, else the hub's name and revision."""
        return describe_folder("relations", self._name, *self._found)

    def place(self) -> Path:
        """Return the model's folder."""
        return self._found[0]

    def _read(self, pairs: Sequence[Pair]) -> npt.NDArray[np.float64]:
        from torch.nn import Identity

        model, columns = self._model
        found = model.predict(
            list(pairs), batch_size=self._batch_size, show_progress_bar=False, activation_fn=Identity()
        )
        return np.asarray(found, np.float64)[:, columns]

    @cached_property
    def _found(self) -> tuple[Path, str | None]:
        return find_folder(self._name, owner="cross-encoder")

    @cached_property
    def _model(self) -> tuple[CrossEncoder, list[int]]:
        """The model, and where in its scores each of our relations stands."""
        folder, _ = self._found
        prepare_libraries(self._n_threads)
        from sentence_transformers import CrossEncoder
        from transformers import AutoConfig

        try:
            labels = AutoConfig.from_pretrained(folder, local_files_only=True).id2label
            columns = _columns(labels)
            if columns is not None:
                return CrossEncoder(str(folder), device=self._device, local_files_only=True), columns
        except Exception as error:  # whatever the libraries raise for a folder that is no model
            raise ModelError(f"{folder} cannot be loaded as a cross-encoder: {error}") from error
        names = ", ".join(str(label) for _, label in sorted(labels.items()))
        raise ModelError(f"{folder} has the labels {names}; expected {', '.join(RELATIONS)}, in any order")


_STEMS = ("entail", "neutral", "contradict")


def _each_once(pairs: Sequence[Pair], read: Callable[[Sequence[Pair]], npt.NDArray[np.float64]]) -> Scores:
    """Read distinct pairs in one canonical order and give each pair its scores, softmax of what was read."""
    if not pairs:
        return np.zeros((0, len(RELATIONS)), np.float32)
    clean = [(readable(first), readable(second)) for first, second in pairs]
    distinct = sorted(set(clean))
    raw = read(distinct)
    powers = np.exp(raw - raw.max(axis=1, keepdims=True))
    scores = powers / powers.sum(axis=1, keepdims=True)
    row_of = {pair: row for row, pair in enumerate(distinct)}
    return np.asarray(scores[[row_of[pair] for pair in clean]], np.float32)


def _feed(pairs: Sequence[PairPieces]) -> Feed:
    """Stack pairs of one length."""
    return {
        "pieces": np.stack([pair.pieces for pair in pairs]),
        "features": np.stack([pair.features for pair in pairs]),
        "sides": np.stack([pair.sides for pair in pairs]),
    }


def _names() -> set[str]:
    """Names of the tensors that a relation model's file holds."""
    head = {f"{name}.{kind}" for name in ("hidden", "relation") for kind in ("weight", "bias")}
    return layer_names() | head | {f"features.{number}.weight" for number in range(len(FEATURES))}


def _columns(labels: Mapping[int, str]) -> list[int] | None:
    """Where the labels of our relations stand, in our order; ``None`` if the labels are not these three."""
    found = [[number for number, label in labels.items() if stem in str(label).lower()] for stem in _STEMS]
    if len(labels) != len(_STEMS) or any(len(numbers) != 1 for numbers in found):
        return None
    return [numbers[0] for numbers in found]
