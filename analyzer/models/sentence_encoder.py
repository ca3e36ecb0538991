"""Any sentence-transformers model as an encoder, on torch: the reference for the packaged one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from analyzer.errors import ModelError
from analyzer.models.folders import PACKAGED_NAME, describe_folder, find_folder, prepare_libraries
from analyzer.models.long_texts import halve, join
from analyzer.schema import ModelUse

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


class SentenceEncoder:
    """Encodes texts with a sentence-transformers model, loaded when the first text arrives.

    The same set of texts gives the same bits whatever their order: texts are put in order and repeats are encoded
    once before batches are made. A text longer than the model can read is halved at spaces until each piece fits;
    its vector is the mean of its pieces' vectors, weighted by their word pieces, so that no part goes unread.

    Parameters
    ----------
    model
        ``packaged``, a local folder, or a name on the model hub. Only a name that is not in the local cache makes
        a network call.
    batch_size
        Texts a batch.
    n_threads
        Processor threads used by torch, for the whole process.
    device
        Where torch computes.
    """

    def __init__(
        self, model: str = "packaged", *, batch_size: int = 32, n_threads: int = 2, device: str = "cpu"
    ) -> None:
        self._name = model
        self._batch_size = batch_size
        self._n_threads = n_threads
        self._device = device

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return unit rows of shape ``(n_texts, n_dimensions)``; ``(0, 0)`` for no texts.

        Raises
        ------
        ModelError
            The model cannot be found or loaded, or its weights are not the ones expected.
        """
        if not texts:
            return np.zeros((0, 0), np.float32)
        model = self._model
        count, limit = _piece_counter(model)
        distinct = sorted(set(texts))
        pieces = [halve(text, count, limit) for text in distinct]
        canonical = sorted({piece for parts in pieces for piece in parts})
        found = model.encode(
            canonical,
            batch_size=self._batch_size,
            show_progress_bar=False,
            convert_to_numpy=True,
            normalize_embeddings=True,
        )
        vector_of = dict(zip(canonical, np.asarray(found, np.float32), strict=True))
        joined = {text: join(parts, vector_of, count) for text, parts in zip(distinct, pieces, strict=True)}
        return np.array([joined[text] for text in texts], np.float32)

    def describe(self) -> ModelUse:
        """Say which model this is: weights' SHA-256 if packaged, folder's digest if local, else the hub's revision."""
        name = PACKAGED_NAME if self._name == "packaged" else self._name
        return describe_folder("embedder", name, *self._found)

    def place(self) -> Path:
        """Return the model's folder."""
        return self._found[0]

    @cached_property
    def _found(self) -> tuple[Path, str | None]:
        return find_folder(self._name)

    @cached_property
    def _model(self) -> SentenceTransformer:
        folder, _ = self._found
        prepare_libraries(self._n_threads)
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(str(folder), device=self._device, local_files_only=True)
        except Exception as error:  # whatever the libraries raise for a folder that is no model
            raise ModelError(f"{folder} cannot be loaded as a sentence-transformers model: {error}") from error


def _piece_counter(model: SentenceTransformer) -> tuple[Callable[[str], int], int | None]:
    """Return what counts the word pieces of a text, and how many the model reads (None: any number)."""
    limit = model.max_seq_length
    if limit is None:
        return len, None
    tokenizer = model.tokenizer

    def count(text: str) -> int:
        return len(tokenizer(text, add_special_tokens=False, truncation=False, verbose=False)["input_ids"])

    return count, int(limit) - tokenizer.num_special_tokens_to_add()
