"""Documents that are one speaker's or issuer's words throughout, and articles that only tell of such words."""

import pytest

from analyzer.documents import read_text
from analyzer.language.repair import mask
from analyzer.statements.anchors import is_anchor
from analyzer.statements.one_voice import one_voice, voice_statements
from analyzer.statements.reading import read_document
from analyzer.statements.sentences import split_sentences
from analyzer.statements.unquoted import add_unquoted


def read(text):
    document = read_text("x.txt", text)
    return document, [sentences for sentences, _ in split_sentences(document, mask(text))]


def voice_of(text):
    voice = one_voice(*read(text))
    return voice and (voice.manner, voice.sentence.words(voice.mention.first, voice.mention.last))


def said_in(text):
    document, paragraphs = read(text)
    voice = one_voice(document, paragraphs)
    if voice is None:
        return []
    found = [one for one in read_document(document, mask(text))[1] if not one.verbatim and not is_anchor(one)]
    found = [one for one in found if one.cue is not None or one.mention is not None]
    made = voice_statements(voice, paragraphs, found)
    return [(text[o.start : o.content[-1].end].rstrip("."), o.verbatim) for o in made if not is_anchor(o)]


OWN = (
    "\n\nWe mourn with the families. The bridge was old, and I asked for money to mend it.\n\nWe will build a new one."
)


@pytest.mark.parametrize(
    ("title", "who"),
    [
        ("Statement by Mayor Ana Ruiz on the bridge", "Mayor Ana Ruiz"),
        ("Statement from Mayor Ana Ruiz", "Mayor Ana Ruiz"),
        ("Press Statement of the Lind Dockers' Union on the Strike", "the Lind Dockers' Union"),
        ("Joint statement by Ana Ruiz and Ben Kovac on the bridge", "Ana Ruiz and Ben Kovac"),
        ("Mayor Ana Ruiz's statement on the bridge", "Mayor Ana Ruiz"),
        ("Mayor Ana Ruiz’s opening remarks at the port", "Mayor Ana Ruiz"),
        ("Remarks by Ana Ruiz at the opening of the bridge", "Ana Ruiz"),
        ("Opening remarks of Ana Ruiz", "Ana Ruiz"),
        ("STATEMENT BY ANA RUIZ ON THE BRIDGE", "ANA RUIZ"),
        ("Ruiz on the bridge\n\nAna Ruiz issued the following statement on Monday:", "Ana Ruiz"),
    ],
)
def test_statements_and_remarks_are_spoken(title, who):
    assert voice_of(title + OWN) == ("spoken", who)


def test_every_unquoted_sentence_of_a_statement_is_verbatim():
    text = "Statement by Mayor Ana Ruiz on the bridge" + OWN
    assert said_in(text) == [
        ("We mourn with the families", True),
        ("The bridge was old, and I asked for money to mend it", True),
        ("We will build a new one", True),
    ]


def test_quoted_sentences_introductions_and_what_follows_the_end_are_not_the_speakers():
    text = (
        "Statement by Ana Ruiz on the bridge\n\nAna Ruiz, mayor of Lind, issued the following statement:\n\n"
        "We will build a new bridge.\n\n“You must not cross it,” the sign warned us.\n\n“It fell down at noon.”\n\n"
        "###\n\nThe mayor was elected and we wrote about her."
    )
    words = [words for words, _ in said_in(text)]
    assert words[0] == "We will build a new bridge"
    assert not any("fell down" in one or "elected" in one or "issued" in one for one in words)


RELEASE = """FOR IMMEDIATE RELEASE

New bridge opens in Lind

LIND, May 3 – The Lind Port Authority today announced that a new bridge is open. The bridge was built in two years.

“We are glad of it,” said Ana Ruiz, head of the authority.

###

The authority was founded long ago and it has three ports.
"""


def test_a_release_is_its_issuers_account_where_nobody_is_quoted():
    assert voice_of(RELEASE) == ("issued", "The Lind Port Authority")
    assert said_in(RELEASE) == [("The bridge was built in two years", False)]


@pytest.mark.parametrize("mark", ["PRESS RELEASE", "News release", "Media Release: 12 May", "PRESS STATEMENT"])
def test_release_marks(mark):
    assert voice_of(RELEASE.replace("FOR IMMEDIATE RELEASE", mark)) == ("issued", "The Lind Port Authority")


def test_an_end_mark_and_a_dateline_make_a_release_of_an_announcement():
    text = RELEASE.removeprefix("FOR IMMEDIATE RELEASE\n\n")
    assert voice_of(text) == ("issued", "The Lind Port Authority")
    assert voice_of(text.replace("###", "The rest is silence, he wrote.")) is None
    assert voice_of(text.replace("LIND, May 3 – ", "")) is None


@pytest.mark.parametrize(
    "header",
    ["Source: Lind Port Authority\nDate: 3 May 2021\n\n", "Publisher: Lind Port Authority\nDate: 3 May 2021\n\n"],
)
def test_the_publisher_of_a_release_issues_it(header):
    text = f"{header}PRESS RELEASE\n\nA bridge for Lind\n\nThe bridge was opened at noon by the mayor and her guests.\n"
    assert voice_of(text) == ("issued", "Lind Port Authority")


def test_a_line_that_names_a_body_issues_the_release():
    text = "Ministry of Ports\n\nPRESS RELEASE\n\nThe new bridge in Lind was opened at noon by two ministers.\n"
    assert voice_of(text) == ("issued", "Ministry of Ports")


READOUT = """Readout of President Ana Ruiz's call with Ben Kovac of Elbonia

President Ana Ruiz spoke with Ben Kovac today. The two leaders discussed the bridge over the Lind.
"""


def test_a_readout_is_the_account_of_the_office():
    document, paragraphs = read(READOUT)
    voice = one_voice(document, paragraphs)
    assert (voice.manner, voice.mention.is_office) == ("issued", True)
    assert ("The two leaders discussed the bridge over the Lind", False) in said_in(READOUT)


def test_a_readout_with_the_name_of_a_body_is_the_account_of_the_body():
    voice = one_voice(*read("Office of the President\n\n" + READOUT))
    assert voice.sentence.words(voice.mention.first, voice.mention.last) == "Office of the President"
    assert not voice.mention.is_office


def test_the_statement_of_a_body_without_first_person_is_its_account():
    text = "Statement by the Ministry of Ports on the storm\n\nThe port was closed on Monday because of the high sea.\n"
    assert voice_of(text) == ("issued", "the Ministry of Ports")


def test_a_header_line_that_names_the_issuer_becomes_a_paragraph_of_its_own():
    text = (
        "Source: Lind Port Authority\nDate: 3 May 2021\n\nPRESS RELEASE\n\nA bridge\n\nThe bridge was opened by two.\n"
    )
    document, paragraphs = read(text)
    more, found = add_unquoted(document, paragraphs, [])
    head = next(one for one in found if is_anchor(one))
    assert more == [[head.sentence], *paragraphs]
    assert [one.speaker_from for one in found if one is not head] == [head]


THIRD = "\n\nMayor Ana Ruiz said the bridge was old. “We will build a new one,” Ruiz said.\n\nShe spoke for an hour.\n"
NOTHING = {
    "statement draws fire": "Statement by Mayor Ana Ruiz draws fire" + THIRD,
    "about a statement": "Statement by Mayor Ana Ruiz on the bridge" + THIRD,
    "possessive": "Mayor Ana Ruiz's statement on the bridge" + THIRD,
    "nobody": "Statement of accounts on the bridge" + OWN,
    "the thing": "A statement by the sea" + OWN,
    "first person alone": "What the bridge meant to us" + OWN,
    "what somebody remarks on": "Remarks by Ana Ruiz at the port anger unions" + THIRD,
    "readout in prose": "Ruiz calls\n\nA readout of the call said that the two had discussed the bridge.",
    "release in prose": "Bridge opens\n\nIn a press release, the authority said that the bridge was open to traffic.\n",
    "announcement": "Bridge opens\n\nThe Lind Port Authority today announced that a bridge is open. It took years.",
    "third person statement": "Statement by Ana Ruiz on the bridge\n\nThe bridge was closed by the police on Monday.\n",
    "nobody by name": "A mother's testimony on the bridge" + OWN,
    "nobody in capitals": "A Mother's Remarks on the Bridge" + OWN,
    "a word of the title": "Statement pieces for your home\n\nWe like the red lamp, and I have one of them.\n",
    "speech": "The speech nobody heard\n\nI was there, and we left before the mayor came.\n",
    "introduced but told": "Bridge\n\nAna Ruiz issued the following statement:\n\nThe police closed the port.",
    "mark far below": "Bridge opens\n\n" + "The bridge was opened at noon by two men.\n\n" * 12 + "PRESS RELEASE\n",
    "mark but no issuer": "PRESS RELEASE\n\nA bridge for all\n\nThe bridge was opened at noon, and it was raining.",
    "empty": "",
    "title only": "Statement by Mayor Ana Ruiz on the bridge",
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_what_has_more_than_one_voice(text):
    assert voice_of(text) is None


def test_a_live_blog_has_more_than_one_voice():
    head = "\n\nThe port was closed on Monday because of the high sea, and the ships went on to the next port.\n\n"
    titles = [
        f"Statement by the Ministry of Ports on the storm at port {n}" for n in ("one", "two", "three", "four", "five")
    ]
    document, paragraphs = read("".join(title + head for title in titles))
    assert any(section.post for section in document.sections)
    assert one_voice(document, paragraphs) is None
