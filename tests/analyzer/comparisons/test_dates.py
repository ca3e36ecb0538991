"""Near against far of one event, which is found where claims are less near than two times must be else."""

import pytest

NEAR = "the evacuation of the valley is imminent"
FAR = "an evacuation will begin next month"


@pytest.fixture
def times(make, judge):
    """Say which words of time are found to clash between two statements of one speaker."""

    def times(left, right, similarity):
        judged = judge(make(left, speaker="sp-ruiz"), make(right, speaker="sp-ruiz"), similarity=similarity)
        return [one.words for one in judged.evidence if one.signal == "dates"] if judged else []

    return times


@pytest.mark.parametrize("similarity", [0.3, 0.4, 0.6])
def test_near_and_far_clash_below_the_usual_nearness(times, similarity):
    assert times(NEAR, FAR, similarity) == ["imminent / next month"]
    assert times(FAR, NEAR, similarity) == ["next month / imminent"]


def test_even_they_must_be_a_little_near(times):
    assert times(NEAR, FAR, 0.25) == []


@pytest.mark.parametrize(
    ("right", "why"),
    [
        ("a referendum will be held next month", "another event"),
        ("an evacuation will begin within days", "near as well"),
        ("an evacuation will begin next month or at any moment", "both"),
        ("an evacuation will begin", "no time"),
    ],
)
def test_other_pairs_do_not(times, right, why):
    assert times(NEAR, right, 0.6) == [], why


def test_two_days_of_one_event_must_still_be_near(times):
    days = "the evacuation will begin on Monday", "the evacuation will begin on Friday"
    assert times(*days, 0.6) == ["Monday / Friday"]
    assert times(*days, 0.45) == []
