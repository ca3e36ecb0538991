"""Rules and tagger brought together in one sentence.

The tagger knows better than the rules where something is said, and how far it goes; the rules know how a report is
built: which clauses are statements of their own, which report stands inside which, whose words go on with a quotation.
So a report that both see keeps the form the rules give it, and takes the tagger's bounds where these differ; what only
the tagger sees becomes a report as well, and what only the rules see is kept if the tagger does not rule it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from analyzer.protocols import Tagging
from analyzer.statements.attribution import Attribution, Order
from analyzer.statements.contents_after import split_coordinated
from analyzer.statements.edges import Range, overlap, trim
from analyzer.statements.mentions import Mention
from analyzer.statements.sentences import Sentence
from analyzer.statements.tagged import Tagged, is_all_quoted, is_relative, mention_of, span_of, tagged_in
from analyzer.statements.tagged_only import report_of

_SAME = 0.8
"""Share of the words of the longer content, as in the field's measures, from which two contents are one."""

_LEAST_SUPPORT, _LEAST_SUPPORT_AROUND = 0.3, 0.5
_FAR = 4
_JOINING = frozenset(("and", "but", "as", "after", "while", "when", "before", "amid"))


def reconcile(sentence: Sentence, ruled: Sequence[Attribution], tagging: Tagging) -> list[Attribution]:
    """Bring together what rules and tagger find in one sentence, before reports inside reports are tied.

    Parameters
    ----------
    ruled
        Found by the rules; several with one cue where it takes several clauses.
    tagging
        What the tagger sees in the whole text.
    """
    left = list(ruled)
    found: list[Attribution] = []
    for one in tagged_in(sentence, tagging):
        same = _same(left, one)
        left = [rule for rule in left if rule not in same]
        if same:
            found += _merged(sentence, same, one, ruled)
        elif (own := report_of(sentence, one, ruled)) is not None:
            found += _cut(sentence, own)
    kept = [rule for rule in left if _stands(sentence, rule, found, tagging)]
    return sorted([*found, *kept], key=lambda one: (one.cue.first, one.content))


def _same(ruled: Sequence[Attribution], one: Tagged) -> list[Attribution]:
    """List the rules' reports that are the tagged one: those with the same cue, else those of the same words."""
    by_cue = [rule for rule in ruled if overlap([rule.cue.at], [one.cue])]
    return by_cue or [
        rule
        for rule in ruled
        if not rule.negated
        and _share(rule.content, one.content) >= _SAME
        and not overlap(rule.content, [one.cue])
        and not overlap([rule.cue.at], [*one.content, one.mention or one.cue])
    ]


def _merged(
    sentence: Sentence, same: list[Attribution], one: Tagged, ruled: Sequence[Attribution]
) -> list[Attribution]:
    """Give a report that both see the tagger's bounds, unless they agree."""
    same = [replace(rule, mention=_better_mention(sentence, rule.mention, one)) for rule in same]
    together = tuple(sorted({span for rule in same for span in rule.content}))
    agreed = _share(together, one.content) >= _SAME
    if agreed or not one.content or any(rule.negated or rule.order == "relative" for rule in same):
        return [replace(rule, quotation=one.quotation, agreed=agreed) for rule in same]
    first, outside = same[0], tuple(_behind_appositive(sentence, part, same[0].mention) for part in one.content)
    bounds = _bounds(sentence, together, outside, of_noun=first.cue.form == "noun")
    if bounds == together:
        return [replace(rule, quotation=one.quotation) for rule in same]
    content = _before_next_report(sentence, bounds, first, ruled)
    return _cut(sentence, replace(first, content=content, quotation=one.quotation, agreed=False))


def _behind_appositive(sentence: Sentence, part: Range, mention: Mention) -> Range:
    """Begin a content behind the name that belongs to the mention: "according to its head, Jo Park, | it is late"."""
    first, last = part
    if mention.appositive and mention.appositive[0] <= first < mention.appositive[1] < last:
        first = mention.appositive[1]
        while first < last - 1 and not sentence.tokens[first].is_word and not sentence.quoted[first + 1]:
            first += 1
    return first, last


def _bounds(
    sentence: Sentence, ruled: tuple[Range, ...], tagged: tuple[Range, ...], *, of_noun: bool
) -> tuple[Range, ...]:
    """Choose the bounds of one content: the tagger's, but the rules' where it loses a beginning or runs on.

    On articles kept from training the rules were right more often where the tagger began later, and as often where it
    went on behind "and", "but", "as": there, what is surely said is kept.
    """
    if not overlap(ruled, tagged):
        return tagged
    first, last, end = tagged[0][0], _word_end(sentence, tagged[-1]), _word_end(sentence, ruled[-1])
    if last == end and (ruled[0][0] < first or is_all_quoted(sentence, ruled)):
        return ruled
    if len(tagged) == 1 and first < end < last and (of_noun or _joins(sentence, end)):
        return ((first, end),)
    return tuple(part for part in tagged if part[0] < end or not _joins(sentence, part[0])) or tagged


def _word_end(sentence: Sentence, part: Range) -> int:
    first, last = part
    while last > first + 1 and not sentence.tokens[last - 1].is_word:
        last -= 1
    return last


def _joins(sentence: Sentence, k: int) -> bool:
    """Whether the rules' end at token ``k`` stands before a word that joins on something else."""
    tokens = sentence.tokens
    while k < len(tokens) and tokens[k].text in (",", '"'):
        k += 1
    return k < len(tokens) and not sentence.quoted[k] and tokens[k].lower in _JOINING


def _cut(sentence: Sentence, report: Attribution) -> list[Attribution]:
    """Order a report anew around its content, one for each of its clauses."""
    content, head = report.content, _head(report)
    order: Order = "after" if content[0][0] >= report.cue.last else "before"
    whole = order == "before" or len(content) > 1
    parts = [content] if whole else [(part,) for part in split_coordinated(sentence, content[0])]
    return [
        replace(
            report,
            content=part,
            clause=(min(head[0], part[0][0]), max(head[1], part[-1][1])),
            order=order,
        )
        for part in parts
    ]


def _head(report: Attribution) -> Range:
    """Return cue and mention, or the cue alone where the mention belongs to another one."""
    cue, mention = report.cue, report.mention
    if report.clause[0] <= mention.first and mention.last <= report.clause[1]:
        return min(cue.first, mention.first), max(cue.last, mention.last)
    return cue.first, cue.last


def _before_next_report(
    sentence: Sentence, content: tuple[Range, ...], report: Attribution, ruled: Sequence[Attribution]
) -> tuple[Range, ...]:
    """End a content where the same speaker goes on to report something else: "… and warned that …"."""
    first, last = content[-1]
    for other in ruled:
        begins = other.cue.first
        if other.mention == report.mention and other.cue is not report.cue and first < begins < last:
            begin = other.clause[0]
            if first < begin and not sentence.quoted[begin]:
                last = min(last, trim(sentence, first, begin))
    return (*content[:-1], (first, last)) if first < last else content


def _better_mention(sentence: Sentence, ruled: Mention, one: Tagged) -> Mention:
    """Choose between the speakers that rules and tagger see: the tagger's, unless the rules' says more of the same."""
    if one.mention is None or is_relative(sentence, one.mention):
        return ruled
    if ruled.first < one.mention[0] < ruled.last:
        return ruled
    if _gap((ruled.first, ruled.last), one.cue) == 0 and _gap(one.mention, one.cue) >= _FAR:
        return ruled  # another one stands right beside the reporting word
    return mention_of(sentence, one) or ruled


def _gap(mention: Range, cue: Range) -> int:
    """Return the number of tokens between a mention and a cue."""
    return max(cue[0] - mention[1], mention[0] - cue[1], 0)


def _stands(sentence: Sentence, rule: Attribution, found: Sequence[Attribution], tagging: Tagging) -> bool:
    """Whether a report that only the rules see is kept: in a headline, inside another, or not ruled out.

    One that would swallow a report the tagger sees needs support for what it says around that.
    """
    inside = [part for one in found for part in one.content]
    if sentence.is_headline or rule.negated or any(first <= rule.cue.first < last for first, last in inside):
        return True
    heads = [_head(one) for one in found]
    said = {k for first, last in rule.content for k in range(first, last)}
    swallows = any(said.issuperset(range(*head)) for head in heads)
    around = said.difference(*(range(*part) for part in (*inside, *heads))) if swallows else said
    if not any(sentence.tokens[k].is_word for k in around):
        return True  # it says who tells of the other report, and nothing else
    return _support(sentence, around, tagging) >= (_LEAST_SUPPORT_AROUND if swallows else _LEAST_SUPPORT)


def _support(sentence: Sentence, places: Iterable[int], tagging: Tagging) -> float:
    shares = [tagging.support(span_of(sentence, (k, k + 1))) for k in places if sentence.tokens[k].is_word]
    return sum(shares) / len(shares) if shares else 0.0


def _share(one: Sequence[Range], other: Sequence[Range]) -> float:
    """Return the tokens that two contents share, of those of the longer one."""
    left = {k for first, last in one for k in range(first, last)}
    right = {k for first, last in other for k in range(first, last)}
    return len(left & right) / max(len(left), len(right), 1)
