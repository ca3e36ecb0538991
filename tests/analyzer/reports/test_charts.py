"""Pictures say what the tables beside them say, and hold text as text."""

import re
from dataclasses import replace

import pytest

from analyzer.reports import html_report
from analyzer.reports.charts import MOST_DOTS, charts
from analyzer.schema import Span
from analyzer.settings import ReportSettings
from analyzer.tables import look_up


@pytest.fixture
def hedged(small_analysis):
    """The small analysis with a hedge in one statement."""
    first = replace(small_analysis.statements[0], certainty=0.5, certainty_spans=(Span(16, 20),))
    return replace(small_analysis, statements=(first, *small_analysis.statements[1:]))


def drawn(analysis):
    return html_report(look_up(analysis), ReportSettings())


def test_every_day_has_a_bar_of_statements_and_one_of_conflicts(small_analysis):
    chart = charts(look_up(small_analysis)).time
    assert [(bar.counts.n_statements, bar.counts.n_conflicts) for bar in chart.bars] == [(2, 1), (1, 1)]
    assert chart.bars[0].up == 2 * chart.bars[1].up > 0
    assert chart.bars[0].down == chart.bars[1].down > 0


def test_bars_stay_inside_the_picture(small_analysis):
    late = replace(small_analysis.statements[2], published="2031-01-01")
    analysis = replace(small_analysis, statements=(*small_analysis.statements[:2], late))
    assert all(48 + bar.x + bar.width <= 640 for bar in charts(look_up(analysis)).time.bars)


def test_without_dates_there_is_no_timeline(small_analysis):
    analysis = replace(
        small_analysis,
        statements=tuple(replace(s, published=None) for s in small_analysis.statements),
        documents=tuple(replace(d, published=None) for d in small_analysis.documents),
    )
    assert charts(look_up(analysis)).time is None
    assert 'id="time-name"' not in drawn(analysis)


def test_a_pair_has_one_dot_below_the_edge(small_analysis):
    chart = charts(look_up(small_analysis)).clash
    assert chart.names == ("Ana Ruiz", "Jo Park")
    assert [(dot.row, dot.column) for dot in chart.dots] == [(1, 0)]


def test_a_statement_stands_on_the_ladder_by_its_certainty(hedged):
    chart = charts(look_up(hedged)).ladder
    assert [(dot.row.source.speaker, dot.x) for dot in chart.dots] == [("Ana Ruiz", 125.0)]


def test_what_is_not_drawn_is_counted(hedged):
    first = hedged.statements[0]
    many = tuple(replace(first, id=f"st-x{i}") for i in range(40))
    group = replace(hedged.groups[0], members=("st-1", *(s.id for s in many)))
    analysis = replace(hedged, statements=(*hedged.statements, *many), groups=(group, *hedged.groups[1:]))
    chart = charts(look_up(analysis)).ladder
    assert (len(chart.dots), chart.n_left_out) == (MOST_DOTS, 41 - MOST_DOTS)


@pytest.mark.parametrize("words", ["2024-03-01</td><td>2024-03-01</td><td>2</td><td>1</td>", "0.50</td>"])
def test_a_table_says_the_same(hedged, words):
    assert words in drawn(hedged)


def test_every_picture_has_a_name_and_a_description(hedged, see):
    page = see(drawn(hedged))
    named = [value.split() for tag, name, value in page.attributes if tag == "svg" and name == "aria-labelledby"]
    assert len(named) == page.tags.count("svg") == 3
    assert {one for pair in named for one in pair} <= set(page.values("id"))


def test_hostile_names_stay_text_in_a_picture(poison, attack, see):
    svg = re.findall(r"<svg.*?</svg>", drawn(poison(attack)), re.DOTALL)
    tags = {tag for one in svg for tag in see(one).tags}
    assert tags <= {"svg", "title", "desc", "g", "text", "rect", "circle", "line"}


def test_pictures_of_nothing_are_left_out(small_analysis):
    empty = replace(small_analysis, statements=(), groups=(), threads=(), conflicts=(), comparisons=())
    assert 'id="charts"' not in drawn(empty)
