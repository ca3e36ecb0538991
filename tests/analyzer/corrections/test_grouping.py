"""What becomes of groups that people correct."""

import pytest

from analyzer.schema import Span


def group_of(analysis, statement):
    (group,) = [one for one in analysis.groups if statement.id in one.members]
    return group


@pytest.fixture
def safe(desk):
    """Two statements that the program puts into one group."""
    return desk.said("safe on Sunday", speaker="Ana Ruiz", document="ferry.txt"), desk.said("40 jobs")


def test_the_two_are_found_to_say_the_same(plain, safe):
    assert group_of(plain, safe[0]) == group_of(plain, safe[1])


def test_a_moved_statement_is_beside_the_one_it_is_moved_to(run_with, desk):
    badly, jobs = desk.said("went badly"), desk.said("12 jobs")
    analysis, _ = run_with([desk.correct("move", badly, beside=jobs)])
    assert set(group_of(analysis, badly).members) == {badly.id, jobs.id}
    assert analysis.corrections[0].statements == (badly.id,)


def test_a_copy_moves_with_its_original(run_with, desk):
    jobs = desk.said("12 jobs")
    first, again = (desk.said("never safe", document=name) for name in ("ferry.txt", "copy.txt"))
    analysis, _ = run_with([desk.correct("move", first, beside=jobs)])
    assert set(group_of(analysis, jobs).members) == {first.id, again.id, jobs.id}


def test_an_original_moves_with_its_copy(run_with, desk):
    jobs = desk.said("12 jobs")
    first, again = (desk.said("never safe", document=name) for name in ("ferry.txt", "copy.txt"))
    analysis, _ = run_with([desk.correct("move", again, beside=jobs)])
    assert set(group_of(analysis, jobs).members) == {first.id, again.id, jobs.id}


def test_a_statement_is_moved_to_a_group_of_its_own(run_with, desk, safe):
    analysis, _ = run_with([desk.correct("move", safe[1])])
    assert group_of(analysis, safe[1]).members == (safe[1].id,)
    assert group_of(analysis, safe[0]).members == (safe[0].id,)


def test_a_split_parts_a_group(run_with, desk, safe):
    analysis, _ = run_with([desk.correct("split_group", safe[1], beside=safe[0])])
    assert group_of(analysis, safe[0]) != group_of(analysis, safe[1])


def test_a_split_of_what_is_parted_changes_nothing(run_with, plain, desk):
    badly, jobs = desk.said("went badly"), desk.said("12 jobs")
    analysis, _ = run_with([desk.correct("split_group", badly, beside=jobs)])
    assert analysis.groups == plain.groups
    assert analysis.corrections[0].applied


def test_joined_groups_are_one(run_with, desk):
    badly, frank = desk.said("went badly"), desk.said("long and frank")
    analysis, _ = run_with([desk.correct("join_groups", badly, frank)])
    group = group_of(analysis, badly)
    assert set(group.members) == {badly.id, frank.id}
    assert group.n_independent == 2


def test_a_group_is_made_anew_from_its_members(run_with, desk, safe):
    analysis, _ = run_with([desk.correct("join_groups", safe[0], desk.said("went badly"))])
    group = group_of(analysis, safe[0])
    assert group.medoid in group.members
    assert group.label == next(one.claim for one in analysis.statements if one.id == group.medoid)
    assert group.cohesion < 1.0


def clashing(desk):
    return (
        desk.said("safe on Sunday", speaker="Ana Ruiz", document="ferry.txt"),
        desk.said("safe on Sunday", speaker="the dockers' union"),
    )


def cited(analysis):
    return {frozenset((one.left.statement, one.right.statement)) for one in analysis.conflicts}


def test_what_a_person_joins_is_no_conflict_any_more(run_with, plain, desk):
    pair = clashing(desk)
    analysis, _ = run_with([desk.correct("join_groups", *pair)])
    assert frozenset(one.id for one in pair) in cited(plain)
    assert frozenset(one.id for one in pair) not in cited(analysis)


def test_a_join_of_what_was_judged_to_clash_says_so(run_with, desk):
    analysis, _ = run_with([desk.correct("join_groups", *clashing(desk))])
    assert analysis.corrections[0].told.startswith("no conflict is shown between its members")


def test_the_later_of_a_join_and_a_split_wins(run_with, plain, desk):
    one, other = clashing(desk)
    joined, split = desk.correct("join_groups", one, other), desk.correct("split_group", other, beside=one)
    analysis, _ = run_with([joined, split])
    assert {group.members for group in analysis.groups} == {group.members for group in plain.groups}


def test_a_group_correction_finds_a_statement_with_another_boundary(run_with, desk):
    badly, frank = desk.said("went badly"), desk.said("long and frank")
    text = desk.lookup.documents[badly.document].text
    start, end = badly.content[0]
    shorter = desk.correct("boundary", badly, content=(Span(start, start + text[start:end].index(" from")),))
    analysis, _ = run_with([desk.correct("join_groups", badly, frank), shorter])
    (id_,) = analysis.corrections[1].statements
    assert frank.id in next(one.members for one in analysis.groups if id_ in one.members)


REASONS = {
    "a join of one": (lambda desk: desk.correct("join_groups", desk.said("went badly")), "only one of its groups"),
    "a move beside a copy": (
        lambda desk: desk.correct(
            "move",
            desk.said("never safe", document="ferry.txt"),
            beside=desk.said("never safe", document="copy.txt"),
        ),
        "moved to a copy of itself",
    ),
    "a part of a copy": (
        lambda desk: desk.correct(
            "split_group",
            desk.said("never safe", document="ferry.txt"),
            beside=desk.said("never safe", document="copy.txt"),
        ),
        "parted from a copy of itself",
    ),
}


@pytest.mark.parametrize(("make", "reason"), REASONS.values(), ids=REASONS.keys())
def test_what_cannot_be_applied_changes_nothing(run_with, plain, desk, make, reason):
    analysis, _ = run_with([make(desk)])
    assert analysis.groups == plain.groups
    assert reason in analysis.corrections[0].why_not


def test_told_is_in_the_order_of_the_corrections(run_with, desk):
    badly, frank = desk.said("went badly"), desk.said("long and frank")
    corrections = [
        desk.correct("join_groups", badly, frank),
        desk.correct("speaker", badly, speakers=["Ana Ruiz"]),
        desk.correct("move", frank),
    ]
    analysis, _ = run_with(corrections)
    assert [one.correction for one in analysis.corrections] == corrections
