"""Feeds: one document an entry."""

import pytest


def test_an_entry_is_a_document_with_its_facts(files, load):
    documents = load("news.xml", files.feed()).documents
    assert [document.path for document in documents] == ["news.xml#0", "news.xml#1", "news.xml#2"]
    first = documents[0]
    assert first.text == f"{files.TITLE} 0\n\n{files.STORY}\n"
    facts = first.title, first.publisher, first.published, first.url
    assert facts == (f"{files.TITLE} 0", "Lind Herald", "2024-05-03", f"{files.ADDRESS}/0")


def test_the_title_is_a_headline(files, load):
    first = load("news.rss", files.feed()).documents[0]
    assert [section.kind for section in first.sections] == ["headline", "body"]


def test_atom_is_read(files, load):
    [document] = load("news.atom", files.atom()).documents
    assert (document.path, document.published) == ("news.atom#urn:1", "2024-05-03")
    assert files.STORY in document.text


def test_scripts_are_no_text(files, load):
    data = files.feed().replace(b"<p>", b"<script>alert(1)</script><p>")
    assert "alert" not in load("news.xml", data).documents[0].text


def test_an_entry_without_text_is_listed(load, files):
    data = files.feed().replace(b"</channel>", b"<item><title>Only this</title></item></channel>")
    loaded = load("news.xml", data)
    assert [(file.path, file.status) for file in loaded.inputs] == [("news.xml", "read"), ("news.xml#4", "skipped")]


def test_entries_beyond_the_cap_are_told(files, load):
    assert load("news.xml", files.feed(), max_parts=2).cautions[0].what == "1 entries beyond the first 2 left out"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<?xml version='1.0'?><sitemap><url>x</url></sitemap>", "no RSS or Atom feed"),
        (
            b"<!DOCTYPE a [<!ENTITY b 'cc'>]><rss version='2.0'><channel/></rss>",
            "XML that declares entities is not read",
        ),
        (b"<html><body>x</body></html>", "an HTML page, though its name ends in .xml"),
    ],
)
def test_what_is_no_feed_is_listed(refusal, data, reason):
    assert refusal("news.xml", data) == reason
