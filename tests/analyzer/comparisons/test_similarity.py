"""What keeps near claims from saying the same."""

import pytest

AGREEING = [
    ("the bridge will be closed for repairs", "the bridge will be shut for repairs", 0.9),
    ("some 40 people died in the blaze", "at least 38 people were killed in the fire", 0.8),
    ("a strike may be imminent", "a strike is a distinct possibility", 0.8),
    ("Ruiz will raise concerns about the port", "Ruiz is to raise worries about the port with the minister", 0.85),
]
DIFFERING = [
    ("40 people died in the fire", "90 people died in the fire", 0.95),
    ("Peru sued Chile over the canal", "Chile sued Peru over the canal", 0.97),
    ("the mayor opened the bridge in Oslo", "the mayor opened the bridge in Lima", 0.95),
    ("Ruiz won the vote in the capital", "Lind won the vote in the capital", 0.93),
    ("the dam did not hold in the flood", "the dam did hold in the flood", 0.8),
    ("a strike is virtually certain", "a strike could potentially come", 0.85),
    ("the bank must lower its fees", "the bank lowers its fees", 0.6),
    ("the vote is on Monday", "the vote is on Friday", 0.96),
]


@pytest.mark.parametrize(("left", "right", "similarity"), AGREEING)
def test_same_claim(make, judge, left, right, similarity):
    assert judge(make(left), make(right), similarity=similarity).relation == "entailment"


@pytest.mark.parametrize(("left", "right", "similarity"), DIFFERING)
def test_other_claim(make, judge, left, right, similarity):
    assert judge(make(left), make(right), similarity=similarity).relation != "entailment"


@pytest.mark.parametrize("stance", ["demands", "denies", "asks"])
def test_other_act(make, judge, stance):
    said = "the bridge will be closed"
    assert judge(make(said), make(said, stance=stance), similarity=0.99).relation != "entailment"
