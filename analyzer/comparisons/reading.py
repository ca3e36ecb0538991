"""One statement made ready to be compared: words with places, topic, amounts, times, certainty, sayers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from analyzer.comparisons.contexts import Context
from analyzer.comparisons.number_words import is_number_word
from analyzer.comparisons.quantities import Quantity, read_quantities
from analyzer.comparisons.time_words import TimeWords, read_times
from analyzer.comparisons.words import Word, event_of, read_words_of
from analyzer.language.certainty import CertaintyWords, find_certainty
from analyzer.language.repair import mask
from analyzer.language.tokens import is_known_word
from analyzer.language.word_classes import words_of
from analyzer.schema import Span, Statement

_TITLE_CASE = 0.7


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Reading:
    """What the signals look at.

    Attributes
    ----------
    words
        Words of the content, with offsets into the document.
    claim
        Words of the claim, with offsets into the claim.
    frame
        Words of the whole sentence or clause that carries the attribution, with offsets into the document.
    topic
        Keys of what the claim is about: no function words, numbers, times, words of certainty or of saying.
    names
        The claim's names, each a set of its parts.
    events
        Families of events the claim speaks of.
    spoken_events
        Those, and the ones that the sentence speaks of.
    context
        Who says it, and who reports whom.
    """

    statement: Statement
    words: tuple[Word, ...]
    claim: tuple[Word, ...]
    frame: tuple[Word, ...]
    topic: frozenset[str]
    names: tuple[frozenset[str], ...]
    events: frozenset[str]
    spoken_events: frozenset[str]
    quantities: tuple[Quantity, ...]
    times: tuple[TimeWords, ...]
    certainty: tuple[CertaintyWords, ...]
    context: Context

    @property
    def is_denial(self) -> bool:
        """Whether the cue denies the content ("denied that ...") while the claim has it without a negation."""
        return self.statement.stance == "denies"

    def quote(self, spans: Sequence[Span]) -> str:
        """Return the words at document offsets, parts joined by "…"."""
        start = self.statement.start
        parts = (self.statement.text[span.start - start : span.end - start] for span in spans)
        return " … ".join(" ".join(part.split()) for part in parts)


def days_between(left: Reading, right: Reading) -> int | None:
    """Return how many days lie between the dates of publication, or ``None`` when one is not known."""
    days = [reading.statement.published for reading in (left, right)]
    try:
        one, other = (date.fromisoformat((day or "")[:10]) for day in days)
    except ValueError:
        return None
    return abs((one - other).days)


def read_statement(statement: Statement, context: Context) -> Reading:
    """Return the reading of a statement."""
    text, start = mask(statement.text), statement.start
    spans = _inside(statement)
    certainty = _certainty(text, spans, start)
    words = _lift(_content_words(text, spans, start), certainty)
    claim_text = mask(statement.claim)
    claim = _lift(read_words_of(claim_text), find_certainty(claim_text, 0, len(claim_text))) or words
    topic = topic_of(claim)
    frame = _lift(read_words_of(text, shift=start), _certainty(text, [Span(0, len(text))], start))
    events = frozenset(event for key in topic if (event := event_of(key)) is not None)
    return Reading(
        statement=statement,
        words=words,
        claim=claim,
        frame=frame,
        topic=topic,
        names=tuple(_names(claim, claim_text)),
        events=events,
        spoken_events=events | {event for word in frame if (event := event_of(word.key)) is not None},
        quantities=read_quantities(words, text, start),
        times=read_times(words),
        certainty=certainty,
        context=context,
    )


def _inside(statement: Statement) -> tuple[Span, ...]:
    """Return the content spans that lie in the statement's own text, or all of it."""
    length = len(statement.text)
    spans = [(max(0, s.start - statement.start), min(length, s.end - statement.start)) for s in statement.content]
    return tuple(Span(s, e) for s, e in spans if s < e) or (Span(0, length),)


def _content_words(text: str, spans: Sequence[Span], shift: int) -> tuple[Word, ...]:
    words: list[Word] = []
    for span in spans:
        part = read_words_of(text, span.start, span.end, shift=shift)
        n, clause = len(words), words[-1].clause + 1 if words else 0
        words += [replace(w, negator=w.negator + n if w.negator >= 0 else -1, clause=w.clause + clause) for w in part]
    return tuple(words)


def _certainty(text: str, spans: Sequence[Span], shift: int) -> tuple[CertaintyWords, ...]:
    found: list[CertaintyWords] = []
    for span in spans:
        clause = found[-1].clause + 1 if found else 0
        for one in find_certainty(text, span.start, span.end):
            place = Span(one.span.start + shift, one.span.end + shift)
            found.append(replace(one, span=place, clause=one.clause + clause))
    return tuple(found)


def _lift(words: tuple[Word, ...], certainty: Sequence[CertaintyWords]) -> tuple[Word, ...]:
    """Lift the negation of "not certain that it rains" from the words after it: it denies certainty, not rain."""
    denied = [words_.span for words_ in certainty if not words_.is_plain]

    def is_epistemic(word: Word) -> bool:
        negator = words[word.negator]
        return any(span.start <= negator.start and negator.end <= span.end for span in denied)

    return tuple(replace(w, negator=-1) if w.negator >= 0 and is_epistemic(w) else w for w in words)


def topic_of(words: Sequence[Word]) -> frozenset[str]:
    """Return the keys that say what words are about."""
    times = words_of("month") | words_of("weekday")
    return frozenset(
        word.key
        for word in words
        if word.is_content
        and word.key not in words_of("verb of report")
        and word.lower not in words_of("certainty word")
        and not (word.lower in times and word.text[0].isupper())
        and not is_number_word(word)
    )


def _names(words: Sequence[Word], text: str) -> list[frozenset[str]]:
    """Return the names among words, neighbours joined; in a headline of capitals only words unknown to a dictionary."""
    content = [word for word in words if word.is_content]
    shouted = len(content) > 4 and sum(w.text[0].isupper() for w in content) / len(content) > _TITLE_CASE
    names: list[set[str]] = []
    last: Word | None = None
    for word in words:
        if word.is_name and not (shouted and not _is_country(word) and is_known_word(word.lower)):
            if (
                last is not None
                and text[last.end : word.start] == " "
                and not _is_country(last)
                and not _is_country(word)
            ):
                names[-1].add(word.key)
            else:
                names.append({word.key})
            last = word
        else:
            last = None
    return [frozenset(name) for name in names]


def _is_country(word: Word) -> bool:
    return word.key.startswith("country:")
