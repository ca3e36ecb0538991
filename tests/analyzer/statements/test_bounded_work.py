"""Texts that are no prose: read without a crash and in little time."""

import time

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "He said " + '"' * 10_000 + " and left.",
        "He said " + "“" * 10_000 + " and left.",
        "He said " + '" ' * 10_000 + " and left.",
        "He said " + "'" * 10_000 + " and left.",
        "The nurse said " * 1_000,
        "The nurse, " * 3_000 + " said it was late.",
        "The nurse" + ", however" * 3_000 + ", said it was late.",
        "The nurse, who said that the union, which said that " * 300 + " it was late.",
        "The nurse said it was late" + " and said it was late" * 1_000 + ".",
        "The head of " * 3_000 + "the ward said it was late.",
        "the king and the duke and " * 2_000 + " said it was late.",
        "U.S. " * 5_000 + " said it was late.",
        '"Why?" ' * 2_000,
        "Mayor: " * 5_000,
        "\n " * 20_000 + "He said it was late.",
        "a" * 100_000,
    ],
    ids=lambda text: f"{text[:12]!r} {len(text)}",
)
def test_hostile_text(extract, text):
    begin = time.process_time()
    extract(text)
    assert time.process_time() - begin < 15
