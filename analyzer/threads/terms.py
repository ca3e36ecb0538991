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


@dataclass(frozen=True, slots=True)
class _Form:
    """A word or mark as it is written; claims share most of theirs, so that it is looked at once."""

    text: str
    lower: str
    is_word: bool
    is_capitalised: bool
    is_readable: bool
    may_be_name: bool


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
        self._nouns: dict[str, bool] = {}  # asked for once a word
        self._forms: dict[str, _Form] = {}
        self._read: dict[str, list[_Form]] = {}
        for claim in claims:
            forms = self._read[claim] = self._forms_of(claim)
            self._count(forms)

    def terms(self, claim: str) -> set[Term]:
        """Return the names and nouns of a claim."""
        forms = self._read.get(claim) or self._forms_of(claim)
        names = list(self._name_runs(forms))
        inside = {position for start, end in names for position in range(start, end)}
        found = {term for start, end in names if (term := self._name([f.text for f in forms[start:end]])) is not None}
        for position, form in enumerate(forms):
            if position not in inside and self._is_noun(form.lower):
                found.add(Term(lemma(form.lower), form.lower, False))
        return found

    def _forms_of(self, claim: str) -> list[_Form]:
        forms = []
        for token in tokenize(claim):
            form = self._forms.get(token.text)
            if form is None:
                form = self._forms[token.text] = _form(token)
            forms.append(form)
        return forms

    def _count(self, forms: Sequence[_Form]) -> None:
        for position, form in enumerate(forms):
            if not form.is_readable:
                continue
            if form.is_capitalised:
                self._capitalised[form.lower] += not _starts_sentence(forms, position)
                continue
            self._lower[form.lower] += 1
            self._as_noun[form.lower] += _heads_noun_phrase(forms, position)

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

    def _name_runs(self, forms: Sequence[_Form]) -> Iterator[tuple[int, int]]:
        position = 0
        while position < len(forms):
            end = position
            while end < len(forms) and self._is_name_word(forms, end):
                end += 1
            if 0 < end - position <= _MAX_NAME_WORDS:
                yield position, end
            position = max(end, position + 1)

    def _is_name_word(self, forms: Sequence[_Form], position: int) -> bool:
        form = forms[position]
        if not form.may_be_name:
            return False
        if not _starts_sentence(forms, position) or country_of(form.text):
            return True
        return self._capitalised[form.lower] > self._lower[form.lower] or not is_known_word(form.lower)

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


def _form(token: Token) -> _Form:
    is_readable = token.text[0].isalpha() and len(token.text) <= _MAX_LETTERS
    is_small = token.lower in _stop_words() and token.text != token.text.upper()
    may_be_name = token.is_capitalised and is_readable and not is_small and len(token.text) > 1
    return _Form(token.text, token.lower, token.is_word, token.is_capitalised, is_readable, may_be_name)


def _starts_sentence(forms: Sequence[_Form], position: int) -> bool:
    return position == 0 or (
        not forms[position - 1].is_word and forms[position - 1].text not in {",", "-", "–", "'s", "’s"}
    )


def _heads_noun_phrase(forms: Sequence[_Form], position: int) -> bool:
    """Whether a noun would stand like this: after "the", "of" or a plain adjective, and before no further noun."""
    after = forms[position + 1].lower if position + 1 < len(forms) else "."
    if after[0].isalnum() and after not in words_of("function word"):
        return False
    before = forms[position - 1] if position else None
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
