"""A claim that somebody pastes, judged against the statements of an analysis as the pipeline judges two statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256

import numpy as np

from analyzer.comparisons import as_comparison
from analyzer.comparisons.judging import Prospect, judge_prospects, look_at
from analyzer.comparisons.readings import read_statements
from analyzer.comparisons.subject import TopicWeights
from analyzer.conflicts import find_conflicts
from analyzer.errors import ModelError
from analyzer.pipeline import Parts
from analyzer.schema import Comparison, Conflict, Document, Embeddings, Group, Speaker, Statement, Thread
from analyzer.settings import ConflictSettings
from analyzer.tables import Lookup
from analyzer.tables.searching import cosines_with, folded_words, sharing_rare_words, word_index
from analyzer.tables.statement_links import statement_links
from analyzer.two_texts import ONE_DAY, document_of, statement_of
from dashboard.state import Opened
from dashboard.work.judged_statements import JudgedStatement, are_turned, is_near, says_the_same, weak_clash
from dashboard.work.reading_models import models_for

NEAREST, SHARING = 50, 20
"""Statements that a claim is judged against: the nearest, and others that share rare words."""
NAME = "your text"
_THREAD = Thread("t-claim", NAME, ())
_WEIGHED = 1_000  # statements by which it is told how common a word is


@dataclass(frozen=True, slots=True)
class Claim:
    """What was pasted.

    Attributes
    ----------
    text
        Not blank.
    speaker
        Who says so; somebody else than all speakers of the analysis when it is empty.
    day
        ISO date; empty for the day of each statement that it is judged against.
    """

    text: str
    speaker: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """What came of a claim; a verdict on whether it is true is no part of it.

    Attributes
    ----------
    claim
        As one statement of a document of its own.
    lookup
        The analysis with the claim beside it.
    known_speaker
        Name of the speaker of the analysis who is taken to say so, or ``None``.
    clashing
        Strongest first.
    agreeing
        Those with which it would be put into one group, strongest first.
    neither
        What differs too weakly to be shown as a conflict, then what is only near in meaning; the nearest first.
    n_judged
        How many statements it was judged against.
    """

    claim: Statement
    lookup: Lookup
    known_speaker: str | None
    clashing: tuple[JudgedStatement, ...]
    agreeing: tuple[JudgedStatement, ...]
    neither: tuple[JudgedStatement, ...]
    n_judged: int


@lru_cache(maxsize=8)
def judge_claim(asked: Claim, opened: Opened) -> JudgedClaim:
    """Judge a claim against the statements nearest to it, and others that share rare words.

    Where the statements have no vectors that fit, only those that share rare words are looked at.

    Raises
    ------
    ModelError
        A model is missing or cannot run.
    """
    models, lookup = models_for(opened), opened.lookup
    if models.parts is None:
        raise ModelError("; ".join(models.told))
    speaker = _speaker(asked.speaker, lookup)
    document = document_of(NAME, asked.text, asked.day or None)
    claim = statement_of(document, speaker.id, models.settings.statements)
    others, cosines = _neighbours(claim, opened, models.parts, models.vectors)
    beside = _with_claim(claim, document, speaker, lookup)
    judged = _judge(claim, others, cosines, speaker, opened)
    least = models.settings.groups.min_entailment
    clashing = [one for one in judged if one.conflict is not None]
    agreeing = [one for one in judged if says_the_same(one, least)]
    floor = models.settings.comparisons.min_similarity
    neither = [one for one in judged if one not in clashing and one not in agreeing and is_near(one, floor)]
    return JudgedClaim(
        claim=claim,
        lookup=beside,
        known_speaker=lookup.names.get(speaker.id),
        clashing=tuple(sorted(clashing, key=lambda one: -(one.conflict.score if one.conflict else 0.0))),
        agreeing=tuple(sorted(agreeing, key=lambda one: -(one.comparison.entailment if one.comparison else 0.0))),
        neither=tuple(sorted(neither, key=lambda one: (weak_clash(one) is None, -one.cosine))),
        n_judged=len(judged),
    )


def common_words(lookup: Lookup) -> TopicWeights:
    """Weigh words by how many of the statements have them; of many statements, an even sample."""
    originals = [one for one in lookup.analysis.statements if one.copy_of is None]
    sample = originals[:: max(1, -(-len(originals) // _WEIGHED))]
    readings = read_statements(sample, _speaking(sample, lookup))
    return TopicWeights(reading.topic for reading in readings.values())


def _neighbours(
    claim: Statement, opened: Opened, parts: Parts, vectors: Embeddings | None
) -> tuple[list[Statement], list[float]]:
    """Return the originals to judge the claim against, and the cosines of their claims with it."""
    index = opened.once(word_index)
    vector = parts.encoder.encode([claim.claim])[0]
    every = np.full(len(index.statements), np.nan, np.float32)
    near: Iterable[int] = ()
    if vectors is not None:
        every = cosines_with(index, vectors, vector)
        near = np.argsort(-np.nan_to_num(every, nan=-1.0), kind="stable").tolist()
    rare = sharing_rare_words(index, claim.claim, most=2 * SHARING)
    originals = [
        [row for row, _ in zip((r for r in rows if index.statements[r].copy_of is None), range(most), strict=False)]
        for rows, most in ((near, NEAREST), (rare, SHARING))
    ]
    rows = list(dict.fromkeys(row for some in originals for row in some))
    others = [index.statements[row] for row in rows]
    cosines = every[rows]
    if np.isnan(cosines).any():
        cosines = parts.encoder.encode([one.claim for one in others]) @ vector
    return others, [round(cosine, 4) for cosine in cosines.tolist()]


def _judge(
    claim: Statement, others: Sequence[Statement], cosines: Sequence[float], speaker: Speaker, opened: Opened
) -> list[JudgedStatement]:
    """Judge the claim with each of some statements, in their order."""
    models, lookup = models_for(opened), opened.lookup
    kin = _kin(others, opened)
    speakers = [*_speaking([*others, *kin], lookup), speaker]
    dated = [_dated(claim, other) for other in others]
    prospects = _look(dated, kin, cosines, speakers, opened)
    relations = models.parts.relations if models.parts else None
    judged = iter(judge_prospects([one for one in prospects if one is not None], relations))
    found = []
    for other, cosine, pair, prospect in zip(others, cosines, dated, prospects, strict=True):
        comparison = None if prospect is None else as_comparison(claim.id, other.id, cosine, next(judged))
        conflict = None if comparison is None else _conflict(*pair, comparison, speakers, models.settings.conflicts)
        found.append(JudgedStatement(other, cosine, comparison, conflict, are_turned(claim, other)))
    return found


def _dated(claim: Statement, other: Statement) -> tuple[Statement, Statement]:
    """Give both a day: one that has none is taken to be of the other's."""
    day = claim.published or other.published or ONE_DAY
    return replace(claim, published=day), replace(other, published=other.published or day)


def _look(
    pairs: Sequence[tuple[Statement, Statement]],
    kin: Sequence[Statement],
    cosines: Sequence[float],
    speakers: Sequence[Speaker],
    opened: Opened,
) -> list[Prospect | None]:
    """Let the signals look at each pair, those of one day together."""
    weights = opened.once(common_words)
    publisher_of = {document.id: document.publisher for document in opened.analysis.documents}
    readings_on = {
        claim.published: read_statements(
            [claim, *(other for same, other in pairs if same.published == claim.published), *kin],
            speakers,
            publisher_of,
        )
        for claim, _ in pairs
    }
    return [
        look_at(readings_on[claim.published][claim.id], readings_on[claim.published][other.id], cosine, weights)
        for (claim, other), cosine in zip(pairs, cosines, strict=True)
    ]


def _conflict(
    claim: Statement,
    other: Statement,
    comparison: Comparison,
    speakers: Sequence[Speaker],
    settings: ConflictSettings,
) -> Conflict | None:
    groups = [Group(f"g-{one.id}", _THREAD.id, one.claim, (one.id,), one.id, 1.0, 1) for one in (claim, other)]
    return next(iter(find_conflicts([claim, other], speakers, [comparison], groups, settings)), None)


def _kin(statements: Sequence[Statement], opened: Opened) -> list[Statement]:
    """Return what is reported inside some statements, and what they are reported inside of."""
    by_id, inner = opened.lookup.statements, opened.once(statement_links).inner
    found: dict[str, Statement] = {}
    for statement in statements:
        found.update((id_, by_id[id_]) for id_ in inner.get(statement.id, ()))
        outer = statement.nested_in
        while outer is not None and outer not in found:
            found[outer] = by_id[outer]
            outer = by_id[outer].nested_in
    own = {statement.id for statement in statements}
    return [one for id_, one in found.items() if id_ not in own]


def _speaking(statements: Iterable[Statement], lookup: Lookup) -> list[Speaker]:
    """Return who says some statements, and for whom they speak."""
    ids = dict.fromkeys(id_ for statement in statements for id_ in (*statement.speakers, *statement.via))
    bodies = dict.fromkeys(body for id_ in ids if (body := lookup.speakers[id_].speaks_for))
    return [lookup.speakers[id_] for id_ in {**ids, **bodies}]


def _speaker(name: str, lookup: Lookup) -> Speaker:
    """Return the only speaker of that name, in any case; else one who is not in the analysis."""
    words = folded_words(name)
    named = [
        speaker
        for speaker in lookup.analysis.speakers
        if words and words in {folded_words(one) for one in (lookup.names[speaker.id], speaker.name, *speaker.aliases)}
    ]
    if len(named) == 1:
        return named[0]
    shown = " ".join(name.split()) or "Whoever says so"
    return Speaker(f"sp-{sha256(shown.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}", shown, (shown,))


def _with_claim(claim: Statement, document: Document, speaker: Speaker, lookup: Lookup) -> Lookup:
    """Return the lookup with the claim in it, so that rows can be made of it."""
    return replace(
        lookup,
        documents={**lookup.documents, document.id: document},
        statements={**lookup.statements, claim.id: claim},
        threads={**lookup.threads, _THREAD.id: _THREAD},
        names={speaker.id: speaker.name, **lookup.names},
        numbers={**lookup.numbers, claim.id: 0},
    )
