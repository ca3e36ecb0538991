from dataclasses import replace

import pytest

from analyzer.schema import Thread
from analyzer.tables import NOBODY, look_up
from analyzer.tables.statement_filters import StatementFilters, day_of, filter_options, passing, thread_names


def passed(analysis, **chosen):
    lookup = look_up(analysis)
    flags = passing(analysis.statements, StatementFilters(**chosen), lookup, thread_names(lookup))
    return [one.id for one, kept in zip(analysis.statements, flags.tolist(), strict=True) if kept]


@pytest.fixture
def varied(small_analysis):
    """One publisher, and a statement of nobody named."""
    north, south = small_analysis.documents
    first, second, third = small_analysis.statements
    return replace(
        small_analysis,
        documents=(replace(north, publisher="The Post"), south),
        statements=(first, replace(second, speakers=()), replace(third, stance="denies")),
    )


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        ({}, ["st-1", "st-2", "st-3"]),
        ({"speakers": ["Ana Ruiz"]}, ["st-1"]),
        ({"speakers": ["Ana Ruiz", NOBODY]}, ["st-1", "st-2"]),
        ({"publishers": ["The Post"]}, ["st-1", "st-2"]),
        ({"documents": ["south.txt"]}, ["st-3"]),
        ({"documents": ["The Post: north.txt"]}, ["st-1", "st-2"]),
        ({"kinds": ["reported in other words"]}, ["st-2"]),
        ({"stances": ["denies"]}, ["st-3"]),
        ({"threads": ["jobs"]}, ["st-2"]),
        ({"since": "2024-03-02"}, ["st-3"]),
        ({"until": "2024-03-01"}, ["st-1", "st-2"]),
        ({"threads": ["bridge talks"], "until": "2024-03-01"}, ["st-1"]),
        ({"speakers": ["Nobody Known"]}, []),
    ],
)
def test_each_choice_lets_through_what_fits_it(varied, chosen, left):
    assert passed(varied, **chosen) == left


def test_what_can_be_chosen_is_what_there_is(varied):
    options = filter_options(look_up(varied))
    assert options.speakers == [NOBODY, "Ana Ruiz", "Jo Park"]
    assert options.kinds == ["quoted in part", "reported in other words"]
    assert (options.since, options.until) == ("2024-03-01", "2024-03-02")


def test_a_statement_without_a_day_passes_only_while_no_date_is_asked_for(small_analysis):
    undated = replace(
        small_analysis,
        documents=tuple(replace(d, published=None) for d in small_analysis.documents),
        statements=tuple(replace(s, published=None) for s in small_analysis.statements),
    )
    assert passed(undated) == ["st-1", "st-2", "st-3"]
    assert passed(undated, until="2100-01-01") == []


@pytest.mark.parametrize(
    ("published", "day"), [("2024-03-01T10:30:00", "2024-03-01"), ("spring", None), ("2024", None)]
)
def test_a_day_is_a_date_of_the_calendar(small_analysis, published, day):
    odd = replace(small_analysis.statements[0], published=published)
    assert day_of(odd, look_up(small_analysis)) == day


def test_threads_of_one_label_are_numbered(small_analysis):
    same = replace(small_analysis, threads=tuple(replace(t, label="talks") for t in small_analysis.threads))
    assert thread_names(look_up(same)) == {"t-1": "talks (no. 1)", "t-2": "talks (no. 2)"}


def test_a_statement_in_no_group_is_in_no_thread(small_analysis):
    bare = replace(small_analysis, groups=(), threads=(Thread("t-1", "bridge talks", ()),), conflicts=())
    assert passed(bare, threads=["bridge talks"]) == []
