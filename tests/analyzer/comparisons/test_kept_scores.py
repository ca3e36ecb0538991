"""Two texts are read together once, whatever becomes of the judgements on those who said them."""

from dataclasses import replace

import numpy as np
import pytest

from analyzer.comparisons import compare_statements, kinds_of_comparisons
from analyzer.comparisons.kept_scores import kind_of_scores, read_together
from analyzer.protocols import NO_CACHE
from analyzer.schema import Embeddings, ModelUse
from analyzer.settings import ComparisonSettings

PAIRS = [("the dam holds", "the dam broke"), ("it rains", "it is dry"), ("the dam holds", "the dam broke")]
DOCUMENTS = [("d-1", "d-2"), ("d-3",), ("d-4", "d-1")]


class Shelf:
    """A cache in memory."""

    def __init__(self):
        self.values, self.owners = {}, {}

    def get(self, kind, keys):
        return {key: self.values[kind, key] for key in keys if (kind, key) in self.values}

    def put(self, kind, values, documents, *, replace=False):
        self.values |= {(kind, key): value for key, value in values.items()}
        for key, ids in documents.items():
            self.owners.setdefault((kind, key), set()).update(ids)


class Lengths:
    """Scores that follow from the lengths of the two texts; remembers what it was asked."""

    def __init__(self, name="lengths"):
        self.name, self.asked = name, []

    def relate(self, pairs):
        self.asked += pairs
        clash = np.array([1 / (1 + len(one) + 2 * len(other)) for one, other in pairs], np.float32)
        return np.stack([0.5 * (1 - clash), 0.5 * (1 - clash), clash], axis=1)

    def describe(self):
        return ModelUse("relations", self.name, self.name, "rules")


def test_known_texts_are_not_read_again_and_score_the_same_to_the_bit():
    shelf, model = Shelf(), Lengths()
    computed = read_together(PAIRS, DOCUMENTS, Lengths(), NO_CACHE)
    assert read_together(PAIRS, DOCUMENTS, model, shelf).tobytes() == computed.tobytes()
    assert read_together(PAIRS, DOCUMENTS, model, shelf).tobytes() == computed.tobytes()
    assert model.asked == PAIRS[:2]


def test_a_pair_turned_round_is_another_pair():
    shelf, model = Shelf(), Lengths()
    read_together(PAIRS[:1], DOCUMENTS[:1], model, shelf)
    read_together([PAIRS[0][::-1]], DOCUMENTS[:1], model, shelf)
    assert model.asked == [PAIRS[0], PAIRS[0][::-1]]


def test_scores_belong_to_every_document_whose_texts_these_are():
    shelf, model = Shelf(), Lengths()
    read_together(PAIRS, DOCUMENTS, model, shelf)
    read_together(PAIRS[1:2], [("d-9",)], model, shelf)
    assert sorted(map(sorted, shelf.owners.values())) == [["d-1", "d-2", "d-4"], ["d-3", "d-9"]]


def test_a_broken_value_is_read_again():
    shelf = Shelf()
    computed = read_together(PAIRS, DOCUMENTS, Lengths(), shelf)
    shelf.values = {key: value[:-1] for key, value in shelf.values.items()}
    assert read_together(PAIRS, DOCUMENTS, Lengths(), shelf).tobytes() == computed.tobytes()


def test_another_model_reads_anew():
    shelf, other = Shelf(), Lengths("another")
    read_together(PAIRS, DOCUMENTS, Lengths(), shelf)
    read_together(PAIRS, DOCUMENTS, other, shelf)
    assert other.asked == PAIRS[:2]


def test_the_kind_of_scores_is_among_those_of_a_run_that_has_a_model():
    assert kind_of_scores(Lengths()) in kinds_of_comparisons(ComparisonSettings(), Lengths())
    assert not any(kind.startswith("scores/") for kind in kinds_of_comparisons(ComparisonSettings(), None))


@pytest.mark.parametrize("change", [{"published": "2031-05-02"}, {"speakers": ("sp-9",)}, {"confidence": 0.5}])
def test_a_pair_that_is_judged_again_is_not_read_again(make, change):
    told = ["the talks about the dam did not go well", "the talks about the dam were productive"]
    statements = [make(text, document=f"d-{number}") for number, text in enumerate(told)]
    vectors = np.linalg.cholesky(np.array([(1, 0.7), (0.7, 1)])).astype(np.float32)
    embeddings = Embeddings(tuple(one.id for one in statements), vectors)
    threads = dict.fromkeys(embeddings.statements, "t-1")

    def compare(statements, model, cache):
        return compare_statements(
            statements, (), embeddings, threads, ComparisonSettings(), model=model, cache=cache
        ).comparisons

    shelf, model = Shelf(), Lengths()
    compare(statements, model, shelf)
    n_read = len(model.asked)
    n_judged = sum(kind.startswith("judgements/") for kind, _ in shelf.values)
    changed = [replace(statements[0], **change), statements[1]]
    assert compare(changed, model, shelf) == compare(changed, Lengths(), NO_CACHE)
    assert len(model.asked) == n_read > 0
    assert sum(kind.startswith("judgements/") for kind, _ in shelf.values) > n_judged
