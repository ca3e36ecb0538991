"""The report as one HTML file: how large it is, and how long Chromium takes to open, filter and print it.

    PYTHONPATH=. python benchmarks/report.py [--articles 1000 | --analysis out/analysis.json] [--keep FOLDER]

Without an analysis at hand one is invented, 20 statements an article and a conflict for every ten. Times are from the
page's own clock: opening until the load event and the frame after it, a filter from the key to the frame after it, with
the 120 ms that the page waits for further keys.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyzer.reports import HTML_FILE, html_report
from analyzer.schema import Analysis, ModelUse
from analyzer.settings import ReportSettings
from analyzer.storage import read_analysis
from analyzer.tables import look_up

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
ROUNDS = 3
NEXT_FRAME = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"
SETTLED = f"""async (waits) => {{
  const began = performance.now();
  document.getElementById("filters").dispatchEvent(new Event(waits ? "input" : "reset"));
  if (waits) await new Promise((done) => setTimeout(done, 121));
  return (await {NEXT_FRAME}) - began;
}}"""


def main() -> None:
    """Read the arguments and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--analysis", type=Path, help="one that exists, instead of an invented one")
    parser.add_argument("--keep", type=Path, help="where the page and its PDF stay")
    chosen = parser.parse_args()
    analysis = read_analysis(chosen.analysis) if chosen.analysis else _invented(chosen.articles)
    with tempfile.TemporaryDirectory() as folder:
        out = chosen.keep or Path(folder)
        out.mkdir(parents=True, exist_ok=True)
        _draw(analysis, out)
        _look(out)


def _invented(n_articles: int) -> Analysis:
    from benchmarks.invented_analysis import PER_DOCUMENT, Inventor

    return Inventor(n_articles * PER_DOCUMENT).analysis(ModelUse("embedder", "invented", "0", "onnx"))


def _draw(analysis: Analysis, out: Path) -> None:
    began = time.process_time()
    page = html_report(look_up(analysis), ReportSettings()).encode("utf-8", errors="replace")
    seconds = time.process_time() - began
    (out / HTML_FILE).write_bytes(page)
    counts = f"{len(analysis.documents)} | {len(analysis.statements)} | {len(analysis.conflicts)}"
    print("| documents | statements | conflicts | MB | MB in gzip | CPU s to draw |")
    print("| --- | --- | --- | --- | --- | --- |")
    print(f"| {counts} | {len(page) / 1e6:.1f} | {len(gzip.compress(page)) / 1e6:.1f} | {seconds:.1f} |\n", flush=True)


def _look(out: Path) -> None:
    from playwright.sync_api import sync_playwright
    from pypdf import PdfReader

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        print("| in Chromium, best of three | |")
        print("| --- | --- |")
        opened = [_opened(browser, out) for _ in range(ROUNDS)]
        print(f"| open | {min(opened) / 1000:.2f} s |", flush=True)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto((out / HTML_FILE).resolve().as_uri())
        for what, seconds in _filtered(page).items():
            print(f"| {what} | {seconds / 1000:.2f} s |", flush=True)
        print(f"| elements | {page.evaluate('document.querySelectorAll(`*`).length')} |")
        began = time.perf_counter()
        page.set_default_timeout(600_000)
        page.pdf(path=out / "report.pdf", prefer_css_page_size=True)
        print(f"| print, {len(PdfReader(out / 'report.pdf').pages)} pages | {time.perf_counter() - began:.0f} s |")
        browser.close()


def _opened(browser: Browser, out: Path) -> float:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((out / HTML_FILE).resolve().as_uri())
    page.evaluate(NEXT_FRAME)
    painted: float = page.evaluate("Math.max(...performance.getEntriesByType('navigation').map(n => n.loadEventEnd))")
    page.close()
    return painted


def _filtered(page: Page) -> dict[str, float]:
    """Return what is filtered to milliseconds; every round begins with an empty form."""
    name = page.evaluate("document.querySelector('#filter-speakers option').value")
    filters: dict[str, Callable[[], Any]] = {
        "words, the first time": lambda: _set(page, "words", "with"),
        "words": lambda: _set(page, "words", "said on"),
        "speaker": lambda: _set(page, "by", name),
        "kind": lambda: _set(page, "kind", "numeric"),
    }
    found = {}
    for what, fill in filters.items():
        times = []
        for _ in range(1 if "first" in what else ROUNDS):
            page.evaluate("document.getElementById('filters').reset()")
            page.evaluate(SETTLED, False)
            fill()
            times.append(page.evaluate(SETTLED, True))
        found[what] = min(times)
        found[f"{what}: clear"] = _cleared(page)
    return found


def _set(page: Page, field: str, value: str) -> None:
    page.evaluate("([field, value]) => { document.querySelector(`[name=${field}]`).value = value; }", [field, value])


def _cleared(page: Page) -> float:
    page.evaluate("for (const field of document.getElementById('filters').elements) field.value = ''")
    cleared: float = page.evaluate(SETTLED, True)
    return cleared


if __name__ == "__main__":
    main()
