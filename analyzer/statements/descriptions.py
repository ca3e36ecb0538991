"""What a mention says about whom it means: name, role, country, definite or not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from analyzer.language.countries import country_of
from analyzer.language.lexicon import read_words
from analyzer.language.repair import LOST_CAPITAL, LOST_LETTER
from analyzer.language.tokens import Token, is_known_word, lemma, tokenize
from analyzer.statements.grammar import is_class, is_group_noun, is_person_noun, is_verb_form

_HONORIFICS = frozenset(
    (
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "prof",
        "sir",
        "dame",
        "lord",
        "lady",
        "sen",
        "rep",
        "sens",
        "reps",
        "gov",
        "gen",
        "col",
        "lt",
        "capt",
        "sgt",
        "rev",
        "st",
        "maj",
        "adm",
    )
)
_FEMALE = frozenset(
    (
        "mrs",
        "ms",
        "miss",
        "dame",
        "lady",
        "spokeswoman",
        "chairwoman",
        "congresswoman",
        "policewoman",
        "queen",
        "mother",
        "woman",
        "wife",
        "daughter",
        "sister",
        "actress",
        "princess",
    )
)
_MALE = frozenset(
    (
        "mr",
        "sir",
        "lord",
        "spokesman",
        "chairman",
        "congressman",
        "policeman",
        "king",
        "father",
        "man",
        "husband",
        "son",
        "brother",
        "prince",
        "fisherman",
    )
)
_QUANTITIES = frozenset(("pair", "group", "number", "handful", "couple", "majority", "team", "series", "dozen", "lot"))
_LINKS = frozenset(
    ("de", "von", "van", "der", "den", "al", "bin", "ibn", "da", "di", "du", "la", "le", "el", "af", "ter", "dos")
)


@dataclass(frozen=True, slots=True)
class Description:
    """A mention taken apart.

    Attributes
    ----------
    text
        As written, without a possessive ending.
    name
        The words that name somebody or something, or empty.
    role
        Lower-case nouns that say what they are ("foreign minister"), base forms.
    country
        ISO code of the country they are said to belong to.
    body
        The body they belong to or speak for, as written: "Defense Ministry".
    determiner
        ``the``, ``a``, ``another``, ``this``, a possessive pronoun, or empty.
    plural
        Whether several people are meant.
    sex
        ``f``, ``m`` or empty, where a word says so.
    """

    text: str
    name: str = ""
    role: tuple[str, ...] = ()
    country: str | None = None
    body: str = ""
    determiner: str = ""
    plural: bool = False
    sex: str = ""
    words: frozenset[str] = field(default=frozenset())

    @property
    def is_person(self) -> bool:
        """Whether a person is meant: there is a role for persons, or a name of two words and no body."""
        return any(is_person_noun(word) for word in self.role)


def describe(text: str, appositive: str = "") -> Description:
    """Take a mention apart.

    Parameters
    ----------
    text
        The noun phrase, from the reading copy.
    appositive
        What stands behind it in commas ("…, the head of the agency,").

    Examples
    --------
    >>> d = describe("Peruvian Foreign Minister Ana Ruiz")
    >>> d.name, d.role, d.country
    ('Ana Ruiz', ('foreign', 'minister'), 'pe')
    >>> describe("a senior Peruvian official").determiner
    'a'
    """
    tokens = [t for t in tokenize(text) if t.is_word or t.text in ("'s", "’s", "'", "’", "&", "-")]
    determiner, tokens = _determiner(tokens)
    if len(tokens) > 2 and tokens[0].lower in _QUANTITIES and tokens[1].lower == "of":
        determiner, tokens = "a", tokens[2:]
    core, tail = _split_tail(tokens)
    possessor, core = _split_possessor(core)
    name, before = _split_name(core)
    role = tuple(lemma(t.lower) for t in before if not country_of(t.text) or is_person_noun(t.lower))
    more = tuple(
        lemma(t.lower)
        for t in tokenize(appositive)
        if t.is_word and not t.is_capitalised and (is_person_noun(t.lower) or is_group_noun(t.lower))
    )
    context = [*possessor, *before, *tail]
    lowers = {t.lower.rstrip(".") for t in tokens}
    return Description(
        text=_plain(text),
        name=name,
        role=(*role, *more),
        country=_country([*context, *tokenize(appositive)]) or (country_of(name) if name else None),
        body=_body(possessor, before, tail),
        determiner=determiner,
        plural=_is_plural(core, name),
        sex="f" if lowers & _FEMALE else "m" if lowers & _MALE else "",
        words=frozenset(lemma(t.lower) for t in tokens if t.is_word and not is_class(t, "determiner", "preposition")),
    )


def _plain(text: str) -> str:
    return re.sub(r"['’]s?$", "", " ".join(text.split()))


def _determiner(tokens: list[Token]) -> tuple[str, list[Token]]:
    if tokens and is_class(tokens[0], "determiner", "possessive"):
        word = {"an": "a", "one": "a", "some": "a"}.get(tokens[0].lower, tokens[0].lower)
        rest = tokens[1:]
        if rest and rest[0].lower in ("same", "other"):
            return ("the" if rest[0].lower == "same" else "another"), rest[1:]
        return word, rest
    return "", tokens


def _split_tail(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """Cut "source | from the ministry", but keep "Secretary of State Ana Ruiz" whole."""
    for k in range(1, len(tokens)):
        if is_class(tokens[k], "preposition", "subordinator") or tokens[k].lower in ("familiar", "close"):
            title = is_person_noun(tokens[k - 1].lower) or is_group_noun(tokens[k - 1].lower)
            capitals = [t for t in tokens[k + 1 :] if t.is_capitalised]
            if title and tokens[-1].is_capitalised and len(capitals) >= 2 and not is_class(tokens[k], "subordinator"):
                return tokens, []
            return tokens[:k], tokens[k:]
    return tokens, []


def _split_possessor(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    marks = [k for k, t in enumerate(tokens) if t.text in ("'s", "’s", "'", "’")]
    if not marks or marks[-1] == len(tokens) - 1:
        return [], [t for t in tokens if t.is_word and t.text not in ("'s", "’s")]
    return [t for t in tokens[: marks[-1]] if t.is_word and t.lower != "'s"], tokens[marks[-1] + 1 :]


def _split_name(tokens: list[Token]) -> tuple[str, list[Token]]:
    """Split the name of a person or body at the end of a phrase from the titles before it."""
    if not tokens:
        return "", []
    body = is_group_noun(tokens[-1].lower) and any(t.is_capitalised for t in tokens)
    title = None if body else next((n for n in range(len(tokens) - 2, -1, -1) if _is_title_word(tokens[n])), None)
    if title is not None and tokens[-1].is_capitalised and not _is_title_word(tokens[-1]):
        start = _skip_role_tail(tokens, title + 1)
        named = tokens[start:]
        proper = all(t.is_capitalised or t.lower in _LINKS or not t.is_word for t in named)
        if proper and (len(named) == 1 or any(not _is_common_noun(t) for t in named)):
            return _words(named), tokens[:start]
        if not proper:
            return "", tokens[: title + 1]
    k = len(tokens)
    while k > 0 and _in_name(tokens, k - 1, body):
        k -= 1
    if k == len(tokens) or (
        is_person_noun(tokens[-1].lower)
        and _is_common_noun(tokens[-1])
        and (k > 0 or len(tokens) - k > 1 or tokens[-1].lower.endswith("s") or _is_title_word(tokens[-1]))
    ):
        return "", tokens
    while k < len(tokens) - 1 and country_of(tokens[k].text) and not body:
        k += 1
    return _words(tokens[k:]), tokens[:k]


def _words(tokens: list[Token]) -> str:
    return " ".join(t.text for t in tokens)


def _in_name(tokens: list[Token], k: int, body: bool) -> bool:
    token = tokens[k]
    if token.is_capitalised or token.text[0] in (LOST_LETTER, LOST_CAPITAL) or token.text == "-":
        return True
    if body and k == len(tokens) - 1:
        return True
    linked = (
        token.lower in ("of", "and", "for", "the", "&") and 0 < k < len(tokens) - 1 and tokens[k - 1].is_capitalised
    )
    return linked or token.lower in _LINKS


def _is_title_word(token: Token) -> bool:
    word = token.lower.rstrip(".")
    return word in _HONORIFICS or (len(word) > 1 and word not in _LINKS and lemma(word) in read_words("titles.txt"))


def _skip_role_tail(named: list[Token], k: int) -> int:
    """Pass over "of State", "to the United Nations", "for Defence" between a title and the name."""
    while k < len(named) - 1 and named[k].lower in ("of", "to", "for", "the", "and"):
        k += 1
        while k < len(named) - 1 and (
            country_of(named[k].text) or _is_common_noun(named[k]) or named[k].lower in ("of", "the")
        ):
            k += 1
    return k


def _is_common_noun(token: Token) -> bool:
    nouns = read_words("common_nouns.txt")
    known = token.lower in nouns or lemma(token.lower) in nouns
    return known or token.lower in read_words("verbs.txt") or is_verb_form(token.lower)


def _country(tokens: list[Token]) -> str | None:
    for n, token in enumerate(tokens):
        if token.is_capitalised:
            two = f"{token.text} {tokens[n + 1].text}" if n + 1 < len(tokens) else ""
            found = (country_of(two) if two else None) or country_of(token.text)
            if found:
                return found
    return None


def _body(possessor: list[Token], before: list[Token], tail: list[Token]) -> str:
    """Return the body named before or after a role: "Defense Ministry spokesman", "spokesman for the police"."""
    if possessor:
        return _words(possessor)
    title = max((k for k, t in enumerate(before) if _is_title_word(t)), default=0)
    lead = [t for t in before[:title] if t.is_capitalised and not country_of(t.text)]
    speaks = any(t.lower in read_words("spokespeople.txt") for t in before) or "press" in {t.lower for t in before}
    while lead and (_is_title_word(lead[-1]) or (not speaks and _is_modifier(lead[-1]))):
        lead = lead[:-1]
    if lead:
        return _words(lead)
    words = tail[1:]
    while words and is_class(words[0], "determiner"):
        words = words[1:]
    return _words(words) if tail and tail[0].lower in ("for", "of", "at", "from", "with", "in") else ""


def _is_modifier(token: Token) -> bool:
    """Whether a capitalised word before a title is no name: "Foreign", "Deputy", "However"."""
    return is_known_word(token.lower) and not is_group_noun(token.lower)


def _is_plural(core: list[Token], name: str) -> bool:
    if not core or (name and name.endswith(core[-1].text)):
        return False
    word = core[-1].lower
    return (word.endswith("s") and lemma(word) != word) or word in ("people", "police", "men", "women")


def is_unnamed(description: Description) -> bool:
    """Whether somebody speaks without a name ("an official", "sources")."""
    return not description.name and any(word in read_words("unnamed_speakers.txt") for word in description.role)
