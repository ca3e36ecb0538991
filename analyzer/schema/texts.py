"""What was read, and who says what in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

SectionKind = Literal["headline", "body", "caption", "furniture"]
SpeakerKind = Literal["person", "organisation", "anonymous", "unknown"]
StatementKind = Literal["direct", "mixed", "indirect", "narration"]
Stance = Literal["asserts", "denies", "disputes", "demands", "offers", "predicts", "asks"]


class Span(NamedTuple):
    """A half-open range of ``str`` offsets into one document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a document and the part it plays.

    Attributes
    ----------
    start, end
        Offsets into the document's text, end exclusive.
    kind
        ``furniture`` is everything that is not reporting: bylines, "read more", related links, file headers.
    post
        Number of the live-blog post it belongs to, from 1; ``None`` outside live blogs.
    title
        Headline of that post, or ``None``.
    """

    start: int
    end: int
    kind: SectionKind
    post: int | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One text as it was read.

    Attributes
    ----------
    id
        ``d-`` and a digest of path and content.
    path
        Relative to the input given on the command line.
    text
        For plain text the file exactly as decoded: nothing stripped, repaired or normalised.
    published
        ISO date, or ``None`` when the document does not say.
    language
        ISO 639-1 code of the language detected.
    sections
        In order, covering every non-blank character.
    copy_of
        Id of the document of which this one is a copy in whole; the least damaged text is the original.
    speaker
        Who says the whole text, where the input says so (a table of attributed quotations); ``None`` for everything
        that has to be read for who says what.
    """

    id: str
    path: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    sections: tuple[Section, ...] = ()
    copy_of: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who said something, the same record wherever in the corpus they speak.

    Attributes
    ----------
    id
        ``sp-`` and a digest.
    aliases
        Every form under which the speaker is named, as written, sorted.
    kind
        Anonymous speakers ("a senior official") are never merged across documents.
    affiliation
        Country or body, as far as the text says so.
    speaks_for
        Id of the speaker on whose behalf this one talks (a spokesperson), or ``None``.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: SpeakerKind = "unknown"
    affiliation: str | None = None
    speaks_for: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One speaker, one cue, one proposition; or a sentence of narration.

    Attributes
    ----------
    id
        ``st-`` and a digest of document id and content offsets.
    start, end
        The clause or sentence that carries the attribution.
    text
        ``document.text[start:end]``.
    content
        What was said; several spans when the attribution interrupts it. Quotation marks at its edges stay outside.
    quoted
        The parts of ``content`` that stand between quotation marks.
    kind
        Direct: all content is quoted, or a speaker's turn in a transcript or address; mixed: part; indirect: none.
        Narration: an unattributed sentence.
    cue, speaker_mention
        Where the reporting word and the speaker's mention stand, or ``None``.
    speakers
        Speaker ids; several when they speak jointly.
    via
        Who reports that the speaker said so (a news agency, a newspaper), outermost first.
    nested_in
        The outer statement inside whose content this one is reported.
    continuation_of
        The statement of which this is a further sentence.
    claim
        The proposition, readable without the article: attribution removed, pronouns resolved, damage repaired.
    disputes
        The statement that this one disputes or denies, where it could be told.
    certainty
        How certain the words make the content: 0 not at all, 1 certain.
    certainty_spans
        The words that say so.
    copy_of
        The statement of which this one is the same text printed again.
    confidence
        Estimated probability, 0 to 1, that content and speaker are right.
    """

    id: str
    document: str
    start: int
    end: int
    text: str
    content: tuple[Span, ...]
    quoted: tuple[Span, ...]
    kind: StatementKind
    claim: str
    cue: Span | None = None
    speakers: tuple[str, ...] = ()
    speaker_mention: Span | None = None
    via: tuple[str, ...] = ()
    nested_in: str | None = None
    continuation_of: str | None = None
    stance: Stance = "asserts"
    disputes: str | None = None
    certainty: float = 1.0
    certainty_spans: tuple[Span, ...] = ()
    event_date: str | None = None
    published: str | None = None
    copy_of: str | None = None
    confidence: float = 1.0
