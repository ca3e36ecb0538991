import re
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from analyzer.storage import ANALYSIS_FILE, write_analysis


def page():
    from dashboard.views import about

    about.show()


@pytest.fixture
def about(folder):
    def open_on(analysis):
        write_analysis(analysis, folder / ANALYSIS_FILE)
        app = AppTest.from_function(page, default_timeout=30).run()
        assert not app.exception
        return app

    return open_on


def table(app, column: str):
    """Return the table that has a column of that name."""
    (found,) = [frame.value for frame in app.dataframe if column in frame.value]
    return found


def test_what_was_not_read_comes_with_its_reason(about, small_analysis):
    rows = table(about(small_analysis), "Why")
    assert rows.iloc[0].to_list() == ["photo.txt", "failed", "binary data, not text", "10 bytes"]


def test_that_everything_was_read_is_said(about, small_analysis):
    run = small_analysis.provenance
    app = about(replace(small_analysis, provenance=replace(run, inputs=run.inputs[:2])))
    assert "Everything that was given was read." in [text.value for text in app.text]


def test_documents_come_with_what_is_known_of_them(about, small_analysis):
    rows = table(about(small_analysis), "Statements")
    assert rows[["Document", "Published", "Statements"]].to_numpy().tolist() == [
        ["north.txt", "2024-03-01", 2],
        ["south.txt", "2024-03-02", 1],
    ]


def test_cautions_are_listed(about, small_analysis):
    assert table(about(small_analysis), "Where").iloc[0].to_list() == [
        "north.txt",
        "one quotation mark is never closed",
        1,
    ]


def test_models_and_settings_are_listed(about, small_analysis):
    app = about(small_analysis)
    assert table(app, "Revision or SHA-256").iloc[0]["Name"] == "packaged"
    assert table(app, "Setting").iloc[0].to_list() == ["groups.min_entailment", "0.5"]


def test_its_limits_are_told(about, small_analysis):
    text = "".join(element.proto.body for element in about(small_analysis).get("html"))
    assert "never says who is right" in text


def test_hostile_text_stays_in_data_frames(about, hostile_analysis):
    app = about(hostile_analysis)
    assert not re.search(r"evil|onerror", "".join(element.proto.body for element in app.get("html")))
    assert not app.markdown
    assert "onerror" in table(app, "Setting").iloc[0]["Value"]
