"""Sentences in which nobody says anything, whatever words and marks stand in them."""

import pytest

MARKS = [
    "The “so-called” plan was dropped.",
    "They met at the “Café Central” in the old town.",
    "Her novel “The Last Ferry” sold well.",
    "The film 'The Last Ferry' opened in May.",
    "Jonas “Joe” Weber won the race.",
    "The word “freedom” stands on the gate.",
    "The ‘expert’ left early.",
    "Rock 'n' roll was born in the '50s.",
]

NAMES = [
    "A man called Pavel Novak was held.",
    "A ship named Aurora left the port.",
    "The town is called Novi Grad.",
    "The United States sent two ships.",
    "The law states of the union differ on guns.",
]

NOUNS = [
    "The claims were settled out of court.",
    "The state of the road is poor.",
    "The note was found in a drawer.",
    "The report was published on Monday.",
    "The firm sells insurance claims software.",
    "Police closed the road after a warning.",
    "The demands of the job are high.",
    "Its demand for steel rose.",
    "Prices rose on demand for steel.",
    "The two sides held talks on Monday.",
    "The governor's office is in the old town.",
    "The spokesman for the ministry resigned.",
    "It is a question of money.",
]

OTHER_SENSES = [
    "She told a story.",
    "The company added two routes.",
    "The board added a seat.",
    "The bank noted a profit.",
    "The guests observed a minute of silence.",
    "The king maintained two palaces.",
    "The court called the witness.",
    "The union called a strike.",
    "The army ordered two ships.",
    "The storm claimed 40 lives.",
    "The plan calls for two new bridges.",
    "The job requires patience.",
    "The road offers fine views.",
    "They considered the offer.",
    "She explained herself.",
    "They agreed.",
    "She thought for a while.",
]

PASSIVE = [
    "The dam is expected to hold.",
    "The ship is said to be unsafe.",
    "The king is believed to have left.",
    "The minister was called to the palace.",
    "He was asked to leave.",
    "The minister is due to speak on Monday.",
]

NOT_SAID = [
    "The doctor could say the ward is closed.",
    "The doctor would not say why.",
    "The doctor did not say that the ward was closed.",
    "The doctor, however, did not say that the ward was closed.",
    "The doctor never said the ward was closed.",
    "Neither the doctor nor the nurse said the ward was closed.",
    "No official said the ward was closed.",
    "Nobody said anything.",
    "If the doctor says no, the plan is dead.",
    "The vote is void unless the judge says it was fair.",
    "The doctor declined to comment.",
    "The doctor had no comment.",
    "The doctor said so.",
    "Ask the doctor.",
]


@pytest.mark.parametrize("text", MARKS + NAMES + NOUNS + OTHER_SENSES + PASSIVE + NOT_SAID)
def test_nothing_is_said(said, text):
    assert said(text) == []


@pytest.mark.parametrize("text", ["", " \n\n ", "“”", "“ ”", "?!", "“", "said", "“said”", "Said.", ": “"])
def test_no_text_says_nothing(said, text):
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Live updates: the vote",
        "Storm: three dead",
        "Analysis: the road is open",
        "Claims rise after storm",
        "What the doctor said about the ward",
        "Why the road was closed",
        "Port and airport: what to know",
    ],
)
def test_headlines_in_which_nobody_speaks(said, text):
    assert said(text, kind="headline") == []


def test_furniture_and_captions_are_not_read(extract, document):
    from analyzer.schema import Section

    text = "The nurse said the ward was closed."
    for kind in ("furniture", "caption"):
        assert extract(document(text, sections=(Section(0, len(text), kind),))).statements == ()
