"""What a mention says about whom it means: name, role, country, definite or not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from analyzer.language.countries import country_of
from analyzer.language.lexicon import read_words
from analyzer.language.tokens import Token, is_known_word, lemma, tokenize
from analyzer.statements import grammar
from analyzer.statements.grammar import is_class, is_group_noun, is_person_noun, is_possessive_ending
from analyzer.statements.proper_names import is_title_word, split_name, text_of

_POSSESSIVE = re.compile(r"['’]s?$")
_INDEFINITE = frozenset(("a", "an", "one", "some"))
_BODY_PREPOSITIONS = frozenset(("for", "of", "at", "from", "with", "in"))
_CACHE_SIZE = 65_536


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
    words
        All its content words, base forms.
    """

    text: str
    name: str = ""
    role: tuple[str, ...] = ()
    country: str | None = None
    body: str = ""
    determiner: str = ""
    plural: bool = False
    sex: str = ""
    words: frozenset[str] = frozenset()

    @property
    def is_person(self) -> bool:
        """Whether its role is one for persons."""
        return any(is_person_noun(word) for word in self.role)


@lru_cache(maxsize=_CACHE_SIZE)
def describe(text: str, appositive: str = "") -> Description:
    """Take a mention apart; the same mention is asked for again and again.

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
    tokens = [t for t in tokenize(text) if t.is_word or grammar.is_possessive_mark(t) or t.text in ("&", "-")]
    determiner, tokens = _split_determiner(tokens)
    if tokens and is_class(tokens[0], "counting", "numeral"):  # "Fifty officers": a capital by its place alone
        tokens = [tokens[0]._replace(text=tokens[0].lower), *tokens[1:]]
    core, tail = _split_tail(tokens, indefinite=determiner == "a")
    possessor, core = _split_possessor(core)
    name, before = split_name(core)
    added = tokenize(appositive)
    name = name or _name_alone(added)
    return Description(
        text=_POSSESSIVE.sub("", " ".join(text.split())),
        name=name,
        role=(*_role(before), *_role_in_appositive(added)),
        country=_country([*possessor, *before, *tail, *added]) or (country_of(name) if name else None),
        body=_body(possessor, before, tail) or (describe(appositive).body if appositive else ""),
        determiner=determiner,
        plural=_is_plural(core, name),
        sex=_sex(tokens),
        words=frozenset(lemma(t.lower) for t in tokens if t.is_word and not is_class(t, "determiner", "preposition")),
    )


def is_unnamed(description: Description) -> bool:
    """Whether somebody speaks without a name ("an official", "sources")."""
    return not description.name and any(word in read_words("unnamed_speakers.txt") for word in description.role)


def _split_determiner(tokens: list[Token]) -> tuple[str, list[Token]]:
    """Split "the", "a", "another" or "his" from the phrase; "a pair of officials" are some officials."""
    determiner = ""
    if tokens and (tokens[0].lower in _INDEFINITE or is_class(tokens[0], "determiner", "possessive")):
        determiner = "a" if tokens[0].lower in _INDEFINITE else tokens[0].lower
        tokens = tokens[1:]
        if tokens and tokens[0].lower in ("same", "other"):
            determiner = "the" if tokens[0].lower == "same" else "another"
            tokens = tokens[1:]
    if len(tokens) > 2 and is_class(tokens[0], "quantity") and tokens[1].lower == "of":
        return "a", tokens[2:]
    return determiner, tokens


def _split_tail(tokens: list[Token], *, indefinite: bool) -> tuple[list[Token], list[Token]]:
    """Cut "source | from the ministry", but keep "Secretary of State Ana Ruiz" whole."""
    for k in range(1, len(tokens)):
        if is_class(tokens[k], "preposition", "subordinator") or tokens[k].lower in ("familiar", "close"):
            if _goes_on_in_name(tokens, k):
                continue
            whole = not indefinite and _is_title_before_name(tokens, k)
            return (tokens, []) if whole else (tokens[:k], tokens[k:])
    return tokens, []


def _goes_on_in_name(tokens: list[Token], k: int) -> bool:
    """Whether the preposition at ``k`` stands inside a body's name: "Bank of Elbonia"; a country owns its bodies."""
    if tokens[k].lower not in ("of", "for") or k + 1 >= len(tokens):
        return False
    body, following = tokens[k - 1], tokens[k + 1]
    proper = body.is_capitalised and following.is_capitalised and not country_of(following.text)
    return proper and is_group_noun(body.lower) and not is_person_noun(body.lower)


def _is_title_before_name(tokens: list[Token], k: int) -> bool:
    """Whether the preposition at ``k`` belongs to a title with a name of two words behind it."""
    if is_class(tokens[k], "subordinator") or not grammar.is_speaking_noun(tokens[k - 1].lower):
        return False
    if is_group_noun(tokens[-1].lower) or tokens[k - 1].lower in read_words("spokespeople.txt"):
        return False
    return tokens[-1].is_capitalised and sum(t.is_capitalised for t in tokens[k + 1 :]) >= 2


def _split_possessor(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """Cut "the council's | lawyer"."""
    marks = [k for k, token in enumerate(tokens) if grammar.is_possessive_mark(token)]
    if not marks or marks[-1] == len(tokens) - 1:
        return [], [t for t in tokens if t.is_word and not is_possessive_ending(t)]
    return [t for t in tokens[: marks[-1]] if t.is_word and t.lower != "'s"], tokens[marks[-1] + 1 :]


def _name_alone(tokens: list[Token]) -> str:
    """Return the name that an appositive gives: "the head of the agency, Ana Ruiz,"."""
    named = len(tokens) > 1 and all(t.is_capitalised and t.is_word for t in tokens)
    if not named or any(country_of(t.text) for t in tokens) or is_group_noun(tokens[-1].lower):
        return ""
    return text_of(tokens)


def _role(before: list[Token]) -> tuple[str, ...]:
    return tuple(lemma(t.lower) for t in before if is_person_noun(t.lower) or not country_of(t.text))


def _role_in_appositive(tokens: list[Token]) -> tuple[str, ...]:
    plain = (t.lower for t in tokens if t.is_word and not t.is_capitalised)
    return tuple(lemma(word) for word in plain if grammar.is_speaking_noun(word))


def _country(tokens: list[Token]) -> str | None:
    """Return the first country named, of one word or two."""
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
        return text_of(possessor)
    title = max((k for k, t in enumerate(before) if is_title_word(t)), default=0)
    lead = [t for t in before[:title] if t.is_capitalised and not country_of(t.text)]
    speaks = any(t.lower == "press" or t.lower in read_words("spokespeople.txt") for t in before)
    while lead and (is_title_word(lead[-1]) or (not speaks and _is_modifier(lead[-1]))):
        lead = lead[:-1]
    if lead:
        return text_of(lead)
    if not tail or tail[0].lower not in _BODY_PREPOSITIONS:
        return ""
    words = tail[1:]
    while words and is_class(words[0], "determiner"):
        words = words[1:]
    return text_of(words)


def _is_modifier(token: Token) -> bool:
    """Whether a capitalised word before a title is no name: "Foreign", "Deputy", "However"."""
    return is_known_word(token.lower) and not is_group_noun(token.lower)


def _is_plural(core: list[Token], name: str) -> bool:
    if not core or (name and name.endswith(core[-1].text)):
        return False
    word = core[-1].lower
    changed = word.endswith(("s", "men", "people")) and lemma(word) != word
    return changed or word in ("people", "police", "men", "women")


def _sex(tokens: list[Token]) -> str:
    words = {t.lower.rstrip(".") for t in tokens}
    if words & grammar.words_of("female"):
        return "f"
    return "m" if words & grammar.words_of("male") else ""
