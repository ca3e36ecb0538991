"""Entries are marked with what they can be filtered by; a part says that it is one."""

from dataclasses import replace

import pytest

from analyzer.reports import html_report, markdown_report
from analyzer.reports.filters import page_filters
from analyzer.settings import ReportSettings
from analyzer.tables import look_up
from analyzer.tables.narrowing import Narrowing


def filters_of(analysis):
    return page_filters(["c-1", "g-1", "t-1", "st-1", "st-3"], look_up(analysis))


def test_names_stand_once_and_entries_hold_their_places(small_analysis):
    found = filters_of(small_analysis)
    assert (found.speakers, found.publishers) == (("Ana Ruiz", "Jo Park"), ("(not known)",))
    assert 'data-by="0 1"' in found.marks["c-1"]
    assert 'data-by="1"' in found.marks["st-3"]


def test_a_conflict_is_marked_with_its_kind_strength_band_and_review(small_analysis):
    marks = filters_of(small_analysis).marks["c-1"]
    assert 'data-kind="characterisation" data-strength="hard" data-band="flagged" data-review="open"' in marks
    assert 'data-days="2024-03-01 2024-03-02"' in marks


def test_what_is_not_shown_is_neither_marked_nor_offered(small_analysis):
    found = page_filters(["st-2"], look_up(small_analysis))
    assert (list(found.marks), found.speakers, found.kinds) == (["st-2"], ("Otto Lind",), {})


def test_threads_of_one_label_are_told_apart(small_analysis):
    same = tuple(replace(thread, label="talks") for thread in small_analysis.threads)
    found = page_filters(["st-1", "st-2"], look_up(replace(small_analysis, threads=same)))
    assert found.threads == ("talks (no. 1)", "talks (no. 2)")


def test_what_is_no_date_is_no_day(poison):
    assert page_filters(["st-1"], look_up(poison('" onclick="x'))).marks["st-1"].count('data-days=""') == 1


@pytest.mark.parametrize("draw", [html_report, markdown_report])
@pytest.mark.parametrize("narrowing", [Narrowing(speakers=("Otto",)), Narrowing(only=("soft",)), Narrowing(top=1)])
def test_a_part_says_that_it_is_one(small_analysis, draw, narrowing):
    assert "This report shows a part." in draw(look_up(small_analysis), ReportSettings(), narrowing)


@pytest.mark.parametrize("draw", [html_report, markdown_report])
def test_a_part_holds_nothing_else(small_analysis, draw):
    text = draw(look_up(small_analysis), ReportSettings(), Narrowing(threads=("jobs",)))
    assert "Otto Lind" in text
    assert "fruitful" not in text


def test_what_was_asked_for_is_text_too(small_analysis, attack, see):
    page = see(html_report(look_up(small_analysis), ReportSettings(), Narrowing(speakers=(attack,))))
    assert page.tags.count("script") == 1
    assert "img" not in page.tags
