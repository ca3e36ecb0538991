"""Which rows of a corpus lie near each other: by the cosine of vectors, or by rare words that texts share."""

from analyzer.neighbours.lexical import lexical_pairs
from analyzer.neighbours.near import near_blocks, near_pairs, nearest_rows
from analyzer.neighbours.pairs import Pairs, join_pairs, pair_cosines

__all__ = ["Pairs", "join_pairs", "lexical_pairs", "near_blocks", "near_pairs", "nearest_rows", "pair_cosines"]
