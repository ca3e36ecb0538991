"""The name inside a noun phrase, told from the titles before it."""

from __future__ import annotations

from analyzer.language.countries import country_of
from analyzer.language.lexicon import read_words
from analyzer.language.repair import LOST_CAPITAL, LOST_LETTER
from analyzer.language.tokens import Token, lemma
from analyzer.statements.grammar import is_class, is_group_noun, is_person_noun, is_verb_form, words_of


def split_name(tokens: list[Token]) -> tuple[str, list[Token]]:
    """Split the name of a person or body at the end of a phrase from the titles before it.

    Returns
    -------
    str, list of Token
        The name, empty when the phrase has none; and what goes before it, or the whole phrase.

    Examples
    --------
    >>> from analyzer.language.tokens import tokenize
    >>> name, before = split_name(tokenize("Deputy Mayor Ana Ruiz"))
    >>> name, [token.text for token in before]
    ('Ana Ruiz', ['Deputy', 'Mayor'])
    """
    if not tokens:
        return "", []
    is_body = is_group_noun(tokens[-1].lower) and any(t.is_capitalised for t in tokens)
    titled = None if is_body else _split_after_title(tokens)
    if titled is not None:
        return titled
    k = len(tokens)
    while k > 0 and _in_name(tokens, k - 1, is_body=is_body):
        k -= 1
    if k == len(tokens) or _is_role_only(tokens, k):
        return "", tokens
    while k < len(tokens) - 1 and country_of(tokens[k].text) and not is_body:
        k += 1
    return text_of(tokens[k:]), tokens[:k]


def is_title_word(token: Token) -> bool:
    """Whether a word stands before names: "Mr.", "minister", "president"."""
    word = token.lower.rstrip(".")
    if word in words_of("honorific"):
        return True
    return len(word) > 1 and word not in words_of("name_particle") and lemma(word) in read_words("titles.txt")


def text_of(tokens: list[Token]) -> str:
    """Return words with single blanks between them."""
    return " ".join(t.text for t in tokens)


def _split_after_title(tokens: list[Token]) -> tuple[str, list[Token]] | None:
    """Split behind the last title; ``None`` when there is none, or nothing but common nouns behind it."""
    title = next((k for k in range(len(tokens) - 2, -1, -1) if is_title_word(tokens[k])), None)
    if title is None or not tokens[-1].is_capitalised or is_title_word(tokens[-1]):
        return None
    start = _skip_role_tail(tokens, title + 1)
    named = tokens[start:]
    if not all(t.is_capitalised or is_class(t, "name_particle") or not t.is_word for t in named):
        return "", tokens[: title + 1]
    if len(named) == 1 or any(not _is_common_noun(t) for t in named):
        return text_of(named), tokens[:start]
    return None


def _is_role_only(tokens: list[Token], k: int) -> bool:
    """Whether what looks like a name from token ``k`` on is a role in capitals: "Foreign Ministers"."""
    last = tokens[-1]
    if not is_person_noun(last.lower) or not _is_common_noun(last):
        return False
    return k > 0 or len(tokens) > 1 or last.lower.endswith("s") or is_title_word(last)


def _in_name(tokens: list[Token], k: int, *, is_body: bool) -> bool:
    token = tokens[k]
    if token.is_capitalised or token.text[0] in (LOST_LETTER, LOST_CAPITAL) or token.text == "-":
        return True
    if is_body and k == len(tokens) - 1:
        return True
    links = token.lower in ("of", "and", "for", "the", "&")
    return (links and 0 < k < len(tokens) - 1 and tokens[k - 1].is_capitalised) or is_class(token, "name_particle")


def _skip_role_tail(tokens: list[Token], k: int) -> int:
    """Pass over "of State", "to the United Nations", "for Defence" between a title and the name."""
    last = len(tokens) - 1
    while k < last and tokens[k].lower in ("of", "to", "for", "the", "and"):
        k += 1
        while k < last and _belongs_to_role(tokens[k]):
            k += 1
    return k


def _belongs_to_role(token: Token) -> bool:
    return token.lower in ("of", "the") or country_of(token.text) is not None or _is_common_noun(token)


def _is_common_noun(token: Token) -> bool:
    nouns = read_words("common_nouns.txt")
    known = token.lower in nouns or lemma(token.lower) in nouns
    return known or token.lower in read_words("verbs.txt") or is_verb_form(token.lower)
