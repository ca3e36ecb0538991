"""Reading a document in a real Chromium: where it opens, where its statements lead, and text that would reorder it."""

from dataclasses import replace

import pytest

from analyzer.schema import Document, Section, Span

pytestmark = pytest.mark.browser

CALM = "The tide came in and the tide went out, and the harbour office kept its hours.\n\n" * 60
READING = ".sc-reading"
IN_VIEW = """chosen => {
    const frame = chosen.closest('.sc-reading').getBoundingClientRect(), mark = chosen.getBoundingClientRect();
    return mark.top >= frame.top && mark.bottom <= frame.bottom;
}"""
SPREAD = """box => {
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT), range = document.createRange();
    const left = word => {
        walker.currentNode = box;
        while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf(word);
            if (at >= 0) {
                range.setStart(walker.currentNode, at);
                range.setEnd(walker.currentNode, at + word.length);
                return range.getBoundingClientRect().left;
            }
        }
    };
    return left('before') < left('after');
}"""


@pytest.fixture
def deep_analysis(small_analysis):
    """Both statements of the first document stand deep inside a long text."""
    north, south = small_analysis.documents
    text = CALM + north.text + "\n\n" + CALM

    def moved(span):
        return Span(span.start + len(CALM), span.end + len(CALM)) if span else None

    statements = tuple(
        replace(
            s,
            start=s.start + len(CALM),
            end=s.end + len(CALM),
            content=tuple(map(moved, s.content)),
            quoted=tuple(map(moved, s.quoted)),
            cue=moved(s.cue),
            speaker_mention=moved(s.speaker_mention),
        )
        if s.document == north.id
        else s
        for s in small_analysis.statements
    )
    long = replace(north, text=text, sections=(Section(0, len(text), "body"),))
    return replace(small_analysis, documents=(long, south), statements=statements, conflicts=(), comparisons=())


def test_a_document_opens_at_the_statement_and_leads_to_the_next(visit, settle, deep_analysis):
    page = visit(deep_analysis, "/documents?statement=st-1", shows=".sc-card")
    assert page.locator(".sc-st-chosen").first.evaluate(IN_VIEW)
    page.get_by_role("link", name="Statement 2, Otto Lind, reported in other words").click()
    page.locator(".sc-card h3", has_text="Otto Lind").wait_for(timeout=30_000)
    settle(page)
    assert page.locator(".sc-st-chosen").first.evaluate(IN_VIEW)
    assert "statement=st-2" in page.url


def test_text_that_reorders_stays_where_it_is_and_is_copied_as_it_stands(visit, small_analysis):
    text = "\u202ebefore after"
    odd = Document("d-odd", "a.txt", text)
    analysis = replace(small_analysis, documents=(odd, *small_analysis.documents))
    page = visit(analysis, "/documents?document=d-odd", shows=READING)
    assert page.locator(READING).evaluate(SPREAD)
    assert page.locator(READING).evaluate("box => box.textContent") == text
    shown = page.locator(".sc-control").evaluate("mark => getComputedStyle(mark, '::before').content")
    assert shown == '"U+202E"'
