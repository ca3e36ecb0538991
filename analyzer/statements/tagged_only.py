"""What only a tagger sees: cues that no rule foresaw, and the few of them that report nothing after all."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.language.lexicon import read_words
from analyzer.language.tokens import lemma
from analyzer.statements import grammar
from analyzer.statements.attribution import Attribution
from analyzer.statements.contents_after import keeps_silent
from analyzer.statements.cues import Cue, asks_for_anonymity
from analyzer.statements.edges import Range, overlap
from analyzer.statements.grammar import is_class, is_negation
from analyzer.statements.mentions import Mention
from analyzer.statements.sentences import Sentence
from analyzer.statements.tagged import Tagged, cue_of, is_all_quoted, is_relative, mention_of

_LEAST_FOR_NOUN = 0.5
_MAX_HEAD_TOKENS = 12
_NOBODY = frozenset(("anyone", "anybody", "whoever", "few", "no", "nobody", "none", "neither"))


def report_of(sentence: Sentence, one: Tagged, ruled: Sequence[Attribution]) -> Attribution | None:
    """Make a report of a tagged quotation that the rules do not see; ``None`` where nothing is said, or by nobody.

    Parameters
    ----------
    ruled
        What the rules find in the sentence.
    """
    content = tuple(part for part in one.content if not is_relative(sentence, part))
    mention, cue = mention_of(sentence, one), cue_of(sentence, one)
    if mention is None or sentence.tokens[mention.first].lower in _NOBODY or not _says_something(sentence, content):
        return None
    if _is_unsaid(sentence, cue) or _is_no_speech(sentence, cue, content, one.quotation.confidence):
        return None
    if _is_better_told(cue, content, mention, ruled):
        return None
    near = abs(mention.first - cue.first) <= _MAX_HEAD_TOKENS
    head = (min(cue.first, mention.first), max(cue.last, mention.last)) if near else one.cue
    return Attribution(cue, mention, content, head, "after", quotation=one.quotation, ruled=False)


def has_clause(sentence: Sentence, part: Range) -> bool:
    """Whether a stretch has a finite verb or an infinitive."""
    tokens = sentence.tokens
    return any(grammar.is_finite_verb(tokens, k) or (tokens[k].lower == "to" and k + 1 < part[1]) for k in range(*part))


def has_quotation(sentence: Sentence, part: Range) -> bool:
    """Whether any of a stretch stands between quotation marks."""
    return any(sentence.quoted[slice(*part)])


def _says_something(sentence: Sentence, content: tuple[Range, ...]) -> bool:
    """Whether a content is more than a pronoun: "endorsed him"."""
    tokens = [token for first, last in content for token in sentence.tokens[first:last] if token.is_word]
    return any(not is_class(token, "pronoun", "object_pronoun", "determiner", "possessive") for token in tokens)


def _is_unsaid(sentence: Sentence, cue: Cue) -> bool:
    """Whether a cue is negated or only imagined: "never mentioned", "could resent"."""
    lead = sentence.tokens[max(0, cue.first - 1) : cue.last]
    imagined = any(is_class(token, "modal") and token.lower not in ("will", "would", "can") for token in lead)
    return imagined or any(is_negation(token) for token in lead)


def _is_no_speech(sentence: Sentence, cue: Cue, content: tuple[Range, ...], confidence: float) -> bool:
    """Whether somebody only keeps silent, wants no name, calls the dog, or talks about the harvest."""
    tokens, first = sentence.tokens, content[0][0]
    if keeps_silent(cue, tokens[first : first + 2]) or asks_for_anonymity(tokens, first):
        return True
    if "s" in cue.frames and "c" not in cue.frames and first <= cue.last + 1 and is_all_quoted(sentence, content):
        return True  # "a memoir called “The Bridge”"
    if any(has_quotation(sentence, part) for part in content):
        return False
    if cue.frames == "s":
        return not any(tokens[k].lower == "as" for begin, end in content for k in range(begin, end))
    words = {lemma(token.lower) for token in tokens[cue.first : cue.last]}
    if cue.form == "other" and not words.isdisjoint(read_words("topic_verbs.txt")):
        return tokens[first - 1].lower != "that"
    return confidence < _LEAST_FOR_NOUN and not any(has_clause(sentence, part) for part in content)


def _is_better_told(cue: Cue, content: tuple[Range, ...], mention: Mention, ruled: Sequence[Attribution]) -> bool:
    """Whether rules see the same speaker report most of the content with a reporting word inside it."""
    if cue.form != "other":
        return False
    inner = [one.content for one in ruled if one.mention == mention and overlap(content, [one.cue.at])]
    words = {k for parts in inner for first, last in parts for k in range(first, last)}
    return bool(words) and len(words) >= 0.5 * sum(last - first for first, last in content)
