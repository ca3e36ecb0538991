"""Stage 3: statements to unit vectors of their claims."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from analyzer.errors import ModelError
from analyzer.protocols import Encoder, Progress
from analyzer.schema import Embeddings, Statement
from analyzer.settings import EmbeddingSettings

_N_BATCHES = 8  # between two reports of progress


def embed_statements(
    statements: Sequence[Statement], encoder: Encoder, settings: EmbeddingSettings, progress: Progress
) -> Embeddings:
    """Embed each statement's claim; claims that occur twice are encoded once.

    Claims are encoded from short to long in a fixed order, so that neither the order of statements nor their number
    of repeats changes a bit of the result.

    Returns
    -------
    Embeddings
        Row i belongs to ``statements[i]``; shape ``(0, 0)`` for no statements, and then the encoder is not used.

    Raises
    ------
    ModelError
        The encoder gave another number of rows, rows of different length, or numbers that are not finite.
    """
    ids = tuple(statement.id for statement in statements)
    if not ids:
        return Embeddings((), np.zeros((0, 0), np.float32))
    claims = sorted({statement.claim for statement in statements}, key=lambda claim: (len(claim), claim))
    size = _N_BATCHES * max(1, settings.batch_size)
    parts: list[npt.NDArray[np.float32]] = []
    progress("embeddings", 0, len(claims))
    for start in range(0, len(claims), size):
        chunk = claims[start : start + size]
        parts.append(_unit_rows(encoder.encode(chunk), len(chunk), parts[0].shape[1] if parts else None))
        progress("embeddings", start + len(chunk), len(claims))
    row_of = {claim: row for row, claim in enumerate(claims)}
    vectors = np.concatenate(parts)[[row_of[statement.claim] for statement in statements]]
    return Embeddings(ids, vectors)


def _unit_rows(vectors: npt.NDArray[np.float32], n_rows: int, n_dimensions: int | None) -> npt.NDArray[np.float32]:
    vectors = np.asarray(vectors, np.float32)
    if vectors.ndim != 2 or len(vectors) != n_rows or (n_dimensions or vectors.shape[1]) != vectors.shape[1]:
        wanted = f"({n_rows}, {n_dimensions or 'n_dimensions'})"
        raise ModelError(f"the encoder gave an array of shape {vectors.shape}, expected {wanted}")
    if not np.isfinite(vectors).all():
        raise ModelError("the encoder gave numbers that are not finite")
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    if not lengths.all():
        raise ModelError("the encoder gave a row of zeros, expected a direction")
    return np.asarray(vectors / lengths, np.float32)
