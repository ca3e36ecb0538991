"""A strong word that is hedged, against words of doubt: they fit, yet pull apart."""

import pytest

from analyzer.comparisons import certainty
from analyzer.comparisons.readings import read_statements
from analyzer.comparisons.subject import TopicWeights, share_subject

HEDGED_AGAINST_DOUBT = [
    ("an eruption could be imminent", "it is not certain that an eruption will take place"),
    ("a walkout might be inevitable", "it is unclear whether a walkout will come"),
    ("a strike at the port may be imminent", "it is not certain that a strike at the port will happen"),
]
COMPATIBLE = [
    ("an eruption could happen", "it is not certain that an eruption will take place"),
    ("a walkout may come", "it is unclear whether a walkout will come"),
    ("an eruption could be imminent", "an eruption may be imminent"),
    ("an eruption could be imminent", "an eruption could happen"),
    ("it is not certain that a strike will happen", "it is unclear whether a strike will come"),
]


def find(left, right):
    one, other = read_statements([left, right], ()).values()
    return certainty.find(one, other, share_subject(one, other, 0.7, TopicWeights([one.topic, other.topic])))


@pytest.mark.parametrize(("hedged", "doubt"), HEDGED_AGAINST_DOUBT)
def test_a_hedged_strong_word_against_doubt_counts_less(make, hedged, doubt):
    for found in (find(make(hedged), make(doubt)), find(make(doubt), make(hedged))):
        assert (found.signal, found.contribution) == ("certainty", 0.65)


@pytest.mark.parametrize(("hedged", "doubt"), HEDGED_AGAINST_DOUBT)
def test_not_in_narration(make, hedged, doubt):
    told = {"kind": "narration", "speakers": ()}
    assert find(make(hedged, **told), make(doubt)) is None
    assert find(make(hedged), make(doubt, **told)) is None


def test_narration_that_is_sure_still_counts_against_doubt(make):
    sure = make("an eruption is imminent", kind="narration", speakers=())
    assert find(sure, make("it is not certain that an eruption will take place")).contribution > 0.5


@pytest.mark.parametrize(("left", "right"), COMPATIBLE)
def test_two_hedges_and_mere_possibility_fit(make, left, right):
    assert find(make(left), make(right)) is None
    assert find(make(right), make(left)) is None


def test_of_two_events_nothing_is_found(make):
    assert find(make("an eruption could be imminent"), make("it is not certain that the merger will happen")) is None


def test_the_words_of_both_sides_are_marked(make):
    left, right = (make(text) for text in HEDGED_AGAINST_DOUBT[0])
    found = find(left, right)
    marked = [
        [one.text[span.start - one.start : span.end - one.start] for span in spans]
        for one, spans in ((left, found.left_spans), (right, found.right_spans))
    ]
    assert marked == [["could", "imminent"], ["not certain"]]


def test_it_is_among_the_evidence_of_a_judged_pair(make, judge):
    judged = judge(*(make(text) for text in HEDGED_AGAINST_DOUBT[0]), similarity=0.5)
    (found,) = [one for one in judged.evidence if one.signal == "certainty"]
    assert found.contribution > 0
