"""Fit the weights of the fusion and print them for ``analyzer/comparisons/weights.py``.

    python -m training.relations.fuse looked.jsonl.gz

``looked.jsonl.gz`` is what ``training.relations.look`` writes. The fit is a logistic regression whose weights stay near
where they begin, as far as the data say little (a normal prior around each), with rows weighted so that conflicts are
as rare as in news: one in twenty-five among near pairs of one story.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from analyzer.comparisons.weights import CLASHES, START
from training.relations.rows import read_lines

PRIOR = 0.04
NEVER_AGAINST = frozenset((*CLASHES, "relation", "relation both ways", "relation beside a clash", "subject"))
NEVER_FOR = frozenset(("one speaker", "one camp", "next days", "other days", "undated", "narration", "names apart"))
"""What can only speak for a conflict, and what only against one, whatever a few pairs say."""
N_PARTS = 10
READ = 10.0
"""A pair of real statements that somebody has read counts as so many made ones."""
_CONFLICT, _MADE_ALIKE, _USUAL = range(3)
SPREAD = 1.0
"""Standard deviation of a weight around where it begins; the prior's and the model's are free."""
MODEL = ("relation", "relation both ways", "relation beside a clash")
FREE = frozenset(("prior", "relation", "relation both ways", "subject"))
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Looked:
    """A pair: values of its findings by name, none if it is not judged; whether it conflicts; where it comes from.

    ``origin`` are digests of its texts, or of its articles.
    """

    values: Mapping[str, float]
    conflicts: bool
    ingredient: str
    origin: tuple[str, ...]


def read_looked(path: Path) -> list[Looked]:
    """Return the pairs that :mod:`training.relations.look` wrote."""
    return [
        Looked(one["values"], one["conflicts"], one["ingredient"], tuple(one["origin"])) for one in read_lines(path)
    ]


def split(looked: Sequence[Looked], kinds: Sequence[str]) -> tuple[list[Looked], list[Looked]]:
    """Return the pairs to fit on and those to test on, which share no kind of conflict and no text.

    What hangs together by common texts, so mostly an article, falls on one side. Pairs of conflicting ``kinds`` are
    fitted on, of other conflicting kinds tested on; kinds without conflicts stand on both sides.
    """
    of_conflicts = {one.ingredient for one in looked if one.conflicts}
    side = _sides(looked)
    sides: tuple[list[Looked], list[Looked]] = ([], [])
    for one in looked:
        kind = one.ingredient.split(" ")[0]
        own = {side[text] for text in one.origin}
        is_of_side = kind not in of_conflicts or (kind in kinds) == (own == {0})
        if len(own) == 1 and is_of_side:
            sides[own.pop()].append(one)
    return sides


def _sides(looked: Sequence[Looked]) -> dict[str, int]:
    """Return 0 or 1 for each text, the same for texts that are linked; pairs across stories link nothing."""
    texts = sorted({text for one in looked for text in one.origin})
    row = {text: number for number, text in enumerate(texts)}
    links = [one.origin for one in looked if one.ingredient != "other story"]
    ones, others = [row[link[0]] for link in links], [row[link[1]] for link in links]
    graph = coo_array((np.ones(len(links)), (ones, others)), shape=(len(texts), len(texts)))
    _, part = connected_components(graph, directed=False)
    return {text: int(sha256(f"part {part[row[text]]}".encode()).hexdigest(), 16) % 2 for text in texts}


def fit(looked: Sequence[Looked], names: Sequence[str], prior: float = PRIOR) -> dict[str, float]:
    """Return a weight for each name."""
    x = np.array([[one.values.get(name, 0.0) for name in names] for one in looked])
    y = np.array([one.conflicts for one in looked], dtype=float)
    weight = row_weights(looked, prior)
    start = np.array([START.get(name, 0.0) for name in names])
    tight = np.array([0.0025 if name in FREE else 1.0 / SPREAD**2 for name in names])
    limits = [(0.0 if name in NEVER_AGAINST else None, 0.0 if name in NEVER_FOR else None) for name in names]

    def loss(beta: Numbers) -> tuple[float, Numbers]:
        z = x @ beta
        p = 1.0 / (1.0 + np.exp(-np.clip(z, -30, 30)))
        value = (weight * (np.logaddexp(0.0, z) - y * z)).sum() + 0.5 * (tight * (beta - start) ** 2).sum()
        return float(value), x.T @ (weight * (p - y)) + tight * (beta - start)

    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=limits).x
    return {name: float(round(value, 2)) for name, value in zip(names, found, strict=True)}


def row_weights(looked: Sequence[Looked], prior: float) -> Numbers:
    """Return weights, one on the mean, that make up the pairs as in news.

    Conflicts are as rare as ``prior``; pairs made to look like conflicts are twice as common as these; the rest are the
    pairs that news is full of: other facts of one story, other stories, the same in other words.
    """
    kinds = np.array([_CONFLICT if one.conflicts else _MADE_ALIKE if is_made_alike(one) else _USUAL for one in looked])
    shares = np.array([prior, 2 * prior, 1 - 3 * prior])
    found = np.array([max(1e-9, (kinds == kind).mean()) for kind in (_CONFLICT, _MADE_ALIKE, _USUAL)])
    weights: Numbers = (shares / found)[kinds]
    weights *= np.array([READ if one.ingredient.startswith("news ") else 1.0 for one in looked])
    return weights / weights.mean()


def is_made_alike(one: Looked) -> bool:
    """Whether a pair was made to look like a conflict without being one."""
    return one.ingredient.endswith((" kept", " elsewhere")) or one.ingredient in ("same figure", "can both be right")


def probabilities(looked: Sequence[Looked], weights: Mapping[str, float]) -> Numbers:
    """Return the fused probability of each pair; 0 for pairs that are not judged."""
    sums = [sum(weights[name] * value for name, value in one.values.items() if name in weights) for one in looked]
    return np.array([1.0 / (1.0 + math.exp(-z)) if one.values else 0.0 for z, one in zip(sums, looked, strict=True)])


def measure(looked: Sequence[Looked], weights: Mapping[str, float], prior: float) -> str:
    """Return the calibration error, the Brier skill and what is flagged, rows weighted to the prior."""
    p, y = probabilities(looked, weights), np.array([one.conflicts for one in looked], dtype=float)
    w = row_weights(looked, prior) / len(y)
    bins = np.minimum((p * 10).astype(int), 9)
    error = sum(abs((w * (p - y))[bins == number].sum()) for number in range(10))
    skill = 1.0 - (w * (p - y) ** 2).sum() / (prior * (1.0 - prior))
    flagged = p >= 0.5
    right = (w * y)[flagged].sum() / max(1e-9, w[flagged].sum())
    found, false = (w * y)[flagged].sum() / prior, (w * (1 - y))[flagged].sum() / (1 - prior)
    order = np.argsort(-p, kind="stable")
    hits = np.cumsum((w * y)[order])
    precision = float(((w * y)[order] * hits / np.cumsum(w[order])).sum() / prior)
    return (
        f"{len(y)} pairs, {int(y.sum())} conflicts: calibration error {error:.3f}, Brier skill {skill:.3f}, "
        f"average precision {precision:.3f}; flagged: precision {right:.3f}, recall {found:.3f}, "
        f"{100 * false:.2f} % of the others"
    )


def cross_fitted(news: Sequence[Looked], others: Sequence[Looked], names: Sequence[str], prior: float) -> str:
    """Measure on news pairs in ten parts, each with weights fitted without it and without its articles."""
    parts = [int(one.origin[0], 16) % N_PARTS for one in news]
    found = np.zeros(len(news))
    for part in range(N_PARTS):
        own = [one for one, number in zip(news, parts, strict=True) if number == part]
        articles = {article for one in own for article in one.origin}
        rest = [one for one in news if not articles.intersection(one.origin)]
        weights = fit([*others, *rest], names, prior)
        rows = [row for row, number in enumerate(parts) if number == part]
        found[rows] = probabilities(own, weights)
    y = np.array([one.conflicts for one in news])
    order = np.argsort(-found, kind="stable")
    precision = float((np.cumsum(y[order]) / np.arange(1, len(y) + 1))[y[order]].mean())
    lines = [f"{len(y)} news pairs, {y.sum()} conflicts: average precision {precision:.3f}"]
    for name, least in (("flagged", 0.5), ("flagged or possible", 0.2)):
        shown = found >= least
        n_right, false = int((y & shown).sum()), (shown & ~y).sum() / (~y).sum()
        lines.append(f"{name}: {n_right} of {shown.sum()} right, {100 * false:.1f} % of the others")
    return "; ".join(lines)


def main() -> None:
    """Fit both sets of weights, print them, and measure them where they were not fitted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("looked", type=Path)
    parser.add_argument("--news", type=Path, help="news pairs that were read, looked at")
    parser.add_argument("--kinds", nargs="*", default=["roles", "dates", "quantifiers", "ranks"])
    parser.add_argument("--prior", type=float, default=PRIOR)
    args = parser.parse_args()
    fitted, tested = split(read_looked(args.looked), args.kinds)
    news = read_looked(args.news) if args.news else []
    for title, names in (("RULES_ALONE", [name for name in START if name not in MODEL]), ("WITH_MODEL", list(START))):
        judged = [one for one in [*fitted, *news] if one.values]
        weights = fit(judged, names, args.prior)
        print(f"{title}: Weights = {{")
        for name, value in weights.items():
            print(f'    "{name}": {value:.2f},  # {sum(one.values.get(name, 0.0) != 0 for one in judged)} pairs')
        print("}")
        print("fitted on:", measure(fitted, weights, args.prior))
        print("not fitted on:", measure(tested, weights, args.prior))
        if news:
            print("cross-fitted:", cross_fitted(news, [one for one in fitted if one.values], names, args.prior))


if __name__ == "__main__":
    main()
