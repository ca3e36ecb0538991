"""What changed comes first in both reports, and no text of a document becomes more than text."""

from dataclasses import replace

import pytest

from analyzer.changes import earlier_from, find_changes
from analyzer.reports import html_report, markdown_report
from analyzer.settings import ReportSettings
from analyzer.tables import look_up
from analyzer.tables.changes import since_rows


@pytest.fixture
def first_conflict(small_analysis):
    """What changed since the same documents without their conflict."""
    return since_rows(find_changes(small_analysis, earlier_from(replace(small_analysis, conflicts=()))))


def test_what_changed_is_the_first_section_of_the_page(small_analysis, first_conflict, see):
    page = html_report(look_up(small_analysis), ReportSettings(), since=first_conflict)
    seen = see(page)
    assert page.index('id="since"') < page.index('<section id="conflicts"')
    assert "Since 2024-03-03 00:00 UTC" in seen.text
    assert "1 new conflict, none changed, none resolved." in seen.text
    assert "#c-1" in seen.values("href")


def test_what_changed_comes_first_in_markdown(small_analysis, first_conflict):
    text = markdown_report(look_up(small_analysis), ReportSettings(), since=first_conflict)
    assert text.index("## Since 2024") < text.index("## Where accounts differ")
    assert "### New conflicts" in text


def test_without_a_comparison_there_is_no_such_section(small_analysis):
    lookup = look_up(small_analysis)
    assert 'id="since"' not in html_report(lookup, ReportSettings())
    assert "## Since" not in markdown_report(lookup, ReportSettings())


def everything(analysis):
    """Changes of every sort that say what a hostile analysis says."""
    empty = replace(analysis, conflicts=(), documents=(), statements=(), groups=(), threads=(), reviews=())
    new = find_changes(analysis, earlier_from(empty))
    gone = find_changes(empty, earlier_from(analysis))
    edits = tuple(replace(one, statements=()) for one in new.edited)
    return replace(new, conflicts=(*new.conflicts, *gone.conflicts), removed=gone.removed, edited=edits)


def test_hostile_text_opens_no_element(poison, attack, small_analysis, see):
    hostile = poison(attack)
    calm, news = (
        see(html_report(look_up(one), ReportSettings(), since=since_rows(everything(one))))
        for one in (poison("calm"), hostile)
    )
    assert {tag for tag in news.tags} <= {*calm.tags, "bdi", "span"}
    assert not [name for _, name, _ in news.attributes if name.startswith("on")]


def test_hostile_text_is_escaped_in_markdown(poison):
    hostile = poison("<script>![](http://evil.example/p.png)")
    text = markdown_report(look_up(hostile), ReportSettings(), since=since_rows(everything(hostile)))
    assert "<script>" not in text
    assert "](http" not in text
