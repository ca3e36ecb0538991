"""Which pairs the relation model is asked about, and what its word comes to in the end."""

import numpy as np
import pytest

from analyzer.comparisons import compare_statements, fusion
from analyzer.comparisons.judging import judge_pair, judge_prospects, look_at
from analyzer.comparisons.readings import read_statements
from analyzer.comparisons.subject import TopicWeights
from analyzer.conflicts import find_conflicts
from analyzer.schema import Embeddings, Group, ModelUse
from analyzer.settings import ComparisonSettings, ConflictSettings

NIGHT, DAWN = "the ferry ran through the night", "every boat lay in the harbour until dawn"
KNEW, DID_NOT = "the mayor knew of the leak in the dam", "the mayor did not know of the leak in the dam"
TOLD = {"kind": "narration", "speakers": ()}


class Model:
    """Finds a contradiction where both texts hold one of some words, and keeps what it was asked."""

    def __init__(self, *words):
        self.words, self.asked = words, []

    def relate(self, pairs):
        self.asked += [frozenset(pair) for pair in pairs]
        clashes = [all(any(word in text for word in self.words) for text in pair) for pair in pairs]
        return np.array([(0.01, 0.01, 0.98) if clash else (0.01, 0.98, 0.01) for clash in clashes], np.float32)

    def describe(self):
        return ModelUse("relations", "words", " ".join(self.words), "rules")


class Constant:
    """Gives every two texts the same contradiction."""

    def __init__(self, contradiction):
        self.row = 0.0, 1.0 - contradiction, contradiction

    def relate(self, pairs):
        return np.array([self.row] * len(pairs), np.float32)

    def describe(self):
        return ModelUse("relations", "constant", str(self.row), "rules")


@pytest.fixture
def look():
    def look(left, right, similarity=0.6):
        readings = read_statements([left, right], ())
        weights = TopicWeights(reading.topic for reading in readings.values())
        return look_at(readings[left.id], readings[right.id], similarity, weights)

    return look


@pytest.fixture
def asked(look):
    """Tell whether the model is asked about a pair, and which signals have found something in it."""

    def asked(left, right, similarity):
        prospect, model = look(left, right, similarity), Model()
        judge_prospects([prospect] if prospect is not None else [], model)
        return bool(model.asked), [clash.signal for clash in prospect.clashes] if prospect is not None else []

    return asked


def test_near_claims_of_two_speakers_are_read_together(make, asked):
    assert asked(make(NIGHT), make(DAWN), 0.6) == (True, [])


@pytest.mark.parametrize("similarity", [0.3, 0.45, 0.7, 0.9])
def test_narration_without_a_clash_is_not(make, asked, similarity):
    assert asked(make(NIGHT, **TOLD), make(DAWN), similarity) == (False, [])
    assert asked(make(NIGHT, **TOLD), make(DAWN, document="d-2", **TOLD), similarity) == (False, [])


@pytest.mark.parametrize("similarity", [0.3, 0.6, 0.9])
def test_one_speaker_without_a_clash_is_not(make, asked, similarity):
    assert asked(make(NIGHT, speaker="sp-ruiz"), make(DAWN, speaker="sp-ruiz"), similarity) == (False, [])


@pytest.mark.parametrize("similarity", [0.1, 0.3, 0.45])
def test_distant_claims_without_a_clash_are_not(make, asked, similarity):
    assert asked(make(NIGHT), make(DAWN), similarity) == (False, [])


def test_reports_of_two_days_are_not(make, asked):
    assert asked(make(f"{NIGHT} on Monday"), make(f"{DAWN} on Tuesday"), 0.6) == (False, [])
    assert asked(make(f"{NIGHT} on Monday"), make(f"{DAWN} on Monday"), 0.6) == (True, [])


def test_a_clash_is_read_together_wherever_it_was_found(make, asked):
    assert asked(make("the talks did not go well"), make("the talks were productive"), 0.3) == (
        True,
        ["characterisation"],
    )
    assert asked(make(KNEW, speaker="sp-ruiz"), make(DID_NOT, speaker="sp-ruiz"), 0.7) == (True, ["negation"])
    assert asked(make(KNEW, **TOLD), make(DID_NOT, document="d-2", **TOLD), 0.9) == (True, ["negation"])


def test_judgements_come_in_the_order_of_the_prospects(make, look):
    pairs = [
        (make(NIGHT, **TOLD), make(DAWN), 0.7),  # not asked about
        (make(NIGHT), make(DAWN), 0.6),
        (make(KNEW), make(DID_NOT), 0.7),
        (make("the ferry sank"), make("the quay was washed away"), 0.6),
        (make("the ferry ran late in the night"), make(DAWN), 0.6),
    ]
    prospects = [look(*pair) for pair in pairs]
    model = Model("night", "dawn")
    together = judge_prospects(prospects, model)
    assert together == [judge_prospects([prospect], Model("night", "dawn"))[0] for prospect in prospects]
    assert len({(one.contradiction, one.evidence) for one in together}) == len(together)
    assert {frozenset((NIGHT, DAWN)), frozenset((KNEW, DID_NOT))} <= set(model.asked)


def test_the_model_is_not_called_for_nothing(make, look):
    class Untouchable:
        def relate(self, pairs):
            raise AssertionError("asked")

    assert judge_prospects([], Untouchable()) == []
    assert len(judge_prospects([look(make(NIGHT, **TOLD), make(DAWN), 0.7)], Untouchable())) == 1


def test_a_pair_that_cannot_be_compared_is_not_judged(make):
    outer = make(f"the mayor said that {NIGHT}")
    inner = make(NIGHT, nested_in=outer.id)
    one, other = read_statements([outer, inner], ()).values()
    model = Model("night")
    assert judge_pair(one, other, 0.9, TopicWeights([one.topic, other.topic]), model) is None
    assert model.asked == []


@pytest.fixture
def trusted(monkeypatch):
    """Make the model count for much, whatever the weights in force."""
    monkeypatch.setattr(fusion, "WITH_MODEL", {**fusion.WITH_MODEL, "prior": -2.0, "relation": 2.0})


@pytest.fixture
def statements(make):
    return [make(NIGHT), make(DAWN), make("the ferry is painted green"), make("the harbour is a sight at dusk")]


@pytest.fixture
def compare():
    def compare(statements, model, cosine=0.6):
        n = len(statements)
        vectors = np.linalg.cholesky(np.full((n, n), cosine) + (1 - cosine) * np.eye(n)).astype(np.float32)
        embeddings = Embeddings(tuple(one.id for one in statements), vectors)
        threads = {one.id: "t-1" for one in statements}
        return compare_statements(statements, (), embeddings, threads, ComparisonSettings(), model=model).comparisons

    return compare


def test_what_only_the_model_sees_becomes_a_comparison(statements, compare, trusted):
    assert compare(statements, None) == ()
    (found,) = compare(statements, Model("night", "dawn"))
    assert (found.left, found.right, found.relation) == (statements[0].id, statements[1].id, "contradiction")
    (relation,) = [one for one in found.evidence if one.signal == "relation"]
    assert relation.contribution > 0
    assert relation.left_spans
    assert relation.right_spans


def test_what_only_the_model_sees_becomes_a_conflict(statements, compare, trusted):
    comparisons = compare(statements, Model("night", "dawn"))
    groups = [Group(f"g-{one.id}", "t-1", one.claim, (one.id,), one.id, 1.0, 1) for one in statements]
    (conflict,) = find_conflicts(statements, (), comparisons, groups, ConflictSettings())
    assert (conflict.kind, conflict.probability) == ("contradiction", comparisons[0].contradiction)
    for side, text in ((conflict.left, NIGHT), (conflict.right, DAWN)):
        statement = next(one for one in statements if one.id == side.statement)
        marked = [statement.text[s.start - statement.start : s.end - statement.start] for s in side.spans]
        assert statement.text == text
        assert f"“{' … '.join(marked)}”" in conflict.rationale


def test_every_near_pair_is_put_to_the_model_once(statements, compare):
    model = Model()
    compare(statements, model)
    assert len(model.asked) == len(set(model.asked)) == 6


def test_no_pair_is_dropped_that_would_be_shown(make, compare, look, trusted):
    one, other = make(NIGHT), make(DAWN)
    for score in np.linspace(0.03, 0.97, 200):
        model = Constant(score)
        (judged,) = judge_prospects([look(one, other)], model)
        is_shown = judged.contradiction >= ConflictSettings().min_possible
        assert bool(compare([one, other], model)) or not is_shown
