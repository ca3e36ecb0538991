"""Gather ingredients into the file to train on.

python -m training.relations.mix ../data mix.jsonl.gz nli paraphrases "other facts" contrasts

``contrasts`` stands for all makers of contrast pairs; one may also be named alone.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from training.relations import rows as sets
from training.relations.contrasts import MAKERS
from training.relations.contrasts.edits import Tools
from training.relations.rows import Row, write_rows
from training.relations.sentences import read_sentences
from training.relations.wordnet import WordNet

INGREDIENTS: Mapping[str, Callable[[Path], list[Row]]] = {
    "nli": sets.nli,
    "paraphrases": sets.paraphrases,
    "other facts": sets.other_facts,
    "stances": sets.stances,
}


N_OF_MAKER = {"rewrites": 6_000, "same story": 6_000, "judgements": 2_000, "certainties": 3_000, "clauses": 2_000}
USUAL_N = 4_500
"""Most pairs of one maker of contrasts."""


def contrasts(names: Sequence[str], data: Path, wordnet: Path, seed: int) -> list[Row]:
    """Return contrast pairs of these makers, from sentences in random order, until each has enough."""
    tools = Tools(WordNet(wordnet), random.Random(seed))
    sentences = list(read_sentences(data))
    tools.dice.shuffle(sentences)
    rows: list[Row] = []
    for name in names:
        own: list[Row] = []
        for sentence in sentences:
            own += MAKERS[name](sentence, tools)
            if len(own) >= N_OF_MAKER.get(name, USUAL_N):
                break
        rows += own
    return [row for row in rows if row.premise != row.hypothesis]


def main() -> None:
    """Write the mixture, shuffled, and print what went in."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder of the data sets")
    parser.add_argument("mix", type=Path)
    parser.add_argument("ingredients", nargs="+", choices=[*INGREDIENTS, *MAKERS, "contrasts"])
    parser.add_argument("--wordnet", type=Path, default=Path("/usr/share/wordnet"))
    parser.add_argument("--most-nli", type=int, default=0, help="thin the collected sets to so many rows (0: all)")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rows = []
    for name in (one for one in args.ingredients if one in INGREDIENTS):
        found = INGREDIENTS[name](args.data)
        random.Random(args.seed).shuffle(found)
        rows += found[: args.most_nli or None] if name == "nli" else found
    makers = list(MAKERS) if "contrasts" in args.ingredients else [one for one in args.ingredients if one in MAKERS]
    rows += contrasts(makers, args.data, args.wordnet, args.seed)
    random.Random(args.seed).shuffle(rows)
    write_rows(args.mix, rows)
    for (ingredient, label), n_rows in sorted(Counter((row.ingredient, row.label) for row in rows).items()):
        print(f"{ingredient:16} {label:14} {n_rows:6}")


if __name__ == "__main__":
    main()
