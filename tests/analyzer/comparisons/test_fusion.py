"""From findings to scores: what holds whatever the weights are."""

import itertools
import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.comparisons.fusion import Findings, judge
from analyzer.comparisons.readings import read_statements
from analyzer.comparisons.relating import Related
from analyzer.comparisons.subject import Subject
from analyzer.comparisons.weights import CLASHES
from analyzer.schema import Evidence, Span, Statement

ABOUT = Evidence("subject", 0.9)
SCORES = st.floats(0.0, 1.0)
CLASHING = st.dictionaries(st.sampled_from(sorted(CLASHES)), st.floats(0.05, 1.0), max_size=3)
VOICES = st.sampled_from(("apart", "reports", "same"))


def statement(number: int, text: str) -> Statement:
    at = 100 * number
    place = Span(at, at + len(text))
    return Statement(
        f"st-{number}",
        "d-1",
        *place,
        text,
        (place,),
        quoted=(),
        kind="indirect",
        claim=text,
        speakers=(f"sp-{number}",),
    )


SIDES = tuple(
    read_statements([statement(1, "the ferry ran all night"), statement(2, "the boats stayed in")], ()).values()
)


def related(contradiction: float) -> Related:
    return Related(contradiction, contradiction, contradiction, (), ())


def weigh(clashes=(), *, model=None, alike=None, alignment=1.0, voices="apart"):
    """Judge a pair with these signals and their strengths."""
    shared = Subject(0.7, alignment, alignment, ("ferry",), frozenset(), False, alignment)
    found = tuple(Evidence(name, strength) for name, strength in dict(clashes).items())
    likeness = None if alike is None else Evidence("similarity", alike)
    return judge(Findings(*SIDES, shared, voices, found, ABOUT, likeness, model))


def total(judgement):
    return math.fsum(one.contribution for one in judgement.evidence)


CASES = [
    ({"numbers": 1.0}, None),
    ({"dates": 0.7}, None),
    ({"characterisation": 1.0, "negation": 0.5}, None),
    ({"numbers": 0.6}, related(0.3)),
    ({}, related(0.9)),
    ({}, related(0.02)),
]


@pytest.mark.parametrize(("clashes", "model"), CASES)
def test_contributions_add_up_to_the_log_odds(clashes, model):
    judged = weigh(clashes, model=model)
    assert math.log(judged.contradiction / judged.neutral) == pytest.approx(total(judged), abs=1e-3)
    odds = judged.contradiction / (1 - judged.contradiction)
    assert math.log(odds) == pytest.approx(total(judged), abs=5e-3)


@pytest.mark.parametrize(("clashes", "model"), CASES)
def test_the_prior_is_among_the_evidence(clashes, model):
    assert [one.signal for one in weigh(clashes, model=model).evidence].count("prior") == 1


@pytest.mark.parametrize("name", sorted(CLASHES))
def test_a_clash_speaks_for_a_conflict_and_is_named(name):
    (found,) = [one for one in weigh({name: 1.0}).evidence if one.signal == name]
    assert found.contribution > 0


def test_what_the_model_says_is_named():
    assert {"relation", "direction"} <= {one.signal for one in weigh(model=related(0.9)).evidence}
    assert "relation" not in {one.signal for one in weigh({"numbers": 1.0}).evidence}


@settings(max_examples=200, deadline=None)
@given(CLASHING, VOICES, st.tuples(SCORES, SCORES))
def test_more_contradiction_by_the_model_never_lowers_the_score(clashes, voices, scores):
    less, more = (weigh(clashes, voices=voices, model=related(score)).contradiction for score in sorted(scores))
    assert more >= less - 1e-12


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(CLASHES)), SCORES, st.tuples(SCORES, SCORES))
def test_a_stronger_clash_and_a_nearer_subject_never_lower_the_score(name, strength, others):
    less, more = sorted(others)
    assert weigh({name: more}).contradiction >= weigh({name: less}).contradiction
    assert (
        weigh({name: strength}, alignment=more).contradiction >= weigh({name: strength}, alignment=less).contradiction
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [pair for pair in itertools.combinations(sorted(CLASHES), 2) if set(pair) != {"existence", "negation"}],
)
def test_two_signals_count_more_than_one(one, other):
    both = weigh({one: 1.0, other: 1.0})
    alone = {name: weigh({name: 1.0}) for name in (one, other)}
    strongest, second, *_ = both.evidence
    assert {strongest.signal, second.signal} == {one, other}
    assert both.contradiction > alone[strongest.signal].contradiction
    assert 0 < second.contribution < alone[second.signal].evidence[0].contribution


def test_one_no_seen_twice_counts_once():
    both, one = weigh({"existence": 1.0, "negation": 1.0}), weigh({"existence": 1.0})
    assert both.contradiction == one.contradiction
    assert "negation" not in {evidence.signal for evidence in both.evidence}


@settings(max_examples=100, deadline=None)
@given(CLASHING, VOICES, st.none() | st.builds(related, SCORES), st.none() | SCORES)
def test_scores_add_up_to_one(clashes, voices, model, alike):
    judged = weigh(clashes, voices=voices, model=model, alike=alike)
    scores = {name: getattr(judged, name) for name in ("entailment", "neutral", "contradiction")}
    assert sum(scores.values()) == pytest.approx(1.0)
    assert all(0 <= score <= 1 for score in scores.values())
    assert scores[judged.relation] == max(scores.values())


def test_without_a_signal_and_a_model_it_is_neutral():
    judged = weigh()
    assert (judged.relation, judged.evidence) == ("neutral", ())
    assert judged.neutral > 0.99


@pytest.mark.parametrize(
    ("model", "signals"), [(None, ["similarity", "subject"]), (related(0.02), ["similarity", "relation", "subject"])]
)
def test_likeness_is_explained_by_what_speaks_for_it(model, signals):
    judged = weigh(alike=0.95, model=model)
    assert judged.relation == "entailment"
    assert [one.signal for one in judged.evidence] == signals
    assert total(judged) == pytest.approx(math.log(judged.neutral / judged.entailment), abs=1e-3)


def test_a_reader_who_sees_a_clash_doubts_likeness():
    scores = [weigh(alike=0.8, model=related(contradiction)).entailment for contradiction in (0.01, 0.1, 0.4, 0.9)]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > 0.8 > 0.2 > scores[-1]


@pytest.mark.parametrize(("model", "is_alike"), [(None, False), (related(0.02), True), (related(0.2), False)])
def test_a_negation_on_one_side_is_believed_unless_a_reader_sees_no_clash(model, is_alike):
    sides = read_statements([statement(1, "the ferry did not run"), statement(2, "the ferry was laid up")], ()).values()
    shared = Subject(0.75, 1.0, 1.0, ("ferry",), frozenset(), False, 1.0)
    judged = judge(Findings(*sides, shared, "apart", (), ABOUT, Evidence("similarity", 0.9), model))
    assert (judged.relation == "entailment") is is_alike


@pytest.mark.parametrize(("name", "is_told"), [("numbers", True), ("disputes", False), ("position", False)])
def test_a_missing_date_is_told_only_where_it_weighs(name, is_told):
    one, other = (
        SIDES[0],
        next(iter(read_statements([replace(statement(3, "the ferry sank"), document="d-2")], ()).values())),
    )
    shared = Subject(0.7, 1.0, 1.0, ("ferry",), frozenset(), False, 1.0)
    judged = judge(Findings(one, other, shared, "apart", (Evidence(name, 1.0),), ABOUT, None))
    assert ("time" in {evidence.signal for evidence in judged.evidence}) is is_told
