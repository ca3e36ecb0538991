"""Write news-like pairs, by makers that training did not use, to measure calibration.

python -m training.relations.unseen ../data unseen.jsonl.gz

The sentences are those of articles kept from training; ``contradiction`` says that an editor would find that the two
differ.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path

from training.relations.rows import CONTRADICTION, ENTAILMENT, NEUTRAL, Row, read_lines, write_rows
from training.relations.sentences import Sentence, read_sentences
from training.relations.unseen_edits import edits, reports
from training.relations.unseen_frames import contradictions, find_fillings, others, read_frames
from training.relations.unseen_rewrites import rewritten

_TURNS, _FEW_TURNS = 12, 3
"""How often a frame is filled; one without slots can only be told by others."""
_STOP = frozenset((
    "that", "this", "with", "from", "have", "been", "were", "will", "would", "about", "their", "they", "them",
    "than", "then", "when", "what", "which", "while", "after", "before", "also", "said", "says", "into", "over",
    "more", "most", "some", "such", "only", "other", "there", "those", "these", "could", "should", "because",
    "where", "here", "just", "like", "very", "much", "many", "even", "still", "well", "being", "does", "made",
    "make",
))  # fmt: skip
_NATURAL = {"same story": 1_700, "other story": 1_300, "rewrite": 900, "shared story": 150, "other fact": 500}
_OPPOSED = (
    ("support", "oppos"), ("back", "oppos"), ("favor", "against"), ("endors", "reject"), ("deny", "confirm"),
    ("denied", "said"), ("approv", "disapprov"), ("win", "los"), ("won", "lost"), ("rise", "fall"), ("rose",
    "fell"), ("up", "down"), ("higher", "lower"), ("increas", "decreas"), ("gain", "lost"), ("open", "close"),
    ("agre", "refus"), ("prais", "critic"), ("more", "less"), ("first", "last"), ("better", "worse"), ("strong",
    "weak"), ("good", "bad"), ("favorable", "unfavorable"), ("true", "false"), ("right", "wrong"),
)  # fmt: skip


def words_of(text: str) -> frozenset[str]:
    """Return the content words of a text."""
    return frozenset(word for word in re.findall(r"[a-z]{4,}|\d[\d,.]*\d|\d", text.lower()) if word not in _STOP)


def is_doubtful(one: str, other: str) -> bool:
    """Whether two sentences on one topic might be taken to differ: other figures, a negation, opposite words."""
    first, second = words_of(one), words_of(other)
    shared = len(first & second)
    if shared >= 0.6 * min(len(first), len(second)):
        return True
    low = (one.lower(), other.lower())
    denied = [bool(re.search(r"n['’]t\b|\b(?:not|no|never|denie[sd]|nobody|none|without)\b", text)) for text in low]
    if shared >= 4 and denied[0] != denied[1]:
        return True
    figures = [set(re.findall(r"\d[\d,.]*\d|\d", text)) for text in low]
    if shared >= 3 and all(figures) and figures[0] != figures[1]:
        return True
    return shared >= 3 and any(
        re.search(rf"\b{a}", low[turn]) and re.search(rf"\b{b}", low[1 - turn]) for a, b in _OPPOSED for turn in (0, 1)
    )


def neighbours(sentences: list[Sentence], dice: random.Random) -> Iterator[Row]:
    """Yield pairs of sentences that share words, of one article and of two."""
    bags = [words_of(one.text) for one in sentences]
    places: dict[str, list[int]] = defaultdict(list)
    for place, bag in enumerate(bags):
        for word in sorted(bag):
            places[word].append(place)
    usual = {word for word, found in places.items() if len(found) > 150}
    seen: set[tuple[int, int]] = set()
    for place, bag in enumerate(bags):
        shared = Counter(other for word in sorted(bag - usual) for other in places[word] if other != place)
        near = sorted(shared, key=lambda other: (-shared[other] / (8 + len(bags[other])), other))
        for name, is_own in (("same story", True), ("other story", False)):
            key = _article if is_own else _story
            fit = [one for one in near[:80] if (key(sentences[one]) == key(sentences[place])) == is_own]
            for other in fit[: 4 if is_own else 2]:
                pair = (min(place, other), max(place, other))
                texts = [sentences[place].text, sentences[other].text]
                if pair not in seen and shared[other] >= 2 and not is_doubtful(*texts):
                    seen.add(pair)
                    yield Row(*dice.sample(texts, 2), NEUTRAL, name)


def _article(sentence: Sentence) -> str:
    return sentence.article


def _story(sentence: Sentence) -> str:
    """Return what an article is about, as far as its id tells; event sentences are of one story if of one number."""
    return sentence.article.split("_")[0] if sentence.article.startswith("ecb ") else sentence.article


def judged(data: Path) -> Iterator[Row]:
    """Yield pairs of other sets: headlines and news sentences people found alike or not, sentences of one story."""
    for name in ("pairs_sts_headlines", "pairs_stsb"):
        for one in read_lines(data / "groups" / f"{name}.jsonl.gz"):
            if one["split"] != "dev" or one.get("genre", "main-news") != "main-news" or one["a"] == one["b"]:
                continue
            if one["score"] >= 4.5 and _figures(one["a"]) == _figures(one["b"]):
                yield Row(one["a"], one["b"], ENTAILMENT, "same fact")
            elif one["score"] <= 3 and not is_doubtful(one["a"], one["b"]):
                yield Row(one["a"], one["b"], NEUTRAL, "other fact")
    for one in read_lines(data / "groups" / "pairs_superpal_multinews.jsonl.gz"):
        pair = one["a"].replace("...", " "), one["b"].replace("...", " ")
        if _figures(pair[0]) == _figures(pair[1]) and len(words_of(pair[0]) & words_of(pair[1])) >= 2:
            yield Row(*pair, NEUTRAL, "shared story")


def _figures(text: str) -> set[str]:
    return set(re.findall(r"\d+", text))


def gather(data: Path, seed: int) -> tuple[list[Row], list[Row]]:
    """Return all pairs of found sentences and all pairs from frames, each in random order."""
    dice = random.Random(seed)
    sentences = list(read_sentences(data, kept=True))
    found, framed = [*neighbours(sentences, dice), *judged(data)], []
    for sentence in sentences:
        found += [*edits(sentence, dice), *reports(sentence, dice)]
        new, way = rewritten(sentence.text, dice, dice.choice((1, 2, 3)))
        if way:
            found.append(Row(sentence.text, new, ENTAILMENT, "rewrite"))
    frames, topics, projects = read_frames()
    fillings = find_fillings(sentences, topics, projects)
    for frame in frames:
        for _ in range(_TURNS if "{" in frame.one[0] else _FEW_TURNS):
            framed += [*contradictions(frame, fillings, dice), *others(frame, fillings, dice)]
    dice.shuffle(found)
    dice.shuffle(framed)
    return found, framed


def chosen(found: Iterable[Row], framed: Iterable[Row], n_rows: int, prior: float) -> list[Row]:
    """Return so many rows with this share of contradictions, each kind in its measure, found and framed by turns."""
    by_kind: dict[tuple[str, bool], tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
    for turn, rows in enumerate((found, framed)):
        for row in dict.fromkeys(rows):
            if row.premise != row.hypothesis:
                by_kind[row.ingredient, row.label == CONTRADICTION][turn].append(row)
    kinds = {key: [row for pair in zip_longest(*lists) for row in pair if row] for key, lists in by_kind.items()}
    n_conflicts = round(n_rows * prior)
    conflicts = {kind: (rows, 1.0) for (kind, is_conflict), rows in kinds.items() if is_conflict}
    rest = {
        kind: (rows, float(_NATURAL.get(kind, 90))) for (kind, is_conflict), rows in kinds.items() if not is_conflict
    }
    return _shared_out(conflicts, n_conflicts) + _shared_out(rest, n_rows - n_conflicts)


def _shared_out(kinds: dict[str, tuple[list[Row], float]], n_rows: int) -> list[Row]:
    """Return rows of all kinds by weight; what one kind lacks the others make up for."""
    taken = dict.fromkeys(kinds, 0)
    while sum(taken.values()) < n_rows:
        open_kinds = [kind for kind in sorted(kinds) if taken[kind] < len(kinds[kind][0])]
        if not open_kinds:
            raise SystemExit(f"only {sum(taken.values())} of {n_rows} pairs could be made")
        taken[min(open_kinds, key=lambda kind: taken[kind] / kinds[kind][1])] += 1
    return [row for kind, n_taken in sorted(taken.items()) for row in kinds[kind][0][:n_taken]]


def main() -> None:
    """Write the pairs and print how many there are of each kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder of the data sets")
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--n", type=int, default=6_000, help="pairs to write")
    parser.add_argument("--prior", type=float, default=0.04, help="share of contradictions")
    args = parser.parse_args()
    rows = chosen(*gather(args.data, args.seed), args.n, args.prior)
    random.Random(args.seed).shuffle(rows)
    write_rows(args.out, rows)
    for (ingredient, label), n_rows in sorted(Counter((row.ingredient, row.label) for row in rows).items()):
        print(f"{ingredient:24} {label:14} {n_rows:6}")


if __name__ == "__main__":
    main()
