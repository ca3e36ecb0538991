"""Words that report what somebody says, demands or holds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from analyzer.language.lexicon import read_lines, read_table, read_words
from analyzer.language.tokens import Token, lemma
from analyzer.schema import Stance
from analyzer.statements import grammar
from analyzer.statements.grammar import is_adverb, is_auxiliary, is_class, is_negation
from analyzer.statements.sentences import Sentence

Form = Literal["finite", "participle", "passive", "noun", "according"]

_BE = frozenset(("am", "is", "are", "was", "were", "be", "been", "being"))


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word in a sentence.

    Attributes
    ----------
    first, last
        Its tokens, end exclusive, with its particle ("warned of").
    frames
        Letters as in ``lexicons/en/reporting_verbs.tsv``.
    """

    first: int
    last: int
    lemma: str
    frames: str
    stance: Stance
    form: Form


def find_cues(sentence: Sentence) -> list[Cue]:
    """List the reporting words outside quotation marks, left to right."""
    found: list[Cue] = []
    for i, token in enumerate(sentence.tokens):
        if sentence.quoted[i] or (found and i < found[-1].last):
            continue
        cue = _according(sentence, i) or _verb(sentence, i) or _noun(sentence, i)
        if cue is not None and token.is_word:
            found.append(cue)
    return found


def _according(sentence: Sentence, i: int) -> Cue | None:
    tokens = sentence.tokens
    if tokens[i].lower == "according" and i + 1 < len(tokens) and tokens[i + 1].lower == "to":
        return Cue(i, i + 2, "according to", "c", "asserts", "according")
    return None


def _verb(sentence: Sentence, i: int) -> Cue | None:
    tokens, token = sentence.tokens, sentence.tokens[i]
    entries = _entries().get(_verb_lemma(token.lower), ()) if token.is_word else ()
    if not entries or (token.is_capitalised and i > 0 and not _may_be_capitalised(sentence, i)):
        return None
    form = _form(sentence, i)
    if form is None:
        return None
    for words, frames, stance in entries:
        last = _match_particles(tokens, i, words)
        leads_on = last is not None and words[0] == "go" and last < len(tokens) and tokens[last].lower == "to"
        if last is not None and not leads_on:
            return Cue(i, last, " ".join(words), frames, stance, form)
    return None


def _verb_lemma(word: str) -> str:
    """Return the base form of a verb; a dictionary takes "warning" for a noun."""
    if not word.endswith("ing"):
        return lemma(word)
    stems = (lemma(word), word[:-3], word[:-3] + "e", word[:-4])
    return next((stem for stem in stems if stem in _entries()), word)


def _may_be_capitalised(sentence: Sentence, i: int) -> bool:
    """Whether a capital says nothing: in a headline that capitalises all its words, or after a quotation mark."""
    words = [t for t in sentence.tokens if t.is_word and len(t.text) > 3]
    return sentence.is_headline and len(words) > 3 and sum(t.is_capitalised for t in words) > 0.8 * len(words)


def _match_particles(tokens: list[Token], i: int, words: tuple[str, ...]) -> int | None:
    """Return the end of an entry of several words whose verb is token ``i``, letting adverbs stand between."""
    at = i + 1
    for word in words[1:]:
        while at < len(tokens) and is_adverb(tokens[at]) and tokens[at].lower != word:
            at += 1
        if at >= len(tokens) or tokens[at].lower != word:
            return None
        at += 1
    return at


def _form(sentence: Sentence, i: int) -> Form | None:
    """Tell how a reporting verb is used; ``None`` when it is a noun, an adjective or only hypothetical."""
    tokens, word = sentence.tokens, sentence.tokens[i].lower
    before = _before(tokens, i)
    if word.endswith("ing"):
        if before is not None and (is_class(before, "determiner", "possessive") or before.text in ("'s", "’s")):
            return None
        return None if before is not None and before.lower in _BE and _is_passive_chain(tokens, i) else "participle"
    if before is None:
        return "participle" if grammar.is_verb_form(word) and i == 0 else "finite" if sentence.is_headline else None
    if before.lower == "to":
        return "finite" if _continues_speaking(tokens, i) else None
    if is_class(before, "modal"):
        return None
    if grammar.is_verb_form(word):
        if before.lower in _BE:
            return "passive"
        if word.endswith(("tten", "wn")) and lemma(before.lower) != "have":
            return None
        if is_class(before, "determiner", "possessive") or before.text in ("'s", "’s"):
            return None
        return "finite"
    return _present(tokens, i, before)


def _present(tokens: list[Token], i: int, before: Token) -> Form | None:
    """Tell the verb "claims" or "claim" from the noun by what stands before it."""
    word, base = tokens[i].lower, lemma(tokens[i].lower)
    if is_class(before, "determiner", "possessive", "preposition") or before.text in ("'s", "’s", "'", "’"):
        return None
    if word != base:  # third person singular, or a plural noun: only after somebody who can speak
        speaks = grammar.is_person_noun(before.lower) or grammar.is_group_noun(before.lower)
        thing = lemma(before.lower) in read_words("speaking_things.txt")
        pronoun = before.lower in ("he", "she", "it", "who", "which", "one", "everyone", "nobody", "and", "but")
        return "finite" if speaks or thing or pronoun or before.is_capitalised or not before.is_word else None
    if is_auxiliary(before) or is_negation(before):
        return "finite"
    subject = before.lower in ("i", "we", "they", "you") or (
        before.lower.endswith("s") and grammar.is_person_noun(before.lower)
    )
    return "finite" if subject or before.lower in ("people", "police") else None


def _before(tokens: list[Token], i: int) -> Token | None:
    j = i - 1
    while j >= 0 and is_adverb(tokens[j]) and tokens[j].lower not in ("there", "here"):
        j -= 1
    return tokens[j] if j >= 0 else None


def _continues_speaking(tokens: list[Token], i: int) -> bool:
    """Whether the infinitive follows "went on to" or "continued to", which do report speech."""
    words = [t.lower for t in tokens[max(0, i - 4) : i]]
    return words[-1:] == ["to"] and (
        words[-2:-1] == ["on"] or (len(words) > 1 and lemma(words[-2]) in ("continue", "proceed"))
    )


def _is_passive_chain(tokens: list[Token], i: int) -> bool:
    """Whether "being" makes it a passive; a progressive ("is saying") is speech as well."""
    return any(t.lower == "being" for t in tokens[max(0, i - 2) : i])


def _noun(sentence: Sentence, i: int) -> Cue | None:
    """Find "their demand that …", "its threats of …": a reporting noun with its possessor before it."""
    tokens = sentence.tokens
    entry = read_table("reporting_nouns.tsv").get(lemma(tokens[i].lower))
    if entry is None or i == 0 or i + 1 >= len(tokens):
        return None
    j = i - 1
    while j > 0 and not _possesses(tokens[j]) and tokens[j].is_word and i - j < 3:
        j -= 1
    if (
        not _possesses(tokens[j])
        or tokens[j].lower in ("my", "your", "our")
        or tokens[i + 1].lower not in ("that", "of", "to", "for")
    ):
        return None
    stance: Stance = entry[0]  # type: ignore[assignment]
    frames = {"that": "c", "to": "t"}.get(tokens[i + 1].lower, "n")
    return Cue(i, i + 2, tokens[i].lower, frames, stance, "noun")


def _possesses(token: Token) -> bool:
    return is_class(token, "possessive") or token.text in ("'s", "’s", "'", "’")


@cache
def _entries() -> dict[str, tuple[tuple[tuple[str, ...], str, Stance], ...]]:
    """Map the first word of each entry to its entries, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str, Stance]]] = {}
    for line in read_lines("reporting_verbs.tsv"):
        verb, frames, stance = line.split("\t")
        words = tuple(verb.split())
        found.setdefault(words[0], []).append((words, frames, stance))  # type: ignore[arg-type]
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in found.items()}
