"""What a trained tagger found, as one sentence sees it: its cue, its speaker's mention and what is said, in tokens."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.protocols import TaggedQuotation, Tagging
from analyzer.schema import Span
from analyzer.statements import grammar
from analyzer.statements.cues import Cue, find_cues
from analyzer.statements.edges import Range, may_be_verb, opens_quotation, trim
from analyzer.statements.grammar import is_class, is_possessive_mark
from analyzer.statements.mentions import Mention, antecedent_end, appositive_after, subject_before
from analyzer.statements.phrases import names_somebody
from analyzer.statements.sentences import Sentence

_LEAST_CONFIDENCE = 0.3
_RELATIVES = frozenset(("who", "which", "that", "whom"))
_BREAKS = frozenset((",", "(", ";", ":", "—", "–"))


@dataclass(frozen=True, slots=True)
class Tagged:
    """A tagged quotation in the sentence of its cue; ranges are of the sentence's tokens, end exclusive.

    Attributes
    ----------
    mention
        The speaker's, where it stands in this sentence.
    content
        What is said in this sentence; empty where all of it stands in others.
    """

    quotation: TaggedQuotation
    cue: Range
    mention: Range | None
    content: tuple[Range, ...]


def tagged_in(sentence: Sentence, tagging: Tagging) -> list[Tagged]:
    """List the tagged quotations whose cue begins in a sentence, those too doubtful left out."""
    found = []
    for quotation in tagging.quotations_in(Span(sentence.start, sentence.end)):
        if quotation.cue is None or quotation.confidence < _LEAST_CONFIDENCE:
            continue
        if (cue := range_of(sentence, quotation.cue)) is not None:
            ranges = (range_of(sentence, span) for span in quotation.content)
            content = tuple(part for one in ranges if one and (part := snapped(sentence, one, cue)))
            content = (*content[:1], *(_at_quotation(sentence, part) for part in content[1:]))
            mention = range_of(sentence, quotation.source) if quotation.source else None
            found.append(Tagged(quotation, cue, mention, content))
    return found


def cue_of(sentence: Sentence, one: Tagged) -> Cue:
    """Return the reporting word that the lexicon knows in a tagged cue, else the cue as it stands."""
    first, last = one.cue
    known = [cue for cue in find_cues(sentence) if first <= cue.first < last]
    return known[-1] if known else Cue(first, last, sentence.words(first, last).lower(), "", "asserts", "other")


def mention_of(sentence: Sentence, one: Tagged) -> Mention | None:
    """Read the tagged source as a mention: its appositive apart, a relative pronoun as what it stands for."""
    if one.mention is None:
        return None
    tokens, (first, last) = sentence.tokens, one.mention
    if is_relative(sentence, one.mention):
        return _antecedent(sentence, first)
    if is_possessive_mark(tokens[last - 1]):
        last -= 1
    main = next((k for k in range(first + 1, last) if tokens[k].text in _BREAKS), last)
    while main > first and not tokens[main - 1].is_word:
        main -= 1
    for k in range(first + 1, main - 1):  # "said Weber | of his new bridge"
        if tokens[k].lower == "of" and is_class(tokens[k + 1], "possessive") and first > one.cue[0]:
            main = k
            break
    return Mention(first, main, appositive_after(sentence, main)) if first < main else None


def _antecedent(sentence: Sentence, relative: int) -> Mention | None:
    """Find whom "who" stands for: the name before it, or the noun back to its determiner."""
    subject = subject_before(sentence, relative + 1)
    if subject is not None:
        return subject[0]
    tokens, last = sentence.tokens, antecedent_end(sentence, relative) + 1
    first = last - 1
    is_name = first >= 0 and tokens[first].is_capitalised
    while first > 0 and tokens[first - 1].is_word and not is_class(tokens[first], "determiner"):
        if tokens[first - 1].is_capitalised != is_name and not is_class(tokens[first - 1], "determiner"):
            break
        if is_class(tokens[first - 1], "preposition", "conjunction") or grammar.is_finite_verb(tokens, first - 1):
            break
        first -= 1
    return Mention(first, last) if first >= 0 and names_somebody(sentence, first, last) else None


def is_relative(sentence: Sentence, part: Range) -> bool:
    """Whether tokens are a relative pronoun alone."""
    words = [token.lower for token in sentence.tokens[part[0] : part[1]] if token.is_word]
    return len(words) == 1 and words[0] in _RELATIVES


def range_of(sentence: Sentence, span: Span) -> Range | None:
    """Return the tokens of a sentence that a span covers."""
    inside = [k for k, token in enumerate(sentence.tokens) if span.start < token.end and token.start < span.end]
    return (inside[0], inside[-1] + 1) if inside else None


def span_of(sentence: Sentence, part: Range) -> Span:
    """Return the offsets of tokens of a sentence."""
    return Span(sentence.tokens[part[0]].start, sentence.tokens[part[1] - 1].end)


def snapped(sentence: Sentence, part: Range, cue: Range = (-1, -1)) -> Range | None:
    """Bring a content to its edges: to the marks of a quotation it cuts into, without "that" and loose ends."""
    tokens, (first, last) = sentence.tokens, part
    first = max(first, sentence.lead)
    if first >= last:
        return None
    while first > 0 and sentence.quoted[first] and sentence.quoted[first - 1] and first != cue[1]:
        first -= 1
    while last < len(tokens) and sentence.quoted[last - 1] and sentence.quoted[last] and last != cue[0]:
        last += 1
    while first < last and (tokens[first].text in (",", ":", ";") or tokens[first].text in grammar.DASHES):
        first += 1
    if first + 1 < last and _is_that(sentence, first, last):
        first += 1
    last = trim(sentence, first, last)
    return (first, last) if first < last else None


def is_all_quoted(sentence: Sentence, content: tuple[Range, ...]) -> bool:
    """Whether all words of a content stand between quotation marks."""
    return all(sentence.quoted[k] for first, last in content for k in range(first, last) if sentence.tokens[k].is_word)


def _at_quotation(sentence: Sentence, part: Range) -> Range:
    """Begin the second part of a quotation with its mark: "…," he says, stirring his coffee, "…"."""
    opens = next((k for k in range(*part) if opens_quotation(sentence, k)), part[0])
    return (opens, part[1]) if is_all_quoted(sentence, ((opens, part[1]),)) else part


def _is_that(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a content begins with the "that" of a clause rather than with "that moment"."""
    tokens = sentence.tokens
    if tokens[first].lower != "that" or sentence.quoted[first] or grammar.is_finite_verb(tokens, first + 1):
        return False
    return any(sentence.quoted[k] or may_be_verb(sentence, k) for k in range(first + 2, last))
