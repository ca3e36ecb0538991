"""Analyses to open: several conflicts, hostile text, and a folder that the dashboard looks into."""

from dataclasses import replace
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import dashboard
from analyzer.schema import Analysis, ConflictSide, Document, Section, Span, Statement
from analyzer.storage import ANALYSIS_FILE, write_analysis
from dashboard.state import DIRECTORY_VARIABLE

APP = Path(dashboard.__file__).with_name("app.py")
HOSTILE = "<img src=x onerror=alert(1)> ![](http://evil.example/i.png) <script>alert(2)</script>"


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
