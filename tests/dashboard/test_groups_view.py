import re
from dataclasses import replace

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from analyzer.schema import Analysis, Comparison, Embeddings, Evidence, Group, Thread
from analyzer.settings import SETTINGS_FILE, load_settings
from analyzer.tables import look_up
from analyzer.tables.group_details import group_lines
from dashboard.panels import filter_fields, threshold_panel
from dashboard.views import groups as view
from dashboard.work.thresholds import Naming, group_tree


@pytest.fixture
def groups(open_page):
    """Return a function that opens the page on an analysis, its vectors beside it, at an address if one is given."""

    def open_on(analysis: Analysis, *, with_vectors: bool = True, **query: str) -> AppTest:
        vectors = np.eye(len(analysis.statements), 8, dtype=np.float32) if with_vectors else None
        return open_page("groups", analysis, vectors=vectors, **query)

    return open_on


def body(app) -> str:
    """Return everything drawn as HTML, and prove that nothing failed on the way."""
    assert not app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


def text(app) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", body(app)).split())


def headings(app) -> list[str]:
    return [one.value for one in app.subheader]


def scored(one: str, other: str, score: float) -> Comparison:
    evidence = (Evidence("similarity", -1.5), Evidence("subject", 0.0, words="talks / talks"))
    return Comparison(one, other, 0.8, "entailment", score, round(1 - score, 4), 0.0, evidence)


@pytest.fixture
def agreeing(small_analysis: Analysis) -> Analysis:
    """Ruiz and Lind say the same (0.8), Park nearly so (0.55 to both); grouped with the shipped threshold."""
    return replace(
        small_analysis,
        provenance=replace(small_analysis.provenance, settings={"groups": {"min_entailment": 0.6}}),
        comparisons=(scored("st-1", "st-2", 0.8), scored("st-1", "st-3", 0.55), scored("st-2", "st-3", 0.55)),
        groups=(
            Group("g-1", "t-1", "the talks went badly", ("st-1", "st-2"), "st-1", 0.8, 2, ("The Post",)),
            Group("g-2", "t-1", "the talks were fruitful", ("st-3",), "st-3", 1.0, 1, ("The Echo",)),
        ),
        threads=(Thread("t-1", "bridge talks", ("g-1", "g-2")),),
        conflicts=(),
    )


def test_groups_of_most_voices_come_first_and_the_first_is_open(groups, agreeing):
    app = groups(agreeing)
    assert list(app.dataframe[0].value["voices"]) == [2, 1]
    assert app.query_params["group"] == "g-1"
    assert "2 independent, in 2 statements" in text(app)


def test_each_voice_leads_to_its_place(groups, agreeing):
    found = re.findall(r"href='(documents\?statement=st-\d)' target='_self'>(S\d in [^<]*)<", body(groups(agreeing)))
    assert found[:2] == [
        ("documents?statement=st-1", "S1 in north.txt"),
        ("documents?statement=st-2", "S2 in north.txt"),
    ]


def test_who_printed_it_and_who_of_the_thread_did_not_is_told(groups, agreeing):
    assert "Printed by The Post Not found in The Echo, who wrote of the same event or topic" in text(groups(agreeing))


def test_copies_are_listed_apart_and_are_no_voices(groups, agreeing):
    copied = (*agreeing.statements[:2], replace(agreeing.statements[2], copy_of="st-1"))
    merged = replace(agreeing.groups[0], members=("st-1", "st-2", "st-3"))
    analysis = replace(agreeing, statements=copied, groups=(merged,), threads=(Thread("t-1", "talks", ("g-1",)),))
    app = groups(analysis)
    assert headings(app)[:2] == ["Who says so: 2 statements", "The same text printed again: 1"]
    assert "S3 in south.txt · publisher not named · 2024-03-02, the same text as S1" in text(app)


def test_a_group_is_explained_by_its_pairs_and_their_words(groups, agreeing):
    shown = text(groups(agreeing))
    assert "Their score is 0.80; 0.60 is needed to join them." in shown
    assert "closeness of the two claims −1.50 subject in common talks / talks +0.00" in shown


def test_what_nearly_joined_is_told_with_the_reason(groups, agreeing):
    app = groups(agreeing)
    assert "What nearly joined: 1" in headings(app)
    assert "The mean score of their 2 pairs, 0.55, is under the threshold, 0.60." in text(app)


def test_conflicts_of_the_group_are_linked(groups, small_analysis):
    assert "href='./?conflict=c-1'" in body(groups(small_analysis, group="g-1"))


def test_the_voices_can_be_cited(groups, agreeing):
    assert [line.split(",")[0] for line in groups(agreeing).code[0].value.splitlines()] == ["Ana Ruiz", "Otto Lind"]


def test_an_address_opens_its_group(groups, agreeing):
    assert "the talks were fruitful" in body(groups(agreeing, group="g-2")).split("<h2")[1]


def test_an_address_of_a_group_that_is_not_there_says_so(groups, agreeing):
    app = groups(agreeing, group="<b>g-9</b>")
    assert "That group is not here" in body(app)
    assert "&lt;b&gt;g-9" in body(app)
    assert app.query_params["group"] == "g-1"


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ({"group_words": "fruitful"}, ["the talks were fruitful"]),
        ({"group_speaker": "Otto Lind"}, ["the talks went badly"]),
        ({"group_publisher": "The Echo"}, ["the talks were fruitful"]),
        ({"group_voices": "2"}, ["the talks went badly"]),
    ],
)
def test_filters_stand_in_the_address(groups, agreeing, query, left):
    app = groups(agreeing, **query)
    assert not app.exception
    assert list(app.dataframe[0].value["claim"]) == left


def test_filters_that_nothing_fits_can_be_dropped(groups, agreeing):
    app = groups(agreeing, group_conflicts="true")
    assert "No group fits these filters" in body(app)
    app = next(button for button in app.button if button.label == "Show all").click().run()
    assert len(app.dataframe[0].value) == 2


def test_where_there_are_too_many_names_a_search_narrows_them(groups, agreeing, monkeypatch):
    monkeypatch.setattr(view, "MOST_OPTIONS", 2)
    monkeypatch.setattr(filter_fields, "MOST_OPTIONS", 2)
    app = groups(agreeing)
    app = app.text_input(key="find group_speaker").set_value("lind").run()
    assert app.multiselect(key="group_speaker").options == ["Otto Lind"]


def test_without_a_statement_the_page_says_why_it_is_empty(groups, small_analysis):
    nothing = replace(small_analysis, statements=(), threads=(), comparisons=(), groups=(), conflicts=())
    assert "No statement was found" in body(groups(nothing))


def test_an_analysis_without_newer_fields_is_shown(groups, small_analysis):
    old = replace(small_analysis, provenance=replace(small_analysis.provenance, settings={}), comparisons=())
    app = groups(old, with_vectors=False, trying="true")
    assert "Other thresholds cannot be tried embeddings.npy is missing" in text(app)
    assert len(app.dataframe[0].value) == 3


def test_hostile_text_is_shown_as_text(groups, hostile_analysis):
    app = groups(hostile_analysis, trying="true", threshold="0.3")
    shown = body(app)
    assert shown.count("&lt;img src=x onerror=alert(1)&gt;") >= 4
    assert not re.search(r"<(img|script|iframe)\b", shown)
    assert not any("evil.example" in one.value for one in (*app.caption, *app.subheader, *app.markdown))


@pytest.mark.parametrize(
    ("threshold", "told"),
    [
        ("0.5", "Merged: 2 groups would be 1"),
        ("0.9", "Split: 1 group would be 2"),
        ("0.7", "Nothing changes"),
        ("0.6", "Nothing changes"),
    ],
)
def test_another_threshold_tells_at_once_what_merges_and_splits(groups, agreeing, threshold, told):
    assert headings(groups(agreeing, trying="true", threshold=threshold))[0] == told


def test_merged_groups_are_shown_before_and_after(groups, agreeing):
    shown = text(groups(agreeing, trying="true", threshold="0.5"))
    assert "0.60: this analysis, as shipped 2 1 0.50: tried 1 1" in shown
    assert (
        "2 groups the bridge talks “went badly (2 statements, copies included; 2 independent voices) "
        "The bridge talks were “fruitful (1 statement, copies included; 1 independent voice) would be one, called"
    ) in shown


def test_where_nothing_changes_the_nearest_thresholds_that_do_are_named(groups, agreeing):
    captions = [one.value for one in groups(agreeing, trying="true").caption]
    assert "The nearest thresholds that change something: at 0.55 and at 0.81." in captions


def test_an_analysis_made_otherwise_can_be_compared_with_the_shipped_threshold(groups, agreeing):
    run = replace(agreeing.provenance, settings={"groups": {"min_entailment": 0.5}})
    app = groups(replace(agreeing, provenance=run), trying="true")
    assert headings(app)[0] == "Nothing changes"
    app = app.radio(key="compared_with").set_value(0.6).run()
    assert headings(app)[0] == "Merged: 2 groups would be 1"


def test_a_threshold_is_kept_for_the_next_run_and_taken_back(groups, agreeing, folder):
    (folder / SETTINGS_FILE).write_text("[report]\nmax_rows = 9\n")
    app = groups(agreeing, trying="true", threshold="0.5")
    app = next(button for button in app.button if button.label == "Keep 0.50 as setting").click().run()
    assert "Kept in analyzer.toml beside this analysis: 0.50." in text(app)
    kept = load_settings(folder / SETTINGS_FILE)
    assert (kept.groups.min_entailment, kept.report.max_rows) == (0.5, 9)
    next(button for button in app.button if button.label == "Back to the shipped 0.60").click().run()
    assert load_settings(folder / SETTINGS_FILE).groups.min_entailment == 0.6


def test_what_hinders_keeping_is_told_and_changes_nothing(groups, agreeing, folder):
    (folder / SETTINGS_FILE).write_text("groups.min_entailment = 0.6\n")
    app = groups(agreeing, trying="true", threshold="0.5")
    app = next(button for button in app.button if button.label == "Keep 0.50 as setting").click().run()
    assert "Not kept: analyzer.toml is written in a way that is not changed here" in text(app)
    assert (folder / SETTINGS_FILE).read_text() == "groups.min_entailment = 0.6\n"


def test_settings_that_cannot_be_read_are_told(groups, agreeing, folder):
    (folder / SETTINGS_FILE).write_text("[groups")
    assert "analyzer.toml is no settings file" in text(groups(agreeing, trying="true"))


def test_nothing_says_who_is_right(groups, agreeing):
    shown = text(groups(agreeing, trying="true", threshold="0.5")).lower()
    assert not re.search(r"\b(false|true|lie|lied|lying|liar|wrong|correct|right|debunked|misleading)\b", shown)


def test_all_groups_that_pass_the_filters_can_be_taken_away(agreeing):
    lines = list(view.downloaded(group_lines(look_up(agreeing))))
    assert [dict(zip(view.HEADER, line, strict=True))["claim"] for line in lines] == [
        "the talks went badly",
        "the talks were fruitful",
    ]


def test_the_changes_can_be_taken_away_before_and_after(agreeing):
    lookup = look_up(agreeing)
    tree = group_tree(lookup)
    vectors = Embeddings(("st-1", "st-2", "st-3"), np.eye(3, 8, dtype=np.float32))
    lines = threshold_panel.downloaded(tree, tree.changes(0.6, 0.5), 0.6, 0.5, Naming(tree, lookup, vectors))
    rows = [dict(zip(threshold_panel.HEADER, line, strict=True)) for line in lines]
    assert [(row["side"], row["statements"]) for row in rows] == [
        ("before", "st-1 st-2"),
        ("before", "st-3"),
        ("after", "st-1 st-2 st-3"),
    ]
