"""Score the labels alone, before anything is tied together: which spans of each kind are found exactly.

python -m training.quotations.spans polnear_train.jsonl.gz tagger.safetensors --kept 0.04
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from analyzer.models.minilm import packaged_tokenizer
from analyzer.models.quotation_tagger import QuotationTagger
from analyzer.models.quotations.linking import spans_of
from training.quotations.data import held_out, mark, read_rows

KINDS = ("contents", "sources", "cues")


def main() -> None:
    """Score and print precision, recall and F of each kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--kept", type=float, default=0.1)
    parser.add_argument("--window", type=int, default=256)
    parser.add_argument("--context", type=int, default=0)
    args = parser.parse_args()
    tagger = QuotationTagger(weights=args.weights, n_threads=1, n_pieces=args.window, n_context=args.context)
    tokenizer = packaged_tokenizer()
    counts = {kind: np.zeros(3) for kind in KINDS}  # right, found, marked
    for row in read_rows(args.data):
        if not held_out(row["doc_id"], args.kept):
            continue
        marked = mark(row, tokenizer)
        found = {read.number: spans_of(read.labels) for read in tagger.read(row["text"])}
        for number, one in enumerate(marked):
            gold, ours = spans_of(one.labels), found.get(number)
            for kind in KINDS:
                theirs, own = set(getattr(gold, kind)), set(getattr(ours, kind) if ours else ())
                counts[kind] += len(theirs & own), len(own), len(theirs)
    for kind, (right, n_found, n_marked) in counts.items():
        precision, recall = right / max(1, n_found), right / max(1, n_marked)
        print(f"{kind} P {precision:.3f} R {recall:.3f} F {2 * right / max(1, n_found + n_marked):.3f}")


if __name__ == "__main__":
    main()
