"""Who agrees with whom: independent texts only; and who clashes."""

import dataclasses

import pytest

from analyzer.schema import Analysis, Group
from analyzer.tables import AGREEMENT_HEADER, agreement_lines, corpus_agreement, look_up, pair_details_of


def sharing(analysis: Analysis, **changes) -> Analysis:
    """Put what Lind says into the group of Ruiz, with no conflicts; ``changes`` are made to Lind's statement."""
    one, two, three = analysis.statements
    groups = (dataclasses.replace(analysis.groups[0], members=("st-1", "st-2")), analysis.groups[2])
    return dataclasses.replace(
        analysis,
        statements=(one, dataclasses.replace(two, **changes), three),
        groups=groups,
        threads=(dataclasses.replace(analysis.threads[0], groups=("g-1", "g-3")),),
        comparisons=(),
        conflicts=(),
    )


def relation(analysis: Analysis):
    (found,) = corpus_agreement(look_up(analysis)).relations
    return found


def test_two_who_make_one_claim_in_texts_of_their_own_share_it(small_analysis):
    found = relation(sharing(small_analysis))
    assert ({found.left_name, found.right_name}, found.shared) == ({"Ana Ruiz", "Otto Lind"}, ("g-1",))


def test_a_copy_shares_nothing(small_analysis):
    assert corpus_agreement(look_up(sharing(small_analysis, copy_of="st-1"))).relations == ()


def test_narration_shares_nothing(small_analysis):
    assert corpus_agreement(look_up(sharing(small_analysis, kind="narration"))).relations == ()


@pytest.mark.parametrize("told", [{"nested_in": "st-1"}, {"via": ("sp-ruiz",)}])
def test_what_one_only_tells_of_the_other_is_no_agreement(small_analysis, told):
    assert corpus_agreement(look_up(sharing(small_analysis, **told))).relations == ()


def test_a_statement_made_together_is_told_apart(small_analysis):
    one, two, three = small_analysis.statements
    jointly = dataclasses.replace(one, speakers=("sp-ruiz", "sp-lind"))
    found = relation(
        dataclasses.replace(small_analysis, statements=(jointly, two, three), comparisons=(), conflicts=())
    )
    assert (found.shared, found.together) == ((), ("g-1",))


def test_a_spokesperson_and_the_body_are_one_voice(small_analysis):
    own = sharing(small_analysis)
    lind, park, port, ruiz = own.speakers
    assert relation(own).speaks_for is False
    speaks = dataclasses.replace(own, speakers=(dataclasses.replace(lind, speaks_for="sp-ruiz"), park, port, ruiz))
    assert relation(speaks).speaks_for is True


def test_two_who_speak_for_a_third_are_one_voice(small_analysis):
    own = sharing(small_analysis)
    lind, park, port, ruiz = own.speakers
    speaks = dataclasses.replace(own, speakers=(lind, park, port, dataclasses.replace(ruiz, speaks_for="sp-port")))
    assert relation(speaks).speaks_for is True


def test_a_ring_of_spokespeople_ends(small_analysis):
    own = sharing(small_analysis)
    lind, park, port, ruiz = own.speakers
    ring = (lind, park, dataclasses.replace(port, speaks_for="sp-lind"), ruiz)
    assert relation(dataclasses.replace(own, speakers=ring)).speaks_for is False


def test_a_conflict_is_counted_between_the_speakers_of_its_sides(small_analysis):
    found = relation(small_analysis)
    assert ({found.left_name, found.right_name}, found.flagged, found.possible) == (
        {"Ana Ruiz", "Jo Park"},
        ("c-1",),
        (),
    )


def test_others_on_a_side_clash_too(small_analysis):
    conflict = small_analysis.conflicts[0]
    more = dataclasses.replace(conflict, left=dataclasses.replace(conflict.left, also=("st-2",)))
    found = corpus_agreement(look_up(dataclasses.replace(small_analysis, conflicts=(more,)))).relations
    assert {frozenset((one.left_name, one.right_name)) for one in found} == {
        frozenset(("Ana Ruiz", "Jo Park")),
        frozenset(("Otto Lind", "Jo Park")),
    }


def test_a_speaker_can_clash_with_what_they_said_before(small_analysis):
    one, two, three = small_analysis.statements
    same = dataclasses.replace(small_analysis, statements=(one, two, dataclasses.replace(three, speakers=("sp-ruiz",))))
    found = relation(same)
    assert (found.left, found.right, found.n_conflicts) == ("sp-ruiz", "sp-ruiz", 1)


def test_who_neither_agrees_nor_clashes_is_counted(small_analysis):
    found = corpus_agreement(look_up(small_analysis))
    assert ([speaker.name for speaker in found.speakers], found.n_alone) == (["Ana Ruiz", "Jo Park"], 1)


def test_the_most_active_are_kept_and_the_others_counted(small_analysis):
    found = corpus_agreement(look_up(small_analysis))
    kept = found.first(1)
    assert (len(kept.speakers), kept.relations, kept.n_left_out) == (1, (), 1)


def test_those_with_most_statements_are_taken_first(small_analysis):
    more = dataclasses.replace(small_analysis.statements[2], id="st-9")
    group = Group("g-9", "t-1", "the bridge talks were long", ("st-9",), "st-9", 1.0, 1)
    thread = dataclasses.replace(small_analysis.threads[0], groups=("g-1", "g-3", "g-9"))
    busy = dataclasses.replace(
        small_analysis,
        statements=(*small_analysis.statements, more),
        groups=(*small_analysis.groups, group),
        threads=(thread, small_analysis.threads[1]),
    )
    found = corpus_agreement(look_up(busy), most=1)
    assert [(speaker.name, speaker.n_statements) for speaker in found.speakers] == [("Jo Park", 2)]
    assert found.n_left_out == 1


def test_details_put_claims_and_conflicts_into_words(small_analysis):
    lookup = look_up(small_analysis)
    details = pair_details_of(relation(small_analysis), lookup)
    assert details.claims == ()
    assert details.conflicts == (
        ("c-1", "Flagged: They describe one event in opposite words: “went badly” and “fruitful”."),
    )


def test_the_lines_to_take_away_count_what_is_listed(small_analysis):
    line = dict(zip(AGREEMENT_HEADER, next(agreement_lines([relation(small_analysis)])), strict=True))
    assert (line["claims_shared"], line["flagged_conflicts"], line["conflicts"]) == (0, 1, "c-1")
