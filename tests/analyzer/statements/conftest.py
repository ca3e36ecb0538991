"""Short documents made from plain text, and what is said in them as plain tuples."""

import pytest

from analyzer.schema import Document, Section
from analyzer.settings import StatementSettings
from analyzer.statements import extract_statements


def make_document(text, kind="body", name="x.txt", sections=None):
    return Document(
        id=f"d-{name}", path=name, text=text, sections=sections or (Section(0, len(text), kind),), language="en"
    )


@pytest.fixture
def document():
    """Makes a document of one section."""
    return make_document


@pytest.fixture
def extract():
    """Extracts from texts, each of which becomes a document, or from documents."""

    def run(*texts, kind="body", **settings):
        documents = [
            make_document(text, kind, f"{n}.txt") if isinstance(text, str) else text for n, text in enumerate(texts)
        ]
        return extract_statements(documents, StatementSettings(**settings))

    return run


@pytest.fixture
def said(extract):
    """Gives for each attributed statement of a text: speaker's mention, cue, content and kind."""

    def run(text, kind="body"):
        def words(span):
            return text[span.start : span.end] if span else None

        return [
            (
                words(statement.speaker_mention),
                words(statement.cue),
                " … ".join(map(words, statement.content)),
                statement.kind,
            )
            for statement in extract(text, kind=kind).statements
            if statement.kind != "narration"
        ]

    return run


@pytest.fixture
def spoken(extract):
    """Gives for each attributed statement of some texts: content and speakers' names."""

    def run(*texts):
        documents = [make_document(text, name=f"{n}.txt") for n, text in enumerate(texts)]
        extracted = extract(*documents)
        names = {speaker.id: speaker.name for speaker in extracted.speakers}
        text_of = {one.id: one.text for one in documents}
        return [
            (text_of[one.document][one.content[0].start : one.content[-1].end], [names[key] for key in one.speakers])
            for one in extracted.statements
            if one.kind != "narration"
        ]

    return run
