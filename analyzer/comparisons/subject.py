"""Whether two statements are about the same thing: the gate of every other signal.

Words are weighed by how few of the statements at hand have them, so that the name everybody mentions counts for little.
Near-synonyms (``lexicons/en/families.tsv``) count for most of a shared word. Names on one side that the other lacks,
on both sides, say that two things are spoken of.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from analyzer.comparisons.reading import Reading
from analyzer.comparisons.words import family_of
from analyzer.schema import Evidence, Span

FAMILY_SHARE = 0.7
_NEAREST, _FARTHEST = 0.75, 0.25
_SMOOTHING = 20
_N_STEPS = 20
_NAMES_APART = 0.5
_NEIGHBOURS, _NEIGHBOURHOOD = 0.2, 800
"""Sentences of one passage that name an event by the same or a like noun mostly speak of one event."""
_REFERRING, SENTENCE_BREAK = 0.65, 60


@dataclass(frozen=True, slots=True)
class Subject:
    """What two statements share.

    Attributes
    ----------
    similarity
        Cosine of their claims.
    overlap
        Share of the lighter topic's weight that the other has too, 0 to 1.
    jaccard
        Shared weight over all weight, 0 to 1.
    shared
        Keys they share, heaviest first; near-synonyms by the left word.
    events
        Families of events both speak of.
    names_apart
        Each has a name that the other lacks.
    alignment
        All of this in one number, 0 (nothing shared) to 1.
    """

    similarity: float
    overlap: float
    jaccard: float
    shared: tuple[str, ...]
    events: frozenset[str]
    names_apart: bool
    alignment: float


class TopicWeights:
    """How much a word says about what a statement is about: less, the more statements have it.

    Parameters
    ----------
    topics
        Keys of every statement, each once.
    """

    def __init__(self, topics: Iterable[Collection[str]]) -> None:
        counts: Counter[str] = Counter()
        n = 0
        for topic in topics:
            counts.update(topic)
            n += 1
        # In steps, so that one more document changes few of them and with them few pairs that were judged before.
        self._weights: Mapping[str, float] = {
            key: round(_N_STEPS * math.log((n + _SMOOTHING) / (count + 1)) / math.log(n + _SMOOTHING)) / _N_STEPS
            for key, count in counts.items()
        }
        self._totals: dict[frozenset[str], float] = {}

    def of(self, key: str) -> float:
        """Return the weight of a key, 0 to 1."""
        return self._weights.get(key, 1.0)

    def total(self, topic: frozenset[str]) -> float:
        """Return the weight of all keys of a topic."""
        total = self._totals.get(topic)
        if total is None:
            total = self._totals[topic] = math.fsum(map(self.of, topic))
        return total


def share_subject(left: Reading, right: Reading, similarity: float, weights: TopicWeights) -> Subject:
    """Return what two statements share."""
    pairs = dict.fromkeys(left.topic & right.topic, 1.0)
    pairs.update(_near_synonyms(left.topic.difference(pairs), right.topic.difference(pairs)))
    weighed = {key: weights.of(key) * share for key, share in pairs.items()}
    shared = math.fsum(weighed.values())
    weight_left, weight_right = weights.total(left.topic), weights.total(right.topic)
    least = min(weight_left, weight_right)
    overlap = min(1.0, shared / least) if least else 0.0
    union = weight_left + weight_right - shared
    jaccard = min(1.0, shared / union) if union > 0 else 0.0
    apart, events = names_apart(left, right), left.events & right.events
    alignment = _alignment(similarity, overlap, jaccard, apart=apart)
    if events and are_neighbours(left, right):
        alignment = min(1.0, alignment + _NEIGHBOURS)
    if refers_back(left, right) or refers_back(right, left):
        overlap, alignment = max(overlap, _REFERRING), max(alignment, _REFERRING)
    return Subject(
        similarity=similarity,
        overlap=overlap,
        jaccard=jaccard,
        shared=tuple(sorted(weighed, key=lambda key: (-weighed[key], key))),
        events=events,
        names_apart=apart,
        alignment=alignment,
    )


def find(left: Reading, right: Reading, subject: Subject) -> Evidence | None:
    """Return the shared subject as evidence, strength 0 to 1, or ``None`` when nothing is shared."""
    if not subject.shared or subject.alignment <= 0:
        return None
    spans = [_places(reading, subject.shared[:3]) for reading in (left, right)]
    words = f"{left.quote(spans[0])} / {right.quote(spans[1])}" if all(spans) else ", ".join(subject.shared[:3])
    return Evidence("subject", subject.alignment, spans[0], spans[1], words)


def refers_back(one: Reading, other: Reading) -> bool:
    """Whether the first says "this is ..." right after the second, so that "this" is what the second tells."""
    gap = one.statement.start - other.statement.end
    return (
        begins_with_this(one)
        and not any(word.is_name for word in one.claim)
        and one.statement.document == other.statement.document
        and 0 <= gap <= SENTENCE_BREAK
    )


def begins_with_this(reading: Reading) -> bool:
    """Whether the claim begins with "this" or "that"."""
    return [word.lower for word in reading.claim[:1]] in (["this"], ["that"])


def are_neighbours(left: Reading, right: Reading) -> bool:
    """Whether two statements stand in one passage."""
    one, other = left.statement, right.statement
    return one.document == other.document and abs(one.start - other.start) <= _NEIGHBOURHOOD


def names_apart(left: Reading, right: Reading) -> bool:
    """Whether each claim has a country, or each another name, that the other lacks; the speakers' own do not count."""
    return bool(other_names(left, right) & other_names(right, left))


def other_names(one: Reading, other: Reading) -> set[str]:
    """Return which kinds of name, countries and others, only the first has."""
    found: set[str] = set()
    for name in one.names:
        known = (other.topic, other.context.sayer_names, one.context.sayer_names, *other.names)
        if all(name.isdisjoint(keys) for keys in known):
            found.add("country" if any(part.startswith("country:") for part in name) else "name")
    return found


def subjects_differ(left: Reading, right: Reading) -> bool:
    """Whether the claims begin with different names: what is denied of one is not affirmed of the other."""
    one, other = _first_name(left), _first_name(right)
    return bool(one and other and not one & other)


def _first_name(reading: Reading) -> frozenset[str]:
    """Return the name a claim begins with, or nothing; "the Peruvian bridge" begins with a bridge."""
    found: set[str] = set()
    for word in reading.claim:
        if word.is_name:
            found.add(word.key)
        elif found or not word.is_function:
            break
    return frozenset(found)


def _alignment(similarity: float, overlap: float, jaccard: float, *, apart: bool) -> float:
    near = min(1.0, max(0.0, (similarity - _FARTHEST) / (_NEAREST - _FARTHEST)))
    alignment = 0.5 * near + 0.3 * overlap + 0.2 * min(1.0, 2 * jaccard)
    return alignment * (_NAMES_APART if apart else 1.0)


def _near_synonyms(left: frozenset[str], right: frozenset[str]) -> dict[str, float]:
    families = {family for key in right if (family := family_of(key)) is not None}
    if not families:
        return {}
    found: dict[str, float] = {}
    for family, key in sorted((family, key) for key in left if (family := family_of(key)) in families and family):
        if family in families:
            families.discard(family)
            found[key] = FAMILY_SHARE
    return found


def _places(reading: Reading, keys: Iterable[str]) -> tuple[Span, ...]:
    wanted = set(keys) | {family for key in keys if (family := family_of(key))}
    seen: set[str] = set()
    spans = []
    for word in reading.words:
        mark = word.key if word.key in wanted else family_of(word.key)
        if mark in wanted and mark not in seen:
            seen.add(mark)
            spans.append(Span(word.start, word.end))
    return tuple(spans)
