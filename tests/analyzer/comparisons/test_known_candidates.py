"""Pairs gone on from those of the run before are those of a run that knows nothing."""

from dataclasses import replace

import numpy as np
import pytest

from analyzer.comparisons.blocking import Blocking
from analyzer.comparisons.known_candidates import near_candidates
from analyzer.comparisons.outlines import outline_statements
from analyzer.comparisons.readings import read_statements
from analyzer.comparisons.subject import TopicWeights
from analyzer.neighbours import known_pairs
from analyzer.protocols import NO_CACHE

TOLD = (
    "the talks about the dam did not go well",
    "the talks about the dam were productive",
    "the dam holds 40 million litres of water",
    "the dam holds 70 million litres of water",
    "there was no agreement about the dam",
    "the ministers said the agreement about the dam would hold",
)


class Shelf:
    """A cache in memory."""

    def __init__(self):
        self.values, self.owners = {}, {}

    def get(self, kind, keys):
        return {key: self.values[kind, key] for key in keys if (kind, key) in self.values}

    def put(self, kind, values, documents, *, replace=False):
        self.values |= {(kind, key): value for key, value in values.items()}
        self.owners |= {(kind, key): ids for key, ids in documents.items()}


@pytest.fixture
def statements(make):
    filler = [f"the library in quarter {number} lends {number} maps of the dam" for number in range(12)]
    return [make(text, document=f"d-{number:02}") for number, text in enumerate([*TOLD, *filler])]


def vectors_of(statements):
    """Unit rows that follow from the claims alone, near each other."""
    rows = [np.random.default_rng(list(one.claim.encode())).standard_normal(8) * 0.25 + 1.0 for one in statements]
    return np.array([row / np.linalg.norm(row) for row in rows], np.float32)


def near(statements, cache, publisher_of=None):
    outlines = outline_statements(statements, read_statements(statements, ()), NO_CACHE)
    weights = TopicWeights(one.topic for one in outlines.values())
    blocking = Blocking(statements, outlines, weights, publisher_of or {})
    found = near_candidates(statements, vectors_of(statements), blocking, 0.4, cache)
    return sorted((statements[i].id, statements[j].id) for i, j in found.T.tolist())


@pytest.fixture
def met(monkeypatch):
    """How many statements had to meet all others, run by run."""
    counts = []

    class Watched(known_pairs.KeptPairs):
        def __init__(self, *arguments, **more):
            super().__init__(*arguments, **more)
            counts.append(int(self.fresh.sum()))

    monkeypatch.setattr("analyzer.comparisons.known_candidates.KeptPairs", Watched)
    return counts


def test_a_new_statement_meets_all_and_the_others_do_not_meet_again(statements, met):
    shelf = Shelf()
    near(statements[:-1], shelf)
    assert near(statements, shelf) == near(statements, NO_CACHE)
    assert met == [len(statements) - 1, 1, len(statements)]


def test_what_has_gone_leaves_no_pair(statements):
    shelf = Shelf()
    near(statements, shelf)
    assert near(statements[1:], shelf) == near(statements[1:], NO_CACHE)


@pytest.mark.parametrize(
    "change",
    [{"claim": "the dam holds 90 million litres of water"}, {"kind": "narration"}, {"document": "d-00"}],
    ids=["claim", "kind", "document"],
)
def test_a_changed_statement_meets_all_again(statements, met, change):
    shelf = Shelf()
    near(statements, shelf)
    changed = [*statements[:2], replace(statements[2], **change), *statements[3:]]
    assert near(changed, shelf) == near(changed, NO_CACHE)
    assert met[1] == 1


def test_who_published_counts(statements):
    narrated = [replace(one, kind="narration") for one in statements]
    shelf, publisher_of = Shelf(), {one.document: "The Gazette" for one in statements}
    assert near(narrated, shelf)
    assert near(narrated, shelf, publisher_of) == near(narrated, NO_CACHE, publisher_of)


def test_words_that_have_come_to_weigh_more_are_weighed_anew(statements, make):
    shelf = Shelf()
    near(statements, shelf)
    others = [make(f"cyclists crossed pass {number} in snow", document="d-99") for number in range(60)]
    assert near([*statements, *others], shelf) == near([*statements, *others], NO_CACHE)
