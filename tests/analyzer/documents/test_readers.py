"""Which reader reads what: by name, by first bytes, from other packages; a reader that fails stops nothing."""

import types

import pytest

from analyzer.documents import readers as readers_module
from analyzer.documents.readers import READERS, readers_for
from analyzer.protocols import FileContents, FoundText
from analyzer.settings import DocumentSettings


class LoudReader:
    """Reads ``.loud`` files."""

    suffixes = (".loud",)

    def read(self, path, data):
        return FileContents((FoundText(data.decode().lower()),))


class FailingReader(LoudReader):
    def read(self, path, data):
        raise KeyError("inside")


@pytest.fixture
def plugged(monkeypatch):
    """Let other packages name readers: by name, what loading them gives or raises."""

    def plug(**loads):
        def entry(name, given):
            def load():
                if isinstance(given, Exception):
                    raise given
                return given

            return types.SimpleNamespace(name=name, value=name, load=load)

        entries = [entry(name, given) for name, given in loads.items()]
        asked = {readers_module.ENTRY_POINTS: entries}
        monkeypatch.setattr(readers_module.metadata, "entry_points", lambda group: asked[group])

    return plug


def test_a_reader_of_another_package_reads_its_files(plugged, load):
    plugged(loud=LoudReader)
    [document] = load("a.loud", "THE BRIDGE IS OPEN.").documents
    assert document.text == "the bridge is open."


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (ImportError("no module named x"), "cannot be used: ImportError: no module named x"),
        (object(), "cannot be used: AttributeError"),
        (
            types.SimpleNamespace(suffixes=("loud",), read=print),
            "cannot be used: ValueError: suffixes begin with a dot",
        ),
        (types.SimpleNamespace(suffixes=(".csv",), read=print), "not used for .csv, which another reader reads"),
    ],
    ids=["import", "no reader", "suffix", "taken"],
)
def test_a_reader_that_cannot_be_used_is_told(plugged, load, given, told):
    plugged(bad=given)
    loaded = load("a.txt", "The bridge is open again and the mayor says that it will stay open.")
    assert len(loaded.documents) == 1
    assert loaded.cautions[0].where == "reader bad"
    assert loaded.cautions[0].what.startswith(told)


def test_a_reader_that_fails_costs_its_file_only(plugged, refusal):
    plugged(loud=FailingReader)
    assert refusal("a.loud", "x") == "damaged, or not understood: KeyError: 'inside'"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"%PDF-1.7", "a PDF file, though its name ends in .txt"),
        ("a.md", b"<!DOCTYPE html><p>x", "an HTML page, though its name ends in .md"),
        ("a.csv", b"PK\x03\x04", "a ZIP or Office file, though its name ends in .csv"),
        ("a.pdf", b"<html>", "an HTML page, though its name ends in .pdf"),
        ("a.html", b"\x89PNG\r\n\x1a\n", "a PNG picture, though its name ends in .html"),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "an old Office file (save it as DOCX), though its name ends in .docx",
        ),
        ("README", b"\x1f\x8b", "a gzip file, though its name has no ending"),
    ],
)
def test_a_file_that_is_something_else_is_named(refusal, name, data, reason):
    assert refusal(name, data) == reason


def test_a_file_without_an_ending_is_read_as_what_it_is(files, load):
    assert load("page", files.html_page()).documents[0].publisher == "Lind Herald"


def test_no_two_readers_claim_one_ending():
    suffixes = [suffix for reader in READERS for suffix in reader.suffixes]
    assert len(suffixes) == len(set(suffixes))


def test_every_built_in_reader_is_at_hand():
    assert readers_for(DocumentSettings()).suffixes >= {suffix for reader in READERS for suffix in reader.suffixes}


def test_each_text_of_a_file_is_recalled_and_none_read_again(files, tmp_path, monkeypatch):
    from analyzer.documents import load_documents

    class Kept(dict):
        def get(self, kind, keys):
            return {key: self[kind, key] for key in keys if (kind, key) in self}

        def put(self, kind, values, documents, *, replace=False):
            self.update({(kind, key): value for key, value in values.items()})

    path, kept = tmp_path / "news.zip", Kept()
    path.write_bytes(files.zipped(files.archive_parts()))
    first = load_documents([path], DocumentSettings(), cache=kept)
    monkeypatch.setattr("analyzer.documents.loading.make_document", lambda *given: pytest.fail("made again"))
    monkeypatch.setattr("analyzer.documents.readers.Readers.read", lambda *given: pytest.fail("read again"))
    assert load_documents([path], DocumentSettings(), cache=kept) == first
