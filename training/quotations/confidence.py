"""Fit the confidence of statements on articles kept from training, and print the numbers for the analyzer.

    python -m training.quotations.confidence polnear_train.jsonl.gz --kept 0.1

They stand in ``analyzer/statements/confidence.py``.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from analyzer.documents import read_text
from analyzer.language.repair import mask
from analyzer.models.quotation_tagger import QuotationTagger
from analyzer.protocols import Tagging
from analyzer.schema import Span
from analyzer.statements import text_to_tag
from analyzer.statements.attribution import Attribution
from analyzer.statements.confidence import SIGNS, signs
from analyzer.statements.found import Found
from analyzer.statements.reading import read_document
from training.quotations.calibrate import outcomes
from training.quotations.data import held_out, read_rows


@dataclass(frozen=True, slots=True)
class Report:
    """All that one cue reports: contents, the speaker's mention, and how it was found; the last is missing uncued."""

    content: tuple[Span, ...]
    source: Span | None
    attribution: Attribution | None


def reports(found: list[Found]) -> list[Report]:
    """Gather what was found in an article by cue, further sentences included."""
    together: dict[object, list[Found]] = {}
    for one in found:
        head = one
        while head.continuation_of is not None:
            head = head.continuation_of
        if head.parent is None and one.parent is None:
            together.setdefault((head.cue, head.mention_span) if head.cue else id(head), []).append(one)
    return [
        Report(tuple(sorted(span for one in parts for span in one.content)), _mention(parts[0]), parts[0].attribution)
        for parts in together.values()
    ]


def _mention(one: Found) -> Span | None:
    while one.mention is None and one.speaker_from is not None:
        one = one.speaker_from
    return one.mention_span


def judged(row: dict[str, Any], tagging: Tagging | None) -> list[tuple[Report, bool]]:
    """Read an article and say of each report whether content and speaker are right."""
    document = read_text(row["doc_id"], row["text"])
    _, found, _ = read_document(document, mask(document.text), tagging)
    ours = reports(found)
    return list(zip(ours, outcomes(row, ours), strict=True))


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--kept", type=float, default=0.1)
    args = parser.parse_args()
    tagger = QuotationTagger(weights=args.weights, n_threads=1)
    both: list[tuple[Report, bool]] = []
    alone: list[tuple[Report, bool]] = []
    for row in (row for row in read_rows(args.data) if held_out(row["doc_id"], args.kept)):
        document = read_text(row["doc_id"], row["text"])
        both += judged(row, tagger.tag([text_to_tag(document, mask(document.text))])[0])
        alone += judged(row, None)
    tagged = [(signs(one.attribution), right) for one, right in both if one.attribution and one.attribution.quotation]
    model = LogisticRegression(C=10.0).fit([sign for sign, _ in tagged], [right for _, right in tagged])
    print(f"{len(tagged)} tagged, {np.mean([right for _, right in tagged]):.3f} right")
    print(dict(zip(SIGNS, model.coef_[0].round(2).tolist(), strict=True)), "offset", model.intercept_.round(2).tolist())
    tell(
        "rules against the tagger", [pair for pair in both if pair[0].attribution and not pair[0].attribution.quotation]
    )
    tell("no cue, with tagger", [pair for pair in both if pair[0].attribution is None])
    tell("no cue, rules alone", [pair for pair in alone if pair[0].attribution is None])
    for form in ("finite", "according", "participle", "passive", "noun"):
        tell(
            f"rules alone, {form}",
            [pair for pair in alone if pair[0].attribution and pair[0].attribution.cue.form == form],
        )


def tell(what: str, pairs: list[tuple[Report, bool]]) -> None:
    """Print the share that is right."""
    print(f"{what}: {len(pairs)}, {np.mean([right for _, right in pairs] or [0]):.3f} right")


if __name__ == "__main__":
    main()
