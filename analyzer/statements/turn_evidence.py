"""Whether labels before paragraphs are people who talk, rather than topics, results or items of a list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.language.tokens import tokenize
from analyzer.language.turn_labels import (
    TurnLabel,
    is_end_mark,
    is_nameless,
    may_be_topic,
    read_label,
    read_name_alone,
    says_role,
    speaks_again,
)
from analyzer.schema import Span
from analyzer.statements import grammar
from analyzer.statements.sentences import Sentence
from analyzer.statements.speech import first_person_words

Paragraphs = Sequence[Sequence[Sentence]]

_INTRODUCED = re.compile(r"\b[A-Z][\w.'’\-]{0,40} (?=([A-Z][\w'’\-]+))")
_MIN_TURNS = 3
_MIN_PERSONAL_TURNS = 2
_MIN_PERSONAL_SHARE = 0.2
_MIN_SHARE = 0.6  # of the body's words, for a whole document
_MIN_DENSITY = 0.2  # labels among the paragraphs of a whole transcript, unless there are many
_MANY_TURNS = 10
_MAX_GAP = 1  # paragraphs without a label between two turns of an interview inside an article


@dataclass(frozen=True, slots=True)
class Label:
    """A label in a document.

    Attributes
    ----------
    paragraph
        Number of its paragraph.
    key
        Under what the same speaker is recognised again: the surname, lower-case; empty for a bare ">>".
    words
        Where the words of the turn begin.
    is_clear
        Whether a title or role shows that it is a person.
    """

    paragraph: int
    key: str
    name: Span | None
    role: Span | None
    words: int
    is_alone: bool
    is_clear: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Labels of people who talk with each other; ``stop`` is the paragraph behind their last turn."""

    labels: tuple[Label, ...]
    stop: int
    is_whole: bool


def find_labels(paragraphs: Paragraphs, *, is_caption: bool) -> list[Label]:
    """List the labels that can be those of people; a live blog has none.

    A name on a line of its own counts only if it, or another written like it, comes again; a word of the dictionary
    only if the text gives it to somebody as a surname, or if it comes again beside other labels.
    """
    read: list[tuple[Label, str]] = []
    for place, paragraph in enumerate(paragraphs):
        found = _read(paragraph, is_caption=is_caption)
        if found is not None:
            text = paragraph[0].text
            name = text[slice(*found.name)] if found.name else ""
            read.append((_label(text, place, found, name), name))
    counts = Counter(label.key for label, _ in read)
    introduced = _introduced(paragraphs) if read else frozenset[str]()
    sure = {place for place, (label, name) in enumerate(read) if _is_somebody(label, name, counts, introduced)}
    if sure:  # beside people who talk, a surname that is also a word ("PARK:") needs only to come again
        sure |= {place for place, (label, _) in enumerate(read) if not label.is_alone and counts[label.key] > 1}
    styles = {read[place][1].isupper() for place in sure if read[place][0].is_alone}
    return [
        label
        for place, (label, name) in enumerate(read)
        if place in sure or (label.is_alone and " " in name and name.isupper() in styles)
    ]


def find_runs(paragraphs: Paragraphs, labels: Sequence[Label], *, is_caption: bool) -> list[Run]:
    """Divide labels into talks: one that is most of the document, else interviews of turns close to each other."""
    if not labels:
        return []
    if is_caption:
        return [Run(tuple(labels), len(paragraphs), True)] if any(label.name for label in labels) else []
    end = _end(paragraphs, labels[-1].paragraph)
    whole = Run(tuple(labels), end, True)
    if _covers(paragraphs, whole) and _is_talk(paragraphs, whole):
        return [whole]
    runs = []
    first = 0
    for place, label in enumerate(labels):
        following = labels[place + 1].paragraph if place + 1 < len(labels) else None
        if following is None or following - label.paragraph > _MAX_GAP + 1 + label.is_alone:
            stop = min(label.paragraph + 1 + (label.is_alone or _is_empty(paragraphs, label)), len(paragraphs))
            runs.append(Run(tuple(labels[first : place + 1]), stop, False))
            first = place + 1
    return [run for run in runs if _is_talk(paragraphs, run)]


def _read(paragraph: Sequence[Sentence], *, is_caption: bool) -> TurnLabel | None:
    text, start, end = paragraph[0].text, paragraph[0].start, paragraph[-1].end
    if paragraph[0].section.post is not None:
        return None
    return read_label(text, start, end, dashes=is_caption) or (
        None if is_caption else read_name_alone(text, start, end)
    )


def _label(text: str, place: int, found: TurnLabel, name: str) -> Label:
    nobody = not name or is_nameless(name)
    role = text[slice(*found.role)] if found.role else ""
    is_clear = says_role(name) or any(grammar.is_person_noun(token.lower) for token in tokenize(role))
    return Label(
        paragraph=place,
        key=name.split()[-1].strip(".").lower() if name else "",
        name=None if nobody or found.name is None else Span(*found.name),
        role=Span(*found.role) if found.role else None,
        words=found.end,
        is_alone=found.alone,
        is_clear=not nobody and is_clear,
    )


def _introduced(paragraphs: Paragraphs) -> frozenset[str]:
    """Return the capitalised words that stand behind other words: "Ben Stone" makes "Stone" a name."""
    text = paragraphs[0][0].text
    return frozenset(word.lower() for word in _INTRODUCED.findall(text))


def _is_somebody(label: Label, name: str, counts: Counter[str], introduced: frozenset[str]) -> bool:
    if label.is_alone:
        return counts[label.key] > 1 and not may_be_topic(name)
    if label.name is None or label.is_clear or not may_be_topic(name):
        return True
    return label.key in introduced and " " not in name


def _covers(paragraphs: Paragraphs, run: Run) -> bool:
    """Whether a talk is most of a document, with labels often enough for what stands between them to be speech."""
    first = run.labels[0].paragraph
    body = [_n_words(paragraph) for paragraph in paragraphs]
    last = run.labels[-1].paragraph + 1 + run.labels[-1].is_alone
    dense = len(run.labels) >= min(_MANY_TURNS, _MIN_DENSITY * (last - first))
    return dense and sum(body[first:last]) >= _MIN_SHARE * sum(body)


def _is_talk(paragraphs: Paragraphs, run: Run) -> bool:
    """Whether people talk: enough turns, somebody speaks again or all are plainly persons, and "I" or questions."""
    labels = run.labels
    named = [label for label in labels if label.name is not None]
    if len(labels) < _MIN_TURNS or not named or len({label.key for label in labels}) < 2:
        return False
    if not speaks_again(label.key for label in labels) and not all(label.is_clear for label in named):
        return False
    is_briefing = any(label.name is None and label.key for label in labels)
    if is_briefing and all(label.is_clear for label in named):
        return True  # "Q" and "MS. RUIZ" are no topics
    stops = [label.paragraph for label in labels[1:]] + [run.stop]
    personal = sum(
        any(first_person_words(s) for paragraph in paragraphs[label.paragraph : stop] for s in paragraph)
        for label, stop in zip(labels, stops, strict=True)
    )
    return personal >= max(_MIN_PERSONAL_TURNS, _MIN_PERSONAL_SHARE * len(labels))


def _end(paragraphs: Paragraphs, last: int) -> int:
    """Return the paragraph behind the last turn: an end mark, or the end of the document."""
    for place in range(last + 1, len(paragraphs)):
        paragraph = paragraphs[place]
        if is_end_mark(paragraph[0].text[paragraph[0].start : paragraph[-1].end]):
            return place
    return len(paragraphs)


def _is_empty(paragraphs: Paragraphs, label: Label) -> bool:
    return label.words >= paragraphs[label.paragraph][-1].end


def _n_words(paragraph: Sequence[Sentence]) -> int:
    first, last = paragraph[0], paragraph[-1]
    return first.text.count(" ", first.start, last.end) + 1
