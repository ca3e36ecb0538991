"""HTML pages: the article in them, without what stands around it; nothing is run or fetched."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.documents.decoding import decode_page, without_strays
from analyzer.documents.outside_facts import iso_date, one_line, web_address
from analyzer.errors import DocumentError
from analyzer.protocols import FileContents, FoundText
from analyzer.schema import Section

if TYPE_CHECKING:
    from trafilatura.settings import Document as Article

_DATES = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}  # neither guesses nor the clock
_MAX_TAGS = 100_000
"""What a page may hold; twenty times as many as a long article, and seconds of work."""
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")


class HtmlReader:
    """Reads ``.html``, ``.htm`` and ``.xhtml`` files; satisfies :class:`analyzer.protocols.Reader`.

    The text is the title, if the page tells one, and the article as trafilatura finds it, one paragraph after another.
    """

    suffixes: tuple[str, ...] = (".htm", ".html", ".xhtml")

    def read(self, path: Path, data: bytes) -> FileContents:
        """Return the article with the title, date, address and name of the site that the page tells.

        Raises
        ------
        DocumentError
            The bytes are no text, or there is no article in the page.
        """
        markup, encoding = decode_page(data)
        if markup.count("<") > _MAX_TAGS:
            raise DocumentError(f"more than {_MAX_TAGS:,} tags, as no article has")
        article = _article(_XML_DECLARATION.sub("", without_strays(markup), count=1))
        body = [line for line in without_strays(article.text or "").split("\n") if line.strip()] if article else []
        if article is None or not body:
            raise DocumentError("no article text was found in the page")
        title = one_line(article.title)
        paragraphs = [" ".join(line.split()) for line in body]
        if title and paragraphs[0] != title:
            paragraphs.insert(0, title)
        headline = (Section(0, len(title), "headline"),) if title else ()
        found = FoundText(
            "\n\n".join(paragraphs) + "\n",
            title=title,
            publisher=one_line(article.sitename),
            published=iso_date(article.date),
            url=web_address(article.url),
            sections=headline,
        )
        return FileContents((found,), encoding)


def _article(markup: str) -> Article | None:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read is listed by us
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    found = trafilatura.bare_extraction(
        markup, include_comments=False, with_metadata=True, date_extraction_params=dict(_DATES)
    )
    return None if isinstance(found, dict) else found
