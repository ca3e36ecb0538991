import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from analyzer.schema import Analysis
from dashboard.views import timeline as view


@pytest.fixture
def drawn(open_page):
    """Return a function that opens the page on an analysis, its vectors beside it, at an address if one is given."""

    def open_on(analysis: Analysis, *, with_vectors: bool = True, **query: str) -> AppTest:
        vectors = np.eye(len(analysis.statements), 8, dtype=np.float32) if with_vectors else None
        return open_page("timeline", analysis, vectors=vectors, **query)

    return open_on


def body(app) -> str:
    """Return everything drawn as HTML, and prove that nothing failed on the way."""
    assert not app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


def links(app, page_name: str) -> list[dict[str, list[str]]]:
    found = re.findall(r"href='([^']*)'", body(app))
    return [parse_qs(urlsplit(one.replace("&amp;", "&")).query) for one in found if urlsplit(one).path == page_name]


def dots_drawn(app) -> list[str]:
    return re.findall(r"<a class='sc-dot (sc-hue-\d)'", body(app))


def test_a_cell_leads_to_the_statements_that_it_counts(drawn, small_analysis):
    wanted = {"search_thread": ["jobs"], "search_from": ["2024-03-01"], "search_to": ["2024-03-01"]}
    assert wanted in links(drawn(small_analysis), "search")


def test_a_mark_leads_to_the_conflicts_of_that_day(drawn, small_analysis):
    wanted = {"told_of": ["bridge talks"], "dated_from": ["2024-03-02"], "dated_to": ["2024-03-02"]}
    assert wanted in links(drawn(small_analysis), "./")


def test_a_date_leads_to_that_stretch_of_time(drawn, small_analysis):
    assert {"time_from": ["2024-03-02"], "time_to": ["2024-03-02"]} in links(drawn(small_analysis), "timeline")
    app = drawn(small_analysis, time_from="2024-03-02", time_to="2024-03-02")
    assert "jobs" not in body(app)
    assert "bridge talks" in body(app)


def test_the_table_tells_what_it_shows_without_being_seen(drawn, small_analysis):
    assert "<caption class='sc-unseen'>Statements and conflicts by event or topic and day</caption>" in body(
        drawn(small_analysis)
    )
    assert "aria-label='1 conflict'" in body(drawn(small_analysis))


def test_time_in_which_nothing_was_printed_is_explained(drawn, small_analysis):
    app = drawn(small_analysis, time_from="2030-01-01")
    assert "There are statements from 2024-03-01 to 2024-03-02." in body(app)
    app = next(button for button in app.button if button.label == "All of it").click().run()
    assert "sc-time" in body(app)


def test_what_has_no_date_is_told_apart(drawn, small_analysis):
    first, *rest = small_analysis.statements
    north, south = small_analysis.documents
    undated = replace(
        small_analysis,
        statements=(replace(first, published=None), *rest),
        documents=(replace(north, published=None), south),
    )
    app = drawn(undated)
    assert "1 statement without a date, on no day of it." in app.caption[0].value
    assert "<span>no date</span>" in body(app)


def test_no_date_at_all_is_explained(drawn, small_analysis):
    undated = replace(
        small_analysis,
        statements=tuple(replace(s, published=None) for s in small_analysis.statements),
        documents=tuple(replace(d, published=None) for d in small_analysis.documents),
    )
    assert "None of the 3 statements has a date" in body(drawn(undated))


def test_threads_are_shown_page_by_page(drawn, small_analysis, monkeypatch):
    monkeypatch.setattr(view, "THREADS_SHOWN", 1)
    app = drawn(small_analysis, time_page="2")
    assert ">jobs</a>" in body(app)
    assert ">bridge talks</a>" not in body(app)


def test_each_point_of_the_map_leads_to_its_statement(drawn, small_analysis):
    app = drawn(small_analysis, drawn="Map")
    assert links(app, "documents")[:3] == [{"statement": [f"st-{n}"]} for n in (1, 2, 3)]


def test_points_of_one_thread_share_a_colour_and_shape_and_a_lone_one_is_grey(drawn, small_analysis):
    assert dots_drawn(drawn(small_analysis, drawn="Map")) == ["sc-hue-1", "sc-hue-0", "sc-hue-1"]


def test_points_can_be_coloured_by_group(drawn, small_analysis):
    assert dots_drawn(drawn(small_analysis, drawn="Map", coloured_by="Groups")) == ["sc-hue-0"] * 3


def test_one_thread_can_be_looked_at(drawn, small_analysis):
    app = drawn(small_analysis, drawn="Map", map_thread="bridge talks")
    assert len(dots_drawn(app)) == 2
    assert "Magnified" in app.caption[0].value


def test_the_list_says_the_same_as_the_map(drawn, small_analysis):
    drawn_body = body(drawn(small_analysis, drawn="Map"))
    assert "<td>Otto Lind</td><td dir='auto'>40 jobs were lost</td><td>jobs</td>" in drawn_body


def test_a_cap_is_told(drawn, small_analysis, monkeypatch):
    monkeypatch.setattr(view, "MOST_POINTS", 2)
    monkeypatch.setattr(view, "statement_map", lambda lookup, vectors: statement_map_of_two(lookup, vectors))
    app = drawn(small_analysis, drawn="Map")
    assert "Of 3, 2 are laid out: the same share of every event or topic" in app.caption[0].value


def statement_map_of_two(lookup, vectors):
    from analyzer.tables.maps import statement_map

    return statement_map(lookup, vectors, most=2)


def test_without_vectors_there_is_no_map_and_the_page_says_why(drawn, small_analysis):
    assert "There is no map" in body(drawn(small_analysis, with_vectors=False, drawn="Map"))


@pytest.mark.parametrize("part", ["Timeline", "Map"])
def test_hostile_text_is_shown_and_nothing_else(drawn, hostile_analysis, part):
    shown = body(drawn(hostile_analysis, drawn=part))
    assert "&lt;img src=x" in shown
    assert "<img" not in shown and "<script" not in shown


def test_nothing_said_is_explained(drawn, small_analysis):
    bare = replace(small_analysis, statements=(), groups=(), threads=(), conflicts=(), comparisons=())
    assert "No statement was found" in body(drawn(bare, with_vectors=False))
