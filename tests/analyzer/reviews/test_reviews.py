"""A decision is found again where its evidence is, stands while nothing changed, and says what did."""

from dataclasses import replace

import pytest

from analyzer.errors import DecisionsError
from analyzer.reviews import from_body, make_review, review_analysis, to_body
from analyzer.schema import Analysis, Conflict, ConflictSide, Document, Group, Provenance, Speaker, Statement, Thread
from analyzer.tables import look_up

BRIDGE = "Mayor Ana Ruiz said the old bridge was unsafe after the spring flood."
BRIDGE_EDITED = "Mayor Ana Ruiz said the old bridge was quite unsafe after the spring flood."
DENIAL = "Minister Jo Park said the old bridge had never been unsafe."


def statement(id_, document, text, speaker, **more):
    said = more.pop("claim", text.partition(" said ")[2])
    return Statement(id_, document, 0, len(text), text, (), (), "indirect", said, speakers=(speaker,), **more)


def conflict(id_="c-1", left="st-1", right="st-2", also=((), ()), **more):
    sides = (ConflictSide(left, "g-1", also[0]), ConflictSide(right, "g-2", also[1]))
    given = {"kind": "contradiction", "strength": "hard", "band": "flagged", "score": 1.0, "rationale": "They differ."}
    return Conflict(id_, "t-1", left=sides[0], right=sides[1], **(given | more))


@pytest.fixture
def analysis():
    statements = (
        statement("st-1", "d-1", BRIDGE, "sp-ruiz"),
        statement("st-2", "d-2", DENIAL, "sp-park"),
    )
    return Analysis(
        Provenance("1", "3.11", "2024-03-03T00:00:00Z", 1.0),
        (
            Document("d-1", "north.txt", BRIDGE),
            Document("d-2", "south.txt", DENIAL, url="https://south.example/park"),
        ),
        (Speaker("sp-ruiz", "Ana Ruiz"), Speaker("sp-park", "Jo Park")),
        statements,
        (Thread("t-1", "bridge", ("g-1", "g-2")),),
        (),
        (
            Group("g-1", "t-1", "unsafe", ("st-1",), "st-1", 1.0, 1),
            Group("g-2", "t-1", "never unsafe", ("st-2",), "st-2", 1.0, 1),
        ),
        (conflict(),),
    )


def decided(analysis, decision="no_conflict", n=0, **more):
    return make_review(analysis.conflicts[n], look_up(analysis), decision, **more)


def edited(analysis, text, *, suffix="b", **more):
    """The same with another text at the first address, which changes ids of document, statement and conflict."""
    first = statement(f"st-1{suffix}", f"d-1{suffix}", text, "sp-ruiz", **more)
    return replace(
        analysis,
        documents=(replace(analysis.documents[0], id=f"d-1{suffix}", text=text), analysis.documents[1]),
        statements=(first, analysis.statements[1]),
        groups=(replace(analysis.groups[0], members=(first.id,), medoid=first.id), analysis.groups[1]),
        conflicts=(conflict(f"c-1{suffix}", left=first.id),),
    )


def told(analysis, *reviews):
    return [(r.conflict, r.state, r.why) for r in review_analysis(analysis, reviews).reviews]


def test_a_decision_stands_while_nothing_changed(analysis):
    assert told(analysis, decided(analysis)) == [("c-1", "stands", None)]


def test_a_conflict_without_decision_has_no_review(analysis):
    assert told(analysis) == []


def test_the_last_decision_counts_whoever_made_it(analysis):
    reviews = [decided(analysis, "conflict", person="Ash"), decided(analysis, "unsure", person="Birch")]
    (found,) = review_analysis(analysis, reviews).reviews
    assert (found.review.decision, found.review.person) == ("unsure", "Birch")


def test_which_side_is_left_does_not_matter(analysis):
    swapped = replace(analysis, conflicts=(conflict(left="st-2", right="st-1"),))
    assert told(swapped, decided(analysis)) == [("c-1", "stands", None)]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (
            lambda a: replace(a, conflicts=(conflict(kind="disputed_account"),)),
            "what differs changed: was contradiction, is disputed account",
        ),
        (lambda a: replace(a, conflicts=(conflict(strength="soft"),)), "the strength changed: was hard, is soft"),
        (
            lambda a: replace(a, speakers=(Speaker("sp-ruiz", "Eva Ruiz"), a.speakers[1])),
            "the speaker changed: was Ana Ruiz, is Eva Ruiz",
        ),
        (
            lambda a: replace(a, statements=(replace(a.statements[0], speakers=()), a.statements[1])),
            "the speaker changed: was Ana Ruiz, is not named",
        ),
        (
            lambda a: replace(a, statements=(replace(a.statements[0], claim="the bridge is old"), a.statements[1])),
            "the reading of the text changed: "
            "was “the old bridge was unsafe after the spring flood.”, is “the bridge is old”",
        ),
    ],
    ids=["kind", "strength", "speaker", "no speaker", "claim"],
)
def test_changed_evidence_reopens_and_says_what_changed(analysis, change, why):
    assert told(change(analysis), decided(analysis)) == [("c-1", "reopened", why)]


@pytest.mark.parametrize(
    "change",
    [
        lambda a: replace(a, conflicts=(conflict(score=9.0, band="possible"),)),
        lambda a: replace(a, conflicts=(conflict(also=(("st-1",), ())),)),
        lambda a: replace(a, speakers=(replace(a.speakers[0], aliases=("the mayor",)), a.speakers[1])),
    ],
    ids=["score", "also", "alias"],
)
def test_what_a_decision_does_not_rest_on_reopens_nothing(analysis, change):
    assert told(change(analysis), decided(analysis)) == [("c-1", "stands", None)]


def test_an_edited_text_reopens(analysis):
    assert told(edited(analysis, BRIDGE_EDITED), decided(analysis)) == [
        ("c-1b", "reopened", f"the text changed: was “{BRIDGE}”, is “{BRIDGE_EDITED}”")
    ]


def test_an_edited_text_is_found_with_its_sides_swapped(analysis):
    later = edited(analysis, BRIDGE_EDITED)
    later = replace(later, conflicts=(conflict("c-1b", left="st-2", right="st-1b"),))
    assert told(later, decided(analysis)) == [
        ("c-1b", "reopened", f"the text changed: was “{BRIDGE}”, is “{BRIDGE_EDITED}”")
    ]


def test_an_article_edited_elsewhere_reopens_nothing(analysis):
    assert told(edited(analysis, BRIDGE), decided(analysis)) == [("c-1b", "stands", None)]


def test_other_words_at_the_same_address_are_another_conflict(analysis):
    later = edited(analysis, "Mayor Ana Ruiz said that taxes would rise next year in every district of the town.")
    assert told(later, decided(analysis)) == []


def test_another_speaker_at_the_same_address_is_another_conflict(analysis):
    later = edited(analysis, BRIDGE_EDITED)
    later = replace(later, speakers=(Speaker("sp-ruiz", "Otto Lind"), later.speakers[1]))
    assert told(later, decided(analysis)) == []


def test_a_fuller_name_in_an_edited_article_is_the_same_speaker(analysis):
    later = edited(analysis, BRIDGE)
    later = replace(later, speakers=(Speaker("sp-ruiz", "Ana Maria Ruiz"), later.speakers[1]))
    assert told(later, decided(analysis)) == [
        ("c-1b", "reopened", "the speaker changed: was Ana Ruiz, is Ana Maria Ruiz")
    ]


def test_the_decision_on_the_edited_text_counts_from_then_on(analysis):
    later = edited(analysis, BRIDGE_EDITED)
    reviews = [decided(analysis, "no_conflict"), decided(later, "conflict")]
    assert told(later, *reviews) == [("c-1b", "stands", None)]
    assert review_analysis(later, reviews).reviews[0].review.decision == "conflict"


def test_of_the_decisions_on_older_editions_the_last_is_shown(analysis):
    second, third = edited(analysis, BRIDGE_EDITED), edited(analysis, BRIDGE.replace("unsafe", "shut"), suffix="c")
    (found,) = review_analysis(third, [decided(analysis, "no_conflict"), decided(second, "conflict")]).reviews
    assert found.review.decision == "conflict"


def test_an_edit_taken_back_brings_the_last_decision_on_that_text_back(analysis):
    moved = edited(analysis, BRIDGE)
    reviews = [decided(analysis, "no_conflict"), decided(moved, "conflict")]
    (found,) = review_analysis(analysis, reviews).reviews
    assert (found.state, found.review.decision) == ("stands", "conflict")


def test_a_conflict_that_cites_others_for_the_same_sides_is_reopened(analysis):
    third = statement("st-3", "d-2", "A spokesman said the bridge was sound.", "sp-park")
    later = replace(
        analysis,
        statements=(*analysis.statements, third),
        groups=(analysis.groups[0], replace(analysis.groups[1], members=("st-2", "st-3"))),
        conflicts=(conflict("c-2", left="st-3", right="st-1", also=(("st-2",), ())),),
    )
    assert told(later, decided(analysis)) == [
        ("c-2", "reopened", f"another statement is cited: was “{DENIAL}”, is “{third.text}”")
    ]


def test_a_decision_goes_to_one_conflict_only(analysis):
    later = edited(analysis, BRIDGE_EDITED)
    twin = replace(later.statements[0], id="st-9", text=BRIDGE + " ", claim=later.statements[0].claim)
    later = replace(
        later,
        statements=(*later.statements, twin),
        groups=(replace(later.groups[0], members=("st-1b", "st-9")), later.groups[1]),
        conflicts=(*later.conflicts, conflict("c-9", left="st-9")),
    )
    assert [conflict for conflict, *_ in told(later, decided(analysis))] == ["c-9"]


def test_a_long_text_is_told_around_what_changed(analysis):
    long = "Mayor Ana Ruiz said " + "the river rose and " * 30 + "the bridge was unsafe" + " as all could see" * 30
    was = edited(analysis, long)
    now = edited(was, long.replace("unsafe", "safe"), suffix="c")
    ((_, _, why),) = told(now, decided(was))
    assert "… river rose and the bridge was unsafe as all could see" in why
    assert len(why) < 400


def test_a_decision_survives_json(analysis):
    review = decided(analysis, note="seen “twice”", person="Ash", at="2024-03-03T12:00:00+00:00")
    assert from_body(to_body(review), person="Ash", at="2024-03-03T12:00:00+00:00") == review


@pytest.mark.parametrize("change", [{"decision": "true"}, {"left": None}, {"kind": "lie"}])
def test_a_body_of_another_form_is_told(analysis, change):
    with pytest.raises(DecisionsError, match="Ash, today, is not of the form expected"):
        from_body(to_body(decided(analysis)) | change, person="Ash", at="today")


def test_fields_of_later_versions_are_passed_over(analysis):
    body = to_body(decided(analysis)) | {"mood": "calm"}
    assert from_body(body) == decided(analysis)
