"""Documents to read in: all of the text where it fits, else the surroundings of each statement."""

import dataclasses

from analyzer.tables import look_up, readings

EVERY = ("st-1", "st-2", "st-3")


def text(part):
    return "".join(segment.text for segment in part)


def test_a_whole_document_is_one_part_with_all_of_its_text(small_analysis):
    north, _ = readings(look_up(small_analysis), placed=EVERY, max_characters=10_000)
    assert (north.whole, [text(part) for part in north.parts]) == (True, [small_analysis.documents[0].text])


def test_words_that_any_conflict_cites_are_marked(small_analysis):
    found = readings(look_up(small_analysis), placed=EVERY, max_characters=10_000)
    marked = [s.text for reading in found for part in reading.parts for s in part if "clash" in s.kinds]
    assert marked == ["went badly", "fruitful"]


def test_only_the_statements_asked_for_are_marked(small_analysis):
    north, _ = readings(look_up(small_analysis), placed=["st-2"], max_characters=10_000)
    assert [opened for part in north.parts for s in part for opened in s.opens] == ["st-2"]


def test_beyond_the_cap_only_surroundings_are_shown(small_analysis):
    padded = "Filler here. " * 500
    long = dataclasses.replace(small_analysis.documents[1], text=small_analysis.documents[1].text + padded)
    analysis = dataclasses.replace(small_analysis, documents=(small_analysis.documents[0], long))
    north, south = readings(look_up(analysis), placed=EVERY, max_characters=1000)
    assert (north.whole, south.whole) == (True, False)
    assert len(text(south.parts[0])) < 1000
    assert [opened for part in south.parts for s in part for opened in s.opens] == ["st-3"]


def test_surroundings_that_touch_are_joined(small_analysis):
    (north, _) = readings(look_up(small_analysis), placed=EVERY, max_characters=0)
    assert len(north.parts) == 2
    flat = small_analysis.documents[0].text.replace("\n\n", "  ")
    joined = dataclasses.replace(small_analysis.documents[0], text=flat)
    analysis = dataclasses.replace(small_analysis, documents=(joined, small_analysis.documents[1]))
    (north, _) = readings(look_up(analysis), placed=EVERY, max_characters=0)
    assert len(north.parts) == 1
