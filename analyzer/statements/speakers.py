"""One record for each speaker of the corpus, whatever the mention."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from analyzer.ids import speaker_id
from analyzer.language.countries import country_name
from analyzer.language.lexicon import read_words
from analyzer.language.repair import repair
from analyzer.schema import Document, Speaker, SpeakerKind
from analyzer.statements import grammar
from analyzer.statements.descriptions import Description, describe, is_unnamed
from analyzer.statements.found import Found
from analyzer.statements.joint import describe_mention, is_pronoun, joint_mentions
from analyzer.statements.names import Entity, Names, fold
from analyzer.statements.roles import titled_names
from analyzer.statements.sentences import Sentence


@dataclass(slots=True)
class _Draft:
    """A speaker while the corpus is being read."""

    key: str
    kind: SpeakerKind
    name: str
    aliases: set[str] = field(default_factory=set)
    affiliation: str | None = None
    speaks_for: str | None = None
    words: frozenset[str] = frozenset()
    told_in: AbstractSet[str] = frozenset()


def descriptions_of(paragraphs: Iterable[Iterable[Sentence]], found: Iterable[Found]) -> list[Description]:
    """Describe everybody whom a document names with a title, and those who are mentioned as speakers in it."""
    described = [one for sentences in paragraphs for sentence in sentences for one, _ in titled_names(sentence)]
    return [*described, *(one for each in found for one in _descriptions_in(each))]


class SpeakerResolver:
    """The speakers of a whole corpus by key; documents are read one after another, in a fixed order."""

    def __init__(self, described: Iterable[tuple[str, Description]]) -> None:
        """Gather the names of the corpus first, so that a surname finds its full name wherever that stands.

        Parameters
        ----------
        described
            Each document's id with everybody whom :func:`descriptions_of` finds in it.
        """
        self._names = Names(described)
        self._drafts: dict[str, _Draft] = {}

    @property
    def names(self) -> Names:
        """All named persons and bodies."""
        return self._names

    def speakers(self, used: Iterable[str]) -> tuple[Speaker, ...]:
        """Return the records of the speakers used, and of those they speak for, ordered by id."""
        keys = set(used)
        for key in sorted(keys):
            keys |= self._behind(key)
        records = [_record(self._drafts[key]) for key in sorted(keys)]
        return tuple(sorted(records, key=lambda speaker: speaker.id))

    def named(self, document: str, description: Description) -> str:
        """Return the key of the named person or body that a description in a document means."""
        entity = self._names.find(document, description)
        if entity.key not in self._drafts:
            kind: SpeakerKind = "person" if entity.is_person else "organisation"
            draft = _Draft(
                entity.key, kind, entity.name, set(entity.surfaces), _affiliation(entity), told_in=entity.documents
            )
            self._drafts[entity.key] = draft
            body = entity.body or description.body
            draft.speaks_for = self._principal(document, entity.key, entity.roles, body, entity.country)
        self._drafts[entity.key].aliases.add(description.text)
        return entity.key

    def unnamed(self, document: Document, description: Description, sentence: Sentence, at: int) -> str:
        """Return the key of somebody without a name; nobody else of another post or document is the same."""
        words = " ".join(sorted(description.words))
        place = f"{at}" if description.determiner == "another" else f"{sentence.section.post}"
        key = f"unnamed {document.id} {place} {words}"
        if key not in self._drafts:
            country = country_name(description.country) if description.country else None
            affiliation = country or description.body or None
            self._drafts[key] = _Draft(
                key,
                _kind_of_unnamed(description),
                _lowered(description.text),
                affiliation=affiliation,
                words=description.words,
                told_in={document.id},
            )
            self._drafts[key].speaks_for = self._principal(
                document.id, key, description.role, description.body, description.country
            )
        self._drafts[key].aliases.add(description.text)
        return key

    def unite(self, key: str, other: str) -> bool:
        """Take an unnamed speaker for another, if one description only says more than the other."""
        one, same = self._drafts[key], self._drafts[other]
        if not (one.words <= same.words or same.words <= one.words):
            return False
        same.aliases |= one.aliases
        if len(one.words) > len(same.words):
            same.name, same.words, same.affiliation = one.name, one.words, one.affiliation
        return True

    def owned(self, owner: str, noun: str, surface: str) -> str:
        """Return the key of somebody's office or spokesman, mentioned as ``surface`` ("his office")."""
        key = f"{owner} / {noun}"
        if key not in self._drafts:
            kind: SpeakerKind = "organisation" if grammar.is_group_noun(noun.split()[-1]) else "unknown"
            self._drafts[key] = _Draft(key, kind, f"{self._drafts[owner].name}'s {noun}", speaks_for=owner)
            self._drafts[key].told_in = self._drafts[owner].told_in
        self._drafts[key].aliases.add(surface)
        return key

    def person(self, entity: Entity, document: str) -> str:
        """Return the key of a person already known by name."""
        text = max(entity.names, key=lambda name: (len(name.split()), name))
        if entity.key in self._drafts:
            return self.named(document, describe(text))
        return self.named(document, Description(text, text, tuple(sorted(entity.roles)), entity.country))

    def draft_name(self, key: str) -> str:
        """Return the name of a speaker already met."""
        return self._drafts[key].name

    def group_name(self, key: str) -> str:
        """Return whom a speaker means by "we": the country or body the speaker belongs to, else the speaker."""
        draft = self._drafts[key]
        return draft.affiliation or draft.name

    def told_in(self, key: str) -> AbstractSet[str]:
        """Return the ids of the documents from which it is known what a speaker is called."""
        return self._drafts[key].told_in

    def _behind(self, key: str) -> set[str]:
        """Return the keys of those for whom a speaker speaks, directly or not."""
        behind: set[str] = set()
        while (target := self._drafts[key].speaks_for) and target not in behind and target != key:
            behind.add(target)
            key = target
        return behind

    def _of_country(self, document: str, country: str) -> str:
        name = country_name(country)
        return self.named(document, Description(name, name))

    def _principal(self, document: str, key: str, roles: Collection[str], body: str, country: str | None) -> str | None:
        """Return the key of the body, person or country that a spokesperson with these roles speaks for."""
        speaks = not read_words("spokespeople.txt").isdisjoint(roles) or {"press", "secretary"}.issubset(roles)
        if not speaks:
            return None
        if not any(word[:1].isupper() for word in body.split()):
            return self._of_country(document, country) if country else None
        by_surname = self._names.surnames_of(document) if len(body.split()) == 1 else {}
        owner = by_surname.get(fold(body))
        if owner is not None and owner.key != key:
            return self.person(owner, document)
        return self.named(document, Description(body, body, determiner="the"))


def _record(draft: _Draft) -> Speaker:
    return Speaker(
        id=speaker_id(draft.key),
        name=repair(draft.name),
        aliases=tuple(sorted(draft.aliases)),
        kind=draft.kind,
        affiliation=draft.affiliation,
        speaks_for=speaker_id(draft.speaks_for) if draft.speaks_for else None,
    )


def _descriptions_in(found: Found) -> list[Description]:
    """Describe those who are mentioned as speakers of what was found, pronouns left out."""
    if found.mention is None or is_pronoun(found.sentence, found.mention):
        return []
    return [describe_mention(found.sentence, part) for part in joint_mentions(found.sentence, found.mention)]


def _affiliation(entity: Entity) -> str | None:
    country = country_name(entity.country) if entity.country and entity.is_person else None
    return country or entity.body or None


def _lowered(text: str) -> str:
    """Return "a senior official" for "A senior official" at the beginning of a sentence."""
    determiner = text.split(" ", 1)[0].lower() in grammar.words_of("determiner")
    return text[:1].lower() + text[1:] if determiner else text


def _kind_of_unnamed(description: Description) -> SpeakerKind:
    is_body = any(grammar.is_group_noun(word) for word in description.role[-1:]) and not description.is_person
    if is_body:
        return "organisation"
    return "anonymous" if is_unnamed(description) or description.plural else "unknown"
