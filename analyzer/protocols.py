"""The sockets: what may be swapped for something else of the same shape."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from analyzer.schema import ModelUse

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, how many of its items are done, and how many there are."""


class Reader(Protocol):
    """Turns the bytes of one file format into text."""

    suffixes: tuple[str, ...]

    def read(self, path: Path, data: bytes) -> tuple[str, str]:
        """Return the text and the name of the encoding it was in.

        Raises
        ------
        DocumentError
            The bytes are not what the format allows.
        """
        ...


class Encoder(Protocol):
    """Turns texts into unit vectors."""

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return ``float32`` unit rows of shape ``(n_texts, n_dimensions)``."""
        ...

    def describe(self) -> ModelUse:
        """Say which model this is, for the provenance of the result."""
        ...
