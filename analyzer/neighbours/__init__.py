"""Which rows of a corpus lie near each other: by the cosine of vectors, or by rare words that texts share."""

from analyzer.neighbours.known_pairs import KeptPairs, blocks_of_fresh, mark_rows, nearest_pairs
from analyzer.neighbours.lexical import lexical_pairs
from analyzer.neighbours.near import near_blocks, near_pairs, nearest_rows
from analyzer.neighbours.pairs import Pairs, join_pairs, pair_cosines, pairs_of

__all__ = [
    "KeptPairs",
    "Pairs",
    "blocks_of_fresh",
    "join_pairs",
    "lexical_pairs",
    "mark_rows",
    "near_blocks",
    "near_pairs",
    "nearest_pairs",
    "nearest_rows",
    "pair_cosines",
    "pairs_of",
]
