"""What changed, in rows and in a sentence."""

from dataclasses import replace

import pytest

from analyzer.changes import earlier_from, find_changes
from analyzer.schema import EarlierRun, NamedDocument
from analyzer.tables.changes import change_words, since_rows


@pytest.fixture
def changes(small_analysis):
    return find_changes(small_analysis, earlier_from(replace(small_analysis, conflicts=())))


def test_a_new_conflict_shows_both_sides(changes):
    (row,) = since_rows(changes).new
    assert (row.id, row.left.speaker, row.right.speaker) == ("c-1", "Ana Ruiz", "Jo Park")
    assert row.words == "Flagged · Different characterisation: as worded, both cannot hold"


def test_a_dismissed_conflict_is_counted_and_not_shown(changes):
    dismissed = replace(changes, conflicts=tuple(replace(one, dismissed=True) for one in changes.conflicts))
    rows = since_rows(dismissed)
    assert (rows.new, rows.n_dismissed) == ((), 1)
    assert rows.words.startswith("No new conflict")


def test_a_changed_position_stands_in_its_own_list_alone(changes):
    rows = since_rows(replace(changes, changed_positions=("c-1",)))
    assert (rows.new, [row.id for row in rows.positions]) == ((), ["c-1"])


def test_the_sentence_counts_all_that_changed(changes):
    documents = (NamedDocument("d-1", None, "a.txt"), NamedDocument("d-2", None, "b.txt"))
    told = change_words(replace(changes, added=documents, removed=documents[:1]))
    assert told == "1 new conflict, none changed, none resolved. Documents: 2 added, 1 removed."


def test_what_a_cap_leaves_out_is_counted(changes):
    documents = tuple(NamedDocument(f"d-{n}", None, f"{n}.txt") for n in range(5))
    rows = since_rows(replace(changes, added=documents), most=2)
    assert (len(rows.added), rows.left_out) == (2, {"added documents": 3})


def test_another_method_is_a_doubt(changes):
    assert since_rows(changes).doubt == ""
    other = replace(changes, since=EarlierRun(3, "2024-03-02", False))
    assert "another version" in since_rows(other).doubt
