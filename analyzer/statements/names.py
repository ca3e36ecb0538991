"""One record for each person and body of the corpus, however they are spelt."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from analyzer.language.countries import country_name, country_of
from analyzer.language.lexicon import read_words
from analyzer.language.repair import LOST_CAPITAL, LOST_LETTER
from analyzer.statements.descriptions import Description
from analyzer.statements.grammar import is_group_noun

_ENDING = re.compile(r"(?:i|y|ij|ii|iy|yi|yy)$")  # one ending of names, transliterated in many ways
_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
_APOSTROPHE = re.compile(r"['’]")
_WORD = re.compile(r"[\w\-]+")
_MIN_RATIO = 80  # a letter more or less in a surname of six, where the given name is the same
_MIN_LENGTH = 5
_VOWELS = frozenset("aeiouy")
_CACHE_SIZE = 65_536
_TITLES = frozenset(("jr", "sr", "mr", "mrs", "ms", "dr"))


@dataclass(slots=True)
class Entity:
    """A person or body while the corpus is being read; not a record, it grows.

    Attributes
    ----------
    key
        Folded name; the same for the same entity on every run.
    names, surfaces
        The bare names, and every form as written, counted.
    parts
        The words of a person's folded name, surname last; empty for a body.
    """

    key: str
    is_person: bool
    parts: tuple[str, ...] = ()
    country: str | None = None
    body: str = ""
    roles: set[str] = field(default_factory=set)
    sexes: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    surfaces: Counter[str] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The fullest form of the name, the most frequent among equals, undamaged where one is known."""
        return min(self.names, key=lambda n: (_is_damaged(n), -len(n.split()), -self.names[n], n))


class Names:
    """All named persons and bodies of a corpus."""

    def __init__(self, descriptions: Iterable[tuple[str, Description]]) -> None:
        """Gather entities from the named descriptions of all documents, each with its document's id.

        Full names are read first, whatever the order in which they come.
        """
        self._persons: list[Entity] = []
        self._by_surname: dict[str, list[int]] = {}  # places among the persons, by surname without its ending
        self._by_first_word: dict[str, list[int]] = {}
        self._damaged: list[int] = []  # those whose surname has lost a letter
        self._by_document: dict[str, list[Entity]] = {}
        self._bodies: dict[str, Entity] = {}
        named = sorted(
            {(document, d) for document, d in descriptions if d.name},
            key=lambda pair: (-len(_parts(pair[1].name)), pair[1].name, pair[1].text, pair[0], pair[1].body),
        )
        for document, description in named:
            self._add(document, description)

    def find(self, document: str, description: Description) -> Entity:
        """Return the entity that a named description of a document means, a new one if it has not been met."""
        if _is_personal(description):
            known = self._match(document, description)
        else:
            known = self._bodies.get(_body_key(description))
        return known or self._add(document, description)

    def person(self, document: str, key: str) -> Entity | None:
        """Return the person of a document by key; ``None`` for a body or somebody without a name."""
        return next((person for person in self._by_document.get(document, ()) if person.key == key), None)

    def surnames_of(self, document: str) -> dict[str, Entity]:
        """Map the folded surnames that a document uses to its persons; a surname of two persons is left out."""
        found: dict[str, dict[str, Entity]] = {}
        for person in self.persons_of(document):
            for name in person.names:
                found.setdefault(_parts(name)[-1], {})[person.key] = person
        return {surname: next(iter(persons.values())) for surname, persons in found.items() if len(persons) == 1}

    def persons_of(self, document: str) -> list[Entity]:
        """List the persons that a document names, in the order of their keys."""
        return sorted(self._by_document.get(document, ()), key=lambda person: person.key)

    def _add(self, document: str, description: Description) -> Entity:
        if _is_personal(description):
            entity = self._match(document, description) or self._new_person(description)
            if document not in entity.documents:
                self._by_document.setdefault(document, []).append(entity)
        else:
            entity = self._body(description)
        entity.documents.add(document)
        entity.names[_owned_name(description) if _is_owned(entity, description) else description.name] += 1
        entity.surfaces[description.text] += 1
        entity.roles.update(description.role)
        entity.country = entity.country or description.country
        entity.body = entity.body or description.body
        if description.sex:
            entity.sexes[description.sex] += 1
        return entity

    def _new_person(self, description: Description) -> Entity:
        parts = _parts(description.name)
        entity = Entity(fold(description.name), True, parts)
        place = len(self._persons)
        self._persons.append(entity)
        self._by_surname.setdefault(_without_ending(parts[-1]), []).append(place)
        self._by_first_word.setdefault(parts[0], []).append(place)
        if LOST_LETTER in parts[-1]:
            self._damaged.append(place)
        return entity

    def _body(self, description: Description) -> Entity:
        code, key = country_of(description.name), _body_key(description)
        entity = self._bodies.setdefault(key, Entity(key, False))
        if code and key == code:
            entity.names[country_name(code)] += 1
        return entity

    def _match(self, document: str, description: Description) -> Entity | None:
        """Return the person whom a description means by name; of several the one of this document, best known."""
        parts = _parts(description.name)
        found = [e for e in self._alike(parts) if _compatible(parts, e.parts, description.country, e.country)]
        here = [entity for entity in found if document in entity.documents]
        ranked = sorted(here or found, key=lambda e: (-_overlap(parts, e.parts), -sum(e.names.values()), e.key))
        # A bare surname that two people of other documents share is neither of them.
        sure = bool(here) or len(ranked) == 1 or len(parts) > 1
        return ranked[0] if ranked and sure else None

    def _alike(self, parts: Sequence[str]) -> Iterable[Entity]:
        """Yield, in the order in which they were met, all persons who may have this name.

        Only a surname that is the same but for its ending, a first word that is the same, or a lost letter lets two
        names be one person's: whoever shares none of these is not looked at.
        """
        if LOST_LETTER in parts[-1]:
            places: Iterable[int] = range(len(self._persons))
        else:
            places = {*self._by_surname.get(_without_ending(parts[-1]), ()), *self._damaged}
            places |= set(self._by_first_word.get(parts[0], ())) if len(parts) > 1 else set()
        initial = parts[-1][:1]
        initials = (initial, LOST_LETTER)
        persons = (self._persons[place] for place in sorted(places))
        return (one for one in persons if initial == LOST_LETTER or one.parts[-1][:1] in initials)


@lru_cache(maxsize=_CACHE_SIZE)
def fold(name: str) -> str:
    """Return a name without case, accents, marks and possessive ending.

    Examples
    --------
    >>> fold("José Núñez’s")
    'jose nunez'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = _APOSTROPHE.sub("", _POSSESSIVE.sub("", plain)).lower()
    return " ".join(_WORD.findall(plain.replace(LOST_CAPITAL.lower(), LOST_LETTER)))


def _is_personal(description: Description) -> bool:
    """Whether a name is a person's: a title says so, or it has two words and is no country or body."""
    words = description.name.split()
    is_acronym = all(w.isupper() and len(w) > 1 for w in words)
    if is_acronym or country_of(description.name) or _names_body(words):
        return False
    has_title = any(word in read_words("titles.txt") for word in description.role)
    if not has_title and any(is_group_noun(word) for word in description.role[-1:]):
        return False
    if description.is_person or description.sex:
        return True
    return description.determiner not in ("the", "a") and "of" not in words and "and" not in words


def _names_body(words: list[str]) -> bool:
    """Whether a name ends as a body's does, or goes on with "of": "Labour Party", "Bank of Elbonia"."""
    ends = [word for word, after in zip(words, [*words[1:], "of"], strict=True) if after in ("of", "for", "and")]
    return any(is_group_noun(word.lower()) for word in ends)


def _body_key(description: Description) -> str:
    code = country_of(description.name)
    if code:
        return code
    owner = country_of(description.body) or (description.country if description.body else None)
    return f"{fold(description.name)} {owner}" if owner else fold(description.name)


def _is_owned(entity: Entity, description: Description) -> bool:
    """Whether a body is told from others of its name by the country whose it is: "Peru's health ministry"."""
    return not entity.is_person and entity.key == f"{fold(description.name)} {description.country}"


def _owned_name(description: Description) -> str:
    return f"{country_name(str(description.country))}'s {description.name}"


@lru_cache(maxsize=_CACHE_SIZE)
def _parts(name: str) -> tuple[str, ...]:
    """Return the words of a folded name without titles; a name always has one, be it empty."""
    words = tuple(word for word in fold(name).split() if word not in _TITLES)
    return words or ("",)


def _compatible(parts: Sequence[str], others: Sequence[str], country: str | None, other_country: str | None) -> bool:
    """Whether two names can be one person's: surnames alike, and the given names agree or one has none."""
    if not _same_word(parts[-1], others[-1], fuzzy=len(parts) > 1 and parts[0] == others[0]):
        return False
    if len(parts) == 1 or len(others) == 1:
        return not (country and other_country and country != other_country)
    first, second = parts[0], others[0]
    initial = first[0] == second[0] and (len(first) == 1 or len(second) == 1)
    same = _same_word(first, second, fuzzy=False) or _same_given_name(first, second)
    return initial or same or bool(set(parts[:-1]) & set(others[:-1]))


def _same_given_name(one: str, other: str) -> bool:
    """Whether two given names are one but for a letter more or less, or a vowel, before the end.

    Maria and Mario, Alexander and Alexandra, Marina and Marisa are two people; Antony and Anthony may be one.

    Examples
    --------
    >>> [_same_given_name(*names) for names in (("antony", "anthony"), ("mohammad", "mohammed"))]
    [True, True]
    >>> [_same_given_name(*names) for names in (("maria", "mario"), ("alexander", "alexandra"), ("marina", "marisa"))]
    [False, False, False]
    """
    if min(len(one), len(other)) < _MIN_LENGTH or one[0] != other[0] or one[-1] != other[-1]:
        return False
    if Levenshtein.distance(one, other, score_cutoff=1) > 1:
        return False
    if len(one) != len(other):
        return True
    return all(a == b or {a, b} <= _VOWELS for a, b in zip(one, other, strict=True))


def _same_word(one: str, other: str, *, fuzzy: bool) -> bool:
    """Whether two words are one but for spelling: equal, transliterated otherwise, or with a letter lost."""
    if one == other or _without_ending(one) == _without_ending(other):
        return True
    if LOST_LETTER in one or LOST_LETTER in other:
        if len(one) == len(other):
            return all(a == b or LOST_LETTER in (a, b) for a, b in zip(one, other, strict=True))
        return one.replace(LOST_LETTER, "") == other.replace(LOST_LETTER, "")
    long = min(len(one), len(other)) >= _MIN_LENGTH and one[0] == other[0]
    return fuzzy and long and fuzz.ratio(one, other) >= _MIN_RATIO


@lru_cache(maxsize=_CACHE_SIZE)
def _without_ending(word: str) -> str:
    return _ENDING.sub("y", word)


def _overlap(parts: Sequence[str], others: Sequence[str]) -> int:
    return len(set(parts) & set(others))


def _is_damaged(name: str) -> bool:
    return LOST_LETTER in name or LOST_CAPITAL in name or "?" in name
