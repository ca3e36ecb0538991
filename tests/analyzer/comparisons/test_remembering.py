"""What was judged before is judged again only where something it rests on has changed."""

from dataclasses import replace

import numpy as np
import pytest

from analyzer.comparisons import compare_statements
from analyzer.protocols import NO_CACHE
from analyzer.schema import Embeddings, ModelUse, Speaker
from analyzer.settings import ComparisonSettings


class Shelf:
    """A cache in memory that counts what is put on it."""

    def __init__(self):
        self.values, self.owners, self.n_put = {}, {}, {}

    def get(self, kind, keys):
        return {key: self.values[kind, key] for key in keys if (kind, key) in self.values}

    def put(self, kind, values, documents, *, replace=False):
        self.values |= {(kind, key): value for key, value in values.items()}
        self.owners |= {(kind, key): tuple(ids) for key, ids in documents.items()}
        name = kind.split("/")[0]
        self.n_put[name] = self.n_put.get(name, 0) + len(values)


class Counting:
    """Finds everything neutral, and counts what it reads."""

    def __init__(self, name="counting"):
        self.name, self.n_read = name, 0

    def relate(self, pairs):
        self.n_read += len(pairs)
        return np.array([(0.1, 0.8, 0.1)] * len(pairs), np.float32)

    def describe(self):
        return ModelUse("relations", self.name, self.name, "rules")


@pytest.fixture
def statements(make):
    told = (
        "the talks about the dam did not go well",
        "the talks about the dam were productive",
        "the dam holds 40 million litres of water",
        "the dam holds 70 million litres of water",
        "the talks about the dam went on until midnight",
    )
    return [make(text, document=f"d-{number}") for number, text in enumerate(told)]


@pytest.fixture
def compare():
    def compare(statements, shelf, model=None, speakers=(), cosine=0.7):
        n = len(statements)
        vectors = np.linalg.cholesky(np.full((n, n), cosine) + (1 - cosine) * np.eye(n)).astype(np.float32)
        embeddings = Embeddings(tuple(one.id for one in statements), vectors)
        threads = dict.fromkeys(embeddings.statements, "t-1")
        return compare_statements(
            statements, speakers, embeddings, threads, ComparisonSettings(), model=model, cache=shelf or NO_CACHE
        ).comparisons

    return compare


def test_a_second_run_judges_nothing_and_says_the_same(compare, statements):
    shelf, model = Shelf(), Counting()
    first = compare(statements, shelf, model)
    n_read, n_judged = model.n_read, shelf.n_put["judgements"]
    assert first
    assert n_read
    assert n_judged
    assert compare(statements, shelf, model) == first == compare(statements, None, Counting())
    assert (model.n_read, shelf.n_put["judgements"]) == (n_read, n_judged)


def test_a_new_statement_about_something_else_leaves_the_others_as_judged(compare, make, statements):
    shelf, model = Shelf(), Counting()
    others = [make(f"a library in quarter {number} lends maps", document=f"d-{number}") for number in range(60)]
    known = [*statements, *others]
    assert compare(known, shelf, model, cosine=0.5)
    n_read, n_judged = model.n_read, shelf.n_put["judgements"]
    assert n_read
    new = make("cyclists crossed the pass in snow", document="d-99")
    assert compare([*known, new], shelf, model, cosine=0.5) == compare([*known, new], None, Counting(), cosine=0.5)
    assert (model.n_read, shelf.n_put["judgements"]) == (n_read, n_judged)


@pytest.mark.parametrize(
    "change",
    [{"published": "2031-05-02"}, {"stance": "denies"}, {"claim": "the talks of the union were productive"}],
)
def test_a_changed_statement_is_judged_again(compare, statements, change):
    shelf = Shelf()
    compare(statements, shelf)
    changed = [statements[0], replace(statements[1], **change), *statements[2:]]
    assert compare(changed, shelf) == compare(changed, None)


def test_what_is_known_of_the_speakers_counts(compare, statements):
    shelf = Shelf()
    plain = compare(statements, shelf)
    ids = [one.speakers[0] for one in statements[:2]]
    speakers = [Speaker(id_, "Someone", affiliation="Port Authority") for id_ in ids]
    of_one_camp = compare(statements, shelf, speakers=speakers)
    assert of_one_camp == compare(statements, None, speakers=speakers) != plain


def test_another_model_judges_anew(compare, statements):
    shelf, other = Shelf(), Counting("another")
    compare(statements, shelf, Counting())
    compare(statements, shelf, other)
    assert other.n_read


def test_a_judgement_belongs_to_both_documents(compare, statements):
    shelf = Shelf()
    compare(statements[:2], shelf)
    owners = [ids for (kind, _), ids in shelf.owners.items() if kind.startswith("judgements/")]
    assert owners == [("d-0", "d-1")]
