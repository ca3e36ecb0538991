"""Fit the confidence of quotations on articles kept from training, and put it into the shipped weights.

python -m training.quotations.calibrate polnear_train.jsonl.gz tagger.safetensors --kept 0.1
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from safetensors.torch import load_file, save_file
from sklearn.linear_model import LogisticRegression

from analyzer.models.quotation_tagger import Found, QuotationTagger
from training.quotations.data import held_out, read_rows

_WORD = re.compile(r"\w+(?:[’'\-.]\w+)*")
_LEAST_OVERLAP = 0.8


def outcomes(row: dict[str, Any], found: list[Found]) -> list[bool]:
    """Say of each quotation found in an article whether content and speaker are right.

    The content is right if it shares at least 0.8 of the words of the longer one with a marked content, each marked one
    counting once; the speaker is right if the mentions share a word, or there is none in both.
    """
    marked = [(_words(row["text"], one["content"]), _words(row["text"], one["source"])) for one in row["quotes"]]
    ours = [
        (_words(row["text"], one.content), _words(row["text"], [one.source] if one.source else [])) for one in found
    ]
    pairs = sorted(
        (
            (len(theirs[0] & own[0]) / max(len(theirs[0]), len(own[0])), -place, -other)
            for place, own in enumerate(ours)
            for other, theirs in enumerate(marked)
            if theirs[0] & own[0]
        ),
        reverse=True,
    )
    right, used = [False] * len(ours), set()
    for share, place, other in pairs:
        if share >= _LEAST_OVERLAP and -other not in used and not right[-place]:
            used.add(-other)
            own, theirs = ours[-place][1], marked[-other][1]
            right[-place] = bool(own & theirs) or not (own or theirs)
    return right


def _words(text: str, spans: Iterable[Iterable[int]]) -> set[int]:
    return {match.start() for start, end in spans for match in _WORD.finditer(text, start, end)}


def fit(evidence: npt.NDArray[np.float64], right: npt.NDArray[np.bool_]) -> npt.NDArray[np.float32]:
    """Return slopes and, last, the offset of a logistic regression."""
    model = LogisticRegression(C=1.0, max_iter=1000).fit(evidence, right)
    return np.append(model.coef_[0], model.intercept_).astype(np.float32)


def main() -> None:
    """Fit, and write the weights again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--kept", type=float, default=0.1)
    args = parser.parse_args()
    tagger = QuotationTagger(weights=args.weights, n_threads=1)
    evidence, right = [], []
    for row in read_rows(args.data):
        if held_out(row["doc_id"], args.kept):
            found = tagger.find(row["text"])
            evidence += [one.evidence for one in found]
            right += outcomes(row, found)
    slopes = fit(np.array(evidence), np.array(right))
    print(f"{len(right)} quotations, {np.mean(right):.3f} right; slopes and offset {slopes.round(3).tolist()}")
    weights = load_file(args.weights)
    # A tagger holds its weights mapped into memory, so the file is replaced rather than written over.
    weights = {name: tensor.clone() for name, tensor in weights.items()} | {"calibration": torch.from_numpy(slopes)}
    aside = args.weights.with_suffix(".new")
    save_file(dict(sorted(weights.items())), aside, metadata={"format": "pt"})
    aside.replace(args.weights)
    print(f"SHA-256 {sha256(args.weights.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
