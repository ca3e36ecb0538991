"""An encoder without a model: texts that share words are near each other. For tests, yours and ours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from analyzer.schema import ModelUse

_WORD = re.compile(r"\w+")
_N_SLOTS = 4


class HashingEncoder:
    """Gives each distinct word a few signed places of the vector, and each text the unit sum of its words.

    Parameters
    ----------
    n_dimensions
        Length of the vectors, at least 1.

    Examples
    --------
    >>> near, far, text = HashingEncoder().encode(["The bridge is open", "Taxes rise", "the bridge is closed"])
    >>> bool(near @ text > far @ text)
    True
    """

    def __init__(self, n_dimensions: int = 256) -> None:
        self._n_dimensions = n_dimensions

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return ``float32`` unit rows of shape ``(n_texts, n_dimensions)``."""
        vectors = np.zeros((len(texts), self._n_dimensions), np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in sorted(set(_WORD.findall(text.lower()))):
                for slot in np.frombuffer(blake2b(word.encode(), digest_size=4 * _N_SLOTS).digest(), "<u4"):
                    row[slot // 2 % self._n_dimensions] += 1.0 if slot % 2 else -1.0
            if not row.any():
                row[0] = 1.0
            row /= np.linalg.norm(row)
        return vectors

    def describe(self) -> ModelUse:
        """Say that no model was used."""
        return ModelUse("embedder", "hashed-words", f"1-{self._n_dimensions}", "rules")
