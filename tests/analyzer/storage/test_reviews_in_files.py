"""Decisions travel in ``analysis.json``; a file in which they make no sense is refused."""

import json
from dataclasses import replace

import jsonschema
import pytest

from analyzer.errors import AnalysisFileError
from analyzer.storage import faults, json_schema, read_analysis, write_analysis


@pytest.fixture
def file(with_review, tmp_path):
    path = tmp_path / "analysis.json"
    write_analysis(with_review("unsure", why="the text changed"), path)
    return path


def test_a_review_comes_back_as_written(file, with_review):
    assert read_analysis(file) == with_review("unsure", why="the text changed")


def test_a_review_meets_the_schema(file):
    validator = jsonschema.Draft202012Validator(json_schema())
    assert list(validator.iter_errors(json.loads(file.read_text("utf-8")))) == []


def test_a_file_from_before_there_were_reviews_is_read(file, small_analysis):
    record = json.loads(file.read_text("utf-8"))
    del record["reviews"]
    file.write_text(json.dumps(record), "utf-8")
    assert read_analysis(file) == small_analysis


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"conflict": "c-9"}, "review of c-9: conflict names c-9, which is no conflict of this file"),
        ({"why": None}, "review of c-1: expected a why exactly where it is reopened"),
        ({"state": "stands"}, "review of c-1: expected a why exactly where it is reopened"),
        ({"state": "closed"}, "'stands' or 'reopened'"),
    ],
)
def test_a_review_that_makes_no_sense_is_refused(file, change, message):
    record = json.loads(file.read_text("utf-8"))
    record["reviews"][0].update(change)
    file.write_text(json.dumps(record), "utf-8")
    with pytest.raises(AnalysisFileError, match=message):
        read_analysis(file)


def test_two_reviews_of_one_conflict_are_a_fault(with_review):
    analysis = with_review()
    assert list(faults(replace(analysis, reviews=analysis.reviews * 2))) == [
        "review of c-1: stands twice; a conflict has at most one"
    ]


def test_a_review_may_name_statements_that_are_gone(with_review):
    analysis = with_review(why="the text changed")
    (reviewed,) = analysis.reviews
    gone = replace(reviewed.review, left=replace(reviewed.review.left, statement="st-99", document="d-99"))
    assert list(faults(replace(analysis, reviews=(replace(reviewed, review=gone),)))) == []
