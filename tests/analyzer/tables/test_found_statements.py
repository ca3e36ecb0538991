from dataclasses import replace

import numpy as np
import pytest

from analyzer.tables import look_up
from analyzer.tables.found_statements import Asked, found_statements
from analyzer.tables.searching import find, query_parts, word_index
from analyzer.tables.statement_links import statement_links


@pytest.fixture
def answered(small_analysis):
    """Return a function that answers a query, with a cosine for each statement or without."""

    def rows(query, cosines=None, least=0.4, analysis=small_analysis):
        lookup = look_up(analysis)
        index, parts = word_index(lookup), query_parts(query)
        known = None if cosines is None else np.array(cosines, np.float32)
        found = find(index, parts, np.ones(3, bool), cosines=known, least=least)
        asked = Asked(index, parts, found, known)
        return found_statements(asked, range(len(found.rows)), lookup, statement_links(lookup))

    return rows


def test_the_words_sought_are_marked_in_the_statement(small_analysis, answered):
    (row,) = answered("badly talks")
    text = small_analysis.documents[0].text
    assert [text[slice(*place)] for place in row.places] == ["talks", "badly"]


@pytest.mark.parametrize(
    ("query", "cosines", "why"),
    [
        ("badly", None, "Has all your words"),
        ("badly", [0.3, 0.0, 0.0], "Has all your words; nearness in meaning 0.30"),
        ("badly", [np.nan, 0.0, 0.0], "Has all your words"),
        ("fruitless", [0.0, 0.5, 0.0], "Has not all your words, but is near in meaning: 0.50"),
        ("", None, ""),
    ],
)
def test_why_it_was_found_is_told(answered, query, cosines, why):
    assert answered(query, cosines)[0].why == why


def test_words_that_stand_in_the_claim_only_are_told_apart(small_analysis, answered):
    first = replace(small_analysis.statements[0], claim="the bridge negotiations went badly")
    analysis = replace(small_analysis, statements=(first, *small_analysis.statements[1:]))
    (row,) = answered("negotiations badly", analysis=analysis)
    assert row.why == "Has all your words, some of them in the claim or the speaker’s name only"


def test_the_statement_comes_with_what_leads_on(answered):
    (row,) = answered("badly")
    assert (row.row.id, row.row.group_id, [line.id for line in row.detail.conflicts]) == ("st-1", "g-1", ["c-1"])
