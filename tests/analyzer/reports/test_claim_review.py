"""Conflicts in the shape of ClaimReview: who said what where, and no rating."""

import json
from dataclasses import replace

import pytest

from analyzer.reports.claim_review import claim_reviews
from analyzer.tables import look_up


def written(analysis):
    return json.loads(claim_reviews(look_up(analysis)))


@pytest.fixture
def review(small_analysis):
    (found,) = written(small_analysis)["@graph"]
    return found


def names(record):
    """Every key, however deep."""
    if isinstance(record, dict):
        return {*record, *(name for value in record.values() for name in names(value))}
    return {name for value in record for name in names(value)} if isinstance(record, list) else set()


def test_a_conflict_is_a_review_of_two_claims(review):
    assert review["@type"] == "ClaimReview"
    assert [claim["text"] for claim in review["itemReviewed"]] == [
        "the bridge talks “went badly",
        "The bridge talks were “fruitful",
    ]
    assert review["reviewBody"].startswith("They describe one event in opposite words")


def test_nothing_is_rated(with_review):
    assert not {"reviewRating", "ratingValue", "contentRating"} & names(written(with_review("conflict")))


def test_a_claim_names_who_said_it_and_where_and_when(review):
    claim = review["itemReviewed"][0]
    assert claim["author"] == [{"@type": "Person", "name": "Ana Ruiz"}]
    assert claim["appearance"] == [{"@type": "CreativeWork", "name": "north.txt", "datePublished": "2024-03-01"}]


def test_a_copy_is_one_more_appearance(small_analysis):
    copy = replace(small_analysis.statements[1], copy_of="st-1")
    analysis = replace(small_analysis, statements=(small_analysis.statements[0], copy, small_analysis.statements[2]))
    assert len(written(analysis)["@graph"][0]["itemReviewed"][0]["appearance"]) == 2


def test_what_a_person_dismissed_is_left_out(with_review):
    assert written(with_review("no_conflict"))["@graph"] == []


@pytest.mark.parametrize(("why", "words"), [(None, "decided by a person: conflict"), ("it changed", "by program")])
def test_it_says_who_decided(with_review, why, words):
    assert written(with_review("conflict", why))["@graph"][0]["creativeWorkStatus"] == words


@pytest.mark.parametrize(
    ("url", "shown"),
    [("https://a.example/1", True), ("HTTP://a.example", True), ("javascript:alert(1)", False), ("file:///x", False)],
)
def test_only_web_addresses_are_addresses(small_analysis, url, shown):
    documents = tuple(replace(document, url=url) for document in small_analysis.documents)
    claim = written(replace(small_analysis, documents=documents))["@graph"][0]["itemReviewed"][0]
    assert ("url" in claim["appearance"][0]) is shown


def test_who_is_not_named_is_no_author(small_analysis):
    nobody = replace(small_analysis.statements[0], speakers=())
    analysis = replace(small_analysis, statements=(nobody, *small_analysis.statements[1:]))
    assert "author" not in written(analysis)["@graph"][0]["itemReviewed"][0]


def test_it_can_stand_inside_a_page(poison, attack):
    data = claim_reviews(look_up(poison(attack)))
    assert not set(data) & set(b"<>&")
    assert json.loads(data)["@graph"][0]["reviewBody"] == attack
