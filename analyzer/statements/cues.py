"""Words that report what somebody says, demands or holds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from analyzer.language.lexicon import read_lines, read_table
from analyzer.language.tokens import Token, lemma
from analyzer.schema import Stance
from analyzer.statements import grammar
from analyzer.statements.grammar import is_adverb, is_auxiliary, is_class, is_negation, is_possessive_ending
from analyzer.statements.sentences import Sentence

Form = Literal["finite", "participle", "passive", "noun", "according", "other"]
_Entry = tuple[tuple[str, ...], str, Stance]  # words, frames, stance

_MAX_CUES = 100  # a sentence with more is no prose
_MAX_POSSESSOR_GAP = 3
_SUBJECT_BEFORE_SINGULAR = frozenset(("he", "she", "it", "who", "which", "one", "everyone", "nobody", "and", "but"))
_SUBJECT_BEFORE_PLURAL = frozenset(("i", "we", "they", "you", "people", "police"))


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word in a sentence.

    Attributes
    ----------
    first, last
        Its tokens, end exclusive, with its particle ("warned of").
    lemma
        The entry of the lexicon, "warn of".
    frames
        Letters as in ``lexicons/en/reporting_verbs.tsv``.
    stance
        What it does with its content: asserts, denies, demands.
    form
        How it is used: as a verb with a subject, as a participle, in the passive, as a noun, or "according to"; other
        words than the lexicon's are told by a trained tagger.
    """

    first: int
    last: int
    lemma: str
    frames: str
    stance: Stance
    form: Form

    @property
    def at(self) -> tuple[int, int]:
        """Its tokens."""
        return self.first, self.last


@lru_cache(maxsize=256)
def find_cues(sentence: Sentence) -> tuple[Cue, ...]:
    """List the reporting words outside quotation marks, left to right; asked again and again of one sentence."""
    found: list[Cue] = []
    for i, token in enumerate(sentence.tokens):
        if len(found) == _MAX_CUES:
            break
        inside_last = bool(found) and i < found[-1].last
        if sentence.quoted[i] or inside_last or not token.is_word:
            continue
        cue = _according(sentence, i) or _verb(sentence, i) or _noun(sentence, i)
        if cue is not None:
            found.append(cue)
    return tuple(found)


def _according(sentence: Sentence, i: int) -> Cue | None:
    tokens = sentence.tokens
    if tokens[i].lower == "according" and i + 1 < len(tokens) and tokens[i + 1].lower == "to":
        return Cue(i, i + 2, "according to", "c", "asserts", "according")
    return None


def _verb(sentence: Sentence, i: int) -> Cue | None:
    tokens, token = sentence.tokens, sentence.tokens[i]
    entries = _entries().get(_verb_lemma(token.lower), ())
    if not entries or (token.is_capitalised and i > 0 and not _capitalises_every_word(sentence)):
        return None
    form = _form(sentence, i)
    if form is None:
        return None
    for words, frames, stance in entries:
        last = _match_particles(tokens, i, words)
        if last is not None and not _leads_on(tokens, words, last) and not asks_for_anonymity(tokens, last):
            return Cue(i, last, " ".join(words), frames, stance, form)
    return None


def _leads_on(tokens: list[Token], words: tuple[str, ...], last: int) -> bool:
    """Whether "went on to" leads to another reporting verb."""
    return words[0] == "go" and last < len(tokens) and tokens[last].lower == "to"


def asks_for_anonymity(tokens: list[Token], last: int) -> bool:
    """Whether somebody only "asked not to be named"."""
    following = [token.lower for token in tokens[last : last + 4] if token.lower != "not"]
    return following[:2] == ["to", "be"] and following[2:3] in (["named"], ["identified"], ["quoted"])


@cache
def _verb_lemma(word: str) -> str:
    """Return the base form of a verb; a dictionary takes "warning" for a noun."""
    if not word.endswith("ing"):
        return lemma(word)
    stems = (lemma(word), word[:-3], word[:-3] + "e", word[:-4])
    return next((stem for stem in stems if stem in _entries()), word)


def _capitalises_every_word(sentence: Sentence) -> bool:
    """Whether a headline writes all its words with capitals, so that a capital says nothing."""
    if not sentence.is_headline:
        return False
    words = [t for t in sentence.tokens if t.is_word and len(t.text) > 3]
    return len(words) > 3 and sum(t.is_capitalised for t in words) > 0.8 * len(words)


def _match_particles(tokens: list[Token], i: int, words: tuple[str, ...]) -> int | None:
    """Return the end of an entry of several words whose verb is token ``i``, letting adverbs stand between."""
    at = i + 1
    for word in words[1:]:
        while (
            at < len(tokens)
            and tokens[at].lower != word
            and (is_adverb(tokens[at]) or _is_time_before(tokens, at, word))
        ):
            at += 1
        if at >= len(tokens) or tokens[at].lower != word:
            return None
        at += 1
    return at


def _is_time_before(tokens: list[Token], at: int, word: str) -> bool:
    """Whether a time stands between a verb and its "that": "ruled on Friday that"."""
    begins = tokens[at].lower in ("on", "in", "last") and at + 1 < len(tokens) and grammar.is_time(tokens, at + 1)
    return word == "that" and (begins or grammar.is_time(tokens, at))


def _form(sentence: Sentence, i: int) -> Form | None:
    """Tell how a reporting verb is used; ``None`` when it is a noun, an adjective or only hypothetical."""
    tokens, word = sentence.tokens, sentence.tokens[i].lower
    before = _before(tokens, i)
    if word.endswith("ing"):
        return _form_of_participle(tokens, i, before)
    if before is None:
        return _form_at_start(sentence, i)
    if before.lower == "to":
        return "finite" if _continues_speaking(tokens, i) else None
    if is_class(before, "modal"):
        return None
    if grammar.is_verb_form(word):
        return _form_of_past(word, before)
    return _form_of_present(word, before)


def _form_of_participle(tokens: list[Token], i: int, before: Token | None) -> Form | None:
    if before is None:
        return "participle"
    in_passive = is_class(before, "be") and any(t.lower == "being" for t in tokens[max(0, i - 2) : i])
    return None if _makes_noun(before) or in_passive else "participle"


def _form_at_start(sentence: Sentence, i: int) -> Form | None:
    return "finite" if sentence.is_headline else None  # "Asked about it, …": somebody else asked


def _form_of_past(word: str, before: Token) -> Form | None:
    if is_class(before, "be"):
        return "passive"
    only_participle = word.endswith(("tten", "wn")) and lemma(before.lower) != "have"
    return None if only_participle or _makes_noun(before) else "finite"


def _form_of_present(word: str, before: Token) -> Form | None:
    """Tell the verb "claims" or "claim" from the noun by what stands before it."""
    if is_class(before, "determiner", "possessive", "preposition") or grammar.is_possessive_mark(before):
        return None
    if word != lemma(word):  # third person singular, or a plural noun: only after somebody who can speak
        speaks = grammar.is_speaking_noun(before.lower) or grammar.is_speaking_thing(before.lower)
        named = before.is_capitalised or not before.is_word
        return "finite" if speaks or named or before.lower in _SUBJECT_BEFORE_SINGULAR else None
    if is_auxiliary(before) or is_negation(before):
        return "finite"
    several = before.lower.endswith("s") and grammar.is_person_noun(before.lower)
    return "finite" if several or before.lower in _SUBJECT_BEFORE_PLURAL else None


def _makes_noun(before: Token) -> bool:
    """Whether a word after this one is a noun or adjective: "the stated aim", "its warning"."""
    return is_class(before, "determiner", "possessive") or is_possessive_ending(before)


def _before(tokens: list[Token], i: int) -> Token | None:
    """Return the nearest token to the left that is no adverb."""
    j = i - 1
    while j >= 0 and _is_passed_over(tokens, j):
        j -= 1
    return tokens[j] if j >= 0 else None


def _is_passed_over(tokens: list[Token], j: int) -> bool:
    place = tokens[j].lower in ("there", "here")
    return grammar.floats(tokens, j) or (is_adverb(tokens[j]) and not place)


def _continues_speaking(tokens: list[Token], i: int) -> bool:
    """Whether the infinitive follows "went on to" or "continued to", which do report speech."""
    words = [t.lower for t in tokens[max(0, i - 4) : i]]
    if words[-1:] != ["to"] or len(words) < 2:
        return False
    return words[-2] == "on" or lemma(words[-2]) in ("continue", "proceed")


def _noun(sentence: Sentence, i: int) -> Cue | None:
    """Find "their demand that …", "its threats of …": a reporting noun with its possessor before it."""
    tokens = sentence.tokens
    entry = read_table("reporting_nouns.tsv").get(lemma(tokens[i].lower))
    if entry is None or i == 0 or i + 1 >= len(tokens):
        return None
    j, following = i - 1, tokens[i + 1].lower
    while j > 0 and not _possesses(tokens[j]) and tokens[j].is_word and i - j < _MAX_POSSESSOR_GAP:
        j -= 1
    of_somebody = _possesses(tokens[j]) and tokens[j].lower not in ("my", "your", "our")
    if not of_somebody or following not in ("that", "of", "to", "for"):
        return None
    stance: Stance = entry[0]  # type: ignore[assignment]
    return Cue(i, i + 2, tokens[i].lower, {"that": "c", "to": "t"}.get(following, "n"), stance, "noun")


def _possesses(token: Token) -> bool:
    return is_class(token, "possessive") or grammar.is_possessive_mark(token)


@cache
def _entries() -> dict[str, tuple[_Entry, ...]]:
    """Map the first word of each entry to its entries, the longest first."""
    found: dict[str, list[_Entry]] = {}
    for line in read_lines("reporting_verbs.tsv"):
        verb, frames, stance = line.split("\t")
        words = tuple(verb.split())
        found.setdefault(words[0], []).append((words, frames, stance))  # type: ignore[arg-type]
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in found.items()}
