"""What the relation model made of two texts is kept by the texts alone, apart from judgements, which rest on more."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from analyzer.cache_keys import MODEL_LIBRARIES, code_digest, content_key, short_digest
from analyzer.protocols import Cache, NoCache, RelationModel

TextPair = tuple[str, str]
Scores = npt.NDArray[np.float32]

_N_RELATIONS = 3
_STORED = np.dtype("<f4")


def kind_of_scores(model: RelationModel) -> str:
    """Return the kind under which a model's scores are kept: they depend on the two texts and the model."""
    used = model.describe()
    return f"scores/{code_digest(('models',), MODEL_LIBRARIES)}/{short_digest(used.revision_or_sha256, used.backend)}"


def read_together(
    pairs: Sequence[TextPair], documents: Sequence[Sequence[str]], model: RelationModel, cache: Cache
) -> Scores:
    """Return the model's scores of pairs of texts; it reads only those that the cache does not know.

    Parameters
    ----------
    pairs
        May repeat.
    documents
        For each pair the ids of the documents that its texts are from.

    Returns
    -------
    numpy.ndarray
        ``float32`` of shape ``(n_pairs, 3)``, as :meth:`analyzer.protocols.RelationModel.relate` gives it, to the bit.
    """
    if not pairs:
        return np.zeros((0, _N_RELATIONS), np.float32)
    if isinstance(cache, NoCache):
        return model.relate(pairs)
    kind = kind_of_scores(model)
    keys = [content_key(*pair) for pair in pairs]
    values = {key: value for key, value in cache.get(kind, keys).items() if _is_whole(value)}
    missing = {key: pair for key, pair in zip(keys, pairs, strict=True) if key not in values}
    made: dict[str, bytes] = {}
    if missing:
        scores = np.asarray(model.relate(list(missing.values())), _STORED)
        made = {key: row.tobytes() for key, row in zip(missing, scores, strict=True)}
    owners: dict[str, set[str]] = {}
    for key, ids in zip(keys, documents, strict=True):
        owners.setdefault(key, set()).update(ids)
    cache.put(kind, made, {key: sorted(ids) for key, ids in owners.items()})
    values |= made
    return np.stack([np.frombuffer(values[key], _STORED) for key in keys]).astype(np.float32)


def _is_whole(value: bytes) -> bool:
    return len(value) == _N_RELATIONS * _STORED.itemsize
