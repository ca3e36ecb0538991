"""Mentions to speakers: one record for each speaker of the corpus."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from analyzer.language.countries import country_name, country_of, is_demonym
from analyzer.language.lexicon import read_words
from analyzer.language.repair import repair
from analyzer.language.tokens import lemma
from analyzer.schema import Document, Speaker, SpeakerKind
from analyzer.statements import grammar
from analyzer.statements.descriptions import Description, describe, is_unnamed
from analyzer.statements.found import Found
from analyzer.statements.heads import governing_subject
from analyzer.statements.mentions import Mention
from analyzer.statements.names import Entity, Names, fold
from analyzer.statements.phrases import names_somebody
from analyzer.statements.roles import titled_names
from analyzer.statements.salience import Event, Salience, holders_of, named_events, sex_of
from analyzer.statements.sentences import Sentence

_PRONOUN_KINDS = {
    "he": ("person",),
    "she": ("person",),
    "his": ("person",),
    "her": ("person",),
    "it": ("body",),
    "its": ("body",),
}
_SEXES = {"he": "m", "his": "m", "she": "f", "her": "f"}


@dataclass(slots=True)
class _Draft:
    """A speaker while the corpus is being read."""

    key: str
    kind: SpeakerKind
    name: str
    aliases: set[str] = field(default_factory=set)
    affiliation: str | None = None
    speaks_for: str | None = None


class SpeakerResolver:
    """Resolves the mentions of a whole corpus; documents one after another, in a fixed order."""

    def __init__(self, read: Sequence[tuple[Document, list[list[Sentence]], list[Found]]]) -> None:
        """Gather the names of the corpus first, so that a surname finds its full name wherever that stands."""
        described: list[tuple[str, Description]] = []
        for document, paragraphs, found in read:
            for sentence in (s for sentences in paragraphs for s in sentences):
                described += [(document.id, d) for d, _ in titled_names(sentence)]
            described += [(document.id, d) for f in found for d in _parts_of(f)]
        self._names = Names(described)
        self._drafts: dict[str, _Draft] = {}

    def resolve(self, document: Document, paragraphs: list[list[Sentence]], found: list[Found]) -> None:
        """Set the speakers of everything found in a document, body before headlines."""
        reader = _DocumentReader(self, document)
        sentences = [s for part in paragraphs for s in part]
        by_sentence: dict[int, list[Found]] = {}
        for one in found:
            by_sentence.setdefault(one.sentence.start, []).append(one)
        for sentence in sorted(sentences, key=lambda s: (s.is_headline, s.start)):
            reader.read(sentence, by_sentence.get(sentence.start, []))

    def speakers(self, used: set[str]) -> tuple[Speaker, ...]:
        """Return the records of the speakers used, and of those they speak for, ordered by id."""
        for key in sorted(used):
            used = used | self._behind(key)
        drafts = [self._drafts[key] for key in sorted(used)]
        records = [
            Speaker(
                speaker_id(draft.key),
                repair(draft.name),
                tuple(sorted(draft.aliases)),
                draft.kind,
                draft.affiliation,
                speaker_id(draft.speaks_for) if draft.speaks_for else None,
            )
            for draft in drafts
        ]
        return tuple(sorted(records, key=lambda speaker: speaker.id))

    def _behind(self, key: str) -> set[str]:
        behind: set[str] = set()
        while (target := self._drafts[key].speaks_for) and target not in behind and target != key:
            behind.add(target)
            key = target
        return behind

    def named(self, document: str, description: Description) -> str:
        """Return the key of the named person or body that a description means."""
        entity = self._names.find(document, description)
        draft = self._drafts.get(entity.key)
        if draft is None:
            draft = _Draft(
                entity.key, "person" if entity.is_person else "organisation", entity.name, set(entity.surfaces)
            )
            draft.affiliation = (
                (country_name(entity.country) if entity.country and entity.is_person else None) or entity.body or None
            )
            self._drafts[entity.key] = draft
            draft.speaks_for = self._principal(document, entity, description)
        draft.aliases.add(description.text)
        return entity.key

    def unnamed(self, document: Document, description: Description, sentence: Sentence, at: int) -> str:
        """Return the key of somebody without a name; nobody else of another post or document is the same."""
        words = " ".join(sorted(description.words))
        place = f"{at}" if description.determiner == "another" else f"{sentence.section.post}"
        key = f"unnamed {document.id} {place} {words}"
        if key not in self._drafts:
            anonymous = is_unnamed(description) or description.plural
            body = any(grammar.is_group_noun(w) for w in description.role[-1:]) and not description.is_person
            kind: SpeakerKind = "organisation" if body else "anonymous" if anonymous else "unknown"
            self._drafts[key] = _Draft(key, kind, description.text)
            self._drafts[key].affiliation = (
                country_name(description.country) if description.country else description.body or None
            )
        self._drafts[key].aliases.add(description.text)
        return key

    def owned(self, owner: str, noun: str, surface: str) -> str:
        """Return the key of somebody's office or spokesman: "his office"."""
        key = f"{owner} / {noun}"
        if key not in self._drafts:
            name = f"{self._drafts[owner].name}'s {noun}"
            kind: SpeakerKind = "organisation" if grammar.is_group_noun(noun.split()[-1]) else "unknown"
            self._drafts[key] = _Draft(key, kind, name, speaks_for=owner)
        self._drafts[key].aliases.add(surface)
        return key

    def person(self, entity: Entity, document: str) -> str:
        """Return the key of a person already known by name."""
        text = max(entity.names, key=lambda n: (len(n.split()), n))
        return self.named(
            document,
            describe(text)
            if entity.key in self._drafts
            else Description(text, text, tuple(sorted(entity.roles)), entity.country),
        )

    @property
    def names(self) -> Names:
        """All named persons and bodies."""
        return self._names

    def draft_name(self, key: str) -> str:
        """Return the name of a speaker already met."""
        return self._drafts[key].name

    def group_name(self, key: str) -> str:
        """Return whom a speaker means by "we": the country or body the speaker belongs to, else the speaker."""
        draft = self._drafts[key]
        return draft.affiliation or draft.name

    def _principal(self, document: str, entity: Entity, description: Description) -> str | None:
        """Return the key of whom a spokesperson speaks for."""
        speaks = entity.roles & read_words("spokespeople.txt") or {"press", "secretary"} <= entity.roles
        if not speaks:
            return None
        body = entity.body or description.body
        if body:
            owner = self._names.surnames_of(document).get(fold(body).split()[-1]) if len(body.split()) == 1 else None
            return (
                self.person(owner, document)
                if owner and owner.key != entity.key
                else self.named(document, Description(body, body, determiner="the"))
            )
        return (
            self.named(document, Description(country_name(entity.country), country_name(entity.country)))
            if entity.country
            else None
        )


class _DocumentReader:
    """Resolves the mentions of one document, sentence by sentence."""

    def __init__(self, resolver: SpeakerResolver, document: Document) -> None:
        self._resolver = resolver
        self._document = document
        self._salience = Salience()
        self._surnames = resolver.names.surnames_of(document.id)
        self._previous: Sentence | None = None

    def read(self, sentence: Sentence, found: list[Found]) -> None:
        """Resolve what was found in one sentence."""
        for event in named_events(sentence, self._surnames):
            self._salience.add(event)
        for one in found:
            if one.speaker_from is not None:
                one.speakers = one.speaker_from.speakers
            elif one.mention is not None:
                one.speakers = tuple(dict.fromkeys(self._mentioned(sentence, one.mention)))
            self._note(one)
            one.disputed = self._disputed(one)
        self._previous = sentence

    def _note(self, one: Found) -> None:
        if not one.speakers or one.speaker_from is not None or one.mention_span is None or one.mention is None:
            return
        description = _description(one.sentence, one.mention)
        entity = next((p for p in self._resolver.names.persons_of(self._document.id) if p.key == one.speakers[0]), None)
        group = len(one.speakers) > 1 or description.plural
        person = entity is not None or (description.is_person and not group)
        kind = "group" if group else "person" if person else "body"
        unnamed = description if one.speakers[0].startswith("unnamed") else None
        sex = sex_of(entity) if entity else description.sex
        self._salience.add(
            Event(
                one.mention_span.start, one.sentence.start, one.sentence.section, one.speakers, kind, True, sex, unnamed
            )
        )  # type: ignore[arg-type]

    def _disputed(self, one: Found) -> tuple[str, ...]:
        """Return whose account is disputed: "disputed the official's account"."""
        if one.stance not in ("disputes", "denies") or one.attribution is None:
            return ()
        tokens, (first, last) = one.sentence.tokens, one.attribution.content[0]
        account = next(
            (
                k
                for k in range(first, min(last, first + 9))
                if lemma(tokens[k].lower) in read_words("account_nouns.txt")
            ),
            None,
        )
        marks = [k for k in range(first + 1, account or first) if tokens[k].text in ("'s", "’s", "'", "’")]
        if not marks or not names_somebody(one.sentence, first, marks[-1]):
            return ()
        return self._mentioned(one.sentence, Mention(first, marks[-1]))

    def _mentioned(self, sentence: Sentence, mention: Mention) -> tuple[str, ...]:
        tokens = sentence.tokens
        first = tokens[mention.first]
        if mention.last - mention.first == 1 and (
            first.lower in _PRONOUN_KINDS or first.lower in ("they", "their", "both")
        ):
            return self._pronoun(sentence, mention)
        parts = _joint(sentence, mention)
        if len(parts) > 1:
            return tuple(key for part in parts for key in self._mentioned(sentence, part))
        description = _description(sentence, mention)
        if description.determiner in ("his", "her", "its", "their"):
            owner = self._possessor(sentence, mention.first)
            noun = " ".join(t.text for t in tokens[mention.first + 1 : mention.last])
            return (
                (self._resolver.owned(owner[0], noun, description.text),)
                if owner and not description.name
                else self._described(sentence, mention, description)
            )
        return self._described(sentence, mention, description)

    def _described(self, sentence: Sentence, mention: Mention, description: Description) -> tuple[str, ...]:
        at = sentence.tokens[mention.first].start
        if description.name:
            return (self._resolver.named(self._document.id, description),)
        if description.determiner not in ("a", "another") or sentence.is_headline:
            if not description.plural:
                holders = holders_of(self._resolver.names, self._document.id, description)
                held = self._salience.occupied(description.role, holders, at, sentence) if holders else ()
                if held:
                    entity = next(e for e in holders if e.key == held[0])
                    key = self._resolver.person(entity, self._document.id)
                    return (key,)
            same = self._salience.described(description, at, sentence) or self._salience.body(description, at, sentence)
            if same:
                return same
        if not description.role and not description.words:
            return ()
        return (self._resolver.unnamed(self._document, description, sentence, at),)

    def _pronoun(self, sentence: Sentence, mention: Mention) -> tuple[str, ...]:
        word, at = sentence.tokens[mention.first].lower, sentence.tokens[mention.first].start
        if word in ("its", "his", "her", "their"):
            return self._possessor(sentence, mention.first)
        if word in ("they", "both"):
            return self._joint_subject_before(sentence) or self._salience.nearest(at, sentence, ("group", "body"))
        found = self._salience.nearest(at, sentence, _PRONOUN_KINDS[word], _SEXES.get(word, ""))  # type: ignore[arg-type]
        entity = next((p for p in self._resolver.names.persons_of(self._document.id) if found == (p.key,)), None)
        if entity is not None:
            if word in _SEXES:
                entity.sexes[_SEXES[word]] += 1
            return (self._resolver.person(entity, self._document.id),)
        return found

    def _possessor(self, sentence: Sentence, at: int) -> tuple[str, ...]:
        """Return whom "his" or "its" means: the subject of the sentence, else as a pronoun would."""
        subject = governing_subject(sentence, at)
        word = sentence.tokens[at].lower
        if subject is not None and subject.last <= at and sentence.tokens[subject.first].lower not in _PRONOUN_KINDS:
            return self._mentioned(sentence, subject)
        kinds = {"his": ("person",), "her": ("person",), "its": ("body",)}.get(word, ("group", "body"))
        found = self._salience.nearest(sentence.tokens[at].start, sentence, kinds, _SEXES.get(word, ""))  # type: ignore[arg-type]
        entity = next((p for p in self._resolver.names.persons_of(self._document.id) if found == (p.key,)), None)
        return (self._resolver.person(entity, self._document.id),) if entity else found

    def _joint_subject_before(self, sentence: Sentence) -> tuple[str, ...]:
        """Return the two whom the sentence just before names together ("as the union and the city go on …")."""
        previous = self._previous
        if previous is None or previous.section != sentence.section:
            return ()
        tokens = previous.tokens
        for k in range(len(tokens) - 2, 0, -1):
            left = Mention(k - 1, k)
            first = k + 1 + (tokens[k + 1].lower == "the")
            right = Mention(k + 1, min(first + 1, len(tokens)))
            names = (
                tokens[k].lower == "and"
                and tokens[k - 1].is_capitalised
                and first < len(tokens)
                and tokens[first].is_capitalised
            )
            verb = first + 1 < len(tokens) and tokens[first + 1].is_word and not tokens[first + 1].is_capitalised
            if names and verb and not previous.quoted[k] and not is_demonym(tokens[k - 1].text):
                return (*self._mentioned(previous, left), *self._mentioned(previous, right))
        return ()


def speaker_id(key: str) -> str:
    """Return the public id of a speaker key."""
    return "sp-" + hashlib.sha256(key.encode()).hexdigest()[:12]


def _description(sentence: Sentence, mention: Mention) -> Description:
    appositive = sentence.words(*mention.appositive) if mention.appositive else ""
    return describe(sentence.words(mention.first, mention.last), appositive)


def _parts_of(found: Found) -> list[Description]:
    if found.mention is None:
        return []
    tokens = found.sentence.tokens
    if found.mention.last - found.mention.first == 1 and grammar.is_class(
        tokens[found.mention.first], "pronoun", "possessive"
    ):
        return []
    return [_description(found.sentence, part) for part in _joint(found.sentence, found.mention)]


def _joint(sentence: Sentence, mention: Mention) -> list[Mention]:
    """Cut "the union and the city" into those who speak together; a body with "and" in its name stays whole."""
    tokens = sentence.tokens
    for k in range(mention.first + 1, mention.last - 1):
        if tokens[k].lower != "and":
            continue
        left, right = (mention.first, k), (k + 1, mention.last)
        if is_demonym(tokens[k - 1].text) and not grammar.is_class(tokens[k + 1], "determiner"):
            continue  # "Peruvian and Chilean officials"
        separate = (
            grammar.is_class(tokens[k + 1], "determiner")
            or country_of(tokens[k - 1].text)
            or tokens[k - 1].text.isupper()
        )
        one_name = (
            tokens[k - 1].is_capitalised
            and tokens[k + 1].is_capitalised
            and any(grammar.is_group_noun(t.lower) for t in tokens[k + 2 : mention.last])
        )
        both = names_somebody(sentence, *left) and names_somebody(sentence, *right)
        if (
            both
            and (separate or not one_name)
            and not any(grammar.is_class(t, "preposition") for t in tokens[mention.first : k])
        ):
            return [Mention(*left), *_joint(sentence, Mention(*right))]
    return [mention]
