from hypothesis import given
from hypothesis import strategies as st

from analyzer.schema import Document, Section
from analyzer.tables import Mark, article, conflict_row, look_up, side_article

TEXT = "Ferry late\n\nBy the desk\n\nAsh said the ferry sank. Birch said it did not."


def document(*sections: Section) -> Document:
    return Document("d-1", "ferry.txt", TEXT, sections=sections)


def text_of(shown) -> str:
    return "".join(segment.text for block in shown.blocks for segment in block.segments)


def test_sections_keep_their_kind():
    sections = (Section(0, 10, "headline"), Section(12, 23, "furniture"), Section(25, len(TEXT), "body"))
    shown = article(document(*sections), [Mark(25, 49, "statement", "st-1")])
    assert [block.kind for block in shown.blocks] == ["headline", "furniture", "body"]


def test_a_document_without_sections_is_all_body():
    shown = article(document(), [Mark(25, 49, "statement", "st-1")])
    assert [block.kind for block in shown.blocks] == ["body"]


def test_text_beyond_reach_is_left_out_and_said_so():
    shown = article(document(), [Mark(25, 49, "statement", "st-1")], reach=5)
    assert (text_of(shown), shown.cut_before, shown.cut_after) == (TEXT[20:54], True, True)


def test_the_whole_text_is_not_called_cut():
    shown = article(document(), [Mark(25, 49, "statement", "st-1")])
    assert (shown.cut_before, shown.cut_after) == (False, False)


def test_a_side_is_shown_with_the_words_that_clash(small_analysis):
    lookup = look_up(small_analysis)
    shown = side_article(conflict_row(small_analysis.conflicts[0], lookup).right, lookup)
    clash = [s.text for block in shown.blocks for s in block.segments if "clash" in s.kinds]
    assert (shown.document.id, clash) == ("d-south", ["fruitful"])


offsets = st.integers(0, len(TEXT))


@given(st.lists(st.tuples(offsets, offsets), max_size=5), offsets, st.integers(0, 80))
def test_no_character_is_lost_or_shown_twice(ranges, start, reach):
    sections = (Section(min(pair), max(pair), "caption") for pair in ranges)
    shown = article(document(*sections), [Mark(start, min(start + 9, len(TEXT)), "cue")], reach=reach)
    assert text_of(shown) == TEXT[shown.start : shown.end]
