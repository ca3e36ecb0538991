"""Speed of the quotation tagger, and how far its confidence can be believed.

PYTHONPATH=. python benchmarks/quotations.py polnear_dev.jsonl.gz --diagram benchmarks/quotations_reliability.svg
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path

import numpy as np

from analyzer.models.quotation_tagger import QuotationTagger
from analyzer.models.quotations.reading import read_paragraphs
from training.quotations.calibrate import outcomes
from training.quotations.data import read_rows

Bin = tuple[float, float, int]
_SIDE, _EDGE = 320, 40


def bins_of(confidences: list[float], right: list[bool], n_bins: int = 10) -> list[Bin]:
    """Return mean confidence, share that is right, and number of quotations of each tenth of the range."""
    places = np.minimum((np.array(confidences) * n_bins).astype(int), n_bins - 1)
    found = []
    for place in range(n_bins):
        own = places == place
        if own.any():
            found.append((float(np.array(confidences)[own].mean()), float(np.array(right)[own].mean()), int(own.sum())))
    return found


def draw(bins: list[Bin]) -> str:
    """Draw the bins as SVG: how sure against how often right, discs as large as their number."""
    most = max(count for *_, count in bins)
    discs = "".join(
        f'<circle cx="{_EDGE + sure * _SIDE:.1f}" cy="{_EDGE + (1 - share) * _SIDE:.1f}" '
        f'r="{3 + 9 * (count / most) ** 0.5:.1f}" fill="#2563a8" fill-opacity="0.75">'
        f"<title>{count} quotations: confidence {sure:.2f}, right {share:.2f}</title></circle>"
        for sure, share, count in bins
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


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--diagram", type=Path)
    args = parser.parse_args()
    rows = read_rows(args.data)
    tagger = QuotationTagger(n_threads=args.threads)
    tagger.tag(["The mayor said the bridge was open."])
    start, processor = time.perf_counter(), time.process_time()
    found = [tagger.find(row["text"]) for row in rows]
    wall, processor = time.perf_counter() - start, time.process_time() - processor
    n_pieces = sum(one.n_pieces for row in rows for one in read_paragraphs(row["text"], tagger.tokenizer))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(rows)} articles, {n_pieces} word pieces, {wall:.1f} s, {processor:.1f} processor seconds")
    print(f"{n_pieces / processor:.0f} word pieces a processor second, {n_pieces / wall:.0f} a second, {peak:.0f} MiB")
    right = [one for row, quotations in zip(rows, found, strict=True) for one in outcomes(row, quotations)]
    bins = bins_of([tagger.confidence(one) for quotations in found for one in quotations], right)
    print("| confidence | right | quotations |\n| --- | --- | --- |")
    for sure, share, count in bins:
        print(f"| {sure:.2f} | {share:.2f} | {count} |")
    error = sum(count * abs(sure - share) for sure, share, count in bins) / len(right)
    print(f"expected calibration error {error:.3f}")
    if args.diagram:
        args.diagram.write_text(draw(bins), encoding="utf-8")


if __name__ == "__main__":
    main()
