"""Texts of which the input says who says them, rows of a table of quotations: nothing is looked for inside them."""

from __future__ import annotations

from analyzer.language.repair import mask
from analyzer.schema import Document, Section, Span
from analyzer.statements.descriptions import Description
from analyzer.statements.found import Found
from analyzer.statements.joint import describe_mention, is_pronoun, joint_mentions
from analyzer.statements.mentions import Mention
from analyzer.statements.sentences import Sentence, split_sentences
from analyzer.statements.speakers import SpeakerResolver


def read_attributed(document: Document, reading: str) -> tuple[list[list[Sentence]], list[Found], int]:
    """Make each paragraph of a document with a speaker one statement, word for word; speakers are not yet known.

    Parameters
    ----------
    document
        With a speaker.
    reading
        The reading copy of its text, of the same length.

    Returns
    -------
    list of list of Sentence, list of Found, int
        As :func:`analyzer.statements.reading.read_document`; a paragraph counts as one sentence.
    """
    paragraphs: list[list[Sentence]] = []
    found: list[Found] = []
    n_unpaired = 0
    for sentences, n in split_sentences(document, reading):
        first, last = sentences[0], sentences[-1]
        quotations = tuple({q.start: q for sentence in sentences for q in sentence.quotations}.values())
        whole = Sentence(first.text, first.start, last.end, first.paragraph, first.section, quotations)
        content = _inside_marks(whole)
        asks = whole.text[content.start : content.end].rstrip("\"' ").endswith("?")
        one = Found(
            whole,
            (content,),
            Span(whole.start, whole.end),
            stance="asks" if asks else "asserts",
            continuation_of=found[0] if found else None,
            confidence=1.0,
            verbatim=True,
        )
        paragraphs.append([whole])
        found.append(one)
        n_unpaired += n
    return paragraphs, found, n_unpaired


def described_speakers(document: Document) -> list[Description]:
    """Describe those whom the input names as the speakers of a document; empty for a pronoun."""
    label = _label(document)
    if not label.tokens:
        return []
    comma = next((k for k, token in enumerate(label.tokens) if token.text == ","), len(label.tokens))
    appositive = (comma + 1, len(label.tokens)) if 0 < comma < len(label.tokens) - 1 else None
    mention = Mention(0, comma or len(label.tokens), appositive, is_label=len(label.tokens) > 1)
    if is_pronoun(label, mention):
        return []
    return [_named(describe_mention(label, part)) for part in joint_mentions(label, mention)]


def resolve_attributed(resolver: SpeakerResolver, document: Document, found: list[Found]) -> None:
    """Set the speakers of everything found in a document with a speaker."""
    label = _label(document)
    keys = [
        resolver.named(document.id, one) if one.name else resolver.unnamed(document, one, label, 0)
        for one in described_speakers(document)
    ]
    for one in found:
        one.speakers = tuple(dict.fromkeys(keys))


def _label(document: Document) -> Sentence:
    words = mask(document.speaker or "")
    return Sentence(words, 0, len(words), 0, Section(0, len(words), "body"), ())


def _named(description: Description) -> Description:
    """Take words that name no role for a name, however they are written: a table may hold "jo park"."""
    if description.name or description.determiner or description.is_person or not description.text:
        return description
    return Description(description.text, description.text)


def _inside_marks(whole: Sentence) -> Span:
    """Return the words between the marks, where one pair of them stands around everything."""
    for quotation in whole.quotations:
        outside = whole.text[whole.start : quotation.start] + whole.text[quotation.end : whole.end]
        if not any(character.isalnum() for character in outside):
            return Span(quotation.start, quotation.end)
    return Span(whole.start, whole.end)
