"""Our grouping against others on vectors with known groups: seconds, peak memory and B-cubed, each in a fresh process.

    PYTHONPATH=. python benchmarks/groups.py clusters.jsonl.gz --sizes 1000 10000

The rows' "text" is embedded once (or give a ``.npy`` of unit rows); a known group is one row and noisy copies of it, so
that groups lie as close to one another as real claims on one question do. No side sees numbers or names here: it is the
linkage that is measured, ours with the cosines of near pairs as strength. Imports and a first run on a few rows are not
timed. Sides that are not installed are told and left out.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
LEAST, FLOOR = 0.75, 0.6
"""Cosines: the threshold of all that take one, and of our least pair."""
MOST_SQUARE = 10_000
COPIES_COSINE = 0.85
_BLOCK = 1024
_WARM_UP = 100


def ours(vectors: Vectors) -> list[int]:
    """Average linkage on the edges of near pairs."""
    from analyzer.groups.linkage import link_on_average

    ties: dict[tuple[int, int], float] = {}
    for first in range(0, len(vectors), _BLOCK):
        cosines = vectors[first : first + _BLOCK] @ vectors[first:].T
        rows, columns = np.nonzero(np.triu(cosines >= FLOOR, 1))
        found = zip((rows + first).tolist(), (columns + first).tolist(), cosines[rows, columns].tolist(), strict=True)
        ties.update({(i, j): cosine for i, j, cosine in found})
    labels = [0] * len(vectors)
    for label, members in enumerate(link_on_average(len(vectors), ties, LEAST)):
        for member in members:
            labels[member] = label
    return labels


def community_detection(vectors: Vectors) -> list[int]:
    """sentence-transformers, groups of one allowed."""
    from sentence_transformers.util import community_detection as detect

    labels = [-1] * len(vectors)
    for label, members in enumerate(detect(vectors, threshold=LEAST, min_community_size=1)):
        for member in members:
            labels[member] = label
    return labels


def agglomerative(vectors: Vectors) -> list[int]:
    """scikit-learn, average linkage."""
    from sklearn.cluster import AgglomerativeClustering

    model = AgglomerativeClustering(n_clusters=None, metric="cosine", linkage="average", distance_threshold=1 - LEAST)
    found: list[int] = model.fit(vectors).labels_.tolist()
    return found


def hdbscan(vectors: Vectors) -> list[int]:
    """scikit-learn, groups of two allowed."""
    from sklearn.cluster import HDBSCAN

    found: list[int] = HDBSCAN(min_cluster_size=2, copy=True).fit(vectors).labels_.tolist()
    return found


def bertopic(vectors: Vectors) -> list[int]:
    """BERTopic with given embeddings and its own reduction and clustering."""
    from bertopic import BERTopic

    texts = [f"statement{i} text" for i in range(len(vectors))]
    topics, _ = BERTopic(min_topic_size=2, calculate_probabilities=False).fit_transform(texts, vectors)
    return list(topics)


SIDES: dict[str, Callable[[Vectors], list[int]]] = {
    "ours": ours,
    "community_detection": community_detection,
    "AgglomerativeClustering": agglomerative,
    "HDBSCAN": hdbscan,
    "BERTopic": bertopic,
}


def noisy_copies(base: Vectors, n: int, seed: int = 0) -> tuple[Vectors, list[int]]:
    """Return ``n`` unit rows in groups of known labels, the mean cosine inside a group about ``COPIES_COSINE``."""
    dice = np.random.default_rng(seed)
    labels = np.sort(dice.integers(0, min(len(base), max(1, n // 5)), n))
    scale = np.sqrt((1 / COPIES_COSINE - 1) / base.shape[1])
    vectors = base[labels] + scale * dice.standard_normal((n, base.shape[1]))
    order = dice.permutation(n)
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True))[order]
    return vectors.astype(np.float32), labels[order].tolist()


def measure(side: str, path: Path) -> None:
    """Run one side on stored vectors and print what it took, as JSON."""
    from analyzer.evaluation.groups import score_groups

    with np.load(path) as stored:
        vectors, gold = stored["vectors"], stored["labels"].tolist()
    SIDES[side](vectors[:_WARM_UP])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    labels = SIDES[side](vectors)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    scores = score_groups(gold, [None if label == -1 else label for label in labels])
    row = {"seconds": seconds, "mib": (peak - before) / 1024, "f1": scores.b_cubed.f1, "n_groups": scores.n_groups}
    print(json.dumps(row))


def base_vectors(path: Path) -> Vectors:
    """Return the rows of a ``.npy``, or embed the texts of a file of rows."""
    if path.suffix == ".npy":
        return np.asarray(np.load(path), np.float32)
    from analyzer.assembly import assemble
    from analyzer.evaluation.group_rows import read_grouped_texts
    from analyzer.settings import Settings

    texts = sorted({row.text for row in read_grouped_texts(path)}, key=lambda text: (len(text), text))
    return assemble(Settings()).encoder.encode(texts)


def compare(base: Vectors, sizes: Sequence[int], sides: Sequence[str]) -> None:
    """Print a row of the table for each size and side."""
    print("| statements | side | seconds | MiB more | groups | B-cubed F1 |\n| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder) / f"{size}.npz"
            vectors, labels = noisy_copies(base, size)
            np.savez(path, vectors=vectors, labels=np.asarray(labels))
            print(f"| {size} | *known* | | | {len(set(labels))} | 1.000 |", flush=True)
            for side in sides:
                if side == "AgglomerativeClustering" and size > MOST_SQUARE:
                    continue
                command = [sys.executable, __file__, str(path), "--measure", side]
                done = subprocess.run(command, capture_output=True, text=True, check=False)
                if done.returncode:
                    print(f"| {size} | {side} | not run: {done.stderr.strip().splitlines()[-1]} | | | |", flush=True)
                    continue
                row = json.loads(done.stdout.splitlines()[-1])
                told = f"{row['seconds']:.1f} | {row['mib']:.0f} | {row['n_groups']} | {row['f1']:.3f}"
                print(f"| {size} | {side} | {told} |", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--sides", nargs="+", choices=SIDES, default=list(SIDES))
    parser.add_argument("--measure", choices=SIDES, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.measure:
        measure(args.measure, args.rows)
    else:
        compare(base_vectors(args.rows), args.sizes, args.sides)


if __name__ == "__main__":
    main()
