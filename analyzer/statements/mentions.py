"""The noun phrase that names who speaks, found beside a reporting word."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.language.countries import country_of
from analyzer.language.lexicon import read_words
from analyzer.language.tokens import Token, is_known_word, lemma
from analyzer.statements import grammar
from analyzer.statements.grammar import is_adverb, is_auxiliary, is_class, is_negation, is_time_word
from analyzer.statements.sentences import Sentence

_NAME_LINKS = frozenset(
    (
        "of",
        "the",
        "for",
        "de",
        "von",
        "van",
        "der",
        "den",
        "al",
        "bin",
        "ibn",
        "da",
        "di",
        "du",
        "la",
        "le",
        "el",
        "and",
        "to",
        "&",
        "'s",
    )
)
_MAX_TOKENS = 45


@dataclass(frozen=True, slots=True)
class Mention:
    """Token range of a noun phrase, end exclusive, with the appositive that stands after it in commas, if any."""

    first: int
    last: int
    appositive: tuple[int, int] | None = None


def subject_before(sentence: Sentence, i: int) -> tuple[Mention, bool] | None:
    """Find the subject whose verb is token ``i``, to its left.

    Returns
    -------
    Mention, bool
        The noun phrase, and whether the verb is negated; ``None`` when no noun phrase stands there.

    Notes
    -----
    Adverbs, auxiliaries, expressions of time and a parenthesis in commas between subject and verb are passed over.
    """
    tokens = sentence.tokens
    j, negated = _pass_over(sentence, i - 1)
    appositive = None
    if j >= 0 and (tokens[j].text == "," or tokens[j].text in grammar.DASHES):
        opening = _opening_comma(sentence, j)
        if opening is None:
            return None
        appositive = (opening + 1, j)
        j, more = _pass_over(sentence, opening - 1)
        negated = negated or more
    elif j >= 0 and tokens[j].text == ")":
        while j > 0 and tokens[j].text != "(":
            j -= 1
        j -= 1
    if j < 0 or sentence.quoted[j] or not tokens[j].is_word or is_class(tokens[j], "conjunction", "preposition"):
        return None
    first = _phrase_start(sentence, j)
    mention = _without_lead(sentence, first, j + 1)
    return (Mention(mention[0], mention[1], appositive), negated) if mention else None


def phrase_after(sentence: Sentence, i: int) -> Mention | None:
    """Find the noun phrase that begins at token ``i`` or after adverbs and a time there."""
    tokens = sentence.tokens
    while i < len(tokens) and (is_adverb(tokens[i]) or is_time_word(tokens[i]) or _begins_time(tokens, i)):
        i += 1
    j = i
    while j < len(tokens) and not sentence.quoted[j] and j - i < _MAX_TOKENS and _continues_phrase(sentence, i, j):
        j += 1
    j = _drop_tail(tokens, i, j)
    if j <= i or not names_somebody(sentence, i, j):
        return None
    appositive = None
    if j < len(tokens) and tokens[j].text == ",":
        end = j + 1
        while end < len(tokens) and tokens[end].text not in (",", ".", ";", ":") and not sentence.quoted[end]:
            end += 1
        if end > j + 1 and (is_class(tokens[j + 1], "determiner") or grammar.is_person_noun(tokens[end - 1].lower)):
            appositive = (j + 1, end)
    return Mention(i, j, appositive)


def names_somebody(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a noun phrase can speak: a name, a pronoun, a person, a body of people, or a document."""
    tokens = sentence.tokens[first:last]
    if not tokens:
        return False
    if len(tokens) == 1 and is_class(tokens[0], "pronoun"):
        return True
    head = head_index(sentence, first, last)
    word = sentence.tokens[head].lower
    if word in grammar.words_of("time_noun") or is_class(sentence.tokens[head], "preposition", "subordinator"):
        return False
    if sentence.tokens[head].is_capitalised and (
        head > sentence_start(sentence) or _may_be_name(sentence.tokens[head])
    ):
        return True
    speaks = (
        grammar.is_person_noun(word) or grammar.is_group_noun(word) or lemma(word) in read_words("speaking_things.txt")
    )
    return speaks or country_of(sentence.tokens[head].text) is not None


def head_index(sentence: Sentence, first: int, last: int) -> int:
    """Return the token that heads a noun phrase: the last before a preposition or relative clause."""
    tokens = sentence.tokens
    for k in range(first + 1, last):
        ends = is_class(tokens[k], "preposition", "subordinator") or tokens[k].lower in ("familiar", "close")
        if ends and tokens[k - 1].is_word and not is_class(tokens[k - 1], "determiner", "preposition"):
            name_follows = (
                last - 1 > k and tokens[last - 1].is_capitalised and _is_title_with_tail(tokens, first, k, last)
            )
            return last - 1 if name_follows else k - 1
        if tokens[k].text in (",", "("):
            return k - 1
    return last - 1


def sentence_start(sentence: Sentence) -> int:
    """Return the first token that is a word."""
    return next((k for k, token in enumerate(sentence.tokens) if token.is_word), 0)


def _pass_over(sentence: Sentence, j: int) -> tuple[int, bool]:
    """Go left over adverbs, auxiliaries, times and "…, however," and tell whether a negation was among them."""
    tokens, negated = sentence.tokens, False
    while j >= 0 and not sentence.quoted[j]:
        token = tokens[j]
        if is_negation(token) or (is_auxiliary(token) and token.text not in ("'s", "’s")):
            negated = negated or is_negation(token)
        elif not (is_adverb(token) or (is_time_word(token) and j > 0) or _ends_time(tokens, j)):
            break
        if grammar.is_contracted_subject(token):
            break
        j -= 1
    if j >= 2 and tokens[j].text == ",":
        inner = j - 1
        while inner >= 0 and is_adverb(tokens[inner]):
            inner -= 1
        if inner < j - 1 and inner >= 0 and tokens[inner].text == ",":
            return _pass_over(sentence, inner - 1)
    return j, negated


def _ends_time(tokens: list[Token], j: int) -> bool:
    """Whether token ``j`` is the "on", "last" or "." of a time ("on Jan. 7") whose later words were passed over."""
    if j + 1 >= len(tokens):
        return False
    follows_time = is_time_word(tokens[j + 1]) or tokens[j + 1].lower in grammar.words_of("time_adjective")
    return follows_time and (
        tokens[j].lower in ("on", "in", "at", "late", "early", ".")
        or tokens[j].lower in grammar.words_of("time_adjective")
    )


def _begins_time(tokens: list[Token], i: int) -> bool:
    if i + 1 >= len(tokens):
        return False
    lower = tokens[i].lower
    return (lower == "on" or lower in grammar.words_of("time_adjective")) and is_time_word(tokens[i + 1])


def _opening_comma(sentence: Sentence, closing: int) -> int | None:
    """Return the comma that opens the parenthesis closed by the comma at ``closing``, if it is one."""
    tokens = sentence.tokens
    for k in range(closing - 1, max(0, closing - _MAX_TOKENS), -1):
        if sentence.quoted[k] or tokens[k].text in (";", ":"):
            return None
        if tokens[k].text != tokens[closing].text:
            continue
        inside = tokens[k + 1]
        begins = (
            is_class(inside, "determiner", "possessive", "preposition", "subordinator")
            or is_adverb(inside)
            or inside.lower.endswith(("ing", "ed"))
            or grammar.is_person_noun(inside.lower)
            or inside.text[0].isdigit()
            or (inside.is_capitalised and any(grammar.is_person_noun(t.lower) for t in tokens[k + 1 : closing]))
        )
        if (
            begins
            and k > 0
            and tokens[k - 1].is_word
            and (tokens[k - 1].is_capitalised or grammar.is_person_noun(tokens[k - 1].lower))
        ):
            return k
    return None


def _phrase_start(sentence: Sentence, j: int) -> int:
    """Go left from the last token of a noun phrase to its first."""
    tokens = sentence.tokens
    if is_class(tokens[j], "third_person") or tokens[j].lower in ("i", "we", "you", "who"):
        return j
    k = j
    while k > 0 and j - k < _MAX_TOKENS and _belongs_left(sentence, k - 1):
        # "a step the council has condemned": a determiner begins a phrase unless a preposition ties it on.
        if is_class(tokens[k], "determiner") and not _ties(tokens[k - 1]):
            break
        k -= 1
    return k


def _ties(token: Token) -> bool:
    tying = is_class(token, "preposition", "conjunction", "determiner") or token.lower in ("familiar", "close", "both")
    return tying or token.text in ("'s", "’s")


def _belongs_left(sentence: Sentence, k: int) -> bool:
    token, tokens = sentence.tokens[k], sentence.tokens
    if sentence.quoted[k] or (not token.is_word and token.text not in ("'", "’", "&", "-", "‑")):
        return False
    if token.lower == "and" or token.lower == "or":
        return _joins_names(sentence, k)
    if token.text in ("'s", "’s"):
        return True
    if is_class(token, "conjunction", "subordinator") or (is_adverb(token) and not token.is_capitalised):
        return token.lower in ("first", "second", "only", "former", "so-called")
    if is_class(token, "third_person") or token.lower in ("i", "we"):
        return False
    return not grammar.is_finite_verb(tokens, k)


def _joins_names(sentence: Sentence, k: int) -> bool:
    """Whether the "and" at ``k`` joins two who speak together: nothing but a noun phrase before it up to a mark."""
    tokens = sentence.tokens
    if k + 1 >= len(tokens) or not names_somebody(sentence, _skip_determiners(tokens, k + 1), k + 2):
        right = tokens[k + 1] if k + 1 < len(tokens) else tokens[k]
        if not (right.is_capitalised or is_class(right, "determiner")):
            return False
    first = k
    while first > 0 and tokens[first - 1].is_word and not sentence.quoted[first - 1]:
        if grammar.is_finite_verb(tokens, first - 1) or is_class(tokens[first - 1], "subordinator", "conjunction"):
            return False
        first -= 1
    return first < k and names_somebody(sentence, first, k) and not is_class(tokens[first], "preposition")


def _skip_determiners(tokens: list[Token], k: int) -> int:
    while k < len(tokens) - 1 and is_class(tokens[k], "determiner", "possessive"):
        k += 1
    return k


def _without_lead(sentence: Sentence, first: int, last: int) -> tuple[int, int] | None:
    """Cut what stands before the noun phrase proper: adverbs, and a leading "On the call" without its comma."""
    tokens = sentence.tokens
    while first < last and (is_adverb(tokens[first]) or tokens[first].lower in ("but", "and", "yet", "though")):
        first += 1
    time = first + 1
    while first < time < last and is_class(tokens[first], "preposition") and is_time_word(tokens[time]):
        time += 1
    if time > first + 1:
        first = time
    elif first < last and is_class(tokens[first], "preposition"):
        first = first + 1 if tokens[first].lower == "with" else _name_start(tokens, first, last)
    if first >= last or not names_somebody(sentence, first, last):
        return None
    return first, last


def _name_start(tokens: list[Token], first: int, last: int) -> int:
    """Return where the name or role at the end of a phrase begins."""
    k = last - 1
    while k > first:
        before = tokens[k - 1]
        if (
            (before.is_capitalised and before.is_word)
            or grammar.is_person_noun(before.lower)
            or before.text in ("'s", "’s")
        ):
            k -= 1
        elif is_class(before, "determiner") and not tokens[last - 1].is_capitalised:
            return k - 1
        elif before.lower in _NAME_LINKS and k - 2 > first and tokens[k - 2].is_capitalised:
            k -= 1
        elif not tokens[last - 1].is_capitalised and not is_class(before, "preposition"):
            k -= 1
        else:
            break
    return k


def _continues_phrase(sentence: Sentence, first: int, j: int) -> bool:
    tokens, token = sentence.tokens, sentence.tokens[j]
    if not token.is_word:
        return token.text in ("'", "’", "&", "-", "‑")
    if token.lower == "and":
        following = tokens[j + 1] if j + 1 < len(tokens) else token
        return (
            j > first
            and (following.is_capitalised or is_class(following, "determiner"))
            and tokens[j - 1].is_capitalised
        )
    if is_class(token, "preposition"):
        return (
            token.lower in ("of", "for", "to", "at", "from", "in", "with", "close")
            and j > first
            and not _begins_time(tokens, j)
            and _joins_title(tokens, first, j)
        )
    if is_class(token, "subordinator", "conjunction") and token.lower != "that":
        return False
    if is_class(token, "third_person") or token.lower in ("i", "we"):
        return j == first
    if j > first and is_class(tokens[j - 1], "pronoun") and j - 1 == first:
        return False
    verb = grammar.is_finite_verb(tokens, j) and (j > first or grammar.is_auxiliary(token))
    return not verb and not is_adverb(token) and not (is_time_word(token) and j > first)


def _joins_title(tokens: list[Token], first: int, j: int) -> bool:
    """Whether the preposition at ``j`` ties on to a role or body ("chief of staff", "source in the ministry")."""
    before = tokens[j - 1]
    return (
        grammar.is_person_noun(before.lower)
        or grammar.is_group_noun(before.lower)
        or before.lower in ("familiar", "close")
        or (before.is_capitalised and tokens[j].lower in ("of", "for"))
    )


def _drop_tail(tokens: list[Token], first: int, last: int) -> int:
    while last > first and (
        is_class(tokens[last - 1], "preposition", "determiner", "conjunction") or not tokens[last - 1].is_word
    ):
        last -= 1
    return last


def _is_title_with_tail(tokens: list[Token], first: int, k: int, last: int) -> bool:
    """Whether a title with "of …" or "to …" goes before a name: "Secretary of State Ana Ruiz"."""
    title = grammar.is_person_noun(tokens[k - 1].lower) or grammar.is_group_noun(tokens[k - 1].lower)
    last_preposition = max(
        n for n in range(first, last) if n == k or is_class(tokens[n], "preposition", "subordinator")
    )
    n_after = sum(t.is_capitalised for t in tokens[last_preposition + 1 : last])
    return title and n_after >= 2 and not any(is_class(t, "subordinator") for t in tokens[k:last])


def _may_be_name(token: Token) -> bool:
    """Whether a word with its capital at the beginning of a sentence may be a name: a common noun has a determiner."""
    closed = (
        is_class(token, "determiner", "possessive", "conjunction", "auxiliary")
        or is_adverb(token)
        or token.lower.endswith("ly")
    )
    return not closed and (not token.lower.endswith(("s", "ing")) or not is_known_word(token.lower))
