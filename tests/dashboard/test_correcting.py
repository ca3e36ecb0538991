"""Corrections made as people make them: in the fields beside a statement, a group, a speaker."""

import pytest
from streamlit.testing.v1 import AppTest

from analyzer.schema import Span
from analyzer.storage import ANALYSIS_FILE, DECISIONS_FILE, DecisionLog, write_analysis
from analyzer.tables import look_up
from dashboard.panels.correcting import found_words, named_speaker


def documents():
    from dashboard.panels.correcting import tell
    from dashboard.views import documents

    tell()
    documents.show()


def groups():
    from dashboard.panels.correcting import tell
    from dashboard.views import groups

    tell()
    groups.show()


def speakers():
    from dashboard.panels.correcting import tell
    from dashboard.views import speakers

    tell()
    speakers.show()


def corrections():
    from dashboard.panels.correcting import tell
    from dashboard.views import corrections

    tell()
    corrections.show()


@pytest.fixture
def visit(folder, small_analysis):
    write_analysis(small_analysis, folder / ANALYSIS_FILE)

    def open_at(page, **query):
        app = AppTest.from_function(page, default_timeout=30)
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception
        return app

    return open_at


def drawn(app):
    assert not app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


def press(app, label):
    next(button for button in app.button if button.label == label).click()
    return app.run()


def wrong(app, what, statement="st-1"):
    app.radio(key=f"wrong with {statement}").set_value(what)
    return app.run()


def test_a_speaker_is_corrected_to_one_who_is_known(visit):
    app = wrong(visit(documents, statement="st-1"), "The speaker")
    app.selectbox(key="right speaker").set_value("Otto Lind").run()
    text = drawn(press(app, "Correct it"))
    assert "It shows at once" in text
    assert "speaker corrected by" in text
    assert "Otto Lind" in app.code[0].value


def test_words_are_corrected_to_those_that_stand_there(visit):
    app = wrong(visit(documents, statement="st-1"), "Where it begins or ends")
    app.text_area(key="right words of st-1").set_value("the bridge\n talks").run()
    app = press(app, "Correct it")
    assert "the bridge … talks" in drawn(app)
    assert "boundary corrected by" in drawn(app)


def test_words_that_do_not_stand_there_are_refused(visit, folder):
    app = wrong(visit(documents, statement="st-1"), "Where it begins or ends")
    app.text_area(key="right words of st-1").set_value("the tunnel talks went well").run()
    assert "do not stand near this place" in drawn(press(app, "Correct it"))
    assert DecisionLog(folder / DECISIONS_FILE).events() == ()


def test_what_is_no_statement_goes_with_its_conflict(visit):
    app = wrong(visit(documents, statement="st-1"), "It is no statement")
    press(app, "Correct it")
    app = visit(documents, document="d-north")
    assert "S2" not in drawn(app)
    assert "no statement" in visit(corrections).dataframe[0].value["what"][0]


def test_groups_of_a_thread_are_joined_and_their_conflict_goes(visit):
    app = visit(groups, group="g-1")
    app.selectbox(key="same as g-1").set_value("g-3").run()
    press(app, "Join the two groups")
    app = visit(groups)
    assert list(app.dataframe[0].value["statements"]) == [2, 1]
    assert "Who says otherwise" not in [one.value for one in app.subheader]


def test_two_names_of_one_speaker_are_merged(visit):
    app = visit(speakers, speaker="sp-ruiz")
    app.selectbox(key="same speaker as sp-ruiz").set_value("sp-lind").run()
    press(app, "These two are one speaker")
    names = list(visit(speakers).dataframe[0].value.iloc[:, 0])
    assert "Ana Ruiz" in names
    assert "Otto Lind" not in names


def test_statements_of_somebody_else_are_given_to_them(visit):
    app = visit(speakers, speaker="sp-ruiz")
    app.multiselect(key="not said by sp-ruiz").set_value(["st-1"])
    app.text_input(key="who instead of sp-ruiz").set_value("Eva Moor").run()
    press(app, "They are this other speaker’s")
    assert "Eva Moor" in visit(documents, statement="st-1").code[0].value


def test_a_correction_is_taken_back_in_one_click(visit):
    before = drawn(visit(documents, statement="st-1"))
    app = wrong(visit(documents, statement="st-1"), "The speaker")
    app.selectbox(key="right speaker").set_value("Otto Lind").run()
    press(app, "Correct it")
    app = press(visit(corrections), "Take it back")
    assert "Nothing was corrected" in drawn(app)
    assert drawn(visit(documents, statement="st-1")) == before


def test_a_correction_is_kept_under_the_name_given(visit, folder):
    app = wrong(visit(documents, statement="st-1"), "It is no statement")
    app.text_input(key="name of the reviewer").set_value("Ash").run()
    press(app, "Correct it")
    assert [event.person for event in DecisionLog(folder / DECISIONS_FILE).events()] == ["Ash"]


def test_a_damaged_log_is_told_and_nothing_fails(visit, folder):
    app = wrong(visit(documents, statement="st-1"), "It is no statement")
    (folder / DECISIONS_FILE).write_bytes(b"no database at all" * 100)
    assert "This was not done" in drawn(press(app, "Correct it"))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["it rained"], ["it rained"]),
        (["It", "Monday"], ["It", "Monday"]),
        (["on\n  Monday"], ["on Monday"]),
        (["snow"], None),
        ([], None),
        (["  "], None),
        (["Monday", "it rained"], None),
    ],
)
def test_words_are_found_in_their_order_near_their_place(words, found):
    text = "It is said that it rained on Monday."
    spans = found_words(text, Span(16, 25), words)
    assert (spans and [text[slice(*span)] for span in spans]) == found


def test_a_name_that_is_shown_is_the_speaker_that_is_known(small_analysis):
    lookup = look_up(small_analysis)
    assert named_speaker("Otto Lind", "unknown", lookup).id == "sp-lind"
    assert named_speaker("Eva Moor", "person", lookup).id is None
