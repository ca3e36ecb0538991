import re
from dataclasses import replace
from datetime import date

import pytest
import streamlit as st

from analyzer.storage import ANALYSIS_FILE, write_analysis
from analyzer.tables import look_up, queue_rows
from dashboard.panels.choosing import row_number, take_clicked_row


def body(app) -> str:
    """Return everything drawn as HTML, and prove that nothing failed on the way."""
    assert not app.exception
    drawn = "\n".join(element.proto.body for element in app.get("html"))
    return re.sub(r"<style>.*?</style>", "", drawn, flags=re.DOTALL)


def chosen(app) -> str:
    return app.query_params["conflict"]


def pick(app, number: int):
    """Choose a row, as a click does."""
    key = app.dataframe[0].key
    app.session_state[key] = {"selection": {"rows": [number], "columns": [], "cells": []}}
    return app.run()


def test_the_strongest_conflict_comes_first_and_is_open(opened, busy_analysis):
    app = opened(busy_analysis)
    assert list(app.dataframe[0].value["score"]) == [2.4, 1.9, 1.2]
    assert chosen(app) == "c-1"
    assert "They describe one event in opposite words" in body(app)


def test_both_statements_stand_side_by_side_with_the_clashing_words_marked(opened, small_analysis):
    text = body(opened(small_analysis))
    cards = re.findall(r"<article class='sc-side'>.*?</article>", text, re.DOTALL)
    assert [re.findall(r"<mark [^>]*>(.*?)</mark>", card) for card in cards] == [["went badly"], ["fruitful"]]


def test_both_passages_are_marked_in_their_articles(opened, small_analysis):
    text = body(opened(small_analysis))
    boxes = re.findall(r"<figure class='sc-figure'>.*?</figure>", text, re.DOTALL)
    assert [re.findall(r"<mark [^>]*>(.*?)</mark>", box) for box in boxes] == [["went badly"], ["fruitful"]]
    assert "40 jobs were lost" in boxes[0]


def test_a_side_names_speaker_cue_document_and_date(opened, small_analysis):
    card = re.search(r"<article class='sc-side'>.*?</article>", body(opened(small_analysis)), re.DOTALL).group()
    assert all(fact in card for fact in ("Ana Ruiz", "“said”", "quoted in part", "north.txt", "2024-03-01"))


def test_what_would_make_it_no_conflict_is_said(opened, small_analysis):
    assert "No conflict if: they speak of different talks" in body(opened(small_analysis))


def test_choosing_a_row_opens_its_conflict(opened, busy_analysis):
    app = pick(opened(busy_analysis), 1)
    assert chosen(app) == "c-2"
    assert "Jobs differ." in body(app)


@pytest.mark.parametrize(
    ("rows", "cells", "opens"),
    [
        pytest.param([0], [(2, "one")], "c-3", id="a cell of another row"),
        pytest.param([1], [(2, "one")], "c-2", id="the tick moved, a cell clicked before is still marked"),
        pytest.param([0], [(0, "one")], "c-1", id="a cell of the row that is open"),
    ],
)
def test_a_click_anywhere_in_a_row_opens_it(busy_analysis, rows, cells, opens):
    visible = queue_rows(look_up(busy_analysis))
    st.session_state["queue"] = {"selection": {"rows": rows, "columns": [], "cells": cells}}
    take_clicked_row("queue", [0])
    selection = st.session_state.pop("queue")["selection"]
    assert visible[row_number(selection["rows"], 3)].id == opens
    assert selection["cells"] == []


def test_next_and_previous_walk_the_queue(opened, busy_analysis):
    app = opened(busy_analysis)
    buttons = {button.label: button for button in app.button}
    assert buttons["Previous"].disabled
    app = buttons["Next"].click().run()
    assert chosen(app) == "c-2"
    previous = next(button for button in app.button if button.label == "Previous")
    assert chosen(previous.click().run()) == "c-1"


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [
        ("differs", "Different numbers", ["c-3"]),
        ("strength", "soft", ["c-2"]),
        ("band", "Possible", ["c-3"]),
        ("said_by", "Otto Lind", ["c-2", "c-3"]),
        ("printed_in", "south.txt", ["c-1", "c-2"]),
        ("told_of", "bridge talks", ["c-1", "c-2", "c-3"]),
        ("review", "Not reviewed", ["c-1", "c-2", "c-3"]),
    ],
)
def test_a_filter_leaves_what_fits(opened, busy_analysis, name, value, left):
    app = opened(busy_analysis)
    app = app.multiselect(key=name).set_value([value]).run()
    assert chosen(app) == left[0]
    assert len(app.dataframe[0].value) == len(left)


def test_a_date_range_leaves_what_is_dated_so_on_either_side(opened, busy_analysis):
    app = opened(busy_analysis)
    app.date_input(key="dated_from").set_value(date(2024, 3, 2))
    app = app.run()
    assert len(app.dataframe[0].value) == 2
    assert "Dated from 2024-03-02" in body(app)


def test_an_address_brings_its_filters(opened, busy_analysis):
    app = opened(busy_analysis, said_by="Otto Lind", dated_to="2024-03-01", conflict="c-3")
    assert app.multiselect(key="said_by").value == ["Otto Lind"]
    assert chosen(app) == "c-3"
    assert len(app.dataframe[0].value) == 2
    assert app.expander[0].proto.expanded


def test_an_address_of_a_conflict_that_filters_hide_drops_them_and_says_so(opened, busy_analysis):
    app = opened(busy_analysis, said_by="Otto Lind", conflict="c-1")
    assert chosen(app) == "c-1"
    assert len(app.dataframe[0].value) == 3
    assert "The filters were dropped" in body(app)


def test_each_side_can_be_cited(opened, small_analysis):
    cited = [code.value for code in opened(small_analysis).code]
    assert [words.split(",")[0] for words in cited] == ["Ana Ruiz", "Jo Park"]


def test_a_conflict_that_opens_again_says_what_changed(opened, busy_analysis, folder):
    app = opened(busy_analysis)
    app.button(key="decide no_conflict").click().run()
    first, *others = busy_analysis.statements
    changed = replace(first, claim="the talks <b>failed</b>")
    app = opened(replace(busy_analysis, statements=(changed, *others)), conflict="c-1")
    assert "To review again" in list(app.dataframe[0].value["review"])
    assert "the talks &lt;b&gt;failed" in body(app)


def test_a_row_chosen_after_filtering_is_the_one_on_screen(opened, busy_analysis):
    app = pick(opened(busy_analysis), 2)
    app = app.multiselect(key="said_by").set_value(["Otto Lind"]).run()
    assert chosen(app) == "c-3"
    assert chosen(pick(app, 0)) == "c-2"


def test_a_choice_outlives_a_filter_that_keeps_it(opened, busy_analysis):
    app = pick(opened(busy_analysis), 1)
    app = app.multiselect(key="strength").set_value(["soft"]).run()
    assert chosen(app) == "c-2"
    assert chosen(app.multiselect(key="strength").set_value([]).run()) == "c-2"


@pytest.mark.parametrize("stale", [7, -1])
def test_a_row_that_does_not_exist_opens_the_first(opened, busy_analysis, stale):
    assert chosen(pick(opened(busy_analysis), stale)) == "c-1"


def test_filters_that_nothing_fits_can_be_dropped(opened, busy_analysis):
    app = opened(busy_analysis)
    app.multiselect(key="strength").set_value(["soft"])
    app = app.multiselect(key="band").set_value(["Possible"]).run()
    assert "No conflict fits these filters" in body(app)
    assert len(app.button(key="show all").click().run().dataframe[0].value) == 3


def test_an_address_opens_its_conflict(opened, busy_analysis):
    app = opened(busy_analysis, conflict="c-3")
    assert chosen(app) == "c-3"
    assert "Numbers differ." in body(app)


def test_going_back_opens_the_conflict_before(opened, busy_analysis):
    app = pick(opened(busy_analysis), 1)
    app.query_params["conflict"] = "c-1"
    assert "They describe one event" in body(app.run())


def test_an_address_of_a_conflict_that_is_not_there_says_so(opened, busy_analysis):
    app = opened(busy_analysis, conflict="<b>c-9</b>")
    assert "That conflict is not here" in body(app)
    assert "&lt;b&gt;c-9" in body(app)
    assert chosen(app) == "c-1"


def test_no_conflict_is_said_and_not_taken_for_agreement(opened, small_analysis):
    text = body(opened(replace(small_analysis, conflicts=())))
    assert "No conflict was found" in text
    assert "no proof that they agree" in text


def test_no_statement_is_said(opened, small_analysis):
    nothing = replace(small_analysis, statements=(), threads=(), comparisons=(), groups=(), conflicts=())
    assert "No statement was found" in body(opened(nothing))


def test_no_document_is_said(opened, small_analysis):
    unread = replace(small_analysis.provenance, inputs=small_analysis.provenance.inputs[2:])
    nothing = replace(
        small_analysis,
        provenance=unread,
        documents=(),
        statements=(),
        threads=(),
        comparisons=(),
        groups=(),
        conflicts=(),
    )
    assert "No document was read" in body(opened(nothing))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "expected an analysis file"),
        (b"\xff\xfe\x00", "expected an analysis file"),
        (b"[1, 2]", "expected an analysis file"),
        (b'{"schema_version": "0"}', "schema_version is"),
        (b'{"schema_version": "1"}', "not an analysis file of version 1"),
    ],
)
def test_a_file_that_cannot_be_shown_is_explained(opened, small_analysis, folder, content, told):
    app = opened(small_analysis)
    (folder / ANALYSIS_FILE).write_bytes(content)
    text = body(app.run())
    assert "This analysis cannot be shown" in text
    assert told in text


def test_a_file_that_is_not_there_is_explained(opened, small_analysis, folder):
    app = opened(small_analysis)
    (folder / ANALYSIS_FILE).unlink()
    assert "is not there" in body(app.run())


def test_a_file_written_again_is_shown_anew(opened, small_analysis, busy_analysis, folder):
    app = opened(small_analysis)
    assert len(app.dataframe[0].value) == 1
    write_analysis(busy_analysis, folder / ANALYSIS_FILE)
    assert len(app.run().dataframe[0].value) == 3


def test_a_filter_by_what_a_new_analysis_has_not_is_dropped(opened, small_analysis, busy_analysis, folder):
    app = opened(busy_analysis)
    app = app.multiselect(key="said_by").set_value(["Otto Lind"]).run()
    write_analysis(small_analysis, folder / ANALYSIS_FILE)
    app = app.run()
    assert "They describe one event" in body(app)
    assert app.multiselect(key="said_by").value == []


def test_hostile_text_is_shown_as_text(opened, hostile_analysis):
    app = opened(hostile_analysis)
    text = body(app)
    assert text.count("&lt;img src=x onerror=alert(1)&gt;") >= 8
    assert not re.search(r"<(img|script|iframe|a)\b", text)
    assert not app.markdown


def test_nothing_says_who_is_right(opened, busy_analysis):
    text = re.sub(r"<[^>]*>", " ", body(opened(busy_analysis))).lower()
    assert not re.search(r"\b(false|true|lie|lied|lying|liar|wrong|correct|right|debunked|misleading)\b", text)
