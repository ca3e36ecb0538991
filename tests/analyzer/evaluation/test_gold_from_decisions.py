"""What people decided and corrected, as gold that judges another run."""

from dataclasses import replace

import pytest

from analyzer.corrected import show_corrected
from analyzer.evaluation import evaluate, gold_from_decisions, write_gold
from analyzer.reviews import cite, make_review
from analyzer.schema import Correction, NamedSpeaker, ReviewedConflict, Span
from analyzer.tables import look_up


@pytest.fixture
def corrected(small_analysis, small_embeddings):
    """Return a function that corrects the small analysis."""

    def correct(*makers):
        lookup = look_up(small_analysis)
        corrections = [make(lookup) for make in makers]
        return show_corrected(small_analysis, small_embeddings, corrections)[0]

    return correct


@pytest.fixture
def reviewed(small_analysis):
    """Return a function that decides about the only conflict of the small analysis."""

    def review(decision, state="stands"):
        made = make_review(small_analysis.conflicts[0], look_up(small_analysis), decision)
        why = "the text changed" if state == "reopened" else None
        return replace(small_analysis, reviews=(ReviewedConflict("c-1", state, why, made),))

    return review


def of_speaker(lookup):
    return Correction("speaker", (cite("st-2", lookup),), (NamedSpeaker("Eva Holm", kind="person"),))


def of_boundary(lookup):
    text = lookup.documents["d-north"].text
    start = text.index("40 jobs")
    return Correction("boundary", (cite("st-2", lookup),), content=(Span(start, start + len("40 jobs")),))


def joining(lookup):
    return Correction("join_groups", (cite("st-1", lookup), cite("st-2", lookup)))


def parting(lookup):
    return Correction("split_group", (cite("st-2", lookup),), beside=cite("st-1", lookup))


def scores(analysis, gold_of, folder):
    write_gold(gold_from_decisions(gold_of), folder)
    return evaluate(analysis, folder)


def test_without_decisions_there_is_no_gold(small_analysis):
    assert set(gold_from_decisions(small_analysis).values()) == {()}


def test_a_corrected_speaker_is_right_and_the_former_one_wrong(small_analysis, corrected, tmp_path):
    gold = corrected(of_speaker)
    assert scores(gold, gold, tmp_path).speakers.n_right == 1
    assert scores(small_analysis, gold, tmp_path).speakers.n_right == 0


def test_a_corrected_boundary_is_found_and_the_former_one_is_not(small_analysis, corrected, tmp_path):
    gold = corrected(of_boundary)
    assert scores(gold, gold, tmp_path).statements.n_right == 1
    assert scores(small_analysis, gold, tmp_path).statements.n_right == 0


def test_joined_groups_are_wanted(small_analysis, corrected, tmp_path):
    gold = corrected(joining)
    assert scores(gold, gold, tmp_path).group_pairs.n_right == 1
    assert scores(small_analysis, gold, tmp_path).group_pairs.n_missed == 1


def test_what_was_parted_is_wrong_together(small_analysis, small_embeddings, corrected, tmp_path):
    gold = corrected(joining, parting)
    together = show_corrected(small_analysis, small_embeddings, [joining(look_up(small_analysis))])[0]
    rows = [row for row in gold_from_decisions(gold)["groups"] if row["match"] == "apart"]
    assert [row["members"] for row in rows] == [["st-1", "st-2"]]
    assert scores(together, gold, tmp_path).group_pairs.n_wrong == 1


def test_pairs_of_which_nobody_has_spoken_are_not_judged(small_analysis, small_embeddings, reviewed, tmp_path):
    together = show_corrected(small_analysis, small_embeddings, [joining(look_up(small_analysis))])[0]
    gold = replace(reviewed("conflict"))
    assert scores(together, gold, tmp_path).group_pairs.n_wrong == 0


def test_a_conflict_that_was_confirmed_is_wanted(reviewed, tmp_path):
    gold = reviewed("conflict")
    assert scores(gold, gold, tmp_path).hard_conflicts.n_right == 1
    assert scores(replace(gold, conflicts=()), gold, tmp_path).hard_conflicts.n_missed == 1


def test_a_conflict_that_was_dismissed_is_false(reviewed, tmp_path):
    gold = reviewed("no_conflict")
    assert scores(gold, gold, tmp_path).n_false_conflicts == 1


@pytest.mark.parametrize(("decision", "state"), [("unsure", "stands"), ("conflict", "reopened")])
def test_what_is_not_certain_is_no_gold(reviewed, decision, state):
    assert gold_from_decisions(reviewed(decision, state))["conflicts"] == ()


def test_statements_that_were_read_in_a_conflict_are_gold(reviewed):
    assert {row["id"] for row in gold_from_decisions(reviewed("conflict"))["statements"]} == {"st-1", "st-3"}
