"""Who belongs to whom: contents to cues and cues to sources, by where they stand and where the network points.

Each pair gets a probability from a logistic regression over :data:`SIGNS`. Cues are then served in the order of their
surest content: a cue reports something, so none goes without a content that another cue could spare.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analyzer.models.quotations.reading import FEATURES

Floats = npt.NDArray[np.float64]
Words = tuple[int, int]
SIGNS = (
    "distance",
    "free_words",
    "adjacent",
    "sentences",
    "contents",
    "sources",
    "cues",
    "after",
    "quoted",
    "after_and_quoted",
    "pointing",
    "nothing",
)
"""What is known of a pair, mostly what stands between: words, words of no span, sentence starts, spans of each kind."""

LEAST = -8.0
"""Logarithms of probabilities are cut here."""

_SPARED = 0.3
"""Share of its best tie that a content's tie to a cue without any must have."""

_LEAST_TIE = 0.4
"""A content less probably tied to any cue stands alone."""

_PLACE, _MARKS, _CASE = (list(FEATURES).index(name) for name in ("place", "marks", "case"))


@dataclass(frozen=True, slots=True)
class Spans:
    """The spans of one paragraph in words, first and last inclusive, each kind in order."""

    contents: tuple[Words, ...]
    sources: tuple[Words, ...]
    cues: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """One quotation: contents with what they were tied to, and how probable both ties are."""

    contents: tuple[Words, ...]
    cue: Words | None
    source: Words | None
    cue_probability: float
    source_probability: float


@dataclass(frozen=True, slots=True)
class Slopes:
    """Of the two regressions, one number a sign and last the offset."""

    cue: Floats
    source: Floats


def spans_of(labels: npt.NDArray[np.int64]) -> Spans:
    """Return the spans of a chain of labels.

    Examples
    --------
    >>> spans_of(np.array([3, 4, 5, 0, 1, 2]))
    Spans(contents=((4, 5),), sources=((0, 1),), cues=((2, 2),))
    """
    spans: tuple[list[Words], ...] = ([], [], [])
    for word, label in enumerate(labels.tolist()):
        role = (label - 1) // 2
        if label and label % 2:
            spans[role].append((word, word))
        elif label:
            spans[role][-1] = (spans[role][-1][0], word)
    return Spans(tuple(spans[0]), tuple(spans[1]), tuple(spans[2]))


def is_quoted(words: Words, features: npt.NDArray[np.int64]) -> bool:
    """Say whether a span begins in quotation marks."""
    return bool(features[words[0], _MARKS] in (1, 2))


def cue_signs(spans: Spans, features: npt.NDArray[np.int64], pointers: Floats) -> Floats:
    """Return the signs of each content and cue, shape ``(n_contents, n_cues, n_signs)``.

    Parameters
    ----------
    spans
        Of one paragraph.
    features
        Of its words, shape ``(n_words, n_features)``.
    pointers
        From its words, shape ``(2, n_words, n_words + 1)``: to cues, to sources; last place nothing.
    """
    found = np.zeros((len(spans.contents), len(spans.cues), len(SIGNS)))
    counted = _count(spans, features)
    for row, content in enumerate(spans.contents):
        shares = _shares(pointers[0, content[0] : content[1] + 1])
        for column, cue in enumerate(spans.cues):
            found[row, column] = _signs(content, cue, counted, features, shares)
    return found


def source_signs(spans: Spans, features: npt.NDArray[np.int64], pointers: Floats) -> Floats:
    """Return the signs of each cue and source, shape ``(n_cues, n_sources, n_signs)``."""
    found = np.zeros((len(spans.cues), len(spans.sources), len(SIGNS)))
    counted = _count(spans, features)
    for row, cue in enumerate(spans.cues):
        shares = _shares(pointers[1, cue[0] : cue[0] + 1])
        for column, source in enumerate(spans.sources):
            found[row, column] = _signs(cue, source, counted, features, shares)
    return found


def link(spans: Spans, features: npt.NDArray[np.int64], pointers: Floats, slopes: Slopes) -> list[Link]:
    """Tie the spans of one paragraph together; contents in order.

    Parameters
    ----------
    spans, features, pointers
        As for :func:`cue_signs`.
    slopes
        Of the regressions.
    """
    to_cue = _probabilities(cue_signs(spans, features, pointers), slopes.cue)
    to_source = _probabilities(source_signs(spans, features, pointers), slopes.source)
    found = []
    for cue, rows in _assign(to_cue, [is_quoted(content, features) for content in spans.contents]):
        contents = tuple(spans.contents[row] for row in rows)
        if cue is None:
            found.append(Link(contents, None, None, 0.0, 0.0))
            continue
        sure = float(np.mean([to_cue[row, cue] for row in rows]))
        best = int(to_source[cue].argmax()) if len(spans.sources) else -1
        share = float(to_source[cue, best]) if best >= 0 else 0.0
        if share > 0.5:
            found.append(Link(contents, spans.cues[cue], spans.sources[best], sure, share))
        else:
            found.append(Link(contents, spans.cues[cue], None, sure, 1.0 - share))
    return sorted(found, key=lambda one: one.contents)


def _assign(probabilities: Floats, quoted: list[bool]) -> list[tuple[int | None, list[int]]]:
    """Give each cue its surest free content first, then each content left to its likeliest cue, or to none.

    A quoted content that is left goes on with the quoted content before it.
    """
    n_contents, n_cues = probabilities.shape
    taken: dict[int, int] = {}
    for place in np.argsort(-probabilities, axis=None, kind="stable").tolist():
        row, cue = divmod(place, n_cues)
        if row not in taken and cue not in taken.values():
            taken[row] = cue
    tied: dict[int, list[int]] = {}
    alone: list[list[int]] = []
    before: list[int] = []
    for row in range(n_contents):
        best = int(probabilities[row].argmax()) if n_cues else -1
        if row in taken and probabilities[row, taken[row]] > _SPARED * probabilities[row, best]:
            best = taken[row]
        if best >= 0 and probabilities[row, best] >= _LEAST_TIE:
            group = tied.setdefault(best, [])
        elif quoted[row] and before and quoted[before[-1]]:
            group = before
        else:
            alone.append(group := [])
        group.append(row)
        before = group
    return [*((None, rows) for rows in alone), *tied.items()]


def _probabilities(signs: Floats, slopes: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-(signs @ slopes[:-1] + slopes[-1]))))


def _shares(pointers: Floats) -> Floats:
    """Return the mean, over the pointing words, of the log of each place's share."""
    top = pointers.max(axis=1, keepdims=True)
    logs = pointers - top - np.log(np.exp(pointers - top).sum(axis=1, keepdims=True))
    return np.asarray(np.maximum(logs.mean(axis=0), LEAST))


def _count(spans: Spans, features: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Count, up to each word, words of no span, sentence starts, contents, sources and cues; ``(n_words + 1, 5)``."""
    counted = np.zeros((len(features), 5), np.int64)
    counted[:, 0] = features[:, _CASE] > 0
    starts = features[:, _PLACE] == 1
    counted[:, 1] = starts & ~np.roll(starts, 1)
    for column, kind in enumerate((spans.contents, spans.sources, spans.cues), 2):
        for first, last in kind:
            counted[first : last + 1, 0] = 0
            counted[first, column] = 1
    return np.concatenate([np.zeros((1, 5), np.int64), counted.cumsum(axis=0)])


def _signs(
    one: Words, other: Words, counted: npt.NDArray[np.int64], features: npt.NDArray[np.int64], shares: Floats
) -> list[float]:
    after = other[0] > one[1]
    start, end = (one[1] + 1, other[0]) if after else (other[1] + 1, one[0])
    free, _, contents, sources, cues = (counted[max(start, end)] - counted[start]).tolist()
    # The later span may itself begin a sentence.
    later = max(one[0], other[0])
    sentences = int(counted[later + 1, 1] - counted[min(start, later), 1])
    quoted = float(is_quoted(one, features))
    return [
        float(np.log1p(max(0, end - start))),
        float(np.log1p(free)),
        float(free == 0),
        float(min(sentences, 3)),
        float(min(contents, 3)),
        float(min(sources, 3)),
        float(min(cues, 3)),
        float(after),
        quoted,
        quoted * after,
        float(shares[other[0] : other[1] + 1].max()),
        float(shares[-1]),
    ]
