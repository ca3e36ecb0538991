"""Who is meant by a mention: names, pronouns, roles, offices, those without a name."""

import pytest

SAME = [
    "Mayor Ana Ruiz said it rained. She said it was cold.",
    "Otto Lind said it rained. He said it was cold.",
    "Otto Lind said it rained. Lind said it was cold.",
    "Otto Lind said it rained. Mr. Lind said it was cold.",
    "Lind said it rained. Otto Lind, a farmer, said it was cold.",
    "Mayor Ana Ruiz said it rained. The mayor said it was cold.",
    "Ana Ruiz, the mayor, said it rained. The mayor said it was cold.",
    "The head of the port, Ana Ruiz, said it rained. Ruiz said it was cold.",
    "The company said it rained. It said it was cold.",
    "The ministry said it rained. The ministry said it was cold.",
    "Peru said it rained. Lima said it was cold.",
    "A senior official said it rained. The official said it was cold.",
    "A council official said it rained. The same official said it was cold.",
    "The two envoys said it rained. They said it was cold.",
    "Otto Lind said it rained. “It was cold,” he said.",
    "Otto Lind arrived on Monday. He met Ana Ruiz, he said. Lind said it was cold.",
]

APART = [
    "Ana Ruiz said it rained. Otto Ruiz said it was cold.",
    "An official said it rained. Another official said it was cold.",
    "A Peruvian official said it rained. A Chilean official said it was cold.",
    "The company said it rained. The union said it was cold.",
    "Peru said it rained. Chile said it was cold.",
    "Mr. Lind said it rained. She said it was cold.",
    "Mayor Ana Ruiz said it rained. The governor said it was cold.",
    "Mayor Ana Ruiz said it rained. Her office said it was cold.",
]


@pytest.mark.parametrize("text", SAME)
def test_one_speaker(spoken, text):
    speakers = [names for _, names in spoken(text)]
    assert len(speakers) >= 2
    assert len({tuple(names) for names in speakers}) == 1


@pytest.mark.parametrize("text", APART)
def test_two_speakers(spoken, text):
    speakers = [tuple(names) for _, names in spoken(text)]
    assert len(set(speakers)) == len(speakers)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The king and the duke said it rained.", ["the king", "the duke"]),
        ("Norland and Sudland said it rained.", ["Norland", "Sudland"]),
        ("Ana Ruiz and Otto Lind said it rained.", ["Ana Ruiz", "Otto Lind"]),
        ("The Department of Trade and Industry said it rained.", ["Department of Trade and Industry"]),
        ("Peruvian and Chilean officials said it rained.", ["Peruvian and Chilean officials"]),
    ],
)
def test_joint_speakers(spoken, text, names):
    assert [one for _, one in spoken(text)] == [names]


def test_they_are_the_two_just_named(spoken):
    found = spoken("Norland and Sudland signed the treaty. They said it was a start.")
    assert found[-1][1] == ["Norland", "Sudland"]


def test_a_pronoun_does_not_reach_across_posts(extract, document):
    from analyzer.schema import Section

    first, second = "Otto Lind said it rained.", "He said it was cold."
    text = f"{first}\n\n{second}"
    sections = (Section(0, len(first), "body", 1), Section(len(first) + 2, len(text), "body", 2))
    extracted = extract(document(text, sections=sections))
    assert [one.speakers != () for one in extracted.statements if one.kind != "narration"] == [True, False]
    assert any("no speaker found" in caution.what for caution in extracted.cautions)


def test_unnamed_speakers_are_kept_apart_across_documents(spoken):
    text = "A senior official said it {}."
    extracted = spoken(text.format("rained"), text.format("snowed"))
    assert [names for _, names in extracted] == [["a senior official"], ["a senior official"]]


def test_unnamed_speakers_of_two_documents_have_two_records(extract):
    statements = extract("A senior official said it rained.", "A senior official said it snowed.").statements
    assert len({one.speakers for one in statements}) == 2


def test_a_named_speaker_is_one_in_all_documents(extract):
    extracted = extract("Mayor Ana Ruiz said it rained.", "Ruiz said it snowed.")
    (speaker,) = extracted.speakers
    assert speaker.name == "Ana Ruiz"
    assert speaker.aliases == ("Mayor Ana Ruiz", "Ruiz")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ana Ruiz said it rained.", "person"),
        ("The Labour Party said it rained.", "organisation"),
        ("The ministry said it rained.", "organisation"),
        ("Peru said it rained.", "organisation"),
        ("A senior official said it rained.", "anonymous"),
        ("Sources said it rained.", "anonymous"),
        ("The nurse said it rained.", "unknown"),
    ],
)
def test_kinds(extract, text, kind):
    (speaker,) = extract(text).speakers
    assert speaker.kind == kind


@pytest.mark.parametrize(
    ("text", "speaks_for"),
    [
        ("Defence Ministry spokesman Otto Lind said it rained.", "Defence Ministry"),
        ("Peruvian spokeswoman Eva Lind said it rained.", "Peru"),
        ("Otto Lind, a spokesman for the Labour Party, said it rained.", "Labour Party"),
        ("Mayor Ana Ruiz won. Ruiz spokesman Otto Lind said it rained.", "Ana Ruiz"),
    ],
)
def test_a_spokesperson_speaks_for_somebody(extract, text, speaks_for):
    by_id = {speaker.id: speaker for speaker in extract(text).speakers}
    (spokesperson,) = (speaker for speaker in by_id.values() if "Lind" in speaker.name)
    assert by_id[spokesperson.speaks_for].name == speaks_for


@pytest.mark.parametrize(
    ("text", "speaks_for"),
    [
        ("A spokesman for the Labour Party said it rained.", "Labour Party"),
        ("A Defence Ministry spokesman said it rained.", "Defence Ministry"),
        ("A Peruvian spokesman said it rained.", "Peru"),
    ],
)
def test_a_spokesperson_without_a_name_speaks_for_somebody(extract, text, speaks_for):
    assert [speaker.name for speaker in extract(text).speakers if not speaker.speaks_for] == [speaks_for]


def test_an_office_speaks_for_its_owner(extract):
    by_id = {s.id: s for s in extract("Mayor Ana Ruiz left. Ruiz said it rained. Her office said it snowed.").speakers}
    (office,) = (speaker for speaker in by_id.values() if speaker.speaks_for)
    assert (office.name, by_id[office.speaks_for].name) == ("Ana Ruiz's office", "Ana Ruiz")


def test_a_mayor_speaks_for_nobody(extract):
    (speaker,) = extract("Mayor Ana Ruiz said it rained.").speakers
    assert speaker.speaks_for is None


@pytest.mark.parametrize(
    ("text", "affiliation"),
    [
        ("Peruvian Foreign Minister Ana Ruiz said it rained.", "Peru"),
        ("A senior Peruvian official said it rained.", "Peru"),
        ("Ana Ruiz said it rained.", None),
    ],
)
def test_affiliation(extract, text, affiliation):
    (speaker,) = extract(text).speakers
    assert speaker.affiliation == affiliation


def test_a_surname_finds_its_full_name_wherever_that_stands(spoken):
    assert spoken("Ruiz said it rained. Then Mayor Ana Ruiz left.") == [("it rained", ["Ana Ruiz"])]


@pytest.mark.parametrize("reverse", [False, True])
def test_the_order_of_documents_does_not_change_the_speakers(extract, document, reverse):
    documents = [document(f"Mayor Ana Ruiz said it {verb}.", name=f"{verb}.txt") for verb in ("rained", "snowed")]
    documents.append(document("Ruiz said it was cold. A Ruiz aide said it was late.", name="aide.txt"))
    expected = extract(*documents).speakers
    assert extract(*sorted(documents, key=lambda one: one.path, reverse=reverse)).speakers == expected


def test_a_name_behind_a_role_is_no_part_of_what_is_said(spoken, said):
    text = "According to its chairwoman, Jo Park, four thousand passengers are stranded."
    assert [one[:3] for one in said(text)] == [
        ("its chairwoman", "According to", "four thousand passengers are stranded")
    ]
    assert [names for _, names in spoken("The ferry is old. " + text)] == [["Jo Park"]]
