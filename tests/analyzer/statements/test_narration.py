import pytest


@pytest.fixture
def told(extract):
    """Gives the clauses that the text tells in its own voice."""

    def run(text, kind="body"):
        return [one.text for one in extract(text, kind=kind).statements if one.kind == "narration"]

    return run


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("The old tunnel was closed last night.", ["The old tunnel was closed last night"]),
        ("Army trucks have moved to the border.", ["Army trucks have moved to the border"]),
        (
            "The army closed the old road last night, saying it was unsafe.",
            ["The army closed the old road last night"],
        ),
        ("The nurse said it was late.", []),
        ("It was late.", []),
        ("A cold and wet night in the old town.", []),
        ("Was the old tunnel closed last night?", []),
        ("The old tunnel, the ministry said, is open.", []),
        ("", []),
    ],
)
def test_what_nobody_is_said_to_say(told, text, clauses):
    assert told(text) == clauses


def test_headlines_tell_nothing(told):
    assert told("The old tunnel was closed last night", kind="headline") == []


def test_narration_has_no_speaker_and_no_cue(extract):
    (one,) = extract("The old tunnel was closed last night.").statements
    assert (one.speakers, one.cue, one.speaker_mention, one.quoted) == ((), None, None, ())
    assert one.claim == "The old tunnel was closed last night."
