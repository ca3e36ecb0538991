"""The report in a real Chromium."""

import dataclasses

import pytest

from analyzer.reports import write_report
from analyzer.settings import ReportSettings

pytestmark = pytest.mark.browser

CALM = "\n\nThe tide came in and the tide went out, and the harbour office kept its hours." * 80


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


@pytest.fixture
def two_conflicts(small_analysis):
    """The small analysis with a second conflict, possible, between the mayor and the port."""
    first = small_analysis.conflicts[0]
    right = dataclasses.replace(first.right, statement="st-2", group="g-2", spans=())
    second = dataclasses.replace(
        first,
        id="c-2",
        kind="numeric",
        band="possible",
        score=0.5,
        right=right,
        rationale="They give different figures.",
        evidence=(),
    )
    return dataclasses.replace(small_analysis, conflicts=(first, second))


def shown(page):
    """Ids of the conflicts and statements that can be seen."""
    entries = page.locator(".conflict, #statements tr[id]")
    return [entry.get_attribute("id") for entry in entries.all() if entry.is_visible()]


EVERYTHING = ["c-1", "c-2", "st-1", "st-2", "st-3"]


@pytest.mark.parametrize(
    ("label", "value", "left"),
    [
        ("Search this page", "FRUITFUL bridge", ["c-1", "st-3"]),
        ("Search this page", "nothing at all", []),
        ("Speaker", "otto", ["c-2", "st-2"]),
        ("Thread", "jobs", ["st-2"]),
        ("Printed from", "2024-03-02", ["c-1", "st-3"]),
        ("to", "2024-03-01", ["c-1", "c-2", "st-1", "st-2"]),
    ],
)
def test_what_is_typed_chooses_entries(opened, two_conflicts, label, value, left):
    page, _, complaints = opened(two_conflicts)
    page.get_by_text("More filters").click()
    page.get_by_label(label, exact=True).fill(value)
    page.get_by_text("Filtered:").wait_for()
    assert shown(page) == left
    assert complaints == []


@pytest.mark.parametrize(("label", "words"), [("Band", "Possible"), ("Kind of conflict", "Different numbers")])
def test_what_only_conflicts_have_chooses_among_them_alone(opened, two_conflicts, label, words):
    page, _, _ = opened(two_conflicts)
    page.get_by_text("More filters").click()
    page.get_by_label(label).select_option(words)
    page.get_by_text("Filtered: 1 of 2 conflicts").wait_for()
    assert shown(page) == ["c-2", "st-1", "st-2", "st-3"]


def test_the_keyboard_filters_and_clears(opened, two_conflicts):
    page, _, _ = opened(two_conflicts)
    page.get_by_label("Search this page").focus()
    page.keyboard.type("fruitful")
    page.get_by_text("Filtered: 1 of 2 conflicts").wait_for()
    page.get_by_role("button", name="Clear").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Filtered:").wait_for(state="hidden")
    assert shown(page) == EVERYTHING


def test_a_link_brings_back_what_it_leads_to(opened, two_conflicts):
    page, _, _ = opened(two_conflicts)
    page.get_by_label("Search this page").fill("nothing at all")
    page.get_by_text("Filtered:").wait_for()
    page.get_by_role("link", name="Statement S3 in the list").click()
    assert shown(page) == ["st-3"]


def test_everything_can_be_read_without_the_script(opened, two_conflicts):
    page, _, _ = opened(two_conflicts, java_script_enabled=False)
    assert shown(page) == EVERYTHING
    assert not page.locator("#filters").is_visible()


def test_hostile_names_can_be_chosen_and_stay_text(opened, hostile_analysis):
    page, asked, complaints = opened(hostile_analysis)
    page.get_by_label("Search this page").fill("<script>alert(1)</script>")
    page.get_by_text("Filtered: 1 of 1 conflicts").wait_for()
    assert (asked, complaints) == ([page.url], [])


def test_pages_print_without_the_filters_and_with_folded_parts_open(opened, with_review):
    page, _, _ = opened(with_review("no_conflict"))
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert not page.locator("#filters").is_visible()
    assert page.locator("#dismissed .conflict").is_visible()
    assert not page.locator(".technical pre").is_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_a_filtered_page_prints_what_is_left_and_says_so(opened, two_conflicts):
    page, _, _ = opened(two_conflicts)
    page.get_by_label("Search this page").fill("fruitful")
    page.get_by_text("Filtered:").wait_for()
    page.emulate_media(media="print")
    assert shown(page) == ["c-1", "st-3"]
    assert page.locator("#filters-shown").is_visible()
    assert not page.locator("#documents").is_visible()


def test_of_very_many_documents_only_the_conflicts_are_printed_and_that_is_said(opened, two_conflicts):
    more = [dataclasses.replace(two_conflicts.documents[0], id=f"d-{i}", path=f"{i}.txt") for i in range(50)]
    page, _, _ = opened(dataclasses.replace(two_conflicts, documents=(*two_conflicts.documents, *more)))
    page.emulate_media(media="print")
    assert shown(page) == ["c-1", "c-2"]
    assert page.get_by_text("Printed without threads").is_visible()
