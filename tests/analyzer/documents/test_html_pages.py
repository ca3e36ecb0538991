"""HTML: the article alone, with what the page says of it; hostile pages are refused."""

import socket

import pytest

from analyzer.documents.html_text import text_of_html


@pytest.fixture
def article(files, load):
    [document] = load("bridge.html", files.html_page()).documents
    return document


def test_the_article_is_read_without_what_stands_around_it(article, files):
    assert article.text.startswith(f"{files.TITLE}\n\nBy Ana Ruiz\n\nThe bridge over the Lind")
    assert "Home" not in article.text
    assert "First!" not in article.text


def test_the_page_says_title_day_address_and_site(article, files):
    facts = article.title, article.published, article.url, article.publisher
    assert facts == (files.TITLE, "2024-05-03", files.ADDRESS, "Lind Herald")


def test_the_title_is_a_headline_and_the_byline_none_of_the_reporting(article, files):
    assert [section.kind for section in article.sections[:3]] == ["headline", "furniture", "body"]
    assert article.sections[0].end == len(files.TITLE)


def test_nothing_is_fetched(files, load, monkeypatch):
    monkeypatch.setattr(socket, "socket", lambda *args, **kwargs: pytest.fail("went out"))
    page = files.html_page().replace(
        b"<h1>", b'<img src="http://example.org/a.png"><script src="//example.org/b"></script>'
    )
    assert load("a.html", page).documents


def test_the_declared_encoding_is_read(load, files):
    page = (
        files.html_page()
        .decode()
        .replace("charset=utf-8", "charset=windows-1252")
        .encode("cp1252", "xmlcharrefreplace")
    )
    loaded = load("a.html", page)
    assert "“It is safe" in loaded.documents[0].text
    assert loaded.inputs[0].encoding == "cp1252"


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (b"<html><body></body></html>", "no article text was found"),
        (b"<html><body>" + b"<b>" * 120_000, "more than 100,000 tags"),
        (b"<html>\0\0\0", "binary data"),
    ],
    ids=["empty", "tags", "binary"],
)
def test_a_page_without_an_article_is_listed(refusal, page, reason):
    assert reason in refusal("a.html", page)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One<br>two</p>three", "One\n\ntwo\n\nthree"),
        ("a <b>bold</b> word", "a bold word"),
        ("<style>p{}</style><p onclick='x()'>shown<script>x()</script></p>", "shown"),
        ("a &lt;b&gt; c", "a <b> c"),
        ("<" * 50, "<" * 50),
        ("", ""),
    ],
)
def test_the_text_that_a_piece_of_html_shows(markup, text):
    assert text_of_html(markup) == text
