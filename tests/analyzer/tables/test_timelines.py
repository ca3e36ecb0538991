from dataclasses import replace

import pytest

from analyzer.tables import look_up
from analyzer.tables.timelines import MOST_COLUMNS, stretch_of, time_row, timeline, timeline_lines


def on_days(analysis, *days):
    """Give each statement a day."""
    said = tuple(replace(s, published=day) for s, day in zip(analysis.statements, days, strict=True))
    return replace(analysis, statements=said, documents=tuple(replace(d, published=None) for d in analysis.documents))


@pytest.fixture
def line(small_analysis):
    return timeline(look_up(small_analysis))


def test_statements_are_counted_by_thread_and_day(line):
    assert line.said == {"t-1": {"2024-03-01": 1, "2024-03-02": 1}, "t-2": {"2024-03-01": 1}}


def test_a_conflict_stands_on_the_days_of_both_sides(line):
    assert line.differing == {"t-1": {"2024-03-01": 1, "2024-03-02": 1}}


def test_a_conflict_of_one_day_is_counted_once(small_analysis):
    line = timeline(look_up(on_days(small_analysis, "2024-03-01", None, "2024-03-01")))
    assert line.differing == {"t-1": {"2024-03-01": 1}}


def test_a_dismissed_conflict_is_not_counted(with_review):
    assert timeline(look_up(with_review())).differing == {}


def test_copies_are_not_counted(small_analysis):
    said = small_analysis.statements
    copied = replace(small_analysis, statements=(*said[:2], replace(said[2], copy_of="st-1")))
    assert timeline(look_up(copied)).said["t-1"] == {"2024-03-01": 1}


def test_what_has_no_date_is_counted_apart(small_analysis):
    line = timeline(look_up(on_days(small_analysis, "2024-03-01", None, "soon")))
    assert (line.n_undated, line.undated) == (2, {"t-1": 1, "t-2": 1})


def test_nothing_with_a_date_makes_no_stretch(small_analysis):
    assert stretch_of(timeline(look_up(on_days(small_analysis, None, None, None)))) is None


@pytest.mark.parametrize(
    ("last", "unit", "n", "labels"),
    [
        ("2024-03-01", "day", 1, ["2024-03-01"]),
        ("2024-03-31", "day", 31, ["2024-03-01", "2024-03-31"]),
        ("2024-04-01", "week", 6, ["2024-02-26", "2024-04-01"]),
        ("2024-12-31", "month", 10, ["2024-03", "2024-12"]),
        ("2034-01-01", "year", 11, ["2024", "2034"]),
        ("2099-01-01", "decade", 8, ["2020s", "2090s"]),
        ("2999-01-01", "century", 10, ["2000s", "2900s"]),
    ],
)
def test_a_longer_time_has_longer_periods(small_analysis, last, unit, n, labels):
    stretch = stretch_of(timeline(look_up(on_days(small_analysis, "2024-03-01", None, last))))
    assert (stretch.unit, len(stretch.periods)) == (unit, n)
    assert [stretch.periods[0].label, stretch.periods[-1].label] == (labels * 2)[:2] if n == 1 else labels
    assert n <= MOST_COLUMNS


def test_periods_cover_every_day_once_and_end_with_what_is_known(small_analysis):
    stretch = stretch_of(timeline(look_up(on_days(small_analysis, "2024-03-05", "2024-04-20", "2024-05-08"))))
    assert (stretch.periods[0].first, stretch.periods[-1].last) == ("2024-03-05", "2024-05-08")
    assert sum(cell.n_statements for cell in stretch.totals) == 3


def test_a_stretch_can_be_chosen(line):
    stretch = stretch_of(line, "2024-03-02", "2030-01-01")
    assert stretch.threads == ("t-1",)
    assert [period.label for period in stretch.periods] == ["2024-03-02"]


def test_a_stretch_in_which_nothing_was_printed_is_none(line):
    assert stretch_of(line, "2025-01-01") is None


def test_threads_with_most_statements_come_first(line):
    assert stretch_of(line).threads == ("t-1", "t-2")


def test_a_row_has_a_cell_for_each_period(line):
    stretch = stretch_of(line)
    row = time_row(line, "t-2", stretch.periods)
    assert [(cell.n_statements, cell.n_conflicts) for cell in row.cells] == [(1, 0), (0, 0)]


def test_the_file_has_a_line_for_each_thread_and_day(line):
    assert list(timeline_lines(line, until="2024-03-01")) == [
        ["bridge talks", "2024-03-01", 1, 1],
        ["jobs", "2024-03-01", 1, 0],
    ]


def test_the_file_lists_what_has_no_date(small_analysis):
    line = timeline(look_up(on_days(small_analysis, "2024-03-01", None, "2024-03-02")))
    assert ["jobs", "", 1, 0] in list(timeline_lines(line))
