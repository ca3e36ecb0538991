"""Analyses to open: several conflicts, hostile text; a folder that the dashboard looks into; a real browser."""

import os
import re
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import dashboard
from analyzer.reports import write_report
from analyzer.runs import memory_of, record_run, run
from analyzer.schema import Analysis, ConflictSide, Document, Embeddings, Section, Span, Statement
from analyzer.storage import ANALYSIS_FILE, DECISIONS_FILE, EMBEDDINGS_FILE, write_analysis, write_embeddings
from dashboard.state import DIRECTORY_VARIABLE

APP = Path(dashboard.__file__).with_name("app.py")
HOSTILE = "<img src=x onerror=alert(1)> ![](http://evil.example/i.png) <script>alert(2)</script>"
LAUNCH = "import sys; from pathlib import Path; from dashboard.launch import launch; launch(Path(sys.argv[1]), port={})"


@pytest.fixture(autouse=True)
def nothing_cached():
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture
def busy_analysis(small_analysis: Analysis) -> Analysis:
    """Three conflicts: c-1 (2.4) and c-2 (1.9) flagged, c-3 (1.2) possible and of another kind."""
    first = small_analysis.conflicts[0]
    at = small_analysis.documents[0].text.index("40 jobs")
    jobs = ConflictSide("st-2", "g-2", (), (Span(at, at + 2),))
    second = replace(first, id="c-2", score=1.9, left=jobs, strength="soft", rationale="Jobs differ.")
    third = replace(
        first, id="c-3", score=1.2, band="possible", kind="numeric", right=jobs, rationale="Numbers differ."
    )
    return replace(small_analysis, conflicts=(first, second, third))


@pytest.fixture
def hostile_analysis(small_analysis: Analysis) -> Analysis:
    """Markup wherever text comes from outside: document, names, title, claim, rationale, reasons, settings."""
    text = f"Ana Ruiz said {HOSTILE}.\n\nJo Park said it was calm."
    south = small_analysis.documents[1]
    north = Document("d-north", HOSTILE, text, HOSTILE, HOSTILE, None, None, "en", (Section(0, len(text), "body"),))
    said = Span(14, 14 + len(HOSTILE))
    badly = Statement(
        "st-1",
        "d-north",
        0,
        said.end + 1,
        text[: said.end + 1],
        (said,),
        (),
        "indirect",
        HOSTILE,
        speakers=("sp-ruiz",),
    )
    statements = (badly, *small_analysis.statements[2:])
    first = small_analysis.conflicts[0]
    evidence = (replace(first.evidence[0], words=HOSTILE, signal=HOSTILE, left_spans=(said,)),)
    side = replace(first.left, spans=(said,), also=("st-1",))
    conflict = replace(first, left=side, rationale=HOSTILE, unless=HOSTILE, evidence=evidence)
    speakers = tuple(replace(s, name=HOSTILE) if s.id == "sp-ruiz" else s for s in small_analysis.speakers)
    run = small_analysis.provenance
    inputs = (*run.inputs, replace(run.inputs[2], path=HOSTILE, reason=HOSTILE))
    cautions = (replace(run.warnings[0], where=HOSTILE, what=HOSTILE),)
    return replace(
        small_analysis,
        provenance=replace(run, settings={HOSTILE: HOSTILE}, inputs=inputs, warnings=cautions),
        documents=(north, south),
        speakers=speakers,
        statements=statements,
        threads=(replace(small_analysis.threads[0], label=HOSTILE),),
        comparisons=(),
        groups=tuple(replace(g, label=HOSTILE) for g in small_analysis.groups if g.id != "g-2"),
        conflicts=(conflict,),
    )


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv(DIRECTORY_VARIABLE, str(tmp_path))
    return tmp_path


def draw(page):
    from dashboard.pages import VIEWS

    VIEWS[page][1]()


@pytest.fixture
def open_page(folder):
    """Return a function that writes an analysis, its vectors beside it if there are some, and opens a page on it."""

    def open_on(page: str, analysis: Analysis, *, vectors=None, **query: str) -> AppTest:
        write_analysis(analysis, folder / ANALYSIS_FILE)
        if vectors is not None:
            embeddings = Embeddings(tuple(one.id for one in analysis.statements), vectors)
            write_embeddings(embeddings, analysis, folder / EMBEDDINGS_FILE)
        app = AppTest.from_function(draw, default_timeout=30, kwargs={"page": page})
        for name, value in query.items():
            app.query_params[name] = value
        return app.run()

    return open_on


@pytest.fixture
def opened(folder):
    """Return a function that writes an analysis and opens the dashboard on it, at an address if one is given."""

    def open_on(analysis: Analysis, **query: str) -> AppTest:
        write_analysis(analysis, folder / ANALYSIS_FILE)
        app = AppTest.from_file(str(APP), default_timeout=30)
        for name, value in query.items():
            app.query_params[name] = value
        return app.run()

    return open_on


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """Start the dashboard in a folder of its own, away from the repository; return its address and that folder."""
    folder = tmp_path_factory.mktemp("served")
    (folder / ANALYSIS_FILE).write_text("{}")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", LAUNCH.format(port), str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(Path(dashboard.__file__).parents[1])},
    )
    try:
        announced = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
        assert announced, "the address was not printed"
        yield announced.group(), folder
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stdout.close()


@pytest.fixture
def visit(chromium, server):
    """Return a function that opens an analysis in a page, and check afterwards what the page did.

    It waits for ``shows``, a selector of something on the page that is asked for.
    """
    address, folder = server
    (folder / DECISIONS_FILE).unlink(missing_ok=True)
    asked, complaints, contexts = [], [], []

    def open_on(analysis: Analysis, query: str = "", *, shows: str = ".sc-article >> nth=1", **context):
        write_analysis(analysis, folder / ANALYSIS_FILE)
        contexts.append(chromium.new_context(**context))
        page = contexts[-1].new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("websocket", lambda opened: asked.append(opened.url))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address + query)
        page.locator(shows).first.wait_for(timeout=30_000)
        _settle(page)
        return page

    yield open_on
    for context in contexts:
        context.close()
    assert {urlsplit(url).hostname for url in asked if not url.startswith(("data:", "blob:"))} == {"127.0.0.1"}
    assert complaints == []


@pytest.fixture
def settle():
    """Return a function that waits until the server has answered a page."""
    return _settle


def _settle(page):
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=30_000)


@pytest.fixture
def ferry_folder(tmp_path, quick_settings):
    """A finished report on one article, made without models."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ferry.txt").write_text(
        "Harbour, 3 May 2024\n\nCaptain Jo Park said the ferry is ready.\n", "utf-8"
    )
    out = tmp_path / "out"
    analysis, embeddings = run([tmp_path / "in"], quick_settings, memory_of(out), lambda stage, done, total: None)
    write_report(analysis, embeddings, out, quick_settings.report)
    record_run(analysis, memory_of(out))
    return out
