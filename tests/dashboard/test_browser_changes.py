"""Journeys in a real Chromium that change the analysis: an article uploaded, a correction kept through a new run."""

import pytest

from analyzer.storage import ADDED_FOLDER, ANALYSIS_FILE, WORKSPACE_FILE, read_analysis

pytestmark = pytest.mark.browser

WITHOUT_MODELS = (
    '[embeddings]\nmodel = "hashed-words"\n[statements]\ntagger = "none"\n[comparisons]\nrelations = "none"\n'
)
WAITS = "Harbour, 4 May 2024\n\nMinister Ana Ruiz said the ferry is not ready.\n"


@pytest.fixture
def ferry(visit, server, ferry_folder):
    """Return a function that opens an address of the analysis of one article, in a folder as a report leaves it."""
    folder = server[1]
    (folder / "analyzer.toml").write_text(WITHOUT_MODELS)
    analysis = read_analysis(ferry_folder / ANALYSIS_FILE)

    def open_at(query, **context):
        return visit(analysis, query, shows="h1", **context)

    yield open_at
    (folder / "analyzer.toml").unlink()
    (folder / WORKSPACE_FILE).unlink(missing_ok=True)
    for file in (folder / ADDED_FOLDER).glob("*"):
        file.unlink()


def test_an_uploaded_article_that_clashes_is_listed(ferry, settle):
    page = ferry("/add")
    waits = {"name": "waits.txt", "mimeType": "text/plain", "buffer": WAITS.encode()}
    page.locator("input[type=file]").first.set_input_files(waits)
    page.get_by_text("waits.txt").first.wait_for()
    page.get_by_role("button", name="Add these files").click()
    page.get_by_role("heading", name="Adding 1 document: done").wait_for(timeout=30_000)
    page.get_by_role("link", name="Conflicts").click()
    page.locator(".sc-side").nth(1).wait_for()
    settle(page)
    assert {name.split("\n")[0] for name in page.locator(".sc-side h3").all_inner_texts()} == {"Jo Park", "Ana Ruiz"}


def test_a_correction_survives_a_new_run(ferry, ferry_folder, server, settle):
    (statement,) = (one.id for one in read_analysis(ferry_folder / ANALYSIS_FILE).statements)
    page = ferry(f"/documents?statement={statement}")
    page.get_by_text("Correct this statement").click()
    page.get_by_text("The speaker", exact=True).click()
    page.get_by_label("Who said it?").fill("Otto Lind")
    page.keyboard.press("Enter")
    settle(page)
    page.get_by_role("button", name="Correct it").click()
    page.get_by_text("speaker corrected by").first.wait_for()
    page.get_by_role("link", name="Add or remove").click()
    page.get_by_role("button", name="Analyse all documents again").click()
    page.get_by_role("heading", name="Analysing again: done").wait_for(timeout=30_000)
    analysis = read_analysis(server[1] / ANALYSIS_FILE)
    assert [speaker.name for speaker in analysis.speakers] == ["Otto Lind"]
    assert [one.applied for one in analysis.corrections] == [True]
