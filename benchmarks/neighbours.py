"""Neighbours, threads and labels by size: how many edges an inverted file finds, time and memory.

    PYTHONPATH=. python benchmarks/neighbours.py ROWS.jsonl.gz... [--sizes 20000 50000] [--thread-sizes 20000 100000]

Rows have a "text"; its sentences are encoded once and mixed by twos to reach each size, so that vectors lie as those of
claims do. Every measurement runs in a process of its own, so that its peak of memory is its own.
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import random
import re
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from analyzer.assembly import assemble
from analyzer.neighbours import Pairs, join_pairs, lexical_pairs, near_pairs
from analyzer.schema import Embeddings, Group, Span, Statement
from analyzer.settings import Settings
from analyzer.threads import label_threads, thread_statements

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_EVERYTHING = 1 << 40
_MAX_NEIGHBORS = 200
_PER_DOCUMENT = 8
_DAYS = 7


class Corpus(NamedTuple):
    """Where vectors and texts of one size lie."""

    vectors: Path
    texts: Path


def main() -> None:
    """Read the arguments and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("rows", type=Path, nargs="+")
    parser.add_argument("--sentences", type=int, default=3000)
    parser.add_argument("--sizes", type=int, nargs="*", default=[20_000, 50_000])
    parser.add_argument("--thread-sizes", type=int, nargs="*", default=[20_000, 100_000])
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sentences = _sentences(chosen.rows, chosen.sentences)
        vectors = assemble(Settings()).encoder.encode(sentences)
        print(f"{len(sentences)} sentences encoded\n", flush=True)
        corpora = {
            size: _mixed(sentences, vectors, size, Path(folder)) for size in {*chosen.sizes, *chosen.thread_sizes}
        }
        print("| vectors | edges >= | edges | found | exact s | inverted file s | MiB exact | MiB inverted file |")
        print("| --- | --- | --- | --- | --- | --- | --- | --- |")
        for size in chosen.sizes:
            _print_edges(corpora[size], size)
        print("\n| statements | lexical s | pairs | threads s | threads | largest | labels s | peak MiB |")
        print("| --- | --- | --- | --- | --- | --- | --- | --- |")
        for size in chosen.thread_sizes:
            print(_apart(_thread_row, corpora[size], size))


def _sentences(files: Sequence[Path], n_sentences: int) -> list[str]:
    found: dict[str, None] = {}
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            texts = [json.loads(line)["text"] for line in lines if line.strip()]
        for text in texts:
            found.update(dict.fromkeys(s.strip() for s in _SENTENCE_END.split(text) if 30 < len(s) < 250))
    return random.Random(1).sample(sorted(found), min(n_sentences, len(found)))


def _mixed(sentences: Sequence[str], vectors: np.ndarray[Any, Any], size: int, folder: Path) -> Corpus:
    """Mix each sentence with a share of up to a half of another one, and a little noise."""
    chance = np.random.default_rng(size)
    one, other = chance.integers(0, len(sentences), (2, size))
    share = chance.uniform(0, 0.5, (size, 1))
    noise = chance.standard_normal((size, vectors.shape[1])) * (0.3 / np.sqrt(vectors.shape[1]))
    rows = (1 - share) * vectors[one] + share * vectors[other] + noise
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    corpus = Corpus(folder / f"{size}.npy", folder / f"{size}.json")
    np.save(corpus.vectors, rows.astype(np.float32))
    words = [sentence.split() for sentence in sentences]
    halves = zip(one.tolist(), other.tolist(), strict=True)
    texts = [" ".join(words[i][: len(words[i]) // 2 + 1] + words[j][len(words[j]) // 2 + 1 :]) for i, j in halves]
    corpus.texts.write_text(json.dumps(texts), encoding="utf-8")
    return corpus


def _print_edges(corpus: Corpus, size: int) -> None:
    for least in (0.6, 0.4):
        exact, seconds, memory = _apart(_pairs, corpus, least, _EVERYTHING)
        found, seconds_ivf, memory_ivf = _apart(_pairs, corpus, least, 0)
        share = 1 - (len(join_pairs(found, exact)) - len(found)) / max(1, len(exact))
        figures = f"{len(exact)} | {share:.4f} | {seconds:.1f} | {seconds_ivf:.1f} | {memory:.0f} | {memory_ivf:.0f}"
        print(f"| {size} | {least} | {figures} |", flush=True)


def _pairs(corpus: Corpus, least: float, max_exact: int) -> tuple[Pairs, float, float]:
    vectors, clock = np.load(corpus.vectors), time.process_time()
    pairs = near_pairs(vectors, least, max_neighbors=_MAX_NEIGHBORS, max_exact=max_exact)
    return pairs, time.process_time() - clock, _peak()


def _thread_row(corpus: Corpus, size: int) -> str:
    vectors, texts = np.load(corpus.vectors), json.loads(corpus.texts.read_text(encoding="utf-8"))
    clock = time.process_time()
    n_lexical = len(lexical_pairs(texts, max_neighbors=10))
    lexical, clock = time.process_time() - clock, time.process_time()
    statements = [_statement(row, text) for row, text in enumerate(texts)]
    embeddings = Embeddings(tuple(one.id for one in statements), vectors)
    thread_of = thread_statements(statements, embeddings, Settings().threads)
    seconds, clock = time.process_time() - clock, time.process_time()
    groups = [Group(f"g-{s.id}", thread_of[s.id], s.claim, (s.id,), s.id, 1.0, 1) for s in statements]
    threads = label_threads(groups, statements, ())
    labels = time.process_time() - clock
    largest = max(len(thread.groups) for thread in threads)
    shown = f"{lexical:.1f} | {n_lexical} | {seconds:.1f} | {len(threads)} | {largest} | {labels:.1f} | {_peak():.0f}"
    return f"| {size} | {shown} |"


def _statement(row: int, text: str) -> Statement:
    document, place = divmod(row, _PER_DOCUMENT)
    start = place * 200
    span = Span(start, start + len(text))
    day = f"2024-03-{1 + document % _DAYS:02}"
    return Statement(f"st-{row:06}", f"d-{document:05}", *span, text, (span,), (), "indirect", text, published=day)


def _apart(work: Callable[..., Any], *given: Any) -> Any:  # noqa: ANN401
    """Run in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, given)


def _peak() -> float:
    """Return the most MiB that this process held; what its parent held, as ``getrusage`` tells, does not count."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main()
