"""Groups at other thresholds: whatever the tree says is what grouping anew would find."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.groups import group_statements
from analyzer.groups.voices import count_independent
from analyzer.schema import (
    Analysis,
    Comparison,
    Document,
    Embeddings,
    Group,
    Provenance,
    Span,
    Speaker,
    Statement,
    Thread,
)
from analyzer.settings import GroupSettings
from analyzer.tables import look_up
from dashboard.work.thresholds import SHIPPED, Naming, group_tree

TEXT = "x" * 20
SPEAKERS = tuple(Speaker(f"sp-{name}", name) for name in "abc")
SCORES = st.sampled_from([0.25, 0.3, 0.45, 0.55, 0.6, 0.6, 0.61, 0.75, 0.9, 1.0]) | st.integers(2500, 10_000).map(
    lambda number: number / 10_000
)


def said(number: int, speakers=(), **more) -> Statement:
    return Statement(
        id=f"st-{number:02}",
        document="d-1",
        start=number,
        end=number + 1,
        text="x",
        content=(Span(number, number + 1),),
        quoted=(),
        kind="indirect",
        claim=f"claim {number}",
        speakers=speakers or (f"sp-{'abc'[number % 3]}",),
        **more,
    )


def analysis_of(statements, scores, own=0.6) -> Analysis:
    """Build an analysis of some statements and scores of pairs of them, grouped at its own threshold."""
    pairs = [
        Comparison(f"st-{i:02}", f"st-{j:02}", 0.8, "entailment", score, round(1 - score, 4), 0.0)
        for (i, j), score in scores.items()
    ]
    found = regrouped(statements, pairs, own)
    return Analysis(
        Provenance("0", "3", "2024", 1.0, settings={"groups": {"min_entailment": own}}),
        (Document("d-1", "one.txt", TEXT),),
        SPEAKERS,
        tuple(statements),
        (Thread("t-1", "talks", tuple(group.id for group in found)),),
        tuple(pairs),
        found,
    )


def vectors(statements) -> Embeddings:
    return Embeddings(tuple(one.id for one in statements), np.eye(len(statements), 20, dtype=np.float32))


def regrouped(statements, comparisons, threshold) -> tuple[Group, ...]:
    thread_of = {one.id: "t-1" for one in statements}
    chosen = GroupSettings(min_entailment=threshold)
    return group_statements(statements, SPEAKERS, vectors(statements), comparisons, thread_of, chosen, {})


@st.composite
def analyses(draw) -> Analysis:
    n = draw(st.integers(2, 9))
    tied = draw(st.lists(st.sampled_from(list(combinations(range(n), 2))), unique=True))
    statements = [
        said(number, speakers=draw(st.sampled_from([("sp-a",), ("sp-b",), ("sp-a", "sp-b")]))) for number in range(n)
    ]
    if draw(st.booleans()):
        statements.append(said(n, copy_of="st-00"))
    return analysis_of(statements, {pair: draw(SCORES) for pair in tied}, draw(st.sampled_from([0.5, 0.6, 0.625])))


@settings(max_examples=150, deadline=None)
@given(analyses(), st.sampled_from([0.25, 0.3, 0.45, 0.5, 0.6, 0.61, 0.625, 0.75, 0.9, 1.0]))
def test_at_every_threshold_it_counts_what_grouping_anew_finds(analysis, threshold):
    tree = group_tree(look_up(analysis))
    asked = tree.steps[tree.step(threshold)]
    anew = regrouped(analysis.statements, analysis.comparisons, asked)
    counts = tree.counts(threshold)
    assert (counts.n_groups, counts.n_of_several_voices) == (len(anew), sum(group.n_independent > 1 for group in anew))


@settings(max_examples=100, deadline=None)
@given(analyses(), st.sampled_from([0.25, 0.45, 0.55, 0.61, 0.8, 1.0]))
def test_the_changes_lead_from_the_groups_of_one_threshold_to_those_of_the_other(analysis, threshold):
    lookup = look_up(analysis)
    tree = group_tree(lookup)
    naming = Naming(tree, lookup, vectors(analysis.statements))
    changes = tree.changes(tree.own, threshold)
    found = [tree.change(node, max(tree.own, threshold)) for node in changes.nodes]
    wholes = {naming.group(change.whole) for change in found}
    parts = {naming.group(part) for change in found for part in change.parts}
    before, after = (wholes, parts) if changes.kind == "split" else (parts, wholes)
    own, anew = (set(regrouped(analysis.statements, analysis.comparisons, one)) for one in (tree.own, threshold))
    assert (before, after) == (own - anew, anew - own)
    assert (len(wholes), len(parts)) == (changes.n_wholes, changes.n_parts)


@pytest.fixture
def three() -> Analysis:
    """Two statements tied at 0.7, a third to both at 0.5."""
    return analysis_of([said(0), said(1), said(2)], {(0, 1): 0.7, (0, 2): 0.5, (1, 2): 0.5})


@pytest.mark.parametrize(
    ("threshold", "kind", "sizes"),
    [(0.5, "merge", [(3, [2, 1])]), (0.71, "split", [(2, [1, 1])]), (0.65, "split", [])],
)
def test_lower_thresholds_merge_and_higher_ones_split(three, threshold, kind, sizes):
    tree = group_tree(look_up(three))
    changes = tree.changes(0.6, threshold)
    found = [tree.change(node, max(0.6, threshold)) for node in changes.nodes]
    assert changes.kind == kind
    assert [(len(change.whole), [len(part) for part in change.parts]) for change in found] == sizes


def test_a_threshold_that_is_no_step_of_the_slider_is_kept_exactly(three):
    tree = group_tree(look_up(analysis_of(three.statements, {(0, 1): 0.7, (0, 2): 0.5, (1, 2): 0.5}, own=0.625)))
    assert tree.own == 0.625
    assert {tree.own, SHIPPED} <= set(tree.steps)


def test_an_analysis_that_tells_no_settings_is_taken_as_shipped(three):
    old = replace(three, provenance=replace(three.provenance, settings={}))
    assert group_tree(look_up(old)).own == SHIPPED


def test_what_clashes_and_what_is_nested_never_merges(three):
    nested = (three.statements[0], replace(three.statements[1], nested_in="st-00"), three.statements[2])
    clashing = (replace(three.comparisons[1], relation="contradiction"), *three.comparisons[2:])
    tree = group_tree(look_up(replace(three, statements=nested, comparisons=(three.comparisons[0], *clashing))))
    assert tree.changes(0.6, 0.25).n_wholes == 1
    assert tree.counts(0.25).n_groups == 2


def test_several_voices_are_told_as_the_grouping_counts_them(three):
    joint = replace(three.statements[1], speakers=("sp-a", "sp-b"))
    same = replace(three, statements=(three.statements[0], joint, three.statements[2]))
    assert count_independent(same.statements[:2], {}) == 2
    assert group_tree(look_up(same)).counts(0.6).n_of_several_voices == 1
