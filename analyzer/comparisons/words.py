"""Words as the comparison sees them: base forms, families of near-synonyms, countries, what is negated."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from analyzer.language.countries import country_of
from analyzer.language.lexicon import read_lines, read_words
from analyzer.language.tokens import Token, is_known_word, lemma, tokenize
from analyzer.language.word_classes import words_of

_CLAUSE_MARKS = frozenset(",;:.!?…()—–") | {"--", "..."}
_CLAUSE_WORDS = frozenset(
    ("but", "although", "though", "because", "while", "whereas", "if", "unless", "and", "who", "which")
)
_SENTENCE_MARKS = frozenset(".!?…")
_LONGEST_SCOPE = 7
# Past forms that a dictionary of base forms takes for other words.
_PASTS = {
    "rose": "rise",
    "left": "leave",
    "shot": "shoot",
    "felt": "feel",
    "won": "win",
    "bore": "bear",
    "broke": "break",
}
_QUOTES = frozenset("“”‘’\"'«»„`")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a content: where it stands, its base form, and whether a negation reaches it.

    Attributes
    ----------
    key
        What it is compared by: ``country:xx`` for a country, its capital or its people, else the base form.
    is_name
        Written like a name: a country, or a capital where no sentence begins.
    negator
        Index of the negation that reaches the word, or -1.
    clause
        Number of its clause.
    """

    start: int
    end: int
    text: str
    lower: str
    key: str
    is_name: bool = False
    is_function: bool = False
    negator: int = -1
    clause: int = 0

    @property
    def is_content(self) -> bool:
        """Whether it carries meaning of its own: neither a function word nor a number."""
        return not self.is_function and not self.text.lstrip("$€£¥")[:1].isdigit()


@dataclass(slots=True)
class _Scope:
    negator: int = -1
    left: int = 0
    clause: int = 0
    is_first: bool = True
    words: list[Word] = field(default_factory=list)


def read_words_of(text: str, start: int = 0, end: int | None = None, *, shift: int = 0) -> tuple[Word, ...]:
    """Return the words of a stretch of text with base forms and negations; ``shift`` is added to every offset.

    Examples
    --------
    >>> [(w.key, w.negator) for w in read_words_of("The Peruvian vote did not fail") if w.is_content]
    [('country:pe', -1), ('vote', -1), ('fail', 4)]
    """
    scope = _Scope()
    for token in tokenize(text, start, end):
        if not token.is_word:
            _pass_mark(scope, token)
            continue
        for part in _parts(token):
            _take(scope, part, shift)
    return tuple(scope.words)


def _pass_mark(scope: _Scope, token: Token) -> None:
    if token.text in _CLAUSE_MARKS:
        scope.clause, scope.left = scope.clause + 1, 0
        scope.is_first = token.text in _SENTENCE_MARKS


def _take(scope: _Scope, token: Token, shift: int) -> None:
    if token.lower in _CLAUSE_WORDS:
        scope.left, scope.clause = 0, scope.clause + 1
    key, is_name = _key_of(token, is_first=scope.is_first)
    is_function = (
        token.lower in words_of("function word")
        or (len(token.text) == 1 and not token.text.isdigit())
        or _is_title(token)  # an honorific says nothing about what is spoken of
    )
    scope.left = max(0, scope.left - 1)
    reached = scope.negator if scope.left else -1
    word = Word(
        token.start + shift,
        token.end + shift,
        token.text,
        token.lower,
        key,
        is_name,
        is_function,
        reached,
        scope.clause,
    )
    scope.words.append(word)
    if is_negator(token.lower):
        scope.negator, scope.left = len(scope.words) - 1, _LONGEST_SCOPE + 1
    elif token.lower == "only" and scope.words[-2:-1] and scope.words[-2].lower == "not":
        scope.left = 0  # "not only"
    scope.is_first = False


def is_negator(lower: str) -> bool:
    """Whether the word negates what follows ("not", "never", "isn't")."""
    return lower in words_of("negator") or lower.endswith("n't") or lower in ("without", "lack", "lacks", "lacked")


def _parts(token: Token) -> list[Token]:
    """Split "Oslo-Lima": each half of a compound of names is a name."""
    for dash in "-‐‑":
        halves = token.text.split(dash)
        if len(halves) > 1 and all(half[:1].isupper() for half in halves):
            parts, at = [], token.start
            for half in halves:
                parts.append(Token(at, at + len(half), half, half.lower()))
                at += len(half) + 1
            return parts
    return [token]


def _key_of(token: Token, *, is_first: bool) -> tuple[str, bool]:
    spelled = token.is_capitalised and (len(token.text) > 3 or token.text.isupper())
    country = country_of(token.text) if spelled else None
    if country is not None:
        return f"country:{country}", True
    base = _base_form(token.lower)
    if not token.is_capitalised or _is_title(token) or token.lower in words_of("function word"):
        return base, False
    if token.lower in words_of("weekday") or token.lower in words_of("month"):
        return base, False
    if is_first and all(is_known_word(part) for part in token.lower.split("-")):
        return base, False
    return token.lower, True


def _is_title(token: Token) -> bool:
    return token.is_capitalised and token.lower in words_of("title abbreviation")


@cache
def _base_form(lower: str) -> str:
    """Return the base form; a noun in "-ing" that the families list ("meeting") is no form of its verb."""
    singular = lower.removesuffix("s")
    if lower.endswith(("ing", "ings")) and singular in _families():
        return singular
    return _PASTS.get(lower) or lemma(lower)


@cache
def family_of(key: str) -> str | None:
    """Return the family of near-synonyms a base form belongs to, or ``None``.

    Examples
    --------
    >>> family_of("invasion") == family_of("attack"), family_of("apple")
    (True, None)
    """
    return _families().get(key, (None, False))[0]


@cache
def event_of(key: str) -> str | None:
    """Return the family of a base form when it names an event or an undertaking, or ``None``."""
    family, is_event = _families().get(key, (None, False))
    return family if is_event else None


@cache
def members_of(family: str) -> frozenset[str]:
    """Return the base forms of a family of near-synonyms."""
    return frozenset(key for key, (name, _) in _families().items() if name == family)


@cache
def is_person_word(key: str) -> bool:
    """Whether the word names a person by role or kind ("minister", "driver")."""
    return key in read_words("person_nouns.txt")


@cache
def _families() -> dict[str, tuple[str | None, bool]]:
    found: dict[str, tuple[str | None, bool]] = {}
    for line in read_lines("families.tsv"):
        family, kind, members = line.split("\t")
        for member in members.split():
            found.setdefault(member, (family, kind == "event"))
    return found
