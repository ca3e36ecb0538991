"""Texts longer than a model reads: halved until each piece fits, and their vectors joined again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt


def halve(text: str, count: Callable[[str], int], limit: int | None) -> list[str]:
    """Cut a text at spaces until no piece has more than ``limit`` word pieces; ``None`` for no limit.

    Examples
    --------
    >>> halve("one two three four", lambda text: len(text.split()), 2)
    ['one two', 'three four']
    """
    # A word piece has at least one character, so short texts need no counting.
    if limit is None or len(text) <= limit or count(text) <= limit:
        return [text]
    middle = len(text) // 2
    space = text.rfind(" ", 1, middle)
    cut = space if space > 0 else middle
    return halve(text[:cut], count, limit) + halve(text[cut:].lstrip(" "), count, limit)


def join(
    parts: Sequence[str], vector_of: Mapping[str, npt.NDArray[np.float32]], count: Callable[[str], int]
) -> npt.NDArray[np.float32]:
    """Return the unit mean of the pieces' vectors, weighted by their word pieces."""
    if len(parts) == 1:
        return vector_of[parts[0]]
    weights = np.array([count(part) for part in parts], np.float64)
    mean = weights @ np.array([vector_of[part] for part in parts], np.float64)
    return np.asarray(mean / np.linalg.norm(mean), np.float32)
