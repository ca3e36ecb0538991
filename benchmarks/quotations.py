"""Rules alone against rules and tagger on marked articles: articles a minute, memory, scores, reliability.

PYTHONPATH=. python benchmarks/quotations.py polnear_dev.jsonl.gz --diagram benchmarks/statements_reliability.svg

Both sides read the same articles in turn, so that other work on the machine slows both.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Sequence
from pathlib import Path

from analyzer.documents import read_text
from analyzer.evaluation import MarkedArticle, QuotationScores, quotation_rows, read_gold, score_quotations
from analyzer.evaluation.calibration import CalibrationBin
from analyzer.models.minilm import packaged_tokenizer
from analyzer.models.quotation_tagger import QuotationTagger
from analyzer.models.quotations.reading import read_paragraphs
from analyzer.protocols import Tagger
from analyzer.settings import StatementSettings
from analyzer.statements import extract_statements

_SIDE, _EDGE = 320, 40


def draw(bins: Sequence[CalibrationBin]) -> str:
    """Draw the bins as SVG: how sure against how often right, discs as large as their number."""
    most = max(one.n for one in bins)
    discs = "".join(
        f'<circle cx="{_EDGE + one.mean_confidence * _SIDE:.1f}" cy="{_EDGE + (1 - one.n_right / one.n) * _SIDE:.1f}" '
        f'r="{3 + 9 * (one.n / most) ** 0.5:.1f}" fill="#2563a8" fill-opacity="0.75">'
        f"<title>{one.n} quotations: confidence {one.mean_confidence:.2f}, right {one.n_right / one.n:.2f}</title>"
        "</circle>"
        for one in bins
    )
    ticks = "".join(
        f'<text x="{_EDGE + tick * _SIDE:.0f}" y="{_EDGE + _SIDE + 16}" text-anchor="middle">{tick}</text>'
        f'<text x="{_EDGE - 6}" y="{_EDGE + (1 - tick) * _SIDE + 4:.0f}" text-anchor="end">{tick}</text>'
        for tick in (0, 0.5, 1)
    )
    size = _SIDE + 2 * _EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" font-family="sans-serif" font-size="12">'
        f'<rect width="{size}" height="{size}" fill="#fff"/>'
        f'<rect x="{_EDGE}" y="{_EDGE}" width="{_SIDE}" height="{_SIDE}" fill="none" stroke="#888"/>'
        f'<path d="M{_EDGE} {_EDGE + _SIDE}L{_EDGE + _SIDE} {_EDGE}" stroke="#888" stroke-dasharray="4"/>{discs}{ticks}'
        f'<text x="{size / 2}" y="{size - 6}" text-anchor="middle">confidence</text>'
        f'<text x="{size / 2}" y="24" text-anchor="middle">share whose content and speaker are right</text>'
        "</svg>\n"
    )


def extract(articles: Sequence[MarkedArticle], tagger: Tagger | None) -> tuple[tuple[MarkedArticle, ...], float, float]:
    """Return what is found, seconds, and processor seconds."""
    start, processor = time.perf_counter(), time.process_time()
    documents = [read_text(article.doc_id, article.text) for article in articles]
    found = quotation_rows(documents, extract_statements(documents, StatementSettings(), tagger).statements)
    return found, time.perf_counter() - start, time.process_time() - processor


def tell(name: str, n_articles: int, seconds: float, processor: float, scores: QuotationScores) -> None:
    """Print one row of the table."""
    kinds = " | ".join(f"{one.content.overlapping.f1 * 100:.1f}" for one in scores.by_kind.values())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"| {name} | {n_articles / seconds * 60:.0f} | {n_articles / processor * 60:.0f} | {peak:.0f} "
        f"| {scores.content.overlapping.f1 * 100:.1f} | {kinds} | {scores.speakers.right.ratio * 100:.1f} "
        f"| {scores.end_to_end.f1 * 100:.1f} |"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--diagram", type=Path)
    args = parser.parse_args()
    gold = read_gold(args.gold)
    tagger = QuotationTagger(n_threads=args.threads)
    extract(gold[:2], None)  # lexicons
    print(
        "| | articles a minute | a processor minute | peak MiB | content | direct | mixed | indirect | speaker | both |"
    )
    print("| --- " * 10 + "|")
    for side in [None, tagger] * args.rounds:
        if side is not None:
            extract(gold[:1], side)
        found, seconds, processor = extract(gold, side)
        scores = score_quotations(gold, found)
        tell("rules" if side is None else "rules and tagger", len(gold), seconds, processor, scores)
    start = time.process_time()
    n_pieces = sum(one.n_pieces for article in gold for one in read_paragraphs(article.text, packaged_tokenizer()))
    tagger.tag([article.text for article in gold])
    print(f"tagger alone: {n_pieces / (time.process_time() - start):.0f} word pieces a processor second, of {n_pieces}")
    confidence = scores.confidence
    if confidence is not None:
        print(
            f"confidence: calibration error {confidence.expected_calibration_error:.3f}, Brier {confidence.brier:.3f}"
        )
        print("| confidence | right | quotations |\n| --- | --- | --- |")
        for one in confidence.bins:
            print(f"| {one.mean_confidence:.2f} | {one.n_right / one.n:.2f} | {one.n} |")
        if args.diagram:
            args.diagram.write_text(draw(confidence.bins), encoding="utf-8")


if __name__ == "__main__":
    main()
