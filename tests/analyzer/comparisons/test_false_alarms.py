"""Pairs that share a subject and words that clash elsewhere, and yet are no conflict; beside each kind one that is."""

from dataclasses import replace

import pytest

from analyzer.comparisons.judging import judge_pair
from analyzer.comparisons.readings import read_statements
from analyzer.comparisons.subject import TopicWeights

QUIET = [
    # one shared word, negated on one side
    ("Look, the landlords own 40 percent of the flats in the city", "the baker is not even a landlord"),
    ("the miners control the valley and its only road", "nor does the mayor control her temper at home"),
    ("nor does Mrs. Lind have any plans for the museum", "Mrs. Park has said that she likes the opera"),
    ("commuters won't vote for someone just because he rides a bus", "parties need the commuter vote to win the city"),
    ("this is not a rescue mission for the bank", "the years of rescue loans have drained the treasury"),
    ("the guards did not fire on the crowd", "the crowd ran when the barn was on fire"),
    ("the flour you get in May is not the one that your baker uses", "the bakers use flour that they get in May"),
    ("Park can win the vote for the harbour board", "nobody has won the harbour vote without the votes of the board"),
    ("Lind stands tall despite losing the harbour vote", "Lind can beat Park, who won the harbour vote"),
    # another subject
    ("some bakers declined to comment on the flour tax", "the millers commented on the flour tax"),
    ("the nurses did not sign the pay deal", "the drivers signed the pay deal"),
    ("he did not know about the leak in the dam", "the mayor knew about the leak in the dam"),
    ("who would not repair the old bridge", "the council would repair the old bridge"),
    # opposite words of different things
    ("the harvest was good for groups taking part in the fair", "the town was giving seeds to groups of the fair"),
    ("the museum wants to open a second wing", "the theatre wants to close a second stage"),
    # different things measured
    ("the founders are worth about $40 million each", "the foundation is worth $4 million"),
    ("the choir hopes to raise more than $60,000", "the orchestra raised $57,000"),
    ("a poll found that 51 percent back the tram", "another survey put support for the tram at 41 percent"),
    ("there are more than 2,400 breweries in the world", "the 100 breweries in Oslo made it the capital of beer"),
    ("the tram cost $30 million and the depot $9 million", "the tram cost $20 million and the depot $8 million"),
    ("spending $1.1 million on radio ads for the tram", "spending $1.8 million on letters and radio ads for the tram"),
    ("the clerk rebuffed a baker who asked about the tax", "the mayor should be ready for questions about the tax"),
    ("the tax rose to 10 dollars per ton of carbon", "the mill pays 50 million dollars in carbon tax"),
    ("turnout in the Oslo vote was a record 39 percent", "a record turnout of 31 percent in the vote was set in 2008"),
    ("he won 60 percent of the older voters of the town", "older voters made up 36 percent of the town's electorate"),
    # a deal is not the deal
    ("the fishing deal with Peru is deeply flawed", "I know what a good deal is"),
    ("when she wins it is not by large enough margins", "her tries to win by large margins may be too few"),
    ("nor are tariffs likely to bring the jobs back to town", "the tariffs will not bring the jobs back to town"),
    # certainty of different things
    ("it is unclear whether the bill will gain enough votes", "the chamber will most likely vote on four bills"),
    ("the union will fight on to the spring conference", "the union won't be part of the spring conference"),
    # existence of a bare noun
    ("the clerk used the snow as an excuse", "in May there is no excuse"),
    ("he would release all his speeches because there were no speeches", "she will release her own speeches in May"),
    # days of other events
    ("he is holding a rally in Oslo on Thursday", "they held a rally at the port on Tuesday"),
    ("a team on Wednesday spoke of the flood in Oslo", "the flood came early on Tuesday in Oslo"),
    # positions on other things
    ("she said she supported it", "the plan did not win support"),
    ("Peru agrees to attend the peace conference", "Peru and the opposition agree to attend the peace conference"),
    # numbers that are none
    ("message 672138506081275904 by a clerk on the flood", "message 672139201337532417 by a clerk on the flood"),
]
STILL_CLASHING = [
    ("negation", "the baker is a landlord in the old town", "the baker is not a landlord in the old town"),
    ("negation", "the agents solve the housing problem", "the agents don't solve the housing problem"),
    ("negation", "the nurses signed the pay deal", "the nurses did not sign the pay deal"),
    ("antonyms", "the museum will open a second wing", "the museum will close its second wing"),
    ("numbers", "the foundation is worth $40 million", "the foundation is worth $4 million"),
    ("numbers", "the choir raised more than $60,000 for the organ", "the choir raised $9,000 for the organ"),
    ("certainty", "an invasion is virtually certain", "it is not certain that an invasion will take place"),
    ("existence", "there were no secret contracts", "the secret contracts were signed in May"),
    ("dates", "the rally at the port is on Tuesday", "the rally at the port is on Thursday"),
    ("position", "the party supports the stadium tax", "the stadium tax is unacceptable to the party of the left"),
]


@pytest.mark.parametrize("similarity", [0.5, 0.7])
@pytest.mark.parametrize(("left", "right"), QUIET)
def test_no_clash(make, judge, clash, left, right, similarity):
    assert clash(judge(make(left), make(right, document="d-2"), similarity=similarity)) is None


@pytest.mark.parametrize(("left", "right"), QUIET)
def test_no_clash_from_the_other_side(make, judge, clash, left, right):
    assert clash(judge(make(right), make(left, document="d-2"), similarity=0.7)) is None


@pytest.mark.parametrize(("signal", "left", "right"), STILL_CLASHING)
def test_clash(make, judge, clash, signal, left, right):
    assert clash(judge(make(left), make(right), similarity=0.75)) == signal


def test_both_decline(make, judge, clash):
    left = make("to comment on the flour tax", before="Some bakers declined ", cue="declined", stance="denies")
    right = make("the bakers declined to comment on the flour tax", kind="narration", speakers=())
    assert clash(judge(left, right)) is None


def test_demand_does_not_affirm(make, judge, clash):
    demand = make("the port should release the letters on the dam", stance="demands")
    assert clash(judge(demand, make("the port will not release the letters on the dam"))) is None


def test_supposing_takes_no_side(make, judge, clash):
    left = make("if you don't want the stadium tax, vote for the mayor")
    assert clash(judge(left, make("the mayor wants the stadium tax"))) is None


def test_who_blames_does_not_deny(make, judge, clash):
    left = make("the judge as unfit for the court", before="Lind criticised ", cue="criticised", stance="denies")
    assert clash(judge(left, make("the judge is unfit for the court"))) is None


def test_one_declines_what_the_other_did(make, judge, clash):
    left = make(
        "to sign the flour accord",
        before="The bakers refused ",
        cue="refused",
        stance="denies",
        claim="The bakers refused to sign the flour accord",
    )
    right = make("the bakers were glad to sign the flour accord")
    assert clash(judge(left, right)) == "negation"


def test_unattributed_quotation_is_nobodys_account(make, judge, clash):
    left = narrated(make, "The river hasn’t failed the old millers,” he mocks")
    right = make("the old millers have failed the river")
    assert clash(judge(left, right, similarity=0.75)) is None


def narrated(make, text, **more):
    return make(text, kind="narration", speakers=(), **more)


CLOSED, OPEN = "the bridge over the river will be closed in May", "the bridge over the river will not be closed in May"


def test_narration_of_one_document_never_clashes(make, judge, clash):
    assert clash(judge(narrated(make, CLOSED), narrated(make, OPEN), similarity=0.95)) is None


@pytest.mark.parametrize(("similarity", "signal"), [(0.7, None), (0.9, "negation")])
def test_narration_of_two_documents_clashes_in_nearly_one_sentence(make, judge, clash, similarity, signal):
    day = {"published": "2031-03-01"}
    left, right = narrated(make, CLOSED, **day), narrated(make, OPEN, document="d-2", **day)
    assert clash(judge(left, right, similarity=similarity)) == signal


@pytest.mark.parametrize(("publishers", "expected"), [(("a", "a"), False), (("a", "b"), True), ((None, None), True)])
def test_narration_of_one_publisher_never_clashes(make, clash, publishers, expected):
    day = {"published": "2031-03-01"}
    left, right = narrated(make, CLOSED, **day), narrated(make, OPEN, document="d-2", **day)
    readings = read_statements([left, right], (), dict(zip(("d-1", "d-2"), publishers, strict=True)))
    weights = TopicWeights(reading.topic for reading in readings.values())
    judged = judge_pair(readings[left.id], readings[right.id], 0.9, weights)
    assert (clash(judged) is not None) is expected


def test_statement_against_narration_of_its_document_still_clashes(make, judge, clash):
    assert clash(judge(narrated(make, CLOSED), make(OPEN), similarity=0.8)) == "negation"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("the river shares rose sharply in the port", "the river shares fell sharply in the port"),
        ("the vote on the port is on Monday", "the vote on the port is on Friday"),
    ],
)
def test_undated_states_of_two_documents_are_not_flagged(make, judge, left, right):
    judgement = judge(make(left), make(right, document="d-2"), similarity=0.9)
    assert judgement.contradiction < 0.5


def test_opposed_narration_does_not_agree_either(make, judge):
    left, right = narrated(make, "the court upheld the verdict"), narrated(make, "the court overturned the verdict")
    assert judge(left, right, similarity=0.95).relation == "neutral"


def test_contributions_are_those_of_named_signals(make, judge):
    left, right = make(CLOSED, published="2031-03-01"), make(OPEN, published="2031-03-05", document="d-2")
    evidence = judge(left, replace(right), similarity=0.9).evidence
    assert [e.signal for e in evidence] == ["negation", "subject", "time", "prior"]


@pytest.mark.parametrize(("cue", "flagged"), [("disputed", True), ("denied", True), ("condemned", False)])
def test_blame_is_less_than_denial(make, judge, cue, flagged):
    account = make("the vote was rigged by the mayor")
    blame = make("the remarks on the vote", before=f"The clerk {cue} ", cue=cue, stance="denies", disputes=account.id)
    probability = judge(account, blame, similarity=0.1).contradiction
    assert (probability >= 0.5) is flagged
    assert probability >= 0.2
