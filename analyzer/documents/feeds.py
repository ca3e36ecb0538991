"""RSS and Atom files: one text an entry."""

from __future__ import annotations

import io
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from analyzer.documents.decoding import without_strays
from analyzer.documents.html_text import text_of_html
from analyzer.documents.outside_facts import one_line, part_name, web_address
from analyzer.errors import DocumentError
from analyzer.protocols import FileContents, FoundText, UnreadPart
from analyzer.schema import Section


class FeedReader:
    """Reads RSS and Atom in ``.rss``, ``.atom`` and ``.xml`` files; satisfies :class:`analyzer.protocols.Reader`.

    Parameters
    ----------
    max_entries
        Most entries read.
    """

    suffixes: tuple[str, ...] = (".atom", ".rss", ".xml")

    def __init__(self, max_entries: int) -> None:
        self._max_entries = max_entries

    def read(self, path: Path, data: bytes) -> FileContents:
        """Return the entries, each with its title on top; the publisher is the feed's title, else the author.

        Raises
        ------
        DocumentError
            The bytes are no feed, or declare entities, which could unfold to any size.
        """
        if b"<!ENTITY" in data or "<!ENTITY".encode("utf-16-le") in data or "<!ENTITY".encode("utf-16-be") in data:
            raise DocumentError("XML that declares entities is not read")
        import feedparser

        # Markup is turned to text here, so there is nothing to be made harmless before.
        try:
            feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
        except (AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
            raise DocumentError(f"broken feed: {str(error)[:150]}") from error
        if not feed.get("version") and not feed.entries:
            raise DocumentError("no RSS or Atom feed")
        texts: list[FoundText] = []
        unread: list[UnreadPart] = []
        for number, entry in enumerate(feed.entries[: self._max_entries], 1):
            found = _entry(entry, feed.feed, number)
            if found is None:
                unread.append(UnreadPart(f"#{number}", "an entry without text", "skipped"))
            else:
                texts.append(found)
        left = len(feed.entries) - self._max_entries
        doubts = (f"{left:,} entries beyond the first {self._max_entries:,} left out",) if left > 0 else ()
        return FileContents(tuple(texts), feed.get("encoding"), tuple(unread), doubts)


def _entry(entry: Mapping[str, Any], feed: Mapping[str, Any], number: int) -> FoundText | None:
    contents = [str(one.get("value") or "") for one in entry.get("content") or ()]
    markup = max((*contents, str(entry.get("summary") or "")), key=len)
    body = text_of_html(without_strays(markup))
    if not body:
        return None
    title = one_line(text_of_html(str(entry.get("title") or "")))
    source = entry.get("source") or {}
    publisher = source.get("title") or feed.get("title") or entry.get("author")
    return FoundText(
        f"{title}\n\n{body}\n" if title else f"{body}\n",
        part=f"#{part_name(str(entry.get('id') or entry.get('link') or ''), number)}",
        title=title,
        publisher=one_line(text_of_html(str(publisher or ""))),
        published=_day(entry.get("published_parsed") or entry.get("updated_parsed")),
        url=web_address(str(entry.get("link") or "")),
        sections=(Section(0, len(title), "headline"),) if title else (),
    )


def _day(told: time.struct_time | None) -> str | None:
    try:
        return date(told.tm_year, told.tm_mon, told.tm_mday).isoformat() if told else None
    except ValueError:
        return None
