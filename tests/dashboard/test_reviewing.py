import re

import pytest
import streamlit as st

from analyzer.storage import ANALYSIS_FILE, DECISIONS_FILE, DecisionLog, write_analysis
from dashboard.panels.reviewing import following, signed_in
from dashboard.state import open_analysis
from dashboard.work.decisions import decide, decided


def drawn(app) -> str:
    assert not app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


def press(app, key: str):
    return app.button(key=key).click().run()


def shown(app) -> str:
    return app.query_params["conflict"]


def reviews(app) -> list[str]:
    return list(app.dataframe[0].value["review"])


def log(folder) -> list[tuple[str, str, str]]:
    events = DecisionLog(folder / DECISIONS_FILE).standing("review")
    return [(event.body["decision"], event.body["note"], event.person) for event in events]


@pytest.mark.parametrize(
    ("decision", "words"), [("conflict", "Conflict"), ("no_conflict", "No conflict"), ("unsure", "Unsure")]
)
def test_a_decision_is_kept_and_the_next_open_conflict_is_shown(opened, busy_analysis, folder, decision, words):
    app = press(opened(busy_analysis), f"decide {decision}")
    assert log(folder) == [(decision, "", "")]
    assert reviews(app) == [words, "Not reviewed", "Not reviewed"]
    assert shown(app) == "c-2"
    assert f"Decided: {words.lower()}." in drawn(app)


def test_note_and_name_are_kept_with_a_decision(opened, busy_analysis, folder):
    app = opened(busy_analysis)
    app.text_input(key="note on c-1").set_value("They speak of two calls")
    app.text_input(key="name of the reviewer").set_value("Ash")
    app = press(app, "decide unsure")
    assert log(folder) == [("unsure", "They speak of two calls", "Ash")]
    assert app.text_input(key="note on c-2").value == ""
    assert app.text_input(key="name of the reviewer").value == "Ash"


def test_a_new_visit_begins_with_the_name_last_used(opened, busy_analysis):
    app = opened(busy_analysis)
    app.text_input(key="name of the reviewer").set_value("Ash")
    press(app, "decide unsure")
    assert opened(busy_analysis).text_input(key="name of the reviewer").value == "Ash"


def test_who_signed_in_is_not_asked_for_a_name(opened, busy_analysis, folder, monkeypatch):
    monkeypatch.setattr("dashboard.panels.reviewing.signed_in", lambda: "Birch")
    app = opened(busy_analysis)
    assert not [field for field in app.text_input if field.key == "name of the reviewer"]
    press(app, "decide conflict")
    assert log(folder) == [("conflict", "", "Birch")]


def test_the_last_decision_is_undone_and_shown_again(opened, busy_analysis, folder):
    app = press(press(opened(busy_analysis), "decide conflict"), "decide unsure")
    app = press(app, "undo")
    assert shown(app) == "c-2"
    assert reviews(app) == ["Conflict", "Not reviewed", "Not reviewed"]
    app = press(app, "undo")
    assert (shown(app), log(folder)) == ("c-1", [])
    assert app.button(key="undo").disabled


def test_the_last_open_conflict_can_be_decided_and_undone(opened, small_analysis):
    app = opened(small_analysis)
    app = press(app.toggle(key="still_open").set_value(True).run(), "decide conflict")
    assert "All of these are reviewed" in drawn(app)
    assert "Decided: conflict." in drawn(app)
    assert reviews(press(app, "undo")) == ["Not reviewed"]


def test_only_open_ones_are_listed_when_asked(opened, busy_analysis):
    app = press(opened(busy_analysis), "decide conflict")
    app = app.toggle(key="still_open").set_value(True).run()
    assert reviews(app) == ["Not reviewed", "Not reviewed"]
    app = press(app, "decide conflict")
    assert (reviews(app), shown(app)) == (["Not reviewed"], "c-3")


def test_a_row_that_comes_back_into_the_list_is_the_one_on_screen(opened, busy_analysis):
    app = opened(busy_analysis).toggle(key="still_open").set_value(True).run()
    app = press(press(app, "decide conflict"), "undo")
    assert shown(app) == "c-1"
    assert app.session_state[app.dataframe[0].key]["selection"]["rows"] == [0]


def test_a_decision_that_is_taken_back_out_of_a_filter_keeps_the_filter(opened, busy_analysis):
    app = press(press(opened(busy_analysis), "decide conflict"), "decide conflict")
    app = app.multiselect(key="review").set_value(["Conflict"]).run()
    app = press(app, "undo")
    assert reviews(app) == ["Conflict"]
    assert shown(app) == "c-1"


def test_a_decision_found_on_another_visit_can_be_taken_back(opened, busy_analysis, folder):
    press(opened(busy_analysis), "decide no_conflict")
    app = opened(busy_analysis, conflict="c-1")
    assert "Decisions about this conflict: 1" in drawn(app)
    app = press(app, "take back")
    assert reviews(app)[0] == "Not reviewed"
    assert "(taken back)" in drawn(app)


def test_a_decision_of_somebody_else_appears(opened, busy_analysis):
    app = opened(busy_analysis)
    decide(open_analysis(), ["c-1"], "conflict", person="Birch")
    app = app.run()
    assert "Birch" in drawn(app)
    assert reviews(app)[0] == "Conflict"


def test_undoing_what_somebody_else_took_back_says_so(opened, busy_analysis, folder):
    app = press(opened(busy_analysis), "decide conflict")
    DecisionLog(folder / DECISIONS_FILE).undo([1], "Birch")
    app = press(app, "undo")
    assert "This was not done" in drawn(app)
    assert "undone already (Birch" in drawn(app)


def test_all_open_ones_that_fit_are_decided_and_undone_as_one(opened, busy_analysis, folder):
    app = opened(busy_analysis)
    app = press(app.multiselect(key="said_by").set_value(["Otto Lind"]).run(), "decide all")
    assert any("decides 2 conflicts" in text.value for text in app.text)
    assert log(folder) == []
    app = press(app, "all no_conflict")
    assert log(folder) == [("no_conflict", "", "")] * 2
    assert "for 2 conflicts" in drawn(app)
    assert set(reviews(press(app, "undo"))) == {"Not reviewed"}


def test_what_is_reviewed_stays_when_all_others_are_decided(opened, busy_analysis, folder):
    app = press(press(opened(busy_analysis), "decide conflict"), "decide all")
    press(app, "all unsure")
    assert [decision for decision, _, _ in log(folder)] == ["conflict", "unsure", "unsure"]


def test_deciding_all_can_be_thought_better_of(opened, busy_analysis, folder):
    app = press(press(opened(busy_analysis), "decide all"), "not all")
    assert not [button for button in app.button if button.key == "all conflict"]
    assert log(folder) == []


def test_how_far_the_review_has_come_is_told_within_the_filter_and_in_all(opened, busy_analysis):
    app = press(opened(busy_analysis), "decide conflict")
    assert any(caption.value == "1 of 3 reviewed" for caption in app.caption)
    app = app.multiselect(key="said_by").set_value(["Otto Lind"]).run()
    assert any(caption.value == "0 of 2 reviewed within the filters, 1 of 3 in all" for caption in app.caption)


def test_a_damaged_log_is_told_nothing_can_be_decided_and_the_rest_works(opened, busy_analysis, folder):
    (folder / DECISIONS_FILE).write_bytes(b"no database")
    app = opened(busy_analysis)
    assert "Decisions cannot be kept here" in drawn(app)
    assert all(app.button(key=key).disabled for key in ("decide conflict", "decide all", "undo"))
    assert "They describe one event in opposite words" in drawn(app)


def test_a_decision_that_cannot_be_written_is_told_and_the_conflict_stays(opened, busy_analysis, folder):
    app = opened(busy_analysis)
    (folder / DECISIONS_FILE).write_bytes(b"no database")
    app = press(app, "decide conflict")
    assert shown(app) == "c-1"
    assert "This was not done" in drawn(app)


def test_hostile_text_never_reaches_a_label(opened, hostile_analysis):
    app = press(opened(hostile_analysis), "decide no_conflict")
    assert not re.search(r"<(img|script)\b", drawn(app))
    labels = [element.label for element in (*app.button, *app.expander, *app.text_input, *app.toggle)]
    assert not [label for label in [*labels, *(caption.value for caption in app.caption)] if "<" in label]
    assert not app.markdown


@pytest.mark.parametrize(
    ("reviewed", "current", "next_one"),
    [
        ((), "c-1", "c-2"),
        (("c-2",), "c-1", "c-3"),
        ((), "c-3", "c-1"),
        (("c-1", "c-2"), "c-3", None),
        ((), "c-9", "c-1"),
    ],
)
def test_the_next_one_is_the_next_that_is_open_and_round_again(busy_analysis, folder, reviewed, current, next_one):
    write_analysis(busy_analysis, folder / ANALYSIS_FILE)
    analysis = open_analysis()
    if reviewed:
        decide(analysis, reviewed, "conflict")
    assert following(decided(analysis).queue, current) == next_one


def test_without_a_sign_in_nobody_is_signed_in():
    assert not getattr(st.user, "is_logged_in", False)
    assert signed_in() is None
