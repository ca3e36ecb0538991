"""Make the lexicons that come from WordNet 3.0: antonyms, verbs, words for persons, words for bodies of people.

    python training/lexicons/from_wordnet.py /usr/share/wordnet analyzer/lexicons/en

The dictionary files are those of Debian's ``wordnet-base``. Nothing here runs when the analyzer runs.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

PERSON, GROUP = "18", "14"  # lexicographer files noun.person and noun.group
LICENCE = (
    "# From WordNet 3.0, copyright 2006 by Princeton University; see NOTICE. Made by training/lexicons/from_wordnet.py."
)
PLAIN_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def synsets(folder: Path, part: str) -> Iterator[tuple[str, str, list[str], list[tuple[str, str, str, str]]]]:
    """Yield offset, lexicographer file, words and pointers (symbol, offset, part of speech, source/target)."""
    for line in (folder / f"data.{part}").read_text(encoding="latin-1").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split("|")[0].split()
        n_words = int(fields[3], 16)
        words = [re.sub(r"\(.*\)$", "", w) for w in fields[4 : 4 + 2 * n_words : 2]]
        first = 5 + 2 * n_words
        pointers = [tuple(fields[i : i + 4]) for i in range(first, first + 4 * int(fields[first - 1]), 4)]
        yield fields[0], fields[1], words, pointers  # type: ignore[misc]


def first_senses(folder: Path, n_senses: int) -> dict[str, list[str]]:
    """Map each noun to the offsets of its ``n_senses`` most frequent senses."""
    senses = {}
    for line in (folder / "index.noun").read_text(encoding="latin-1").splitlines():
        if not line.startswith("  "):
            fields = line.split()
            n_synsets = int(fields[2])
            senses[fields[0]] = fields[-n_synsets:][:n_senses]
    return senses


def nouns_of(folder: Path, lexicographer_file: str, n_senses: int = 2) -> list[str]:
    """List lower-case one-word nouns of which one of the most frequent senses stands in that file."""
    inside = {offset for offset, file, _, _ in synsets(folder, "noun") if file == lexicographer_file}
    lower = {word for _, file, words, _ in synsets(folder, "noun") if file == lexicographer_file for word in words}
    senses = first_senses(folder, n_senses)
    return sorted(
        word
        for word, offsets in senses.items()
        if PLAIN_WORD.fullmatch(word) and word in lower and inside.intersection(offsets)
    )


def common_nouns(folder: Path) -> list[str]:
    """List lower-case one-word nouns that occur in WordNet's sense-tagged texts."""
    lower = {word for _, _, words, _ in synsets(folder, "noun") for word in words if PLAIN_WORD.fullmatch(word)}
    found = []
    for line in (folder / "index.noun").read_text(encoding="latin-1").splitlines():
        fields = line.split()
        if not line.startswith("  ") and fields[0] in lower and int(fields[-int(fields[2]) - 1]) > 0:
            found.append(fields[0])
    return sorted(found)


def antonyms(folder: Path) -> list[str]:
    """List pairs of opposite words, each pair once, tab-separated."""
    pairs = set()
    for part in ("adj", "adv", "noun", "verb"):
        words_at = {offset: words for offset, _, words, _ in synsets(folder, part)}
        for _, _, words, pointers in synsets(folder, part):
            for symbol, offset, _, numbers in pointers:
                source, target = int(numbers[:2], 16), int(numbers[2:], 16)
                if symbol == "!" and source and target:
                    pair = tuple(sorted((words[source - 1], words_at[offset][target - 1])))
                    if all(PLAIN_WORD.fullmatch(word) for word in pair):
                        pairs.add("\t".join(pair))
    return sorted(pairs)


def verbs(folder: Path) -> list[str]:
    """List one-word verbs and their irregular forms."""
    lines = (folder / "index.verb").read_text(encoding="latin-1").splitlines()
    lemmas = {line.split()[0] for line in lines if not line.startswith("  ")}
    exceptions = [line.split()[0] for line in (folder / "verb.exc").read_text(encoding="latin-1").splitlines()]
    return sorted(word for word in lemmas.union(exceptions) if PLAIN_WORD.fullmatch(word))


def main() -> None:
    """Write the lexicons."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wordnet", type=Path)
    parser.add_argument("lexicons", type=Path)
    arguments = parser.parse_args()
    for name, lines in {
        "person_nouns.txt": nouns_of(arguments.wordnet, PERSON),
        "common_nouns.txt": common_nouns(arguments.wordnet),
        "titles.txt": nouns_of(arguments.wordnet, PERSON, 1),
        "group_nouns.txt": nouns_of(arguments.wordnet, GROUP),
        "antonyms.tsv": antonyms(arguments.wordnet),
        "verbs.txt": verbs(arguments.wordnet),
    }.items():
        (arguments.lexicons / name).write_text("\n".join([LICENCE, *lines]) + "\n", encoding="utf-8")
        print(f"{name}: {len(lines)}")


if __name__ == "__main__":
    main()
