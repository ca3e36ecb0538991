from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.groups import group_statements
from analyzer.schema import Comparison, Embeddings, Span, Statement
from analyzer.settings import GroupSettings

SETTINGS = GroupSettings(min_entailment=0.5, min_pair_entailment=0.3)
NEAR = 0.75


def statement(name, **more):
    more = {"kind": "indirect", "claim": f"claim of {name}", **more}
    return Statement(name, "d-1", 0, 9, "x", (Span(0, 9),), (), **more)


def judged(left, right, relation, score=0.9):
    scores = {"entailment": 0.0, "neutral": 0.0, "contradiction": 0.0, relation: score}
    return Comparison(left, right, 0.5, relation, **scores)


def at(*degrees):
    """Unit vectors in a plane: the cosine between two is that of the angle between them."""
    angles = np.radians(degrees)
    return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


def judged_near(statements, vectors, but=()):
    """Judge every near pair to entail, apart from those judged already."""
    done = {frozenset((one.left, one.right)) for one in but}
    pairs = [(i, j) for i in range(len(statements)) for j in range(i) if vectors[i] @ vectors[j] >= NEAR]
    names = [(statements[i].id, statements[j].id, float(vectors[i] @ vectors[j])) for i, j in pairs]
    return [*but, *(judged(a, b, "entailment", min(1.0, cos)) for a, b, cos in names if {a, b} not in done)]


def grouped(statements, vectors, comparisons=None, thread_of=None):
    comparisons = judged_near(statements, vectors) if comparisons is None else comparisons
    embeddings = Embeddings(tuple(s.id for s in statements), vectors)
    thread_of = thread_of or {s.id: "t-1" for s in statements}
    return group_statements(statements, (), embeddings, comparisons, thread_of, SETTINGS)


def sets(groups):
    return {frozenset(group.members) for group in groups}


A, B, C = statement("a"), statement("b"), statement("c")
TOGETHER, APART = {frozenset("ab")}, {frozenset("a"), frozenset("b")}


@pytest.mark.parametrize("degrees", [0, 20, 60])
def test_nearness_alone_joins_nothing(degrees):
    assert sets(grouped([A, B], at(0, degrees), [])) == APART


@pytest.mark.parametrize(("score", "expected"), [(0.5, TOGETHER), (0.49, APART)])
def test_entailment_joins_from_its_least_score_on(score, expected):
    assert sets(grouped([A, B], at(0, 20), [judged("a", "b", "entailment", score)])) == expected


def test_threads_part_nothing_and_the_medoid_names_the_thread():
    (group,) = grouped([A, B], at(0, 5), thread_of={"a": "t-1", "b": "t-2"})
    assert (group.members, group.medoid, group.thread) == (("a", "b"), "a", "t-1")


def test_a_pair_that_is_only_nearly_the_same_is_carried_by_a_third():
    pairs = [judged("a", "b", "entailment"), judged("b", "c", "entailment")]
    nearly = Comparison("a", "c", 0.5, "neutral", entailment=0.35, neutral=0.6, contradiction=0.05)
    assert len(grouped([A, B, C], at(0, 10, 20), [*pairs, nearly])) == 1
    assert len(grouped([A, B, C], at(0, 10, 20), pairs)) == 2


@pytest.mark.parametrize(
    ("relation", "degrees", "expected"),
    [
        ("contradiction", 1, APART),
        ("entailment", 80, TOGETHER),
        ("entailment", 20, TOGETHER),
        ("neutral", 20, APART),
        ("neutral", 80, APART),
    ],
)
def test_a_judgement_decides_before_nearness(relation, degrees, expected):
    assert sets(grouped([A, B], at(0, degrees), [judged("b", "a", relation)])) == expected


def test_a_contradiction_is_not_joined_through_a_third():
    vectors = at(0, 1, 2)
    groups = grouped([A, B, C], vectors, judged_near([A, B, C], vectors, [judged("a", "c", "contradiction")]))
    assert not any({"a", "c"} <= members for members in sets(groups))


def test_a_chain_of_near_claims_is_not_one_group():
    assert len(grouped([A, B, C], at(0, 35, 70))) == 2


def test_a_reported_statement_does_not_confirm_its_reporter():
    inner = replace(B, nested_in="a")
    innermost = replace(C, nested_in="b")
    assert len(grouped([A, inner, innermost], at(0, 1, 2))) == 3


def test_a_copy_of_the_reporter_does_not_confirm_it_either():
    outer, copy, inner = A, replace(B, copy_of="a"), replace(C, nested_in="b")
    assert sets(grouped([outer, copy, inner], at(0, 0, 1))) == {frozenset("ab"), frozenset("c")}


def test_copies_follow_their_original_whatever_is_judged():
    copy, copy_of_copy = replace(B, copy_of="a", stance="denies"), replace(C, copy_of="b")
    (group,) = grouped([A, copy, copy_of_copy], at(0, 90, 90), [judged("a", "b", "contradiction")])
    assert (set(group.members), group.medoid, group.cohesion) == ({"a", "b", "c"}, "a", 1.0)


def test_the_medoid_is_nearest_to_all_and_gives_label_and_thread():
    (group,) = grouped([A, B, C], at(0, 10, 30))
    assert (group.medoid, group.label, group.thread) == ("b", "claim of b", "t-1")
    cosines = np.cos(np.radians([10, 20, 30]))
    assert group.cohesion == pytest.approx(cosines.mean(), abs=1e-4)


def test_of_two_the_attributed_one_is_medoid():
    (group,) = grouped([replace(A, kind="narration"), B], at(0, 10))
    assert group.medoid == "b"


def test_members_stand_in_order_of_date_document_and_place():
    dated = [replace(A, published="2024-05-02"), replace(B, published="2024-05-01"), replace(C, start=5, end=8)]
    (group,) = grouped(dated, at(0, 1, 2))
    assert group.members == ("b", "a", "c")


def test_links_in_a_ring_or_to_nowhere_lose_nobody():
    odd = [replace(A, copy_of="b"), replace(B, copy_of="a"), replace(C, copy_of="x", nested_in="c")]
    assert sets(grouped(odd, at(0, 1, 80))) == {frozenset("ab"), frozenset("c")}


def test_no_statements_no_groups():
    assert grouped([], np.zeros((0, 0), np.float32)) == ()


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_every_statement_once_no_cannot_link_inside_and_no_order_matters(data):
    n = data.draw(st.integers(1, 9))
    names = [f"s{i}" for i in range(n)]
    made = [
        statement(
            name,
            copy_of=data.draw(st.sampled_from([None, None, *names[:i]])) if i else None,
            stance=data.draw(st.sampled_from(["asserts", "asserts", "denies"])),
            published=data.draw(st.sampled_from([None, "2024-01-01", "2024-01-02"])),
        )
        for i, name in enumerate(names)
    ]
    vectors = at(*[data.draw(st.integers(0, 90)) for _ in names])
    relations = st.sampled_from(["entailment", "neutral", "contradiction"])
    pairs = [judged(a, b, data.draw(relations)) for a in names for b in names if a < b and data.draw(st.booleans())]
    groups = grouped(made, vectors, pairs)
    assert sorted(member for group in groups for member in group.members) == names
    group_of = {member: group.id for group in groups for member in group.members}
    copies = {s.id for s in made if s.copy_of}
    clashing = [p for p in pairs if p.relation == "contradiction" and not {p.left, p.right} & copies]
    assert all(group_of[pair.left] != group_of[pair.right] for pair in clashing)
    assert all(group.medoid not in copies for group in groups)
    order = data.draw(st.permutations(range(n)))
    assert grouped([made[i] for i in order], vectors[order], pairs[::-1]) == groups


def test_a_group_names_who_printed_it():
    statements = [A, replace(B, document="d-2"), replace(C, document="d-3")]
    embeddings = Embeddings(("a", "b", "c"), at(0, 20, 90))
    thread_of = dict.fromkeys("abc", "t-1")
    comparisons = [judged("a", "b", "entailment")]
    publisher_of = {"d-1": "Ledger", "d-2": "Courier", "d-3": None}
    groups = group_statements(statements, (), embeddings, comparisons, thread_of, SETTINGS, publisher_of)
    assert {group.members: group.publishers for group in groups} == {("a", "b"): ("Courier", "Ledger"), ("c",): ()}
