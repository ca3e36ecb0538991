"""Where the content that follows a reporting word begins and ends."""

from __future__ import annotations

from analyzer.language.tokens import Token
from analyzer.statements import grammar
from analyzer.statements.circumstances import (
    addressee_end,
    after_addressee,
    begins_own_circumstance,
    skip_circumstance,
)
from analyzer.statements.cues import Cue
from analyzer.statements.edges import Range, may_be_verb, opens_quotation, trim
from analyzer.statements.grammar import is_adverb, is_class, is_time
from analyzer.statements.sentences import Sentence

_NAMED_OBJECTS = frozenset(("it", "him", "her", "them", "this", "that", "himself", "herself"))


def content_after(sentence: Sentence, cue: Cue, start: int, boundaries: list[Range]) -> Range | None:
    """Find the content that follows a cue, by the frames that the cue allows.

    Parameters
    ----------
    start
        The token after cue and mention.
    boundaries
        Token ranges of all cues with their mentions in the sentence, none of which belongs to the content
        of a cue beside it.
    """
    i = skip_circumstance(sentence, start)
    if i >= len(sentence.tokens):
        return None
    with_to = "t" in cue.frames or ("o" in cue.frames and cue.form == "passive")
    own_doing = with_to and sentence.tokens[start].lower in ("to", "not")
    begin = start if own_doing or cue.form == "noun" else _frame_start(sentence, cue.frames, i)
    if begin is None:
        return None
    end = trim(sentence, begin, _content_end(sentence, cue, begin, boundaries))
    if end <= begin or not _fits(sentence, cue, begin, end):
        return None
    return begin, end


def split_coordinated(sentence: Sentence, content: Range) -> list[Range]:
    """Cut "… and that …, but that …" into one range a clause, and likewise ", and for them to …"."""
    tokens, parts, begin = sentence.tokens, [], content[0]
    for k in range(content[0] + 1, content[1] - 2):
        that_follows = tokens[k + 1].lower == "that"
        joins = tokens[k].lower in ("and", "but") and (that_follows or _is_for_to(tokens, k))
        joins = joins or (tokens[k].text == "," and that_follows and begin > 0 and tokens[begin - 1].lower == "that")
        if joins and not sentence.quoted[k] and any(may_be_verb(sentence, n) for n in range(begin, k)):
            parts.append((begin, trim(sentence, begin, k)))
            begin = k + 2 if that_follows else k + 1
    return [*parts, (begin, content[1])]


def _is_for_to(tokens: list[Token], k: int) -> bool:
    separate = tokens[k - 1].text in (",", '"') and tokens[k + 1].lower == "for"
    return separate and any(t.lower == "to" for t in tokens[k + 2 : k + 7])


def _frame_start(sentence: Sentence, frames: str, i: int) -> int | None:
    """Return where a content at or after token ``i`` begins by the first of the cue's frames that fits."""
    tokens, token = sentence.tokens, sentence.tokens[i]
    if "o" in frames and _is_object_with_to(sentence, i):
        return i
    if "a" in frames:
        begin = after_addressee(sentence, i)
        if begin is not None or frames == "ca":
            return begin
    if ("c" in frames or "q" in frames) and (token.lower == "that" or _introduces(sentence, i)):
        return i + 1
    question = "w" in frames and is_class(token, "question_word")
    if question or opens_quotation(sentence, i):
        return i
    plain = token.is_word and token.lower != "to" and not is_class(token, "conjunction", "subordinator")
    lower_preposition = is_class(tokens[i], "preposition") and not token.is_capitalised
    return i if plain and not lower_preposition and set(frames) & set("conse") else None


def _is_object_with_to(sentence: Sentence, i: int) -> bool:
    """Whether "the council to …" or "the council not to …" stands at ``i``."""
    tokens, end = sentence.tokens, addressee_end(sentence, i)
    following = [token.lower for token in tokens[end : end + 2]]
    return i < end and (following[:1] == ["to"] or following == ["not", "to"])


def _introduces(sentence: Sentence, i: int) -> bool:
    """Whether token ``i`` is a colon, or a comma before a quotation."""
    tokens = sentence.tokens
    if i + 1 >= len(tokens) or tokens[i].text not in (",", ":"):
        return False
    return tokens[i].text == ":" or (sentence.quoted[min(i + 2, len(tokens) - 1)] and tokens[i + 1].text in "\"'")


def _content_end(sentence: Sentence, cue: Cue, begin: int, boundaries: list[Range]) -> int:
    """Return where a content that begins at token ``begin`` ends: the first boundary outside quotation marks."""
    owned = [boundary for boundary in boundaries if boundary[0] > begin]
    for k in range(begin + 1, len(sentence.tokens)):
        if not sentence.quoted[k] and _ends_content(sentence, cue, begin, k, owned):
            return k
    return len(sentence.tokens)


def _ends_content(sentence: Sentence, cue: Cue, begin: int, k: int, boundaries: list[Range]) -> bool:
    tokens, of_verb = sentence.tokens, cue.form in ("finite", "participle")
    if tokens[k].text == ";" or _begins_other_report(sentence, k, boundaries):
        return True
    if sentence.is_headline and k > begin + 1 and _begins_occasion(tokens, k):
        return True
    if cue.form == "noun" and (tokens[k].text in grammar.DASHES or _ends_noun_phrase(sentence, cue, begin, k)):
        return True
    joins = tokens[k].lower in ("and", "but") and k + 2 < len(tokens)
    if joins and cue.form == "noun" and tokens[k + 1].lower.endswith("ing") and not tokens[begin].lower.endswith("ing"):
        return True  # "its demand to close the port but outlining …"
    if joins and of_verb and _begins_new_verb(sentence, k, begin):
        return True
    return begins_own_circumstance(sentence, k, of_finite=cue.form == "finite")


def _begins_occasion(tokens: list[Token], k: int) -> bool:
    """Whether a headline goes on to tell when: "as strike enters third week", "ahead of derby"."""
    if tokens[k].lower == "as":
        return any(_is_present_verb(tokens, n) for n in range(k + 2, min(k + 6, len(tokens))))
    return tokens[k].lower == "amid" or (
        tokens[k].lower == "ahead" and tokens[min(k + 1, len(tokens) - 1)].lower == "of"
    )


def _is_present_verb(tokens: list[Token], n: int) -> bool:
    """Whether a word in a headline is a verb in the present: "enters"."""
    return tokens[n].lower.endswith("s") and grammar.is_finite_verb(tokens, n)


def _ends_noun_phrase(sentence: Sentence, cue: Cue, begin: int, k: int) -> bool:
    """Whether the verb of the sentence begins at ``k``, behind "their threat of …" or "their claim that …"."""
    tokens = sentence.tokens
    if cue.frames == "c" and grammar.is_finite_verb(tokens, k) and tokens[k - 1].is_word:
        verbs = [n for n in range(begin + 1, k - 1) if may_be_verb(sentence, n) and not _is_noun(tokens[n - 1])]
        joined = (
            any(is_class(t, "subordinator", "conjunction", "auxiliary") for t in tokens[verbs[-1] + 1 : k])
            if verbs
            else True
        )
        return not joined and not is_class(tokens[k - 1], "pronoun", "third_person")
    if cue.frames != "n" or not grammar.is_finite_verb(tokens, k):
        return False
    n_clauses = sum(is_class(t, "subordinator") for t in tokens[begin:k])
    return n_clauses <= sum(grammar.is_finite_verb(tokens, n) for n in range(begin, k))


def _begins_other_report(sentence: Sentence, k: int, boundaries: list[Range]) -> bool:
    """Whether a report that is no part of the content begins at ``k``: after a comma, or joined on without subject."""
    tokens, joint = sentence.tokens, sentence.tokens[k]
    if joint.lower not in ("and", "but", ",", "while", "where", "—", "–", '"'):
        return False
    for first, last in boundaries:
        if k >= first or not all(_stands_before_report(t) for t in tokens[k + 1 : first]):
            continue
        if tokens[first].lower.endswith("ing") or joint.lower in ("and", "but", "where"):
            return True
        trailing = not any(t.lower == "that" for t in tokens[last : last + 3])
        if joint.text in (",", "—", "–", '"') and trailing:
            return True
    return False


def _stands_before_report(token: Token) -> bool:
    """Whether a word may stand between a joining word and the report it joins: "and has also"."""
    return is_adverb(token) or grammar.is_auxiliary(token) or token.lower in ("and", "but", '"', "not", ",")


def _begins_new_verb(sentence: Sentence, k: int, begin: int) -> bool:
    """Whether "but also sowed" goes on with what the speaker did rather than with what was said."""
    tokens, n = sentence.tokens, k + 1
    while n < len(tokens) and is_adverb(tokens[n]):
        n += 1
    if n >= len(tokens) or sentence.quoted[n] or tokens[n].lower == "that":
        return False
    verb = tokens[n]
    if tokens[begin - 1].lower.endswith("ing") and verb.lower.endswith("ing"):
        return True
    if verb.is_capitalised or not grammar.is_verb_form(verb.lower):
        return False
    if grammar.is_auxiliary(verb) and any(token.lower == verb.lower for token in tokens[begin:k]):
        return False  # "had been there and had seen it" goes on
    impersonal = tokens[begin].lower in ("this", "that", "it", "there")
    if tokens[k - 1].text in (",", '"') or (impersonal and not grammar.is_auxiliary(verb)):
        return True
    in_past = any(grammar.is_verb_form(tokens[m].lower) and not sentence.quoted[m] for m in range(begin, k))
    return tokens[k].lower == "but" and not in_past


def _fits(sentence: Sentence, cue: Cue, begin: int, end: int) -> bool:
    """Whether a stretch is the kind of content that the cue's frames allow."""
    tokens = sentence.tokens
    words = [k for k in range(begin, end) if tokens[k].is_word]
    if not words or cue.form == "noun":
        return len(words) > 1
    if all(_is_circumstantial(tokens, k) for k in words):
        return False
    if cue.frames != "o" and any(sentence.quoted[k] for k in words):
        return cue.frames != "s" or _names_as(sentence, cue, begin, end)
    if "s" in cue.frames and _names_as(sentence, cue, begin, end):
        return True
    return _fits_unquoted(sentence, cue, begin, words)


def keeps_silent(cue: Cue, following: list[Token]) -> bool:
    """Whether somebody only "declined to comment"."""
    return cue.stance == "denies" and following[0].lower == "to" and is_class(following[-1], "verb_of_answering")


def _is_circumstantial(tokens: list[Token], k: int) -> bool:
    return is_time(tokens, k) or is_adverb(tokens[k]) or is_class(tokens[k], "preposition", "determiner")


def _fits_unquoted(sentence: Sentence, cue: Cue, begin: int, words: list[int]) -> bool:
    tokens, first, frames = sentence.tokens, sentence.tokens[begin].lower, cue.frames
    if keeps_silent(cue, tokens[begin : begin + 2]):
        return False
    with_infinitive = "o" in frames and any(tokens[k].lower in ("to", "of") for k in words)
    infinitive = "t" in frames and first == "to"
    question = "w" in frames and first in ("whether", "if", "why", "how")
    if "n" in frames or with_infinitive or infinitive or question:
        return True
    after_that = tokens[begin - 1].lower == "that"
    return "c" in frames and len(words) > 1 and (after_that or _has_verb(sentence, words))


def _has_verb(sentence: Sentence, words: list[int]) -> bool:
    contracted = grammar.is_contracted_subject(sentence.tokens[words[0]])
    return contracted or any(may_be_verb(sentence, k) and not _is_noun(sentence.tokens[k - 1]) for k in words[1:])


def _is_noun(before: Token) -> bool:
    """Whether a word that may be a verb is a noun, by the word before it: "two routes", "a seat", "of silence"."""
    if before.lower in ("to", "this", "that"):
        return False
    return is_class(before, "article", "possessive", "preposition", "numeral") or before.text[0].isdigit()


def _names_as(sentence: Sentence, cue: Cue, begin: int, end: int) -> bool:
    """Whether the content says what the object is called: "it unfair", "the plan as “a trap”"."""
    tokens, quoted = sentence.tokens, sentence.quoted
    if cue.lemma in grammar.words_of("needs_as"):
        return any(tokens[k].lower == "as" and not quoted[k] for k in range(begin, end))
    return end - begin > 1 and (tokens[begin].lower in _NAMED_OBJECTS or any(quoted[begin:end]))
