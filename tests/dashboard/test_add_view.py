import re
import time

import pytest
from streamlit.testing.v1 import AppTest

from analyzer.schema import Document
from analyzer.storage import ANALYSIS_FILE, read_analysis
from dashboard.state import DIRECTORY_VARIABLE
from dashboard.views.add import with_words

WAITS = "Harbour, 4 May 2024\n\nMinister Ana Ruiz said the ferry is not ready.\n"


def page():
    from dashboard.views import add

    add.show()


@pytest.fixture
def app(ferry_folder, monkeypatch):
    monkeypatch.setenv(DIRECTORY_VARIABLE, str(ferry_folder))
    app = AppTest.from_function(page, default_timeout=30).run()
    assert not app.exception
    return app


def press(app, label):
    next(button for button in app.button if button.label == label).click()
    return app.run()


def after_the_job(app):
    """Draw the page again until the job has ended, and return all that is drawn as HTML."""
    for _ in range(300):
        app.run()
        assert not app.exception
        text = "\n".join(element.proto.body for element in app.get("html"))
        if re.search(r"done</h2>|failed</h2>", text):
            return text
        time.sleep(0.1)
    raise AssertionError("the job does not end")


def paths(folder):
    return [document.path for document in read_analysis(folder / ANALYSIS_FILE).documents]


def test_a_pasted_text_is_added(app, ferry_folder):
    app.text_input[0].set_value("Harbour talks")
    app.text_area[0].set_value(WAITS)
    press(app, "Add this text")
    assert "Adding 1 document: done" in after_the_job(app)
    assert paths(ferry_folder) == ["Harbour_talks.txt", "ferry.txt"]


def test_nothing_pasted_begins_no_job(app, ferry_folder):
    press(app, "Add this text")
    assert any("Nothing to add" in element.proto.body for element in app.get("html"))
    assert paths(ferry_folder) == ["ferry.txt"]


def test_a_text_that_cannot_be_read_is_told_and_changes_nothing(app, ferry_folder):
    app.text_area[0].set_value(
        "Le ministre a dit que le ferry est en panne depuis hier et ne repartira pas demain. " * 9
    )
    press(app, "Add this text")
    text = after_the_job(app)
    assert "language is fr" in text
    assert "Nothing has changed." in text
    assert paths(ferry_folder) == ["ferry.txt"]


def test_a_document_is_removed_only_when_that_is_said_twice(app, ferry_folder):
    (document,) = read_analysis(ferry_folder / ANALYSIS_FILE).documents
    app.selectbox[0].set_value(document.id).run()
    assert next(button for button in app.button if button.label == "Remove it").disabled
    app.checkbox[0].check().run()
    press(app, "Remove it")
    assert "Removing a document: done" in after_the_job(app)
    assert paths(ferry_folder) == []


def test_of_many_documents_words_narrow_those_to_be_removed(app, monkeypatch):
    monkeypatch.setattr("dashboard.views.add.MOST_OPTIONS", 0)
    app.run()
    assert (app.text_input[-1].label, app.text_input[-1].placeholder) == ("Find a document", "1 to choose from")


@pytest.mark.parametrize(("words", "offered"), [("", ["d-1", "d-2"]), ("FERRY", ["d-1"]), ("tram", [])])
def test_a_document_is_found_by_words_of_its_path(words, offered):
    documents = {"d-1": Document("d-1", "old_ferry.txt", ""), "d-2": Document("d-2", "bridge.txt", "")}
    assert with_words(documents, words) == offered
