"""Every page on every kind of analysis: full, empty in several ways, of an earlier version, and hostile."""

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analyzer.storage import ANALYSIS_FILE, write_analysis
from dashboard.pages import VIEWS

EARLIER = Path(__file__).parent / "analyses" / "first_version.json"
# What shows text as it stands; of anything else, some part is Markdown.
PLAIN = {"html", "text", "code", "dataframe", "selectbox", "multiselect", "text_input", "text_area"}
every_view = pytest.mark.parametrize("view", VIEWS)


def page(view):
    from dashboard.pages import VIEWS

    VIEWS[view][1]()


def drawn(view: str) -> AppTest:
    """Draw a page on what lies in the folder."""
    app = AppTest.from_function(page, kwargs={"view": view}, default_timeout=30).run()
    assert not app.exception
    assert "<h1>" in bodies(app)
    return app


def bodies(app) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def markdown_of(element) -> str:
    """Return what the browser may read as Markdown."""
    if element.type in PLAIN:
        return getattr(element.proto, "label", "") + getattr(element.proto, "help", "")
    return str(element.proto)


@every_view
def test_a_full_analysis_is_shown(folder, busy_analysis, view):
    write_analysis(busy_analysis, folder / ANALYSIS_FILE)
    drawn(view)


@every_view
@pytest.mark.parametrize("missing", ["documents", "statements", "conflicts"])
def test_what_is_empty_is_shown(folder, small_analysis, view, missing):
    nothing = {"conflicts": ()}
    if missing != "conflicts":
        nothing |= {"statements": (), "speakers": (), "threads": (), "groups": (), "comparisons": ()}
    if missing == "documents":
        run = replace(small_analysis.provenance, inputs=(), warnings=(), models=(), settings={})
        nothing |= {"documents": (), "provenance": run}
    write_analysis(replace(small_analysis, **nothing), folder / ANALYSIS_FILE)
    drawn(view)


@every_view
def test_an_analysis_of_an_earlier_version_is_shown(folder, view):
    (folder / ANALYSIS_FILE).write_bytes(EARLIER.read_bytes())
    drawn(view)


@every_view
def test_hostile_text_is_nowhere_markup(folder, hostile_analysis, view):
    write_analysis(hostile_analysis, folder / ANALYSIS_FILE)
    app = drawn(view)
    assert not [mark for mark in ("<img", "<script") if mark in bodies(app)]
    for element in [*app.main, *app.toast]:
        assert "evil.example" not in markdown_of(element), element.type
