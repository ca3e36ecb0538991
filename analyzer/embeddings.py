"""Stage 3: statements to unit vectors of their claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from analyzer.cache_keys import MODEL_LIBRARIES, code_digest, content_key, short_digest
from analyzer.errors import ModelError
from analyzer.protocols import NO_CACHE, Cache, Encoder, NoCache, Progress
from analyzer.schema import Embeddings, Statement
from analyzer.settings import EmbeddingSettings

VECTORS = "vectors"
_N_BATCHES = 8  # between two reports of progress, and between two times that vectors are kept
_ROOMS = ("embeddings.py", "models")

Vectors = npt.NDArray[np.float32]


def embed_statements(
    statements: Sequence[Statement],
    encoder: Encoder,
    settings: EmbeddingSettings,
    progress: Progress,
    cache: Cache = NO_CACHE,
) -> Embeddings:
    """Embed each statement's claim; claims that occur twice are encoded once.

    Claims are encoded from short to long in a fixed order, so that neither the order of statements nor their number
    of repeats changes a bit of the result.

    Parameters
    ----------
    cache
        Claims of which it knows the vectors of this model are not encoded again. Which claims are encoded beside each
        other may then change the last bits of a vector, with encoders that read several texts at once.

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
    if isinstance(cache, NoCache):
        vector_of = dict(_encoded(claims, encoder, settings, progress, 0, None))
    else:
        vector_of = _recalled_or_encoded(statements, claims, encoder, settings, progress, cache)
    return Embeddings(ids, np.stack([vector_of[statement.claim] for statement in statements]))


def kind_of_vectors(encoder: Encoder) -> str:
    """Return the kind under which an encoder's vectors are kept: the model, and the code that runs it."""
    return f"{VECTORS}/{code_digest(_ROOMS, MODEL_LIBRARIES)}/{short_digest(repr(encoder.describe()))}"


def _recalled_or_encoded(
    statements: Sequence[Statement],
    claims: list[str],
    encoder: Encoder,
    settings: EmbeddingSettings,
    progress: Progress,
    cache: Cache,
) -> dict[str, Vectors]:
    """Take from the cache the vectors it knows, and keep the others chunk by chunk as they are made."""
    kind = kind_of_vectors(encoder)
    key_of = {claim: content_key(claim) for claim in claims}
    documents: dict[str, set[str]] = {}
    for statement in statements:
        documents.setdefault(key_of[statement.claim], set()).add(statement.document)
    owners = {key: sorted(ids) for key, ids in documents.items()}
    known = cache.get(kind, list(owners))
    if known:
        cache.put(kind, {}, {key: owners[key] for key in known})
    vector_of = {claim: np.frombuffer(known[key], "<f4") for claim, key in key_of.items() if key in known}
    missing = [claim for claim in claims if claim not in vector_of]
    n_dimensions = len(next(iter(vector_of.values()))) if vector_of else None
    pending: dict[str, bytes] = {}
    for claim, vector in _encoded(missing, encoder, settings, progress, len(vector_of), n_dimensions):
        vector_of[claim] = vector
        pending[key_of[claim]] = vector.astype("<f4").tobytes()
        if len(pending) == _chunk(settings) or claim == missing[-1]:
            cache.put(kind, pending, {key: owners[key] for key in pending})
            pending = {}
    return vector_of


def _encoded(
    claims: Sequence[str],
    encoder: Encoder,
    settings: EmbeddingSettings,
    progress: Progress,
    n_known: int,
    n_dimensions: int | None,
) -> Iterator[tuple[str, Vectors]]:
    """Yield each claim with its vector; progress counts those already known."""
    size, total = _chunk(settings), n_known + len(claims)
    progress("embeddings", n_known, total)
    for start in range(0, len(claims), size):
        chunk = claims[start : start + size]
        rows = _unit_rows(encoder.encode(chunk), len(chunk), n_dimensions)
        n_dimensions = rows.shape[1]
        yield from zip(chunk, rows, strict=True)
        progress("embeddings", n_known + start + len(chunk), total)


def _chunk(settings: EmbeddingSettings) -> int:
    return _N_BATCHES * max(1, settings.batch_size)


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
