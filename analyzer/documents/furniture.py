"""Lines that are no reporting, told by their form: bylines, credits, invitations to read more, counters, list heads."""

from __future__ import annotations

import re
from functools import cache

from analyzer.documents.blocks import Block
from analyzer.language.lexicon import read_lines

_DATE = (
    r"(?:(?:\w+day,? )?(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.? \d{1,2}(?:,? \d{4})?)"
)
_STORY = r"(?:stor(?:y|ies)|articles?|reports?|posts?|pieces?|analys[ie]s|interviews?|coverage|transcripts?|readouts?)"
_WHEN = r"(?: (?:so far|today|tonight|now|right now|this (?:morning|evening|week)|on \w+))?"
_LIVE_ENDED = re.compile(
    r"\b(?:live coverage|live ?blog|live updates|our coverage)\b.{0,60}\b(?:ended|over|closed|closing|paused|moved)\b",
    re.IGNORECASE,
)
_LIVE = re.compile(
    r"\d+\s+(?:new\s+)?(?:posts|updates)$|.*\b(?:live coverage|live ?blog|live updates)\b|live[:|]", re.IGNORECASE
)
_CONTRIBUTED = re.compile(
    r"\bcontribut(?:ed|ing)\s+(?:reporting|to (?:this|the)\s+(?:report|story|article|post|piece|dispatch|item))\b"
    r"|^(?i:(?:additional\s+)?(?:reporting|writing|editing)\s+by)\s+[A-Z]"
)
_BYLINE = re.compile(
    r"(?:[Bb]y|BY|From|(?:Written|Analysis|Opinion|Reporting|Compiled|Edited|Photographs|Words) by)\s+(?=[A-Z])"
)
_SMALL = frozenset({"&", "-", "/", "|", "al", "and", "at", "bin", "da", "de", "den", "der", "di", "for", "in", "la"})
_SMALL_TOO = frozenset({"of", "the", "to", "van", "von", "with"})
_MAX_INVITATION_WORDS = 18
_MAX_LINE_WORDS = 30


def is_furniture(block: Block) -> bool:
    """Whether a block is page furniture by its form alone.

    Examples
    --------
    >>> is_furniture(Block(0, 9, "By Ana Ruiz")), is_furniture(Block(0, 22, "By noon it had stopped."))
    (True, False)
    """
    text = block.text
    if not any(char.isalnum() for char in text):
        return True
    n_words = len(block.words)
    if len(text) > 600 or '"' in text:
        return False
    if n_words <= _MAX_INVITATION_WORDS and (_pattern("furniture_lines.txt", _WHEN + r" ?[:.|>]?$").match(text)):
        return True
    if n_words <= _MAX_INVITATION_WORDS and _pattern("furniture_openings.txt", "").match(text):
        return True
    if n_words <= _MAX_LINE_WORDS and _LIVE_ENDED.search(text):
        return True
    return bool(_CONTRIBUTED.search(text)) or _is_byline(block)


def is_list_head(block: Block) -> bool:
    """Whether a block announces a list of other stories."""
    return len(block.words) <= _MAX_LINE_WORDS and bool(_pattern("list_heads.txt", r" ?[:|>]?$").match(block.text))


def is_live_mark(block: Block) -> bool:
    """Whether a block says that this page is a live blog."""
    return len(block.words) <= _MAX_LINE_WORDS and bool(_LIVE.match(block.text))


@cache
def _pattern(name: str, tail: str) -> re.Pattern[str]:
    forms = "|".join(line.replace("DATE", _DATE).replace("STORY", _STORY) for line in read_lines(name))
    return re.compile(rf"(?:{forms}){tail}", re.IGNORECASE)


def _is_byline(block: Block) -> bool:
    found = _BYLINE.match(block.text)
    if not found or len(block.words) > _MAX_LINE_WORDS or block.text.endswith((".", "!", "?", ":", ",")):
        return False
    words = block.text[found.end() :].replace(",", " ").split()
    return all(not word[0].islower() or word in _SMALL or word in _SMALL_TOO for word in words)
