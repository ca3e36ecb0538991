"""How a turn of speech is marked at its beginning: ``NAME:``, ``Name Surname:``, ``Q:``, ``>>``, a name on its line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from analyzer.language.lexicon import read_lines, read_table, read_words
from analyzer.language.tokens import is_known_word, lemma

_MARK = re.compile(r">{2,3}\s*")
_DASH = re.compile(r"[-–—]\s*(?=[^\W_a-z]|[\"'“‘(\[¿¡*])")
_EMPHASIS = re.compile(r"\*{1,3}|_{1,3}")
_QUESTION = re.compile(r"Q[.)]?\s+(?=[\"'“‘(\[A-Z])")
_ASIDE = re.compile(r"\s*[(\[][^()\[\]\n]{0,60}[)\]]\s*$")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’\-])*")
_MAX_LABEL = 110
_MAX_NAME_WORDS = 6
_MAX_ROLE_WORDS = 14


@dataclass(frozen=True, slots=True)
class TurnLabel:
    """The beginning of a turn; all places are offsets into the text it was read from.

    Attributes
    ----------
    name, role
        Where the speaker's name stands, and what is said about the speaker behind a comma; ``None`` if nobody is named
        or nothing is said.
    end
        Where the words of the turn begin.
    alone
        Whether the name stands on a line of its own, without a colon.
    """

    name: tuple[int, int] | None
    role: tuple[int, int] | None
    end: int
    alone: bool = False


def read_label(text: str, start: int, end: int, *, dashes: bool = False) -> TurnLabel | None:
    """Read the label at the beginning of a paragraph, by its form alone; a topic may have the same form.

    Parameters
    ----------
    text
        The document.
    start, end
        The paragraph.
    dashes
        Whether a dash begins a turn, as in subtitles, rather than an item of a list.

    Examples
    --------
    >>> text = "MAYOR RUIZ (via telephone): It is open."
    >>> label = read_label(text, 0, len(text))
    >>> text[slice(*label.name)], text[label.end :]
    ('MAYOR RUIZ', 'It is open.')
    >>> read_label("The mayor said: it is open.", 0, 27) is None
    True
    """
    mark = _MARK.match(text, start, end) or (_DASH.match(text, start, end) if dashes else None)
    begin = mark.end() if mark else start
    label = _named(text, begin, min(end, begin + _MAX_LABEL), end) or _asked(text, begin, end)
    if label is not None:
        return label
    return TurnLabel(None, None, begin) if mark else None


def read_name_alone(text: str, start: int, end: int) -> TurnLabel | None:
    """Read a paragraph that is nothing but a name, or a name and what is said about the person behind a comma."""
    if end - start > _MAX_LABEL or text[end - 1] in ".!?;" or "\n" in text[start:end]:
        return None
    parts = _name_and_role(text, *_without_emphasis(text, start, end))
    return TurnLabel(*parts, end, alone=True) if parts else None


def is_nameless(name: str) -> bool:
    """Whether a label names nobody: "Q", "REPORTER", "Speaker 2".

    Examples
    --------
    >>> [is_nameless(name) for name in ("QUESTION", "Speaker 2", "RUIZ")]
    [True, True, False]
    """
    return re.sub(r"\s*#?\d+$", "", name.lower()) in read_words("nameless_turns.txt")


def may_be_topic(name: str) -> bool:
    """Whether the words of a label are in the dictionary and none of them is a title or means a person.

    Examples
    --------
    >>> [may_be_topic(name) for name in ("WEATHER", "Opening Hours", "Moderator", "MAYOR STONE", "Ruiz")]
    [True, True, False, False, False]
    """
    if is_nameless(name):
        return False
    return not says_role(name) and all(_is_listed(word.strip(".")) for word in name.lower().split())


def says_role(name: str) -> bool:
    """Whether a label has a title or a word for a person: "MAYOR STONE", "Moderator", "Ms. Ruiz"; no plural is one."""
    lists = (read_words("titles.txt"), read_words("person_nouns.txt"), read_table("closed_classes.tsv")["honorific"])
    return any(word.strip(".") in words for word in name.lower().split() for words in lists)


def speaks_again(names: Iterable[str]) -> bool:
    """Whether one of the names comes again after another.

    Examples
    --------
    >>> speaks_again(["ruiz", "park", "ruiz"]), speaks_again(["ruiz", "ruiz", "park"])
    (True, False)
    """
    seen: set[str] = set()
    last = None
    for name in names:
        if name in seen and name != last:
            return True
        seen.add(name)
        last = name
    return False


def _is_listed(word: str) -> bool:
    forms = {word, lemma(word), word.removesuffix("s")}
    return any(form in read_words("common_nouns.txt") or is_known_word(form) for form in forms)


def is_end_mark(line: str) -> bool:
    """Whether a line says that the text ends here: "###", "-30-", "ENDS", "Notes to editors"."""
    return len(line) <= _MAX_LABEL and bool(_ends().fullmatch(line.strip()))


@cache
def _ends() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{form})" for form in read_lines("text_ends.txt")), re.IGNORECASE)


def _named(text: str, begin: int, limit: int, end: int) -> TurnLabel | None:
    colon = text.find(":", begin, limit)
    if colon < 0:
        return None
    after = _EMPHASIS.match(text, colon + 1, end)
    behind = after.end() if after else colon + 1
    if behind < end and not text[behind].isspace() and text[behind] not in '"“([':
        return None
    parts = _name_and_role(text, *_without_emphasis(text, begin, colon))
    if parts is None:
        return None
    while behind < end and text[behind].isspace():
        behind += 1
    return TurnLabel(*parts, behind)


def _asked(text: str, begin: int, end: int) -> TurnLabel | None:
    found = _QUESTION.match(text, begin, end)
    return TurnLabel((begin, begin + 1), None, found.end()) if found else None


def _without_emphasis(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the marks that make a label bold, and blanks."""
    while start < end and (text[start] in "*_#" or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in "*_:" or text[end - 1].isspace()):
        end -= 1
    return start, end


def _name_and_role(text: str, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int] | None] | None:
    """Cut "ANA RUIZ, ANCHOR (voice-over)" into name and role; ``None`` if this is not the form of a name."""
    aside = _ASIDE.search(text, start, end)
    name_end = aside.start() if aside else end
    comma = text.find(",", start, name_end)
    role = None
    if comma >= 0:
        first = comma + 1 + len(text[comma + 1 : name_end]) - len(text[comma + 1 : name_end].lstrip())
        role, name_end = (first, name_end), comma
        if len(text[first : role[1]].split()) > _MAX_ROLE_WORDS or not text[first : role[1]].strip():
            return None
    inner = _ASIDE.search(text, start, name_end)
    name_end = inner.start() if inner else name_end
    return ((start, name_end), role) if _is_name_form(text[start:name_end]) else None


def _is_name_form(name: str) -> bool:
    words = name.split()
    if not 0 < len(words) <= _MAX_NAME_WORDS:
        return False
    if is_nameless(name):
        return True
    small = read_words("name_links.txt")
    capitals = [bool(_WORD.fullmatch(word)) and word[0].isupper() for word in words]
    return capitals[0] and capitals[-1] and all(c or w in small for c, w in zip(capitals, words, strict=True))
