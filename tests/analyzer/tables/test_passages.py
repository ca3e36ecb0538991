"""Passages are the document's text, cut where a reader expects it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.schema import Document, Span
from analyzer.tables import Mark, passage, segments, statement_marks

FIRST = "Dr. Ash arrived early. The ferry left late. Nobody waved."
SECOND = "It rained. Ash said “the quay is safe” on Monday. The mayor disagreed. Then they left."
TEXT = f"{FIRST}\n\n{SECOND}\n \nThe end."
SAID = TEXT.index("Ash said")


def cut(marks, width, text=TEXT):
    return passage(Document("d-1", "a.txt", text), marks, width=width)


def place(words, kind="statement", text=TEXT):
    return Mark(text.index(words), text.index(words) + len(words), kind, "st-1")


def test_the_whole_paragraph_is_shown_where_it_fits():
    shown = cut([place("safe")], 200)
    assert (shown.text, shown.cut_before, shown.cut_after) == (SECOND, False, False)


def test_else_whole_sentences():
    shown = cut([place("safe")], 60)
    assert shown.text == "It rained. Ash said “the quay is safe” on Monday."
    assert (shown.cut_before, shown.cut_after) == (False, True)


def test_a_title_does_not_end_a_sentence():
    assert cut([place("arrived")], 30).text == "Dr. Ash arrived early."


def test_a_long_marked_sentence_is_shown_whole():
    assert cut([place("Ash said “the quay is safe” on Monday.")], 38).text == "Ash said “the quay is safe” on Monday."


def test_a_sentence_without_end_is_cut_at_words():
    text = "and so on " * 2000
    shown = cut([Mark(10_000, 10_002, "clash", "st-1")], 100, text)
    assert 80 <= len(shown.text) <= 110
    assert set(shown.text.split()) == {"and", "so", "on"}
    assert shown.cut_before
    assert shown.cut_after


def test_a_line_without_any_space_is_cut_somewhere():
    assert len(cut([Mark(500_000, 500_010, "clash")], 100, "x" * 1_000_000).text) <= 300


def test_a_long_statement_is_shown_from_the_words_that_clash():
    text = "word " * 2000 + "CLASH " + "word " * 2000
    shown = cut([Mark(0, len(text), "statement", "st-1"), place("CLASH", "clash", text)], 100, text)
    assert "CLASH" in shown.text
    assert len(shown.text) <= 200


def test_a_long_statement_without_clash_is_shown_from_its_beginning():
    text = "word " * 2000
    assert cut([Mark(100, 9000, "statement", "st-1")], 100, text).start <= 100


def test_an_empty_document_gives_an_empty_passage():
    assert cut([], 100, "").segments == ()


def test_segments_carry_every_mark_in_force():
    marks = [Mark(0, 6, "statement", "st-1"), Mark(2, 4, "clash", "st-1"), Mark(2, 3, "quoted", "st-1")]
    assert [(s.text, s.kinds) for s in segments("abcdefgh", marks)] == [
        ("ab", ("statement",)),
        ("c", ("statement", "quoted", "clash")),
        ("d", ("statement", "clash")),
        ("ef", ("statement",)),
        ("gh", ()),
    ]


def test_statements_open_and_close_once_outermost_first():
    found = segments("abcdef", [Mark(1, 3, "statement", "st-in"), Mark(1, 5, "statement", "st-out")])
    assert [(s.text, s.opens, s.closes) for s in found] == [
        ("a", (), ()),
        ("bc", ("st-out", "st-in"), ("st-in",)),
        ("de", (), ("st-out",)),
        ("f", (), ()),
    ]


def test_a_statement_that_is_cut_off_opens_at_the_cut():
    (only,) = segments("abcdef", [Mark(0, 6, "statement", "st-1")], start=2, end=4)
    assert (only.text, only.opens, only.closes) == ("cd", ("st-1",), ("st-1",))


def test_statement_marks_name_the_parts_of_a_statement(small_analysis):
    marks = statement_marks(small_analysis.statements[0], clash=[Span(5, 8)])
    assert [mark.kind for mark in marks] == ["statement", "quoted", "cue", "speaker", "clash"]
    assert {mark.statement for mark in marks} == {"st-1"}


@given(
    text=st.text(alphabet="ab .\n“”é\u202e", max_size=200),
    places=st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), max_size=6),
    width=st.integers(1, 100),
)
def test_text_is_never_altered(text, places, width):
    kinds = ["statement", "clash", "quoted"]
    inside = [(min(a, b), max(a, b)) for a, b in places if max(a, b) <= len(text)]
    marks = [Mark(a, b, kinds[i % 3], f"st-{i}") for i, (a, b) in enumerate(inside)]
    shown = cut(marks, width, text)
    assert shown.text == text[shown.start : shown.end]
    assert "".join(s.text for s in segments(text, marks)) == text
    opened = [statement for s in segments(text, marks) for statement in s.opens]
    assert sorted(opened) == sorted(m.statement for m in marks if m.kind == "statement" and m.start < m.end)


@pytest.mark.parametrize("width", [20, 60, 200])
def test_marked_words_are_always_shown(width):
    assert "safe" in cut([place("safe")], width).text
