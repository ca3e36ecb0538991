"""A finished analysis with corrections: as the next run would have it, as far as no model is needed."""

from dataclasses import replace
from typing import get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.corrected import show_corrected
from analyzer.schema import CorrectionKind, NamedSpeaker, Span
from analyzer.storage import faults, read_analysis, write_analysis
from analyzer.tables import look_up

PROPERTY = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def test_without_corrections_it_is_the_same(found):
    assert show_corrected(*found, ()) == found


def test_a_conflict_of_what_is_no_statement_goes(shown, desk):
    union = desk.said("safe on Sunday", speaker="the dockers' union")
    cited = {side.statement for one in shown().conflicts for side in (one.left, one.right)}
    left = {
        side.statement
        for one in shown(desk.correct("not_a_statement", union)).conflicts
        for side in (one.left, one.right)
    }
    assert union.id in cited
    assert cited - left == {union.id}


def test_a_conflict_between_what_a_person_joined_goes(shown, desk):
    one = desk.said("safe on Sunday", speaker="Ana Ruiz", document="ferry.txt")
    other = desk.said("safe on Sunday", speaker="the dockers' union")
    assert len(shown().conflicts) - len(shown(desk.correct("join_groups", one, other)).conflicts) == 1


def cut(desk, statement, words):
    text = desk.lookup.documents[statement.document].text
    start = text.index(words, statement.start)
    return desk.correct("boundary", statement, content=(Span(start, start + len(words)),))


def test_a_conflict_whose_differing_words_are_cut_off_goes(shown, desk):
    never = desk.said("never safe", document="ferry.txt")
    assert len(shown(cut(desk, never, "The ferry to Varn")).conflicts) < len(shown().conflicts)


def test_a_conflict_follows_a_boundary_that_leaves_its_words(shown, desk):
    never = desk.said("never safe", document="ferry.txt")
    analysis = shown(cut(desk, never, "was never safe to sail"))
    (new,) = {one.id for one in analysis.statements if one.document == never.document} - {
        one.id for one in shown().statements
    }
    assert new in {side.statement for one in analysis.conflicts for side in (one.left, one.right)}


def test_the_sides_of_a_conflict_follow_their_groups(shown, desk):
    union, jobs = desk.said("safe on Sunday", speaker="the dockers' union"), desk.said("12 jobs")
    lookup = look_up(shown(desk.correct("move", union, beside=jobs)))
    for conflict in lookup.analysis.conflicts:
        for side in (conflict.left, conflict.right):
            assert side.group == lookup.group_of[side.statement].id


def test_a_group_that_grows_keeps_its_id(shown, desk):
    jobs = desk.said("12 jobs")
    group = desk.lookup.group_of[jobs.id]
    analysis = shown(desk.correct("move", desk.said("went badly"), beside=desk.said("40 jobs")))
    assert group.id in {one.id for one in analysis.groups}
    assert desk.lookup.group_of[desk.said("40 jobs").id].id in {one.id for one in analysis.groups}


def test_the_vectors_are_those_of_the_statements(found, desk):
    corrections = [cut(desk, desk.said("40 jobs"), "40 jobs"), desk.correct("not_a_statement", desk.said("12 jobs"))]
    analysis, embeddings = show_corrected(*found, corrections)
    assert embeddings.statements == tuple(one.id for one in analysis.statements)
    assert len(embeddings.vectors) == len(analysis.statements)


def test_voices_are_counted_again(shown, desk):
    one, other = desk.said("went badly"), desk.said("long and frank")
    joined = desk.correct("join_groups", one, other)
    merged = desk.correct("merge_speakers", speakers=["Jo Park", "Otto Lind"])
    analysis = shown(joined, merged)
    assert next(group.n_independent for group in analysis.groups if one.id in group.members) == 1


def test_without_vectors_a_group_keeps_the_likeness_it_had(plain, desk):
    moved = desk.correct("move", desk.said("went badly"), beside=desk.said("40 jobs"))
    analysis, embeddings = show_corrected(plain, None, [moved])
    before = desk.lookup.group_of[desk.said("40 jobs").id]
    assert embeddings is None
    assert next(one.cohesion for one in analysis.groups if one.id == before.id) == before.cohesion


def test_what_the_run_applied_is_not_applied_again(run_with, desk):
    given_to = desk.correct("speaker", desk.said("went badly"), speakers=["Ana Ruiz"])
    analysis, embeddings = run_with([given_to])
    assert show_corrected(analysis, embeddings, [given_to]) == (analysis, embeddings)


def test_what_was_undone_since_the_run_says_so(run_with, desk):
    analysis, embeddings = run_with([desk.correct("speaker", desk.said("went badly"), speakers=["Ana Ruiz"])])
    (told,) = show_corrected(analysis, embeddings, [])[0].corrections
    assert told.applied
    assert told.told == "undone since; the next run is without it"


def test_a_run_after_the_undoing_is_as_if_nothing_had_been_corrected(run_with, desk, plain):
    run_with([desk.correct("not_a_statement", desk.said("went badly"))])
    again, _ = run_with([])
    assert replace(again, provenance=plain.provenance) == plain


def test_a_corrected_analysis_is_written_and_read_back(shown, desk, tmp_path):
    analysis = shown(cut(desk, desk.said("40 jobs"), "40 jobs"), desk.correct("merge_speakers", speakers=["A", "B"]))
    write_analysis(analysis, tmp_path / "analysis.json")
    assert read_analysis(tmp_path / "analysis.json").corrections == analysis.corrections


@st.composite
def a_correction(draw, desk):
    """Draw a correction of some kind of anything at the desk."""
    statements = st.sampled_from(desk.analysis.statements)
    names = st.sampled_from([one.name for one in desk.analysis.speakers]) | st.just(NamedSpeaker("Eva Holm"))
    kind = draw(st.sampled_from(get_args(CorrectionKind)))
    cited = draw(st.lists(statements, min_size=1, max_size=3, unique_by=lambda one: one.id))
    if kind == "boundary":
        ((start, end),) = cited[0].content
        at = draw(st.integers(start, end - 1))
        return desk.correct(kind, cited[0], content=(Span(at, draw(st.integers(at + 1, end + 5))),))
    if kind == "merge_speakers":
        return desk.correct(kind, speakers=draw(st.lists(names, min_size=2, max_size=3)))
    speakers = draw(st.lists(names, min_size=2, max_size=2)) if "speaker" in kind else ()
    return desk.correct(kind, *cited, speakers=speakers, beside=draw(st.none() | statements))


@st.composite
def some_corrections(draw, desk):
    """Draw corrections that several people make without seeing each other's."""
    made = draw(st.lists(a_correction(desk), min_size=1, max_size=5))
    return [replace(one, entry=str(number)) for number, one in enumerate(made)]


@PROPERTY
@given(data=st.data())
def test_whatever_is_corrected_the_analysis_is_sound(found, desk, data):
    analysis, _ = show_corrected(*found, data.draw(some_corrections(desk)))
    assert list(faults(analysis)) == []
    assert sorted(member for group in analysis.groups for member in group.members) == sorted(
        one.id for one in analysis.statements
    )
    assert {group.id for group in analysis.groups} == {id_ for thread in analysis.threads for id_ in thread.groups}


@PROPERTY
@given(data=st.data())
def test_applied_twice_is_applied_once(found, desk, data):
    corrections = data.draw(some_corrections(desk))
    once = show_corrected(*found, corrections)
    assert show_corrected(*once, corrections)[0] == once[0]


@PROPERTY
@given(data=st.data())
def test_one_after_the_other_is_as_all_at_once(found, at_the_desk, data):
    corrections, step = [], found
    for number in range(data.draw(st.integers(1, 4))):
        if step[0].statements:
            made = data.draw(a_correction(at_the_desk(step[0])))
            corrections.append(replace(made, entry=str(number)))
            step = show_corrected(*step, corrections)
    at_once, _ = show_corrected(*found, corrections)
    assert step[0].statements == at_once.statements
    # A move beside what a later correction says is no statement is undone with it, in one pass alone.
    if all(one.applied for one in at_once.corrections):
        assert {frozenset(one.members) for one in step[0].groups} == {frozenset(one.members) for one in at_once.groups}


@PROPERTY
@given(data=st.data())
def test_what_is_shown_at_once_is_what_a_run_finds(found, run_with, desk, data):
    corrections = data.draw(some_corrections(desk))
    at_once, _ = show_corrected(*found, corrections)
    run, _ = run_with(corrections)
    assert {replace(one, copy_of=None) for one in at_once.statements} == {
        replace(one, copy_of=None) for one in run.statements
    }
    assert at_once.speakers == run.speakers
    assert list(faults(run)) == []
