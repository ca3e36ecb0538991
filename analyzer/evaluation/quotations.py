"""Score quotations found in articles against articles marked by hand, from counts.

Everything is measured in words, by where they begin, so that quotation marks, punctuation and white space at the edges
of a span never matter. A quotation without a word is passed over. Gold and predicted quotations of an article are
paired one to one, the largest overlap first; overlap is the words shared over the words of the longer one, 0 to 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from analyzer.evaluation.calibration import Calibration, calibrate
from analyzer.evaluation.counts import Retrieval, Share, added
from analyzer.evaluation.marked_articles import MarkedArticle, Quotation
from analyzer.evaluation.quotation_words import (
    KINDS,
    Head,
    QuotationKind,
    head_word,
    quotation_kind,
    quoted_regions,
    word_starts,
)

MIN_OVERLAP = 0.8


@dataclass(frozen=True, slots=True)
class ContentScores:
    """Whether what was said was found.

    Attributes
    ----------
    exact
        Paired, with the same words.
    overlapping
        Paired, with an overlap of 0.8 or more: what the speaker and end-to-end measures build on.
    touching
        Paired, with at least one word shared.
    """

    exact: Retrieval
    overlapping: Retrieval
    touching: Retrieval


@dataclass(frozen=True, slots=True)
class KindScores:
    """The scores of one kind of quotation; found by the kind in the gold, right by the kind predicted.

    Attributes
    ----------
    speaker
        As ``SpeakerScores.right``, of gold quotations of this kind.
    """

    content: ContentScores
    speaker: Share


@dataclass(frozen=True, slots=True)
class SpeakerScores:
    """Whether the speaker is right, of the pairs that overlap by 0.8 or more.

    Attributes
    ----------
    right
        Of those whose gold names a speaker: the predicted mention covers the word that names the gold's speaker, or
        is named by the same word elsewhere (for systems that give a fuller mention from another sentence).
    in_place
        Only the first of the two.
    exact
        The mentions have the same words.
    none_given
        Nobody was predicted though the gold names somebody.
    rightly_none
        Of those whose gold names nobody: nobody was predicted.
    """

    right: Share
    in_place: Share
    exact: Share
    none_given: Share
    rightly_none: Share


@dataclass(frozen=True, slots=True)
class QuotationScores:
    """What a system got right.

    Attributes
    ----------
    n_articles
        In the gold.
    missing
        Ids of gold articles without a prediction; their quotations count as not found.
    unknown
        Ids of predicted articles that the gold does not have; they count for nothing.
    content, by_kind
        Quotations; direct, mixed and indirect are told from the quotation marks of the article on both sides.
    content_words, source_words, cue_words
        Words inside any content, mention of a speaker or cue.
    end_to_end
        Content overlapping by 0.8 or more, and speaker right or rightly none.
    confidence
        Of end-to-end being right; None where no prediction carries a confidence.
    """

    n_articles: int
    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    content: ContentScores
    by_kind: Mapping[QuotationKind, KindScores]
    content_words: Retrieval
    source_words: Retrieval
    cue_words: Retrieval
    speakers: SpeakerScores
    end_to_end: Retrieval
    confidence: Calibration | None


@dataclass(frozen=True, slots=True, eq=False)
class _Reading:
    """A quotation in words."""

    content: frozenset[int]
    source: frozenset[int]
    cue: frozenset[int]
    kind: QuotationKind
    has_source: bool
    head: Head | None
    confidence: float | None


@dataclass(frozen=True, slots=True)
class _Pair:
    gold: _Reading
    predicted: _Reading
    overlap: float

    @property
    def in_place(self) -> bool:
        return self.gold.head is not None and self.gold.head.start in self.predicted.source

    @property
    def speaker_right(self) -> bool:
        if not self.gold.has_source:
            return not self.predicted.has_source
        gold, predicted = self.gold.head, self.predicted.head
        return self.in_place or (gold is not None and predicted is not None and gold.word == predicted.word)

    @property
    def right(self) -> bool:
        return self.overlap >= MIN_OVERLAP and self.speaker_right


@dataclass(frozen=True, slots=True)
class _Judged:
    """One article, or several."""

    gold: Sequence[_Reading]
    predicted: Sequence[_Reading]
    pairs: Sequence[_Pair]


def score_quotations(gold: Sequence[MarkedArticle], predicted: Iterable[MarkedArticle]) -> QuotationScores:
    """Score predicted quotations; articles are matched by ``doc_id``.

    Parameters
    ----------
    gold
        Articles marked in full.
    predicted
        The same articles as a system marks them; their texts are not looked at.
    """
    quotations = {article.doc_id: article.quotations for article in predicted}
    ids = {article.doc_id for article in gold}
    articles = [_judged(article, quotations.get(article.doc_id, ())) for article in gold]
    judged = _Judged(
        [one for article in articles for one in article.gold],
        [one for article in articles for one in article.predicted],
        [one for article in articles for one in article.pairs],
    )
    right = {id(pair.predicted) for pair in judged.pairs if pair.right}
    return QuotationScores(
        n_articles=len(articles),
        missing=tuple(article.doc_id for article in gold if article.doc_id not in quotations),
        unknown=tuple(doc_id for doc_id in quotations if doc_id not in ids),
        content=_content(judged),
        by_kind={kind: _of_kind(judged, kind) for kind in KINDS},
        content_words=added(_words(article, lambda one: one.content) for article in articles),
        source_words=added(_words(article, lambda one: one.source) for article in articles),
        cue_words=added(_words(article, lambda one: one.cue) for article in articles),
        speakers=_speakers(judged.pairs),
        end_to_end=Retrieval(len(judged.gold), len(right), len(judged.predicted), len(right)),
        confidence=calibrate(
            [(one.confidence, id(one) in right) for one in judged.predicted if one.confidence is not None]
        ),
    )


def _judged(article: MarkedArticle, predicted: Sequence[Quotation]) -> _Judged:
    ours, theirs = _readings(article.text, article.quotations), _readings(article.text, predicted)
    return _Judged(ours, theirs, _paired(ours, theirs))


def _readings(text: str, quotations: Sequence[Quotation]) -> list[_Reading]:
    regions = quoted_regions(text)
    readings = [
        _Reading(
            content=word_starts(text, one.content),
            source=word_starts(text, one.source),
            cue=word_starts(text, one.cue),
            kind=quotation_kind(text, one.content, regions),
            has_source=bool(one.source),
            head=head_word(text, one.source),
            confidence=one.confidence,
        )
        for one in quotations
    ]
    return [one for one in readings if one.content]


def _paired(gold: Sequence[_Reading], predicted: Sequence[_Reading]) -> list[_Pair]:
    """Pair one to one, the largest overlap first; between equals the later in the files."""
    overlaps = [
        (len(shared) / max(len(one.content), len(other.content)), n, m)
        for n, one in enumerate(gold)
        for m, other in enumerate(predicted)
        if (shared := one.content & other.content)
    ]
    pairs: list[_Pair] = []
    free_gold, free_predicted = set(range(len(gold))), set(range(len(predicted)))
    for overlap, n, m in sorted(overlaps, reverse=True):
        if n in free_gold and m in free_predicted:
            free_gold.remove(n)
            free_predicted.remove(m)
            pairs.append(_Pair(gold[n], predicted[m], overlap))
    return pairs


def _content(judged: _Judged, kind: QuotationKind | None = None) -> ContentScores:
    """Count contents; of one kind, or of all."""

    def of_kind(readings: Iterable[_Reading]) -> int:
        return sum(kind in (None, one.kind) for one in readings)

    def counted(min_overlap: float) -> Retrieval:
        pairs = [pair for pair in judged.pairs if pair.overlap >= min_overlap]
        n_found, n_right = of_kind(pair.gold for pair in pairs), of_kind(pair.predicted for pair in pairs)
        return Retrieval(of_kind(judged.gold), n_found, of_kind(judged.predicted), n_right)

    return ContentScores(exact=counted(1.0), overlapping=counted(MIN_OVERLAP), touching=counted(0.0))


def _of_kind(judged: _Judged, kind: QuotationKind) -> KindScores:
    speakers = _speakers([pair for pair in judged.pairs if pair.gold.kind == kind])
    return KindScores(_content(judged, kind), speakers.right)


def _words(article: _Judged, part: Callable[[_Reading], frozenset[int]]) -> Retrieval:
    gold = frozenset[int]().union(*map(part, article.gold))
    predicted = frozenset[int]().union(*map(part, article.predicted))
    return Retrieval(len(gold), len(gold & predicted), len(predicted), len(gold & predicted))


def _speakers(pairs: Sequence[_Pair]) -> SpeakerScores:
    found = [pair for pair in pairs if pair.overlap >= MIN_OVERLAP]
    named = [pair for pair in found if pair.gold.has_source]
    unnamed = [pair for pair in found if not pair.gold.has_source]
    return SpeakerScores(
        right=Share(sum(pair.speaker_right for pair in named), len(named)),
        in_place=Share(sum(pair.in_place for pair in named), len(named)),
        exact=Share(sum(pair.gold.source == pair.predicted.source for pair in named), len(named)),
        none_given=Share(sum(not pair.predicted.has_source for pair in named), len(named)),
        rightly_none=Share(sum(pair.speaker_right for pair in unnamed), len(unnamed)),
    )
