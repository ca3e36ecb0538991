"""Tag articles with the analyzer's own tagger and write what the scorer of quotations reads.

python -m training.quotations.predict polnear_train.jsonl.gz found.jsonl --kept 0.1 --weights tagger.safetensors

With ``--kept`` only the articles that training with the same value left out. Also writes ``found.jsonl.gold``.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from analyzer.models.quotation_tagger import QuotationTagger
from training.quotations.data import held_out, read_rows


def main() -> None:
    """Tag and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("found", type=Path)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--kept", type=float, default=1.0)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    rows = [row for row in read_rows(args.data) if held_out(row["doc_id"], args.kept)]
    tagger = QuotationTagger(weights=args.weights, n_threads=args.threads)
    tagger.tag(["The mayor said the bridge was open."])
    start, processor = time.perf_counter(), time.process_time()
    tagged = tagger.tag([row["text"] for row in rows])
    print(
        f"{len(rows)} articles, {time.perf_counter() - start:.1f} s, "
        f"{time.process_time() - processor:.1f} processor seconds"
    )
    with args.found.open("w", encoding="utf8") as found:
        for row, tagging in zip(rows, tagged, strict=True):
            quotes = [
                {
                    "content": [list(span) for span in one.content],
                    "source": [list(one.source)] if one.source else [],
                    "cue": [list(one.cue)] if one.cue else [],
                    "confidence": round(one.confidence, 4),
                }
                for one in tagging.quotations
            ]
            found.write(json.dumps({"doc_id": row["doc_id"], "text": row["text"], "quotes": quotes}) + "\n")
    with Path(f"{args.found}.gold").open("w", encoding="utf8") as gold:
        gold.writelines(json.dumps(row) + "\n" for row in rows)


if __name__ == "__main__":
    main()
