"""Who clashes with whom, without what a person dismissed."""

from dataclasses import replace

from analyzer.schema import Span
from analyzer.tables import look_up
from analyzer.tables.clashes import clashes, hedged_thread


def test_the_speakers_of_both_sides_are_a_pair(small_analysis):
    found = clashes(look_up(small_analysis))
    assert found.speakers == {"sp-ruiz": "Ana Ruiz", "sp-park": "Jo Park"}
    assert [(pair.id, pair.flagged, pair.possible) for pair in found.pairs] == [("sp-ruiz~sp-park", ("c-1",), ())]


def test_a_dismissed_conflict_makes_no_pair(with_review):
    found = clashes(look_up(with_review("no_conflict")))
    assert (found.speakers, found.pairs) == ({}, ())


def test_speakers_beyond_the_cap_are_counted(small_analysis):
    found = clashes(look_up(small_analysis), most=1)
    assert (list(found.speakers), found.pairs, found.n_left_out) == (["sp-ruiz"], (), 1)


def test_those_in_most_conflicts_come_first(small_analysis):
    conflict = small_analysis.conflicts[0]
    second = replace(conflict, id="c-2", left=replace(conflict.left, statement="st-2", group="g-2"))
    found = clashes(look_up(replace(small_analysis, conflicts=(conflict, second))))
    assert next(iter(found.speakers)) == "sp-park"


def test_without_a_word_of_certainty_there_is_no_thread(small_analysis):
    assert hedged_thread(look_up(small_analysis)) is None


def test_the_largest_thread_with_such_a_word_is_taken(small_analysis):
    hedged = [replace(s, certainty=0.5, certainty_spans=(Span(s.start, s.end),)) for s in small_analysis.statements]
    jobs_alone = (small_analysis.statements[0], hedged[1], small_analysis.statements[2])
    assert hedged_thread(look_up(replace(small_analysis, statements=tuple(hedged)))).id == "t-1"
    assert hedged_thread(look_up(replace(small_analysis, statements=jobs_alone))).id == "t-2"
