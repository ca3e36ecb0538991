"""Our grouping against others on vectors with known groups: time, memory and B-cubed, each in a fresh process.

    PYTHONPATH=. python benchmarks/groups.py clusters.jsonl.gz more.jsonl.gz --sizes 1000 10000 100000

The rows' "text" is embedded once (or give one ``.npy`` of unit rows); a known group is one row and noisy copies of it,
so that groups lie as close to one another as real claims on one question do. No side sees numbers or names here: it is
the search for near pairs and the linkage that are measured, ours with the cosines of near pairs as strength. Imports
and a first run on a few rows are not timed. Sides that are not installed, or not done in ``--limit`` seconds, are told.
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
"""Statements up to which the sides run whose time or memory grows with their square."""
COPIES_COSINE = 0.85
_WARM_UP = 100


def ours(vectors: Vectors) -> list[int]:
    """Average linkage on the edges of near pairs."""
    from analyzer.groups.linkage import link_on_average
    from analyzer.neighbours import near_pairs

    near = near_pairs(vectors, FLOOR)
    ends = zip(near.rows.tolist(), near.columns.tolist(), strict=True)
    ties = {(min(pair), max(pair)): cosine for pair, cosine in zip(ends, near.cosines.tolist(), strict=True)}
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
    """BERTopic with given embeddings, its own reduction (UMAP) and clustering (HDBSCAN), groups of two allowed.

    It describes every group by its words, which cannot be left out; each statement here has one of its own.
    """
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
SQUARE = {"AgglomerativeClustering", "HDBSCAN"}


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
    before, start = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    labels = SIDES[side](vectors)
    seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF)
    scores = score_groups(gold, [None if label == -1 else label for label in labels])
    row = {
        "seconds": seconds,
        "cpu": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "peak": after.ru_maxrss / 1024,
        "more": (after.ru_maxrss - before.ru_maxrss) / 1024,
        "f1": scores.b_cubed.f1,
        "n_groups": scores.n_groups,
    }
    print(json.dumps(row))


def base_vectors(paths: Sequence[Path]) -> Vectors:
    """Return the rows of a ``.npy``, or embed the texts of files of rows.

    They stay in their order, in which claims on one question stand together, so that the first few are as crowded as
    all.
    """
    if paths[0].suffix == ".npy":
        return np.asarray(np.load(paths[0]), np.float32)
    from analyzer.assembly import assemble
    from analyzer.evaluation.group_rows import read_grouped_texts
    from analyzer.settings import Settings

    texts = dict.fromkeys(row.text for path in paths for row in read_grouped_texts(path))
    return assemble(Settings()).encoder.encode(list(texts))


def compare(base: Vectors, sizes: Sequence[int], sides: Sequence[str], limit: float) -> None:
    """Print a row of the table for each size and side."""
    print("| statements | side | seconds | CPU s | peak MiB | MiB more | groups | B-cubed F1 |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder) / f"{size}.npz"
            vectors, labels = noisy_copies(base, size)
            np.savez(path, vectors=vectors, labels=np.asarray(labels))
            print(f"| {size} | *known* | | | | | {len(set(labels))} | 1.000 |", flush=True)
            for side in sides:
                if side not in SQUARE or size <= MOST_SQUARE:
                    print(f"| {size} | {side} | {_told(side, path, limit)} |", flush=True)


def _told(side: str, path: Path, limit: float) -> str:
    command = [sys.executable, __file__, str(path), "--measure", side]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=limit)
    except subprocess.TimeoutExpired:
        return f"not done in {limit:.0f} s | | | | |"
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        return f"not run: {reason} | | | | |"
    row = json.loads(done.stdout.splitlines()[-1])
    measured = f"{row['seconds']:.1f} | {row['cpu']:.1f} | {row['peak']:.0f} | {row['more']:.0f}"
    return f"{measured} | {row['n_groups']} | {row['f1']:.3f}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path, nargs="+")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--sides", nargs="+", choices=SIDES, default=list(SIDES))
    parser.add_argument("--limit", type=float, default=3600.0, metavar="SECONDS", help="of one side at one size")
    parser.add_argument("--measure", choices=SIDES, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.measure:
        measure(args.measure, args.rows[0])
    else:
        compare(base_vectors(args.rows), args.sizes, args.sides, args.limit)


if __name__ == "__main__":
    main()
