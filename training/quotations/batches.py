"""Windows as tensors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from analyzer.models.quotations.reading import FEATURES
from analyzer.models.quotations.windows import Window


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows as tensors; ``where`` lists (window, paragraph) of each row of words."""

    pieces: Tensor
    features: Tensor
    mask: Tensor | None
    words: Tensor
    word_features: Tensor
    lengths: Tensor
    where: tuple[tuple[int, int], ...]


def make_batch(windows: Sequence[Window], word_features: Sequence[Sequence[npt.NDArray[np.int64]]]) -> Batch:
    """Turn windows into tensors.

    Parameters
    ----------
    windows
        At least one.
    word_features
        Features of the words of each window's labelled paragraphs.
    """
    width = max(len(window.pieces) for window in windows)
    pieces = np.zeros((len(windows), width), np.int64)
    features = np.zeros((len(windows), width, len(FEATURES)), np.int64)
    for row, window in enumerate(windows):
        pieces[row, : len(window.pieces)] = window.pieces
        features[row, : len(window.pieces)] = window.features
    sizes = np.array([len(window.pieces) for window in windows])
    mask = None if (sizes == width).all() else torch.from_numpy(np.arange(width)[None] < sizes[:, None])
    where = tuple((row, own) for row, window in enumerate(windows) for own in range(len(window.paragraphs)))
    n_words = max(len(windows[row].firsts[own]) for row, own in where)
    words = np.zeros((len(where), n_words), np.int64)
    flags = np.zeros((len(where), n_words, len(FEATURES)), np.int64)
    lengths = []
    for place, (row, own) in enumerate(where):
        firsts = windows[row].firsts[own]
        words[place, : len(firsts)] = firsts + row * width
        flags[place, : len(firsts)] = word_features[row][own]
        lengths.append(len(firsts))
    return Batch(
        torch.from_numpy(pieces),
        torch.from_numpy(features),
        mask,
        torch.from_numpy(words),
        torch.from_numpy(flags),
        torch.tensor(lengths),
        where,
    )
