"""A statement while its document is being read."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.schema import Span, Stance
from analyzer.statements.attribution import Attribution
from analyzer.statements.mentions import Mention
from analyzer.statements.sentences import Sentence


@dataclass(slots=True, eq=False)
class Found:
    """One attributed content; it grows until the speaker is known, then becomes a Statement.

    Attributes
    ----------
    cue_words
        The cue as an entry of the lexicon ("warn of"), or empty.
    frames
        What kind of content the cue takes.
    parent
        The outer statement.
    speaker_from
        Whose speaker it takes, where no mention of its own tells.
    speakers
        Keys of its speakers.
    disputed
        Keys of those whose account it disputes.
    verbatim
        Whether the content is the speaker's own words although no marks stand around them (transcripts).
    """

    sentence: Sentence
    content: tuple[Span, ...]
    clause: Span
    cue: Span | None = None
    cue_words: str = ""
    frames: str = ""
    mention: Mention | None = None
    stance: Stance = "asserts"
    attribution: Attribution | None = None
    parent: Found | None = None
    speaker_from: Found | None = None
    continuation_of: Found | None = None
    confidence: float = 0.9
    speakers: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    verbatim: bool = False

    @property
    def mention_span(self) -> Span | None:
        """Where the speaker is mentioned."""
        if self.mention is None:
            return None
        tokens = self.sentence.tokens
        return Span(tokens[self.mention.first].start, tokens[self.mention.last - 1].end)

    @property
    def start(self) -> int:
        """Where its content begins."""
        return self.content[0].start
