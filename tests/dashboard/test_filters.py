from dataclasses import replace

import pytest

from analyzer.tables import look_up, queue_rows
from dashboard.work.filters import Filters, options


@pytest.fixture
def rows(busy_analysis):
    return queue_rows(look_up(busy_analysis))


def test_nothing_chosen_lets_everything_through(rows):
    assert all(Filters().pass_row(row) for row in rows)


def test_choices_of_one_kind_widen(rows):
    chosen = Filters(kinds=["Different numbers", "Different characterisation"])
    assert [row.id for row in rows if chosen.pass_row(row)] == ["c-1", "c-2", "c-3"]


def test_choices_of_different_kinds_narrow(rows):
    chosen = Filters(bands=["Flagged"], speakers=["Otto Lind"])
    assert [row.id for row in rows if chosen.pass_row(row)] == ["c-2"]


def test_a_choice_that_is_gone_lets_nothing_through(rows):
    assert not [row for row in rows if Filters(speakers=["Nobody"]).pass_row(row)]


@pytest.mark.parametrize(
    ("since", "until", "left"),
    [
        ("2024-03-02", "", ["c-1", "c-2"]),
        ("", "2024-03-01", ["c-1", "c-2", "c-3"]),
        ("2024-03-01", "2024-03-01", ["c-1", "c-2", "c-3"]),
        ("2024-03-03", "", []),
        ("", "2024-02-29", []),
    ],
)
def test_a_date_on_either_side_is_enough(rows, since, until, left):
    assert [row.id for row in rows if Filters(since=since, until=until).pass_row(row)] == left


def test_the_time_of_day_is_no_part_of_a_date(rows):
    row = replace(rows[0], dates=("2024-03-01T23:30:00Z",))
    assert Filters(since="2024-03-01", until="2024-03-01").pass_row(row)


def test_what_has_no_date_fits_no_range(rows):
    assert not Filters(until="2024-03-01").pass_row(replace(rows[0], dates=()))


def test_publisher_and_thread_and_review_narrow(rows):
    row = replace(rows[0], publishers=("The Post",))
    assert Filters(publishers=["The Post"], threads=["bridge talks"], reviews=["Not reviewed"]).pass_row(row)
    assert not Filters(publishers=["The Sun"]).pass_row(row)
    assert not Filters(threads=["jobs"]).pass_row(row)
    assert not Filters(reviews=["Unsure"]).pass_row(row)


def test_everything_there_is_can_be_chosen(rows):
    possible = options(rows)
    assert possible.speakers == ["Ana Ruiz", "Jo Park", "Otto Lind"]
    assert possible.documents == ["north.txt", "south.txt"]
    assert possible.bands == ["Flagged", "Possible"]


def test_no_rows_give_no_choices():
    nothing = options([])
    assert not (nothing.kinds or nothing.speakers or nothing.documents or nothing.publishers or nothing.until)
