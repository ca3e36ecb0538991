"""Reports inside reports: outer and inner statements, tied together."""

import pytest


def tree(extract, text):
    """Each statement as speaker's mention, content, and the content of the one it is nested in."""
    statements = {one.id: one for one in extract(text).statements if one.kind != "narration"}

    def words(one):
        return text[one.content[0].start : one.content[-1].end]

    return [
        (
            text[one.speaker_mention.start : one.speaker_mention.end],
            words(one),
            words(statements[one.nested_in]) if one.nested_in else None,
        )
        for one in statements.values()
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The envoy said the captain had warned that the ship was sinking.",
            [
                ("The envoy", "the captain had warned that the ship was sinking", None),
                ("the captain", "the ship was sinking", "the captain had warned that the ship was sinking"),
            ],
        ),
        (
            "The captain had warned that the ship was sinking, the envoy said.",
            [
                ("the envoy", "The captain had warned that the ship was sinking", None),
                ("The captain", "the ship was sinking", "The captain had warned that the ship was sinking"),
            ],
        ),
        (
            "An aide said that the king had promised to resign.",
            [
                ("An aide", "the king had promised to resign", None),
                ("the king", "to resign", "the king had promised to resign"),
            ],
        ),
        (
            "The captain was told by the navy that the port was closed, the envoy said.",
            [
                ("the envoy", "The captain was told by the navy that the port was closed", None),
                ("the navy", "the port was closed", "The captain was told by the navy that the port was closed"),
            ],
        ),
    ],
)
def test_outer_and_inner(extract, text, expected):
    assert tree(extract, text) == expected


def test_three_levels(extract):
    text = "Ruiz said Novak had said that Weber had admitted that the ship was old."
    assert [one[0] for one in tree(extract, text)] == ["Ruiz", "Novak", "Weber"]
    assert [one[2] is None for one in tree(extract, text)] == [True, False, False]


def test_what_an_inner_speaker_did_not_say_is_no_statement(extract):
    text = "The envoy said the captain had not said that the ship was sinking."
    assert [one[0] for one in tree(extract, text)] == ["The envoy"]


def test_own_attitude_is_no_report_within_a_report(extract):
    assert [one[1] for one in tree(extract, "The envoy said she believes the ship is old.")] == ["the ship is old"]


def test_a_relay_passes_on(extract):
    extracted = extract("The news agency reported that Ana Ruiz had said the ship was old.")
    names = {speaker.id: speaker.name for speaker in extracted.speakers}
    (statement,) = (one for one in extracted.statements if one.kind != "narration")
    assert [names[key] for key in statement.speakers] == ["Ana Ruiz"]
    assert [names[key] for key in statement.via] == ["the news agency"]
    assert statement.nested_in is None
