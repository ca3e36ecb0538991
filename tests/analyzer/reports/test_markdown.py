"""The Markdown report holds no link, image or tag that a document put there."""

import dataclasses
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.reports import markdown_report
from analyzer.reports.markdown import escaped, passage_markdown
from analyzer.settings import ReportSettings
from analyzer.tables import Segment, look_up


def written(analysis, **settings):
    return markdown_report(look_up(analysis), ReportSettings(**settings))


@pytest.mark.parametrize(
    "words",
    [
        "2 documents read, 0 skipped, 1 could not be read",
        "- photo\\.txt (failed): binary data, not text",
        "### 1. They describe one event in opposite words",
        "the bridge talks “**went badly**”",
        "No conflict if they speak of different talks.",
        "Score 2\\.40: characterisation +2.40",
        "| the bridge talks went badly | says S1 | denies S3 |",
        "It never says who is right",
    ],
)
def test_the_report_says(small_analysis, words):
    assert words in written(small_analysis)


def test_a_group_tells_who_printed_it_and_where_it_was_not_found(small_analysis):
    one, _, third = small_analysis.groups
    one = dataclasses.replace(one, members=("st-1", "st-2"), publishers=("Ledger", "*Mail*"))
    third = dataclasses.replace(third, publishers=("Courier",))
    threads = (dataclasses.replace(small_analysis.threads[0], groups=("g-1", "g-3")),)
    text = written(dataclasses.replace(small_analysis, groups=(one, third), threads=threads))
    assert ("\n  - printed by Ledger, \\*Mail\\*\n  - not found in this thread’s documents from Courier\n") in text


def test_tables_have_as_many_cells_as_columns(small_analysis):
    rows = [line for line in written(small_analysis).splitlines() if line.startswith("|")]
    assert len(rows) == 4
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {4}


def test_hostile_text_is_escaped_everywhere(hostile_analysis):
    text = written(hostile_analysis)
    assert not re.search(r"(?<!\\)<(?!!)", text)
    assert not re.search(r"(?<!\\)!\[|(?<!\\)\]\(", text)
    assert "http:" not in text
    assert "javascript:" not in text
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e\u2066-\u2069]", text)
    assert "⟨U+202E⟩" in text


def test_hostile_text_starts_no_block(hostile_analysis):
    lines = written(hostile_analysis).splitlines()
    assert [line for line in lines if re.match(r"\s*(=|```|~~~|<|\{|\[)", line)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# head", r"\# head"),
        ("1. item", r"1\. item"),
        ("- item", r"\- item"),
        ("a\n\nb", "a b"),
        ("www.evil.example", r"www\.evil\.example"),
        ("me@evil.example", r"me\@evil\.example"),
        ("2.5", r"2\.5"),
        ("a | b", r"a \| b"),
        ("so-called", "so-called"),
        ("Well.", "Well."),
    ],
)
def test_text_is_escaped(text, expected):
    assert escaped(text) == expected


def test_long_text_is_cut():
    assert len(escaped("x" * 10_000)) < 700


@given(st.text())
def test_escaped_text_is_one_line_without_live_signs(text):
    out = escaped(text)
    assert len(out.splitlines()) <= 1
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_`<>\[\]|@:]", out)


def test_clashing_words_at_an_edge_are_still_bold():
    segments = [Segment(0, 2, "a "), Segment(2, 5, " b ", ("clash",)), Segment(5, 6, "c")]
    assert passage_markdown(segments) == "a  **b** c"
