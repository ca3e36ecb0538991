"""Every reader on files broken in places: a text or a reason, never an exception. More: benchmarks/fuzz_readers.py."""

from pathlib import Path

import pytest

from analyzer.documents.making import NotAnalysedError, make_document
from analyzer.documents.readers import readers_for
from analyzer.errors import DocumentError
from analyzer.settings import DocumentSettings

FORMATS = [".txt", ".md", ".srt", ".vtt", ".html", ".xml", ".csv", ".jsonl", ".parquet", ".pdf", ".docx", ".zip"]


def outcome(readers, suffix, data):
    try:
        texts = readers.read(Path(f"case{suffix}"), data).texts
    except DocumentError as error:
        assert str(error)
        return "refused"
    for found in texts[:3]:
        try:
            document = make_document("case", found, DocumentSettings())
        except NotAnalysedError:
            continue
        assert all(0 <= section.start <= section.end <= len(document.text) for section in document.sections)
    return "read"


@pytest.mark.parametrize("suffix", FORMATS)
def test_broken_files_are_read_or_refused(files, suffix):
    readers = readers_for(DocumentSettings())
    found = {outcome(readers, suffix, data) for data in files.broken_files(suffix, 50, seed=7)}
    assert found <= {"read", "refused"}


def test_every_format_is_among_the_broken_files(files):
    assert list(files.SAMPLES) == FORMATS


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_whole_file_is_read(files, suffix):
    assert all(outcome(readers_for(DocumentSettings()), suffix, make()) == "read" for make in files.SAMPLES[suffix])
