"""The same proposition, once with a negation and once without.

Negation words alone prove nothing: the word that is negated must stand in the other statement, used alike and not
negated, in a proposition that is otherwise nearly the same: the same who, and more shared than that one word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from analyzer.comparisons.once import once
from analyzer.comparisons.propositions import SAME_SENTENCE, cue_is, is_one_matter, is_verb_use, may_be_one_subject
from analyzer.comparisons.reading import Reading
from analyzer.comparisons.subject import Subject, subjects_differ
from analyzer.comparisons.words import Word, family_of, is_negator
from analyzer.language.word_classes import words_of
from analyzer.schema import Evidence, Span

LEAST_OVERLAP = 0.5
_LEAST_OVERLAP_OF_DENIAL, _LEAST_JACCARD_OF_DENIAL = 0.7, 0.4
_REACH = 8
_NEAR_SYNONYM = 0.55
_CLAUSE_OPENERS = frozenset(("that", "when", "whether", "how", "why", "if", "what", "who", "where", "which"))
_POSSIBLE, _ONLY_POSSIBLE = 0.5, 0.5
_OUGHT = frozenset(("must", "should", "ought", "shall", "let", "needs", "need"))
_ABLE = frozenset(("can", "could", "may", "might", "cannot", "can't", "couldn't"))
_SUPPOSING = frozenset(("if", "unless", "whether"))
_OF_NOUNS = frozenset(("no", "neither", "without", "lack", "lacks", "lacked"))
_LONGEST_PHRASE = 4


@dataclass(frozen=True, slots=True)
class Denied:
    """A word that a negation governs most directly.

    Attributes
    ----------
    key
        Of the word; of a noun phrase ("not a combat mission") its last word.
    modifiers
        Keys of the noun phrase's other words.
    use
        How the word is used: nothing is said about adjectives and participles after a copula.
    spans
        Places of the negation and the word.
    """

    key: str
    modifiers: frozenset[str]
    use: str
    spans: tuple[Span, ...]


def find(left: Reading, right: Reading, subject: Subject) -> Evidence | None:
    """Return the negated word and its affirmed twin, strength 0 to 1, or ``None``."""
    if subject.overlap < LEAST_OVERLAP or subject.names_apart or subjects_differ(left, right):
        return None
    if not may_be_one_subject(left, right, subject):
        return None
    if left.is_denial != right.is_denial:
        return _denial(left, right, subject)
    if _wants(left) != _wants(right) and subject.similarity < SAME_SENTENCE:
        return None  # what is demanded is not said to be so
    forward, backward = _clash(left, right, subject), _clash(right, left, subject)
    # Both negate what the other affirms: two propositions that are tangled, not one denied.
    if (forward is None) == (backward is None):
        return None
    if forward is not None:
        strength, negated, affirmed = forward
        return _evidence(left, right, strength, negated, (affirmed,))
    assert backward is not None
    strength, negated, affirmed = backward
    return _evidence(left, right, strength, (affirmed,), negated)


def _denial(left: Reading, right: Reading, subject: Subject) -> Evidence | None:
    """Return a content that one denies as a whole and the other tells, neither with a negation of its own."""
    negated = any(is_negator(word.lower) for reading in (left, right) for word in reading.words)
    if negated or subject.overlap < _LEAST_OVERLAP_OF_DENIAL or subject.jaccard < _LEAST_JACCARD_OF_DENIAL:
        return None
    denier, teller = (left, right) if left.is_denial else (right, left)
    if cue_is(denier, "blame"):
        return None  # who condemns a thing does not deny it
    if any(word.key in words_of("implicit negative") or word.key in words_of("denial") for word in teller.frame):
        return None  # both decline, or the teller's own words deny it too
    told = {word.key: word for word in teller.words}
    key = next((key for key in subject.shared if key in told and not told[key].is_name), None)
    if key is None or not is_one_matter(left, right, subject, key):
        return None
    spans = (Span(told[key].start, told[key].end),)
    cues = [(cue,) if (cue := reading.statement.cue) is not None else spans for reading in (left, right)]
    strength = _ONLY_POSSIBLE if is_only_possible(teller) else 1.0
    if left.is_denial:
        return _evidence(left, right, strength, cues[0], spans)
    return _evidence(left, right, strength, spans, cues[1])


def is_only_possible(reading: Reading) -> bool:
    """Whether the statement says no more than that something may be so."""
    return any(words.degree <= _POSSIBLE and not words.against for words in reading.certainty)


@once
def denied(reading: Reading) -> tuple[Denied, ...]:
    """Return what the negations of a statement govern most directly, in order."""
    found: dict[str, Denied] = {}
    seen: set[int] = set()
    for i, word in enumerate(reading.words):
        if word.negator < 0 or word.negator in seen or not word.is_content:
            continue
        seen.add(word.negator)
        if not _can_be_denied(reading, word):
            continue  # "did not say when it will close" does not deny that it will
        if any(w.lower in _OUGHT for w in reading.words[max(0, word.negator - 3) : word.negator]):
            continue  # what ought not to be is not denied
        between = [w.lower for w in reading.words[word.negator + 1 : i]]
        if _is_denied_twice(reading.words, word) or _is_supposed(reading, word):
            continue  # "nobody won without a fight", "if it does not rain"
        if _CLAUSE_OPENERS.intersection(between):
            continue  # "not the one that the bank uses" does not deny that it uses one
        if reading.words[word.negator].lower == "not" and words_of("preposition").intersection(between):
            continue  # "not by large margins": that it happened is not denied
        one = _read_denied(reading.words, i)
        found.setdefault(one.key, one)
    return tuple(found.values())


def _read_denied(words: tuple[Word, ...], i: int) -> Denied:
    negator = words[words[i].negator]
    between = words[words[i].negator + 1 : i]
    of_noun = negator.lower in _OF_NOUNS or any(w.lower in words_of("determiner") for w in between)
    phrase = [words[i]]
    while of_noun and len(phrase) < _LONGEST_PHRASE and i + len(phrase) < len(words):
        word = words[i + len(phrase)]
        if not word.is_content or word.clause != phrase[0].clause:
            break
        phrase.append(word)
    before = words[words[i].negator - 1].lower if words[i].negator else ""
    of_predicate = before in words_of("copula") or negator.lower in ("isn't", "aren't", "wasn't", "weren't")
    use = "noun" if of_noun else "" if of_predicate else "verb"
    head = phrase[-1]
    spans = (Span(negator.start, negator.end), Span(phrase[0].start, head.end))
    return Denied(head.key, frozenset(word.key for word in phrase[:-1]), use, spans)


def parity_differs(left: Reading, right: Reading) -> bool:
    """Whether a word both have is negated on one side only."""
    one, other = _by_parity(left), _by_parity(right)
    return not (one[True].isdisjoint(other[False]) and one[False].isdisjoint(other[True]))


@once
def _by_parity(reading: Reading) -> Mapping[bool, frozenset[str]]:
    words = [w for w in reading.words if w.is_content and w.key not in words_of("verb of report")]
    return {flag: frozenset(w.key for w in words if (w.negator >= 0) == flag) for flag in (True, False)}


def _can_be_denied(reading: Reading, word: Word) -> bool:
    if word.is_name or word.key in words_of("certainty word"):
        return False
    after = next((w.lower for w in reading.words if w.start > word.start), "")
    return word.key not in words_of("verb of report") or after not in _CLAUSE_OPENERS


def _clash(denier: Reading, affirmer: Reading, subject: Subject) -> tuple[float, tuple[Span, ...], Span] | None:
    if is_only_possible(affirmer) or not denied(denier):
        return None
    denied_there = {word.key for word in affirmer.words if word.negator >= 0}
    for one in denied(denier):
        family = family_of(one.key)
        for i in sorted(_affirmed(affirmer), key=lambda i: (affirmer.words[i].key != one.key, i)):
            word = affirmer.words[i]
            same = word.key == one.key
            if not same and (family is None or family_of(word.key) != family):
                continue
            if word.key in denied_there:
                continue
            if subject.similarity < SAME_SENTENCE and not _used_alike(affirmer.words, i, one):
                continue
            if is_one_matter(denier, affirmer, subject, one.key, word.key):
                able = _is_ability(affirmer.words, i) and not _is_ability(denier.words, _index(denier, one.spans[-1]))
                strength = (1.0 if same else _NEAR_SYNONYM) * (_ONLY_POSSIBLE if able else 1.0)
                return strength, one.spans, Span(word.start, word.end)
    return None


def _wants(reading: Reading) -> bool:
    return reading.statement.stance in ("demands", "offers", "asks")


def _is_denied_twice(words: tuple[Word, ...], word: Word) -> bool:
    return any(
        is_negator(w.lower) and w is not words[word.negator] and w.lower != "neither"
        for w in words
        if w.clause == word.clause
    )


def _is_ability(words: tuple[Word, ...], i: int) -> bool:
    """Whether the word at ``i`` is what somebody can or could do rather than does."""
    return any(w.lower in _ABLE for w in words[max(0, i - 3) : i])


def _index(reading: Reading, span: Span) -> int:
    return next(i for i, word in enumerate(reading.words) if word.start == span.start)


@once
def _affirmed(reading: Reading) -> tuple[int, ...]:
    """Return the indices of the content words that are affirmed."""
    return tuple(
        i for i, w in enumerate(reading.words) if w.is_content and w.negator < 0 and not _is_hedged(reading, w)
    )


def _used_alike(words: tuple[Word, ...], i: int, denied_one: Denied) -> bool:
    """Whether the word at ``i`` is verb or noun as the denied one is, and has what qualifies that."""
    if denied_one.use == "verb":
        return is_verb_use(words, i)
    near = {w.key for w in words[max(0, i - _LONGEST_PHRASE) : i] if w.clause == words[i].clause}
    return denied_one.modifiers <= near


def _is_hedged(reading: Reading, word: Word) -> bool:
    """Whether the word stands in an "if" clause or under "declined", "opposed" and the like, which affirm nothing."""
    before = [w for w in reading.words if w.end <= word.start and w.clause == word.clause]
    denying = words_of("implicit negative")
    return _is_supposed(reading, word) or any(w.key in denying for w in before[-_REACH:])


def _is_supposed(reading: Reading, word: Word) -> bool:
    before = (w.lower for w in reading.words if w.end <= word.start and w.clause == word.clause)
    return not _SUPPOSING.isdisjoint(before)


def _evidence(
    left: Reading, right: Reading, strength: float, left_spans: tuple[Span, ...], right_spans: tuple[Span, ...]
) -> Evidence:
    words = f"{left.quote(left_spans)} / {right.quote(right_spans)}"
    return Evidence("negation", strength, left_spans, right_spans, words)
