"""How a reporting word finds its speaker: before it, after it, shared with another, or behind "by"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analyzer.language.tokens import Token, lemma
from analyzer.statements import grammar
from analyzer.statements.cues import Cue, find_cues
from analyzer.statements.edges import closes_quotation
from analyzer.statements.grammar import is_adverb, is_class
from analyzer.statements.mentions import Mention, phrase_after, subject_before
from analyzer.statements.phrases import names_somebody, phrase_start
from analyzer.statements.sentences import Sentence

_BEFORE_INVERTED = frozenset(('"', "'", ",", "—", "–", ")"))
_SAME_CLAUSE = frozenset(("by", "in", "after", "before", "while", "when"))
_MAX_AGENT_GAP = 4


@dataclass(frozen=True, slots=True)
class Head:
    """A cue with the mention of its speaker.

    Attributes
    ----------
    negated
        Whether the cue is negated ("did not say that").
    inverted
        Whether the mention stands after the cue ("said the mayor").
    own
        Whether the mention stands beside this cue rather than being shared with another one.
    lead
        Where the auxiliaries before a verb without a subject of its own begin.
    """

    cue: Cue
    mention: Mention
    negated: bool = False
    inverted: bool = False
    own: bool = True
    lead: int | None = None

    @property
    def first(self) -> int:
        """The first token of cue and mention."""
        if self.lead is not None:
            return self.lead
        return min(self.cue.first, self.mention.first) if self.own else self.cue.first

    @property
    def last(self) -> int:
        """The token after cue and mention."""
        if not self.own:
            return self.cue.last
        appositive = self.mention.appositive
        behind = appositive[1] if self.inverted and appositive else 0
        return max(self.cue.last, self.mention.last, behind)


def find_heads(sentence: Sentence, cues: Sequence[Cue]) -> list[Head]:
    """Find the speakers of the cues, left to right; cues without one are left out."""
    heads: list[Head] = []
    for cue in cues:
        head = _head(sentence, cue, heads)
        if head is not None:
            heads.append(head)
    return heads


def governing_subject(sentence: Sentence, i: int) -> Mention | None:
    """Find the subject of the nearest clause to the left of token ``i`` that somebody who can speak is subject of."""
    for k in range(i - 1, 0, -1):
        if not sentence.quoted[k] and _is_verb(sentence, k):
            subject = subject_before(sentence, k)
            if subject is not None:
                return subject[0]
    return None


def _head(sentence: Sentence, cue: Cue, earlier: list[Head]) -> Head | None:
    if cue.form == "according":
        mention = _issuer(sentence, phrase_after(sentence, cue.last))
        return Head(cue, mention, inverted=True) if mention else None
    if cue.form == "noun":
        return _possessor(sentence, cue)
    if cue.form == "passive":
        return _agent(sentence, cue)
    if cue.form == "participle":
        return _of_participle(sentence, cue, earlier)
    inverted = _inverted(sentence, cue)
    if inverted is not None:
        return Head(cue, inverted, inverted=True)
    return _with_subject(sentence, cue) or _coordinated(sentence, cue, earlier)


def _with_subject(sentence: Sentence, cue: Cue) -> Head | None:
    subject = subject_before(sentence, cue.first)
    if subject is None:
        return None
    mention, negated = subject
    lead = sentence.tokens[mention.first - 1].lower if mention.first > 0 else ""
    nobody = lead in ("nor", "neither") or is_class(sentence.tokens[mention.first], "nobody")
    # What somebody says "if" they say it, or "should" they say it, is not said yet.
    imagined = lead in ("if", "unless", "whether") or (lead == "should" and mention.first == 1)
    return Head(cue, mention, negated=negated or nobody or imagined)


def _issuer(sentence: Sentence, mention: Mention | None) -> Mention | None:
    """Take the body behind a document: "according to a statement issued by the ministry"."""
    tokens = sentence.tokens
    if mention is None or not grammar.is_speaking_thing(tokens[mention.last - 1].lower):
        return mention
    for k in range(mention.last, min(mention.last + 3, len(tokens) - 1)):
        if tokens[k].lower in ("by", "from"):
            return phrase_after(sentence, k + 1) or mention
    return mention


def _inverted(sentence: Sentence, cue: Cue) -> Mention | None:
    """Find the speaker after the verb: "…," said the mayor."""
    tokens = sentence.tokens
    follows_mark = cue.first > 0 and tokens[cue.first - 1].text in _BEFORE_INVERTED
    if not follows_mark or cue.last >= len(tokens) or not _may_invert(sentence, cue):
        return None
    mention = phrase_after(sentence, cue.last)
    if mention is None or sentence.quoted[mention.first] or tokens[cue.last].lower in ("that", "it", "there"):
        return None
    end = mention.appositive[1] if mention.appositive else mention.last
    return mention if end >= len(tokens) or _may_follow_inversion(tokens, end) else None


def _may_invert(sentence: Sentence, cue: Cue) -> bool:
    return cue.frames != "ca" and ("c" in cue.frames or closes_quotation(sentence, cue.first))


def _may_follow_inversion(tokens: list[Token], k: int) -> bool:
    """Whether a word can stand after "said the mayor": a mark, a preposition, a time."""
    token = tokens[k]
    if grammar.is_possessive_ending(token):
        return False
    if not token.is_word or grammar.is_time(tokens, k) or is_adverb(token):
        return True
    return token.lower != "to" and is_class(token, "preposition", "subordinator", "conjunction")


def _coordinated(sentence: Sentence, cue: Cue, earlier: list[Head]) -> Head | None:
    """Share the subject of what goes before: "…, and said", "but also warned"."""
    tokens, j, negated = sentence.tokens, cue.first - 1, False
    while j >= 0 and _leads_verb(tokens[j]):
        negated = negated or grammar.is_negation(tokens[j])
        j -= 1
    if j < 0:
        return None
    if tokens[j].lower in ("and", "but", "or", "then", ","):
        mention = _last_subject(earlier) or governing_subject(sentence, j)
        return Head(cue, mention, negated=negated, own=False, lead=j + 1) if mention else None
    subject = subject_before(sentence, j + 1) if j + 1 < cue.first else None
    return Head(cue, subject[0], negated=negated or subject[1]) if subject else None


def _leads_verb(token: Token) -> bool:
    """Whether a word may stand between a subject and its verb: "also", "has", "went on to"."""
    leads = token.lower in ("to", "on") or lemma(token.lower) in ("go", "continue", "proceed")
    return leads or is_adverb(token) or grammar.is_auxiliary(token) or grammar.is_negation(token)


def _of_participle(sentence: Sentence, cue: Cue, earlier: list[Head]) -> Head | None:
    """Find who does what a participle says: its own subject, that of the main clause, or an earlier one."""
    tokens, j = sentence.tokens, cue.first - 1
    while j >= 0 and is_adverb(tokens[j]):
        j -= 1
    if j >= 0 and grammar.is_auxiliary(tokens[j]):
        return _with_subject(sentence, cue)
    after_noun = j >= 0 and _may_be_noun(tokens[j])
    if after_noun and (own := _absolute_subject(sentence, cue, tokens[j])) is not None:
        return Head(cue, own)
    following = _subject_of_main_clause(sentence, cue)
    if following is not None:  # "Asked about reports predicting a strike, the mayor …": the reports predict
        return None if after_noun else Head(cue, following, own=False)
    in_nearest_clause = j >= 0 and tokens[j].lower in _SAME_CLAUSE
    shared = None if in_nearest_clause else _last_subject(earlier)
    mention = shared or governing_subject(sentence, cue.first)
    return Head(cue, mention, own=False) if mention else None


def _may_be_noun(token: Token) -> bool:
    return token.is_word and not is_class(token, "preposition", "conjunction", "subordinator")


def _absolute_subject(sentence: Sentence, cue: Cue, before: Token) -> Mention | None:
    """Find the subject of its own that a participle has: "…, with the mayor saying …", "…, the mayor adding …"."""
    subject = subject_before(sentence, cue.first)
    if subject is None or subject[0].first == 0:
        return None
    lead = sentence.tokens[subject[0].first - 1].lower
    joined = lead in (",", "and", "but") and not before.lower.endswith("ly")
    return subject[0] if lead == "with" or joined else None


def _last_subject(earlier: list[Head]) -> Mention | None:
    subjects = [head.mention for head in earlier if head.cue.form in ("finite", "participle")]
    return subjects[-1] if subjects else None


def _subject_of_main_clause(sentence: Sentence, cue: Cue) -> Mention | None:
    """Find whom an introductory phrase belongs to: "Besides demanding a ban, the mayor wants …"."""
    tokens = sentence.tokens
    if any(grammar.is_finite_verb(tokens, k) for k in range(cue.first)):
        return None
    for k in range(cue.last, len(tokens) - 1):
        if tokens[k].text != "," or sentence.quoted[k]:
            continue
        verb = next((n for n in range(k + 1, len(tokens)) if _is_verb(sentence, n)), None)
        subject = subject_before(sentence, verb) if verb is not None else None
        if subject is not None and k < subject[0].first <= k + 3:
            return subject[0]
    return None


def _is_verb(sentence: Sentence, k: int) -> bool:
    if grammar.is_finite_verb(sentence.tokens, k):
        return True
    return any(cue.first == k and cue.form == "finite" for cue in find_cues(sentence))


def _possessor(sentence: Sentence, cue: Cue) -> Head | None:
    """Find whose demand or threat it is: "the union's demand that …", "its threat to …"."""
    tokens, j = sentence.tokens, cue.first - 1
    while j > 0 and not is_class(tokens[j], "possessive") and not grammar.is_possessive_mark(tokens[j]):
        j -= 1
    if is_class(tokens[j], "possessive"):
        return Head(cue, Mention(j, j + 1))
    first = j - 1
    while first > 0 and _belongs_to_name(tokens[first - 1]):
        first -= 1
    if not tokens[first].is_capitalised and not is_class(tokens[first], "determiner"):
        first = phrase_start(sentence, first)  # "the port authority's"
    return Head(cue, Mention(first, j)) if names_somebody(sentence, first, j) else None


def _belongs_to_name(token: Token) -> bool:
    return (token.is_capitalised and token.is_word) or token.lower == "the"


def _agent(sentence: Sentence, cue: Cue) -> Head | None:
    """Find the speaker of a passive: "he had been told by the ministry that …"."""
    tokens = sentence.tokens
    if not set(cue.frames) & set("aso"):
        return None
    for k in range(cue.last, min(cue.last + _MAX_AGENT_GAP, len(tokens) - 1)):
        if tokens[k].lower == "by":
            mention = phrase_after(sentence, k + 1)
            return Head(replace(cue, last=mention.last), mention) if mention else None
        if not tokens[k].is_word or is_class(tokens[k], "conjunction", "subordinator"):
            return None
    return None
