"""Tells how a second text relates to a first: the shipped network, or any cross-encoder with the same three labels.

The same set of pairs gives the same bits whatever their order: pairs are put in order and repeats are read once before
batches are made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from analyzer.errors import ModelError
from analyzer.models.folders import describe_folder, file_digest, find_folder, packaged_folder, prepare_libraries
from analyzer.models.minilm import N_LAYERS, embed, encode, load_embeddings, load_tokenizer, readable
from analyzer.models.relations.network import FEATURES, RELATIONS, read_pairs
from analyzer.models.relations.pairs import PairPieces, join_pieces, pad
from analyzer.schema import ModelUse

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder
    from tokenizers import Tokenizer
    from torch import Tensor

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
        Processor threads used by torch, for the whole process.
    batch_pieces
        Word pieces a batch, padding counted; a pair that has more by itself is a batch of its own.
    """

    def __init__(self, *, weights: Path | None = None, n_threads: int = 2, batch_pieces: int = 2048) -> None:
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
        path = self._weights or WEIGHTS
        return ModelUse("relations", path.stem, file_digest(path), "torch")

    def _read(self, pairs: Sequence[Pair]) -> npt.NDArray[np.float64]:
        texts = sorted({text for pair in pairs for text in pair})
        pieces = {text: self._tokenizer.encode(text, add_special_tokens=False).ids for text in texts}

        def join(pair: Pair) -> PairPieces:
            return join_pieces(pieces[pair[0]], pieces[pair[1]], max_pieces=MAX_PIECES)

        lengths = [len(join(pair).pieces) for pair in pairs]
        order = sorted(range(len(pairs)), key=lambda row: (lengths[row], pairs[row]))
        found = np.zeros((len(pairs), len(RELATIONS)))
        for rows in _batches(order, lengths, self._batch_pieces):
            found[rows] = self._score([join(pairs[row]) for row in rows])
        return found

    def _score(self, pairs: Sequence[PairPieces]) -> npt.NDArray[np.float64]:
        import torch

        embeddings, weights = self._loaded
        pieces, sides, features, mask = pad(pairs)
        with torch.inference_mode():
            embedded = embed(embeddings, torch.from_numpy(pieces))
            known = None if mask is None else torch.from_numpy(mask)
            states = encode(weights, embedded, torch.from_numpy(features), known)
            return read_pairs(weights, states, torch.from_numpy(sides)).double().numpy()

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return load_tokenizer(self._folder)

    @cached_property
    def _folder(self) -> Path:
        return packaged_folder()

    @cached_property
    def _loaded(self) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
        """Load the packaged embeddings and the shipped weights, both as ``float32``."""
        path = self._weights or WEIGHTS
        digest = file_digest(path)
        if self._weights is None and digest != WEIGHTS_SHA256:
            raise ModelError(f"the weights in {path} have SHA-256 {digest}, expected {WEIGHTS_SHA256}")
        import torch
        from safetensors import SafetensorError
        from safetensors.torch import load_file

        torch.set_num_threads(self._n_threads)
        embeddings = load_embeddings(self._folder)
        try:
            weights = {name: tensor.float() for name, tensor in sorted(load_file(path).items())}
        except SafetensorError as error:
            raise ModelError(f"{path} holds no relation model's weights (safetensors): {error}") from error
        if missing := sorted(_names().difference(weights)):
            raise ModelError(
                f"{path} holds no relation model's weights: expected {len(_names())} tensors, "
                f"{len(missing)} of them missing, first {missing[0]}"
            )
        return embeddings, weights


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


def _batches(order: Sequence[int], lengths: Sequence[int], batch_pieces: int) -> Iterator[list[int]]:
    """Cut rows, shortest first, into batches of so many pieces at most, padding counted."""
    batch: list[int] = []
    for row in order:
        if batch and (len(batch) + 1) * lengths[row] > batch_pieces:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def _names() -> set[str]:
    """Names of the tensors that a relation model's file holds."""
    parts = ("attend", "attended", "attended_norm", "inner", "outer", "outer_norm")
    layers = [f"layers.{number}.{part}" for number in range(N_LAYERS) for part in parts]
    both = {f"{name}.{kind}" for name in (*layers, "hidden", "relation") for kind in ("weight", "bias")}
    return both | {f"features.{number}.weight" for number in range(len(FEATURES))}


def _columns(labels: Mapping[int, str]) -> list[int] | None:
    """Where the labels of our relations stand, in our order; ``None`` if the labels are not these three."""
    found = [[number for number, label in labels.items() if stem in str(label).lower()] for stem in _STEMS]
    if len(labels) != len(_STEMS) or any(len(numbers) != 1 for numbers in found):
        return None
    return [numbers[0] for numbers in found]
