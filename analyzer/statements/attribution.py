"""Who is said to say what in one sentence: cues tied to their speaker's mention and to the content.

The rules follow the three frames in which English reports speech: the clause after the cue, the clause before it,
and the noun phrase, infinitive or name that the cue takes as its object (Pareti 2015, *Attribution: A
Computational Approach*, chapter 3).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from analyzer.protocols import TaggedQuotation
from analyzer.statements.contents_after import content_after, split_coordinated
from analyzer.statements.contents_before import content_before, content_of_relative
from analyzer.statements.cues import Cue, find_cues
from analyzer.statements.edges import Range, closes_quotation, opens_quotation
from analyzer.statements.heads import Head, find_heads
from analyzer.statements.mentions import Mention
from analyzer.statements.sentences import Sentence

Order = Literal["after", "before", "relative"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One report of speech in a sentence; all ranges are of its tokens, end exclusive.

    Attributes
    ----------
    mention
        The noun phrase that names the speaker.
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
    ruled
        Whether rules found it.
    quotation
        What a trained tagger found there.
    agreed
        Whether rules and tagger found the same content.
    """

    cue: Cue
    mention: Mention
    content: tuple[Range, ...]
    clause: Range
    order: Order
    negated: bool = False
    parent: int | None = None
    ruled: bool = True
    quotation: TaggedQuotation | None = None
    agreed: bool = False


def read_attributions(sentence: Sentence) -> list[Attribution]:
    """Find every attribution in a sentence by rules, left to right, reports inside reports not yet tied."""
    heads = find_heads(sentence, find_cues(sentence))
    while True:
        boundaries = [(head.first, head.last) for head in heads if head.cue.form != "noun"]
        found = [_with_content(sentence, head, boundaries) for head in heads]
        # A cue without content was none: what shared its subject is read again without it.
        kept = [head.cue for head, attributions in zip(heads, found, strict=True) if attributions]
        if len(kept) == len(heads):
            return _once(one for attributions in found for one in attributions)
        heads = find_heads(sentence, kept)


def _once(found: Iterable[Attribution]) -> list[Attribution]:
    """Keep the first of attributions with the same content."""
    seen: dict[tuple[Range, ...], Attribution] = {}
    for attribution in found:
        seen.setdefault(attribution.content, attribution)
    return list(seen.values())


def _with_content(sentence: Sentence, head: Head, boundaries: list[Range]) -> list[Attribution]:
    """Find what belongs to a head: several attributions where it takes several clauses."""
    if not head.inverted:
        relative = content_of_relative(sentence, head.cue, head.first)
        if relative:
            return [_attribution(head, relative, "relative")]
        forward = content_after(sentence, head.cue, head.last, boundaries)
        if forward is not None and not _follows_own_quotation(sentence, head, forward):
            return [_attribution(head, (part,), "after") for part in split_coordinated(sentence, forward)]
    if not _may_follow_content(sentence, head):
        return []
    leading = head.cue.form == "according"
    own, further = content_before(sentence, head.first, head.last, boundaries, leading=leading)
    found = [_attribution(head, part, "before") for part in own]
    return [*found, *(_attribution(head, (part,), "after") for part in further)]


def _may_follow_content(sentence: Sentence, head: Head) -> bool:
    """Whether the content may stand before the cue."""
    cue = head.cue
    if cue.form in ("noun", "passive", "participle"):
        return False
    return "c" in cue.frames or closes_quotation(sentence, head.first)


def _follows_own_quotation(sentence: Sentence, head: Head, forward: Range) -> bool:
    """Whether the quotation before the cue is its content: "…," she said, "…", or a sentence that begins with it."""
    if head.cue.form == "participle" or not closes_quotation(sentence, head.first):
        return False
    tokens = sentence.tokens
    begins = sentence.quotations[0].start <= tokens[min(1, len(tokens) - 1)].start
    return opens_quotation(sentence, forward[0]) or (begins and tokens[forward[0] - 1].lower != "that")


def _attribution(head: Head, content: tuple[Range, ...], order: Order) -> Attribution:
    first = min(head.first, *(start for start, _ in content))
    last = max(head.last, *(end for _, end in content))
    return Attribution(head.cue, head.mention, content, (first, last), order, head.negated)
