"""Reading copies keep every offset; display repair changes damage and nothing else."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.language.repair import LOST_CAPITAL, LOST_LETTER, mask, repair

L, C = LOST_LETTER, LOST_CAPITAL


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The dam?will hold.", "The dam will hold."),
        (
            "It is the third flood this year?and the fifth in ten.",
            "It is the third flood this year and the fifth in ten.",
        ),
        ("Mayor Tom?Becker spoke.", "Mayor Tom Becker spoke."),
        ("The bridge is closed, said the engineer.?", "The bridge is closed, said the engineer. "),
        ("The vote is?set to?take place.", "The vote is set to take place."),
        ("Trains run again.?Buses do not.", "Trains run again. Buses do not."),
        ("The mayor called it “a mess.”?", 'The mayor called it "a mess." '),
        ("“??Everybody knows,” she said.", '"  Everybody knows," she said.'),
        ("The river?Thames rose.", "The river Thames rose."),
        ("It closed in?2014 for good.", "It closed in 2014 for good."),
        ("Flights were?“suspended” today.", 'Flights were "suspended" today.'),
        ("Tell Ms G?ler.", f"Tell Ms G{L}ler."),
        ("Minister ?zdemir left.", f"Minister {C}zdemir left."),
        ("Ali ?a?lar spoke.", f"Ali {C}a{L}lar spoke."),
        ("The M??ller report came.", f"The M{L}{L}ller report came."),
        ("The fa?ade fell.", f"The fa{L}ade fell."),
        ("The se?or waved.", f"The se{L}or waved."),
        ("Governor Korkmazo?an left, and?so did others.", f"Governor Korkmazo{L}an left, and so did others."),
        ("Milan Perkovi? said that it?was over.", f"Milan Perkovi{L} said that it was over."),
        ("Trade? fell while?prices rose.", "Trade  fell while prices rose."),
        ("The farmers don?t want it.", "The farmers don't want it."),
        ("Peru?s coast was hit.", "Peru's coast was hit."),
        ("?We are ready,? he said. ?Nobody is leaving.?", '"We are ready," he said. "Nobody is leaving."'),
        (
            "A new?start\n\nCouncil agrees on a budget for the schools?\n\nMore",
            "A new start\n\nCouncil agrees on a budget for the schools \n\nMore",
        ),
        ("The caf\ufffd is shut and the\ufffdbar too.", f"The caf{L} is shut and the bar too."),
        ("„Nein“ «non» ‘no’ it’s", '"Nein" "non" \'no\' it\'s'),
        ("a\u00a0b\u200bc\u202ed\u3000e\ufefff", "a b c d e f"),
        ("one\r\ntwo\u2028three\x0cfour", "one \ntwo\nthree\nfour"),
    ],
)
def test_mask_reads_damage(text, expected):
    assert mask(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Why is it so?",
        'Was it an accident? "Nobody knows," she said.',
        '"Is the road open?" he asked.',
        "And the price?",
        "Did the mayor really say “never”?",
        "Is the delegation from the U.S.?",
        "You call this progress? We do not.",
        "They said what?",
        "Really?! What??",
        "See https://example.org/a?b=c&d=e and www.example.org/?q for more.",
        "see example.org/list?page=2 today",
        "What might it do in the north?\n\nIt could send help.",
        "Is it open?Yes, he said.",
        "(who knew?) The town did.",
    ],
)
@pytest.mark.parametrize("rest", ["", "\n\nThe port?is shut and the?road too."], ids=["whole", "damaged"])
def test_mask_keeps_real_questions(text, rest):
    assert "?" in text
    if rest and "open?Yes" in text:
        pytest.skip("beside certain damage a mark before a capital letter is damage")
    kept = mask(text + rest)[: len(text)]
    assert kept.count("?") == text.count("?")


def test_mask_keeps_a_question_of_an_undamaged_text_whatever_its_form():
    assert mask("The council of the town agreed on a new budget for schools?") == (
        "The council of the town agreed on a new budget for schools?"
    )


@given(st.text(alphabet=st.sampled_from("aAe?.,\"“”'’ \n\r\u00a0\u200b\ufffd1:/=-Éß") | st.characters()))
def test_mask_keeps_the_length(text):
    assert len(mask(text)) == len(text)


@pytest.mark.parametrize("piece", ["?", "a?", "?a ", '"?', "a/?=", "\ufffdx", "Was it?"])
def test_mask_is_linear_on_hostile_text(piece):
    start = time.perf_counter()
    mask(piece * 20_000)
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Why is it so?",
        "The mayor’s plan, “a dream,” failed.",
        "The U.S. and the E.U. agreed.",
        "The node.js group met at Booking.com on Monday.",
        "Cybersecurity and overtourism are the talk of the region.",
        'A board 6" wide.',
        "He was born in St. Ives.\nHe left in 1990.",
        "“I left,” he said, “and so did she.”",
        "Hm?",
        "Hadas Tellis met Mr. Putten.",
        "It runs on ASP.NET now.",
    ],
)
def test_repair_leaves_undamaged_text_alone(text):
    assert repair(text, text + " The road is over the hill.") == text


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        ("The dam?will hold.?", "", "The dam will hold."),
        ("“??Everybody knows", "", "Everybody knows"),
        ("Ali Ça?lar left", "Mr. Çağlar was seen. Mr. Çağlar spoke.", "Ali Çağlar left"),
        ("Ali Ça?lar left", "Nobody else is named.", "Ali Ça?lar left"),
        ("Ali Ça?lar left", "Çağlar and Çatlar met.", "Ali Ça?lar left"),
        ("allies of the U.S.NATO said", "", "allies of the U.S. NATO said"),
        ("the road is open.Nobody left", "", "the road is open. Nobody left"),
        ("in the second weekand the third", "a week passed", "in the second week and the third"),
        ("sanctionsagainst the port", "the sanctions stay", "sanctions against the port"),
        ("a qwertyand mess", "", "a qwertyand mess"),
        ("made in the UK.NATO agreed", "NATO met in the UK today", "made in the UK. NATO agreed"),
        ("as Norwaysays no", "Norway is out, he says", "as Norway says no"),
        ("two  spaces", "", "two spaces"),
        ("the govern-\nment fell", "", "the government fell"),
        ("a half-\nfrozen lake", "", "a half-frozen lake"),
        ("near Zelen-\ngrad", "Zelengrad is far", "near Zelengrad"),
        ("they were “ready to go", "", "they were ready to go"),
        ("they were ready to go,” he said", "", "they were ready to go, he said"),
        ('we go," he said, "now"', "", 'we go, he said, "now"'),
        ("it’s “the U.S.?plan”?", "the plan?is out.", "it’s “the U.S. plan”"),
    ],
)
def test_repair(text, context, expected):
    assert repair(text, context) == expected


@given(st.text(alphabet=st.sampled_from("ab Ce?.,\"“”'’\n1"), max_size=60))
def test_repair_is_stable(text):
    once = repair(text)
    assert repair(once, text) == repair(repair(once, text), text)
