"""Mentions taken apart: several who speak jointly, each with a description."""

from __future__ import annotations

from dataclasses import replace

from analyzer.language.countries import country_of, is_demonym
from analyzer.statements import grammar
from analyzer.statements.descriptions import Description, describe
from analyzer.statements.grammar import is_class
from analyzer.statements.mentions import Mention
from analyzer.statements.phrases import names_somebody
from analyzer.statements.sentences import Sentence


def describe_mention(sentence: Sentence, mention: Mention) -> Description:
    """Say what a mention tells about whom it means, its appositive included."""
    appositive = sentence.words(*mention.appositive) if mention.appositive else ""
    words = sentence.words(mention.first, mention.last)
    if mention.is_label and words.isupper():
        return _describe_capitals(words, appositive)
    return describe(words, appositive)


def _describe_capitals(words: str, appositive: str) -> Description:
    """Describe the label "MS. RUIZ" as if it were no acronym; somebody named keeps the form as written."""
    description = describe(words.title(), appositive)
    return replace(description, text=words) if description.name else description


def joint_mentions(sentence: Sentence, mention: Mention) -> list[Mention]:
    """Cut "the union and the city" into those who speak together; a body with "and" in its name stays whole."""
    for k in range(mention.first + 1, mention.last - 1):
        if sentence.tokens[k].lower == "and" and _joins_two(sentence, mention, k):
            return [Mention(mention.first, k), *joint_mentions(sentence, Mention(k + 1, mention.last))]
    return [mention]


def is_pronoun(sentence: Sentence, mention: Mention) -> bool:
    """Whether a mention is a pronoun alone: "she", "their"."""
    return mention.is_one_word and is_class(sentence.tokens[mention.first], "pronoun", "possessive")


def _joins_two(sentence: Sentence, mention: Mention, k: int) -> bool:
    """Whether the "and" at ``k`` stands between two who can speak rather than inside one name."""
    tokens = sentence.tokens
    before, after = tokens[k - 1], tokens[k + 1]
    has_determiner = is_class(after, "determiner")
    if is_demonym(before.text) and not has_determiner:
        return False  # "Peruvian and Chilean officials"
    if any(is_class(t, "preposition") for t in tokens[mention.first : k]):
        return False
    if not names_somebody(sentence, mention.first, k) or not names_somebody(sentence, k + 1, mention.last):
        return False
    separate = has_determiner or country_of(before.text) is not None or before.text.isupper()
    ends_as_body = any(grammar.is_group_noun(t.lower) for t in tokens[k + 2 : mention.last])
    return separate or not (before.is_capitalised and after.is_capitalised and ends_as_body)
