"""Noun phrases: where one begins and ends, which word heads it, and whether what it names can speak."""

from __future__ import annotations

from analyzer.language.countries import country_of
from analyzer.language.tokens import Token, is_known_word
from analyzer.statements import grammar
from analyzer.statements.circumstances import begins_time
from analyzer.statements.grammar import is_adverb, is_class, is_possessive_ending, is_time
from analyzer.statements.sentences import Sentence

MAX_TOKENS = 45
_INNER_MARKS = frozenset(("'", "’", "&", "-", "‑"))
_RANKS = frozenset(("first", "second", "only", "former", "so-called"))
_NAME_LINKS = frozenset(("of", "the", "for", "and", "to", "&"))


def names_somebody(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a noun phrase can speak: a name, a pronoun, a person, a body of people, or a document."""
    tokens = sentence.tokens
    if not 0 <= first < last:
        return False
    if last - first == 1 and is_class(tokens[first], "pronoun"):
        return True
    at = head_index(sentence, first, last)
    head = tokens[at]
    if is_class(head, "time_noun", "preposition", "subordinator"):
        return False
    if head.is_capitalised and (at > _first_word(sentence) or _may_be_name(head)):
        return True
    speaks = grammar.is_speaking_noun(head.lower) or grammar.is_speaking_thing(head.lower)
    return speaks or country_of(head.text) is not None


def head_index(sentence: Sentence, first: int, last: int) -> int:
    """Return the token that heads a noun phrase: the last before a preposition or relative clause."""
    tokens = sentence.tokens
    for k in range(first + 1, last):
        before = tokens[k - 1]
        if _begins_tail(tokens[k]) and before.is_word and not is_class(before, "determiner", "preposition"):
            name_follows = last - 1 > k and tokens[last - 1].is_capitalised and _is_title(tokens, first, k, last)
            return last - 1 if name_follows else k - 1
        if tokens[k].text in (",", "("):
            return k - 1
    return last - 1


def phrase_start(sentence: Sentence, j: int) -> int:
    """Go left from the last token of a noun phrase to its first."""
    tokens = sentence.tokens
    if is_class(tokens[j], "third_person") or tokens[j].lower in ("i", "we", "you", "who"):
        return j
    k = j
    while k > 0 and j - k < MAX_TOKENS and _belongs_left(sentence, k - 1):
        # "a step the council has condemned": a determiner begins a phrase unless a preposition ties it on.
        if is_class(tokens[k], "determiner") and not _ties(tokens[k - 1]):
            break
        k -= 1
    return k


def phrase_end(sentence: Sentence, i: int) -> int:
    """Go right from the first token of a noun phrase to the token after its last."""
    tokens, j = sentence.tokens, i
    while j < len(tokens) and not sentence.quoted[j] and j - i < MAX_TOKENS and _belongs_right(sentence, i, j):
        j += 1
    while j > i and (is_class(tokens[j - 1], "preposition", "determiner", "conjunction") or not tokens[j - 1].is_word):
        j -= 1
    return j


def without_lead(sentence: Sentence, first: int, last: int) -> tuple[int, int] | None:
    """Cut what stands before the noun phrase proper: adverbs, and a leading "On the call" without its comma."""
    tokens = sentence.tokens
    while first < last and (is_adverb(tokens[first]) or tokens[first].lower in ("but", "and", "yet", "though")):
        first += 1
    if first < last and is_class(tokens[first], "preposition"):
        time = first + 1
        while time < last and is_time(tokens, time):
            time += 1
        if time > first + 1:
            first = time
        else:
            first = first + 1 if tokens[first].lower == "with" else _name_start(tokens, first, last)
    return (first, last) if names_somebody(sentence, first, last) else None


def _first_word(sentence: Sentence) -> int:
    return next((k for k, token in enumerate(sentence.tokens) if token.is_word), 0)


def _begins_tail(token: Token) -> bool:
    """Whether the word begins what stands behind the head: "source | familiar with …"."""
    return is_class(token, "preposition", "subordinator") or token.lower in ("familiar", "close")


def _is_title(tokens: list[Token], first: int, k: int, last: int) -> bool:
    """Whether a title with "of …" or "to …" goes before a name: "Secretary of State Ana Ruiz"."""
    if any(is_class(t, "subordinator") for t in tokens[k:last]):
        return False
    last_preposition = max(n for n in range(first, last) if n == k or is_class(tokens[n], "preposition"))
    n_capitals = sum(t.is_capitalised for t in tokens[last_preposition + 1 : last])
    return grammar.is_speaking_noun(tokens[k - 1].lower) and n_capitals >= 2


def _may_be_name(token: Token) -> bool:
    """Whether a word with its capital at the beginning of a sentence may be a name: a common noun has a determiner."""
    if is_class(token, "determiner", "possessive", "conjunction", "auxiliary") or is_adverb(token):
        return False
    if token.lower.endswith("ly"):
        return False
    return not token.lower.endswith(("s", "ing")) or not is_known_word(token.lower)


def _ties(token: Token) -> bool:
    """Whether a word ties a following determiner to what goes before it: "head of | the agency"."""
    tying = is_class(token, "preposition", "conjunction", "determiner") or is_possessive_ending(token)
    return tying or token.lower in ("familiar", "close", "both")


def _belongs_left(sentence: Sentence, k: int) -> bool:
    """Whether a noun phrase that begins after token ``k`` goes on to the left with it."""
    token = sentence.tokens[k]
    if sentence.quoted[k]:
        return False
    if not token.is_word:
        return token.text in _INNER_MARKS
    if token.lower in ("and", "or"):
        return _joins_names(sentence, k)
    if is_possessive_ending(token):
        return True
    if is_class(token, "conjunction", "subordinator") or (is_adverb(token) and not token.is_capitalised):
        return token.lower in _RANKS
    if is_class(token, "third_person") or token.lower in ("i", "we"):
        return False
    return not grammar.is_finite_verb(sentence.tokens, k)


def _joins_names(sentence: Sentence, k: int) -> bool:
    """Whether the "and" at ``k`` joins two who speak together: nothing but a noun phrase before it up to a mark."""
    tokens = sentence.tokens
    right = tokens[k + 1] if k + 1 < len(tokens) else tokens[k]
    speaks = k + 1 < len(tokens) and names_somebody(sentence, _skip_determiners(tokens, k + 1), k + 2)
    if not speaks and not right.is_capitalised and not is_class(right, "determiner"):
        return False
    first = k
    while first > 0 and tokens[first - 1].is_word and not sentence.quoted[first - 1]:
        if grammar.is_finite_verb(tokens, first - 1) or is_class(tokens[first - 1], "subordinator", "conjunction"):
            return False
        first -= 1
    return first < k and names_somebody(sentence, first, k) and not is_class(tokens[first], "preposition")


def _skip_determiners(tokens: list[Token], k: int) -> int:
    while k < len(tokens) - 1 and is_class(tokens[k], "determiner", "possessive"):
        k += 1
    return k


def _name_start(tokens: list[Token], first: int, last: int) -> int:
    """Return where the name or role at the end of a phrase begins."""
    k, is_name = last - 1, tokens[last - 1].is_capitalised
    while k > first:
        before = tokens[k - 1]
        if _goes_with_name(before):
            k -= 1
        elif is_class(before, "determiner") and not is_name:
            return k - 1
        elif _links_names(tokens, first, k - 1) or (not is_name and not is_class(before, "preposition")):
            k -= 1
        else:
            break
    return k


def _goes_with_name(token: Token) -> bool:
    capital = token.is_capitalised and token.is_word
    return capital or grammar.is_person_noun(token.lower) or is_possessive_ending(token)


def _links_names(tokens: list[Token], first: int, k: int) -> bool:
    """Whether the small word at ``k`` stands inside a name: "Bank of Elbonia"."""
    links = tokens[k].lower in _NAME_LINKS or is_class(tokens[k], "name_particle")
    return links and k - 1 > first and tokens[k - 1].is_capitalised


def _belongs_right(sentence: Sentence, first: int, j: int) -> bool:
    """Whether a noun phrase from ``first`` on goes on with token ``j``."""
    tokens, token = sentence.tokens, sentence.tokens[j]
    if not token.is_word:
        return token.text in _INNER_MARKS
    if token.lower == "and":
        return _joins_capital(tokens, first, j)
    if is_class(token, "preposition"):
        return j > first and not begins_time(tokens, j) and _joins_title(tokens, j)
    if is_class(token, "subordinator", "conjunction"):
        return False
    if is_class(token, "third_person") or token.lower in ("i", "we"):
        return j == first
    if j - 1 == first and is_class(tokens[first], "pronoun"):
        return False
    is_verb = grammar.is_finite_verb(tokens, j) and (j > first or grammar.is_auxiliary(token))
    return not is_verb and not is_adverb(token) and not (is_time(tokens, j) and j > first)


def _joins_capital(tokens: list[Token], first: int, j: int) -> bool:
    following = tokens[j + 1] if j + 1 < len(tokens) else tokens[j]
    joins = following.is_capitalised or is_class(following, "determiner")
    return joins and j > first and tokens[j - 1].is_capitalised


def _joins_title(tokens: list[Token], j: int) -> bool:
    """Whether the preposition at ``j`` ties on to a role or body ("chief of staff", "source in the ministry")."""
    before, word = tokens[j - 1], tokens[j].lower
    if word not in ("of", "for", "to", "at", "from", "in", "with", "close"):
        return False
    if word == "to" and not _may_begin_noun(tokens, j + 1):
        return False
    role = grammar.is_speaking_noun(before.lower) or before.lower in ("familiar", "close")
    return role or (before.is_capitalised and word in ("of", "for"))


def _may_begin_noun(tokens: list[Token], k: int) -> bool:
    """Whether a noun rather than a verb follows "to": "adviser to the king"."""
    if k >= len(tokens):
        return False
    return tokens[k].is_capitalised or is_class(tokens[k], "determiner", "possessive")
