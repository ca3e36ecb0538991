"""One record for each person and body of the corpus, however they are spelt."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from analyzer.language.countries import country_name, country_of
from analyzer.language.lexicon import read_words
from analyzer.language.repair import LOST_CAPITAL, LOST_LETTER
from analyzer.statements.descriptions import Description
from analyzer.statements.grammar import is_group_noun

_ENDING = re.compile(r"(?:i|y|ij|ii|iy|yi|yy)$")  # one ending of names, transliterated in many ways
_MIN_RATIO = 80  # a letter more or less in a given name of six
_MIN_LENGTH = 5


@dataclass(slots=True)
class Entity:
    """A person or body while the corpus is being read; not a record, it grows.

    Attributes
    ----------
    key
        Folded name; the same for the same entity on every run.
    surfaces
        Every form as written, counted.
    """

    key: str
    is_person: bool
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
        """Gather entities from the named descriptions of all documents, full names first."""
        self._persons: dict[str, list[Entity]] = {}
        self._bodies: dict[str, Entity] = {}
        named = sorted(
            {(document, d) for document, d in descriptions if d.name},
            key=lambda pair: (-len(_parts(pair[1].name)), pair[1].name, pair[1].text, pair[0], pair[1].body),
        )
        for document, description in named:
            self._add(document, description)

    def find(self, document: str, description: Description) -> Entity:
        """Return the entity that a named description of a document means."""
        if not _is_personal(description):
            code = country_of(description.name)
            return (
                self._bodies[_body_key(description, code)]
                if _body_key(description, code) in self._bodies
                else self._add(document, description)
            )
        return self._match(document, description) or self._add(document, description)

    def surnames_of(self, document: str) -> dict[str, Entity]:
        """Map the folded surnames that a document uses to its persons; a surname of two persons is left out."""
        found: dict[str, set[str]] = {}
        entities = {person.key: person for person in self.persons_of(document)}
        for person in entities.values():
            for name in person.names:
                found.setdefault(_parts(name)[-1], set()).add(person.key)
        return {surname: entities[min(keys)] for surname, keys in found.items() if len(keys) == 1}

    def persons_of(self, document: str) -> list[Entity]:
        """List the persons that a document names, in the order of their keys."""
        found = [person for persons in self._persons.values() for person in persons if document in person.documents]
        return sorted(found, key=lambda person: person.key)

    def _add(self, document: str, description: Description) -> Entity:
        if _is_personal(description):
            entity = self._match(document, description)
            if entity is None:
                entity = Entity(fold(description.name), True)
                self._persons.setdefault(_parts(description.name)[-1], []).append(entity)
        else:
            code = country_of(description.name)
            key = _body_key(description, code)
            entity = self._bodies.setdefault(key, Entity(key, False))
            if code and key == code:
                entity.names[country_name(code)] += 1
        entity.documents.add(document)
        owned = not entity.is_person and entity.key == f"{fold(description.name)} {description.country}"
        entity.names[
            f"{country_name(str(description.country))}'s {description.name}" if owned else description.name
        ] += 1
        entity.surfaces[description.text] += 1
        entity.roles.update(description.role)
        entity.country = entity.country or description.country
        entity.body = entity.body or description.body
        if description.sex:
            entity.sexes[description.sex] += 1
        return entity

    def _match(self, document: str, description: Description) -> Entity | None:
        parts = _parts(description.name)
        found = [
            entity
            for surname, entities in self._persons.items()
            if surname[:1] == parts[-1][:1] or LOST_LETTER in (surname[:1], parts[-1][:1])
            for entity in entities
            if _compatible(parts, _parts(entity.key), description.country, entity.country)
        ]
        here = [entity for entity in found if document in entity.documents]
        ranked = sorted(here or found, key=lambda e: (-_overlap(parts, _parts(e.key)), -sum(e.names.values()), e.key))
        # A bare surname that two people of other documents share is neither of them.
        return ranked[0] if here or len(ranked) == 1 or (ranked and len(parts) > 1) else None


def fold(name: str) -> str:
    """Return a name without case, accents, marks and possessive ending.

    Examples
    --------
    >>> fold("José Núñez’s")
    'jose nunez'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = (
        re.sub(r"['’]s?(?=\s|$)", "", plain)
        .replace("'", "")
        .replace("’", "")
        .lower()
        .replace(LOST_CAPITAL.lower(), LOST_LETTER)
    )
    return " ".join(re.findall(r"[\w\-]+", plain))


def _is_personal(description: Description) -> bool:
    """Whether a name is a person's: a title says so, or it has two words and is no country or body."""
    words = description.name.split()
    capitals = all(w.isupper() and len(w) > 1 for w in words)
    if country_of(description.name) or capitals or any(is_group_noun(w.lower()) for w in words):
        return False
    titles = [word for word in description.role if word in read_words("titles.txt")]
    if not titles and any(is_group_noun(word) for word in description.role[-1:]):
        return False
    if description.is_person or description.sex:
        return True
    return description.determiner not in ("the", "a") and "of" not in words and "and" not in words


def _body_key(description: Description, code: str | None) -> str:
    if code:
        return code
    owner = country_of(description.body) or (description.country if description.country and description.body else None)
    return f"{fold(description.name)} {owner}" if owner else fold(description.name)


def _parts(name: str) -> list[str]:
    words = [w for w in fold(name).split() if w not in ("jr", "sr", "mr", "mrs", "ms", "dr")]
    return words or [""]


def _compatible(parts: list[str], others: list[str], country: str | None, other_country: str | None) -> bool:
    """Whether two names can be one person's: surnames alike, and the given names agree or one has none."""
    if not _same_word(parts[-1], others[-1], fuzzy=len(parts) > 1 and parts[0] == others[0]):
        return False
    if len(parts) == 1 or len(others) == 1:
        return not (country and other_country and country != other_country)
    first, second = parts[0], others[0]
    initial = first[0] == second[0] and (len(first) == 1 or len(second) == 1)
    return initial or _same_word(first, second, fuzzy=True) or bool(set(parts[:-1]) & set(others[:-1]))


def _same_word(one: str, other: str, *, fuzzy: bool) -> bool:
    """Whether two words are one but for spelling: equal, transliterated otherwise, or with a letter lost."""
    if _ENDING.sub("y", one) == _ENDING.sub("y", other):
        return True
    if LOST_LETTER in one or LOST_LETTER in other:
        if len(one) == len(other):
            return all(a == b or LOST_LETTER in (a, b) for a, b in zip(one, other, strict=True))
        return one.replace(LOST_LETTER, "") == other.replace(LOST_LETTER, "")
    long = min(len(one), len(other)) >= _MIN_LENGTH and one[0] == other[0]
    return fuzzy and long and fuzz.ratio(one, other) >= _MIN_RATIO


def _overlap(parts: list[str], others: list[str]) -> int:
    return len(set(parts) & set(others))


def _is_damaged(name: str) -> bool:
    return LOST_LETTER in name or LOST_CAPITAL in name or "?" in name
