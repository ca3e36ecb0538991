"""Who has just been talked about: the antecedents of pronouns and of "the official"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analyzer.language.tokens import Token
from analyzer.schema import Section
from analyzer.statements.descriptions import Description
from analyzer.statements.grammar import is_group_noun
from analyzer.statements.names import Entity, Names, fold
from analyzer.statements.sentences import Sentence

EventKind = Literal["person", "body", "group"]


@dataclass(frozen=True, slots=True)
class Event:
    """One mention of somebody in a document.

    Attributes
    ----------
    at
        Where it stands.
    sentence
        Where its sentence begins.
    keys
        The speakers meant; several for "they both".
    speaks
        Whether they say something there, rather than only being named.
    """

    at: int
    sentence: int
    section: Section
    keys: tuple[str, ...]
    kind: EventKind
    speaks: bool
    sex: str = ""
    description: Description | None = None


class Salience:
    """The mentions of one document, in text order."""

    def __init__(self) -> None:
        """Begin without any."""
        self._events: list[Event] = []

    def add(self, event: Event) -> None:
        """Note a mention."""
        self._events.append(event)

    def nearest(self, at: int, sentence: Sentence, kinds: tuple[EventKind, ...], sex: str = "") -> tuple[str, ...]:
        """Return whom a pronoun at ``at`` means: of the nearest sentence before, the speaker, else the first named."""
        fitting = [
            e
            for e in self._events
            if e.at < at
            and _together(e.section, sentence.section)
            and e.kind in kinds
            and not (sex and e.sex and e.sex != sex)
        ]
        if not fitting:
            return ()
        latest = max(e.sentence for e in fitting)
        return min((e for e in fitting if e.sentence == latest), key=lambda e: (not e.speaks, e.at)).keys

    def described(self, description: Description, at: int, sentence: Sentence) -> tuple[str, ...]:
        """Return the unnamed speaker whom "the official" at ``at`` means: the nearest of the same kind."""
        same = [
            e
            for e in self._events
            if e.description is not None
            and _together(e.section, sentence.section)
            and _fits(description, e.description)
        ]
        if not same:
            return ()
        return min(same, key=lambda e: (e.at >= at, abs(e.at - at))).keys

    def body(self, description: Description, at: int, sentence: Sentence) -> tuple[str, ...]:
        """Return the body that "the agency" at ``at`` means: the nearest that speaks before it in the same story."""
        if (
            description.determiner != "the"
            or not description.role
            or not is_group_noun(description.role[-1])
            or description.country
        ):
            return ()
        bodies = [
            e
            for e in self._events
            if e.at < at and _together(e.section, sentence.section) and e.kind == "body" and e.speaks
        ]
        return max(bodies, key=lambda e: e.at).keys if bodies else ()

    def occupied(self, entities: list[Entity], at: int, sentence: Sentence) -> tuple[str, ...]:
        """Return which of the persons with a role was mentioned nearest to ``at``, those of the same post first."""
        keys = {entity.key for entity in entities}
        events = [e for e in self._events if set(e.keys) & keys]
        if not events:
            return (entities[0].key,) if len(entities) == 1 else ()
        best = min(events, key=lambda e: (not _together(e.section, sentence.section), e.at >= at, abs(e.at - at)))
        return best.keys if len(best.keys) == 1 else tuple(k for k in best.keys if k in keys)


def named_events(sentence: Sentence, surnames: dict[str, Entity]) -> list[Event]:
    """List the mentions of known persons in a sentence, by surname."""
    return [
        Event(token.start, sentence.start, sentence.section, (entity.key,), "person", speaks=False, sex=sex_of(entity))
        for token in sentence.tokens
        if (entity := _entity(token, surnames)) is not None
    ]


def sex_of(entity: Entity) -> str:
    """Return ``f`` or ``m`` where words have said so, else an empty string."""
    return entity.sexes.most_common(1)[0][0] if entity.sexes else ""


def holders_of(names: Names, document: str, description: Description) -> list[Entity]:
    """List the persons of a document who hold the role that a phrase describes."""
    head = description.role[-1] if description.role else ""
    others = set(description.role[:-1]) - {"senior", "top", "former"}
    anaphoric = description.body.lower() in ("country", "nation", "party", "company")
    found = []
    for entity in names.persons_of(document):
        country = anaphoric or not description.country or not entity.country or description.country == entity.country
        if head in entity.roles and country and (not others or others & entity.roles):
            found.append(entity)
    return found


def _entity(token: Token, surnames: dict[str, Entity]) -> Entity | None:
    return surnames.get(fold(token.text)) if token.is_word and token.is_capitalised else None


def _together(one: Section, other: Section) -> bool:
    """Whether two sections tell one story: the same post of a live blog, or an article without posts."""
    return one.post == other.post


def _fits(description: Description, antecedent: Description) -> bool:
    if description.role[-1:] != antecedent.role[-1:] or description.plural != antecedent.plural:
        return False
    if description.country and antecedent.country and description.country != antecedent.country:
        return False
    return not (description.words - antecedent.words - {"same", "senior"}) or description.words <= antecedent.words
