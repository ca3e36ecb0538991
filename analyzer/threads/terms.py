"""The names and nouns of a claim, as a reader would write them on a folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from analyzer.language.countries import country_name, country_of
from analyzer.language.lexicon import read_table, read_words
from analyzer.language.tokens import Token, is_known_word, lemma, tokenize
from analyzer.language.word_classes import words_of
from analyzer.schema import Speaker

_MAX_LETTERS = 30  # longer "words" are no words
_MAX_NAME_WORDS = 4
_NOT_TOPICS = ("function word", "verb of report", "verb of saying", "certainty word", "weekday", "month", "negator")


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """A name or noun of a claim.

    Attributes
    ----------
    key
        Equal for forms of one term: "Peru" and "Peruvian", "talk" and "talks".
    shown
        As written in the claim; a country by its name, a person by the surname.
    is_name
        Whether it is a name rather than a noun.
    """

    key: str
    shown: str
    is_name: bool


class Vocabulary:
    """What the claims of a corpus show about its words: which are names, which are nouns, who is a person.

    Parameters
    ----------
    claims
        All claims; their order does not matter.
    speakers
        Persons among them are shown by their surnames.
    """

    def __init__(self, claims: Iterable[str], speakers: Sequence[Speaker]) -> None:
        self._surnames = {s.name.split()[-1].lower() for s in speakers if s.kind == "person" and s.name.split()}
        self._capitalised: Counter[str] = Counter()
        self._lower: Counter[str] = Counter()
        self._as_noun: Counter[str] = Counter()
        self._nouns: dict[str, bool] = {}  # asked for once a word, as claims share most of theirs
        for claim in claims:
            self._read(tokenize(claim))

    def terms(self, claim: str) -> set[Term]:
        """Return the names and nouns of a claim."""
        tokens = tokenize(claim)
        names = list(self._name_runs(tokens))
        inside = {position for start, end in names for position in range(start, end)}
        found = {term for start, end in names if (term := self._name([t.text for t in tokens[start:end]])) is not None}
        for position, token in enumerate(tokens):
            if position not in inside and self._is_noun(token.lower):
                found.add(Term(lemma(token.lower), token.lower, False))
        return found

    def _read(self, tokens: Sequence[Token]) -> None:
        for position, token in enumerate(tokens):
            if not token.text[0].isalpha() or len(token.text) > _MAX_LETTERS:
                continue
            if token.is_capitalised:
                self._capitalised[token.lower] += not _starts_sentence(tokens, position)
                continue
            self._lower[token.lower] += 1
            self._as_noun[token.lower] += _heads_noun_phrase(tokens, position)

    def _is_noun(self, word: str) -> bool:
        if word not in self._nouns:
            self._nouns[word] = self._looks_like_noun(word)
        return self._nouns[word]

    def _looks_like_noun(self, word: str) -> bool:
        return (
            3 * self._as_noun[word] >= max(1, self._lower[word])
            and len(word) > 2
            and lemma(word) not in _stop_words()
            and word not in _stop_words()
            and not word.endswith("ly")
            and (lemma(word) == word or not word.endswith(("ed", "ing")))
        )

    def _name_runs(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
        position = 0
        while position < len(tokens):
            end = position
            while end < len(tokens) and self._is_name_word(tokens, end):
                end += 1
            if 0 < end - position <= _MAX_NAME_WORDS:
                yield position, end
            position = max(end, position + 1)

    def _is_name_word(self, tokens: Sequence[Token], position: int) -> bool:
        token = tokens[position]
        if not token.is_capitalised or not token.text[0].isalpha() or len(token.text) > _MAX_LETTERS:
            return False
        if (token.lower in _stop_words() and token.text != token.text.upper()) or len(token.text) < 2:
            return False
        if not _starts_sentence(tokens, position) or country_of(token.text):
            return True
        return self._capitalised[token.lower] > self._lower[token.lower] or not is_known_word(token.lower)

    def _name(self, words: list[str]) -> Term | None:
        while words and words[0].lower() in read_words("person_nouns.txt"):
            words = words[1:]
        if not words:
            return None
        shown = " ".join(words)
        if code := country_of(shown):
            return Term(f"country {code}", country_name(code), True)
        if words[-1].lower() in self._surnames:
            shown = words[-1]
        return Term(shown.lower(), shown, True)


def _starts_sentence(tokens: Sequence[Token], position: int) -> bool:
    return position == 0 or (
        not tokens[position - 1].is_word and tokens[position - 1].text not in {",", "-", "–", "'s", "’s"}
    )


def _heads_noun_phrase(tokens: Sequence[Token], position: int) -> bool:
    """Whether a noun would stand like this: after "the", "of" or a plain adjective, and before no further noun."""
    after = tokens[position + 1].lower if position + 1 < len(tokens) else "."
    if after[0].isalnum() and after not in words_of("function word"):
        return False
    before = tokens[position - 1] if position else None
    if before is None or before.lower in _openers() or before.text in {"'s", "’s"}:
        return True
    return before.text.isalpha() and before.text.islower() and _may_be_adjective(before.lower)


@cache
def _may_be_adjective(word: str) -> bool:
    return lemma(word) not in read_words("verbs.txt") and word not in words_of("function word")


@cache
def _openers() -> frozenset[str]:
    classes = read_table("closed_classes.tsv")
    return frozenset(word for name in ("determiner", "possessive", "preposition") for word in classes[name]) - {"to"}


@cache
def _stop_words() -> frozenset[str]:
    times = frozenset(read_table("closed_classes.tsv")["time_noun"])
    return times.union(*(words_of(name) for name in _NOT_TOPICS))
