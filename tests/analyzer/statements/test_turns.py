"""Turns of speech: whose they are, what is said in them, and what only looks like a transcript."""

import pytest

from analyzer.language.repair import mask
from analyzer.schema import Document, Section
from analyzer.statements.anchors import is_anchor
from analyzer.statements.joint import describe_mention
from analyzer.statements.reading import read_document
from analyzer.statements.sentences import split_sentences
from analyzer.statements.turns import find_turns, turn_statements


def read(text, name="x.txt", post=None):
    document = Document(id="d", path=name, text=text, sections=(Section(0, len(text), "body", post),), language="en")
    return document, [sentences for sentences, _ in split_sentences(document, mask(text))]


def turns_of(text, name="x.txt", post=None):
    return [
        (
            text[turn.name.start : turn.name.end] if turn.name else None,
            [text[p.start : p.sentence.end] for p in turn.parts],
        )
        for turn in find_turns(*read(text, name, post))
    ]


def said_in(text, name="x.txt"):
    """Each statement of the turns: who, what, stance."""
    said = []
    for one in turn_statements(find_turns(*read(text, name))):
        span = (one if one.mention else one.speaker_from).mention_span
        if not is_anchor(one):
            said.append((text[span.start : span.end], text[one.start : one.content[-1].end], one.stance))
    return said


BRIEFING = """MS. KOVAC: Good afternoon. The bridge will stay closed until Friday.

We know that this is hard for many. (Laughter.) But we have no choice.

(APPLAUSE)

Q Will the tunnel stay open?

MS. KOVAC: Yes. The tunnel is open, and we expect no delays.

QUESTION: Who pays for it?

SEN. JO PARK (D-LI): Thank you. I told the council that the state would pay.
"""


def test_a_briefing_is_cut_into_turns():
    assert [name for name, _ in turns_of(BRIEFING)] == ["MS. KOVAC", None, "MS. KOVAC", None, "SEN. JO PARK"]


def test_a_turn_goes_on_over_paragraphs_and_greetings_and_stage_directions_are_not_stated():
    assert [what for who, what, _ in said_in(BRIEFING) if who == "MS. KOVAC"] == [
        "The bridge will stay closed until Friday.",
        "We know that this is hard for many.",
        "But we have no choice.",
        "The tunnel is open, and we expect no delays.",
    ]


def test_nobody_is_said_to_ask_what_a_bare_label_asks():
    assert {who for who, _, _ in said_in(BRIEFING)} == {"MS. KOVAC", "SEN. JO PARK"}


def test_what_is_said_in_a_turn_is_verbatim_and_goes_on_from_its_first_statement():
    first, second, third, *_ = [o for o in turn_statements(find_turns(*read(BRIEFING))) if not is_anchor(o)]
    assert first.verbatim and first.cue is None
    assert first.continuation_of is None
    assert (second.continuation_of, third.continuation_of) == (first, first)
    assert second.speaker_from is third.speaker_from


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("RUIZ:", "RUIZ"),
        ("MAYOR RUIZ:", "MAYOR RUIZ"),
        ("Dr. Ana Ruiz:", "Dr. Ana Ruiz"),
        ("Ana Ruiz:", "Ana Ruiz"),
        ("**Ana Ruiz:**", "Ana Ruiz"),
        ("**Ana Ruiz**:", "Ana Ruiz"),
        ("ANA RUIZ, HARBOUR TV ANCHOR:", "ANA RUIZ"),
        ("ANA RUIZ, HARBOUR TV ANCHOR (voice-over):", "ANA RUIZ"),
        ("ANA RUIZ (via telephone):", "ANA RUIZ"),
        (">> ANA RUIZ:", "ANA RUIZ"),
        ("Moderator:", "Moderator"),
        ("THE MAYOR:", "THE MAYOR"),
        ("ANA RUIZ\n\n", "ANA RUIZ"),
        ("ANA RUIZ:\n\n", "ANA RUIZ"),
        ("Ana de Ruiz:", "Ana de Ruiz"),
        ("ANA O'RUIZ:", "ANA O'RUIZ"),
    ],
)
def test_labels(label, name):
    text = f"{label} We want the bridge back.\n\nQ: Why is that?\n\n{label} I crossed it every day.\n"
    assert said_in(text) == [
        (name, "We want the bridge back.", "asserts"),
        (name, "I crossed it every day.", "asserts"),
    ]


@pytest.mark.parametrize(
    "label", ["Q:", "Q", "Q.", "QUESTION:", "REPORTER:", "Speaker 2:", "UNIDENTIFIED FEMALE:", ">>", "Interviewer:"]
)
def test_labels_that_name_nobody(label):
    text = f"RUIZ: We want the bridge back.\n\n{label} I think it is gone.\n\nRUIZ: I do not think so.\n"
    assert [who for who, _, _ in said_in(text)] == ["RUIZ", "RUIZ"]
    assert [name for name, _ in turns_of(text)] == ["RUIZ", None, "RUIZ"]


def test_the_role_in_a_label_belongs_to_the_mention():
    text = "ANA RUIZ, MAYOR OF LIND: We are ready.\n\nBEN KOVAC: I am not.\n\nRUIZ: We are all ready now.\n"
    turn = find_turns(*read(text))[0]
    assert turn.sentence.words(*turn.mention.appositive) == "MAYOR OF LIND"


def test_a_question_of_somebody_named_is_asked():
    text = "PARK: Will the bridge open soon?\n\nRUIZ: I hope that it will.\n\nPARK: Do we know the day?\n"
    assert ("PARK", "Will the bridge open soon?", "asks") in said_in(text)


def test_enclosing_marks_stay_outside():
    text = "Ana Ruiz: “We want it back.”\n\nBen Kovac: I do not want it.\n\nAna Ruiz: We will see about that.\n"
    assert said_in(text)[0] == ("Ana Ruiz", "We want it back.", "asserts")


def test_a_short_first_sentence_does_not_break_the_turn():
    text = "RUIZ: No. The bridge is closed to us.\n\nQ: Why?\n\nRUIZ: Well. I was told it was old.\n"
    assert said_in(text) == [
        ("RUIZ", "The bridge is closed to us.", "asserts"),
        ("RUIZ", "I was told it was old.", "asserts"),
    ]


INTERVIEW = """The storm cut the power of two towns on Monday, and forecasters expect another one soon.

Roads in the north were closed, and buses did not run. Schools stayed shut until the afternoon in most places.

We asked the mayor, Ana Ruiz, what comes next.

Q: Will the road open soon?

Ruiz: We hope so. We do what we can.

Q: And the bridge?

Ruiz: I cannot say that today.

The storm was the third this year. It moved on to the north on Tuesday, and the sea was calm again by noon.
"""


def test_an_interview_inside_an_article_counts_for_itself_only():
    assert said_in(INTERVIEW) == [
        ("Ruiz", "We do what we can.", "asserts"),
        ("Ruiz", "I cannot say that today.", "asserts"),
    ]


def test_the_narrator_ends_a_turn():
    text = (
        "RUIZ: We are ready.\n\nQ: Now?\n\nRUIZ: I said so at noon.\n\nRuiz was elected in May and we met her then.\n"
    )
    assert [what for _, what, _ in said_in(text)][-1] == "I said so at noon."


@pytest.mark.parametrize(
    "tail",
    [
        "END",
        "###",
        "(END VIDEO CLIP)",
        "This interview was edited for length, and we cut it.",
        "The road is still shut.",
    ],
)
def test_what_follows_the_last_turn_is_not_said(tail):
    text = (
        f"RUIZ: We are ready.\n\nQ: Now?\n\nRUIZ: I said so at noon.\n\n{tail}\n\nWe write about the town every day.\n"
    )
    assert [what for _, what, _ in said_in(text)] == ["I said so at noon."]


def test_a_clip_ends_a_turn():
    text = (
        "RUIZ: We are ready now.\n\n(BEGIN VIDEO CLIP)\n\nI was there with them.\n\n(END VIDEO CLIP)\n\n"
        "PARK: I saw that as well.\n\nRUIZ: We all saw it."
    )
    assert "I was there with them." not in [what for _, what, _ in said_in(text)]


def test_what_others_are_reported_to_say_in_a_turn_stands_inside_it():
    text = BRIEFING + "\nMS. KOVAC: The minister said the tunnel was safe. We said that we would see.\n"
    made, _ = read(text)
    found = read_document(made, mask(text))[1]
    reported = [one for one in found if one.cue is not None]
    assert [text[one.start : one.content[-1].end] for one in reported] == ["the tunnel was safe"]
    assert (
        text[reported[0].parent.start : reported[0].parent.content[-1].end] == "The minister said the tunnel was safe."
    )


def test_a_name_in_capitals_is_read_as_a_name():
    turn = find_turns(*read(BRIEFING))[0]
    described = describe_mention(turn.sentence, turn.mention)
    assert (described.name, described.text, described.sex) == ("Kovac", "MS. KOVAC", "f")


def test_what_is_asked_of_you_is_nobodys_demand():
    text = "PARK: Do you want the bridge back?\n\nRUIZ: I want it.\n\nPARK: We all do.\n"
    made, _ = read(text)
    found = read_document(made, mask(text))[1]
    assert not any(one.mention and one.sentence.words(one.mention.first, one.mention.last) == "you" for one in found)


SUBTITLES = """>> Good evening.

RUIZ: The bridge is closed tonight.

- Is it old?

- It is, and nobody cares.
"""


def test_in_subtitles_one_label_is_enough_and_a_dash_begins_a_turn():
    assert said_in(SUBTITLES, "x.srt") == [("RUIZ", "The bridge is closed tonight.", "asserts")]
    assert [name for name, _ in turns_of(SUBTITLES, "x.vtt")] == [None, "RUIZ", None, None]


def test_the_same_lines_outside_subtitles_are_no_transcript():
    assert turns_of(SUBTITLES) == []


NOTHING = {
    "one note": "The road is shut, and we know it.\n\nNote: We will write again.\n\nThe mayor was there with us.",
    "headline": "Storm: three dead\n\nWe saw the sea rise.\n\nPolice: stay home\n\nWe did.\n\nStorm: sea calm again",
    "recipe": "Ingredients: flour, salt\n\nMethod: We mix it all.\n\nTip: I use less salt.\n\nMethod: We bake it.",
    "list of topics": "- Roads: we will mend them.\n- Schools: we will open them.\n- Roads: I said so before.",
    "topics": "Roads: we will mend them.\n\nSchools: we will open them.\n\nRoads: I said that before.",
    "capitals": "UPDATE: we know more.\n\nWEATHER: we expect rain.\n\nUPDATE: I was wrong about that.",
    "results": "Ruiz: 34%\n\nKovac: 28%\n\nRuiz: 36%\n\nKovac: 30%\n\nRuiz: 31%",
    "cast": "Director: Ana Ruiz\n\nMusic: Ben Kovac\n\nDirector: Jo Lind\n\nMusic: Cara Ruiz",
    "reviews": "Pros: we like the lens.\n\nCons: I miss a strap.\n\nPros: we like the price.\n\nCons: I miss a bag.",
    "questions without names": "Q: Do we need a ticket?\n\nA: Yes, we all do.\n\nQ: Can I pay there?\n\nA: I think so.",
    "times": "9:30: We meet at the port.\n\n10:15: We walk to the bridge.\n\n9:30: I was late again.",
    "third person": "Kovac: the man who built the port.\n\nRuiz: the woman who shut it.\n\nKovac: back at his desk.",
    "two turns": "RUIZ: We are ready.\n\nKOVAC: I am not.",
    "one speaker": "RUIZ: We are ready.\n\nRUIZ: I am here.\n\nRUIZ: We will go on.",
    "profiles": "Ana Ruiz\n\nShe grew up at the port.\n\nBen Kovac\n\nHe built the bridge and was our neighbour.",
    "sections": "Early Life\n\nI was born here.\n\nLater Years\n\nI moved on.\n\nEarly Life\n\nWe were poor.",
    "article": "“We are ready,” Ruiz said.\n\n“I am not,” Kovac said.\n\nRuiz said: “We will see about that.”",
    "sentences with colons": "He had one wish: we knew it.\n\nShe had none: I asked.\n\nHe had one wish: we laughed.",
    "signs": "Price: 20\n\nOpening Hours: we open at nine.\n\nPrice: 30\n\nOpening Hours: we open at ten.",
    "days": "Monday: we leave the port.\n\nTuesday: I stay at home.\n\nMonday: we come back.",
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_what_is_no_transcript(text):
    assert said_in(text) == []


def test_a_live_blog_is_no_transcript():
    text = "RUIZ: We are ready.\n\nKOVAC: I am not.\n\nRUIZ: We will go on without you."
    assert turns_of(text, post=1) == []
    assert len(turns_of(text)) == 3


def test_few_labels_among_much_prose_are_no_transcript():
    prose = "The council met at noon and the town was quiet for the rest of the day.\n\n" * 2
    text = prose.join([f"{name}: I was there with them.\n\n" for name in ("RUIZ", "KOVAC", "RUIZ")] + [prose] * 8)
    assert turns_of(text) == []


def test_work_on_many_labels_is_bounded():
    text = "RUIZ: We are ready now.\n\nKOVAC: I am not.\n\n" * 2000
    assert len(turns_of(text)) == 4000


def test_a_briefing_with_questions_needs_no_first_person():
    text = (
        "MS. RUIZ: The bill was signed this morning.\n\nQ: Was it late?\n\nMR. KOVAC: The bill was not late at all.\n"
    )
    assert [who for who, _, _ in said_in(text)] == ["MS. RUIZ", "MR. KOVAC"]
