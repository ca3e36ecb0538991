"""Propositions that read alone."""

import pytest


@pytest.fixture
def claims(extract):
    def run(text):
        return [one.claim for one in extract(text).statements if one.kind != "narration"]

    return run


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The nurse said it was late.", "It was late."),
        ("But the nurse said that it was late.", "It was late."),
        ("“It is late,” the nurse said.", "It is late."),
        ("“The vote,” the chair said, “is over.”", "The vote, is over."),
        ("The road, the ministry said, is open.", "The road is open."),
        ("The road was cleared, the ministry said, and is open.", "The road was cleared and is open."),
        ("The nurse said the ward was “a danger”.", "The ward was a danger."),
    ],
)
def test_attribution_and_marks_are_taken_away(claims, text, claim):
    assert claims(text) == [claim]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Otto Lind said he would resign.", "Otto Lind would resign."),
        ("The company said it would close two plants.", "The company would close two plants."),
        ("The company said its plants were safe.", "The company's plants were safe."),
        ("The company said it was clear that prices would rise.", "It was clear that prices would rise."),
        ("“We will not sell the port,” Otto Lind said.", "We [Otto Lind] will not sell the port."),
        ("Peruvian minister Ana Ruiz said: “Our army is ready.”", "Our [Peru] army is ready."),
    ],
)
def test_pronouns_of_the_speaker_are_named(claims, text, claim):
    assert claims(text) == [claim]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The union urged members to strike.", "Members should strike."),
        ("The navy warned residents not to swim.", "Residents should not swim."),
        ("Lind called the plan “a trap”.", "The plan is a trap."),
        ("Lind described the offers as unfair.", "The offers are unfair."),
        ("The plan, which Lind described as “reckless”, was dropped.", "The plan is reckless."),
        ("The captain denied leaving early.", "The captain denies leaving early."),
        ("The captain denied that the ship had left.", "The captain denies that the ship had left."),
        ("Norland threatened to close the strait.", "Norland threatens to close the strait."),
        ("The union demanded a ban on overtime.", "The union demands a ban on overtime."),
    ],
)
def test_a_content_that_is_no_clause_becomes_one(claims, text, claim):
    assert claims(text) == [claim]


def test_inner_and_outer_claims(claims):
    found = claims("An aide said that Otto Lind had warned that it was late.")
    assert found == ["Otto Lind had warned that it was late.", "It was late."]
