"""Groups as lines, and one in detail: who counts, what ties its statements, what nearly joined and why it did not."""

from dataclasses import replace

import pytest

from analyzer.schema import Comparison, Evidence, Group, Speaker, Thread
from analyzer.settings import GroupSettings
from analyzer.tables import look_up
from analyzer.tables.group_details import (
    group_detail,
    group_lines,
    group_options,
    grouping_settings,
    matching_groups,
    voice_rows,
)
from analyzer.tables.group_ties import judged_pairs, tie_rows


def scored(one: str, other: str, score: float, relation="entailment") -> Comparison:
    evidence = (Evidence("similarity", -1.5), Evidence("subject", 0.0, words="talks / talks"))
    return Comparison(one, other, 0.8, relation, score, round(1 - score, 4), 0.0, evidence)


def grouped(analysis, *members, comparisons=(), **changes):
    """Return the analysis with its statements in these groups of one thread, named g-1, g-2 and so on."""
    groups = tuple(
        Group(f"g-{i}", "t-1", f"claim {i}", tuple(ids), ids[0], 0.9, len(ids), ("The Post",) if i == 1 else ())
        for i, ids in enumerate(members, start=1)
    )
    threads = (Thread("t-1", "talks", tuple(group.id for group in groups)),)
    return replace(analysis, groups=groups, threads=threads, comparisons=comparisons, conflicts=(), **changes)


def detail_of(analysis, group="g-1", **more):
    lookup = look_up(analysis)
    return group_detail(lookup.groups[group], lookup, judged_pairs(lookup), **more)


def changed(analysis, number, **changes):
    statements = list(analysis.statements)
    statements[number] = replace(statements[number], **changes)
    return replace(analysis, statements=tuple(statements))


def test_groups_with_most_voices_come_first(small_analysis):
    lines = group_lines(look_up(grouped(small_analysis, ["st-1"], ["st-2", "st-3"])))
    assert [(line.id, line.n_voices, line.speakers) for line in lines] == [
        ("g-2", 2, ("Otto Lind", "Jo Park")),
        ("g-1", 1, ("Ana Ruiz",)),
    ]


def test_copies_are_counted_apart(small_analysis):
    (line,) = group_lines(look_up(grouped(changed(small_analysis, 2, copy_of="st-1"), ["st-1", "st-3"])))[:1]
    assert (line.n_statements, line.n_copies) == (1, 1)


def test_a_group_is_a_side_of_its_conflicts(small_analysis):
    assert [line.n_conflicts for line in group_lines(look_up(small_analysis)) if line.id == "g-1"] == [1]
    assert [line.own for line in detail_of(small_analysis).conflicts] == ["Ana Ruiz: the bridge talks “went badly"]


@pytest.mark.parametrize(
    ("choice", "left"),
    [
        ({}, ["g-2", "g-1"]),
        ({"words": "JOBS lind"}, ["g-2"]),
        ({"words": "jobs badly"}, []),
        ({"threads": ["talks"]}, ["g-2", "g-1"]),
        ({"threads": ["other"]}, []),
        ({"speakers": ["Jo Park", "Nobody"]}, ["g-2"]),
        ({"publishers": ["The Post"]}, ["g-1"]),
        ({"n_voices": 2}, ["g-2"]),
        ({"with_conflicts": True}, []),
    ],
)
def test_a_filter_leaves_what_fits(small_analysis, choice, left):
    lines = group_lines(look_up(grouped(small_analysis, ["st-1"], ["st-2", "st-3"])))
    assert [line.id for line in matching_groups(lines, **choice)] == left


def test_what_can_be_chosen_is_what_there_is(small_analysis):
    options = group_options(look_up(grouped(small_analysis, ["st-1"], ["st-2", "st-3"])))
    assert (options.threads, options.publishers) == (("talks",), ("The Post",))
    assert options.speakers == ("Ana Ruiz", "Jo Park", "Otto Lind")


@pytest.mark.parametrize(
    ("number", "changes", "counting"),
    [
        (1, {"speakers": ("sp-ruiz",)}, "same voice as S1"),
        (1, {}, "counts as the port"),
        (1, {"speakers": ()}, "nobody is named: counts as no voice"),
        (1, {"speakers": (), "kind": "narration"}, "the article’s own words: no voice of its own"),
        (1, {"speakers": ("sp-park",)}, ""),
    ],
)
def test_it_is_told_how_a_statement_counts(small_analysis, number, changes, counting):
    analysis = grouped(changed(small_analysis, number, **changes), ["st-1", "st-2"], ["st-3"])
    lookup = look_up(analysis)
    rows = voice_rows(detail_of(analysis).row.members, lookup)
    assert rows[number].counting == counting


def test_a_spokesman_is_the_same_voice_as_the_body(small_analysis):
    analysis = grouped(changed(small_analysis, 0, speakers=("sp-port",)), ["st-1", "st-2"], ["st-3"])
    rows = voice_rows(detail_of(analysis).row.members, look_up(analysis))
    assert [row.counting for row in rows] == ["", "same voice as S1"]


def test_speakers_who_speak_for_each_other_are_one_voice(small_analysis):
    ring = (Speaker("sp-lind", "Lind", speaks_for="sp-ruiz"), Speaker("sp-ruiz", "Ruiz", speaks_for="sp-lind"))
    others = tuple(one for one in small_analysis.speakers if one.id in ("sp-park", "sp-port"))
    analysis = grouped(small_analysis, ["st-1", "st-2"], ["st-3"], speakers=(*ring, *others))
    rows = voice_rows(detail_of(analysis).row.members, look_up(analysis))
    assert rows[1].counting == "same voice as S1"


def test_the_weakest_tie_comes_first_with_what_it_rests_on(small_analysis):
    pairs = (scored("st-1", "st-2", 0.9), scored("st-3", "st-1", 0.7), scored("st-2", "st-3", 0.8))
    analysis = grouped(small_analysis, ["st-1", "st-2", "st-3"], comparisons=pairs)
    detail = detail_of(analysis)
    assert [tie.score for tie in detail.ties] == [0.7, 0.8, 0.9]
    assert detail.mean_score == pytest.approx(0.8)
    row = tie_rows(detail.ties[:1], look_up(analysis))[0]
    assert (row.score, row.similarity) == (0.7, 0.8)
    assert [(reason.label, reason.words) for reason in row.reasons] == [
        ("closeness of the two claims", ""),
        ("subject in common", "talks / talks"),
    ]


def test_a_tie_of_which_no_score_is_kept_has_none(small_analysis):
    analysis = grouped(small_analysis, ["st-1", "st-2"], ["st-3"])
    (row,) = tie_rows(detail_of(analysis).ties, look_up(analysis))
    assert (row.score, row.similarity, row.reasons) == (None, None, ())


NEED = "every two statements of a group need a score of 0.25."


@pytest.mark.parametrize(
    ("to_first", "to_second", "changes", "why"),
    [
        (0.5, (0.56,), {}, "The mean score of their 2 pairs, 0.53, is under the threshold, 0.60."),
        (0.9, None, {}, f"S2 and S3 were not found to say the same; {NEED}"),
        (0.9, (0.2,), {}, f"S2 and S3 score 0.20; {NEED}"),
        (0.9, (0.3, "contradiction"), {}, "S2 and S3 were judged to clash, and what clashes shares no group."),
        (
            0.9,
            (0.9,),
            {"nested_in": "st-2"},
            "Of S2 and S3, one is reported inside the other: who reports a statement does not confirm it.",
        ),
        (0.9, (0.9,), {}, "Their mean score, 0.90, would join them; they were kept apart by hand."),
    ],
)
def test_what_nearly_joined_is_told_with_what_kept_it_out(small_analysis, to_first, to_second, changes, why):
    pairs = [scored("st-1", "st-3", to_first)]
    pairs += [scored("st-2", "st-3", *to_second)] if to_second else []
    analysis = grouped(
        changed(small_analysis, 2, **changes),
        ["st-1", "st-2"],
        ["st-3"],
        comparisons=tuple(pairs),
        provenance=replace(small_analysis.provenance, settings={}),
    )
    (near,) = detail_of(analysis).near
    assert (near.id, near.why_apart) == ("g-2", why)


def test_a_statement_reported_inside_another_through_a_copy_is_nested(small_analysis):
    first, second, third = small_analysis.statements
    copied = (first, replace(second, copy_of="st-1"), replace(third, nested_in="st-2"))
    analysis = replace(small_analysis, statements=copied)
    assert judged_pairs(look_up(analysis)).is_nested("st-3", "st-1")


def test_only_the_strongest_near_groups_are_shaped(small_analysis):
    pairs = (scored("st-1", "st-2", 0.3), scored("st-1", "st-3", 0.4))
    detail = detail_of(grouped(small_analysis, ["st-1"], ["st-2"], ["st-3"], comparisons=pairs), most_near=1)
    assert (detail.n_near, [near.id for near in detail.near]) == (2, ["g-3"])


def test_what_is_too_far_for_any_group_is_not_near(small_analysis):
    pairs = (scored("st-1", "st-2", 0.24),)
    assert detail_of(grouped(small_analysis, ["st-1"], ["st-2"], ["st-3"], comparisons=pairs)).near == ()


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, GroupSettings()),
        ({"groups": {"min_entailment": 0.7}}, GroupSettings(min_entailment=0.7)),
        ({"groups": {"min_entailment": 1, "older": 3}}, GroupSettings(min_entailment=1.0)),
        ({"groups": {"min_entailment": "high"}}, GroupSettings()),
        ({"groups": None}, GroupSettings()),
    ],
)
def test_settings_that_an_analysis_does_not_tell_are_as_shipped(small_analysis, told, expected):
    run = replace(small_analysis.provenance, settings=told)
    assert grouping_settings(replace(small_analysis, provenance=run)) == expected
