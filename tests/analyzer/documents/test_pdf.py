"""PDF: paragraphs by where lines stand; files without text, or locked, are listed with the reason."""

import io

import pytest
from pypdf import PdfReader as Pdf
from pypdf import PdfWriter

from analyzer.documents.pdf import Line, text_of_pages


def page(*lines, size=12.0, step=14.0):
    """A page of lines one below another; ``None`` leaves a gap."""
    found, height = [], 700.0
    for words in lines:
        height -= step
        if words is not None:
            found.append(Line(words, height, size))
    return found


def test_a_pdf_is_read(files, load):
    [document] = load("a.pdf", files.pdf_file(1)).documents
    assert document.text == files.STORY.replace("\n", " ") + "\n"
    assert document.language == "en"


@pytest.mark.parametrize(
    ("pages", "text"),
    [
        ([page("It is", "open.")], "It is open.\n"),
        ([page("It is", "open.", None, "Two", "lanes.", None, "Yes", "no.")], "It is open.\n\nTwo lanes.\n\nYes no.\n"),
        ([page("The govern-", "ment fell.")], "The govern-\nment fell.\n"),
        ([page("An Anglo-", "Saxon word.")], "An Anglo-Saxon word.\n"),
        ([page("It is"), page("open.")], "It is open.\n"),
        ([page("It is."), page("Two lanes.")], "It is.\n\nTwo lanes.\n"),
        ([page("It is", "12"), page("open.", "13")], "It is open.\n"),
        ([page("It is", "Page 1 of 2"), page("open.", "Page 2 of 2")], "It is open.\n"),
        ([[Line("Title", 700, 20), Line("It is open.", 686, 12)]], "Title\n\nIt is open.\n"),
        ([page("Left column ends.")[:1] + page("Right column.")], "Left column ends.\n\nRight column.\n"),
        ([], ""),
    ],
    ids=["lines", "gap", "hyphen", "compound", "over", "page", "number", "of", "sizes", "columns", "none"],
)
def test_lines_become_paragraphs(pages, text):
    assert text_of_pages(pages) == text


def test_a_line_that_most_pages_repeat_is_left_out():
    pages = [page("The Herald, 3 May", f"Story number {n} is told."[:21] + "x" * n + ".") for n in range(4)]
    assert "Herald" not in text_of_pages(pages)


def test_a_line_that_two_pages_repeat_stays():
    assert text_of_pages([page("Again.", "One."), page("Again.", "Two.")]).count("Again.") == 2


def test_pages_that_hold_no_text_are_told(files, load):
    writer = PdfWriter(clone_from=Pdf(io.BytesIO(files.pdf_file(1))))
    writer.add_blank_page(600, 800)
    loaded = load("a.pdf", written(writer))
    assert loaded.cautions[0].what == "1 of 2 pages hold no text"


def test_a_scanned_pdf_is_listed(refusal):
    writer = PdfWriter()
    writer.add_blank_page(600, 800)
    assert refusal("a.pdf", written(writer)) == "no text in it: 1 pages that may be scanned; read it by OCR first"


def test_a_locked_pdf_is_listed(files, refusal):
    writer = PdfWriter(clone_from=Pdf(io.BytesIO(files.pdf_file(1))))
    writer.encrypt("secret", algorithm="RC4-128")
    assert refusal("a.pdf", written(writer)) == "encrypted: it needs a password"


def test_a_broken_pdf_is_listed(refusal):
    assert refusal("a.pdf", b"%PDF-1.7\nnothing").startswith("broken PDF: ")


def test_pages_beyond_the_cap_are_told(files, load):
    assert load("a.pdf", files.pdf_file(3), max_parts=2).cautions[0].what == "1 pages beyond the first 2 left out"


def written(writer):
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()
