"""Records to pandas and back."""

from dataclasses import replace

import pandas as pd
import pytest

from analyzer import from_frames, to_frames
from analyzer.errors import AnalysisFileError
from analyzer.schema import Lineage, Merge, Section


@pytest.fixture
def frames(small_analysis):
    return to_frames(small_analysis)


def test_an_analysis_comes_back_as_it_was(small_analysis, frames):
    assert from_frames(frames) == small_analysis


def test_reviews_and_lineage_come_back_too(with_review):
    analysis = replace(with_review(), lineage=Lineage((Merge("group", "g-1", ("g-1", "g-9")),)))
    assert from_frames(to_frames(analysis)) == analysis


def test_a_frame_has_a_row_for_each_record_and_a_column_for_each_field(small_analysis, frames):
    statements = frames["statements"]
    assert statements["id"].to_list() == [statement.id for statement in small_analysis.statements]
    assert statements["claim"].to_list() == [statement.claim for statement in small_analysis.statements]
    assert [list(spans) for spans in statements["content"]] == [
        [one._asdict() for one in statement.content] for statement in small_analysis.statements
    ]


def test_whole_numbers_stay_whole_where_some_are_missing(small_analysis):
    sections = (Section(0, 5, "headline", post=2), Section(5, 9, "body"))
    documents = (replace(small_analysis.documents[0], sections=sections), small_analysis.documents[1])
    analysis = replace(small_analysis, documents=documents)
    assert from_frames(to_frames(analysis)) == analysis
    assert str(to_frames(analysis)["provenance"]["seconds"].dtype) == "float64"
    assert str(to_frames(analysis)["statements"]["start"].dtype) == "Int64"


def test_numbers_can_be_reckoned_with(frames):
    lengths = frames["statements"]["end"] - frames["statements"]["start"]
    assert lengths.to_list() == [len(text) for text in frames["statements"]["text"]]


def test_columns_of_ones_own_are_passed_over(small_analysis, frames):
    frames["statements"] = frames["statements"].assign(mine=1)
    assert from_frames(frames) == small_analysis


def test_the_index_does_not_matter(small_analysis, frames):
    frames["speakers"] = frames["speakers"].set_index(pd.Index([7, 5, 3, 1]))
    assert from_frames(frames) == small_analysis


def test_a_change_comes_through(frames):
    frames["speakers"].loc[0, "affiliation"] = "port authority"
    assert from_frames(frames).speakers[0].affiliation == "port authority"


def test_what_is_missing_holds_nothing(small_analysis, frames):
    del frames["conflicts"]
    assert from_frames(frames) == replace(small_analysis, conflicts=())


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda frames: frames.pop("provenance"), "not those of an analysis"),
        (lambda frames: frames.update(groups=frames["groups"].drop(columns="label")), "groups: not a frame"),
        (lambda frames: frames.update(groups=frames["groups"].assign(cohesion="x")), "groups: not a frame"),
        (lambda frames: frames.update(speakers=frames["speakers"].iloc[1:]), "do not fit together"),
        (lambda frames: frames.update(statements=frames["statements"].assign(kind="x")), "not those of an analysis"),
    ],
)
def test_what_is_no_analysis_is_refused(frames, spoil, message):
    spoil(frames)
    with pytest.raises(AnalysisFileError, match=message):
        from_frames(frames)
