"""Sentences with quotation marks in the manners of many papers; each is one statement unless it says otherwise."""

import pytest

DIRECT = [
    ("“The valve is broken,” Mayor Ana Ruiz said.", "Mayor Ana Ruiz", "said", "The valve is broken,"),
    ("“We lost the lot,” said Otto Lind, a farmer.", "Otto Lind", "said", "We lost the lot,"),
    ('"We will not sell the port," Jo Park told reporters.', "Jo Park", "told", "We will not sell the port,"),
    ("“We are ready,” the minister said on Monday.", "the minister", "said", "We are ready,"),
    ("The coach said: “We played badly.”", "The coach", "said", "We played badly."),
    ("The coach said, “We played badly.”", "The coach", "said", "We played badly."),
    ("The coach told the team, “Go out and win it.”", "The coach", "told", "Go out and win it."),
    ("“Is the water safe?” the nurse asked.", "the nurse", "asked", "Is the water safe?"),
    ("The nurse asked, “Who will pay?”", "The nurse", "asked", "Who will pay?"),
    ("“Get out!” the guard shouted.", "the guard", "shouted", "Get out!"),
    (
        "“It rained twice. It will rain again,” Ms. Ruiz said.",
        "Ms. Ruiz",
        "said",
        "It rained twice. It will rain again,",
    ),
    ("“I will resign,” the governor wrote on Friday.", "the governor", "wrote", "I will resign,"),
    ("“The valve failed,” explained Ruiz, an engineer.", "Ruiz", "explained", "The valve failed,"),
    ("Of the tunnel, the judge said: “It is old.”", "the judge", "said", "It is old."),
    ("The judge said of the tunnel: “It is old.”", "The judge", "said", "It is old."),
    ("In a letter, the bishop wrote: “Come home.”", "the bishop", "wrote", "Come home."),
    ("Asked about it, the bishop replied: “No.”", "the bishop", "replied", "No."),
    ("“It's old – and it's ugly,” said Park.", "Park", "said", "It's old – and it's ugly,"),
    ("“[The tunnel] is old,” said Park.", "Park", "said", "[The tunnel] is old,"),
    ("“The tunnel ... is old,” said Park.", "Park", "said", "The tunnel ... is old,"),
    ("“He told me, ‘Go home,’” said Park.", "Park", "said", "He told me, ‘Go home,’"),
    ("``The valve failed,'' the engineer said.", "the engineer", "said", "The valve failed,"),
    ("''The valve failed,'' the engineer said.", "the engineer", "said", "The valve failed,"),
    ("'The valve failed,' the engineer said.", "the engineer", "said", "The valve failed,"),
    ("‘It’s the driver’s fault,’ said the engineer.", "the engineer", "said", "It’s the driver’s fault,"),
    ("„The valve failed“, said the engineer.", "the engineer", "said", "The valve failed"),
    ("«The valve failed», the engineer said.", "the engineer", "said", "The valve failed"),
    ('"The valve failed,” the engineer said.', "the engineer", "said", "The valve failed,"),
    ('“The valve failed," the engineer said.', "the engineer", "said", "The valve failed,"),
    ("The chair said: “We will vote. We will count twice.", "The chair", "said", "We will vote. We will count twice."),
    ("“The vote,” the chair said, “is over.”", "the chair", "said", "The vote, … is over."),
    ("“The vote”, said Lind, “is over”.", "Lind", "said", "The vote … is over"),
    (
        "“It is a scandal,” Lind told the Morgenpost, “and it must end.”",
        "Lind",
        "told",
        "It is a scandal, … and it must end.",
    ),
    ("'It is late,' said Lind, 'and he knows it.'", "Lind", "said", "It is late, … and he knows it."),
    ("The chair smiled: “We won the vote today.”", "The chair", None, "We won the vote today."),
    ("Ruiz: “The tunnel is safe.”", "Ruiz", None, "The tunnel is safe."),
]

MIXED = [
    (
        "The nurse said the ward was “a danger to everybody”.",
        "The nurse",
        "said",
        "the ward was “a danger to everybody”",
    ),
    ('The nurse said that the ward was "a danger” to all.', "The nurse", "said", 'the ward was "a danger” to all'),
    ("The nurse said the ward was ‘a danger’.", "The nurse", "said", "the ward was ‘a danger’"),
    ("Lind called the plan “a disaster”.", "Lind", "called", "the plan “a disaster”"),
    ("Park described the offer as “a first step”.", "Park", "described", "the offer as “a first step”"),
    ("The minister dismissed the study as “pure fantasy”.", "The minister", "dismissed", "the study as “pure fantasy”"),
    ("The army condemned the raid as “cowardly”.", "The army", "condemned", "the raid as “cowardly”"),
    ("The envoy said “we” would pay.", "The envoy", "said", "“we” would pay"),
    (
        "The bank criticised the rule for its “absurd” costs.",
        "The bank",
        "criticised",
        "the rule for its “absurd” costs",
    ),
    (
        "The envoy said there was “no danger” and “no reason to flee”.",
        "The envoy",
        "said",
        "there was “no danger” and “no reason to flee”",
    ),
    ("The army rejected the claim as “absurd”.", "The army", "rejected", "the claim as “absurd”"),
]


@pytest.mark.parametrize(("text", "mention", "cue", "content"), DIRECT)
def test_direct_speech(said, text, mention, cue, content):
    assert said(text) == [(mention, cue, content, "direct")]


@pytest.mark.parametrize(("text", "mention", "cue", "content"), MIXED)
def test_mixed_speech(said, text, mention, cue, content):
    assert said(text) == [(mention, cue, content, "mixed")]
