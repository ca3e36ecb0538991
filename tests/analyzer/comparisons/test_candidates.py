"""Pairs that are judged although they are neither near nor of one thread."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.comparisons.blocking import Blocking
from analyzer.comparisons.candidates import find_candidates
from analyzer.comparisons.judging import look_at
from analyzer.comparisons.outlines import outline_statements
from analyzer.comparisons.readings import read_statements
from analyzer.comparisons.subject import TopicWeights
from analyzer.protocols import NoCache
from analyzer.schema import Embeddings, Span, Statement
from analyzer.settings import ComparisonSettings

NEAR = "the evacuation of the valley is imminent"
FAR = "an evacuation will begin next month"


@pytest.fixture
def pair_up():
    def pair_up(*statements, cosine=0.35):
        """Return the pairs of statements that stand in threads of their own, every two with the same cosine."""
        n = len(statements)
        vectors = np.linalg.cholesky(np.full((n, n), cosine) + (1 - cosine) * np.eye(n)).astype(np.float32)
        found = find(statements, vectors, ComparisonSettings())
        return [(statements[i].id, statements[j].id) for i, j in pairs_of(found)]

    return pair_up


def find(statements, vectors, settings):
    embeddings = Embeddings(tuple(one.id for one in statements), vectors)
    threads = {one.id: f"t-{one.id}" for one in statements}
    outlines = outline_statements(statements, read_statements(statements, ()), NoCache())
    blocking = Blocking(statements, outlines, TopicWeights(one.topic for one in outlines.values()), {})
    return find_candidates(statements, outlines, blocking, embeddings, threads, settings)


def pairs_of(found):
    return list(zip(found.left.tolist(), found.right.tolist(), strict=True))


@pytest.mark.parametrize("speakers", [("sp-ruiz", "sp-ruiz"), ("sp-ruiz", "sp-park")])
def test_two_times_of_one_event_in_one_document(make, pair_up, speakers):
    near, far = (make(text, speaker=speaker) for text, speaker in zip((NEAR, FAR), speakers, strict=True))
    assert pair_up(near, far) == [(near.id, far.id)]


def test_not_of_two_events(make, pair_up):
    assert pair_up(make(NEAR), make("a referendum will be held next month")) == []


def test_not_of_two_documents(make, pair_up):
    assert pair_up(make(NEAR), make(FAR, document="d-2")) == []


def test_not_where_one_gives_no_time(make, pair_up):
    assert pair_up(make(NEAR), make("an evacuation will begin")) == []


def test_judgements_of_one_event_by_one_speaker_are_left_out(make, pair_up):
    said = "the talks did not go well", "the talks were productive"
    one, other = map(make, said)
    assert pair_up(one, other) == [(one.id, other.id)]
    assert pair_up(*(make(text, speaker="sp-ruiz") for text in said)) == []


def test_near_claims_whoever_says_them(make, pair_up):
    one = make("the harbour is open to ships", speaker="sp-ruiz")
    other = make("the harbour is closed to ships", speaker="sp-ruiz", document="d-2")
    assert pair_up(one, other, cosine=0.5) == [(one.id, other.id)]
    assert pair_up(one, other) == []


def test_near_claims_of_two_things_only_from_where_they_are_read_together(make, pair_up):
    one, other = make("the harbour is open to ships"), make("the library is closed to readers", document="d-2")
    assert pair_up(one, other, cosine=0.5) == []
    assert pair_up(one, other, cosine=0.6) == [(one.id, other.id)]


def test_the_nearest_pairs_are_kept_and_the_rest_is_told(make):
    statements = [make(f"the harbour is {state} to ships") for state in ("open", "closed", "closed", "closed")]
    vectors = np.eye(4, dtype=np.float32)
    vectors[0] = np.sqrt([0.01, 0.25, 0.36, 0.38])
    found = find(statements, vectors, replace(ComparisonSettings(), max_pairs_per_statement=1))
    assert pairs_of(found) == [(0, 1), (0, 2), (0, 3)]  # each is the nearest of one of its sides
    assert [caution.where.split()[-1] for caution in found.cautions] == [statements[0].id]


@given(seed=st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_no_pair_is_lost_in_which_something_would_be_found(seed):
    """Random claims of few words, so that all kinds of clash occur."""
    dice = np.random.default_rng(seed)
    statements = [random_statement(dice, number) for number in range(14)]
    readings = read_statements(statements, ())
    weights = TopicWeights(reading.topic for reading in readings.values())
    outlines = outline_statements(statements, readings, NoCache())
    blocking = Blocking(statements, outlines, weights, {})
    one, other = np.triu_indices(len(statements), 1)
    cosines = dice.uniform(-0.1, 0.9, len(one))
    kept = blocking.may_come_of(one, other, cosines)
    for i, j, cosine, is_kept in zip(one, other, cosines.tolist(), kept, strict=True):
        prospect = look_at(readings[statements[i].id], readings[statements[j].id], cosine, weights)
        clashes = [] if prospect is None else [clash.signal for clash in prospect.clashes]
        if prospect is not None and (set(clashes) - {"disputes"} or prospect.alike or prospect.is_worth_reading):
            assert is_kept, (statements[i].text, statements[j].text, cosine, clashes)


def random_statement(dice, number):
    def pick(*words):
        return str(dice.choice(words))

    content = " ".join(
        (
            pick("the harbour", "the talks", "an attack", "this", "Ruiz", "no such attack", "the 40 ships"),
            pick("is", "is not", "will be", "could be", "was", "were", "cannot be"),
            pick("open", "closed", "imminent", "productive", "a failure", "virtually certain", "unlikely", "12 dead"),
            pick("on Monday", "on Friday", "next month", "for the 12 ships", "in the harbour", "", "after the talks"),
        )
    ).strip()
    kind = pick("indirect", "indirect", "narration")
    at = 1000 * (number % 7)
    return Statement(
        id=f"st-{number}",
        document=f"d-{number // 7}",
        start=at,
        end=at + len(content),
        text=content,
        content=(Span(at, at + len(content)),),
        quoted=(),
        kind=kind,
        claim=content,
        speakers=() if kind == "narration" else (f"sp-{dice.integers(5)}",),
        stance=pick("asserts", "asserts", "denies", "demands"),
    )
