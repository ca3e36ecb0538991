"""A speaker and a colon before or behind what is said: headlines, interviews, captions."""

from __future__ import annotations

from analyzer.statements import grammar
from analyzer.statements.edges import Range, may_be_verb, opens_quotation, trim
from analyzer.statements.grammar import is_adverb, is_class
from analyzer.statements.mentions import Mention
from analyzer.statements.phrases import names_somebody
from analyzer.statements.sentences import Sentence

_MAX_SPEAKER_TOKENS = 6


def colon_attribution(sentence: Sentence) -> tuple[Mention, Range] | None:
    """Read "Mayor: bridge is safe", "Ana Ruiz: “It is safe”" and, in a headline, "Bridge is safe: mayor".

    Returns
    -------
    Mention, Range
        Who speaks, and the tokens of what is said; ``None`` when the colon introduces something else, such as a topic
        ("Storm: three dead").
    """
    tokens = sentence.tokens
    marks = [k for k, token in enumerate(tokens) if token.text == ":" and not sentence.quoted[k]]
    if len(marks) != 1 or not 0 < marks[0] < len(tokens) - 1:
        return None
    colon = marks[0]
    quotation_follows = opens_quotation(sentence, colon + 1)
    if colon <= _MAX_SPEAKER_TOKENS and _is_speaker(sentence, 0, colon, any_name=quotation_follows):
        return Mention(0, colon), (colon + 1, trim(sentence, colon + 1, len(tokens)))
    end = trim(sentence, colon + 1, len(tokens))
    short = end - colon - 1 <= _MAX_SPEAKER_TOKENS
    tells = any(may_be_verb(sentence, k) for k in range(1, colon))
    if sentence.is_headline and short and tells and _is_speaker(sentence, colon + 1, end, any_name=False):
        return Mention(colon + 1, end), (0, colon)
    return None


def _is_speaker(sentence: Sentence, first: int, last: int, *, any_name: bool) -> bool:
    """Whether tokens are nothing but somebody who can speak; a mere name may be a topic unless ``any_name``."""
    tokens = sentence.tokens[first:last]
    if any(sentence.quoted[first:last]) or not all(token.is_word for token in tokens):
        return False
    if any(grammar.is_finite_verb(tokens, k) or is_class(token, "subordinator") for k, token in enumerate(tokens)):
        return False
    loose = any(is_class(token, "preposition") and token.lower not in ("of", "for", "at", "from") for token in tokens)
    if loose or is_adverb(tokens[0]):
        return False
    has_role = any(grammar.is_speaking_noun(token.lower) for token in tokens)
    return (any_name or has_role) and names_somebody(sentence, first, last)
