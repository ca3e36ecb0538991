from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.models.folders import packaged_folder
from analyzer.models.quotations.reading import (
    FEATURES,
    MAX_PIECES,
    paragraph_spans,
    quotation_marks,
    read_paragraphs,
)
from analyzer.models.quotations.windows import CLOSES, OPENS, pack

COLUMN = {name: place for place, name in enumerate(FEATURES)}


@cache
def load():
    from tokenizers import Tokenizer

    found = Tokenizer.from_file(str(packaged_folder() / "tokenizer.json"))
    found.no_padding()
    found.no_truncation()
    return found


@pytest.fixture(scope="module")
def tokenizer():
    return load()


def values(text, tokenizer, feature):
    (paragraph,) = read_paragraphs(text, tokenizer)
    return paragraph.features[:, COLUMN[feature]].tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a “b” c", [0, 0, 2, 1, 3, 0, 0]),
        ('"b," c', [2, 1, 1, 3, 0, 0]),
        ('b "c', [0, 0, 2, 1]),
        ("«b»", [2, 1, 3]),
        ("don't", [0, 0, 0, 0, 0]),
        ('a 5" b', [0, 0, 0, 3, 0, 0]),
    ],
)
def test_marks_open_and_close(text, expected):
    assert quotation_marks(text) == expected


def test_a_mark_left_open_ends_with_its_paragraph(tokenizer):
    first, second = read_paragraphs("“We will build it.\n\nThe port is closed.", tokenizer)
    assert first.features[-1, COLUMN["marks"]] == 1
    assert not second.features[:, COLUMN["marks"]].any()


@pytest.mark.parametrize(
    ("word", "case"), [(".", 0), ("port", 1), ("Port", 2), ("I", 2), ("NATO", 3), ("iPort", 4), ("12", 5)]
)
def test_case_of_a_word(word, case, tokenizer):
    assert values(word, tokenizer, "case") == [case]


@pytest.mark.parametrize(("word", "expected"), [("warned", 1), ("statement", 2), ("bridge", 0), ("40", 0)])
def test_reporting_words_are_flagged(word, expected, tokenizer):
    assert values(word, tokenizer, "reports") == [expected]


def test_places_of_sentences(tokenizer):
    assert values("It rains. “Go,” she said.", tokenizer, "place") == [2, 0, 0, 1, 1, 0, 0, 0, 0, 0]


def test_place_after_an_opening_mark(tokenizer):
    assert values("“Go,” she said “now”.", tokenizer, "place") == [2, 3, 0, 0, 0, 0, 0, 3, 0, 0]


def test_words_without_a_space_before(tokenizer):
    assert values("We don't go.", tokenizer, "glued") == [0, 0, 1, 1, 0, 1]


def test_words_keep_their_offsets(tokenizer):
    text = "Überraschend:\n\nthe café — it’s “shut” 🙂."
    found = [text[start:end] for paragraph in read_paragraphs(text, tokenizer) for start, end in paragraph.spans]
    assert found == ["Überraschend", ":", "the", "café", "—", "it", "’", "s", "“", "shut", "”", "🙂", "."]


def test_wrapped_lines_are_one_paragraph():
    text = (
        "The port authority announced late on Tuesday evening that\nthe northern quay would be closed for repairs.\nSo."
    )
    assert paragraph_spans(text) == [(0, text.index("So.")), (text.index("So."), len(text))]


@pytest.mark.parametrize("text", ["", " ", "\n\n \n"])
def test_nothing_to_read(text, tokenizer):
    assert read_paragraphs(text, tokenizer) == []


def test_a_very_long_paragraph_is_read_in_parts(tokenizer):
    text = "The quay is closed, " * 400
    parts = read_paragraphs(text, tokenizer)
    assert len(parts) > 1
    assert max(part.n_pieces for part in parts) <= MAX_PIECES
    assert sum(part.n_words for part in parts) == 400 * 5
    assert all((part.word_of[part.first_pieces] == np.arange(part.n_words)).all() for part in parts)


# The first example loads the tokenizer, so no deadlines.
@settings(deadline=None)
@given(st.text(alphabet="ab “”\"'.!\n\u200b\u0301é中🙂\t", max_size=200))
def test_any_text_can_be_read(text):
    for paragraph in read_paragraphs(text, load()):
        assert (paragraph.spans[:, 0] <= paragraph.spans[:, 1]).all()
        assert paragraph.spans[-1, 1] <= len(text)
        assert paragraph.features.min() >= 0
        assert (paragraph.features < np.array(list(FEATURES.values()))).all()


@settings(deadline=None)
@given(st.lists(st.integers(1, 300), min_size=1, max_size=12), st.integers(0, 60), st.integers(0, 200))
def test_windows_hold_every_paragraph_once(lengths, n_context, n_first):
    paragraphs = read_paragraphs("\n\n".join("quay " * length for length in lengths), load())
    windows = pack(paragraphs, n_pieces=128, n_context=n_context, n_first=n_first)
    assert [index for window in windows for index in window.paragraphs] == list(range(len(lengths)))
    for window in windows:
        assert len(window.pieces) == len(window.features) <= 512
        assert (window.pieces[0], window.pieces[-1]) == (OPENS, CLOSES)
        for index, firsts in zip(window.paragraphs, window.firsts, strict=True):
            expected = paragraphs[index].pieces[paragraphs[index].first_pieces]
            assert (window.pieces[firsts] == expected).all()
