"""The report in a real Chromium."""

import dataclasses
import os
import shutil

import pytest

from analyzer.reports import write_report
from analyzer.settings import ReportSettings

pytestmark = pytest.mark.browser

FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking"]
CALM = "\n\nThe tide came in and the tide went out, and the harbour office kept its hours." * 80


@pytest.fixture(scope="module")
def chromium():
    path = shutil.which("chromium")
    if path is None:
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail("REQUIRE_BROWSER is set and there is no chromium")
        pytest.skip("no chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium, small_embeddings, tmp_path):
    """Open a report; return the page, the addresses it asked for, and what the browser complained about."""
    contexts = []

    def open_report(analysis, **options):
        write_report(analysis, small_embeddings, tmp_path, ReportSettings())
        contexts.append(chromium.new_context(**options))
        page = contexts[-1].new_page()
        asked, complaints = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.goto((tmp_path / "report.html").as_uri())
        return page, asked, complaints

    yield open_report
    for context in contexts:
        context.close()


@pytest.fixture
def long_analysis(small_analysis):
    """The second document begins with a long calm part, so that its statement is far down."""
    south = small_analysis.documents[1]
    text = south.text + CALM
    return dataclasses.replace(
        small_analysis, documents=(small_analysis.documents[0], dataclasses.replace(south, text=text))
    )


def test_only_the_file_itself_is_asked_for(opened, hostile_analysis):
    page, asked, complaints = opened(hostile_analysis)
    assert asked == [page.url]
    assert complaints == []


def test_the_style_is_applied_under_the_policy(opened, small_analysis):
    page, _, complaints = opened(small_analysis)
    assert page.locator(".pair").first.evaluate("e => getComputedStyle(e).display") == "grid"
    assert complaints == []


def test_a_conflict_leads_to_the_highlighted_passage(opened, long_analysis):
    page, asked, _ = opened(long_analysis, viewport={"width": 1280, "height": 700})
    place = page.locator("#in-st-3")
    assert not place.evaluate("e => e.getBoundingClientRect().top < innerHeight")
    page.get_by_role("link", name="S3: show in its document").click()
    box = place.evaluate("e => { const b = e.getBoundingClientRect(); return [b.top, b.bottom, innerHeight]; }")
    assert 0 <= box[0] < box[1] <= box[2]
    assert place.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    assert place.locator("mark").inner_text() == "fruitful"
    assert len(asked) == 1


def test_the_place_leads_back_to_the_list(opened, small_analysis):
    page, _, _ = opened(small_analysis)
    page.get_by_role("link", name="Statement S3 in the list").click()
    assert page.evaluate("document.querySelector(':target').id") == "st-3"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(opened, small_analysis, scheme):
    page, _, _ = opened(small_analysis, color_scheme=scheme)
    ink, ground = page.evaluate(
        "(s => [s.color, s.backgroundColor].map(c => c.match(/\\d+/g).slice(0, 3).reduce((a, b) => a + +b, 0)))"
        "(getComputedStyle(document.body))"
    )
    assert (ink < ground) == (scheme == "light")
    assert abs(ink - ground) > 400


def test_a_phone_needs_no_scrolling_sideways(opened, hostile_analysis):
    page, _, _ = opened(hostile_analysis, viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
