"""Photo captions: a scene in the present tense, a credit, or places in the picture."""

from __future__ import annotations

import re

from analyzer.documents.blocks import Block
from analyzer.language.lexicon import read_words
from analyzer.language.tokens import Token, lemma, tokenize

_MONTHS = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_CREDIT = re.compile(
    r"\((?:Photo|Image|Picture|Photograph|File photo|Credit|Pool)\b[^)]*\)|\bvia (?:[A-Z]\w+ )?Images\b"
    r"|\((?:[A-Z][\w.'-]* ){1,4}?(?:[\w.'-]+)?/\s?[A-Z][\w ]+\)"
    r"|^(?:Photo|Image|Picture|Photograph|Credit|Photo credit|Image credit|Image source|Caption)s?(?: by)?\s*:",
)
_IN_PICTURE = re.compile(
    r"\((?:L|R|C|left|right|cent(?:er|re)|L-R|top|bottom|foreground|background|pictured)\)"
    r"|, (?:left|right|cent(?:er|re)|second from (?:left|right)|pictured),"
)
_VIEW = re.compile(
    r"(?:An? )?(?:(?:aerial|general|wide|satellite|close-?up|panoramic|night) )*(?:view|views) (?:of|shows|over)\b"
    r"|(?:A )?file (?:photo|picture|image)\b|(?:In )?th(?:is|e|ese) (?:\w+ )?(?:photo(?:graph)?|picture|image)s?\b"
    r"|Pictured\b",
    re.IGNORECASE,
)
_DATE_END = re.compile(
    rf"(?:\b(?:on|in)\s+(?:(?:early|mid|late)[ -])?)?(?:[A-Z][a-z]+day,?\s+)?(?:{_MONTHS}\s+\d{{1,2}}(?:,\s*\d{{4}})?"
    rf"|\d{{1,2}}\s+{_MONTHS}(?:,?\s*\d{{4}})?|(?:early|mid|late)[ -]{_MONTHS}(?:\s+\d{{4}})?)\.?$"
)
_AT_EVENT = re.compile(
    r"\b(?:during|at|ahead of|before|after|outside|inside|near|along|beside|through|past|alongside|next to)\b"
)
_NO_SCENE = re.compile(
    r"\b(?:will|would|could|should|may|might|must|can|has|have|had|was|were|did|said|says|told|tells|asked|added|warned|"
    r"announced|according|not|n't)\b"
)
# fmt: off
_BEFORE_NO_VERB = frozenset({
    "a", "an", "and", "any", "at", "by", "for", "from", "her", "his", "in", "its", "my", "no", "of", "on", "or", "our",
    "some", "that", "the", "their", "these", "this", "those", "to", "with", "your",
})
# fmt: on
_MAX_WORDS = 60


def has_picture_marks(block: Block) -> bool:
    """Whether a block carries a photo credit or says who stands where in the picture; true wherever it stands.

    Examples
    --------
    >>> has_picture_marks(Block(0, 40, "Ana Ruiz (L) and Jo Park open the bridge."))
    True
    """
    text = block.text
    if not any(mark in text[:2000] for mark in ("(", ":", " via ", ", ")):
        return False
    return bool(_CREDIT.search(text[:2000]) or _IN_PICTURE.search(text[:400])) and len(block.words) <= 4 * _MAX_WORDS


def is_scene(block: Block) -> bool:
    """Whether a block reads like a caption: one sentence, no speech, a scene in the present tense with a day or event.

    Meant for blocks right below a headline; elsewhere the same words can be reporting.

    Examples
    --------
    >>> is_scene(Block(0, 60, "Mayor Ana Ruiz speaks during a visit to the port on May 3."))
    True
    >>> is_scene(Block(0, 60, "Mayor Ana Ruiz will speak during a visit to the port on May 3."))
    False
    """
    text = block.text
    if len(block.words) > _MAX_WORDS or '"' in text or re.search(r"[a-z)][.!?]\s+[A-Z]", text):
        return False
    if _VIEW.match(text):
        return True
    if _NO_SCENE.search(text):
        return False
    verb = _first_finite(tokenize(text))
    if verb is None or not verb[1]:
        return False
    if _DATE_END.search(text):
        return True
    rest = text[verb[0].end :]
    return lemma(verb[0].lower) in read_words("scene_verbs.txt") and bool(_AT_EVENT.search(rest[:80]))


def _first_finite(tokens: list[Token]) -> tuple[Token, bool] | None:
    """Return the first word that can be the sentence's verb and whether it is present tense (or a bare participle)."""
    for place, token in enumerate(tokens):
        if place == 0 or not token.text.isalpha() or token.is_capitalised or token.lower in _BEFORE_NO_VERB:
            continue
        before = tokens[place - 1]
        after = tokens[place + 1].lower if place + 1 < len(tokens) else ""
        if token.lower in {"is", "are"}:
            return token, True
        base = lemma(token.lower)
        if base not in read_words("verbs.txt") or before.lower in _BEFORE_NO_VERB or token.lower.endswith("ing"):
            continue
        if token.lower != base and not token.lower.endswith("s"):
            if after in _BEFORE_NO_VERB or after in {"during", "as", "after", "before", "over"}:
                return token, before.text == ","
        elif token.lower != base:
            if _may_follow_verb(after, tokens, place) and not _is_plural_noun_here(before, after):
                return token, True
        elif _is_plural_subject(before) and _may_follow_verb(after, tokens, place):
            return token, True
    return None


def _may_follow_verb(after: str, tokens: list[Token], place: int) -> bool:
    nxt = tokens[place + 1] if place + 1 < len(tokens) else None
    return nxt is not None and (nxt.is_word or nxt.text in "\"'") and after not in {"of"}


def _is_plural_noun_here(before: Token, after: str) -> bool:
    return before.lower.endswith(("al", "ed", "ic", "ian", "ish", "ous", "ive", "ary")) and not before.is_capitalised


def _is_plural_subject(before: Token) -> bool:
    ends_plural = before.lower.endswith("s") and not before.lower.endswith(("ss", "us", "'s")) and before.text.isalpha()
    return ends_plural or (before.is_capitalised and before.text.isalpha()) or before.text == ")"
