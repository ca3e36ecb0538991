"""Pairs that are judged although they are neither near nor of one thread."""

import numpy as np
import pytest

from analyzer.comparisons.candidates import find_candidates
from analyzer.comparisons.reading import read_statements
from analyzer.schema import Embeddings
from analyzer.settings import ComparisonSettings

NEAR = "the evacuation of the valley is imminent"
FAR = "an evacuation will begin next month"


@pytest.fixture
def pair_up():
    def pair_up(*statements, cosine=0.1):
        """Return the pairs of statements that stand in threads of their own, every two with the same cosine."""
        n = len(statements)
        vectors = np.linalg.cholesky(np.full((n, n), cosine) + (1 - cosine) * np.eye(n)).astype(np.float32)
        embeddings = Embeddings(tuple(one.id for one in statements), vectors)
        threads = {one.id: f"t-{one.id}" for one in statements}
        readings = read_statements(statements, ())
        return list(find_candidates(statements, readings, embeddings, threads, ComparisonSettings())[0])

    return pair_up


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


def test_not_of_a_statement_and_the_one_it_is_reported_in(make, pair_up):
    outer = make(f"the mayor said that {NEAR}")
    assert pair_up(outer, make(FAR, nested_in=outer.id)) == []


def test_judgements_of_one_event_by_one_speaker_are_left_out(make, pair_up):
    said = "the talks did not go well", "the talks were productive"
    one, other = map(make, said)
    assert pair_up(one, other) == [(one.id, other.id)]
    assert pair_up(*(make(text, speaker="sp-ruiz") for text in said)) == []


def test_near_claims_whoever_says_them(make, pair_up):
    one, other = make(NEAR, speaker="sp-ruiz"), make("the harbour is closed", speaker="sp-ruiz", document="d-2")
    assert pair_up(one, other, cosine=0.5) == [(one.id, other.id)]
    assert pair_up(one, other) == []
