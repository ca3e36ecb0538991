"""Question marks that nobody typed: what a lossy re-encoding did to spaces, letters, apostrophes and quotation marks.

A converter that cannot write a character puts ``?`` (or U+FFFD) in its place. Each mark is read from its neighbours:
real questions end a sentence built like one, damage stands inside a token, before a word or behind a finished sentence.
All look-ups are bounded, so a text of nothing but marks is read in linear time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_lowercase

from analyzer.language.lexicon import read_words
from analyzer.language.tokens import is_known_word

LOST_LETTER = "\u0242"
"""Stands for a letter that was lost: a glottal stop, which ``\\w`` matches and which news text does not use."""
LOST_CAPITAL = "\u0241"
"""The same at the start of a word, where a lost letter is nearly always that of a name."""

MARKS = re.compile(r"[?\ufffd]+")
_WORD = re.compile(r"(?<![^\W_])(?<![^\W_]\.)[^\W_]++(?:['\-][^\W_]++)*+(?!\.[^\W_])")
_CONTRACTION = re.compile(r"(?:s|re|ve|ll|d|m|t)(?![\w?])")
_SENTENCE_END = re.compile(r"(?<![A-Z])[.!?][\"')\]]*\s+|\n")
_ABBREVIATION = re.compile(r"(?:\b[A-Za-z]\.(?:[A-Za-z]\.)*|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|etc|al)\.)$")
_ASKED = re.compile(r"(?:\S+\s){0,4}?(?:ask|wonder|question|inquir|enquir|quer)", re.IGNORECASE)
_AUXILIARY = (
    r"(?:is|are|am|was|were|do|does|did|has|have|had|will|would|can|could|shall|should|may|might|must)(?:n't)?|"
    r"won't|can't|ain't"
)
_QUESTION = re.compile(
    r"(?:^[\"'(\[]*(?:(?:and|but|so|then|or|yet|well|now|oh|yes|no),?\s+)?|[:;–—\"]\s*['(\[]*)"
    rf"(?:(?:to|from|for|with|by|at|in|on|of|about)\s)?(?:who|whom|whose|what|when|where|why|which|how|{_AUXILIARY})\b"
    rf"|,\s(?:{_AUXILIARY})\s\w+$"
    r"|\b(?:who|what|where|why|how|when|right|correct|really|or not)$",
    re.IGNORECASE,
)
_WINDOW = 300


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What else stands in a text.

    Attributes
    ----------
    words
        Its undamaged words with their counts.
    damaged
        Whether some mark in it cannot be a question.
    quotes_lost
        Whether quotation marks are among the lost characters.
    apostrophes
        Whether apostrophes survived.
    """

    words: Counter[str]
    damaged: bool
    quotes_lost: bool
    apostrophes: bool


def read_marks(text: str, vocabulary: Vocabulary) -> Iterator[tuple[int, str]]:
    """Yield the place of every run of marks that is damage, and what to read there instead, equally long.

    Parameters
    ----------
    text
        With plain quotation marks, apostrophes and spaces.
    vocabulary
        Of the text, or of the document that the text is a part of.
    """
    for match in MARKS.finditer(text):
        start, end = match.span()
        if _in_address(text, start, end):
            continue
        char = _read(text, start, end, vocabulary)
        if char == "?":
            continue
        rest = LOST_LETTER if char == LOST_CAPITAL else " " if char in "'\"" else char
        yield start, char + rest * (end - start - 1)


@lru_cache(maxsize=64)
def read_vocabulary(text: str) -> Vocabulary:
    """Collect the undamaged words of a text (plain marks) and look for damage that cannot be anything else.

    Examples
    --------
    >>> read_vocabulary("They set?out on Monday.").damaged
    True
    >>> read_vocabulary("Why is it so? Nobody knows.").damaged
    False
    """
    words = Counter(
        match.group()
        for match in _WORD.finditer(text)
        if not MARKS.match(text[match.start() - 1 : match.start()]) and not MARKS.match(text, match.end())
    )
    kinds = {_certain_kind(text, *match.span()) for match in MARKS.finditer(text)}
    return Vocabulary(words, kinds != {""} and bool(kinds), '"' not in text and {"opens", "ends"} <= kinds, "'" in text)


def plausibility(word: str, vocabulary: Vocabulary) -> int:
    """Say how sure it is that a string of letters is a word: 0 no, 1 perhaps, 2 yes."""
    lower = word.lower()
    if word.isdigit() or lower == "a" or lower in read_words("common_words.txt"):
        return 2
    if len(word) > 2 and vocabulary.words[word]:
        return 2
    if len(word) < 2 or not is_known_word(lower):
        return 0
    return 2 if len(word) > 3 else 1


def _certain_kind(text: str, start: int, end: int) -> str:
    """Name the damage that a mark is sure to be, or return an empty string."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if _in_address(text, start, end):
        return ""
    if "\ufffd" in text[start:end]:
        return "lost"
    if after == '"' and before.isalnum() and text[end + 1 : end + 2].isalnum():
        return "inside"
    if after.isalnum():
        inside = before.isalnum()
        if inside and before.islower() and after.isupper() and _is_question(text, start):
            return ""
        return "inside" if inside else "opens"
    ends = not after or after.isspace()
    return "ends" if ends and _is_closed(text, start) and not _is_question(text, start) else ""


def _read(text: str, start: int, end: int, vocabulary: Vocabulary) -> str:
    before, after = text[start - 1 : start], text[end : end + 1]
    if after.isalnum():
        inside = before.isalnum()
        return (_inside_token if inside else _before_word)(text, start, end, vocabulary)
    if "\ufffd" in text[start:end]:
        return LOST_LETTER if before.isalnum() and not plausibility(_left(text, start), vocabulary) else " "
    return _after_word(text, start, end, vocabulary) if vocabulary.damaged else "?"


def _inside_token(text: str, start: int, end: int, vocabulary: Vocabulary) -> str:
    left, right = _left(text, start), _right(text, end)
    if right[0].isupper() and not (right.isupper() and left.isupper()):
        if left in {"O", "D"} and not vocabulary.apostrophes:
            return "'"
        real = not vocabulary.damaged and left[-1].islower() and _is_question(text, start)
        return "?" if real else " "
    left_sure, right_sure = plausibility(left, vocabulary), plausibility(right, vocabulary)
    if _CONTRACTION.match(text, end) and not vocabulary.apostrophes and (left_sure or left[0].isupper()):
        return "'"
    if _folded_form_stands(left, right, end - start, vocabulary):
        return LOST_LETTER
    if left[0].isupper() and left_sure < 2:
        # a name that no dictionary lists; "a" and "an" end more names than they follow
        left_sure = 0 if right in {"a", "an"} else max(left_sure, int(len(left) > 2))
    elif len(left) < 3 and MARKS.match(text, start - len(left) - 1) and right_sure < 2:
        left_sure = 0
    return " " if min(left_sure, right_sure) >= 1 and left_sure + right_sure >= 3 else LOST_LETTER


def _before_word(text: str, start: int, end: int, vocabulary: Vocabulary) -> str:
    before, right = text[start - 1 : start], _right(text, end)
    opens = not before or before.isspace() or before in "([-–—"
    is_word = right[0].isupper() or plausibility(right, vocabulary) == 2
    if len(right) < 3 and MARKS.match(text, end + len(right)):
        following = _right(text, end + len(right) + 1)
        is_word = is_word and (not following or plausibility(following, vocabulary) == 2)
    if is_word:
        return '"' if vocabulary.quotes_lost and opens else " "
    return LOST_CAPITAL if opens or before in "\"'" else " "


def _after_word(text: str, start: int, end: int, vocabulary: Vocabulary) -> str:
    before, after = text[start - 1 : start], text[end : end + 1]
    follower = text[end : end + _WINDOW].lstrip(" ")[:1]
    if before == "!" or _is_question(text, start):
        return "?"
    if _is_closed(text, start):
        return '"' if vocabulary.quotes_lost else " "
    if after == '"' and not text[end + 1 : end + 2].isalnum():
        return "?"
    if not follower or follower == "\n":
        return "?" if _SENTENCE_END.search(_line_before(text, start)) else " "
    left = _left(text, start)
    if after == " " and left[:1].islower() and (follower.isupper() or follower == '"'):
        return "?"
    is_name = left[:1].isupper() and not plausibility(left, vocabulary)
    return LOST_LETTER if is_name and (follower.islower() or follower in ",;:)'-") else " "


def _is_closed(text: str, mark: int) -> bool:
    """Whether a finished clause stands right before the mark: full stop or comma, perhaps with a quotation mark."""
    head = text[max(0, mark - 2) : mark]
    if head.endswith('"'):
        return head[:-1] in {".", ",", "!", "?"}
    return head[-1:] in {".", ",", ";", ":"} and not _ABBREVIATION.search(text[max(0, mark - 12) : mark])


def _is_question(text: str, mark: int) -> bool:
    """Whether the sentence that ends at the mark is built like a question."""
    if _is_closed(text, mark):
        return False
    head = text[max(0, mark - _WINDOW) : mark]
    ends = [match.end() for match in _SENTENCE_END.finditer(head)]
    sentence = head[ends[-1] if ends else 0 :].strip()
    tail = text[mark : mark + 80].lstrip("?")
    follower = tail.lstrip(" \"')")[:1]
    if follower.islower() or tail.startswith('"'):
        asked = bool(_ASKED.match(tail.lstrip(" \"')")))
        return asked or (bool(_QUESTION.search(sentence)) and not follower.islower())
    if _QUESTION.search(sentence):
        return True
    words = sentence.split() if not tail[:1].isalnum() and not head.endswith('"') else []
    return 0 < len(words) <= 4 and not all(word[0].isupper() or word[0].isdigit() for word in words)


def _in_address(text: str, start: int, end: int) -> bool:
    head = (text[max(0, start - 200) : start].split() or [""])[-1] if not text[start - 1 : start].isspace() else ""
    tail = text[end : end + 200].split(maxsplit=1)
    return "://" in head or "www." in head or ("/" in head and bool(tail) and "=" in tail[0])


def _line_before(text: str, mark: int) -> str:
    head = text[max(0, mark - _WINDOW) : mark]
    return head[head.rfind("\n") + 1 :]


def _folded_form_stands(left: str, right: str, n_lost: int, vocabulary: Vocabulary) -> bool:
    """Whether the word exists with a plain letter at the mark, in the text or, if short, in the dictionary."""
    if n_lost > 2:
        return False
    letters = list(ascii_lowercase)
    if any(vocabulary.words[left + letter + right] for letter in letters):
        return True
    unsure = min(plausibility(left, vocabulary), plausibility(right, vocabulary)) < 2
    short = 4 <= len(left) + len(right) < 7
    return unsure and short and any(is_known_word((left + letter + right).lower()) for letter in letters)


def _left(text: str, start: int) -> str:
    begin = start
    while begin > max(0, start - 60) and text[begin - 1].isalnum():
        begin -= 1
    return text[begin:start]


def _right(text: str, end: int) -> str:
    stop = end
    while stop < min(len(text), end + 60) and text[stop].isalnum():
        stop += 1
    return text[end:stop]
