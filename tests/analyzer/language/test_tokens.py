import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.language.tokens import is_known_word, lemma, tokenize


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It won't rain.", ["It", "won't", "rain", "."]),
        ("Peru's army", ["Peru", "'s", "army"]),
        ("the miners' pay", ["the", "miners", "'", "pay"]),
        ("the miners’ pay", ["the", "miners", "’", "pay"]),
        ("$3.5 million, 40% and 1,200", ["$3.5", "million", ",", "40%", "and", "1,200"]),
        ("the U.S. army", ["the", "U.S.", "army"]),
        ("Mr. Lind and Sen. Ruiz", ["Mr.", "Lind", "and", "Sen.", "Ruiz"]),
        ("a so-called plan", ["a", "so-called", "plan"]),
        ("“No,” — he", ["“", "No", ",", "”", "—", "he"]),
        ("", []),
    ],
)
def test_tokens(text, words):
    assert [token.text for token in tokenize(text)] == words


@given(st.text(max_size=60))
def test_tokens_stand_where_they_say(text):
    tokens = tokenize(text)
    assert all(token.text == text[token.start : token.end] for token in tokens)
    assert "".join(token.text for token in tokens) == "".join(text.split())


def test_a_part_of_a_text():
    assert [(token.start, token.text) for token in tokenize("One two three", 4, 7)] == [(4, "two")]


@pytest.mark.parametrize(
    ("word", "base"), [("warned", "warn"), ("officials", "official"), ("said", "say"), ("qzx", "qzx")]
)
def test_lemma(word, base):
    assert lemma(word) == base


@pytest.mark.parametrize(("word", "known"), [("however", True), ("official", True), ("qzxv", False)])
def test_known_words(word, known):
    assert is_known_word(word) is known


def test_words_and_marks():
    assert [token.is_word for token in tokenize("No , 40%")] == [True, False, True]


def test_lower_case_has_straight_apostrophes():
    assert tokenize("Won’t")[0].lower == "won't"
