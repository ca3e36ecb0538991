"""What was said, where it stands before its reporting word, around it, or around a relative pronoun."""

from __future__ import annotations

from analyzer.statements import grammar
from analyzer.statements.circumstances import skip_circumstance
from analyzer.statements.cues import Cue
from analyzer.statements.edges import Range, may_be_verb, opens_quotation, trim
from analyzer.statements.grammar import is_class
from analyzer.statements.phrases import names_somebody
from analyzer.statements.sentences import Sentence

_CLOSING = frozenset((".", ";"))
_BEFORE_ATTRIBUTION = frozenset((",", '"', "—", "–", "-", "?", "!"))
_GOES_ON = frozenset(("and", "but", "because", "if", "unless"))
_NO_CLAIM_AFTER_AS = frozenset(("well", "if", "though", "of", "part", "saying", "long", "soon"))


def content_before(
    sentence: Sentence, first: int, last: int, boundaries: list[Range], *, leading: bool
) -> tuple[list[tuple[Range, ...]], list[Range]]:
    """Find the content around an attribution that stands after or inside it ("…, she said, …").

    Parameters
    ----------
    first, last
        Tokens of cue and mention, end exclusive.
    boundaries
        Those of all attributions in the sentence.
    leading
        Whether the attribution may also stand first ("According to the mayor, …").

    Returns
    -------
    list of tuple of Range, list of Range
        Contents, each of one or more stretches; and further contents that follow as clauses of their own.
    """
    tokens = sentence.tokens
    start, end = _stretch_before(sentence, first, boundaries)
    rest = _rest(sentence, last)
    if not any(tokens[k].is_word for k in range(start, end)):
        return ([(rest,)], []) if rest is not None and leading else ([], [])
    ends_in_quotation = sentence.quoted[max(start, end - 2)]
    if not ends_in_quotation and not leading and tokens[first - 1].text not in _BEFORE_ATTRIBUTION:
        return [], []
    parts = _split_as(sentence, start, end)
    if rest is None:
        return [(part,) for part in parts], []
    joint = tokens[rest[0]].lower
    if joint in ("which", "who"):
        return [(part,) for part in parts], [(rest[0] + 1, rest[1])]
    goes_on = opens_quotation(sentence, rest[0]) or joint in _GOES_ON or _is_predicate(sentence, (start, end), rest[0])
    if goes_on and not any(boundary[0] >= rest[0] for boundary in boundaries):
        further = (rest[0] + 1 if joint in ("and", "but") else rest[0], rest[1])
        return [*((part,) for part in parts[:-1]), (parts[-1], further)], []
    return [(part,) for part in parts], []


def content_of_relative(sentence: Sentence, cue: Cue, first: int) -> tuple[Range, ...] | None:
    """Find the content of "the plan, which the mayor described as “unfair”": the antecedent, and what is said of it.

    Parameters
    ----------
    first
        The token where cue and mention begin, behind the relative pronoun if there is one.
    """
    tokens, pronoun = sentence.tokens, first - 1
    if cue.form != "finite" or not set(cue.frames) & set("sc") or not _is_relative_pronoun(sentence, pronoun):
        return None
    begin = skip_circumstance(sentence, cue.last)
    end = _predicate_end(sentence, begin)
    if begin >= len(tokens) or end <= begin:
        return None
    is_as, is_auxiliary = tokens[begin].lower == "as", grammar.is_auxiliary(tokens[begin])
    if not is_as and not is_auxiliary and not opens_quotation(sentence, begin):
        return None
    predicate = (begin + is_as, end)
    verb = tokens[predicate[0]]
    if grammar.is_auxiliary(verb) and not sentence.quoted[predicate[0]]:
        return (predicate,)
    antecedent = _antecedent(sentence, pronoun - 1 if tokens[pronoun - 1].text == "," else pronoun)
    return (antecedent, predicate) if antecedent[0] < antecedent[1] else (predicate,)


def _stretch_before(sentence: Sentence, first: int, boundaries: list[Range]) -> Range:
    """Return the stretch between an attribution at ``first`` and the one before it, or the sentence's beginning."""
    tokens = sentence.tokens
    ends = [b[1] for b in boundaries if b[1] <= first - 1 and _closes_earlier(sentence, b[1], first)]
    start = max(ends, default=min(sentence.lead, first))
    while start < first and not tokens[start].is_word and not opens_quotation(sentence, start):
        start += 1
    return start, trim(sentence, start, first)


def _is_predicate(sentence: Sentence, before: Range, k: int) -> bool:
    """Whether the verb of an interrupted clause begins at ``k``: "The bridge, she said, is safe"."""
    has_verb = any(grammar.is_finite_verb(sentence.tokens, n) for n in range(*before))
    return grammar.is_auxiliary(sentence.tokens[k]) and not has_verb


def _closes_earlier(sentence: Sentence, k: int, first: int) -> bool:
    """Whether an attribution that ends before ``k`` has its content before it: what follows is the next one's."""
    tokens = sentence.tokens
    if k < first and tokens[k].text in _CLOSING:
        return True
    return k + 1 < first and tokens[k].text == "," and opens_quotation(sentence, k + 1)


def _rest(sentence: Sentence, last: int) -> Range | None:
    """Return what follows an attribution after its comma, up to the end of the sentence."""
    tokens, k = sentence.tokens, last
    while k < len(tokens) and tokens[k].text not in (",", *_CLOSING) and not opens_quotation(sentence, k):
        if sentence.quoted[k]:
            return None
        k += 1
    if k >= len(tokens) or tokens[k].text in _CLOSING:
        return None
    begin = k + 1 if tokens[k].text == "," else k
    end = trim(sentence, begin, len(tokens))
    return (begin, end) if end - begin > 1 else None


def _split_as(sentence: Sentence, start: int, end: int) -> list[Range]:
    """Cut "S, as S2" into its two claims."""
    for k in range(start + 3, end - 3):
        if _joins_claims(sentence, k, end):
            return [(start, trim(sentence, start, k)), (k + 1, end)]
    return [(start, end)]


def _joins_claims(sentence: Sentence, k: int, end: int) -> bool:
    """Whether token ``k`` is an "as" behind a comma, with a clause after it."""
    tokens = sentence.tokens
    if tokens[k].lower != "as" or sentence.quoted[k] or tokens[k - 1].text not in (",", '"'):
        return False
    if tokens[k + 1].lower in _NO_CLAIM_AFTER_AS or not names_somebody(sentence, k + 1, min(k + 3, end)):
        return False
    return any(may_be_verb(sentence, n) for n in range(k + 2, end))


def _is_relative_pronoun(sentence: Sentence, k: int) -> bool:
    tokens = sentence.tokens
    if k < 1 or tokens[k].lower not in ("which", "that", "who", "whom"):
        return False
    joins_clause = tokens[k - 1].text == "," or grammar.is_verb_form(tokens[k - 1].lower)
    return tokens[k].lower != "that" or not joins_clause


def _predicate_end(sentence: Sentence, begin: int) -> int:
    """Return where what is said of an antecedent ends: at a mark, or with its quotation."""
    tokens, quoted, end = sentence.tokens, sentence.quoted, begin
    while end < len(tokens) and (quoted[end] or tokens[end].text not in (",", ";", ".", "—")):
        if end > begin + 1 and tokens[end - 1].text == '"' and quoted[end - 2]:
            break
        end += 1
    return trim(sentence, begin, end)


def _antecedent(sentence: Sentence, end: int) -> Range:
    """Return the noun phrase that ends before token ``end``."""
    begin = end
    while begin > 0 and _is_in_noun_phrase(sentence, begin - 1):
        begin -= 1
    return begin, end


def _is_in_noun_phrase(sentence: Sentence, k: int) -> bool:
    token = sentence.tokens[k]
    if not token.is_word or sentence.quoted[k] or is_class(token, "preposition", "conjunction", "subordinator"):
        return False
    return not grammar.is_finite_verb(sentence.tokens, k)
