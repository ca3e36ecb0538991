"""Header facts wherever they stand."""

import pytest

from analyzer.documents.dates import date_in_address, find_date
from analyzer.documents.headers import publisher_of, read_header

BODY = "The bridge over the river is open again, the mayor said on Monday."


def test_a_date_glued_to_the_first_sentence():
    header = read_header(f" date 2023-05-04 {BODY}")
    assert (header.published, header.title, header.end) == ("2023-05-04", None, len(" date 2023-05-04"))
    assert [(s.start, s.end, s.kind) for s in header.sections] == [(1, 16, "furniture")]


def test_title_date_and_address_lines():
    text = f"Bridge opens again\n20230504\nhttps://edition.example.com/world/bridge\n{BODY}"
    header = read_header(text)
    assert (header.title, header.published, header.publisher) == ("Bridge opens again", "2023-05-04", "example")
    assert header.url == "https://edition.example.com/world/bridge"
    assert text[header.end :] == f"\n{BODY}"
    assert [section.kind for section in header.sections] == ["headline", "furniture", "furniture"]


def test_front_matter():
    header = read_header(f'---\ntitle: "Bridge opens"\ndate: 2023-05-04T10:00:00Z\nsite: The Lind Post\n---\n\n{BODY}')
    assert (header.title, header.published, header.publisher) == ("Bridge opens", "2023-05-04", "The Lind Post")


@pytest.mark.parametrize(
    "line",
    [
        "Published: 4 May 2023",
        "Published 10:15 GMT, May 4, 2023",
        "Updated Thursday, May 4th, 2023",
        "By Ana Ruiz | May 4, 2023",
        "Date: 04.05.2023, 04/05/2023 or 2023-05-04",
        "Thursday, May 4, 2023, 10:15 a.m.",
        "2023/05/04",
    ],
)
def test_dated_lines(line):
    assert read_header(f"Bridge opens again\n{line}\n\n{BODY}").published == "2023-05-04"


def test_a_dated_byline_below_a_standfirst():
    text = (
        f"Bridge opens again\n\nRepairs took two years, and cost more than planned.\n\nPublished May 4, 2023\n\n{BODY}"
    )
    assert read_header(text).published == "2023-05-04"


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"Bridge opens again\n\n{BODY}",
        "On May 4, 2023 the bridge was shut. It opened again in June.",
        "Date palms grow along the road to the port, said the mayor of the town.",
        "By Monday the road was open, the mayor said.",
        "",
        "---\n\nA rule is no header.",
    ],
)
def test_texts_without_a_header(text):
    header = read_header(text)
    assert (header.published, header.url, header.publisher, header.end) == (None, None, None, 0)


def test_the_date_of_the_address_is_the_last_resort():
    assert read_header(f"https://example.org/2023/05/04/bridge\n{BODY}").published == "2023-05-04"
    assert read_header(f"2023-05-05\nhttps://example.org/2023/05/04/bridge\n{BODY}").published == "2023-05-05"


@pytest.mark.parametrize(
    ("url", "publisher"),
    [
        ("https://www.example.org/a", "example"),
        ("https://amp.news.example.co.uk/a", "example"),
        ("www.lindpost.de", "lindpost"),
        ("http://192.168.0.1/a", None),
        ("http://localhost/a", None),
        ("http://[broken", None),
    ],
)
def test_publisher_of_an_address(url, publisher):
    assert publisher_of(url) == publisher


@pytest.mark.parametrize("text", ["2023-13-01", "20231301", "31 February 2023", "May 2023", "4 May", "12345678", "no"])
def test_what_is_no_date(text):
    assert find_date(text) is None


def test_a_number_in_an_address_is_no_date():
    assert date_in_address("https://example.org/story-123456789") is None
