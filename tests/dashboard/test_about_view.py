import re
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from analyzer import __version__
from analyzer.schema import Caution, DocumentEdit, Lineage, Merge, StatementEdit
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


def test_models_are_listed(about, small_analysis):
    assert table(about(small_analysis), "Revision or SHA-256").iloc[0]["Name"] == "packaged"


def test_settings_that_differ_from_the_shipped_are_marked(about, small_analysis):
    app = about(small_analysis)
    assert table(app, "Setting").iloc[0].to_list() == ["groups.min_entailment", "0.5", "0.6", "differs"]
    assert "Other than shipped: 1; they come first." in [text.value for text in app.text]


def test_that_figures_may_not_hold_for_other_settings_is_said(about, small_analysis):
    as_shipped = replace(small_analysis.provenance, settings={}, analyzer_version=__version__)
    told = [
        any("may not hold" in text.value for text in about(analysis).text)
        for analysis in (small_analysis, replace(small_analysis, provenance=as_shipped))
    ]
    assert told == [True, False]


def test_what_was_measured_is_shown_with_the_texts_it_was_measured_on(about, small_analysis):
    drawn = "".join(element.proto.body for element in about(small_analysis).get("html"))
    (table_,) = [one for one in drawn.split("<table") if "Soft conflicts found" in one]
    assert "3 of 4; names replaced: 2 of 4" in table_
    assert "On the sample documents" in table_


def test_what_changed_since_the_run_before_is_told(about, small_analysis):
    lineage = Lineage(
        merges=(Merge("group", "g-1", ("g-1", "g-old")),),
        edits=(DocumentEdit("d-north", "d-old", (StatementEdit("changed", "st-2", "30 jobs", "40 jobs"),)),),
    )
    app = about(replace(small_analysis, lineage=lineage))
    assert table(app, "What stands now").iloc[0].to_list() == [
        "2 groups became one",
        "the bridge talks went badly",
        "g-1",
        "g-1, g-old",
    ]
    assert table(app, "After").iloc[0].to_list() == ["north.txt", "changed", "30 jobs", "40 jobs", "st-2"]


@pytest.mark.parametrize(
    ("lineage", "told"), [(None, "No run before is known"), (Lineage(), "No group or topic was merged or divided")]
)
def test_that_nothing_is_known_to_have_changed_is_said(about, small_analysis, lineage, told):
    app = about(replace(small_analysis, lineage=lineage))
    assert any(text.value.startswith(told) for text in app.text)


def test_long_lists_come_page_by_page(about, small_analysis):
    cautions = tuple(Caution(f"{number}.txt", "a doubt") for number in range(201))
    app = about(replace(small_analysis, provenance=replace(small_analysis.provenance, warnings=cautions)))
    assert len(table(app, "Where")) == 200


def test_its_limits_are_told(about, small_analysis):
    text = "".join(element.proto.body for element in about(small_analysis).get("html"))
    assert "never says who is right" in text


def test_hostile_text_stays_in_data_frames(about, hostile_analysis):
    app = about(hostile_analysis)
    assert not re.search(r"evil|onerror", "".join(element.proto.body for element in app.get("html")))
    assert not app.markdown
    assert "onerror" in table(app, "Setting").iloc[0]["Value"]
