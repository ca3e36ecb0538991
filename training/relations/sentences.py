"""News sentences to make contrast pairs from, with what stands beside them in their article."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nupunkt

from analyzer.language.tokens import Token, tokenize
from training.quotations.data import held_out
from training.relations.rows import read_lines

_SHORTEST, _LONGEST = 5, 38
_KEPT = 0.1
_DATES = frozenset((*month_name, *day_name))
_QUOTES = re.compile(r"[\"“”]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article; ``beside`` are the article's other ones, ``names`` the names in all of it."""

    text: str
    article: str
    beside: tuple[str, ...]
    names: frozenset[str]

    @property
    def tokens(self) -> list[Token]:
        """Words and marks."""
        return tokenize(self.text)


def read_sentences(data: Path, *, kept: bool = False) -> Iterator[Sentence]:
    """Yield the sentences of the articles to train on, or of those kept from training.

    Articles are the training part of PolNeAR and of the event sentences; single headlines stand alone.
    """
    articles: dict[str, list[str]] = {}
    for row in read_lines(data / "quotes" / "polnear_train.jsonl.gz"):
        articles[str(row["doc_id"])] = [
            part.strip() for paragraph in row["text"].split("\n") for part in nupunkt.sent_tokenize(paragraph)
        ]
    for row in read_lines(data / "groups" / "clusters_ecbplus_sentences.jsonl.gz"):
        if row["split"] == "train":
            articles.setdefault(f"ecb {row['doc']}", []).append(_joined(row["text"]))
    for name, texts in sorted(articles.items()):
        if held_out(name, _KEPT) == kept:
            yield from _of_article(name, texts)


def _of_article(name: str, texts: list[str]) -> Iterator[Sentence]:
    fit = [" ".join(text.split()) for text in dict.fromkeys(texts) if _is_fit(text)]
    names = frozenset(found for text in fit for found in names_in(tokenize(text)))
    for text in fit:
        yield Sentence(text, name, tuple(other for other in fit if other != text), names)


def names_in(tokens: list[Token]) -> list[str]:
    """Return runs of capitalised words that do not begin the sentence."""
    found: list[list[str]] = []
    last = -2
    for place, token in enumerate(tokens):
        if place and token.is_word and token.text[0].isupper() and len(token.text) > 2 and token.text not in _DATES:
            if last == place - 1:
                found[-1].append(token.text)
            else:
                found.append([token.text])
            last = place
    return [" ".join(words) for words in found]


def _is_fit(text: str) -> bool:
    n_words = len(text.split())
    if not _SHORTEST <= n_words <= _LONGEST or not text[0].isalnum() or text[-1] not in '.!”"':
        return False
    n_capitals = sum(word[0].isupper() for word in text.split() if word)
    return n_capitals <= 0.6 * n_words and len(_QUOTES.findall(text)) in (0, 2) and "?" not in text


def _joined(text: str) -> str:
    """Undo the spaces that a tokenizer has put before marks."""
    text = re.sub(r"\s+([.,;:!?%)]|'s\b|n't\b)", r"\1", text)
    return re.sub(r"([($])\s+", r"\1", text)
