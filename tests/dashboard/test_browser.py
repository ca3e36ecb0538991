"""Journeys in a real Chromium, on a server started as people start it."""

import re
import urllib.error
import urllib.request
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from analyzer.schema import Analysis, Document, Section, Span
from analyzer.storage import ANALYSIS_FILE, write_analysis

pytestmark = pytest.mark.browser

TICK, WORDS = 16, 300  # pixels from the left edge of the queue
CALM = "The tide came in and the tide went out, and the harbour office kept its hours.\n\n" * 40
IN_VIEW = """boxes => boxes.map(box => {
    const frame = box.getBoundingClientRect(), mark = box.querySelector('mark').getBoundingClientRect();
    return mark.top >= frame.top && mark.bottom <= frame.bottom;
})"""


def moved(span: Span) -> Span:
    return Span(span.start + len(CALM), span.end + len(CALM))


@pytest.fixture
def long_analysis(busy_analysis: Analysis) -> Analysis:
    """The same conflicts, each statement deep inside a long article."""
    documents = tuple(
        Document(
            d.id, d.path, CALM + d.text + "\n\n" + CALM, sections=(Section(0, 2 * len(CALM) + len(d.text) + 2, "body"),)
        )
        for d in busy_analysis.documents
    )
    statements = tuple(
        replace(
            s,
            start=s.start + len(CALM),
            end=s.end + len(CALM),
            content=tuple(map(moved, s.content)),
            quoted=tuple(map(moved, s.quoted)),
            cue=s.cue and moved(s.cue),
            speaker_mention=s.speaker_mention and moved(s.speaker_mention),
        )
        for s in busy_analysis.statements
    )
    conflicts = tuple(
        replace(
            c,
            left=replace(c.left, spans=tuple(map(moved, c.left.spans))),
            right=replace(c.right, spans=tuple(map(moved, c.right.spans))),
        )
        for c in busy_analysis.conflicts
    )
    return replace(busy_analysis, documents=documents, statements=statements, conflicts=conflicts)


def click_row(page, number: int, *, x: int):
    """Click a row of the queue; the cells of a data frame are painted, so by its place."""
    frame = page.get_by_test_id("stDataFrame").bounding_box()
    page.mouse.click(frame["x"] + x, frame["y"] + 38 + 35 * number + 17)


def test_from_the_queue_to_both_passages_and_back(visit, long_analysis, settle):
    page = visit(long_analysis, viewport={"width": 1360, "height": 900})
    assert page.get_by_role("heading", name="They describe one event in opposite words").is_visible()
    assert page.locator(".sc-side mark").all_inner_texts() == ["went badly", "fruitful"]
    assert page.locator(".sc-article mark").all_inner_texts() == ["went badly", "fruitful"]
    assert page.locator(".sc-article").evaluate_all(IN_VIEW) == [True, True]

    click_row(page, 1, x=WORDS)
    page.get_by_role("heading", name="Jobs differ.").wait_for()
    settle(page)
    assert page.url.endswith("?conflict=c-2")
    assert page.locator(".sc-article mark").all_inner_texts() == ["40", "fruitful"]
    page.wait_for_function(f"({IN_VIEW})([...document.querySelectorAll('.sc-article')]).every(Boolean)")

    page.go_back()
    page.get_by_role("heading", name="They describe one event in opposite words").wait_for()


def test_words_and_ticks_of_the_queue_open_what_they_stand_beside(visit, busy_analysis, settle):
    page = visit(busy_analysis, viewport={"width": 1360, "height": 900})
    headings = ["They describe one event in opposite words", "Jobs differ.", "Numbers differ."]
    for number, x in [(2, WORDS), (0, TICK), (1, WORDS), (2, TICK), (1, WORDS), (0, WORDS)]:
        click_row(page, number, x=x)
        page.get_by_role("heading", name=headings[number]).wait_for()
        settle(page)


def test_a_box_scrolls_freely_once_it_is_open(visit, long_analysis):
    page = visit(long_analysis)
    box = page.locator(".sc-article").first
    box.scroll_into_view_if_needed()
    page.wait_for_timeout(1_000)
    opened_at = box.evaluate("box => box.scrollTop")
    box.hover()
    page.mouse.wheel(0, -200)
    page.wait_for_timeout(500)
    assert box.evaluate("box => box.scrollTop") == pytest.approx(opened_at - 200, abs=5)


def test_an_address_opens_its_conflict(visit, busy_analysis):
    page = visit(busy_analysis, "/?conflict=c-3")
    assert page.get_by_role("heading", name="Numbers differ.").is_visible()


def test_a_link_to_a_conflict_and_an_address_with_its_page_lead_to_it(visit, busy_analysis):
    page = visit(busy_analysis, "/conflicts?conflict=c-3")
    assert page.get_by_role("heading", name="Numbers differ.").is_visible()
    page = visit(busy_analysis, "/groups?group=g-2", shows="h1")
    page.get_by_role("link", name="Different numbers").first.click()
    page.get_by_role("heading", name="Numbers differ.").wait_for()
    assert page.get_by_text("Page not found").count() == 0


def test_buttons_and_keys_walk_the_queue(visit, busy_analysis, settle):
    page = visit(busy_analysis)
    page.get_by_role("button", name="Next").click()
    page.get_by_role("heading", name="Jobs differ.").wait_for()
    settle(page)
    page.keyboard.press("p")
    page.get_by_role("heading", name="They describe one event in opposite words").wait_for()


def test_hostile_text_is_shown_and_does_nothing(visit, hostile_analysis, settle):
    page = visit(hostile_analysis)
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    assert "<script>alert(2)</script>" in page.locator(".sc-side").first.inner_text()
    assert page.locator(".sc-conflict img, .sc-articles img, .sc-conflict script, .sc-articles script").count() == 0
    page.get_by_role("link", name="How this was made").click()
    page.get_by_role("heading", name="What it cannot do").wait_for()
    settle(page)


def test_a_new_analysis_appears_by_itself(visit, server, small_analysis, busy_analysis):
    page = visit(small_analysis)
    write_analysis(busy_analysis, server[1] / ANALYSIS_FILE)
    page.get_by_text("2 flagged and 1 possible conflicts").wait_for(timeout=20_000)


def test_on_a_phone_the_sides_stand_one_below_the_other(visit, long_analysis):
    page = visit(long_analysis, viewport={"width": 390, "height": 844})
    # Both at one moment: the page may still be moving.
    first, second = page.locator(".sc-side").evaluate_all("sides => sides.map(side => side.getBoundingClientRect())")
    assert second["top"] >= first["bottom"]
    assert first["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(("scheme", "darker"), [("light", False), ("dark", True)])
def test_colours_follow_the_system(visit, small_analysis, scheme, darker):
    page = visit(small_analysis, color_scheme=scheme)
    ink, paper = (
        sum(
            map(
                int, re.findall(r"\d+", page.locator(".sc-side").first.evaluate(f"e => getComputedStyle(e).{name}"))[:3]
            )
        )
        for name in ("color", "backgroundColor")
    )
    assert (paper < ink) == darker
    assert abs(paper - ink) > 400


def test_a_request_by_another_name_is_refused(server):
    request = urllib.request.Request(server[0], headers={"Host": "rebound.example"})
    with pytest.raises(urllib.error.HTTPError, match="400") as refused:
        urllib.request.urlopen(request)
    refused.value.close()


def test_the_server_listens_on_this_machine_only(server):
    port = urlsplit(server[0]).port
    listening = Path("/proc/net/tcp").read_text().splitlines()
    local = [line.split()[1] for line in listening[1:] if line.split()[3] == "0A"]
    assert [address.partition(":")[0] for address in local if address.endswith(f":{port:04X}")] == ["0100007F"]


@pytest.mark.parametrize("path", ["/accounts?thread=t-1", "/documents?statement=st-1", "/about"])
def test_the_address_of_a_page_opens_it_without_an_error(visit, small_analysis, path):
    page = visit(small_analysis, path, shows="h1")
    assert urlsplit(page.url).path == urlsplit(path).path
    assert page.title() == "Statements compared"
