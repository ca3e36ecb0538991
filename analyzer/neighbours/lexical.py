"""Texts that share rare words, which may tell of one thing though their vectors lie apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from analyzer.neighbours.pairs import Pairs, first_of_each, join_pairs, pairs_of

_WORD = re.compile(r"\w[\w'’.,-]*\w|\w")
_BLOCK = 2048  # texts multiplied at a time


def lexical_pairs(
    texts: Sequence[str],
    min_similarity: float = 0.3,
    *,
    max_neighbors: int = 10,
    max_occurrences: int = 50,
) -> Pairs:
    """Find pairs of texts that share words which few others have.

    Parameters
    ----------
    texts
        In a fixed order; a text is a row.
    min_similarity
        Least cosine of the two texts' tf-idf vectors, 0 to 1, to which only rare words add.
    max_neighbors
        Of each text only so many nearest; a pair stays if one of the two wants it.
    max_occurrences
        A word in more texts than this is not rare. Time and memory grow with the words times this number.

    Returns
    -------
    Pairs
        ``cosines`` are those of the tf-idf vectors, not of the embeddings.

    References
    ----------
    Spärck Jones (1972), "A statistical interpretation of term specificity and its application in retrieval",
    doi:10.1108/eb026526.
    """
    from scipy import sparse

    if len(texts) < 2:
        return join_pairs()
    rows, words = _occurrences(texts)
    n_texts_with = np.bincount(words)
    rarity = np.log(len(texts) / n_texts_with)
    lengths = np.sqrt(np.bincount(rows, weights=rarity[words] ** 2, minlength=len(texts)))
    rare = (n_texts_with[words] > 1) & (n_texts_with[words] <= max_occurrences)
    weights = rarity[words[rare]] / np.maximum(lengths[rows[rare]], 1e-12)
    shape = (len(texts), len(n_texts_with))
    table = sparse.csr_array((weights, (rows[rare], words[rare])), shape=shape)
    turned = table.T.tocsr()
    parts = []
    for start in range(0, len(texts), _BLOCK):
        product = (table[start : start + _BLOCK] @ turned).tocoo()
        one, other = product.coords[0].astype(np.int64) + start, product.coords[1].astype(np.int64)
        # Rounded, as the order in which a product adds up is not promised.
        near = np.round(product.data, 6).astype(np.float32)
        kept = (one != other) & (near >= np.float32(min_similarity))
        one, other, near = one[kept], other[kept], near[kept]
        wanted = first_of_each(one, other, near, max_neighbors)
        parts.append(pairs_of(one[wanted], other[wanted], near[wanted]))
    return join_pairs(*parts)


def _occurrences(texts: Sequence[str]) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], ...]:
    """Return text and word number of each word of each text, a word once a text; both ``int64``."""
    number: dict[str, int] = {}
    rows: list[int] = []
    words: list[int] = []
    for row, text in enumerate(texts):
        distinct = dict.fromkeys(_WORD.findall(text.casefold()))
        words.extend(number.setdefault(word, len(number)) for word in distinct)
        rows.extend([row] * len(distinct))
    return np.array(rows, np.int64), np.array(words, np.int64)
