import re
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from analyzer.models.hashing import HashingEncoder
from analyzer.schema import Analysis
from dashboard.panels import filter_fields, search_fields
from dashboard.views import search as view


@pytest.fixture
def readable(small_analysis) -> Analysis:
    """The small analysis, as if made with words alone for an encoder and without a relation model."""
    settings = {"embeddings": {"model": "hashed-words"}, "comparisons": {"relations": "none"}}
    used = (HashingEncoder().describe(),)
    return replace(small_analysis, provenance=replace(small_analysis.provenance, settings=settings, models=used))


@pytest.fixture
def search(open_page):
    """Return a function that opens the page on an analysis, its vectors beside it, at an address if one is given."""

    def open_on(analysis: Analysis, *, with_vectors: bool = True, **query: str) -> AppTest:
        vectors = HashingEncoder().encode([one.claim for one in analysis.statements]) if with_vectors else None
        return open_page("search", analysis, vectors=vectors, **query)

    return open_on


def body(app) -> str:
    """Return everything drawn as HTML, and prove that nothing failed on the way."""
    assert not app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


def text(app) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", body(app)).split())


def found(app) -> list[str]:
    """Return the links of the statements shown."""
    return re.findall(r"documents\?statement=(st-\d+)' target='_self'>S\d+ in", body(app))


def headings(app) -> list[str]:
    return [one.value for one in app.subheader]


def test_before_anything_is_typed_the_page_says_how_to_search(search, readable):
    assert "All words must be in a statement" in text(search(readable))


def test_a_query_in_the_address_is_answered_with_its_words_marked(search, readable):
    app = search(readable, q="badly")
    assert found(app)[0] == "st-1"
    assert "<mark class='sc-found'>badly</mark>" in body(app)
    assert headings(app)[0].startswith("1 statement has all your words")


def test_what_has_the_words_and_what_is_near_say_why_they_are_there(search, readable):
    app = search(readable, q="the bridge talks")
    assert "Has all your words; nearness in meaning" in text(app)
    app = app.text_input(key="q").set_value("were the bridge talks long").run()
    assert "Has not all your words, but is near in meaning" in text(app)


def test_meaning_can_be_left_aside(search, readable):
    app = search(readable, q="were the bridge talks long", by_meaning="false")
    assert "Nothing was found" in body(app)


@pytest.mark.parametrize("with_vectors", [True, False])
def test_without_vectors_that_fit_only_words_are_looked_for_and_the_page_says_so(
    search, small_analysis, readable, with_vectors
):
    app = search(small_analysis if with_vectors else readable, with_vectors=with_vectors, q="badly")
    assert "Only words are looked for" in body(app)
    assert found(app) == ["st-1"]


def test_marks_alone_are_no_query(search, readable):
    assert "There are no words in this" in body(search(readable, q="!?"))


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ({"search_speaker": "Jo Park"}, ["st-3"]),
        ({"search_thread": "jobs"}, ["st-2"]),
        ({"search_kind": "reported in other words"}, ["st-2"]),
        ({"search_document": "south.txt"}, ["st-3"]),
        ({"search_from": "2024-03-02", "search_to": "2024-03-02"}, ["st-3"]),
        ({"search_thread": "bridge talks", "q": "badly"}, ["st-1"]),
    ],
)
def test_filters_stand_in_the_address_and_need_no_words(search, readable, query, left):
    assert found(search(readable, by_meaning="false", **query)) == left


def test_filters_can_be_dropped(search, readable):
    app = search(readable, search_speaker="Jo Park")
    app = next(button for button in app.button if button.label == "Show all").click().run()
    assert "All words must be in a statement" in text(app)


def test_where_there_are_too_many_names_a_search_narrows_them(search, readable, monkeypatch):
    monkeypatch.setattr(search_fields, "MOST_OPTIONS", 2)
    monkeypatch.setattr(filter_fields, "MOST_OPTIONS", 2)
    app = search(readable)
    app = app.text_input(key="find search_speaker").set_value("lind").run()
    assert app.multiselect(key="search_speaker").options == ["Otto Lind"]


def test_results_are_shown_page_by_page(search, readable, monkeypatch):
    monkeypatch.setattr(view, "PER_PAGE", 1)
    assert found(search(readable, q="talks", by_meaning="false")) == ["st-1"]


def test_another_query_begins_at_its_first_page(search, readable, monkeypatch):
    monkeypatch.setattr(view, "PER_PAGE", 1)
    app = search(readable, q="talks", by_meaning="false", found_page="2")
    assert found(app) == ["st-3"]
    app = app.text_input(key="q").set_value("bridge").run()
    assert found(app) == ["st-1"]


def test_what_is_shown_can_be_cited(search, readable):
    app = search(readable, q="badly", by_meaning="false")
    assert app.code[0].value.startswith("Ana Ruiz, in the words of the report")


def test_hostile_text_is_shown_and_nothing_else(search, hostile_analysis):
    app = search(hostile_analysis, with_vectors=False, q="calm onerror <img src=x>", search_thread="nothing")
    assert "<img" not in body(app)
    app = search(hostile_analysis, with_vectors=False, q="alert")
    assert "&lt;img src=x" in body(app)
    assert "<img" not in body(app)


def test_nothing_said_is_explained(search, small_analysis):
    bare = replace(small_analysis, statements=(), groups=(), threads=(), conflicts=(), comparisons=())
    assert "No statement was found" in body(search(bare, with_vectors=False))


def test_a_claim_in_the_address_is_compared(search, readable):
    app = search(readable, claim="The bridge talks were fruitful.")
    assert any(heading.startswith("May clash with it") for heading in headings(app))
    assert "This does not check whether the claim is true" in text(app)


def test_nothing_is_compared_before_a_claim_is_there(search, readable):
    app = search(readable, claim="  ")
    assert headings(app) == []


def test_a_hostile_claim_is_shown_and_nothing_else(search, readable):
    drawn = body(search(readable, claim="<img src=x> bridge talks", claim_by="<b>Ash</b>"))
    assert "&lt;img src=x&gt;" in drawn
    assert "<img" not in drawn and "<b>Ash" not in drawn


def test_a_long_text_is_told_to_be_judged_badly(search, readable):
    app = search(readable, claim="the bridge talks went on " * 20)
    assert any("One sentence at a time" in one.value for one in app.caption)


def test_what_was_typed_is_still_there_after_a_look_at_the_other_part(search, readable):
    app = search(readable, q="badly")
    app = app.segmented_control(key="searched").set_value("Paste a claim").run()
    app = app.segmented_control(key="searched").set_value("Find statements").run()
    assert app.text_input(key="q").value == "badly"
    assert found(app)[0] == "st-1"
