"""Transcripts, interviews and subtitles: whose turn it is to speak, told by labels, and what is said in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.language.turn_labels import is_end_mark
from analyzer.schema import Document, Span
from analyzer.statements import grammar
from analyzer.statements.found import Found
from analyzer.statements.mentions import Mention
from analyzer.statements.sentences import Sentence
from analyzer.statements.speech import Part, first_person_words, speech_statements
from analyzer.statements.turn_evidence import Label, find_labels, find_runs

Paragraphs = Sequence[Sequence[Sentence]]

_DIRECTION = re.compile(r"\s*(?:[(\[][^()\[\]\n]{1,100}[)\]]|[<♪*][^\n]{0,100}[>♪*])[.:]?\s*")
_CLIP = re.compile(
    r"\W*(?:begin|end|start|stop)\b.{0,20}\b(?:clip|tape|video|audio|videotape|audiotape|recording)\b", re.I
)
_NOTE = re.compile(
    r"\b(?:this|the) (?:\w+ )?(?:transcript|interview|conversation|discussion|exchange)\b.{0,40}\b"
    r"(?:edited|condensed|transcribed|translated|recorded|abridged|lightly)\b",
    re.I,
)
_SURE, _LESS_SURE = 0.9, 0.75


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until the next one does.

    Attributes
    ----------
    sentence, mention
        Where the speaker is named; ``None`` when nobody is ("Q:", ">>").
    parts
        The sentences spoken, in text order.
    """

    sentence: Sentence | None
    mention: Mention | None
    parts: tuple[Part, ...]

    @property
    def name(self) -> Span | None:
        """Where the speaker's name stands."""
        if self.sentence is None or self.mention is None:
            return None
        tokens = self.sentence.tokens
        return Span(tokens[self.mention.first].start, tokens[self.mention.last - 1].end)


def find_turns(document: Document, paragraphs: Paragraphs) -> list[Turn]:
    """Find the turns of a transcript, or of an interview inside an article.

    Parameters
    ----------
    document
        Subtitles are told by its path: there a dash begins a turn, and one label is evidence enough.
    paragraphs
        Its sentences, headlines included: a label without a full stop may look like one.

    Returns
    -------
    list of Turn
        In text order; empty unless labels, their return and first persons show that people talk
        (:mod:`analyzer.statements.turn_evidence`).
    """
    written = [paragraph for paragraph in paragraphs if paragraph]
    is_caption = document.path.lower().endswith((".srt", ".vtt"))
    labels = find_labels(written, is_caption=is_caption)
    turns: list[Turn] = []
    for run in find_runs(written, labels, is_caption=is_caption):
        for place, label in enumerate(run.labels):
            is_last = place + 1 == len(run.labels)
            stop = run.stop if is_last else run.labels[place + 1].paragraph
            if not is_caption and (is_last or not run.is_whole):
                stop = _last_spoken(written, label, stop)
            turns.append(_turn(written, label, stop, is_whole=run.is_whole))
    return turns


def turn_statements(turns: Sequence[Turn]) -> list[Found]:
    """Make the statements of all turns whose speaker is named."""
    return [
        one
        for turn in turns
        if turn.sentence is not None and turn.mention is not None
        for one in speech_statements(turn.sentence, turn.mention, turn.parts)
    ]


def _last_spoken(paragraphs: Paragraphs, label: Label, stop: int) -> int:
    """Return where a turn ends if no label shows it: every further paragraph must have an "I" or "we"."""
    place = label.paragraph + 1 + (label.words >= paragraphs[label.paragraph][-1].end)
    while place < stop and any(first_person_words(sentence) for sentence in paragraphs[place]):
        place += 1
    return min(place, stop)


def _turn(paragraphs: Paragraphs, label: Label, stop: int, *, is_whole: bool) -> Turn:
    """Gather the words of a turn up to paragraph ``stop``, or to where the narrator, a clip or an end mark comes in."""
    head = paragraphs[label.paragraph]
    parts = [Part(s, max(s.start, label.words), _SURE) for s in head if s.end > label.words]
    parts = [part for part in parts if not _is_direction(part.sentence, part.start)]
    for place in range(label.paragraph + 1, stop):
        paragraph = paragraphs[place]
        if _breaks_off(paragraph, label):
            break
        if paragraph[0].section.kind == "body":
            sure = _SURE if label.is_alone else _LESS_SURE if is_whole else _LESS_SURE - 0.1
            parts += [Part(s, s.start, sure) for s in paragraph if not _is_direction(s, s.start)]
    sentence, mention = _mention(head, label)
    return Turn(sentence, mention, tuple(parts))


def _breaks_off(paragraph: Sequence[Sentence], label: Label) -> bool:
    """Whether a paragraph without a label is not spoken by who spoke before."""
    first, last = paragraph[0], paragraph[-1]
    text = first.text[first.start : last.end]
    if is_end_mark(text) or _CLIP.match(text) or _NOTE.search(text[:300]):
        return True
    has_surname = not grammar.is_person_noun(label.key)  # others are called "president" as well
    return has_surname and any(_names(sentence, label.key) for sentence in paragraph)


def _names(sentence: Sentence, surname: str) -> bool:
    """Whether a sentence names somebody outside quotation marks: nobody tells of themselves by name."""
    pairs = zip(sentence.tokens, sentence.quoted, strict=True)
    return any(token.lower == surname and token.is_capitalised and not quoted for token, quoted in pairs)


def _is_direction(sentence: Sentence, start: int) -> bool:
    return _DIRECTION.fullmatch(sentence.text, start, sentence.end) is not None


def _mention(head: Sequence[Sentence], label: Label) -> tuple[Sentence | None, Mention | None]:
    """Return where the speaker's name stands; an abbreviated title may have been cut off as a sentence of its own."""
    if label.name is None:
        return None, None
    sentence = next(s for s in head if s.end >= label.name.end)
    first, last = _tokens(sentence, label.name)
    if first >= last:
        return None, None
    role = _tokens(sentence, label.role) if label.role is not None else None
    return sentence, Mention(first, last, role if role and role[0] < role[1] else None, is_label=True)


def _tokens(sentence: Sentence, span: Span) -> tuple[int, int]:
    """Return the range of the tokens that lie in a stretch of text."""
    starts = [token.start for token in sentence.tokens]
    return bisect_left(starts, span.start), bisect_left(starts, span.end)
