"""Measure files of weights on the development sets, one row each, for the table of what each ingredient gave.

    python -m training.relations.measure DATA first.safetensors second.safetensors --rows 300

``acc`` is accuracy, ``AP`` average precision of contradiction, ``P`` and ``R`` its precision and recall at 0.5, all
premise to hypothesis; ``called`` is the share of pairs that do not conflict with a mean contradiction of both ways of
0.5 or more.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.metrics import average_precision_score

from analyzer.models.relation_model import PackagedRelater
from analyzer.models.relations.network import RELATIONS
from training.relations.rows import read_lines

_CALLED = (
    ("alike headlines", "pairs_sts_headlines", 4.5, 5.0),
    ("alike", "pairs_stsb", 4.5, 5.0),
    ("other facts", "pairs_sts_headlines", 1.0, 3.0),
)


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("weights", type=Path, nargs="+")
    parser.add_argument("--rows", type=int, default=0, help="so many rows a set, chosen by chance (0: all)")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    for path in args.weights:
        model = PackagedRelater(weights=path, n_threads=args.threads)
        cells = [_set_cell(model, file, args.rows) for file in sorted((args.data / "nli" / "dev").iterdir())]
        cells += [_called_cell(model, args.data, *called, args.rows) for called in _CALLED]
        print(f"{path.stem}: " + " | ".join(cells), flush=True)


def _set_cell(model: PackagedRelater, path: Path, n_rows: int) -> str:
    rows = _some(list(read_lines(path)), n_rows)
    scores = model.relate([(row["premise"], row["hypothesis"]) for row in rows])
    labels = np.array([RELATIONS.index(row["label"]) for row in rows])
    conflicts = labels == RELATIONS.index("contradiction")
    called = scores[:, 2] >= 0.5
    right = int((called & conflicts).sum())
    precision, recall = right / max(1, int(called.sum())), right / max(1, int(conflicts.sum()))
    ranked = average_precision_score(conflicts, scores[:, 2])
    accuracy = float((scores.argmax(axis=1) == labels).mean())
    name = path.name.split(".")[0].removesuffix("_dev")
    return f"{name} acc {accuracy:.3f} AP {ranked:.3f} P {precision:.3f} R {recall:.3f}"


def _called_cell(model: PackagedRelater, data: Path, title: str, name: str, low: float, high: float, n: int) -> str:
    rows = [
        row
        for row in read_lines(data / "groups" / f"{name}.jsonl.gz")
        if row["split"] == "dev" and low <= row["score"] <= high
    ]
    rows = _some(rows, n)
    both: list[npt.NDArray[np.float32]] = [
        model.relate([(row[one], row[other]) for row in rows])[:, 2] for one, other in (("a", "b"), ("b", "a"))
    ]
    return f"{title} called {100 * float(((both[0] + both[1]) / 2 >= 0.5).mean()):.1f} %"


def _some(rows: Sequence[dict[str, Any]], n: int) -> list[dict[str, Any]]:
    chosen = list(rows)
    random.Random(0).shuffle(chosen)
    return chosen[: n or None]


if __name__ == "__main__":
    main()
