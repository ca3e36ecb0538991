"""Quotations without a reporting word of their own."""

import pytest


def continued(extract, text):
    """Contents with the content that each goes on from, and the speakers' names."""
    extracted = extract(text)
    names = {speaker.id: speaker.name for speaker in extracted.speakers}
    by_id = {one.id: one for one in extracted.statements}

    def words(one):
        return text[one.content[0].start : one.content[-1].end]

    return [
        (words(one), words(by_id[one.continuation_of]) if one.continuation_of else None, names[one.speakers[0]])
        for one in extracted.statements
        if one.kind != "narration"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“The valve failed,” Ana Ruiz said. “It was old. We knew it.” She left.",
            [
                ("The valve failed,", None, "Ana Ruiz"),
                ("It was old. We knew it.", "The valve failed,", "Ana Ruiz"),
            ],
        ),
        (
            "Ana Ruiz said the valve had failed. “It was old.”",
            [("the valve had failed", None, "Ana Ruiz"), ("It was old.", "the valve had failed", "Ana Ruiz")],
        ),
        (
            "Ana Ruiz said the valve had failed.\n\n“It was old.”",
            [("the valve had failed", None, "Ana Ruiz"), ("It was old.", "the valve had failed", "Ana Ruiz")],
        ),
        (
            "“It was old.” The valve failed, Ana Ruiz said.",
            [("It was old.", None, "Ana Ruiz"), ("The valve failed", None, "Ana Ruiz")],
        ),
        (
            "Ana Ruiz said: “The valve failed. It was old.\n\n“We knew it,” she said.",
            [("The valve failed. It was old.", None, "Ana Ruiz"), ("We knew it,", None, "Ana Ruiz")],
        ),
    ],
)
def test_quotations_go_on(extract, text, expected):
    assert continued(extract, text) == expected


def test_a_quotation_before_which_nobody_has_spoken_is_left_out(extract):
    assert continued(extract, "“It was old.” The valve was replaced.") == []


def test_a_quotation_two_paragraphs_on_does_not_go_on(extract):
    text = "Ana Ruiz said the valve had failed.\n\nIt was cold.\n\n“It was old.”"
    assert [one[0] for one in continued(extract, text)] == ["the valve had failed"]
