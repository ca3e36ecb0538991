"""A small analysis built by hand: two documents, three statements, one conflict."""

import os
import shutil
from dataclasses import replace

import numpy as np
import pytest

from analyzer.schema import (
    Analysis,
    Caution,
    Cited,
    Comparison,
    Conflict,
    ConflictSide,
    Document,
    Embeddings,
    Evidence,
    Group,
    InputFile,
    ModelUse,
    Provenance,
    Review,
    ReviewedConflict,
    Section,
    Span,
    Speaker,
    Statement,
    Thread,
)
from analyzer.settings import Settings

NORTH = (
    "Mayor Ana Ruiz said the bridge talks “went badly”.\n\nA spokesman for the port, Otto Lind, said 40 jobs were lost."
)
SOUTH = "The bridge talks were “fruitful,” minister Jo Park said."


def span(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def statement(text: str, sentence: str, content: str, **more) -> Statement:
    whole = span(text, sentence)
    return Statement(
        start=whole.start, end=whole.end, text=sentence, content=(span(text, content),), claim=content, **more
    )


FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture
def quick_settings() -> Settings:
    """Settings with which a run is quick: words for an encoder, rules alone, no relation model."""
    shipped = Settings()
    return replace(
        shipped,
        embeddings=replace(shipped.embeddings, model="hashed-words"),
        statements=replace(shipped.statements, tagger="none"),
        comparisons=replace(shipped.comparisons, relations="none"),
    )


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
def small_analysis() -> Analysis:
    badly = statement(
        NORTH,
        "Mayor Ana Ruiz said the bridge talks “went badly”.",
        "the bridge talks “went badly",
        id="st-1",
        document="d-north",
        quoted=(span(NORTH, "went badly"),),
        kind="mixed",
        cue=span(NORTH, "said"),
        speakers=("sp-ruiz",),
        speaker_mention=span(NORTH, "Mayor Ana Ruiz"),
        published="2024-03-01",
    )
    jobs = statement(
        NORTH,
        "A spokesman for the port, Otto Lind, said 40 jobs were lost.",
        "40 jobs were lost",
        id="st-2",
        document="d-north",
        quoted=(),
        kind="indirect",
        speakers=("sp-lind",),
        published="2024-03-01",
    )
    fruitful = statement(
        SOUTH,
        SOUTH,
        "The bridge talks were “fruitful",
        id="st-3",
        document="d-south",
        quoted=(span(SOUTH, "fruitful"),),
        kind="mixed",
        cue=span(SOUTH, "said"),
        speakers=("sp-park",),
        published="2024-03-02",
    )
    evidence = Evidence(
        signal="characterisation",
        contribution=2.4,
        left_spans=(span(NORTH, "went badly"),),
        right_spans=(span(SOUTH, "fruitful"),),
        words="went badly / fruitful",
    )
    return Analysis(
        provenance=Provenance(
            analyzer_version="0.1.0",
            python="3.11",
            started_at="2024-03-03T00:00:00Z",
            seconds=1.5,
            settings={"groups": {"min_entailment": 0.5}},
            models=(ModelUse("embedder", "packaged", "0" * 64, "torch"),),
            inputs=(
                InputFile("north.txt", "0" * 64, len(NORTH), "utf-8", "read"),
                InputFile("south.txt", "1" * 64, len(SOUTH), "utf-8", "read"),
                InputFile("photo.txt", "2" * 64, 10, None, "failed", "binary data, not text"),
            ),
            warnings=(Caution("north.txt", "one quotation mark is never closed"),),
        ),
        documents=(
            Document(
                "d-north",
                "north.txt",
                NORTH,
                published="2024-03-01",
                language="en",
                sections=(Section(0, len(NORTH), "body"),),
            ),
            Document(
                "d-south",
                "south.txt",
                SOUTH,
                published="2024-03-02",
                language="en",
                sections=(Section(0, len(SOUTH), "body"),),
            ),
        ),
        speakers=(
            Speaker("sp-lind", "Otto Lind", ("Otto Lind",), "person", speaks_for="sp-port"),
            Speaker("sp-park", "Jo Park", ("minister Jo Park",), "person"),
            Speaker("sp-port", "the port", ("the port",), "organisation"),
            Speaker("sp-ruiz", "Ana Ruiz", ("Mayor Ana Ruiz",), "person"),
        ),
        statements=(badly, jobs, fruitful),
        threads=(Thread("t-1", "bridge talks", ("g-1", "g-3")), Thread("t-2", "jobs", ("g-2",))),
        comparisons=(Comparison("st-1", "st-3", 0.7, "contradiction", 0.1, 0.2, 0.7, (evidence,)),),
        groups=(
            Group("g-1", "t-1", "the bridge talks went badly", ("st-1",), "st-1", 1.0, 1),
            Group("g-2", "t-2", "40 jobs were lost", ("st-2",), "st-2", 1.0, 1),
            Group("g-3", "t-1", "the bridge talks were fruitful", ("st-3",), "st-3", 1.0, 1),
        ),
        conflicts=(
            Conflict(
                "c-1",
                "t-1",
                "characterisation",
                "hard",
                "flagged",
                2.4,
                ConflictSide("st-1", "g-1", (), (span(NORTH, "went badly"),)),
                ConflictSide("st-3", "g-3", (), (span(SOUTH, "fruitful"),)),
                "They describe one event in opposite words: “went badly” and “fruitful”.",
                "they speak of different talks",
                None,
                (evidence,),
            ),
        ),
    )


@pytest.fixture
def small_embeddings() -> Embeddings:
    return Embeddings(("st-1", "st-2", "st-3"), np.eye(3, 8, dtype=np.float32))


@pytest.fixture
def with_review(small_analysis):
    """Return the small analysis with a decision about its conflict; with a ``why``, reopened."""

    def decide(decision="no_conflict", why=None, note="two days, two talks", person="Ash"):
        sides = (
            Cited(s.id, s.document, address, (name,), s.text, s.claim)
            for s, address, name in (
                (small_analysis.statements[0], "north.txt", "Ana Ruiz"),
                (small_analysis.statements[2], "south.txt", "Jo Park"),
            )
        )
        review = Review(decision, note, person, "2024-03-04T09:30:00+00:00", "characterisation", "hard", *sides)
        reviewed = ReviewedConflict("c-1", "stands" if why is None else "reopened", why, review)
        return replace(small_analysis, reviews=(reviewed,))

    return decide
