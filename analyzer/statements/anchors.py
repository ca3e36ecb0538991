"""Mentions of speakers in places where nothing is said: titles, header lines, a name on a line of its own."""

from __future__ import annotations

from analyzer.schema import Span
from analyzer.statements.found import Found
from analyzer.statements.mentions import Mention
from analyzer.statements.sentences import Sentence


def anchor(sentence: Sentence, mention: Mention) -> Found:
    """Make something found that says nothing and only names who speaks elsewhere: its content is its mention."""
    tokens = sentence.tokens
    span = Span(tokens[mention.first].start, tokens[mention.last - 1].end)
    return Found(sentence, (span,), span, mention=mention)


def is_anchor(found: Found) -> bool:
    """Whether something found only names who speaks elsewhere, and becomes no statement."""
    return found.mention is not None and found.content == (found.mention_span,)
