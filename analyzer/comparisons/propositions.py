"""Whether two statements are one proposition: who does it, what is done, and to what.

A word that both have proves little ("not a billionaire" against "the billionaires control 4 percent"): who is spoken of
must be able to be one, the word must be used alike, and more than that one word must be shared.
"""

from __future__ import annotations

from functools import cache

from analyzer.comparisons.once import once
from analyzer.comparisons.reading import Reading
from analyzer.comparisons.subject import Subject, are_neighbours
from analyzer.comparisons.words import Word, family_of
from analyzer.language.lexicon import read_words
from analyzer.language.word_classes import words_of

SAME_SENTENCE = 0.85
"""From this cosine on two sentences are alike whatever stands in subject position."""
_BEFORE_BARE_VERB = words_of("auxiliary") | frozenset(
    ("to", "not", "never", "i", "we", "you", "they", "who", "that", "which", "n't", "let", "and")
)
_POINTING = frozenset(
    ("he", "she", "they", "it", "this", "that", "these", "those", "who", "which", "none", "one", "some")
)
_EXPLETIVE_AFTER = frozenset(("that", "whether", "to", "if"))
_DETERMINERS = frozenset(("a", "an", "the", "his", "her", "its", "our", "their", "my", "your"))
_INTRODUCING = frozenset(("and", "but", "so", "yet", "or", "then", "now", "also", "well", "still"))


def others_shared(subject: Subject, *clashing: str) -> tuple[str, ...]:
    """Return the shared keys beside the words that clash and their near-synonyms, heaviest first."""
    families = {family for key in clashing if (family := family_of(key)) is not None}
    return tuple(
        key
        for key in subject.shared
        if key not in clashing and (family_of(key) is None or family_of(key) not in families)
    )


def is_one_matter(left: Reading, right: Reading, subject: Subject, *clashing: str, least: int = 2) -> bool:
    """Whether enough is shared beside the clashing words: ``least`` words, not only names, or all a short claim has."""
    others = others_shared(subject, *clashing)
    told = [key for key in others if not _is_name(left, key)]
    if not told:
        return False
    return len(others) >= least or len(others) >= min(len(r.topic - set(clashing)) for r in (left, right))


def may_be_one_subject(left: Reading, right: Reading, subject: Subject) -> bool:
    """Whether what the claims begin with can be the same person or thing.

    "Some senators" and "the campaigns" are not; a claim that begins with "he" or "this" says nothing by itself, unless
    the other stands in the same passage.
    """
    if (is_open(left) or is_open(right)) and not are_neighbours(left, right):
        return False
    if _is_participial(left) or _is_participial(right):
        return _speakers_are_subject(left, right)
    if subject.similarity >= SAME_SENTENCE:
        return True
    one, other = opening(left), opening(right)
    if not one or not other:
        return True
    return bool(one & marks(right)) or bool(other & marks(left))


def _speakers_are_subject(left: Reading, right: Reading) -> bool:
    """Whether a claim without a verb of its own ("spending $2 million on ads") tells of whom the other tells."""
    if _is_participial(left) and _is_participial(right):
        return bool(left.context.sayers & right.context.sayers)
    teller, other = (left, right) if _is_participial(left) else (right, left)
    return bool(teller.context.sayer_names & opening(other))


def cue_is(reading: Reading, word_class: str) -> bool:
    """Whether the cue has a word of a class in ``lexicons/en/word_classes.tsv``."""
    cue = reading.statement.cue
    return cue is not None and any(
        word.key in words_of(word_class) for word in reading.frame if cue.start <= word.start < cue.end
    )


@once
def _is_participial(reading: Reading) -> bool:
    """Whether the claim begins with a participle and has no finite verb: its subject is who says it."""
    words = reading.claim
    if not words or not words[0].lower.endswith("ing") or words[0].key not in _verbs():
        return False
    return not any(w.lower in words_of("auxiliary") or _is_finite(words, i) for i, w in enumerate(words))


@once
def marks(reading: Reading) -> frozenset[str]:
    """Return the topic's keys and their families of near-synonyms."""
    return reading.topic | {family for key in reading.topic if (family := family_of(key)) is not None}


@once
def opening(reading: Reading) -> frozenset[str]:
    """Return the keys, with families, of the noun phrase that the claim begins with, up to its verb."""
    found: list[str] = []
    for i, word in enumerate(reading.claim):
        if word.lower in words_of("auxiliary") or word.negator >= 0 or (found and _is_finite(reading.claim, i)):
            break
        if word.is_content and word.key in reading.topic:
            found.append(word.key)
    return frozenset(found) | {family for key in found if (family := family_of(key)) is not None}


@once
def is_open(reading: Reading) -> bool:
    """Whether the claim begins with a pronoun whose meaning it does not tell ("he is not", "who would not").

    "It is not certain that ..." says what "it" is.
    """
    words = [word.lower for word in reading.claim if word.lower not in _INTRODUCING]
    if not words or words[0] not in _POINTING:
        return False
    if (
        words[0] in ("it", "one", "some", "this", "that", "these", "those")
        and words[1:2]
        and words[1] not in words_of("auxiliary")
    ):
        return words[0] == "it"  # "some senators", "this bridge"
    return not (words[0] == "it" and any(word in _EXPLETIVE_AFTER for word in words[2:6]))


def is_verb_use(words: tuple[Word, ...], i: int) -> bool:
    """Whether a word that may be verb or noun is used as a verb, by its form and the word before it."""
    word = words[i]
    before = words[i - 1] if i and words[i - 1].clause == word.clause else None
    if word.lower == word.key:
        if before is None or _takes_object(words, i):
            return True
        plural = before.is_content and before.lower.endswith("s") and not before.lower.endswith(("ss", "'s"))
        return before.lower in _BEFORE_BARE_VERB or before.lower.endswith(("ly", "n't")) or plural
    if word.lower.endswith("s") and not word.lower.endswith("ss"):
        if before is None or before.lower in _DETERMINERS or before.lower in words_of("preposition"):
            return False
        return before.is_name or not (before.is_content and before.lower.endswith("s"))
    return True


def _takes_object(words: tuple[Word, ...], i: int) -> bool:
    """Whether an object follows at once ("cut 500 jobs", "cut the jobs")."""
    after = words[i + 1] if i + 1 < len(words) else None
    before = words[i - 1].lower
    if after is None or before in _DETERMINERS:
        return False
    return after.lower in _DETERMINERS or after.text[0].isdigit()


def _is_finite(words: tuple[Word, ...], i: int) -> bool:
    word = words[i]
    if word.is_name or word.key not in _verbs() or word.lower.endswith("ing"):
        return False
    return word.lower != word.key and is_verb_use(words, i)


def _is_name(reading: Reading, key: str) -> bool:
    return any(word.is_name and word.key == key for word in reading.claim)


@cache
def _verbs() -> frozenset[str]:
    return read_words("verbs.txt") | words_of("verb of report")
