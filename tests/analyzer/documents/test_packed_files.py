"""ZIP and Word files: what is in them is read, bombs and tricks with names are not."""

import io
import zipfile

import pytest

from analyzer.documents.archives import Unpacking, open_archive
from analyzer.errors import DocumentError

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(body, files):
    xml = f'<w:document xmlns:w="{SPACE}"><w:body>{body}</w:body></w:document>'
    return files.zipped({"word/document.xml": xml.encode()})


def listed(loaded):
    return {file.path: (file.status, file.reason) for file in loaded.inputs}


def test_the_members_of_an_archive_are_documents(files, load):
    loaded = load("news.zip", files.zipped({"a.txt": files.STORY.encode(), "b/c.html": files.html_page()}))
    assert [document.path for document in loaded.documents] == ["news.zip/a.txt", "news.zip/b/c.html"]


def test_the_rows_of_a_table_in_an_archive_are_documents(files, load):
    loaded = load("news.zip", files.zipped({"q.csv": b"quote,speaker\nYes.,Jo Park\nNo.,\n"}))
    assert [document.path for document in loaded.documents] == ["news.zip/q.csv#1"]
    assert listed(loaded)["news.zip/q.csv#2"] == ("failed", "a quotation without a speaker")


@pytest.mark.parametrize("name", ["../../a.txt", "/a.txt", "..\\a.txt", "C:\\..\\a.txt", "a/../../a.txt"])
def test_names_do_not_climb_out(files, load, tmp_path, name):
    [document] = load("news.zip", files.zipped({name: files.STORY.encode()})).documents
    assert document.path.startswith("news.zip/")
    assert ".." not in document.path
    assert [path.name for path in tmp_path.rglob("*")] == ["news.zip"]


def test_what_is_not_read_in_an_archive_is_listed(files, load):
    parts = {
        "a.txt": files.STORY.encode(),
        "b.exe": b"MZ",
        ".x": b"x",
        "c.zip": b"PK",
        "d.txt": b"\0",
        "e.txt": b"%PDF-1",
    }
    assert listed(load("n.zip", files.zipped(parts))) == {
        "n.zip": ("read", None),
        "n.zip/b.exe": ("skipped", "files ending in .exe are not read"),
        "n.zip/.x": ("skipped", "hidden"),
        "n.zip/c.zip": ("skipped", "an archive inside an archive is not opened"),
        "n.zip/d.txt": ("failed", "binary data, not text: a NUL byte at position 0"),
        "n.zip/e.txt": ("failed", "a PDF file, though its name ends in .txt"),
    }


def test_an_archive_that_unpacks_to_too_much_is_cut_off(files, load):
    parts = {f"{n}.txt": (f"{files.STORY} {n}\n").encode() * 3 for n in range(4)}
    loaded = load("n.zip", files.zipped(parts), max_unpacked_bytes=1500)
    assert len(loaded.documents) == 2
    assert "unpacks to more than" in listed(loaded)["n.zip/2.txt"][1]


def test_a_member_packed_too_tightly_is_refused(files, refusal):
    assert "packed more than 200 to 1" in refusal("n.zip", files.zipped({"a.txt": b"a" * 3_000_000}))


def test_what_the_directory_says_of_a_size_is_not_believed(files):
    data = bytearray(files.zipped({"a.txt": b"word " * 1000}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.index(mark) + offset
        data[place : place + 4] = (10).to_bytes(4, "little")
    with open_archive(bytes(data)) as archive:
        try:
            read = Unpacking(100).member(archive, archive.infolist()[0])
        except DocumentError:
            read = b""
    assert len(read) <= 100


def test_a_locked_member_is_listed(files, refusal):
    data = bytearray(files.zipped({"a.txt": b"word"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal("n.zip", bytes(data)) == "nothing in it could be read: a.txt: encrypted"


def test_an_unusual_packing_is_refused(refusal):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", "word " * 100)
    assert "packed by a method that is not read" in refusal("n.zip", stream.getvalue())


def test_members_beyond_the_cap_are_told(files, load):
    loaded = load("n.zip", files.zipped({f"{n}.txt": files.STORY.encode() for n in range(4)}), max_parts=3)
    assert loaded.cautions[0].what == "1 members beyond the first 3 left out"


def test_a_broken_archive_is_listed(refusal):
    assert refusal("n.zip", b"PK\x03\x04 and no more").startswith("broken ZIP file")


def test_a_word_document_is_read_with_its_title(files, load):
    [document] = load("a.docx", files.zipped(files.word_parts())).documents
    assert document.title == files.TITLE
    assert document.text.startswith(f"{files.STORY} More.\n\n{files.STORY}")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<w:p><w:r><w:t>It is </w:t></w:r><w:r><w:t>open.</w:t></w:r></w:p>", "It is open.\n"),
        ("<w:p><w:r><w:t>One</w:t><w:br/><w:t>two</w:t></w:r></w:p>", "One\ntwo\n"),
        (
            "<w:p><w:ins><w:r><w:t>In</w:t></w:r></w:ins><w:del><w:r><w:delText>out</w:delText></w:r></w:del></w:p>",
            "In\n",
        ),
        ("<w:p><w:moveFrom><w:r><w:t>old</w:t></w:r></w:moveFrom><w:r><w:t>new</w:t></w:r></w:p>", "new\n"),
        ("<w:p><w:r><w:t>a</w:t></w:r><w:p><w:r><w:t>box</w:t></w:r></w:p></w:p>", "a\n\nbox\n"),
    ],
    ids=["runs", "break", "changes", "moved", "box"],
)
def test_the_text_of_word_paragraphs(files, load, body, text):
    [document] = load("a.docx", word(body, files)).documents
    assert document.text == text


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "broken XML in it: EntitiesForbidden"),
        (b"<a>", "broken XML in it: ParseError"),
        (b"<a/>", "no text in it"),
    ],
)
def test_a_word_document_without_text_is_listed(files, refusal, xml, reason):
    assert refusal("a.docx", files.zipped({"word/document.xml": xml})).startswith(reason)


def test_another_packed_file_is_no_word_document(files, refusal):
    assert refusal("a.docx", files.zipped({"a.txt": b"x"})) == "no Word document: it holds no word/document.xml"
