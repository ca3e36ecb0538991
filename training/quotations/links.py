"""Fit the two regressions that tie contents to cues and cues to sources, and put them into the shipped weights.

python -m training.quotations.links polnear_train.jsonl.gz tagger.safetensors --kept 0.1 --articles 100

The spans are those the tagger finds, in articles it was trained on; the marked quotations say which belong together.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from sklearn.linear_model import LogisticRegression

from analyzer.models.quotation_tagger import QuotationTagger, Read
from analyzer.models.quotations.linking import SIGNS, cue_signs, source_signs, spans_of
from training.quotations.data import held_out, read_rows

Rows = list[tuple[list[float], bool]]


def examples(row: dict[str, Any], read: Read) -> tuple[Rows, Rows]:
    """Return the signs of all pairs of one paragraph and whether they belong together: cues, then sources."""
    spans = spans_of(read.labels)
    offsets = read.paragraph.spans

    def quotes(words: tuple[int, int], role: str) -> set[int]:
        start, end = offsets[words[0], 0], offsets[words[1], 1]
        return {
            number
            for number, quote in enumerate(row["quotes"])
            if any(first < end and start < last for first, last in quote[role])
        }

    by_cue = [quotes(cue, "cue") for cue in spans.cues]
    by_content = [quotes(content, "content") for content in spans.contents]
    by_source = [quotes(source, "source") for source in spans.sources]
    to_cue = cue_signs(spans, read.paragraph.features, read.pointers)
    to_source = source_signs(spans, read.paragraph.features, read.pointers)
    cues = [
        (list(to_cue[i, j]), bool(content & cue))
        for i, content in enumerate(by_content)
        for j, cue in enumerate(by_cue)
        if content and cue
    ]
    sources = [
        (list(to_source[i, j]), bool(cue & source))
        for i, cue in enumerate(by_cue)
        for j, source in enumerate(by_source)
        if cue and source
    ]
    return cues, sources


def fit(rows: Rows, name: str) -> torch.Tensor:
    """Return slopes and, last, the offset."""
    signs, right = np.array([one for one, _ in rows]), np.array([one for _, one in rows])
    model = LogisticRegression(C=1.0, max_iter=2000).fit(signs, right)
    print(f"{name}: {len(rows)} pairs, {right.mean():.3f} tied, {model.score(signs, right):.4f} told right")
    print("  " + ", ".join(f"{sign} {slope:.2f}" for sign, slope in zip(SIGNS, model.coef_[0], strict=True)))
    return torch.tensor([*model.coef_[0], *model.intercept_], dtype=torch.float32)


def main() -> None:
    """Fit, and write the weights again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--kept", type=float, default=0.1)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    tagger = QuotationTagger(weights=args.weights, n_threads=1)
    rows = sorted(read_rows(args.data), key=lambda row: str(row["doc_id"]))
    rows = [row for row in rows if not held_out(row["doc_id"], args.kept)]
    random.Random(args.seed).shuffle(rows)
    cues: Rows = []
    sources: Rows = []
    for row in rows[: args.articles]:
        for read in tagger.read(row["text"]):
            more_cues, more_sources = examples(row, read)
            cues += more_cues
            sources += more_sources
    weights = {name: tensor.clone() for name, tensor in load_file(args.weights).items()}
    weights |= {"links.cue": fit(cues, "content to cue"), "links.source": fit(sources, "cue to source")}
    aside = args.weights.with_suffix(".new")
    save_file(dict(sorted(weights.items())), aside, metadata={"format": "pt"})
    aside.replace(args.weights)


if __name__ == "__main__":
    main()
