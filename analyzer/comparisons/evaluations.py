"""General judgements of how an event went: "the talks were fruitful", "did not go well"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from analyzer.comparisons.once import once
from analyzer.comparisons.reading import Reading
from analyzer.comparisons.words import Word, event_of, is_person_word
from analyzer.language.lexicon import read_lines
from analyzer.language.word_classes import words_of
from analyzer.schema import Span

_LINKS = frozenset(("as", "to", "been", "be"))
_FARTHEST = 16
_BREAKS = frozenset(("that", "which", "who", "if", "because", "says", "said"))
_PREPOSITIONS = frozenset(("on", "over", "about", "in", "at", "for", "with", "of", "between", "among", "to", "against"))


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A judgement of an event.

    Attributes
    ----------
    event
        Family of the event noun.
    valence
        +1 it went well, -1 badly; a negation turns it round.
    participants
        Names that stand with the event noun ("talks between X and Y").
    span
        The judging words, their negation included, in the document.
    """

    event: str
    valence: int
    participants: frozenset[str]
    span: Span


@once
def read_evaluations(reading: Reading) -> tuple[Evaluation, ...]:
    """Return the judgements of events in a statement, those of the content first.

    The content may lack the event ("“did not go well”"), so the claim and the sentence are read too; the judging words
    themselves must stand in the content.
    """
    found: dict[tuple[str, int], Evaluation] = {}
    for words, in_document in ((reading.words, True), (reading.claim, False), (reading.frame, True)):
        for event, valence, participants, first, last in _evaluations(words):
            place = (words[first].start, words[last].end) if in_document else _place(reading, words[first : last + 1])
            if place is not None and any(w.start <= place[0] < w.end or w.start == place[0] for w in reading.words):
                found.setdefault((event, valence), Evaluation(event, valence, participants, Span(*place)))
    # Both good and bad of one event: a balanced account, or words misread; neither side is taken.
    return tuple(e for (event, valence), e in found.items() if (event, -valence) not in found)


def _evaluations(words: Sequence[Word]) -> list[tuple[str, int, frozenset[str], int, int]]:
    found = []
    i = 0
    while i < len(words):
        match = _expression_at(words, i)
        if match is None:
            i += 1
            continue
        valence, n = match
        event = _event_judged(words, i, n)
        if event is not None:
            negator = words[i].negator
            first = _with_auxiliary(words, negator) if negator >= 0 and i - negator <= 4 else i
            valence = -valence if negator >= 0 else valence
            family = event_of(words[event].key)
            assert family is not None
            found.append((family, valence, participants(words, event), first, i + n - 1))
        i += n
    return found


def _with_auxiliary(words: Sequence[Word], negator: int) -> int:
    auxiliaries = (
        "did",
        "does",
        "do",
        "has",
        "have",
        "had",
        "is",
        "are",
        "was",
        "were",
        "will",
        "would",
        "could",
        "can",
    )
    return negator - 1 if negator and words[negator - 1].lower in auxiliaries else negator


def _event_judged(words: Sequence[Word], i: int, n: int) -> int | None:
    """Return the index of the event noun that the expression at ``i`` judges, or ``None``."""
    after = words[i + n] if i + n < len(words) else None
    is_adjective = n == 1 and words[i].key not in _verbs()
    if (
        is_adjective
        and after is not None
        and after.is_content
        and after.start - words[i].end <= 1
        and not after.is_name
    ):
        return i + n if event_of(after.key) else None  # "productive talks"; "a terrible document" judges no event
    linked, has_complement = not is_adjective, False
    for j in range(i - 1, max(-1, i - _FARTHEST), -1):
        word = words[j]
        if event_of(word.key) and not _is_verb_like(words, j):
            fits = not has_complement or words[j + 1].lower in _PREPOSITIONS
            return j if linked and fits else None
        if word.lower in words_of("copula") or word.lower in _LINKS:
            linked = True
        elif linked and not _may_follow_event(word):
            if word.lower in _BREAKS:
                return None
            has_complement = True  # "the talks on the port were ..."
    return None


def _may_follow_event(word: Word) -> bool:
    """Whether a word can stand between an event noun and its verb: participants, their titles, places, times."""
    if word.lower in _BREAKS:
        return False
    times = words_of("weekday") | words_of("month")
    return (
        word.is_function
        or word.is_name
        or is_person_word(word.key)
        or word.lower in times
        or word.lower.endswith("ly")
        or word.text[0].isdigit()
        or word.text[0].isupper()
    )


def _is_verb_like(words: Sequence[Word], j: int) -> bool:
    """Whether an event word is used as a verb here ("to visit", "will attack")."""
    before = words[j - 1].lower if j else ""
    return before in ("to", "will", "would", "could", "may", "might", "not", "they", "he", "she", "we", "i")


def participants(words: Sequence[Word], event: int) -> frozenset[str]:
    """Return the names that belong to an event noun: just before it, or after "between", "with", "of", "in"."""
    names: set[str] = set()
    j = event - 1
    while j >= 0 and (words[j].is_name or words[j].lower in ("'s", "of", "and", "high-stakes", "phone")):
        names |= {words[j].key} if words[j].is_name else set()
        j -= 1
    j = event + 1
    if j < len(words) and words[j].lower in ("between", "with", "of", "in", "among", "at"):
        while j < len(words) and (
            words[j].lower not in words_of("copula") and words[j].lower not in ("did", "have", "has")
        ):
            names |= {words[j].key} if words[j].is_name else set()
            j += 1
    return frozenset(names)


def _place(reading: Reading, expression: Sequence[Word]) -> tuple[int, int] | None:
    lowers = [word.lower for word in expression]
    for i in range(len(reading.words) - len(lowers) + 1):
        if [word.lower for word in reading.words[i : i + len(lowers)]] == lowers:
            return reading.words[i].start, reading.words[i + len(lowers) - 1].end
    return None


def _expression_at(words: Sequence[Word], i: int) -> tuple[int, int] | None:
    for expression, valence in _lexicon().get(words[i].lower, ()):
        if tuple(word.lower for word in words[i : i + len(expression)]) == expression:
            return valence, len(expression)
    return None


@cache
def _verbs() -> frozenset[str]:
    return frozenset(("fail", "collapse", "succeed", "backfire", "falter", "founder", "unravel", "flourish", "thrive"))


@cache
def _lexicon() -> dict[str, tuple[tuple[tuple[str, ...], int], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for line in read_lines("evaluative.tsv"):
        expression, valence = line.split("\t")
        words = tuple(expression.split())
        found.setdefault(words[0], []).append((words, int(valence)))
    return {first: tuple(sorted(group, key=lambda e: (-len(e[0]), e))) for first, group in found.items()}
