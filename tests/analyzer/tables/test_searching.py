from dataclasses import replace

import numpy as np
import pytest

from analyzer.schema import Embeddings, Span
from analyzer.tables import look_up
from analyzer.tables.searching import (
    alternatives,
    cosines_with,
    find,
    having,
    query_parts,
    sharing_rare_words,
    word_index,
    word_places,
)


@pytest.fixture
def index(small_analysis):
    return word_index(look_up(small_analysis))


@pytest.fixture
def found(index):
    """Return a function that tells the ids of what a query finds, with a cosine for each statement or without."""

    def ids(query, *, cosines=None, passing=None, **options):
        let_through = np.ones(len(index.statements), bool) if passing is None else np.array(passing)
        known = None if cosines is None else np.array(cosines, np.float32)
        found = find(index, query_parts(query), let_through, cosines=known, **options)
        return [index.statements[row].id for row in found.rows]

    return ids


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("bridge talks", ["st-1", "st-3"]),
        ("BRÎDGE tälks", ["st-1", "st-3"]),
        ("badly bridge", ["st-1"]),
        ("badly fruitful", []),
        ("40 jobs", ["st-2"]),
        ("Ruiz", ["st-1"]),
    ],
)
def test_every_word_must_be_there_whatever_its_case_and_accents(found, query, ids):
    assert found(query) == ids


def test_a_word_counts_in_any_of_its_forms(found):
    assert found("talk job") == []
    assert found("talk") == ["st-1", "st-3"]
    assert found("lose") == ["st-2"]


@pytest.mark.parametrize(("query", "ids"), [('"went badly"', ["st-1"]), ("“talks bridge”", []), ('"talk"', [])])
def test_a_phrase_counts_as_it_is_written(found, query, ids):
    assert found(query) == ids


def test_a_phrase_does_not_run_from_the_sentence_into_the_name(found):
    assert found('"lost otto lind"') == []


def test_part_of_a_word_is_no_word(found):
    assert found("ridge") == []


def test_nothing_sought_finds_all_that_passes_in_order(found):
    assert found("", passing=[True, False, True]) == ["st-1", "st-3"]


def test_an_unclosed_mark_of_quotation_is_passed_over():
    assert query_parts('"went badly') == query_parts("went badly")


def test_what_is_near_in_meaning_comes_after_what_has_the_words(found):
    assert found("badly", cosines=[0.1, 0.9, 0.5], least=0.4) == ["st-1", "st-2", "st-3"]


def test_what_has_the_words_is_ranked_by_meaning(found):
    assert found("talks", cosines=[0.1, 0.0, 0.5], least=0.9) == ["st-3", "st-1"]


def test_what_is_too_far_in_meaning_is_not_found(found):
    assert found("badly", cosines=[0.1, 0.3, np.nan], least=0.4) == ["st-1"]


def test_only_so_many_near_ones_are_listed_and_the_rest_is_counted(index):
    near = np.array([0.5, 0.6, 0.7], np.float32)
    result = find(index, query_parts("unheard"), np.ones(3, bool), cosines=near, least=0.4, most_near=2)
    assert (result.rows, result.n_with_words, result.n_left_out) == ((2, 1), 0, 1)


def test_a_copy_is_left_out_only_where_its_original_is_found(small_analysis):
    copied = (*small_analysis.statements[:2], replace(small_analysis.statements[2], copy_of="st-1"))
    index = word_index(look_up(replace(small_analysis, statements=copied)))
    talks = query_parts("talks")
    assert find(index, talks, np.array([True, True, True])).rows == (0,)
    assert find(index, talks, np.array([False, True, True])).rows == (2,)


def test_a_vector_finds_its_statement_whatever_the_order_of_the_rows(index):
    vectors = np.eye(3, dtype=np.float32)
    turned = Embeddings(("st-3", "st-1"), vectors[:2])
    assert cosines_with(index, turned, vectors[0]).tolist() == pytest.approx([0.0, np.nan, 1.0], nan_ok=True)


def test_statements_that_share_rare_words_come_by_how_much_they_share(index):
    assert sharing_rare_words(index, "fruitful bridge talks", most=5) == (2, 0)


def test_words_are_found_in_their_places(small_analysis, index):
    text = small_analysis.documents[0].text
    runs = [run for part in query_parts("talk") for run in alternatives(index, part)]
    at = text.index("talks")
    assert word_places(text, Span(0, len(text)), runs) == (Span(at, at + 5),)


def test_a_lone_surrogate_does_no_harm(small_analysis):
    odd = replace(small_analysis.statements[0], claim="half \ud800 a pair")
    index = word_index(look_up(replace(small_analysis, statements=(odd, *small_analysis.statements[1:]))))
    assert having(index, query_parts("half pair")).tolist() == [True, False, False]
