from dataclasses import replace

import pytest

from analyzer.tables import document_name, look_up, queue_rows


def test_each_side_says_who_says_what(small_analysis):
    row = queue_rows(look_up(small_analysis))[0]
    assert row.left == "Ana Ruiz: the bridge talks “went badly"
    assert row.right == "Jo Park: The bridge talks were “fruitful"


def test_words_and_score_are_for_people(small_analysis):
    row = queue_rows(look_up(small_analysis))[0]
    assert (row.kind_words, row.band_words, row.score) == ("Different characterisation", "Flagged", 2.4)


def test_speakers_and_documents_count_those_who_say_the_same(small_analysis):
    conflict = small_analysis.conflicts[0]
    with_other = replace(conflict, left=replace(conflict.left, also=("st-2",)))
    row = queue_rows(look_up(replace(small_analysis, conflicts=(with_other,))))[0]
    assert row.speakers == ("Ana Ruiz", "Jo Park", "Otto Lind")
    assert row.documents == ("north.txt", "south.txt")


def test_flagged_come_first_then_the_strongest(small_analysis):
    conflict = small_analysis.conflicts[0]
    bands = [("c-a", "possible", 9.0), ("c-b", "flagged", 2.0), ("c-c", "flagged", 3.0), ("c-d", "flagged", 3.0)]
    made = tuple(replace(conflict, id=name, band=band, score=score) for name, band, score in bands)
    rows = queue_rows(look_up(replace(small_analysis, conflicts=made)))
    assert [row.id for row in rows] == ["c-c", "c-d", "c-b", "c-a"]


def test_no_conflict_gives_no_row(small_analysis):
    assert queue_rows(look_up(replace(small_analysis, conflicts=()))) == ()


@pytest.mark.parametrize(("publisher", "name"), [(None, "north.txt"), ("The Quay", "The Quay: north.txt")])
def test_a_document_is_named_by_publisher_where_known(small_analysis, publisher, name):
    north = replace(small_analysis.documents[0], publisher=publisher)
    lookup = look_up(replace(small_analysis, documents=(north, small_analysis.documents[1])))
    assert document_name("d-north", lookup) == name


def test_a_line_can_be_filtered_by_publisher_date_and_thread(small_analysis):
    north = replace(small_analysis.documents[0], publisher="The Quay")
    row = queue_rows(look_up(replace(small_analysis, documents=(north, small_analysis.documents[1]))))[0]
    assert (row.publishers, row.dates, row.thread_id) == (("The Quay",), ("2024-03-01", "2024-03-02"), "t-1")


def test_the_date_of_the_document_stands_in_for_one_that_is_missing(small_analysis):
    undated = tuple(replace(statement, published=None) for statement in small_analysis.statements)
    assert queue_rows(look_up(replace(small_analysis, statements=undated)))[0].dates == ("2024-03-01", "2024-03-02")


def test_the_words_that_differ_stand_in_the_line(small_analysis):
    (row,) = queue_rows(look_up(small_analysis))
    assert row.words == "“went badly” / “fruitful”"
