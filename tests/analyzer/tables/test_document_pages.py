"""Documents to be read with every statement in its place."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.schema import (
    Analysis,
    Caution,
    Document,
    DocumentEdit,
    Lineage,
    Provenance,
    Section,
    Span,
    Statement,
    StatementEdit,
)
from analyzer.tables import look_up
from analyzer.tables.document_pages import (
    cautions_of_document,
    copies_of_document,
    copy_lines,
    document_lines,
    edit_lines,
    matching_documents,
    n_stretches,
    stretch,
    stretch_holding,
)
from analyzer.tables.statement_links import statement_links

LENGTH = 80


def said(text: str, start: int, end: int, number: int = 1) -> Statement:
    return Statement(f"st-{number}", "d-1", start, end, text[start:end], (Span(start, end),), (), "indirect", "it is")


def cut(text, *statements, sections=(), number=None, chosen=None):
    """Cut the stretches of a text with statements: all, or one."""
    document = Document("d-1", "a.txt", text, sections=sections)
    lookup = _look_up(document, statements)
    numbers = [number] if number else range(1, n_stretches(document, length=LENGTH) + 1)
    return [stretch(document, statements, one, lookup, chosen=chosen, length=LENGTH) for one in numbers]


def text_of(shown) -> str:
    return "".join(segment.text for block in shown.blocks for segment in block.segments)


ranges = st.lists(st.tuples(st.integers(0, 299), st.integers(1, 120)), max_size=12)


@given(st.text(alphabet="ab \n\u202e", min_size=1, max_size=300), ranges, ranges)
def test_stretches_joined_are_the_text_and_hold_every_statement(text, places, parts):
    statements = sorted(
        (said(text, a, min(len(text), a + n), i) for i, (a, n) in enumerate(places) if a < len(text)),
        key=lambda s: s.start,
    )
    sections = tuple(Section(a, min(len(text), a + n), "caption", n) for a, n in parts if a < len(text))
    every = cut(text, *statements, sections=sections)
    assert "".join(text_of(one) for one in every) == text
    for statement in statements:
        number = stretch_holding(statement, every[0].document, statements, length=LENGTH)
        assert every[number - 1].start <= statement.start < every[number - 1].end


def _look_up(document, statements):
    return look_up(Analysis(Provenance("0", "3", "", 0.0), (document,), statements=tuple(statements)))


def test_a_stretch_ends_between_paragraphs():
    text = "a" * 74 + "\n\n" + "b" * 60
    assert [one.end for one in cut(text)] == [76, len(text)]


def test_a_stretch_does_not_end_inside_a_statement():
    text = "word " * 30
    first, _ = cut(text, said(text, 65, 95))
    assert first.end == 65


def test_a_line_of_a_megabyte_is_cut_and_costs_what_is_shown():
    text = "x" * 1_000_000
    document = Document("d-1", "a.txt", text)
    statements = [said(text, at, at + 40, at) for at in range(0, 1_000_000, 500)]
    shown = stretch(document, statements, 13, _look_up(document, statements))
    assert (shown.n_stretches, len(text_of(shown)) <= 60_000, len(shown.labels) <= 120) == (25, True, True)


def test_a_number_beyond_the_last_shows_the_last():
    (shown,) = cut("word " * 30, number=99)
    assert (shown.number, shown.n_stretches) == (2, 2)


def test_statements_of_other_stretches_are_not_labelled():
    text = "word " * 60
    shown = cut(text, said(text, 0, 4, 1), said(text, 200, 204, 2))
    assert [sorted(one.labels) for one in shown] == [["st-1"], [], ["st-2"], []]


def test_a_post_begins_once():
    text = "Head\nBody one. Body two."
    sections = (
        Section(0, 4, "headline", 3, "Head"),
        Section(5, 14, "body", 3, "Head"),
        Section(15, 24, "body", 4, "Next"),
    )
    (shown,) = cut(text, sections=sections)
    assert [(block.post, block.post_title) for block in shown.blocks] == [(3, "Head"), (None, None), (4, "Next")]


def test_cue_and_speaker_are_marked_in_the_chosen_statement_only():
    text = "Ash said it rained. Birch said it snowed."
    ash = replace(said(text, 0, 19, 1), cue=Span(4, 8), speaker_mention=Span(0, 3))
    birch = replace(said(text, 20, 41, 2), cue=Span(26, 30))
    (shown,) = cut(text, ash, birch, chosen=ash)
    marked = [s.text for block in shown.blocks for s in block.segments if {"cue", "speaker"} & set(s.kinds)]
    assert marked == ["Ash", "said"]


def test_conflicts_of_a_document_are_counted(small_analysis):
    assert [(line.id, line.n_conflicts) for line in document_lines(look_up(small_analysis))] == [
        ("d-north", 1),
        ("d-south", 1),
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["d-north", "d-south", "d-undated"]),
        ({"words": "NORTH"}, ["d-north"]),
        ({"words": "harbour"}, ["d-south"]),
        ({"publishers": ["The Post"]}, ["d-north"]),
        ({"since": "2024-03-02"}, ["d-south"]),
        ({"until": "2024-03-01"}, ["d-north"]),
        ({"since": "2024-03-01", "until": "2024-03-02"}, ["d-north", "d-south"]),
    ],
)
def test_documents_are_found_by_words_publisher_and_date(small_analysis, asked, found):
    north, south = small_analysis.documents
    documents = (
        replace(north, publisher="The Post"),
        replace(south, title="Harbour news"),
        Document("d-undated", "u.txt", "Calm."),
    )
    lines = document_lines(look_up(replace(small_analysis, documents=documents)))
    assert [line.id for line in matching_documents(lines, **asked)] == found


def test_a_text_printed_again_is_told_from_both_sides(small_analysis):
    statements = (*small_analysis.statements[:2], replace(small_analysis.statements[2], copy_of="st-1"))
    lookup = look_up(replace(small_analysis, statements=statements))
    links = statement_links(lookup)
    lines = [copy_lines(links.in_document[one], lookup, links) for one in ("d-north", "d-south")]
    assert [(line.statement, line.other) for (line,) in lines] == [("st-1", "st-3"), ("st-3", "st-1")]


def test_copies_in_whole_are_named_the_original_first(small_analysis):
    first, second = small_analysis.documents
    third = replace(second, id="d-copy", path="a.txt", copy_of="d-north")
    lookup = look_up(replace(small_analysis, documents=(third, replace(second, copy_of="d-north"), first)))
    assert [one.id for one in copies_of_document(lookup.documents["d-south"], lookup)] == ["d-north", "d-copy"]


def test_edits_are_told_statement_by_statement(small_analysis):
    told = (StatementEdit("changed", "st-1", "went well", "went badly"), StatementEdit("removed", None, "calm", None))
    lineage = Lineage(edits=(DocumentEdit("d-north", "d-old", told),))
    lookup = look_up(replace(small_analysis, lineage=lineage))
    lines = edit_lines(lookup.documents["d-north"], lookup)
    assert [(line.kind, line.number, line.before, line.after) for line in lines] == [
        ("changed", 1, "went well", "went badly"),
        ("removed", None, "calm", ""),
    ]


def test_without_an_edit_there_is_nothing_to_tell(small_analysis):
    lookup = look_up(small_analysis)
    assert edit_lines(lookup.documents["d-north"], lookup) is None


@pytest.mark.parametrize(("where", "n"), [("north.txt", 1), ("d-north st-1", 1), ("south.txt", 0)])
def test_cautions_are_of_one_document(small_analysis, where, n):
    run = replace(small_analysis.provenance, warnings=(Caution(where, "a doubt"),))
    lookup = look_up(replace(small_analysis, provenance=run))
    assert len(cautions_of_document(lookup.documents["d-north"], lookup)) == n
