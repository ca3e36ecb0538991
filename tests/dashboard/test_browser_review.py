"""Reviewing by keyboard in a real Chromium, and addresses that are shared."""

import pytest
from playwright.sync_api import expect

from analyzer.storage import DECISIONS_FILE, DecisionLog

pytestmark = pytest.mark.browser

BUTTONS = "button:has-text('Unsure')"  # keys decide nothing before the buttons are there
FIRST, SECOND, THIRD = "They describe one event in opposite words", "Jobs differ.", "Numbers differ."


@pytest.fixture
def decisions(server):
    """Return a function that lists what stands in the log: the decision and its note."""

    def standing():
        events = DecisionLog(server[1] / DECISIONS_FILE).standing("review")
        return [(event.body["decision"], event.body["note"]) for event in events]

    return standing


def heading(page, words):
    return page.get_by_role("heading", name=words)


def test_a_conflict_is_decided_by_keyboard_and_found_after_a_reload(visit, settle, decisions, busy_analysis):
    page = visit(busy_analysis, shows=BUTTONS)
    page.keyboard.press("x")
    heading(page, SECOND).wait_for()
    settle(page)
    page.keyboard.press("u")
    heading(page, THIRD).wait_for()
    settle(page)
    assert decisions() == [("no_conflict", ""), ("unsure", "")]

    page.goto(page.url.replace("c-3", "c-1"))
    heading(page, FIRST).wait_for()
    expect(page.get_by_role("listitem").filter(has_text="No conflict · somebody who gave no name")).to_be_visible()
    expect(page.get_by_text("2 of 3 reviewed")).to_be_visible()


def test_the_last_decision_is_undone_by_keyboard(visit, settle, decisions, busy_analysis):
    page = visit(busy_analysis, shows=BUTTONS)
    page.keyboard.press("y")
    heading(page, SECOND).wait_for()
    settle(page)
    page.keyboard.press("z")
    heading(page, FIRST).wait_for()
    settle(page)
    assert decisions() == []


def test_keys_decide_nothing_while_a_note_is_typed(visit, settle, decisions, busy_analysis):
    page = visit(busy_analysis)
    note = page.get_by_label("Note, kept with the decision")
    note.click()
    note.press_sequentially("xyzzy, unsure why")
    page.wait_for_timeout(500)
    settle(page)
    assert decisions() == []
    page.get_by_role("button", name="No conflict").click()
    heading(page, SECOND).wait_for()
    settle(page)
    assert decisions() == [("no_conflict", "xyzzy, unsure why")]
    expect(page.get_by_label("Note, kept with the decision")).to_have_value("")


def test_a_row_chosen_after_filtering_is_the_one_that_is_decided(visit, settle, server, busy_analysis):
    page = visit(busy_analysis, "/?said_by=Otto+Lind", viewport={"width": 1360, "height": 1000})
    heading(page, SECOND).wait_for()
    frame = page.get_by_test_id("stDataFrame").bounding_box()
    page.mouse.click(frame["x"] + 300, frame["y"] + 38 + 35 + 17)
    heading(page, THIRD).wait_for()
    settle(page)
    page.keyboard.press("y")
    heading(page, SECOND).wait_for()
    settle(page)
    (event,) = DecisionLog(server[1] / DECISIONS_FILE).standing("review")
    third = busy_analysis.conflicts[2]
    assert (event.body["left"]["statement"], event.body["right"]["statement"]) == (
        third.left.statement,
        third.right.statement,
    )


def test_a_shared_address_opens_the_same_view(visit, settle, busy_analysis):
    page = visit(busy_analysis, viewport={"width": 1360, "height": 1000})
    page.get_by_text("Filter", exact=True).click()
    page.wait_for_timeout(1_000)  # the fields unfold, and a list that is open meanwhile closes
    page.get_by_role("combobox", name="Speaker").click()
    page.get_by_role("option", name="Otto Lind").click()
    page.keyboard.press("Escape")
    heading(page, SECOND).wait_for()
    settle(page)
    page.get_by_role("button", name="Next").click()
    heading(page, THIRD).wait_for()
    settle(page)

    address = page.url[page.url.index("/", len("http://")) :]
    other = visit(busy_analysis, address)
    heading(other, THIRD).wait_for()
    expect(other.get_by_text("Speaker: Otto Lind")).to_be_visible()
    expect(other.get_by_text("2 of 2, filtered from 3")).to_be_visible()


def test_a_decision_of_a_colleague_appears_with_the_next_step(visit, settle, busy_analysis):
    page, colleague = (visit(busy_analysis, shows=BUTTONS) for _ in range(2))
    colleague.get_by_role("textbox", name="Your name").fill("Birch")
    colleague.get_by_role("button", name="Unsure").click()
    heading(colleague, SECOND).wait_for()
    settle(colleague)
    page.get_by_role("button", name="Next").click()
    heading(page, SECOND).wait_for()
    expect(page.get_by_text("1 of 3 reviewed")).to_be_visible()
    page.get_by_role("button", name="Previous").click()
    expect(page.get_by_text("Unsure · Birch")).to_be_visible()
