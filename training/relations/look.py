"""Let the analyzer's signals and a relation model look at labelled pairs, for the fit of the fusion.

    python -m training.relations.look --weights relater.safetensors --out looked.jsonl.gz rows.jsonl.gz ...
    python -m training.relations.look --weights relater.safetensors --out looked.jsonl.gz --news news_pairs.jsonl.gz

Rows are ``{"premise", "hypothesis", "label"}``; news pairs have speakers, contents, contexts and dates. Pairs that the
analyzer would not judge have no values and are counted.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from hashlib import sha256
from pathlib import Path

from analyzer.assembly import assemble
from analyzer.comparisons.fusion import values
from analyzer.settings import ComparisonSettings, Settings
from analyzer.two_texts import TextPair, findings_on, statements_of
from training.relations.news import read_news_pairs
from training.relations.rows import CONTRADICTION, read_rows


def main() -> None:
    """Write the findings on every pair, one JSON object a line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path, nargs="*")
    parser.add_argument("--news", type=Path, nargs="*", default=[])
    parser.add_argument(
        "--weights", default="packaged", help="the relation model, as in the setting comparisons.relations"
    )
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    settings = Settings(comparisons=ComparisonSettings(relations=args.weights))
    parts = assemble(settings)
    rows = [row for path in args.rows for row in read_rows(path)]
    statements = statements_of([TextPair(row.premise, row.hypothesis) for row in rows], settings.statements)
    labels = [(row.label == CONTRADICTION, row.ingredient, (row.premise, row.hypothesis)) for row in rows]
    found = findings_on(statements, [], settings=settings, parts=parts)
    for path in args.news:
        news, speakers = read_news_pairs(path, parts.tagger)
        found += findings_on([one.statements for one in news], speakers, settings=settings, parts=parts)
        labels += [(one.relation == "conflict", f"news {one.relation}", one.articles) for one in news]
    left_out: Counter[bool] = Counter()
    with gzip.open(args.out, "wt", encoding="utf-8") as file:
        for (conflicts, ingredient, origin), findings in zip(labels, found, strict=True):
            if findings is None:
                left_out[conflicts] += 1
            known = {} if findings is None else {name: round(value, 4) for name, value, _ in values(findings)}
            digests = [sha256(text.encode()).hexdigest()[:12] for text in origin]
            row = {"values": known, "conflicts": conflicts, "ingredient": ingredient, "origin": digests}
            file.write(json.dumps(row) + "\n")
    print(f"{len(labels)} pairs, not judged: {left_out[True]} conflicts, {left_out[False]} others")


if __name__ == "__main__":
    main()
