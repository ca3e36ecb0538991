"""The HTML report shows everything, asks nobody for anything, and obeys no document."""

import base64
import dataclasses
import hashlib
import re

import pytest

from analyzer.reports import html_report
from analyzer.settings import ReportSettings
from analyzer.tables import look_up

TAGS = (
    "html head meta title style body a header div h1 h2 h3 p strong span ul li nav main section mark article dl dt dd "
    "figure figcaption blockquote footer details summary table caption thead tbody tr th td b code bdi sup pre script "
    "form label input select option datalist button svg desc g rect line circle text"
)


def drawn(analysis, **settings):
    return html_report(look_up(analysis), ReportSettings(**settings))


@pytest.fixture
def page(small_analysis, see):
    return see(drawn(small_analysis))


def flat(text):
    return " ".join(text.split())


def copied(analysis):
    """The same with st-2 a copy of st-1."""
    statement = dataclasses.replace(analysis.statements[1], copy_of="st-1")
    group = dataclasses.replace(analysis.groups[0], members=("st-1", "st-2"))
    return dataclasses.replace(
        analysis,
        statements=(analysis.statements[0], statement, analysis.statements[2]),
        groups=(group, analysis.groups[2]),
        threads=(analysis.threads[0],),
    )


@pytest.mark.parametrize(
    "words",
    [
        "1 place where accounts differ (1 flagged, 0 possible)",
        "2 documents read, 1 not read",
        "photo.txt could not be read: binary data, not text",
        "it never says who is right",
        "Different characterisation: as worded, both cannot hold",
        "They describe one event in opposite words",
        "No conflict if they speak of different talks.",
        "characterisation (went badly / fruitful) +2.40 score 2.40",
        "“said” · quoted in part",
        "north.txt · 2024-03-01",
        "S1: show in its document",
        "north.txt: one quotation mark is never closed",
        "min_entailment = 0.5",
        "packaged (torch)",
    ],
)
def test_the_page_says(page, words):
    assert words in flat(page.text)


def test_clashing_words_are_marked_on_both_sides(small_analysis):
    assert re.findall(r'<mark class="clash">([^<]*)</mark>', drawn(small_analysis))[1:3] == ["went badly", "fruitful"]


def test_a_group_tells_who_printed_it_and_where_it_was_not_found(small_analysis, see):
    analysis = copied(small_analysis)
    printed = zip(analysis.groups, (("Ledger", "Mail"), ("<b>Courier</b>",)), strict=True)
    groups = tuple(dataclasses.replace(group, publishers=names) for group, names in printed)
    text = see(drawn(dataclasses.replace(analysis, groups=groups))).text
    assert "Printed by Ledger, Mail · not found in this thread’s documents from <b>Courier</b>" in flat(text)


def test_nothing_is_said_of_publishers_that_are_not_known(small_analysis, see):
    assert "Printed by" not in see(drawn(copied(small_analysis))).text


def test_a_long_list_of_publishers_is_cut_with_a_count(small_analysis, see):
    analysis = copied(small_analysis)
    names = tuple(f"Daily {number:02}" for number in range(15))
    groups = (dataclasses.replace(analysis.groups[0], publishers=names), analysis.groups[1])
    assert "Daily 10, Daily 11 and 3 more" in flat(see(drawn(dataclasses.replace(analysis, groups=groups))).text)


def test_full_documents_are_at_the_end(small_analysis, page):
    plain = re.sub(r"(?<=[”.])S\d", "", page.text)
    assert all(document.text in plain for document in small_analysis.documents)


@pytest.mark.parametrize("settings", [{}, dict.fromkeys(["max_conflicts", "max_rows", "max_threads", "max_groups"], 0)])
def test_every_link_leads_to_a_place_in_the_page(small_analysis, settings, see):
    page = see(drawn(copied(small_analysis), **settings))
    places = set(page.values("id"))
    links = page.values("href")
    assert len(links) > 5
    assert [link for link in links if link.removeprefix("#") not in places] == []


def test_ids_are_unique(page):
    assert len(page.values("id")) == len(set(page.values("id")))


def test_copies_are_labelled_and_counted_apart(small_analysis, see):
    text = flat(see(drawn(copied(small_analysis))).text)
    assert "1 independent voice · 1 statement · 1 copy" in text
    assert "Copies, not voices: the same text printed again in north.txt (S2)" in text
    assert "copy of S1, not a voice" in text


@pytest.mark.parametrize(
    ("cap", "words"),
    [
        ("max_conflicts", "1 more conflicts are left out"),
        ("max_threads", "1 more threads are left out"),
        ("max_groups", "1 more groups are left out"),
        ("max_rows", "3 more statements are left out"),
        ("max_table_claims", "Left out of this table by a cap: 2 claims"),
        ("max_table_speakers", "2 speakers. Contested"),
        ("max_characters", "Too long to show in full"),
    ],
)
def test_caps_are_stated(small_analysis, cap, words, see):
    assert words in flat(see(drawn(copied(small_analysis), **{cap: 0})).text)


def test_nothing_is_said_of_caps_that_left_nothing_out(page):
    assert "left out" not in page.text.replace("what the caps leave out", "")


def test_an_empty_analysis_is_a_page(small_analysis, see):
    empty = dataclasses.replace(
        small_analysis,
        **dict.fromkeys(["documents", "speakers", "statements", "threads", "comparisons", "groups", "conflicts"], ()),
    )
    text = flat(see(drawn(empty)).text)
    assert "0 places where accounts differ" in text
    assert "That does not mean that all accounts agree" in text


def digest_of(source, tag):
    (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", source, re.DOTALL)
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def test_the_policy_allows_this_style_this_script_and_nothing_else(small_analysis, see):
    source = drawn(small_analysis)
    policy = next(v for v in see(source).values("content") if "default-src" in v)
    assert policy == (
        f"default-src 'none'; style-src {digest_of(source, 'style')}; script-src {digest_of(source, 'script')}; "
        "base-uri 'none'; form-action 'none'"
    )


def test_the_script_makes_no_markup_and_asks_nobody(small_analysis):
    (script,) = re.findall(r"<script>(.*?)</script>", drawn(small_analysis), re.DOTALL)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function|fetch|import|http", script)


def test_no_text_of_an_analysis_stands_in_the_script(poison, attack, small_analysis):
    pages = (drawn(poison(attack)), drawn(small_analysis))
    assert len({digest_of(page, "script") for page in pages}) == 1


def test_without_the_script_the_filters_are_not_shown_and_everything_else_is(page, small_analysis):
    hidden = [tag for tag, name, _ in page.attributes if name == "hidden"]
    assert hidden == ["form"]


def test_differing_words_are_never_struck_through(small_analysis):
    assert "line-through" not in drawn(small_analysis)


def test_hostile_text_becomes_no_markup(poison, attack, see):
    page = see(drawn(poison(attack)))
    assert set(page.tags) <= set(TAGS.split())
    assert {name for _, name, _ in page.attributes if name.startswith("on")} == set()
    assert [value for value in page.values("href") if not value.startswith("#")] == []
    assert {tag for tag, name, _ in page.attributes if name in ("src", "style", "action", "data")} == set()
    assert [page.tags.count(tag) for tag in ("style", "script", "form")] == [1, 1, 1]


def test_hostile_text_is_shown_as_it_is(poison, printable_attack, see):
    assert see(drawn(poison(printable_attack))).text.count(printable_attack) > 10


def test_direction_controls_are_shut_in_alone(hostile_analysis):
    source = drawn(hostile_analysis)
    assert "\u202e" in source
    outside = re.sub(r'<bdi class="control" title="direction control U\+[0-9A-F]{4}">.</bdi>', "", source)
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", outside)


def test_control_characters_are_drawn_as_signs(hostile_analysis):
    source = drawn(hostile_analysis)
    assert "nul␀bell␇escape␛[31m" in source
    assert not re.search(r"[\x00-\x08\x0e-\x1f]", source)


def test_a_very_long_line_is_cut_in_lists_and_whole_in_its_document(poison):
    page = drawn(poison("x" * 1_000_000), max_characters=10_000_000)
    assert 2_000_000 < len(page) < 2_100_000
    assert "[cut here; see the data files]" in page


def test_documents_beyond_the_cap_are_shown_in_parts(see, poison):
    page = see(drawn(poison("x " * 500_000), max_characters=1000))
    assert len(page.text) < 30_000
    assert "Too long to show in full" in page.text


def test_overlapping_statements_each_get_one_place(small_analysis, see):
    inner = dataclasses.replace(small_analysis.statements[1], id="st-4", start=0, end=10, text="Mayor Ana ")
    crossing = dataclasses.replace(small_analysis.statements[1], id="st-5", start=5, end=60)
    text = small_analysis.documents[0].text
    crossing = dataclasses.replace(crossing, text=text[5:60])
    analysis = dataclasses.replace(small_analysis, statements=(*small_analysis.statements, inner, crossing))
    page = see(drawn(analysis))
    assert sorted(v for v in page.values("id") if v.startswith("in-st")) == [f"in-st-{i}" for i in range(1, 6)]
    assert text in re.sub(r"S\d", "", page.text)
