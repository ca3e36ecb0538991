"""Pairs of statements that an editor would or would not put side by side, each with the signal that must see it."""

from dataclasses import replace

import pytest

from analyzer.schema import Span

CLASHING = [
    # numbers
    ("numbers", "40 miners were killed in the collapse", "12 miners died in the collapse"),
    ("numbers", "the bridge cost $3.5 million", "the bridge cost $9 million"),
    ("numbers", "at least 30 houses were destroyed by the fire", "only 12 houses were destroyed by the fire"),
    ("numbers", "some 60 percent of the members backed the merger", "just 30 percent of the members backed the merger"),
    ("numbers", "the hearing lasted two hours", "the hearing lasted twenty minutes"),
    ("numbers", "tens of thousands of people joined the march", "about 3,000 people joined the march"),
    ("numbers", "the company will cut 500 jobs at the plant", "the company will cut 5,000 jobs at the plant"),
    ("numbers", "the ferry carried between 10 and 15 passengers", "the ferry carried 80 passengers"),
    # negation and existence
    ("negation", "the mayor knew about the leak in the dam", "the mayor did not know about the leak in the dam"),
    ("negation", "the guards fired on the crowd at the gate", "the guards never fired on the crowd at the gate"),
    ("negation", "the firm has paid the workers their wages", "the firm hasn't paid the workers their wages"),
    ("negation", "the council will close the library", "the council will not close the library"),
    ("existence", "there is no such thing as a harmless leak", "a harmless leak will be repaired next week"),
    ("existence", "there are no secret prisons in the north", "the secret prisons hold hundreds of people"),
    ("existence", "there was no second gunman", "the second gunman fled on foot"),
    # opposite words
    ("antonyms", "the union accepts the pay offer", "the union rejects the pay offer"),
    ("antonyms", "unemployment in the region rose last year", "unemployment in the region fell last year"),
    ("antonyms", "the water in the town is safe", "the water in the town is unsafe"),
    (
        "antonyms",
        "the court upheld the verdict against the banker",
        "the court overturned the verdict against the banker",
    ),
    # characterisation
    ("characterisation", "the talks on the port did not go well", "the talks were productive"),
    ("characterisation", "the summit was a failure", "the summit was a great success"),
    ("characterisation", "the meeting was long but fruitful", "the meeting was a waste of time"),
    ("characterisation", "the election was free and fair", "the election was rigged"),
    ("characterisation", "the evacuation went smoothly", "the evacuation was chaotic"),
    ("characterisation", "the negotiations broke down", "the negotiations have been constructive"),
    # certainty
    ("certainty", "a strike is virtually certain", "it is not certain that a strike will take place"),
    ("certainty", "an eruption is imminent", "it is unclear whether an eruption will come"),
    ("certainty", "the merger will definitely happen", "it is far from certain that the merger will happen"),
    ("certainty", "a flood is inevitable", "a flood is out of the question"),
    # position
    ("position", "the party supports the new stadium tax", "the new stadium tax is unacceptable"),
    (
        "position",
        "we call for a ban on night flights over the town",
        "a ban on night flights over the town is a bad idea",
    ),
    # dates
    ("dates", "the vote on the budget will be held on Monday", "the vote on the budget will be held on Friday"),
    ("dates", "the strike will begin on 3 May", "the strike will begin on 17 May"),
    ("dates", "an offensive is imminent", "the offensive will start later in March"),
]

QUIET = [
    # numbers that agree or count something else
    ("some 100,000 people fled the flood", "more than 98,500 people fled the flood"),
    ("at least 34 people died in the fire", "37 people died in the fire"),
    ("40 workers were hurt in the fire", "two of the 40 workers hurt in the fire died"),
    ("five people were killed in the crash", "seven people were injured in the crash"),
    ("12 houses were destroyed in the storm", "40 boats were destroyed in the storm"),
    ("88 cases were recorded on Thursday", "74 cases were recorded on Wednesday"),
    ("the talks lasted an hour and 20 minutes", "the talks lasted more than an hour"),
    ("the call lasted an hour", "the call was long"),
    ("dozens of people were arrested at the march", "45 people were arrested at the march"),
    ("the school has 300 pupils", "another 40 pupils joined the school"),
    ("the plant was built in 1997", "the plant was rebuilt in 2014"),
    ("the firm made 3 percent more in the north", "the firm lost $40 million in the north"),
    ("shares rose on Monday", "shares fell on Tuesday"),
    ("the vote on Monday was a success", "the vote on Friday was a failure"),
    # negation that denies something else
    ("the mayor did not attend the ceremony", "the mayor praised the builders of the dam"),
    ("the dam is not old", "the dam may fail"),
    ("the firm did not say when the plant would close", "the plant will close"),
    ("not only the mayor but the council knew of the leak", "the mayor knew of the leak"),
    ("the team has no plan for the winter", "the town needs snow ploughs"),
    ("there must be no strike", "a strike could come"),
    ("the minister declined to give details of the deal", "the minister gave no details of the deal"),
    # opposite words about different things
    ("prices rose in the capital", "the river fell"),
    ("the old bridge is closed", "the new road is open"),
    ("the union did not accept the offer", "the union rejected the offer"),
    ("exports rose and imports fell", "exports rose"),
    # judgements that do not meet
    ("the meeting was long and frank", "the meeting was long and serious but productive"),
    ("the talks are expected to be productive", "the talks did not go well"),
    ("the talks with Peru were a success", "the talks with Chile were a failure"),
    ("the talks produced a terrible document", "the talks were productive"),
    ("the mayor is a great man", "the council meeting was a failure"),
    ("the conversation was not unpleasant", "the conversation was friendly"),
    # certainty that is compatible
    ("a strike may be imminent", "a strike is a distinct possibility"),
    ("a strike could potentially happen in May", "it is not certain that a strike will take place"),
    ("a strike is likely", "a strike could come"),
    ("rain is certain tomorrow", "the outcome of the vote is uncertain"),
    # positions on different questions
    ("the party supports a tax on fuel", "the party opposes a new airport"),
    ("the union demands higher pay for nurses", "higher fares for trains are unacceptable"),
    # dates
    ("the vote will be held on Monday", "the vote will be held on Monday evening"),
    ("the match was played on Saturday", "the trial begins on Tuesday"),
    ("there will be no strike at the port", "the union wants to avoid a strike at the port"),
    ("the accord was signed in May 2019", "the accord was broken in June 2021"),
]


@pytest.mark.parametrize(("signal", "left", "right"), CLASHING)
def test_clash(make, judge, clash, signal, left, right):
    assert clash(judge(make(left), make(right))) == signal


@pytest.mark.parametrize(("signal", "left", "right"), CLASHING)
def test_clash_is_seen_from_both_sides(make, judge, clash, signal, left, right):
    assert clash(judge(make(right), make(left))) == signal


@pytest.mark.parametrize(("left", "right"), QUIET)
def test_no_clash(make, judge, clash, left, right):
    assert clash(judge(make(left), make(right), similarity=0.6)) is None


@pytest.mark.parametrize(("signal", "left", "right"), CLASHING)
def test_unrelated_statements_do_not_clash(make, judge, clash, signal, left, right):
    other = make("Our choir in Oslo sang twelve songs about summer without any pause", claim="")
    assert clash(judge(make(left), other, similarity=0.1)) is None


def test_undated_figures_of_two_documents_are_only_possible(make, judge):
    left = make("40 miners were killed in the collapse")
    right = make("12 miners died in the collapse", document="d-2")
    assert 0.1 < judge(left, right).contradiction < 0.5


def test_later_figure_is_an_update(make, judge, clash):
    left = make("40 miners were killed in the collapse", published="2031-03-01")
    right = make("52 miners died in the collapse", document="d-2", published="2031-03-02")
    assert clash(judge(left, right)) is None


def test_figures_of_one_day_clash(make, judge, clash):
    left = make("40 miners were killed in the collapse", published="2031-03-01")
    right = make("12 miners died in the collapse", document="d-2", published="2031-03-01")
    assert clash(judge(left, right)) == "numbers"


@pytest.mark.parametrize(("said", "cue"), [("condemned", "condemned"), ("rejected", "rejected")])
def test_cue_takes_a_side(make, judge, clash, said, cue):
    left = make("a ban on night flights over the town", before=f"The minister {said} ", cue=cue)
    right = make("a ban on night flights over the town", before="The mayor called for ", cue="called for")
    assert clash(judge(left, right)) == "position"


def test_denial_clashes_with_what_it_denies(make, judge, clash):
    left = make("the bank hid the losses", before="The chairman denied that ", cue="denied", stance="denies")
    right = make("the bank hid the losses of the year", before="The auditor said ", cue="said")
    assert clash(judge(left, right)) == "negation"


def test_two_denials_agree(make, judge, clash):
    left = make("the bank hid the losses", before="The chairman denied that ", cue="denied", stance="denies")
    right = make("the bank did not hide the losses", before="The auditor said ", cue="said")
    assert clash(judge(left, right)) is None


def test_this_is_what_was_said_just_before(make, judge, clash):
    offer = make("a ban on night flights", before="The city offered ", cue="offered", stance="offers")
    answer = make("this is unacceptable", before="The airport said ", cue="said", start=offer.end + 1)
    at = offer.end + 1 + len("The airport said ")
    answer = replace(answer, end=at + 20, content=(Span(at, at + 20),), cue=Span(offer.end + 13, offer.end + 17))
    assert clash(judge(offer, answer, similarity=0.1)) == "position"
