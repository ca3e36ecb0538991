"""Our models on ONNX Runtime against the same on torch and the speed limit of the processor, in turn in one process.

    PYTHONPATH=. python benchmarks/encoding.py SENTENCES.jsonl.gz PAIRS.jsonl.gz

SENTENCES holds rows with a ``text``, PAIRS (may be left out) rows with two sentences ``a`` and ``b``, a human ``score``
and a ``split``. Figures are the best of the rounds. With one thread (the default) processor seconds are fair to all:
with more, torch and numpy spin while they wait for a core that other work holds. The limit is numpy's fp32 matrix
product in the same rounds, with as many threads.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.stats import spearmanr
from threadpoolctl import threadpool_limits

from analyzer.models.folders import packaged_folder
from analyzer.models.minilm import packaged_tokenizer
from analyzer.models.packaged_encoder import PackagedEncoder
from analyzer.models.quotation_tagger import QuotationTagger
from analyzer.models.relation_model import PackagedRelater
from analyzer.models.weights import N_LAYERS

Vectors = npt.NDArray[np.float32]
Sides = dict[str, Callable[[], Any]]

N_DIMENSIONS, N_INNER = 384, 1536
N_SQUARE = 1024
IMPORT_AND_ENCODE = {
    "our fp32": "from analyzer.models.packaged_encoder import PackagedEncoder; PackagedEncoder().encode(['A text.'])",
    "our int8": "from analyzer.models.packaged_encoder import PackagedEncoder; "
    "PackagedEncoder('int8').encode(['A text.'])",
    "SentenceTransformer": "from sentence_transformers import SentenceTransformer; import sys; "
    "SentenceTransformer(sys.argv[1], device='cpu', local_files_only=True).encode(['A text.'])",
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("pairs", type=Path, nargs="?")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rows", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    texts = sorted({row["text"] for row in _rows(args.sentences)})[:: max(1, len(_rows(args.sentences)) // args.rows)]
    texts = texts[: args.rows]
    pairs = [row for row in _rows(args.pairs) if row["split"] == "dev"] if args.pairs else []
    with threadpool_limits(args.threads):
        _encoders(texts, pairs, args.rounds, args.threads)
        _readers(texts, args.rounds, args.threads)
    _starts()


def _encoders(texts: Sequence[str], pairs: Sequence[dict[str, Any]], rounds: int, n_threads: int) -> None:
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(n_threads)
    reference = SentenceTransformer(str(packaged_folder()), device="cpu", local_files_only=True)

    def encode(some: Sequence[str]) -> Vectors:
        found = reference.encode(list(some), batch_size=32, show_progress_bar=False, normalize_embeddings=True)
        return np.asarray(found, np.float32)

    encoders = {
        "SentenceTransformer, batch 32": encode,
        "our fp32": PackagedEncoder(n_threads=n_threads).encode,
        "our int8": PackagedEncoder("int8", n_threads=n_threads).encode,
    }
    square = np.random.default_rng(0).random((N_SQUARE, N_SQUARE), np.float32)
    sides: Sides = {name: lambda one=one: one(texts) for name, one in encoders.items()}
    seconds = _in_turn({**sides, "limit": lambda: [square @ square for _ in range(20)]}, rounds)
    limit = 20 * 2.0 * N_SQUARE**3 / seconds.pop("limit")
    lengths = [len(one.ids) for one in packaged_tokenizer().encode_batch(list(texts))]
    work = sum(map(_operations, lengths))
    print(f"{len(texts)} sentences, {np.mean(lengths):.0f} word pieces and {work / len(texts) / 1e6:.0f} MFLOP each;")
    print(f"limit {limit / 1e9:.0f} GFLOP a processor second\n")
    print("| encoder | sentences a processor second | ratio | of limit | cosine mean / least | STS-B dev Spearman |")
    print("| --- | --- | --- | --- | --- | --- |")
    base = next(iter(seconds.values()))
    expected, scores = encode(texts), [row["score"] for row in pairs]
    paired = {name: _cosines(one, pairs) for name, one in encoders.items()} if pairs else {}
    for name, one in encoders.items():
        cosines = (one(texts) * expected).sum(axis=1)
        print(
            f"| {name} | {len(texts) / seconds[name]:.0f} | {base / seconds[name]:.2f} "
            f"| {work / seconds[name] / limit:.2f} | {cosines.mean():.5f} / {cosines.min():.5f} "
            f"| {f'{100 * spearmanr(paired[name], scores).statistic:.2f}' if pairs else '-'} |",
            flush=True,
        )
    if pairs:
        _shift(paired["our fp32"], paired["our int8"])


def _shift(before: Vectors, after: Vectors) -> None:
    """Say how far int8 moves the cosines of pairs near each threshold."""
    print("\n| cosine in fp32 about | pairs | in int8: mean change | standard deviation |")
    print("| --- | --- | --- | --- |")
    for middle in (0.4, 0.55, 0.7, 0.85):
        near = np.abs(before - middle) < 0.05
        change = (after - before)[near]
        print(f"| {middle} | {near.sum()} | {change.mean():+.4f} | {change.std():.4f} |")


def _readers(texts: Sequence[str], rounds: int, n_threads: int) -> None:
    pairs = list(pairwise(texts))[: len(texts) // 2]
    article = "\n\n".join(texts[: len(texts) // 2])
    n_words = len(article.split())
    relaters = {name: PackagedRelater(backend=name, n_threads=n_threads) for name in ("torch", "onnx")}
    taggers = {name: QuotationTagger(backend=name, n_threads=n_threads) for name in ("torch", "onnx")}
    asked: Sides = {f"relater {name}": lambda one=one: one.relate(pairs) for name, one in relaters.items()}
    asked |= {f"tagger {name}": lambda one=one: one.tag([article]) for name, one in taggers.items()}
    seconds = _in_turn(asked, rounds)
    print("\n| model | on torch | on onnx | ratio |\n| --- | --- | --- | --- |")
    for name, what, count in (("relater", "pairs", len(pairs)), ("tagger", "words", n_words)):
        old, new = (count / seconds[f"{name} {backend}"] for backend in ("torch", "onnx"))
        print(f"| {name}, {what} a processor second | {old:.0f} | {new:.0f} | {new / old:.2f} |", flush=True)


def _starts() -> None:
    print("\n| start to first vector, fresh process | processor seconds | peak MiB |\n| --- | --- | --- |")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), "HF_HUB_OFFLINE": "1"}
    told = "; import re, time; peak = re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]"
    told += "; print(time.process_time(), int(peak) // 1024)"
    for name, program in IMPORT_AND_ENCODE.items():
        command = [sys.executable, "-c", program + told, str(packaged_folder())]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
        seconds, peak = done.stdout.split()
        print(f"| {name} | {float(seconds):.1f} | {peak} |", flush=True)


def _in_turn(sides: Sides, rounds: int) -> dict[str, float]:
    """Return the least processor seconds of each side; the first round only warms."""
    taken: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(rounds + 1):
        for name, side in sides.items():
            before = _processor_seconds()
            side()
            taken[name].append(_processor_seconds() - before)
    return {name: min(seconds[1:]) for name, seconds in taken.items()}


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _operations(n_pieces: int) -> float:
    """Count multiplications and additions of the matrix products for one text."""
    weights = 4 * N_DIMENSIONS**2 + 2 * N_DIMENSIONS * N_INNER
    return 2.0 * N_LAYERS * (n_pieces * weights + 2 * n_pieces**2 * N_DIMENSIONS)


def _cosines(encode: Callable[..., Vectors], pairs: Sequence[dict[str, Any]]) -> Vectors:
    left, right = (encode([row[side] for row in pairs]) for side in ("a", "b"))
    return np.asarray((left * right).sum(axis=1))


def _rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


if __name__ == "__main__":
    main()
