"""One says there is no such thing ("there are no X", "no such thing as X"); the other speaks of X as real."""

from __future__ import annotations

from analyzer.comparisons.once import once
from analyzer.comparisons.propositions import is_one_matter, may_be_one_subject
from analyzer.comparisons.reading import Reading
from analyzer.comparisons.subject import Subject
from analyzer.comparisons.words import Word, family_of
from analyzer.language.word_classes import words_of
from analyzer.schema import Evidence, Span

_BE = frozenset(
    ("is", "are", "was", "were", "'s", "be", "been", "isn't", "aren't", "wasn't", "weren't", "there's", "exists")
)
_FILLERS = frozenset(
    ("such", "thing", "things", "as", "a", "an", "any", "single", "real", "actual", "kind", "of", "sort")
)
_DENYING = frozenset(("no", "not", "any", "without", "never"))
# "There must be no war" and "there will be no war" do not say that there is no such thing.
_NOT_YET = frozenset(("must", "should", "ought", "shall", "let", "if", "will", "would", "'ll"))
_FAMILY = 0.8
_BARE, _SURE = 0.6, 0.8


def find(left: Reading, right: Reading, subject: Subject) -> Evidence | None:
    """Return what is said not to exist and where the other relies on it, strength 0 to 1, or ``None``."""
    forward = _clash(left, right, subject)
    if forward is not None:
        strength, denied, relied = forward
        return Evidence("existence", strength, denied, relied, f"{left.quote(denied)} / {right.quote(relied)}")
    backward = _clash(right, left, subject)
    if backward is not None:
        strength, denied, relied = backward
        return Evidence("existence", strength, relied, denied, f"{left.quote(relied)} / {right.quote(denied)}")
    return None


def _clash(
    denier: Reading, other: Reading, subject: Subject
) -> tuple[float, tuple[Span, ...], tuple[Span, ...]] | None:
    for start, phrase in denied_things(denier):
        if len(phrase) == 1 and not (
            is_one_matter(denier, other, subject, phrase[0].key) and may_be_one_subject(denier, other, subject)
        ):
            continue  # "no excuse" and "an excuse": the bare noun proves nothing
        relied = _relies_on(other, phrase)
        if relied is not None:
            strength, words = relied
            denied = Span(denier.words[start].start, phrase[-1].end)
            return strength, (denied,), (Span(words[0].start, words[-1].end),)
    return None


@once
def denied_things(reading: Reading) -> list[tuple[int, list[Word]]]:
    """Return index of the first word of each denial of existence, and the noun phrase that is denied."""
    found = []
    words = reading.words
    for i, word in enumerate(words):
        if word.lower == "no" and _is_existential(words, i):
            phrase = _noun_phrase(words, i + 1)
        elif word.lower.endswith("n't") and i and words[i - 1].lower == "there" and words[i + 1 : i + 2]:
            phrase = _noun_phrase(words, i + 1) if words[i + 1].lower == "any" else []
        else:
            continue
        if phrase:
            found.append((i, phrase))
    return found


def _is_existential(words: tuple[Word, ...], i: int) -> bool:
    if i == 0:  # the content begins with the denial: "no such thing as X"
        return len(words) > 1 and words[1].lower == "such"
    if i + 1 < len(words) and words[i + 1].lower == "such":
        return True
    if any(word.lower in _NOT_YET for word in words[max(0, i - 4) : i]):
        return False
    return words[i - 1].lower in _BE and any(word.lower.startswith("there") for word in words[max(0, i - 3) : i])


def _noun_phrase(words: tuple[Word, ...], i: int) -> list[Word]:
    while i < len(words) and words[i].lower in _FILLERS:
        i += 1
    phrase: list[Word] = []
    while (
        i < len(words)
        and words[i].is_content
        and (not phrase or words[i].clause == phrase[0].clause)
        and len(phrase) < 4
    ):
        phrase.append(words[i])
        i += 1
    return phrase


def _relies_on(reading: Reading, phrase: list[Word]) -> tuple[float, list[Word]] | None:
    """Return how clearly a reading speaks of a thing as real, and its words for it."""
    head, modifiers = phrase[-1], {word.key for word in phrase[:-1]}
    words = reading.words
    if reading.is_denial or (not modifiers and _is_supposed(reading)):
        return None
    for i, word in enumerate(words):
        same = word.key == head.key
        if not (same or (modifiers and family_of(word.key) is not None and family_of(word.key) == family_of(head.key))):
            continue
        near = [w for w in words[max(0, i - 3) : i] if w.clause == word.clause and w.key in modifiers]
        if (
            word.negator >= 0
            or _is_denied(words[max(0, i - 3) : i])
            or len({w.key for w in near}) < len(modifiers)
            or _is_asked(reading, word)
        ):
            continue
        strength = (1.0 if same else _FAMILY) * (1.0 if modifiers else _BARE)
        return strength, [near[0] if near else word, word]
    return None


def _is_denied(before: tuple[Word, ...]) -> bool:
    """Whether words just before a noun deny it or keep it from being ("without war", "avoid a war")."""
    return any(w.lower in _DENYING or w.key in words_of("implicit negative") for w in before)


def _is_supposed(reading: Reading) -> bool:
    """Whether the statement only speaks of what could or would be."""
    conditional = any(word.lower in ("if", "would", "should", "must") for word in reading.words)
    return conditional or any(words.degree < _SURE for words in reading.certainty)


def _is_asked(reading: Reading, word: Word) -> bool:
    before = [w.lower for w in reading.words if w.end <= word.start and w.clause == word.clause]
    return any(lower in ("if", "whether", "unless") for lower in before) or reading.statement.stance == "asks"
