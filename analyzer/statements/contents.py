"""Where the content of a reporting word begins and ends."""

from __future__ import annotations

from analyzer.statements import grammar
from analyzer.statements.cues import Cue
from analyzer.statements.grammar import is_adverb, is_class, is_time_word
from analyzer.statements.mentions import names_somebody
from analyzer.statements.sentences import Sentence

Range = tuple[int, int]
_NEEDS_AS = frozenset(
    (
        "describe",
        "regard",
        "portray",
        "depict",
        "characterise",
        "characterize",
        "see",
        "view",
        "dismiss",
        "denounce",
        "condemn",
        "slam",
        "blast",
        "hail",
    )
)
_CLOSING = frozenset((".", "!", "?", ";"))


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
    tokens = sentence.tokens
    i = _skip_circumstance(sentence, start)
    if i >= len(tokens):
        return None
    begin = _frame_start(sentence, cue, i, start)
    if begin is None:
        return None
    end = _content_end(sentence, cue, begin, boundaries)
    end = _trim(sentence, begin, end)
    if end <= begin or not _fits(sentence, cue, begin, end):
        return None
    return begin, end


def _frame_start(sentence: Sentence, cue: Cue, i: int, start: int) -> int | None:
    tokens, frames = sentence.tokens, cue.frames
    if cue.form == "noun":
        return start
    if "o" in frames:
        after_object = _addressee_end(sentence, i)
        if i < after_object < len(tokens) and tokens[after_object].lower == "to":
            return i
    if "a" in frames:
        begin = _after_addressee(sentence, i)
        if begin is not None or frames == "ca":
            return begin
    token = tokens[i]
    if "c" in frames or "q" in frames:
        if token.lower == "that":
            return i + 1
        if (
            token.text in (",", ":")
            and i + 1 < len(tokens)
            and (token.text == ":" or (sentence.quoted[min(i + 2, len(tokens) - 1)] and tokens[i + 1].text in "\"'"))
        ):
            return i + 1
    if opens_quotation(sentence, i):
        return i
    if "w" in frames and token.lower in ("whether", "if", "why", "how", "when", "what", "who"):
        return i
    if token.lower == "to":
        return i if "t" in frames else None
    if not token.is_word or is_class(token, "conjunction", "subordinator"):
        return None
    if is_class(token, "preposition") and not token.is_capitalised:
        return None
    return i if set(frames) & set("conse") else None


def _after_addressee(sentence: Sentence, i: int) -> int | None:
    """Return where the content begins after the one spoken to: "the council that", "reporters on Friday the", "her:"."""
    tokens = sentence.tokens
    addressee = _addressee_end(sentence, i)
    begin = _skip_circumstance(sentence, addressee)
    for k in range(i, min(i + 16, len(tokens))):
        if opens_quotation(sentence, k):
            return k if k <= begin or not _begins_clause(sentence, begin) else begin
        if sentence.quoted[k] or tokens[k].text in _CLOSING or tokens[k].text == ",":
            break
        if tokens[k].lower == "that" or tokens[k].text == ":":
            return k + 1 if k + 1 < len(tokens) else None
    return begin if addressee > i and _begins_clause(sentence, begin) else None


def _begins_clause(sentence: Sentence, k: int) -> bool:
    tokens = sentence.tokens
    return (
        k < len(tokens)
        and tokens[k].is_word
        and tokens[k].lower != "to"
        and not is_class(tokens[k], "preposition", "conjunction", "subordinator")
    )


def _addressee_end(sentence: Sentence, i: int) -> int:
    tokens = sentence.tokens
    if (i < len(tokens) and is_class(tokens[i], "pronoun")) or (
        i < len(tokens) and tokens[i].lower in ("him", "her", "them", "us", "me")
    ):
        return i + 1
    k = i
    while k < len(tokens) and (
        (is_class(tokens[k], "determiner", "possessive") and k == i) or tokens[k].text in ("'s", "’s")
    ):
        k += 1
    if k < len(tokens) and tokens[k].is_capitalised:
        if tokens[k].text.isupper() and len(tokens[k].text) > 1 and "." not in tokens[k].text:
            while k < len(tokens) and tokens[k].text.isupper() and len(tokens[k].text) > 1:
                k += 1
            if k < len(tokens) and tokens[k].text in ("'s", "’s"):
                while k < len(tokens) and (tokens[k].is_capitalised or tokens[k].text in ("'s", "’s")):
                    k += 1
            return k
        while k < len(tokens) and (
            tokens[k].is_capitalised or tokens[k].text in ("'s", "’s") or grammar.is_person_noun(tokens[k].lower)
        ):
            k += 1
        return k
    while (
        k < len(tokens)
        and tokens[k].is_word
        and not is_class(tokens[k], "preposition", "determiner", "pronoun", "subordinator", "conjunction")
        and not grammar.is_finite_verb(tokens, k)
    ):
        k += 1
        if grammar.is_person_noun(tokens[k - 1].lower) or grammar.is_group_noun(tokens[k - 1].lower):
            return k
    return i


def _skip_circumstance(sentence: Sentence, i: int) -> int:
    """Pass over "on Friday", "last week", "in a statement", "later" after a cue."""
    tokens = sentence.tokens
    while i < len(tokens) and not sentence.quoted[i]:
        token = tokens[i]
        if is_time_word(token) or (
            is_adverb(token) and token.lower not in ("there", "here", "no", "more", "only", "long", "much")
        ):
            i += 1
        elif (
            token.lower in ("on", "in", "at", "late", "early", "last", "this", "next", "earlier")
            and i + 1 < len(tokens)
            and (is_time_word(tokens[i + 1]) or is_class(tokens[i + 1], "time_adjective"))
            and not (token.lower == "this" and not is_time_word(tokens[i + 1]))
        ):
            i += 1
        elif token.text == "." and i > 0 and is_time_word(tokens[i - 1]) and i + 1 < len(tokens):
            i += 1
        elif is_class(token, "preposition") and token.lower in (
            "in",
            "on",
            "at",
            "during",
            "via",
            "by",
            "through",
            "to",
            "after",
            "of",
            "about",
        ):
            end = _circumstance_end(sentence, i)
            if end is None:
                return i
            i = end
        else:
            return i
    return i


def _circumstance_end(sentence: Sentence, i: int) -> int | None:
    """Return the end of a prepositional phrase after which the content begins with "that", a colon or a quotation."""
    tokens = sentence.tokens
    for k in range(i + 1, min(i + 14, len(tokens))):
        if tokens[k].lower == "that" or tokens[k].text == ":" or opens_quotation(sentence, k):
            return k
        if sentence.quoted[k] or grammar.is_finite_verb(tokens, k) or tokens[k].text in _CLOSING:
            return None
        if tokens[k].text == "," and not (k + 1 < len(tokens) and opens_quotation(sentence, k + 1)):
            return None
    return None


def closes_quotation(sentence: Sentence, i: int) -> bool:
    """Whether a quotation ends just before token ``i``."""
    tokens = sentence.tokens
    j = i - 1
    while j >= 0 and not tokens[j].is_word and not sentence.quoted[j]:
        j -= 1
    return 0 <= j < i - 1 and sentence.quoted[j]


def opens_quotation(sentence: Sentence, i: int) -> bool:
    """Whether token ``i`` is the mark that opens a quotation."""
    tokens = sentence.tokens
    return not tokens[i].is_word and i + 1 < len(tokens) and not sentence.quoted[i] and sentence.quoted[i + 1]


def _content_end(sentence: Sentence, cue: Cue, begin: int, boundaries: list[Range]) -> int:
    """Return where a content that begins at token ``begin`` ends: the first boundary outside quotation marks."""
    tokens = sentence.tokens
    owned = [b for b in boundaries if b[0] > begin]
    for k in range(begin + 1, len(tokens)):
        if sentence.quoted[k]:
            continue
        token = tokens[k]
        if token.text == ";" or (
            cue.form == "noun" and (token.text in grammar.DASHES or _ends_noun_phrase(sentence, cue, begin, k))
        ):
            return k
        if _begins_other_report(sentence, k, owned):
            return k
        if (
            k + 2 < len(tokens)
            and token.lower in ("and", "but")
            and cue.form in ("finite", "participle")
            and _begins_new_verb(sentence, k, begin)
        ):
            return k
        if _begins_circumstance(sentence, cue, k):
            return k
    return len(tokens)


def _ends_noun_phrase(sentence: Sentence, cue: Cue, begin: int, k: int) -> bool:
    """Whether the verb of the sentence begins at ``k``, behind "their threat of …"."""
    plain = cue.frames == "n" and not any(is_class(t, "subordinator") for t in sentence.tokens[begin:k])
    return plain and grammar.is_finite_verb(sentence.tokens, k)


def _begins_other_report(sentence: Sentence, k: int, boundaries: list[Range]) -> bool:
    """Whether a report that is no part of the content begins at ``k``: after a comma, or joined on without subject."""
    tokens = sentence.tokens
    for first, last in boundaries:
        joined = tokens[k].lower in ("and", "but", ",", "while", "where", "—", "–") or tokens[k].text == '"'
        if not joined or not k < first:
            continue
        between = [
            t
            for t in tokens[k + 1 : first]
            if not is_adverb(t) and not grammar.is_auxiliary(t) and t.lower not in ("and", "but", '"', "not", ",")
        ]
        if between:
            continue
        if tokens[first].lower.endswith("ing") or tokens[k].lower in ("and", "but", "where"):
            return True
        trailing = not any(sentence.tokens[n].lower == "that" for n in range(last, min(last + 3, len(tokens))))
        if tokens[k].text in (",", "—", "–", '"') and trailing:
            return True
    return False


def _begins_new_verb(sentence: Sentence, k: int, begin: int) -> bool:
    """Whether "but also sowed" goes on with what the speaker did rather than with what was said."""
    tokens, n = sentence.tokens, k + 1
    while n < len(tokens) and is_adverb(tokens[n]):
        n += 1
    if n >= len(tokens) or sentence.quoted[n] or tokens[n].lower in ("that",):
        return False
    if tokens[begin - 1].lower.endswith("ing") and tokens[n].lower.endswith("ing"):
        return True
    past = grammar.is_verb_form(tokens[n].lower) and not tokens[n].is_capitalised
    if past and tokens[begin].lower in ("this", "that", "it", "there") and not grammar.is_auxiliary(tokens[n]):
        return True
    comma = tokens[k - 1].text in (",", '"')
    content_past = any(grammar.is_verb_form(tokens[m].lower) and not sentence.quoted[m] for m in range(begin, k))
    return past and (tokens[k].lower == "but" or comma) and (comma or not content_past)


def _begins_circumstance(sentence: Sentence, cue: Cue, k: int) -> bool:
    """Whether the reporter's own clause begins: ", as they met", "after she had left"."""
    tokens = sentence.tokens
    word = tokens[k].lower
    if k + 2 >= len(tokens) or sentence.quoted[k]:
        return False
    after_comma = tokens[k - 1].text in (",", '"')
    clause = any(grammar.is_finite_verb(tokens, n) for n in range(k + 2, min(k + 12, len(tokens))))
    if word in ("as", "while", "amid", "when", "after", "before", "following", "during") and after_comma:
        return clause or word in ("amid", "following", "during")
    if (
        word == "as"
        and cue.form == "finite"
        and tokens[k - 1].is_word
        and is_class(tokens[k + 1], "determiner") is False
    ):
        before = range(max(0, k - 12), k)
        perfect = any(tokens[n].lower in ("have", "has") for n in range(k + 2, min(k + 10, len(tokens))))
        return (
            perfect
            and any(grammar.is_finite_verb(tokens, n) for n in before)
            and tokens[k - 1].lower not in ("such", "well", "soon", "long", "far")
        )
    return word == "after" and clause and tokens[k - 1].lower not in ("until", "only", "even", "and", "or")


def _fits(sentence: Sentence, cue: Cue, begin: int, end: int) -> bool:
    """Whether a stretch is the kind of content that the cue's frames allow."""
    tokens, frames = sentence.tokens, cue.frames
    words = [k for k in range(begin, end) if tokens[k].is_word]
    quoted = any(sentence.quoted[k] for k in words)
    if not words or cue.form == "noun":
        return len(words) > 1
    if all(
        is_time_word(tokens[k]) or is_adverb(tokens[k]) or is_class(tokens[k], "preposition", "determiner")
        for k in words
    ):
        return False
    if quoted and not set(frames) <= set("o"):
        return "s" not in frames or len(frames) > 1 or _names_as(sentence, cue, begin, end)
    if "s" in frames and _names_as(sentence, cue, begin, end):
        return True
    if "o" in frames and any(tokens[k].lower in ("to", "of") for k in words[1:]):
        return True
    if "t" in frames and tokens[begin].lower == "to":
        return True
    if "w" in frames and tokens[begin].lower in ("whether", "if", "why", "how"):
        return True
    if "n" in frames:
        return True
    return (
        "c" in frames
        and len(words) > 1
        and (any(_may_be_verb(sentence, k) for k in words[1:]) or tokens[begin - 1].lower == "that")
    )


def _names_as(sentence: Sentence, cue: Cue, begin: int, end: int) -> bool:
    """Whether the content says what the object is called: "it unfair", "the plan as “a trap”"."""
    tokens = sentence.tokens
    if cue.lemma in _NEEDS_AS:
        return any(tokens[k].lower == "as" and not sentence.quoted[k] for k in range(begin, end))
    object_pronoun = tokens[begin].lower in ("it", "him", "her", "them", "this", "that", "himself", "herself")
    return end - begin > 1 and (object_pronoun or any(sentence.quoted[k] for k in range(begin, end)))


def _may_be_verb(sentence: Sentence, k: int) -> bool:
    from analyzer.language.lexicon import read_words
    from analyzer.language.tokens import lemma

    return grammar.is_finite_verb(sentence.tokens, k) or lemma(sentence.tokens[k].lower) in read_words("verbs.txt")


def split_coordinated(sentence: Sentence, content: Range) -> list[Range]:
    """Cut "… and that …, but that …" into one range a clause, and likewise ", and for them to …"."""
    tokens, parts, begin = sentence.tokens, [], content[0]
    for k in range(content[0] + 1, content[1] - 2):
        joins = tokens[k].lower in ("and", "but") and (tokens[k + 1].lower == "that" or _is_for_to(sentence, k))
        if joins and not sentence.quoted[k] and any(_may_be_verb(sentence, n) for n in range(begin, k)):
            parts.append((begin, _trim(sentence, begin, k)))
            begin = k + 2 if tokens[k + 1].lower == "that" else k + 1
    return [*parts, (begin, content[1])]


def _is_for_to(sentence: Sentence, k: int) -> bool:
    tokens = sentence.tokens
    separate = tokens[k - 1].text in (",", '"') and tokens[k + 1].lower == "for"
    return separate and any(t.lower == "to" for t in tokens[k + 2 : k + 7])


def content_before(
    sentence: Sentence, first: int, last: int, boundaries: list[Range], *, leading: bool
) -> tuple[list[tuple[Range, ...]], list[Range]]:
    """Find the content around an attribution that stands after or inside it ("…, she said, …").

    Returns
    -------
    list of tuple of Range, list of Range
        Contents, each of one or more stretches; and further contents that follow as clauses of their own.
    """
    tokens = sentence.tokens
    start = max((b[1] for b in boundaries if b[1] <= first - 1 and _closes_earlier(sentence, b, first)), default=0)
    while start < first and not tokens[start].is_word and not opens_quotation(sentence, start):
        start += 1
    end = _trim(sentence, start, first)
    rest = _rest(sentence, last)
    if not any(tokens[k].is_word for k in range(start, end)):
        follows = rest is not None and leading
        return ([((rest[0], rest[1]),)], []) if follows and rest else ([], [])
    if (
        not sentence.quoted[max(start, end - 2)]
        and tokens[first - 1].text not in (",", '"', "—", "–", "-", "?", "!")
        and not leading
    ):
        return [], []
    parts = _split_as(sentence, start, end)
    if rest is None:
        return [(part,) for part in parts], []
    if tokens[rest[0]].lower in ("which", "who"):
        return [(part,) for part in parts], [(rest[0] + 1, rest[1])]
    continues = opens_quotation(sentence, rest[0]) or tokens[rest[0]].lower in ("and", "but", "because", "if", "unless")
    if continues and not any(b[0] >= rest[0] for b in boundaries):
        skip = rest[0] + (tokens[rest[0]].lower in ("and", "but"))
        return [*((part,) for part in parts[:-1]), (parts[-1], (skip, rest[1]))], []
    return [(part,) for part in parts], []


def _closes_earlier(sentence: Sentence, boundary: Range, first: int) -> bool:
    """Whether an earlier attribution has its content before it, so that what follows belongs to the next one."""
    tokens = sentence.tokens
    k = boundary[1]
    return (k < first and tokens[k].text in (".", ";")) or (
        k < len(tokens) and tokens[k].text == "," and k + 1 < first and opens_quotation(sentence, k + 1)
    )


def _rest(sentence: Sentence, last: int) -> Range | None:
    """Return what follows an attribution after its comma, up to the end of the sentence."""
    tokens, k = sentence.tokens, last
    while (
        k < len(tokens)
        and tokens[k].text != ","
        and not opens_quotation(sentence, k)
        and tokens[k].text not in (".", ";")
    ):
        if sentence.quoted[k]:
            return None
        k += 1
    if k >= len(tokens) or tokens[k].text in (".", ";"):
        return None
    begin = k + 1 if tokens[k].text == "," else k
    end = _trim(sentence, begin, len(tokens))
    return (begin, end) if end - begin > 1 else None


def _split_as(sentence: Sentence, start: int, end: int) -> list[Range]:
    """Cut "S, as S2" into its two claims."""
    tokens = sentence.tokens
    for k in range(start + 3, end - 3):
        if (
            tokens[k].lower == "as"
            and not sentence.quoted[k]
            and tokens[k - 1].text in (",", '"')
            and not _is_attributing_as(sentence, k)
        ):
            if any(_may_be_verb(sentence, n) for n in range(k + 2, end)) and names_somebody(
                sentence, k + 1, min(k + 3, end)
            ):
                return [(start, _trim(sentence, start, k)), (k + 1, end)]
    return [(start, end)]


def _is_attributing_as(sentence: Sentence, k: int) -> bool:
    return sentence.tokens[k + 1].lower in ("well", "if", "though", "of", "part", "saying", "long", "soon")


def content_of_relative(sentence: Sentence, cue: Cue, first: int) -> tuple[Range, ...] | None:
    """Find the content of "the plan, which the mayor described as “unfair,”": the antecedent, and what is said of it."""
    tokens, k = sentence.tokens, first - 1
    if (
        k < 1
        or tokens[k].lower not in ("which", "that", "who", "whom")
        or cue.form != "finite"
        or not set(cue.frames) & set("sc")
    ):
        return None
    if tokens[k].lower == "that" and (tokens[k - 1].text == "," or grammar.is_verb_form(tokens[k - 1].lower)):
        return None
    n = _skip_circumstance(sentence, cue.last)
    end = n
    while end < len(tokens) and not (tokens[end].text in (",", ";", ".", "—") and not sentence.quoted[end]):
        if end > n + 1 and tokens[end - 1].text == '"' and sentence.quoted[end - 2]:
            break
        end += 1
    end = _trim(sentence, n, end)
    verb_phrase = n < len(tokens) and (
        tokens[n].lower == "as" or opens_quotation(sentence, n) or grammar.is_auxiliary(tokens[n])
    )
    if not verb_phrase or end <= n:
        return None
    antecedent_end = k - 1 if tokens[k - 1].text == "," else k
    begin = antecedent_end
    while (
        begin > 0
        and tokens[begin - 1].is_word
        and not sentence.quoted[begin - 1]
        and not is_class(tokens[begin - 1], "preposition", "conjunction", "subordinator")
        and not grammar.is_finite_verb(tokens, begin - 1)
    ):
        begin -= 1
    n += tokens[n].lower == "as"
    if grammar.is_auxiliary(tokens[n]) and not sentence.quoted[n]:
        return ((n, end),)
    return ((begin, antecedent_end), (n, end)) if begin < antecedent_end else ((n, end),)


def _trim(sentence: Sentence, begin: int, end: int) -> int:
    """Drop joining words and marks from the end of a content."""
    tokens = sentence.tokens
    while end > begin:
        token = tokens[end - 1]
        closing_mark = token.text == '"' and end - 2 >= begin and sentence.quoted[end - 2]
        if sentence.quoted[end - 1] or closing_mark:
            break
        loose = token.text in (",", ".", ";", ":", "—", "–", "-", '"', "(", "?") or is_class(token, "conjunction")
        if not loose and token.lower not in (
            "where",
            "which",
            "who",
            "in",
            "with",
            "as",
            "that",
            "when",
            "while",
            "and",
        ):
            break
        end -= 1
    return end
