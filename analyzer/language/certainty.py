"""How certain the words make what is said.

The scale measures how sure the words present the content to be, or to become, true *as it is worded*: 1 for sure, 0 for
not certain at all. A content that is said not to be so keeps its own certainty: "impossible" and "will not" present a
negated proposition with a certainty near 1. :attr:`CertaintyWords.likelihood` puts both directions on one line.

The ladder is ``lexicons/en/certainty.tsv``. In one clause the weakest expression wins ("could be imminent" is a
"could"), two weak ones together are weaker than either ("could potentially"), and a plain "will" counts only alone.
Words inside an "if", "because" or "who" clause say nothing about the main proposition and are passed over.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from analyzer.language.lexicon import read_lines
from analyzer.language.tokens import Token, tokenize
from analyzer.language.word_classes import words_of
from analyzer.schema import Span

_WEAK = 0.5
_TWO_WEAK = 0.05
_NEGATORS = words_of("negator")
_NOT_NEGATING_AFTER = frozenset(("only", "just", "least", "merely"))
_SPEAKING = words_of("verb of saying")
_SUBORDINATORS = words_of("subordinator")
_COPULAS = words_of("copula")
_MAY_STAND_BETWEEN = words_of("may stand before a predicate")
_FOLLOWS_PREDICATES = words_of("may follow a predicate")
_MONTH_BEFORE = words_of("before a month")
_WILL_NOUN_BEFORE = words_of("before the noun will")
_LONGEST_BRIDGE = 6


@dataclass(frozen=True, slots=True)
class CertaintyWords:
    """An expression of certainty found in a text.

    Attributes
    ----------
    degree
        0 not certain at all, 1 certain, of what is said as it is worded.
    against
        Whether the words say that it is *not* so ("impossible", "unlikely").
    span
        Where it stands, its negation included.
    clause
        Number of the clause it stands in, from 0.
    is_plain
        A bare "will" or "going to", which counts only where nothing else is said.
    """

    degree: float
    against: bool
    span: Span
    clause: int
    is_plain: bool

    @property
    def likelihood(self) -> float:
        """How likely the words make the proposition without its negation, 0 to 1."""
        return 1.0 - self.degree if self.against else self.degree


@dataclass(frozen=True, slots=True)
class _Rung:
    words: tuple[str, ...]
    degree: float
    against: bool
    kind: str
    negated_degree: float
    negated_against: bool


def read_certainty(text: str, start: int, end: int) -> tuple[float, tuple[Span, ...]]:
    """Return how certain the words between two offsets make their content, and the words that say so.

    Parameters
    ----------
    text
        A document's text.
    start, end
        ``str`` offsets of the content, end exclusive.

    Returns
    -------
    float, tuple of Span
        0 (not certain at all) to 1 (certain); 1 and no span when the words say nothing about it. The first clause that
        says something decides.

    Examples
    --------
    >>> read_certainty("Snow is virtually certain.", 0, 26)
    (0.95, (Span(start=8, end=25),))
    >>> read_certainty("Snow could potentially fall.", 0, 28)[0], read_certainty("Snow fell.", 0, 10)
    (0.35, (1.0, ()))
    """
    found = find_certainty(text, start, end)
    if not found:
        return 1.0, ()
    governing = [words for words in found if words.clause == found[0].clause]
    return joint_degree(governing), tuple(words.span for words in governing)


def joint_degree(found: list[CertaintyWords]) -> float:
    """Return the degree of the expressions of one clause taken together, 0 to 1."""
    degree = min(words.degree for words in found)
    n_weak = sum(words.degree < _WEAK and not words.against for words in found)
    return round(degree - _TWO_WEAK, 2) if n_weak > 1 else degree


def find_certainty(text: str, start: int, end: int) -> tuple[CertaintyWords, ...]:
    """Return every expression of certainty about the main propositions of a text, in order.

    Examples
    --------
    >>> [(w.degree, w.against) for w in find_certainty("It may rain, but snow is out of the question.", 0, 45)]
    [(0.4, False), (0.97, True)]
    """
    tokens = tokenize(text, start, end)
    words = [token for token in tokens if token.is_word]
    clauses = _number_clauses(tokens)
    found: list[CertaintyWords] = []
    i = 0
    while i < len(words):
        rung = _longest_rung(words, i)
        if rung is None or clauses[words[i].start] < 0 or not _is_meant(words, i, rung, text):
            i += 1
            continue
        found.append(_read_rung(words, i, rung, clauses))
        i += len(rung.words)
    speaking = {expression.clause for expression in found if not expression.is_plain}
    return tuple(e for e in found if not e.is_plain or e.clause not in speaking)


def _read_rung(words: list[Token], i: int, rung: _Rung, clauses: dict[int, int]) -> CertaintyWords:
    first, last = i, i + len(rung.words) - 1
    degree, against = rung.degree, rung.against
    if words[i].lower.endswith("n't") or (rung.kind in ("modal", "will") and _negated_after(words, last)):
        degree, against = rung.negated_degree, rung.negated_against
        last = last if words[i].lower.endswith("n't") else last + 1
    elif rung.kind != "whole":
        negator = _negator_before(words, i, clauses)
        if negator is not None:
            first, degree, against = negator, rung.negated_degree, rung.negated_against
    span = Span(words[first].start, words[last].end)
    return CertaintyWords(degree, against, span, clauses[words[i].start], rung.kind == "will")


def _longest_rung(words: list[Token], i: int) -> _Rung | None:
    word = words[i].lower
    first = (
        "will" if word == "won't" or word.endswith("'ll") else word.removesuffix("n't") if word == "mightn't" else word
    )
    for rung in _ladder().get(first, ()):
        rest = rung.words[1:]
        if tuple(token.lower for token in words[i + 1 : i + len(rung.words)]) == rest:
            return rung
    return None


def _is_meant(words: list[Token], i: int, rung: _Rung, text: str) -> bool:
    """Tell the sense that speaks of certainty from others: a month, a will, "a certain man", "an imminent vote"."""
    before = words[i - 1].lower if i else ""
    if before in _NOT_NEGATING_AFTER and i > 1 and words[i - 2].lower == "not":
        return False  # "not only possible but likely"
    if _is_only_mentioned(words, i):
        return False
    after = words[i + len(rung.words)] if i + len(rung.words) < len(words) else None
    if rung.words == ("may",) and words[i].is_capitalised:
        return not (before in _MONTH_BEFORE or (after is not None and after.text[0].isdigit())) and i == 0
    if rung.words == ("will",):
        return before not in _WILL_NOUN_BEFORE
    if rung.words in (("could",), ("might",)):
        return rung.words != ("could",) or after is None or after.lower not in ("not", "never")
    if rung.words == ("possible",) and after is not None and after.lower == "to":
        return False
    return rung.kind != "adjective" or _is_predicate(words, i, after, text, i + len(rung.words) - 1)


def _is_only_mentioned(words: list[Token], i: int) -> bool:
    """Whether the words are what somebody can or could say ("you can say it is certain, but ...")."""
    return any(
        words[j].lower in _SPEAKING and words[j - 1].lower in ("can", "could", "may", "might")
        for j in range(max(1, i - _LONGEST_BRIDGE - 2), i)
    )


def _is_predicate(words: list[Token], i: int, after: Token | None, text: str, last: int) -> bool:
    # "an imminent attack": a noun follows at once, and no mark stands between.
    glued = after is not None and text[words[last].end : after.start].strip() == ""
    if glued and after is not None and after.lower not in _FOLLOWS_PREDICATES:
        return False
    j = i - 1
    while j >= 0 and i - j <= 6:
        word = words[j].lower
        if word in _COPULAS or word.endswith(("'s", "'re")) or word in _NEGATORS:
            return True
        if word not in _MAY_STAND_BETWEEN and not (word.endswith("ly") or words[j + 1].lower in ("but", "and", "yet")):
            return glued and after is not None and after.lower in ("that", "whether")
        j -= 1
    return j < 0


def _negated_after(words: list[Token], i: int) -> bool:
    return i + 1 < len(words) and words[i + 1].lower in ("not", "never")


def _negator_before(words: list[Token], i: int, clauses: dict[int, int]) -> int | None:
    """Return the place of a negation that reaches ``i``, over a few light words or a verb of saying."""
    for j in range(i - 1, max(-1, i - _LONGEST_BRIDGE - 2), -1):
        if clauses[words[j].start] != clauses[words[i].start]:
            return None
        word = words[j].lower
        negates = word in _NEGATORS or word.endswith("n't")
        if negates and words[j + 1].lower not in _NOT_NEGATING_AFTER:
            bridged = any(token.lower in _SPEAKING for token in words[j + 1 : min(j + 3, i)])
            near = i - j <= 3 and all(_is_light(token.lower) for token in words[j + 1 : i])
            return j if bridged or near else None
    return None


def _is_light(word: str) -> bool:
    return (
        word in _MAY_STAND_BETWEEN
        or word in _COPULAS
        or word.endswith("ly")
        or word in ("longer", "means", "way", "at")
    )


def _number_clauses(tokens: list[Token]) -> dict[int, int]:
    """Map each token's start to the number of its clause, or -1 inside a subordinate one."""
    numbers: dict[int, int] = {}
    number, subordinate = 0, False
    for i, token in enumerate(tokens):
        if token.text in ",;:.!?…()—–" or token.text in ("--", "...") or token.lower == "but":
            number, subordinate = number + 1, False
        elif token.lower in _SUBORDINATORS and not (
            i and tokens[i - 1].lower in ("unclear", "unsure", "certain", "of", "not")
        ):
            subordinate = True
        numbers[token.start] = -1 if subordinate else number
    return numbers


@cache
def _ladder() -> dict[str, tuple[_Rung, ...]]:
    rungs: dict[str, list[_Rung]] = {}
    for line in read_lines("certainty.tsv"):
        expression, degree, direction, kind, negated, negated_direction = line.split("\t")
        words = tuple(expression.split())
        rung = _Rung(words, float(degree), direction == "against", kind, float(negated), negated_direction == "against")
        rungs.setdefault(words[0], []).append(rung)
    return {first: tuple(sorted(group, key=lambda r: (-len(r.words), r.words))) for first, group in rungs.items()}
