"""Who has just been talked about: the antecedents of pronouns and of "the official"."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass
from typing import Literal

from analyzer.language.countries import country_codes
from analyzer.schema import Section
from analyzer.statements.descriptions import Description
from analyzer.statements.grammar import is_group_noun
from analyzer.statements.names import Entity, Names
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
    """The mentions of one document."""

    def __init__(self) -> None:
        """Begin without any."""
        self._told: dict[int | None, list[Event]] = {}  # by post, in text order
        self._by_key: dict[str, list[Event]] = {}

    def add(self, event: Event) -> None:
        """Note a mention."""
        insort(self._told.setdefault(event.section.post, []), event, key=_place)
        for key in event.keys:
            self._by_key.setdefault(key, []).append(event)

    def nearest(self, at: int, sentence: Sentence, kinds: tuple[EventKind, ...], sex: str = "") -> tuple[str, ...]:
        """Return whom a pronoun at ``at`` means: of the nearest sentence before, the speaker, else the first named.

        Parameters
        ----------
        sentence
            Where the pronoun stands; only mentions of the same post, or of an article without posts, count.
        kinds
            What it may mean.
        sex
            ``f``, ``m`` or empty; a person whose sex no word has told fits both.
        """
        latest: list[Event] = []
        for event in reversed(self._told.get(sentence.section.post, [])):
            if latest and event.sentence != latest[0].sentence:
                break
            if event.at < at and event.kind in kinds and not (sex and event.sex and event.sex != sex):
                latest.append(event)
        return min(latest, key=lambda e: (not e.speaks, e.at)).keys if latest else ()

    def described(self, description: Description, at: int, sentence: Sentence) -> tuple[str, ...]:
        """Return the unnamed speaker whom "the official" at ``at`` means: the nearest of the same kind."""
        told = self._told.get(sentence.section.post, [])
        same = [e for e in told if e.description is not None and _fits(description, e.description)]
        return min(same, key=lambda e: (e.at >= at, abs(e.at - at))).keys if same else ()

    def body(self, description: Description, at: int, sentence: Sentence) -> tuple[str, ...]:
        """Return the body that "the agency" at ``at`` means: the nearest that speaks before it in the same story."""
        is_body = bool(description.role) and is_group_noun(description.role[-1])
        if description.determiner != "the" or description.country or not is_body:
            return ()
        told = self._told.get(sentence.section.post, [])
        noun = description.role[-1]
        bodies = [e for e in told if e.at < at and e.kind == "body" and e.speaks and _may_be_called(e, noun)]
        return max(bodies, key=lambda e: e.at).keys if bodies else ()

    def occupied(self, holders: list[Entity], at: int, sentence: Sentence) -> tuple[str, ...]:
        """Return which of the persons with a role was mentioned nearest to ``at``, those of the same post first."""
        keys = {holder.key for holder in holders}
        events = [event for key in sorted(keys) for event in self._by_key.get(key, ())]
        if not events:
            return (holders[0].key,) if len(holders) == 1 else ()
        post = sentence.section.post
        best = min(events, key=lambda e: (e.section.post != post, e.at >= at, abs(e.at - at)))
        return best.keys if len(best.keys) == 1 else tuple(key for key in best.keys if key in keys)


def named_events(sentence: Sentence, surnames: dict[str, Entity]) -> list[Event]:
    """List the mentions of known persons in a sentence, by surname."""
    return [
        Event(start, sentence.start, sentence.section, (entity.key,), "person", speaks=False, sex=sex_of(entity))
        for start, name in sentence.names
        if (entity := surnames.get(name)) is not None
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


def _place(event: Event) -> tuple[int, int]:
    return event.sentence, event.at


def _may_be_called(body: Event, noun: str) -> bool:
    """Whether a body can be called "the agency": its name says so, or names no other kind of body."""
    if body.description is not None:
        return body.description.role[-1:] == (noun,)
    words = body.keys[0].split()
    if words[0] in country_codes():
        return noun in ("country", "nation")
    return noun in words or not any(is_group_noun(word) for word in words)


def _fits(description: Description, antecedent: Description) -> bool:
    if description.role[-1:] != antecedent.role[-1:] or description.plural != antecedent.plural:
        return False
    if description.country and antecedent.country and description.country != antecedent.country:
        return False
    return not (description.words - antecedent.words - {"same", "senior"}) or description.words <= antecedent.words
