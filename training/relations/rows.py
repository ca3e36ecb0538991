"""Labelled pairs of texts on their way to training, and the sets they come from.

Every reader takes the folder of the data sets and gives rows; ``ingredient`` says where a row comes from.
"""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

ENTAILMENT, NEUTRAL, CONTRADICTION = "entailment", "neutral", "contradiction"
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Row:
    """One pair, labelled by what ``premise`` says about ``hypothesis``."""

    premise: str
    hypothesis: str
    label: str
    ingredient: str


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the JSON objects of a file, gzipped or not."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def read_rows(path: Path) -> list[Row]:
    """Return the rows that :func:`write_rows` wrote, or any rows with a premise, hypothesis and label."""
    return [
        Row(one["premise"], one["hypothesis"], one["label"], one.get("ingredient") or one.get("source", ""))
        for one in read_lines(path)
    ]


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Write rows, one JSON object a line."""
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(asdict(row)) + "\n")


SHARES = {
    "ConjNLI": 9_000,
    "synthetic": 7_000,
    "ScoNe": 1_500,
    "Breaking": 900,
}
"""Most rows of a set, where all would teach a shortcut: that negation, or any difference, contradicts."""


def nli(data: Path, seed: int = 1) -> list[Row]:
    """Return the collected inference sets, shortcut-prone ones thinned, labels of each thinned set balanced."""
    by_set: dict[str, list[Row]] = defaultdict(list)
    for one in read_lines(data / "nli" / "train.jsonl.gz"):
        if len(one["premise"]) + len(one["hypothesis"]) <= LONGEST:
            by_set[one["source"]].append(Row(one["premise"], one["hypothesis"], one["label"], "nli"))
    found = []
    for name, rows in sorted(by_set.items()):
        random.Random(seed).shuffle(rows)
        most = next((n for start, n in SHARES.items() if name.startswith(start)), None)
        found += rows if most is None else _balanced(rows, most)
    return found


def _balanced(rows: list[Row], most: int) -> list[Row]:
    by_label: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_label[row.label].append(row)
    return [row for some in by_label.values() for row in some[: most // len(by_label)]]


def paraphrases(data: Path, seed: int = 1, most: int = 6_000) -> list[Row]:
    """Return pairs that say the same: nearly equal sentences and claims of one cluster, training parts only."""
    pairs = [
        (one["a"], one["b"])
        for name in ("pairs_stsb", "pairs_sts_headlines")
        for one in read_lines(data / "groups" / f"{name}.jsonl.gz")
        if one["split"] == "train" and one["score"] >= 4.5
    ]
    clusters: dict[str, list[str]] = defaultdict(list)
    for one in read_lines(data / "groups" / "clusters_perspectrum.jsonl.gz"):
        if one["split"] == "train":
            clusters[one["cluster_id"]].append(one["text"])
    pairs += [pair for _, texts in sorted(clusters.items()) for pair in list(combinations(texts, 2))[:3]]
    dice = random.Random(seed)
    dice.shuffle(pairs)
    rows = [Row(*(pair if dice.random() < 0.5 else pair[::-1]), ENTAILMENT, "paraphrases") for pair in pairs]
    return [row for row in rows if row.premise != row.hypothesis][:most]


def other_facts(data: Path, seed: int = 1, most: int = 5_000) -> list[Row]:
    """Return pairs on one topic that tell different things: sentence pairs people found half alike or less."""
    pairs = [
        (one["a"], one["b"])
        for name in ("pairs_stsb", "pairs_sts_headlines")
        for one in read_lines(data / "groups" / f"{name}.jsonl.gz")
        if one["split"] == "train" and 0.8 <= one["score"] <= 3.0 and one.get("genre") != "main-captions"
    ]
    dice = random.Random(seed)
    dice.shuffle(pairs)
    return [Row(*(pair if dice.random() < 0.5 else pair[::-1]), NEUTRAL, "other facts") for pair in pairs][:most]


def stances(data: Path, seed: int = 1, most: int = 4_000) -> list[Row]:
    """Return views on one proposal that share words: of opposite sides, contradiction; of one side, neutral."""
    by_claim: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for one in read_lines(data / "groups" / "clusters_perspectrum.jsonl.gz"):
        if one["split"] == "train":
            by_claim[one["topic"]].append((one["text"], one["stance"][:3], one["cluster_id"]))
    rows: list[Row] = []
    dice = random.Random(seed)
    for topic, views in sorted(by_claim.items()):
        for text, stance, _ in views:
            if _overlap(topic, text) >= 0.4:
                rows.append(Row(topic, text, ENTAILMENT if stance == "SUP" else CONTRADICTION, "stances"))
        for (one, side, cluster), (other, other_side, other_cluster) in combinations(views, 2):
            alike = _overlap(one, other)
            if cluster != other_cluster and alike >= 0.3:
                rows.append(Row(one, other, CONTRADICTION if side != other_side else NEUTRAL, "stances"))
    dice.shuffle(rows)
    return _balanced(rows, most)


def _overlap(one: str, other: str) -> float:
    first, second = ({word.strip(".,!?'\"").lower() for word in text.split() if len(word) > 3} for text in (one, other))
    return len(first & second) / max(1, min(len(first), len(second)))
