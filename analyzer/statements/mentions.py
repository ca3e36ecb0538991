"""The noun phrase that names who speaks, found beside a reporting word."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.language.tokens import Token
from analyzer.statements import grammar
from analyzer.statements.circumstances import begins_time, ends_time
from analyzer.statements.grammar import (
    is_adverb,
    is_auxiliary,
    is_class,
    is_negation,
    is_possessive_ending,
    is_time,
)
from analyzer.statements.phrases import MAX_TOKENS, names_somebody, phrase_end, phrase_start, without_lead
from analyzer.statements.sentences import Sentence

_MAX_RELATIVE_TOKENS = 12


@dataclass(frozen=True, slots=True)
class Mention:
    """Token range of a noun phrase, end exclusive, with the appositive that stands after it in commas, if any.

    Attributes
    ----------
    is_label
        Whether it is the label of a turn, where a name may be written in capitals.
    is_office
        Whether not the person speaks but their office.
    """

    first: int
    last: int
    appositive: tuple[int, int] | None = None
    is_label: bool = False
    is_office: bool = False

    @property
    def is_one_word(self) -> bool:
        """Whether it is a single token, as a pronoun is."""
        return self.last - self.first == 1


def subject_before(sentence: Sentence, i: int) -> tuple[Mention, bool] | None:
    """Find the subject whose verb is token ``i``, to its left.

    Returns
    -------
    Mention, bool
        The noun phrase, and whether the verb is negated; ``None`` when no noun phrase stands there.

    Notes
    -----
    Adverbs, auxiliaries, expressions of time and a parenthesis in commas between subject and verb are passed over.
    """
    tokens = sentence.tokens
    j, negated = _pass_over(sentence, i - 1)
    appositive = None
    if j >= 0 and (tokens[j].text == "," or tokens[j].text in grammar.DASHES):
        opening = _opening_mark(sentence, j)
        if opening is None:
            return None
        appositive = (opening + 1, j)
        j, negated_before = _pass_over(sentence, opening - 1)
        negated = negated or negated_before
    elif j >= 0 and tokens[j].text == ")":
        while j > 0 and tokens[j].text != "(":
            j -= 1
        j -= 1
    pronoun = _relative_pronoun(sentence, j)
    if pronoun is not None:
        j = antecedent_end(sentence, pronoun)
    if j < 0 or not _may_end_phrase(sentence, j):
        return None
    cut = without_lead(sentence, phrase_start(sentence, j), j + 1)
    return (Mention(cut[0], cut[1], appositive), negated) if cut else None


def _relative_pronoun(sentence: Sentence, j: int) -> int | None:
    """Return the relative pronoun at ``j``, or the "who" whose clause ends there: "a man who met the mayor | said"."""
    tokens = sentence.tokens
    if j >= 0 and tokens[j].lower in ("who", "which", "that") and not sentence.quoted[j]:
        return j
    for k in range(j, max(0, j - _MAX_RELATIVE_TOKENS), -1):
        if sentence.quoted[k] or not tokens[k].is_word or is_class(tokens[k], "conjunction"):
            return None
        if tokens[k].lower == "who":
            has_verb = any(grammar.is_finite_verb(tokens, n) for n in range(k + 1, j + 1))
            return k if has_verb and tokens[k - 1].is_word else None
    return None


def antecedent_end(sentence: Sentence, j: int) -> int:
    """Return where the noun phrase ends that the relative pronoun ``j`` stands for, or -1."""
    before = j - 2 if j > 1 and sentence.tokens[j - 1].text == "," else j - 1
    return before if before >= 0 and sentence.tokens[before].is_word else -1


def phrase_after(sentence: Sentence, i: int) -> Mention | None:
    """Find the noun phrase that begins at token ``i`` or after adverbs and a time there."""
    tokens = sentence.tokens
    while i < len(tokens) and (is_adverb(tokens[i]) or is_time(tokens, i) or begins_time(tokens, i)):
        i += 1
    j = phrase_end(sentence, i)
    if j <= i or not names_somebody(sentence, i, j):
        return None
    return Mention(i, j, appositive_after(sentence, j))


def appositive_after(sentence: Sentence, j: int) -> tuple[int, int] | None:
    """Find "…, the head of the agency" behind a phrase that ends before token ``j``."""
    tokens = sentence.tokens
    if j >= len(tokens) or tokens[j].text != ",":
        return None
    end = j + 1
    while end < len(tokens) and tokens[end].text not in (",", ".", ";", ":") and not sentence.quoted[end]:
        end += 1
    if end == j + 1 or _is_clause(tokens, j + 1, end):
        return None
    describes = is_class(tokens[j + 1], "determiner") or grammar.is_person_noun(tokens[end - 1].lower)
    names = grammar.is_person_noun(tokens[j - 1].lower) and all(token.is_capitalised for token in tokens[j + 1 : end])
    return (j + 1, end) if describes or (names and not tokens[j - 1].is_capitalised) else None


def _is_clause(tokens: list[Token], first: int, last: int) -> bool:
    """Whether words have a verb that stands in no relative clause: ", the bridge is safe"."""
    for k in range(first, last):
        if is_class(tokens[k], "subordinator"):
            return False
        if grammar.is_finite_verb(tokens, k):
            return k > first
    return False


def _may_end_phrase(sentence: Sentence, j: int) -> bool:
    token = sentence.tokens[j]
    return not sentence.quoted[j] and token.is_word and not is_class(token, "conjunction", "preposition")


def _pass_over(sentence: Sentence, j: int) -> tuple[int, bool]:
    """Go left over adverbs, auxiliaries, times and "…, however," and tell whether a negation was among them."""
    tokens, negated = sentence.tokens, False
    while True:
        while j >= 0 and not sentence.quoted[j] and _is_passed_over(tokens, j):
            negated = negated or is_negation(tokens[j])
            j -= 1
        inner = j - 1
        while inner >= 0 and is_adverb(tokens[inner]):
            inner -= 1
        has_aside = 0 <= inner < j - 1 and tokens[j].text == "," and tokens[inner].text == ","
        if not has_aside:
            return j, negated
        j = inner - 1


def _is_passed_over(tokens: list[Token], j: int) -> bool:
    token = tokens[j]
    if is_negation(token) or (is_auxiliary(token) and not is_possessive_ending(token)):
        return True
    return is_adverb(token) or grammar.floats(tokens, j) or (is_time(tokens, j) and j > 0) or ends_time(tokens, j)


def _opening_mark(sentence: Sentence, closing: int) -> int | None:
    """Return the comma or dash that opens the parenthesis closed by the one at ``closing``, if it is one."""
    tokens = sentence.tokens
    for k in range(closing - 1, max(0, closing - MAX_TOKENS), -1):
        if sentence.quoted[k] or tokens[k].text in (";", ":"):
            return None
        if tokens[k].text != tokens[closing].text:
            continue
        if _may_end_somebody(sentence, k - 1) and _begins_parenthesis(tokens, k + 1, closing):
            return k
    return None


def _may_end_somebody(sentence: Sentence, k: int) -> bool:
    """Whether somebody's name or role ends with token ``k``: "the head of the port | , …"."""
    token = sentence.tokens[k]
    if not token.is_word or token.is_capitalised or grammar.is_speaking_noun(token.lower):
        return token.is_word
    return _may_end_phrase(sentence, k) and names_somebody(sentence, phrase_start(sentence, k), k + 1)


def _begins_parenthesis(tokens: list[Token], first: int, closing: int) -> bool:
    """Whether what stands between two commas describes somebody: ", the head of the agency,", ", 42,", ", asked …,"."""
    token = tokens[first]
    if is_class(token, "determiner", "possessive", "preposition", "subordinator") or is_adverb(token):
        return True
    if token.lower.endswith(("ing", "ed")) or grammar.is_person_noun(token.lower) or token.text[0].isdigit():
        return True
    inside = [t for t in tokens[first:closing] if t.is_word]
    return token.is_capitalised and (
        all(t.is_capitalised for t in inside) or any(grammar.is_person_noun(t.lower) for t in inside)
    )
