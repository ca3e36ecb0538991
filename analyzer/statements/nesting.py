"""Reports inside reports: which attribution stands in the content of which, and where the outer one is cut for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analyzer.statements import grammar
from analyzer.statements.grammar import is_class
from analyzer.statements.sentences import Sentence

if TYPE_CHECKING:
    from analyzer.statements.attribution import Attribution

_MAX_DEPTH = 8  # nobody writes so; hostile text does
_LEAST_KEPT = 0.8
_PERSONS = {"he": "m", "his": "m", "she": "f", "her": "f", "they": "s", "their": "s", "it": "n", "its": "n"}


def nest(sentence: Sentence, found: list[Attribution]) -> list[Attribution]:
    """Tie inner attributions to the outer one in whose content they stand, and cut the outer one accordingly.

    Parameters
    ----------
    found
        All attributions of the sentence, each with a content of its own; negated ones included, for what stands in
        their content was not said either.

    Returns
    -------
    list of Attribution
        Outer before inner, with ``parent`` set; without the negated ones.
    """
    found = [_clipped(one, found) for one in found]
    inner_of = _inner_of(found)
    nested = {inner for inners in inner_of.values() for inner in inners}
    result: list[Attribution] = []

    def emit(attribution: Attribution, parent: int | None, depth: int) -> None:
        others = [one for one in found if one is not attribution]
        for outer, inners in _parts(sentence, attribution, inner_of.get(attribution, []), others):
            merged = _without_own_attitude(sentence, outer, inners)
            result.append(replace(merged or outer, parent=parent))
            place = len(result) - 1
            for inner in [] if merged or depth >= _MAX_DEPTH else inners:
                if not inner.negated:
                    emit(inner, place, depth + 1)

    for attribution in found:
        if attribution not in nested and not attribution.negated:
            emit(attribution, None, 1)
    return result


def _clipped(one: Attribution, found: list[Attribution]) -> Attribution:
    """End a content before the report behind it whose content it stands in: "Peru offered X | , the envoy said"."""
    first, last = one.content[-1]
    for other in found:
        begins, ends = other.content[0]
        if other is not one and other.order == "before" and begins <= one.cue.first < ends and first < ends < last:
            last = ends
    return replace(one, content=(*one.content[:-1], (first, last))) if last < one.content[-1][1] else one


def _inner_of(found: list[Attribution]) -> dict[Attribution, list[Attribution]]:
    """Map each attribution to those that stand directly in its content."""
    inner_of: dict[Attribution, list[Attribution]] = {}
    for inner in found:
        holders = [outer for outer in found if outer is not inner and _holds(outer, inner)]
        if holders:
            nearest = min(holders, key=lambda outer: outer.clause[1] - outer.clause[0])
            inner_of.setdefault(nearest, []).append(inner)
    return inner_of


def _holds(outer: Attribution, inner: Attribution) -> bool:
    if outer.cue is inner.cue or (inner.order == "relative" and outer.cue.form != "finite"):
        return False
    first = min(inner.cue.first, inner.content[0][0])
    last = max(inner.cue.last, inner.content[-1][1])
    return any(start <= first and last <= end for start, end in outer.content)


def _parts(
    sentence: Sentence, outer: Attribution, inners: list[Attribution], others: list[Attribution]
) -> list[tuple[Attribution, list[Attribution]]]:
    """Cut an outer content into parts, unless what a tagger takes for it would be told neither there nor elsewhere."""
    parts = _outer_parts(sentence, outer, inners)
    if outer.quotation is None:
        return parts
    told = [*(span for part, _ in parts for span in part.content), *(other.clause for other in others)]
    kept = {k for first, last in told for k in range(first, last)}
    whole = {k for first, last in outer.content for k in range(first, last)}
    return parts if len(kept & whole) >= _LEAST_KEPT * len(whole) else [(outer, inners)]


def _outer_parts(
    sentence: Sentence, outer: Attribution, inners: list[Attribution]
) -> list[tuple[Attribution, list[Attribution]]]:
    """Cut an outer content that holds several reports into one outer statement for each."""
    reports = [inner for inner in inners if inner.cue.form != "noun" and inner.order != "relative"]
    if not reports or len(outer.content) > 1:
        return [(outer, inners)]
    start, end = outer.content[0]
    begins = [_clause_start(sentence, start, reports[0]), *(report.clause[0] for report in reports[1:])]
    ends = [*(_trimmed_end(sentence, begin) for begin in begins[1:]), end]
    parts = []
    for report, first, last in zip(reports, begins, ends, strict=True):
        others = [inner for inner in inners if inner not in reports and first <= inner.cue.first < last]
        held = [inner for inner in inners if inner is report or inner in others]
        parts.append((replace(outer, content=((first, last),)), held))
    return parts


def _clause_start(sentence: Sentence, start: int, report: Attribution) -> int:
    """Return where a content begins: with the first report in it, if a clause of its own goes before that."""
    if report.cue.form == "passive":  # its subject goes before it
        return start
    tokens, first = sentence.tokens, report.clause[0]
    if first > start and (grammar.is_auxiliary(tokens[first - 1]) or grammar.is_negation(tokens[first - 1])):
        return start  # "he is not | planning …": nobody says the rest without it
    before = range(start, first)
    has_verb = any(grammar.is_finite_verb(sentence.tokens, k) and not sentence.quoted[k] for k in before)
    return report.clause[0] if has_verb else start


def _trimmed_end(sentence: Sentence, end: int) -> int:
    tokens = sentence.tokens
    while end > 0 and (tokens[end - 1].text in (",", ";") or is_class(tokens[end - 1], "conjunction")):
        end -= 1
    return end


def _without_own_attitude(sentence: Sentence, outer: Attribution, inners: list[Attribution]) -> Attribution | None:
    """Read "she said she believes X" and "she repeated her view that X" as one statement, that X."""
    attitudes = [
        inner for inner in inners if inner.cue.form == "noun" or inner.cue.lemma in grammar.words_of("attitude")
    ]
    if len(attitudes) != 1 or attitudes[0].negated or outer.order != "after":
        return None
    inner = attitudes[0]
    holder = sentence.tokens[inner.mention.first]
    is_own = inner.mention.is_one_word and is_class(holder, "third_person", "possessive")
    covers_all = inner.clause[0] <= outer.content[0][0] + 1
    if not _may_be_own(sentence, outer, inner):
        return None
    return replace(outer, content=inner.content) if is_own and covers_all else None


def _may_be_own(sentence: Sentence, outer: Attribution, inner: Attribution) -> bool:
    """Whether "she believes" can be about who says so: a clause is said, and "they" do not say what "she" believes."""
    if "c" not in outer.cue.frames or sentence.tokens[inner.content[0][0]].lower == "to":
        return False
    said, holds = (sentence.tokens[one.mention.first].lower for one in (outer, inner))
    if outer.mention.is_one_word and said in _PERSONS:
        return _PERSONS[said] == _PERSONS.get(holds)
    several = sentence.tokens[outer.mention.last - 1].lower.endswith("s") and _PERSONS.get(holds) in ("f", "m")
    return not (several and grammar.is_person_noun(sentence.tokens[outer.mention.last - 1].lower))
