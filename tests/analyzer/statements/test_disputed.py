import pytest


@pytest.fixture
def disputed(extract):
    """Gives the content of each statement that disputes another, with the content of that other."""

    def run(text):
        by_id = {one.id: one for one in extract(text).statements}

        def words(one):
            return text[one.content[0].start : one.content[-1].end]

        return [(words(one), words(by_id[one.disputes])) for one in by_id.values() if one.disputes]

    return run


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mayor Ana Ruiz said the well was dry. The ministry disputed the mayor's account.",
            [("the mayor's account", "the well was dry")],
        ),
        (
            "A senior official said the well was dry. The ministry disputed the official's account.",
            [("the official's account", "the well was dry")],
        ),
        (
            "Otto Lind said the well was dry. The ministry denied Lind's claim.",
            [("Lind's claim", "the well was dry")],
        ),
        (
            "Otto Lind said it rained. Mayor Ana Ruiz said the well was dry. The ministry disputed Ruiz's version.",
            [("Ruiz's version", "the well was dry")],
        ),
    ],
)
def test_a_dispute_is_tied_to_what_it_disputes(disputed, text, expected):
    assert disputed(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The ministry disputed the mayor's account.",
        "Otto Lind said the well was dry. The ministry disputed the bill.",
        "Otto Lind said the well was dry. The ministry denied that prices had risen.",
        "Otto Lind said the well was dry. The ministry said Lind's account was right.",
    ],
)
def test_other_statements_are_tied_to_nothing(disputed, text):
    assert disputed(text) == []
