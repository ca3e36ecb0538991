"""Who is said to say what in one sentence: cues tied to their speaker's mention and to the content.

The rules follow the three frames in which English reports speech: the clause after the cue, the clause before it,
and the noun phrase, infinitive or name that the cue takes as its object (Pareti 2015, *Attribution: A
Computational Approach*, chapter 3).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from analyzer.language.lexicon import read_words
from analyzer.language.tokens import Token, lemma
from analyzer.statements import grammar
from analyzer.statements.contents import (
    Range,
    closes_quotation,
    content_after,
    content_before,
    content_of_relative,
    opens_quotation,
    split_coordinated,
)
from analyzer.statements.cues import Cue, find_cues
from analyzer.statements.grammar import is_adverb, is_class
from analyzer.statements.mentions import Mention, names_somebody, phrase_after, subject_before
from analyzer.statements.sentences import Sentence

_ATTITUDES = frozenset(
    ("believe", "think", "feel", "hope", "expect", "fear", "consider", "want", "see", "view", "intend")
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """One report of speech in a sentence; all ranges are of its tokens, end exclusive.

    Attributes
    ----------
    mention
        The noun phrase that names the speaker; ``None`` where only the context tells.
    content
        What was said.
    clause
        Cue, mention and content together.
    order
        Where the content stands: after the cue, before it, or in the clause around a relative pronoun.
    negated
        Whether the cue is negated ("did not say that"): then nobody said the content.
    parent
        Index of the attribution in whose content this one stands.
    """

    cue: Cue
    mention: Mention | None
    content: tuple[Range, ...]
    clause: Range
    order: str
    negated: bool = False
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class _Head:
    cue: Cue
    mention: Mention | None
    negated: bool
    inverted: bool
    own: bool  # whether the mention stands beside this cue rather than being shared with an earlier one
    lead: int | None = None  # where the auxiliaries before a verb without a subject of its own begin

    @property
    def first(self) -> int:
        if self.lead is not None:
            return self.lead
        return min(self.cue.first, self.mention.first) if self.mention and self.own else self.cue.first

    @property
    def last(self) -> int:
        if self.mention is None or not self.own:
            return self.cue.last
        return max(
            self.cue.last,
            self.mention.last,
            self.mention.appositive[1] if self.inverted and self.mention.appositive else 0,
        )


def read_attributions(sentence: Sentence) -> list[Attribution]:
    """Find every attribution in a sentence, outer before inner, left to right."""
    heads = _find_heads(sentence, find_cues(sentence))
    while True:
        boundaries = [(head.first, head.last) for head in heads if head.cue.form != "noun"]
        found = [_with_content(sentence, head, boundaries) for head in heads]
        # A cue without content was none: what shared its subject is read again without it.
        kept = [head.cue for head, attributions in zip(heads, found, strict=True) if attributions]
        if len(kept) == len(heads):
            return _nest(sentence, _once([one for attributions in found for one in attributions]))
        heads = _find_heads(sentence, kept)


def _find_heads(sentence: Sentence, cues: list[Cue]) -> list[_Head]:
    heads: list[_Head] = []
    for cue in cues:
        head = _head(sentence, cue, heads)
        if head is not None:
            heads.append(head)
    return heads


def _once(found: list[Attribution]) -> list[Attribution]:
    """Keep the first of attributions with the same content."""
    seen: dict[tuple[Range, ...], Attribution] = {}
    for attribution in found:
        seen.setdefault(attribution.content, attribution)
    return list(seen.values())


def _head(sentence: Sentence, cue: Cue, earlier: list[_Head]) -> _Head | None:
    if cue.form == "according":
        mention = _issuer(sentence, phrase_after(sentence, cue.last))
        return _Head(cue, mention, False, True, True) if mention else None
    if cue.form == "noun":
        return _possessor(sentence, cue)
    if cue.form == "passive":
        return _agent(sentence, cue)
    if cue.form == "participle":
        return _of_participle(sentence, cue, earlier)
    inverted = _inverted(sentence, cue)
    if inverted is not None:
        return _Head(cue, inverted, False, True, True)
    subject = subject_before(sentence, cue.first)
    if subject is not None:
        return _Head(cue, subject[0], subject[1], False, True)
    return _coordinated(sentence, cue, earlier)


def _issuer(sentence: Sentence, mention: Mention | None) -> Mention | None:
    """Take the body behind a document: "according to a statement issued by the ministry"."""
    tokens = sentence.tokens
    if mention is None or lemma(tokens[mention.last - 1].lower) not in read_words("speaking_things.txt"):
        return mention
    for k in range(mention.last, min(mention.last + 3, len(tokens) - 1)):
        if tokens[k].lower in ("by", "from"):
            return phrase_after(sentence, k + 1) or mention
    return mention


def _inverted(sentence: Sentence, cue: Cue) -> Mention | None:
    """Find the speaker after the verb: "…," said the mayor."""
    tokens = sentence.tokens
    j = cue.first - 1
    after_quote = j >= 0 and tokens[j].text in ('"', "'", ",", "—", "–", ")")
    inverts = ("c" in cue.frames or "q" in cue.frames or closes_quotation(sentence, cue.first)) and cue.frames != "ca"
    if not after_quote or not inverts or cue.last >= len(tokens):
        return None
    mention = phrase_after(sentence, cue.last)
    if mention is None or sentence.quoted[mention.first] or tokens[cue.last].lower in ("that", "it", "there"):
        return None
    end = mention.appositive[1] if mention.appositive else mention.last
    following = tokens[end] if end < len(tokens) else None
    closes = (
        following is None
        or not following.is_word
        or (following.lower != "to" and is_class(following, "preposition", "subordinator", "conjunction"))
        or grammar.is_time_word(following)
        or is_adverb(following)
    )
    return mention if closes and not (following is not None and following.text in ("'s", "’s")) else None


def _coordinated(sentence: Sentence, cue: Cue, earlier: list[_Head]) -> _Head | None:
    """Share the subject of what goes before: "…, and said", "but also warned"."""
    tokens, j = sentence.tokens, cue.first - 1
    negated = False
    while j >= 0 and _leads_verb(tokens[j]):
        negated = negated or grammar.is_negation(tokens[j])
        j -= 1
    if j >= 0 and tokens[j].lower in ("and", "but", "or", "then", ","):
        mention = _last_subject(earlier) or governing_subject(sentence, j)
        return _Head(cue, mention, negated, False, False, lead=j + 1) if mention else None
    subject = subject_before(sentence, j + 1) if j >= 0 and j + 1 < cue.first else None
    return _Head(cue, subject[0], negated or subject[1], False, True) if subject else None


def _leads_verb(token: Token) -> bool:
    leads = token.lower in ("to", "on") or lemma(token.lower) in ("go", "continue", "proceed")
    return leads or is_adverb(token) or grammar.is_auxiliary(token) or grammar.is_negation(token)


def _of_participle(sentence: Sentence, cue: Cue, earlier: list[_Head]) -> _Head | None:
    tokens, j = sentence.tokens, cue.first - 1
    while j >= 0 and is_adverb(tokens[j]):
        j -= 1
    before = tokens[j].lower if j >= 0 else ""
    if j >= 0 and grammar.is_auxiliary(tokens[j]):
        subject = subject_before(sentence, cue.first)
        return _Head(cue, subject[0], subject[1], False, True) if subject else None
    if tokens[j].is_word and j >= 0 and not is_class(tokens[j], "preposition", "conjunction", "subordinator"):
        subject = subject_before(sentence, cue.first)
        lead = tokens[subject[0].first - 1].lower if subject and subject[0].first > 0 else ""
        if subject and lead in ("with", ",", "and", "but") and not (lead != "with" and before.endswith("ly")):
            return _Head(cue, subject[0], False, False, True)
    after_noun = j >= 0 and tokens[j].is_word and not is_class(tokens[j], "preposition", "conjunction", "subordinator")
    following = _subject_of_main_clause(sentence, cue)
    if following is not None and after_noun:
        return None  # "Asked about reports predicting a strike, the mayor …": the reports predict
    if following is not None:
        return _Head(cue, following, False, False, False)
    nearest = before in ("by", "in", "after", "before", "while", "when")
    mention = (None if nearest else _last_subject(earlier)) or governing_subject(sentence, cue.first)
    return _Head(cue, mention, False, False, False) if mention else None


def _last_subject(earlier: list[_Head]) -> Mention | None:
    subjects = [head.mention for head in earlier if head.cue.form in ("finite", "participle") and head.mention]
    return subjects[-1] if subjects else None


def _subject_of_main_clause(sentence: Sentence, cue: Cue) -> Mention | None:
    """Find whom an introductory phrase belongs to: "Besides demanding a ban, the mayor wants …"."""
    tokens = sentence.tokens
    if any(grammar.is_finite_verb(tokens, k) for k in range(cue.first)):
        return None
    for k in range(cue.last, len(tokens) - 1):
        if tokens[k].text == "," and not sentence.quoted[k]:
            verb = next((n for n in range(k + 1, len(tokens)) if _is_verb(sentence, n)), None)
            subject = subject_before(sentence, verb) if verb is not None else None
            if subject and subject[0].first > k and subject[0].first <= k + 3:
                return subject[0]
    return None


def governing_subject(sentence: Sentence, i: int) -> Mention | None:
    """Find the subject of the nearest clause to the left of token ``i`` that somebody who can speak is subject of."""
    for k in range(i - 1, 0, -1):
        if not sentence.quoted[k] and _is_verb(sentence, k):
            subject = subject_before(sentence, k)
            if subject is not None:
                return subject[0]
    return None


def _is_verb(sentence: Sentence, k: int) -> bool:
    return grammar.is_finite_verb(sentence.tokens, k) or any(
        cue.first == k and cue.form == "finite" for cue in find_cues(sentence)
    )


def _possessor(sentence: Sentence, cue: Cue) -> _Head | None:
    tokens, j = sentence.tokens, cue.first - 1
    while j > 0 and not is_class(tokens[j], "possessive") and tokens[j].text not in ("'s", "’s", "'", "’"):
        j -= 1
    if is_class(tokens[j], "possessive"):
        return _Head(cue, Mention(j, j + 1), False, False, True)
    first = j - 1
    while first > 0 and (
        (tokens[first - 1].is_capitalised and tokens[first - 1].is_word) or tokens[first - 1].lower == "the"
    ):
        first -= 1
    return _Head(cue, Mention(first, j), False, False, True) if names_somebody(sentence, first, j) else None


def _agent(sentence: Sentence, cue: Cue) -> _Head | None:
    """Find the speaker of a passive: "he had been told by the ministry that …"."""
    tokens = sentence.tokens
    if not set(cue.frames) & set("aso"):
        return None
    for k in range(cue.last, min(cue.last + 4, len(tokens) - 1)):
        if tokens[k].lower == "by":
            mention = phrase_after(sentence, k + 1)
            return _Head(replace(cue, last=mention.last), mention, False, False, True) if mention else None
        if not tokens[k].is_word or is_class(tokens[k], "conjunction", "subordinator"):
            return None
    return None


def _with_content(sentence: Sentence, head: _Head, boundaries: list[Range]) -> list[Attribution]:
    """Find what belongs to a head: several attributions where it takes several clauses."""
    relative = content_of_relative(sentence, head.cue, head.first) if not head.inverted else None
    if relative:
        return [_attribution(head, relative, "relative")]
    forward = None if head.inverted else content_after(sentence, head.cue, head.last, boundaries)
    if forward is not None and _stands_in_quotation(sentence, head.first, forward):
        forward = None
    if forward is not None:
        return [_attribution(head, (part,), "after") for part in split_coordinated(sentence, forward)]
    reports_clause = "c" in head.cue.frames or "q" in head.cue.frames or closes_quotation(sentence, head.first)
    if head.cue.form in ("noun", "passive", "participle") or not reports_clause:
        return []
    own, further = content_before(sentence, head.first, head.last, boundaries, leading=head.cue.form == "according")
    found = [_attribution(head, part, "before") for part in own]
    return [*found, *(_attribution(head, (part,), "after") for part in further)]


def _stands_in_quotation(sentence: Sentence, first: int, forward: Range) -> bool:
    """Whether the quotation before the cue is its content: "…," she said, "…", or a sentence that begins with it."""
    if not closes_quotation(sentence, first):
        return False
    tokens = sentence.tokens
    begins = sentence.quotations[0].start <= tokens[min(1, len(tokens) - 1)].start
    return opens_quotation(sentence, forward[0]) or (begins and tokens[forward[0] - 1].lower != "that")


def _attribution(head: _Head, content: tuple[Range, ...], order: str) -> Attribution:
    first = min(head.first, *(start for start, _ in content))
    last = max(head.last, *(end for _, end in content))
    return Attribution(head.cue, head.mention, content, (first, last), order, head.negated)


def _nest(sentence: Sentence, found: list[Attribution]) -> list[Attribution]:
    """Tie inner attributions to the outer one in whose content they stand, and cut the outer one accordingly."""
    result: list[Attribution] = []
    inner_of: dict[int, list[Attribution]] = {}
    for i, inner in enumerate(found):
        holders = [j for j, outer in enumerate(found) if j != i and _holds(outer, inner)]
        if holders:
            nearest = min(holders, key=lambda j: found[j].clause[1] - found[j].clause[0])
            inner_of.setdefault(nearest, []).append(inner)
    nested = {id(inner) for inners in inner_of.values() for inner in inners}

    def emit(attribution: Attribution, parent: int | None) -> None:
        inners = inner_of.get(found.index(attribution), [])
        for outer, held in _outer_parts(sentence, attribution, inners):
            collapsed = _without_own_attitude(sentence, outer, held)
            if collapsed is not None:
                result.append(replace(collapsed, parent=parent))
                held = []
            else:
                result.append(replace(outer, parent=parent))
            at = len(result) - 1
            for inner in held:
                if not inner.negated:
                    emit(inner, at)

    for attribution in found:
        if id(attribution) not in nested and not attribution.negated:
            emit(attribution, None)
    return result


def _holds(outer: Attribution, inner: Attribution) -> bool:
    if inner.order == "relative" and outer.cue.form != "finite":
        return False
    core = (min(inner.cue.first, inner.content[0][0]), max(inner.cue.last, inner.content[-1][1]))
    return outer.cue is not inner.cue and any(start <= core[0] and core[1] <= end for start, end in outer.content)


def _outer_parts(
    sentence: Sentence, outer: Attribution, inners: list[Attribution]
) -> list[tuple[Attribution, list[Attribution]]]:
    """Cut an outer content that holds several reports into one outer statement for each."""
    reports = [inner for inner in inners if inner.cue.form != "noun" and inner.order != "relative"]
    if not reports or len(outer.content) > 1:
        return [(outer, inners)]
    start, end = outer.content[0]
    cuts = [start, *(report.clause[0] for report in reports[1:]), end]
    parts = []
    for k, report in enumerate(reports):
        part = (
            cuts[k] if k else _clause_start(sentence, start, report),
            _trimmed_end(sentence, cuts[k + 1]) if k + 1 < len(reports) else end,
        )
        held = [
            inner
            for inner in inners
            if inner is report or (inner not in reports and part[0] <= inner.cue.first < part[1])
        ]
        parts.append((replace(outer, content=(part,)), held))
    return parts


def _clause_start(sentence: Sentence, start: int, report: Attribution) -> int:
    """Leave out what goes before the first report in the content, when a comma closes it ("On the call, …")."""
    before = range(start, report.clause[0])
    has_verb = any(grammar.is_finite_verb(sentence.tokens, k) and not sentence.quoted[k] for k in before)
    return report.clause[0] if has_verb else start


def _trimmed_end(sentence: Sentence, end: int) -> int:
    while end > 0 and (
        sentence.tokens[end - 1].text in (",", ";") or is_class(sentence.tokens[end - 1], "conjunction")
    ):
        end -= 1
    return end


def _without_own_attitude(sentence: Sentence, outer: Attribution, inners: list[Attribution]) -> Attribution | None:
    """Read "she said she believes X" and "she repeated her view that X" as one statement, that X."""
    own = [inner for inner in inners if inner.cue.form == "noun" or inner.cue.lemma in _ATTITUDES]
    if len(own) != 1 or own[0].negated or outer.order not in ("after", "before") or own[0].mention is None:
        return None
    inner, mention = own[0], own[0].mention
    speaker = sentence.tokens[mention.first]
    by_pronoun = mention.last - mention.first == 1 and is_class(speaker, "third_person", "possessive")
    covers = inner.clause[0] <= outer.content[0][0] + 1
    return replace(outer, content=inner.content) if by_pronoun and covers and outer.order == "after" else None
