"""Sentences that somebody speaks though no reporting word says so: what of them is said, and what is said inside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analyzer.language.lexicon import read_words
from analyzer.language.tokens import Token, lemma
from analyzer.schema import Span
from analyzer.statements import grammar
from analyzer.statements.anchors import anchor
from analyzer.statements.found import Found
from analyzer.statements.grammar import is_adverb, is_class
from analyzer.statements.mentions import Mention
from analyzer.statements.sentences import Sentence

_ASIDE_BEFORE = re.compile(r"(?:\s*[(\[][^()\[\]]{1,80}[)\]][.:]?)+\s*")
_ASIDE_BEHIND = re.compile(r"(?<=[.!?…\-–—])\s*[(\[][^()\[\]]{1,80}[)\]]\.?\s*$")
_MAX_ASIDE = 90
_MIN_WORDS = 4
FIRST_PERSON = frozenset(("i", "we", "my", "our", "us", "me", "mine", "ours", "myself", "ourselves"))
_APPEALS = frozenset(("let", "let's", "please"))


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence that is spoken, the place of its first spoken word, and how sure that is."""

    sentence: Sentence
    start: int
    confidence: float = 0.9


def speech_statements(sentence: Sentence, mention: Mention, parts: Sequence[Part]) -> list[Found]:
    """Make the statements of somebody who speaks several sentences.

    Parameters
    ----------
    sentence, mention
        Where the speaker is named.
    parts
        What is spoken, in text order.

    Returns
    -------
    list of Found
        One for each sentence with a verb and four words. The first is an anchor unless the first statement holds the
        mention itself; empty when nothing is stated.
    """
    head: Found | None = None
    result: list[Found] = []
    for part in parts:
        content = _content(part)
        if content is None:
            continue
        asks = part.sentence.text[content.start : content.end].rstrip("\"' ").endswith("?")
        one = Found(
            part.sentence,
            (content,),
            Span(min(part.sentence.start, content.start), part.sentence.end),
            stance="asks" if asks else "asserts",
            confidence=part.confidence,
            verbatim=True,
        )
        if head is None and part.sentence is sentence:
            head, one.mention = one, mention
        elif head is None:
            head = anchor(sentence, mention)
            result.append(head)
            one.speaker_from = head
        else:
            first = next(other for other in result if other.verbatim)
            one.speaker_from, one.continuation_of = head, first
        result.append(one)
    return result


def nest_in_speech(found: Iterable[Found], spoken: Sequence[Found]) -> list[Found]:
    """Put what others are reported to say inside a spoken sentence under it, and leave out what only repeats it.

    Returns
    -------
    list of Found
        What was found, with ``parent`` set; without what the label of a turn was taken to say, and what the speaker
        says of having said ("I said that …"), which the spoken sentence holds already.
    """
    outer_of = {one.sentence.start: one for one in spoken if one.verbatim}
    label_of = {one.sentence.start: span for one in spoken if (span := one.mention_span) is not None}
    kept: list[Found] = []
    gone: set[int] = set()
    for one in found:
        outer = outer_of.get(one.sentence.start)
        if (
            _is_label(one, label_of.get(one.sentence.start))
            or (outer is not None and _repeats(one, outer))
            or id(one.parent) in gone
        ):
            gone.add(id(one))
            continue
        if outer is not None and one.parent is None:
            one.parent = outer
        kept.append(one)
    for one in kept:
        if one.speaker_from is not None and id(one.speaker_from) in gone:
            one.speaker_from = outer_of.get(one.speaker_from.sentence.start)
        if one.continuation_of is not None and id(one.continuation_of) in gone:
            one.continuation_of = None
    return kept


def first_person_words(sentence: Sentence) -> int:
    """Count "I", "we", "our" and the like outside quotation marks."""
    pairs = zip(sentence.tokens, sentence.quoted, strict=True)
    return sum(_first_person(token) for token, quoted in pairs if not quoted)


def has_verb(tokens: list[Token]) -> bool:
    """Whether words have a verb as sentences do, in the past or present, or are an appeal ("Let us …").

    Examples
    --------
    >>> from analyzer.language.tokens import tokenize
    >>> [has_verb(tokenize(s)) for s in ("We want it back.", "The road leads north.", "Good morning to all of you.")]
    [True, True, False]
    """
    if tokens and tokens[0].lower in _APPEALS:
        return True
    return any(
        grammar.is_finite_verb(tokens, k) or tokens[k].lower == "cannot" or _is_present(tokens, k)
        for k in range(len(tokens))
    )


def _first_person(token: Token) -> bool:
    word = token.lower.split("'")[0]
    return word in FIRST_PERSON and not (word == "us" and token.text.isupper())


def _content(part: Part) -> Span | None:
    """Return what of a sentence is said: without stage directions and enclosing marks; ``None`` if it says nothing."""
    sentence, start, end = part.sentence, part.start, part.sentence.end
    before = _ASIDE_BEFORE.match(sentence.text, start, min(end, start + 4 * _MAX_ASIDE))
    start = before.end() if before else start
    behind = _ASIDE_BEHIND.search(sentence.text, max(start, end - _MAX_ASIDE), end)
    end = behind.start() if behind else end
    for quotation in sentence.quotations:
        if quotation.start - 1 <= start and end <= quotation.end + 1:
            start, end = max(start, quotation.start), min(end, quotation.end)
    tokens = [token for token in sentence.tokens if start <= token.start and token.end <= end]
    if sum(token.is_word for token in tokens) < _MIN_WORDS or not has_verb(tokens):
        return None
    return Span(tokens[0].start, tokens[-1].end)


def _is_present(tokens: list[Token], k: int) -> bool:
    """Whether token ``k`` looks like a verb in the present behind its subject: "we want", "the road leads"."""
    word = tokens[k].lower
    if k == 0 or tokens[k].is_capitalised or lemma(word) not in read_words("verbs.txt"):
        return False
    before = tokens[k - 1]
    if is_adverb(before) and k > 1:
        before = tokens[k - 2]
    if is_class(before, "determiner", "possessive", "preposition", "conjunction") and before.lower not in _SUBJECTS:
        return False
    if word == lemma(word):
        return before.lower in _SUBJECTS or (before.lower.endswith("s") and before.text.isalpha())
    return word.endswith("s") and before.is_word


_SUBJECTS = frozenset(("i", "we", "you", "they", "who", "he", "she", "it", "this", "that", "these", "those", "people"))


def _is_label(one: Found, label: Span | None) -> bool:
    """Whether something found has the label of a turn for its speaker."""
    span = one.mention_span
    return span is not None and label is not None and span.start < label.end and label.start < span.end


def _repeats(one: Found, outer: Found) -> bool:
    """Whether the speaker only says of having said, or what was found is the whole spoken sentence again."""
    if one.mention is not None and one.mention.is_one_word:
        holder = one.sentence.tokens[one.mention.first]
        return _first_person(holder) or holder.lower == "you"  # "do you want it?" tells of nobody
    whole = outer.content[0]
    return one.mention is None and one.content[0].start <= whole.start + 1 and whole.end - 1 <= one.content[-1].end
