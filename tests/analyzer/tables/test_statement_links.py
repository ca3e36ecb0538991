"""One statement with all that leads on from it."""

from dataclasses import replace

import pytest

from analyzer.schema import ConflictSide, Group, Span
from analyzer.tables import look_up
from analyzer.tables.statement_links import statement_detail, statement_links


@pytest.fixture
def detail(small_analysis):
    """Return a function that changes statements by id and shapes one of them."""

    def shape(id_, analysis=small_analysis, **changes):
        statements = tuple(replace(s, **changes.get(s.id.replace("-", "_"), {})) for s in analysis.statements)
        lookup = look_up(replace(analysis, statements=statements))
        return statement_detail(lookup.statements[id_], lookup, statement_links(lookup))

    return shape


@pytest.mark.parametrize(
    ("field", "there", "back"),
    [
        ("nested_in", "Reported inside", "Reports"),
        ("continuation_of", "Goes on from", "Goes on in"),
        ("disputes", "Disputes", "Disputed by"),
        ("copy_of", "Same text as", "Printed again as"),
    ],
)
def test_a_link_between_two_statements_is_told_at_both(detail, field, there, back):
    changes = {"st_2": {field: "st-1"}}
    assert [(tie.tie, tie.id) for tie in detail("st-2", **changes).ties] == [(there, "st-1")]
    assert [(tie.tie, tie.id) for tie in detail("st-1", **changes).ties] == [(back, "st-2")]


@pytest.mark.parametrize(("one", "other"), [("st-1", "st-3"), ("st-3", "st-1")])
def test_a_conflict_is_told_as_seen_from_its_own_side(detail, one, other):
    (line,) = detail(one).conflicts
    assert (line.id, line.other_statement) == ("c-1", other)


def test_who_says_the_same_side_has_the_conflict_too(detail, small_analysis):
    first = small_analysis.conflicts[0]
    also = replace(first, right=ConflictSide("st-3", "g-3", ("st-2",)))
    (line,) = detail("st-2", replace(small_analysis, conflicts=(also,))).conflicts
    assert line.other_statement == "st-1"


def test_a_copy_has_the_conflicts_of_what_it_copies(detail):
    assert [line.id for line in detail("st-2", st_2={"copy_of": "st-1"}).conflicts] == ["c-1"]


def test_words_that_hedge_are_given_as_written(detail):
    assert detail("st-2", st_2={"certainty_spans": (Span(0, 5), Span(0, 5))}).hedges == ("Mayor",)


def test_copies_do_not_count_as_saying_so(detail, small_analysis):
    group = Group("g-1", "t-1", "it went badly", ("st-1", "st-2"), "st-1", 1.0, 1)
    analysis = replace(small_analysis, groups=(group, small_analysis.groups[2]))
    assert detail("st-1", analysis, st_2={"copy_of": "st-1"}).n_in_group == 1


def test_a_statement_in_no_group_has_none(detail, small_analysis):
    found = detail("st-2", replace(small_analysis, groups=small_analysis.groups[::2]))
    assert (found.group_label, found.n_in_group) == (None, 0)


def test_statements_of_a_document_stand_outer_before_inner(small_analysis):
    outer, inner = small_analysis.statements[0], replace(small_analysis.statements[0], id="st-0", start=10)
    lookup = look_up(replace(small_analysis, statements=(inner, outer), groups=(), conflicts=(), comparisons=()))
    assert [s.id for s in statement_links(lookup).in_document["d-north"]] == ["st-1", "st-0"]
