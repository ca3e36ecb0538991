import pytest

from analyzer.tables import look_up, queue_rows
from dashboard.filters import Filters, options


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


def test_everything_there_is_can_be_chosen(rows):
    possible = options(rows)
    assert possible.speakers == ["Ana Ruiz", "Jo Park", "Otto Lind"]
    assert possible.documents == ["north.txt", "south.txt"]
    assert possible.bands == ["Flagged", "Possible"]


def test_no_rows_give_no_choices():
    assert options([]) == Filters([], [], [], [], [])
