from dataclasses import replace

import pytest

from analyzer.groups.voices import bodies_spoken_for, count_independent, publishers_of
from analyzer.schema import Span, Speaker, Statement

SPEAKERS = (
    Speaker("sp-ruiz", "Ana Ruiz", kind="person"),
    Speaker("sp-port", "the port", kind="organisation", speaks_for="sp-city"),
    Speaker("sp-city", "the city", kind="organisation"),
    Speaker("sp-lind", "Otto Lind", kind="person", speaks_for="sp-port"),
    Speaker("sp-odd", "Odd", speaks_for="sp-even"),
    Speaker("sp-even", "Even", speaks_for="sp-odd"),
)


def said(name, *speakers, **more):
    more = {"kind": "indirect", **more}
    return Statement(name, "d-1", 0, 9, "x", (Span(0, 9),), (), claim="x", speakers=speakers, **more)


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ([said("a", "sp-ruiz"), said("b", "sp-lind")], 2),
        ([said("a", "sp-ruiz"), said("b", "sp-ruiz")], 1),
        ([said("a", "sp-lind"), said("b", "sp-port")], 1),
        ([said("a", "sp-lind"), said("b", "sp-city")], 1),
        ([said("a", "sp-ruiz", "sp-lind")], 1),
        ([said("a", "sp-ruiz", "sp-lind"), said("b", "sp-ruiz")], 2),
        ([said("a", "sp-ruiz"), said("b", "sp-lind", copy_of="a")], 1),
        ([said("a", "sp-ruiz"), said("b", kind="narration")], 1),
        ([said("a", kind="narration"), said("b", kind="narration")], 0),
        ([said("a")], 0),
        ([said("a", "sp-odd"), said("b", "sp-even")], 1),
        ([said("a", "sp-unlisted"), said("b", "sp-ruiz")], 2),
        ([], 0),
    ],
    ids=[
        "two speakers",
        "one speaker twice",
        "a spokesperson and the body",
        "a spokesperson and the body's body",
        "a joint statement",
        "a joint statement and one of the two",
        "a copy",
        "narration beside a speaker",
        "narration alone",
        "nobody named",
        "two who speak for each other",
        "a speaker without a record",
        "nothing",
    ],
)
def test_counts_distinct_voices_over_distinct_texts(members, expected):
    assert count_independent(members, bodies_spoken_for(SPEAKERS)) == expected


def test_publishers_are_those_of_all_members_copies_included_each_once():
    members = [said("a"), said("b", copy_of="a"), said("c"), said("d")]
    members = [replace(one, document=f"d-{one.id}") for one in members]
    publisher_of = {"d-a": "Ledger", "d-b": "Courier", "d-c": "Ledger", "d-d": None, "d-e": "Herald"}
    assert publishers_of(members, publisher_of) == ("Courier", "Ledger")


def test_a_document_that_is_not_known_has_no_publisher():
    assert publishers_of([said("a")], {}) == ()
