"""The timeline and the map in a real Chromium: what is drawn survives cleaning, and can be followed."""

import numpy as np
import pytest

from analyzer.schema import Embeddings
from analyzer.storage import EMBEDDINGS_FILE, write_embeddings

pytestmark = pytest.mark.browser


@pytest.fixture
def with_vectors(server, small_analysis):
    """Put vectors beside the analysis that is served."""
    path = server[1] / EMBEDDINGS_FILE
    vectors = Embeddings(("st-1", "st-2", "st-3"), np.eye(3, 8, dtype=np.float32))
    write_embeddings(vectors, small_analysis, path)
    yield small_analysis
    path.unlink()


def test_a_point_of_the_map_opens_its_statement(visit, with_vectors, settle):
    page = visit(with_vectors, "/timeline?drawn=Map", shows=".sc-map .sc-dot", viewport={"width": 1360, "height": 900})
    boxes = page.locator(".sc-map .sc-dot").evaluate_all(
        "dots => dots.map(dot => [dot.getBoundingClientRect().x, dot.getBoundingClientRect().y])"
    )
    assert len({tuple(box) for box in boxes}) == 3
    page.locator(".sc-map .sc-dot").nth(1).click()
    page.wait_for_url("**/documents?**")
    page.locator(".sc-st-chosen").first.wait_for()
    settle(page)
    assert "documents?statement=st-2" in page.url


def test_a_number_of_the_timeline_opens_the_statements_of_that_day(visit, small_analysis, settle):
    page = visit(small_analysis, "/timeline", shows=".sc-time")
    page.get_by_role("row", name="jobs").get_by_role("link", name="1 statement").click()
    page.locator(".sc-spoken").first.wait_for()
    settle(page)
    assert page.locator(".sc-spoken h3").all_inner_texts() == ["Otto Lind"]


def test_on_a_phone_the_page_does_not_scroll_sideways(visit, with_vectors):
    page = visit(with_vectors, "/timeline", shows=".sc-time", viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
