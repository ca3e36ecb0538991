"""What may stand between a reporting verb and what was said: times, places, occasions, and who was spoken to."""

from __future__ import annotations

from analyzer.language.tokens import Token
from analyzer.statements import grammar
from analyzer.statements.edges import opens_quotation
from analyzer.statements.grammar import is_adverb, is_class, is_possessive_ending, is_time
from analyzer.statements.sentences import Sentence

_MAX_TOKENS = 14
_MAX_ADDRESSEE_TOKENS = 16
_NO_CIRCUMSTANCE = frozenset(("there", "here", "no", "more", "only", "long", "much"))


def begins_time(tokens: list[Token], i: int) -> bool:
    """Whether "on" or "last" at token ``i`` begins a time: "on Monday", "last week"."""
    opens = tokens[i].lower == "on" or is_class(tokens[i], "time_adjective")
    return opens and i + 1 < len(tokens) and is_time(tokens, i + 1)


def ends_time(tokens: list[Token], j: int) -> bool:
    """Whether token ``j`` is the "on", "last" or "." of a time ("on Jan. 7") whose later words follow."""
    if j + 1 >= len(tokens):
        return False
    time_follows = is_time(tokens, j + 1) or is_class(tokens[j + 1], "time_adjective")
    opens = tokens[j].lower in ("on", "in", "at", "late", "early", ".") or is_class(tokens[j], "time_adjective")
    return time_follows and opens


def skip_circumstance(sentence: Sentence, i: int) -> int:
    """Pass over "on Friday", "last week", "in a statement", "later" after a cue; return the next token."""
    tokens = sentence.tokens
    while i < len(tokens) and not sentence.quoted[i]:
        token = tokens[i]
        if _is_time_or_adverb(tokens, i) or _opens_time(tokens, i) or _ends_abbreviated_time(tokens, i):
            i += 1
        elif is_class(token, "circumstance_opener") and is_class(token, "preposition"):
            end = _circumstance_end(sentence, i)
            if end is None:
                return i
            i = end
        else:
            return i
    return i


def after_addressee(sentence: Sentence, i: int) -> int | None:
    """Return where the content begins after the one spoken to, or ``None``.

    The content stands after "that" or a colon, in a quotation, or follows at once as a clause: "told the council
    that …", "told reporters on Friday the …", "told her: …".
    """
    tokens = sentence.tokens
    addressee = addressee_end(sentence, i)
    begin = skip_circumstance(sentence, addressee)
    for k in range(i, min(i + _MAX_ADDRESSEE_TOKENS, len(tokens))):
        if opens_quotation(sentence, k):
            return k if k <= begin or not _begins_clause(sentence, begin) else begin
        before_quotation = tokens[k].text == "," and k + 1 < len(tokens) and opens_quotation(sentence, k + 1)
        if before_quotation:
            return k + 1
        if sentence.quoted[k] or tokens[k].text in grammar.SENTENCE_MARKS or tokens[k].text == ",":
            break
        if tokens[k].lower == "that" or tokens[k].text == ":":
            return k + 1 if k + 1 < len(tokens) else None
    return begin if addressee > i and _begins_clause(sentence, begin) else None


def addressee_end(sentence: Sentence, i: int) -> int:
    """Return the token after the noun phrase at ``i`` that somebody is spoken to by; ``i`` when there is none."""
    tokens = sentence.tokens
    if i < len(tokens) and is_class(tokens[i], "pronoun", "object_pronoun"):
        return i + 1
    k = i
    while k < len(tokens) and (_is_first_determiner(tokens, i, k) or is_possessive_ending(tokens[k])):
        k += 1
    if k < len(tokens) and tokens[k].is_capitalised:
        return _name_end(tokens, k)
    while k < len(tokens) and _is_plain_word(tokens, k):
        k += 1
        if grammar.is_speaking_noun(tokens[k - 1].lower):
            return k
    return i


def begins_own_circumstance(sentence: Sentence, k: int, *, of_finite: bool) -> bool:
    """Whether the reporter's own clause begins at token ``k``: ", as they met", "after she had left".

    Parameters
    ----------
    of_finite
        Whether the content before it belongs to a finite verb.
    """
    tokens = sentence.tokens
    word, before = tokens[k].lower, tokens[k - 1]
    if k + 2 >= len(tokens) or sentence.quoted[k]:
        return False
    has_verb = any(grammar.is_finite_verb(tokens, n) for n in range(k + 2, min(k + 12, len(tokens))))
    if before.text in (",", '"') and word in ("amid", "following", "during"):
        return True
    if before.text in (",", '"') and word in ("as", "while", "when", "after", "before"):
        return has_verb
    if word == "as" and of_finite and before.is_word and not is_class(tokens[k + 1], "determiner"):
        return _is_as_clause(tokens, k)
    return word == "after" and has_verb and before.lower not in ("until", "only", "even", "and", "or")


def _is_as_clause(tokens: list[Token], k: int) -> bool:
    """Whether "as" at ``k`` begins a clause in the perfect behind another clause: "… as talks have stalled"."""
    perfect = any(tokens[n].lower in ("have", "has") for n in range(k + 2, min(k + 10, len(tokens))))
    after_clause = any(grammar.is_finite_verb(tokens, n) for n in range(max(0, k - 12), k))
    compares = tokens[k - 1].lower in ("such", "well", "soon", "long", "far")
    return perfect and after_clause and not compares


def _is_time_or_adverb(tokens: list[Token], i: int) -> bool:
    return is_time(tokens, i) or (is_adverb(tokens[i]) and tokens[i].lower not in _NO_CIRCUMSTANCE)


def _opens_time(tokens: list[Token], i: int) -> bool:
    """Whether a time begins at ``i``, of one word more: "last week"; "this late" is none."""
    if not is_class(tokens[i], "time_opener") or i + 1 >= len(tokens):
        return False
    if is_time(tokens, i + 1):
        return True
    return tokens[i].lower != "this" and is_class(tokens[i + 1], "time_adjective")


def _ends_abbreviated_time(tokens: list[Token], i: int) -> bool:
    """Whether token ``i`` is the full stop of "Jan."."""
    return tokens[i].text == "." and i > 0 and is_time(tokens, i - 1) and i + 1 < len(tokens)


def _circumstance_end(sentence: Sentence, i: int) -> int | None:
    """Return the end of a prepositional phrase after which the content begins with "that", a colon or a quotation."""
    tokens = sentence.tokens
    for k in range(i + 1, min(i + _MAX_TOKENS, len(tokens))):
        token = tokens[k]
        if token.lower == "that" or token.text == ":" or opens_quotation(sentence, k):
            return k
        if sentence.quoted[k] or grammar.is_finite_verb(tokens, k) or token.text in grammar.SENTENCE_MARKS:
            return None
        quotation_follows = k + 1 < len(tokens) and opens_quotation(sentence, k + 1)
        if token.text == "," and not quotation_follows:
            return None
    return None


def _begins_clause(sentence: Sentence, k: int) -> bool:
    if k >= len(sentence.tokens):
        return False
    token = sentence.tokens[k]
    joins = is_class(token, "preposition", "conjunction", "subordinator")
    return token.is_word and token.lower != "to" and not joins


def _is_first_determiner(tokens: list[Token], first: int, k: int) -> bool:
    return k == first and is_class(tokens[k], "determiner", "possessive")


def _is_plain_word(tokens: list[Token], k: int) -> bool:
    closed = is_class(tokens[k], "preposition", "determiner", "pronoun", "subordinator", "conjunction")
    return tokens[k].is_word and not closed and not grammar.is_finite_verb(tokens, k)


def _name_end(tokens: list[Token], k: int) -> int:
    """Return the token after a name at ``k``; one in capitals ends with them: "told CBN Ana Ruiz would …"."""
    if not _is_acronym(tokens[k]) or "." in tokens[k].text:
        while k < len(tokens) and (_in_name(tokens[k]) or grammar.is_person_noun(tokens[k].lower)):
            k += 1
        return k
    while k < len(tokens) and _is_acronym(tokens[k]):
        k += 1
    if k < len(tokens) and is_possessive_ending(tokens[k]):
        while k < len(tokens) and _in_name(tokens[k]):
            k += 1
    return k


def _is_acronym(token: Token) -> bool:
    return token.text.isupper() and len(token.text) > 1


def _in_name(token: Token) -> bool:
    return token.is_capitalised or is_possessive_ending(token)
