"""The analysis of the run before stands only for a run in which nothing has changed."""

import dataclasses

import pytest

from analyzer.kept_analysis import KeptAnalysis
from analyzer.schema import InputFile


class Shelf:
    """A cache in memory."""

    def __init__(self):
        self.values, self.owners = {}, {}

    def get(self, kind, keys):
        return {key: self.values[kind, key] for key in keys if (kind, key) in self.values}

    def put(self, kind, values, documents, *, replace=False):
        assert replace
        self.values |= {(kind, key): value for key, value in values.items()}
        self.owners |= {(kind, key): list(ids) for key, ids in documents.items()}


@pytest.fixture
def shelf(small_analysis):
    shelf = Shelf()
    KeptAnalysis(shelf, small_analysis.documents, 1.5).keep(small_analysis)
    return shelf


def test_what_was_kept_comes_back_whole(small_analysis, shelf):
    assert KeptAnalysis(shelf, small_analysis.documents, 1.5).recall(small_analysis.documents) == small_analysis


def test_nothing_comes_back_for_anything_else(small_analysis, shelf):
    edited = dataclasses.replace(small_analysis.documents[0], text=small_analysis.documents[0].text + " ")
    for made_from in ((small_analysis.documents, 1.6), ((edited, *small_analysis.documents[1:]), 1.5)):
        assert KeptAnalysis(shelf, *made_from).recall(small_analysis.documents) is None


def test_the_next_run_takes_the_place_of_the_one_before(small_analysis, shelf):
    other = dataclasses.replace(small_analysis, conflicts=())
    KeptAnalysis(shelf, "other").keep(other)
    assert KeptAnalysis(shelf, "other").recall(small_analysis.documents) == other
    assert KeptAnalysis(shelf, small_analysis.documents, 1.5).recall(small_analysis.documents) is None
    assert len(shelf.values) == 1


def test_it_belongs_to_every_document(small_analysis, shelf):
    assert list(shelf.owners.values()) == [[document.id for document in small_analysis.documents]]


@pytest.mark.parametrize("damage", [lambda value: b"", lambda value: value[:-9], lambda value: value[:64] + b"\xff"])
def test_a_broken_value_is_not_known(small_analysis, shelf, damage):
    shelf.values = {key: damage(value) for key, value in shelf.values.items()}
    assert KeptAnalysis(shelf, small_analysis.documents, 1.5).recall(small_analysis.documents) is None


def test_names_of_files_that_are_no_text_are_not_kept_and_do_no_harm(small_analysis):
    shelf, odd = Shelf(), InputFile("od\udcffd.txt", None, None, None, "failed", "cannot be read")
    provenance = dataclasses.replace(small_analysis.provenance, inputs=(odd,))
    KeptAnalysis(shelf, odd).keep(dataclasses.replace(small_analysis, provenance=provenance))
    assert KeptAnalysis(shelf, odd).recall(small_analysis.documents) is None
