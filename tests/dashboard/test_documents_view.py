import html
import re
from dataclasses import replace
from functools import partial

import pytest

from analyzer.schema import Document, DocumentEdit, Lineage, Section, StatementEdit

HOSTILE_MARKS = ("<img", "<script", "onerror=alert(1)>")


@pytest.fixture
def documents(open_page):
    """Return a function that opens the page on an analysis, at an address if one is given."""
    return partial(open_page, "documents")


def body(app) -> str:
    """Return everything drawn as HTML, and prove that nothing failed on the way."""
    assert not app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


def text_box(app) -> str:
    body(app)
    (box,) = [one.proto.body for one in app.get("html") if one.proto.body.startswith("<div class='sc-article")]
    return box


def shown(app) -> str:
    """Return the text of the document as a reader copies it: without labels."""
    box = re.sub(r"<a class='sc-tag'.*?</a>", "", text_box(app))
    return html.unescape(re.sub(r"<[^>]*>", "", box))


@pytest.fixture
def long_analysis(small_analysis):
    """The first document goes on for a quarter of a million characters; st-1 stands near its beginning."""
    north, south = small_analysis.documents
    text = north.text + "\n\n" + "Calm. " * 40_000
    return replace(small_analysis, documents=(replace(north, text=text, sections=()), south))


def test_the_first_document_is_open_with_every_statement_labelled(documents, small_analysis):
    app = documents(small_analysis)
    assert shown(app) == small_analysis.documents[0].text
    assert re.findall(r"<a class='sc-tag'[^>]*><span>(.*?)</span>", text_box(app)) == ["1 Ana Ruiz", "2 Otto Lind"]


def test_kinds_differ_by_their_lines_and_are_explained(documents, small_analysis):
    app = documents(small_analysis)
    assert re.findall(r"class='sc-st (sc-st-\w+)", text_box(app)) == ["sc-st-mixed", "sc-st-indirect"]
    assert "<span class='sc-st sc-st-mixed'>quoted in part</span>" in body(app)


def test_a_statement_in_the_address_opens_its_document_at_it(documents, small_analysis):
    app = documents(small_analysis, statement="st-3")
    assert app.query_params["document"] == "d-south"
    box = text_box(app)
    assert box.count("sc-here") == 1
    assert re.search(r"sc-st-chosen' [^>]*><span class='sc-here'>", box)


def test_the_card_of_a_statement_leads_on(documents, small_analysis):
    drawn = body(documents(small_analysis, statement="st-1"))
    card = re.search(r"<article class='sc-side sc-card'>.*?</article>", drawn, re.DOTALL).group()
    assert re.findall(r"href='([^']*)'", card) == [
        "speakers?speaker=sp-ruiz",
        "groups?group=g-1",
        "accounts?thread=t-1",
        "./?conflict=c-1",
    ]
    assert "“said” · quoted in part · stated as certain" in card


def test_a_statement_can_be_cited(documents, small_analysis):
    (cited,) = documents(small_analysis, statement="st-1").code
    assert cited.value.startswith("Ana Ruiz, in the words of the report:")


def test_without_a_statement_nothing_stands_beside_the_text(documents, small_analysis):
    assert "sc-card" not in body(documents(small_analysis))


def test_a_statement_that_is_not_there_is_said_to_be_missing(documents, small_analysis):
    assert "That statement is not here" in body(documents(small_analysis, statement="st-x"))


def test_another_document_in_the_table_lets_go_of_the_statement(documents, small_analysis):
    app = documents(small_analysis, statement="st-1")
    app.session_state[app.dataframe[0].key] = {"selection": {"rows": [1], "columns": [], "cells": []}}
    app.run()
    assert shown(app) == small_analysis.documents[1].text
    assert "statement" not in app.query_params


def test_words_narrow_the_table(documents, small_analysis):
    app = documents(small_analysis)
    app.text_input(key="document_text").input("SOUTH").run()
    assert list(app.dataframe[0].value["path"]) == ["south.txt"]


def test_a_link_to_a_document_that_filters_hide_clears_them(documents, small_analysis):
    app = documents(small_analysis)
    app.text_input(key="document_text").input("south").run()
    app.query_params["document"] = "d-north"
    app.run()
    assert shown(app) == small_analysis.documents[0].text
    assert app.text_input(key="document_text").value == ""


def test_filters_that_nothing_fits_can_be_undone(documents, small_analysis):
    app = documents(small_analysis)
    app.text_input(key="document_text").input("nothing like it").run()
    assert "No document fits these filters" in body(app)
    app.button[0].click().run()
    assert len(app.dataframe[0].value) == 2


def test_a_long_document_is_turned_part_by_part(documents, long_analysis):
    app = documents(long_analysis, statement="st-1")
    assert len(shown(app)) <= 40_000
    next(button for button in app.button if button.label == "Later").click().run()
    assert app.query_params["part"] == "2"
    assert "statement" not in app.query_params
    assert shown(app).startswith("Calm.")


@pytest.mark.parametrize("part", ["0", "-1", "99999999999", "x", "²"])
def test_a_part_that_makes_no_sense_shows_a_part_that_is_there(documents, long_analysis, part):
    assert len(shown(documents(long_analysis, document="d-north", part=part))) > 1_000


def test_a_megabyte_without_a_line_break_is_shown_in_parts(documents, small_analysis):
    endless = Document("d-long", "a.txt", "x" * 1_000_000)
    app = documents(replace(small_analysis, documents=(endless, *small_analysis.documents)))
    assert len(shown(app)) <= 40_000


def test_a_copy_in_whole_leads_to_its_original(documents, small_analysis):
    north, south = small_analysis.documents
    copied = replace(small_analysis, documents=(north, replace(south, copy_of="d-north")))
    assert "<a href='documents?document=d-north' target='_self'>north.txt</a>" in body(
        documents(copied, document="d-south")
    )


def test_edits_are_laid_side_by_side(documents, small_analysis):
    told = (StatementEdit("changed", "st-1", "went well", "went badly"), StatementEdit("unchanged", "st-2", "x", "x"))
    edited = replace(small_analysis, lineage=Lineage(edits=(DocumentEdit("d-north", "d-old", told),)))
    table = re.search(r"<table class='sc-edits'>.*?</table>", body(documents(edited))).group()
    assert re.findall(r"<td[^>]*>(\w+ \w+)", table) == ["went well", "went badly"]


def test_what_the_run_doubted_and_did_not_read_is_told(documents, small_analysis):
    app = documents(small_analysis)
    assert "one quotation mark is never closed" in body(app)
    assert list(app.dataframe[-1].value["Why"]) == ["binary data, not text"]


def test_a_document_without_statements_says_so(documents, small_analysis):
    bare = replace(small_analysis, statements=(), groups=(), conflicts=(), comparisons=(), threads=())
    assert "No statement was found in this document" in body(documents(bare))


def test_no_document_is_told_plainly(documents, small_analysis):
    empty = replace(
        small_analysis, documents=(), statements=(), groups=(), conflicts=(), comparisons=(), threads=(), speakers=()
    )
    assert "No document was read" in body(documents(empty))


def test_a_post_is_told_by_its_number(documents, small_analysis):
    north = small_analysis.documents[0]
    sections = (Section(0, len(north.text), "body", 4, "The <b>bridge</b>"),)
    blog = replace(small_analysis, documents=(replace(north, sections=sections), small_analysis.documents[1]))
    assert "Post 4</p><p class='sc-headline' dir='auto'>The &lt;b&gt;bridge&lt;/b&gt;</p>" in text_box(documents(blog))


def test_text_that_reorders_is_contained_and_named(documents, small_analysis):
    north = small_analysis.documents[0]
    text = north.text + "\u202e"
    app = documents(replace(small_analysis, documents=(replace(north, text=text), small_analysis.documents[1])))
    assert "<span class='sc-control' data-code='U+202E'>\u202e</span>" in text_box(app)
    assert shown(app) == text


def test_hostile_text_stays_text(documents, hostile_analysis):
    drawn = body(documents(hostile_analysis, statement="st-1"))
    assert not any(mark in drawn for mark in HOSTILE_MARKS)
