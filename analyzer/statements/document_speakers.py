"""Mentions to speakers, one document after another: names, pronouns, "the official", "his office"."""

from __future__ import annotations

from analyzer.language.countries import is_demonym
from analyzer.language.lexicon import read_words
from analyzer.language.tokens import lemma
from analyzer.schema import Document
from analyzer.statements import grammar
from analyzer.statements.descriptions import Description
from analyzer.statements.found import Found
from analyzer.statements.heads import governing_subject
from analyzer.statements.joint import describe_mention, joint_mentions
from analyzer.statements.mentions import Mention
from analyzer.statements.phrases import names_somebody
from analyzer.statements.salience import Event, EventKind, Salience, holders_of, named_events, sex_of
from analyzer.statements.sentences import Sentence
from analyzer.statements.speakers import SpeakerResolver

_PRONOUN_KINDS: dict[str, tuple[EventKind, ...]] = {
    "he": ("person",),
    "she": ("person",),
    "his": ("person",),
    "her": ("person",),
    "it": ("body",),
    "its": ("body",),
}
_SEVERAL: tuple[EventKind, ...] = ("group", "body")
_SEXES = {"he": "m", "his": "m", "she": "f", "her": "f"}
_MAX_ACCOUNT_GAP = 9


def resolve_speakers(
    resolver: SpeakerResolver, document: Document, paragraphs: list[list[Sentence]], found: list[Found]
) -> None:
    """Set the speakers of everything found in a document, body before headlines.

    Parameters
    ----------
    resolver
        Knows the speakers of the corpus, and learns of new ones.
    paragraphs
        The sentences of the document.
    found
        Gets ``speakers`` and ``disputed``.
    """
    reader = _DocumentReader(resolver, document)
    by_sentence: dict[int, list[Found]] = {}
    for one in found:
        by_sentence.setdefault(one.sentence.start, []).append(one)
    sentences = [sentence for paragraph in paragraphs for sentence in paragraph]
    for sentence in sorted(sentences, key=lambda s: (s.is_headline, s.start)):
        reader.read(sentence, by_sentence.get(sentence.start, []))
    for one in found:  # a quotation may stand before the sentence that names its speaker
        if one.speaker_from is not None:
            one.speakers = one.speaker_from.speakers


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
                if one.mention.is_office:
                    one.speakers = tuple(self._office(key) for key in one.speakers)
                self._note(one, one.mention)
            one.disputed = self._disputed(one)
        self._previous = sentence

    def _office(self, key: str) -> str:
        """Return the office of a person; a body or country speaks for itself."""
        if self._resolver.names.person(self._document.id, key) is None:
            return key
        return self._resolver.owned(key, "office", f"{self._resolver.draft_name(key)}'s office")

    def _note(self, one: Found, mention: Mention) -> None:
        """Remember who speaks here, for the pronouns that follow."""
        if not one.speakers:
            return
        description = describe_mention(one.sentence, mention)
        entity = self._resolver.names.person(self._document.id, one.speakers[0])
        kind: EventKind = "body"
        if len(one.speakers) > 1 or description.plural:
            kind = "group"
        elif entity is not None or description.is_person:
            kind = "person"
        event = Event(
            at=one.sentence.tokens[mention.first].start,
            sentence=one.sentence.start,
            section=one.sentence.section,
            keys=one.speakers,
            kind=kind,
            speaks=True,
            sex=sex_of(entity) if entity else description.sex,
            description=description if one.speakers[0].startswith("unnamed") else None,
        )
        self._salience.add(event)

    def _disputed(self, one: Found) -> tuple[str, ...]:
        """Return whose account is disputed: "disputed the official's account"."""
        if one.stance not in ("disputes", "denies") or one.attribution is None:
            return ()
        tokens, (first, last) = one.sentence.tokens, one.attribution.content[0]
        near = range(first, min(last, first + _MAX_ACCOUNT_GAP))
        account = next((k for k in near if lemma(tokens[k].lower) in read_words("account_nouns.txt")), first)
        marks = [k for k in range(first + 1, account) if grammar.is_possessive_mark(tokens[k])]
        if not marks or not names_somebody(one.sentence, first, marks[-1]):
            return ()
        return self._mentioned(one.sentence, Mention(first, marks[-1]))

    def _mentioned(self, sentence: Sentence, mention: Mention) -> tuple[str, ...]:
        """Return the keys of those whom a mention means; empty when nobody can be told."""
        word = sentence.tokens[mention.first].lower
        if mention.is_one_word and (word in _PRONOUN_KINDS or word in ("they", "their", "both")):
            return self._pronoun(sentence, mention.first)
        parts = joint_mentions(sentence, mention)
        if len(parts) > 1:
            return tuple(key for part in parts for key in self._mentioned(sentence, part))
        description = describe_mention(sentence, mention)
        if not description.name and grammar.is_class(sentence.tokens[mention.first], "third_person_possessive"):
            owner = self._possessor(sentence, mention.first)
            noun = " ".join(token.text for token in sentence.tokens[mention.first + 1 : mention.last])
            if owner:
                return (self._resolver.owned(owner[0], noun, description.text),)
        return self._described(sentence, mention, description)

    def _described(self, sentence: Sentence, mention: Mention, description: Description) -> tuple[str, ...]:
        at = sentence.tokens[mention.first].start
        if description.name:
            return (self._resolver.named(self._document.id, description),)
        if description.determiner not in ("a", "another") or sentence.is_headline:
            known = self._holder(sentence, at, description)
            known = known or self._salience.described(description, at, sentence)
            known = known or self._salience.body(description, at, sentence)
            if known:
                return known
        if not description.role and not description.words:
            return ()
        return (self._resolver.unnamed(self._document, description, sentence, at),)

    def _holder(self, sentence: Sentence, at: int, description: Description) -> tuple[str, ...]:
        """Return the named person who holds the role described: "the minister"."""
        if description.plural:
            return ()
        holders = holders_of(self._resolver.names, self._document.id, description)
        held = self._salience.occupied(holders, at, sentence)
        if not held:
            return ()
        return (self._resolver.person(next(e for e in holders if e.key == held[0]), self._document.id),)

    def _pronoun(self, sentence: Sentence, at: int) -> tuple[str, ...]:
        """Return whom the pronoun at token ``at`` means."""
        word = sentence.tokens[at].lower
        if grammar.is_class(sentence.tokens[at], "third_person_possessive"):
            return self._possessor(sentence, at)
        if word in ("they", "both"):
            several = self._salience.nearest(sentence.tokens[at].start, sentence, _SEVERAL)
            return self._joint_subject_before(sentence) or several
        return self._nearest(sentence, at, note_sex=True)

    def _nearest(self, sentence: Sentence, at: int, *, note_sex: bool) -> tuple[str, ...]:
        """Return the nearest antecedent that fits the pronoun at token ``at``, and learn the sex of a person by it."""
        word = sentence.tokens[at].lower
        kinds, sex = _PRONOUN_KINDS.get(word, _SEVERAL), _SEXES.get(word, "")
        found = self._salience.nearest(sentence.tokens[at].start, sentence, kinds, sex)
        entity = self._resolver.names.person(self._document.id, found[0]) if len(found) == 1 else None
        if entity is None:
            return found
        if sex and note_sex:
            entity.sexes[sex] += 1
        return (self._resolver.person(entity, self._document.id),)

    def _possessor(self, sentence: Sentence, at: int) -> tuple[str, ...]:
        """Return whom "his" or "its" means: the subject of the sentence, else as a pronoun would."""
        subject = governing_subject(sentence, at)
        if subject is not None and subject.last <= at and sentence.tokens[subject.first].lower not in _PRONOUN_KINDS:
            return self._mentioned(sentence, subject)
        return self._nearest(sentence, at, note_sex=False)

    def _joint_subject_before(self, sentence: Sentence) -> tuple[str, ...]:
        """Return the two whom the sentence just before names together ("as the union and the city go on …")."""
        previous = self._previous
        if previous is None or previous.section != sentence.section:
            return ()
        for k in range(len(previous.tokens) - 2, 0, -1):
            pair = _named_pair(previous, k)
            if pair is not None:
                return (*self._mentioned(previous, pair[0]), *self._mentioned(previous, pair[1]))
        return ()


def _named_pair(sentence: Sentence, k: int) -> tuple[Mention, Mention] | None:
    """Read token ``k`` as the "and" between two names of one word that a verb follows."""
    tokens = sentence.tokens
    if tokens[k].lower != "and" or sentence.quoted[k]:
        return None
    first = k + 1 + (tokens[k + 1].lower == "the")
    if first + 1 >= len(tokens) or not tokens[k - 1].is_capitalised or not tokens[first].is_capitalised:
        return None
    verb_follows = tokens[first + 1].is_word and not tokens[first + 1].is_capitalised
    if not verb_follows or is_demonym(tokens[k - 1].text):
        return None
    return Mention(k - 1, k), Mention(k + 1, first + 1)
