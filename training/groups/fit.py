"""How much likeness and the relation model count for two statements saying the same: a grid, scored by grouping.

    PYTHONPATH=. python training/groups/fit.py clusters.jsonl.gz --every 8

GOLD holds rows {"text", "cluster_id", "event_id", "split"}; every n-th event of the split "train" is read, never "dev".
Pairs are judged as in the pipeline, weighed with each setting of :class:`analyzer.comparisons.weights.Likeness`,
grouped as in the pipeline, and scored by B-cubed F1. README.md says why the best of the grid is not what is shipped.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from analyzer.assembly import assemble
from analyzer.comparisons import fusion
from analyzer.comparisons.fusion import Findings, judge
from analyzer.comparisons.similarity import LEAST_COSINE
from analyzer.comparisons.weights import Likeness
from analyzer.embeddings import embed_statements
from analyzer.evaluation.gold_files import read_rows
from analyzer.evaluation.groups import score_groups
from analyzer.groups.linkage import link_on_average
from analyzer.settings import Settings
from analyzer.two_texts import ONE_DAY, document_of, findings_on, statement_of

SLOPES = (5.0, 8.0, 12.0)
MIDDLES = (0.62, 0.66, 0.7)
CUTS_AT_NO_CLASH = (0.54, 0.57, 0.6, 0.63)
RELATIONS = (0.3, 0.7, 1.0, 1.34)
LEAST_LOG_ODDS = -3.48
SHOWN = 12


def main() -> None:
    """Judge once, then weigh again and again."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--every", type=int, default=8)
    args = parser.parse_args()
    texts, labels = read_train(args.gold, args.every)
    pairs, found = judged_pairs(texts)
    alone = [(Likeness(slope, middle), Likeness(slope, middle)) for slope, middle in itertools.product(SLOPES, MIDDLES)]
    together = [
        (fusion.ALIKE, Likeness(slope, cut - weight * LEAST_LOG_ODDS / slope, weight))
        for slope, weight, cut in itertools.product(SLOPES, RELATIONS, CUTS_AT_NO_CLASH)
    ]
    for name, settings in (("likeness alone", alone), ("with the relation model", together)):
        scored = sorted(
            ((score(setting, pairs, found, labels), setting[1]) for setting in settings), key=lambda x: -x[0]
        )
        print(name)
        for f1, weights in scored[:SHOWN]:
            print(f"  {f1:.4f}  {weights}")


def read_train(path: Path, every: int) -> tuple[list[str], list[str]]:
    """Return texts and labels of every n-th event of the train split."""
    rows = [row for row in read_rows(path) if row.fields.get("split") == "train"]
    events = set(sorted({str(row.fields["event_id"]) for row in rows})[::every])
    kept = [row for row in rows if str(row.fields["event_id"]) in events]
    return [row.string("text") for row in kept], [str(row.fields["cluster_id"]) for row in kept]


def judged_pairs(texts: Sequence[str]) -> tuple[list[tuple[int, int]], list[Findings | None]]:
    """Return the near pairs, and what is found on each."""
    settings = Settings()
    parts = assemble(settings)
    documents = [document_of(f"row {i}", text, ONE_DAY) for i, text in enumerate(texts)]
    made = [statement_of(document, f"sp-{document.id}", settings.statements) for document in documents]
    vectors = embed_statements(made, parts.encoder, settings.embeddings, lambda *_: None).vectors
    rows, columns = np.nonzero(np.triu(vectors @ vectors.T >= LEAST_COSINE, 1))
    pairs = list(zip(rows.tolist(), columns.tolist(), strict=True))
    print(f"{len(texts)} texts, {len(pairs)} near pairs", flush=True)
    return pairs, findings_on([(made[i], made[j]) for i, j in pairs], (), settings=settings, parts=parts)


def score(
    setting: tuple[Likeness, Likeness],
    pairs: Sequence[tuple[int, int]],
    found: Sequence[Findings | None],
    labels: Sequence[str],
) -> float:
    """Return B-cubed F1 with these weights: of likeness alone, and beside the relation model."""
    fusion.ALIKE, fusion.ALIKE_READ_TOGETHER = setting  # type: ignore[misc]
    groups = Settings().groups
    ties = dict(_ties(pairs, found, groups.min_pair_entailment))
    predicted: list[int | None] = [None] * len(labels)
    for label, members in enumerate(link_on_average(len(labels), ties, groups.min_entailment)):
        for member in members:
            predicted[member] = label
    return score_groups(labels, predicted).b_cubed.f1


def _ties(
    pairs: Sequence[tuple[int, int]], found: Sequence[Findings | None], least: float
) -> Iterator[tuple[tuple[int, int], float]]:
    for pair, findings in zip(pairs, found, strict=True):
        if findings is not None and findings.alike is not None:
            judgement = judge(findings)
            if judgement.relation != "contradiction" and judgement.entailment >= least:
                yield pair, judgement.entailment


if __name__ == "__main__":
    main()
