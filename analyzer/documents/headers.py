"""What a file says about itself before the reporting begins: title, date, address, publisher."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from analyzer.documents.blocks import Block, split_blocks
from analyzer.documents.dates import date_in_address, find_date
from analyzer.schema import Section

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(?P<fields>(?:[^\n]*\n){0,200}?)(?:---|\.\.\.)[ \t]*(?:\n|$)")
_GLUED_DATE = re.compile(r"\s*(?:date|dated|published|posted|updated)\b\s*[:=]?\s*(?=\S)", re.IGNORECASE)
_FIELD = re.compile(
    r"(?P<key>title|headline|subject|date|dated|published(?: on| at)?|publication date|posted(?: on)?|updated|"
    r"last updated|publisher|source|outlet|site|newspaper|url|link|canonical|author|authors|by|byline|section|category|"
    r"tags|keywords|language|lang|location)\s*[:=]\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_DATED_LINE = re.compile(r"(?:published|posted|updated|last updated|first published|date|issued)\b", re.IGNORECASE)
_BYLINE = re.compile(r"(?:by|written by)\s+[A-Z]")
_ADDRESS = re.compile(r"https?://\S+$|www\.\S+$")
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gov", "net", "org"})
_FRONT_LABELS = frozenset({"amp", "edition", "en", "m", "mobile", "news", "www", "www2"})
_TITLE_KEYS = frozenset({"title", "headline", "subject"})
_PUBLISHER_KEYS = frozenset({"publisher", "source", "outlet", "site", "newspaper"})
_ADDRESS_KEYS = frozenset({"url", "link", "canonical"})
_MAX_LINES = 14
_MAX_DATE_WORDS = 14


@dataclass(frozen=True, slots=True)
class Header:
    """Facts of a header; ``end`` is where the reporting begins, ``sections`` cover what stands before."""

    title: str | None = None
    published: str | None = None
    url: str | None = None
    publisher: str | None = None
    end: int = 0
    sections: tuple[Section, ...] = ()


def read_header(reading: str) -> Header:
    r"""Read the header of a document, wherever its facts stand: front matter, a glued date, lines of their own.

    Parameters
    ----------
    reading
        The reading copy of the text, same offsets.

    Examples
    --------
    >>> read_header("date 2022-03-01 The bridge is open.").published
    '2022-03-01'
    >>> header = read_header("Bridge opens\n20220301\nhttps://www.example.org/bridge\nThe bridge is open.")
    >>> header.title, header.published, header.publisher
    ('Bridge opens', '2022-03-01', 'example')
    """
    header = Header()
    front = _FRONT_MATTER.match(reading)
    if front and _FIELD.search(front.group("fields")) is None and ":" not in front.group("fields"):
        front = None
    if front:
        for line in front.group("fields").split("\n"):
            header = _add_field(header, line.strip())
        header = _cover(header, front.start(), front.end(), reading)
    header = _read_lines(header, reading)
    if header.url:
        header = replace(
            header,
            publisher=header.publisher or publisher_of(header.url),
            published=header.published or date_in_address(header.url),
        )
    return header


def publisher_of(url: str) -> str | None:
    """Return the name part of a web address: no front labels, no top-level domain.

    Examples
    --------
    >>> publisher_of("https://edition.example.co.uk/world"), publisher_of("nonsense")
    ('example', None)
    """
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return None
    labels = [label for label in host.split(".") if label]
    if len(labels) < 2 or labels[-1].isdigit():
        return None
    cut = 2 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 1
    names = [label for label in labels[:-cut] if label not in _FRONT_LABELS]
    return names[-1] if names else None


def _read_lines(header: Header, reading: str) -> Header:
    blocks = split_blocks(reading[: header.end + 20_000], header.end)[:_MAX_LINES]
    for place, block in enumerate(blocks):
        changed = _read_line(header, block)
        if changed is None and place == 0 and _is_title(blocks):
            title = _strip_heading(block.text)
            section = Section(block.start, block.end, "headline")
            header = replace(header, title=header.title or title, sections=(*header.sections, section), end=block.end)
        elif changed is None:
            header = _read_glued_date(header, block)
            break
        else:
            header = _cover(changed, block.start, block.end, reading)
    return header if header.published else replace(header, published=_late_date(blocks))


def _late_date(blocks: list[Block]) -> str | None:
    """Return the date of a "Published ..." line or dated byline that stands below a standfirst."""
    for block in blocks:
        found = find_date(block.text) if len(block.words) <= _MAX_DATE_WORDS else None
        if found and (_DATED_LINE.match(block.text) or _BYLINE.match(block.text)):
            return found[0]
    return None


def _read_line(header: Header, block: Block) -> Header | None:
    """Return the header with the facts of a header line, or ``None`` if the line is none."""
    text = block.text
    if _ADDRESS.match(text):
        return replace(header, url=header.url or text)
    if _FIELD.match(text) and len(block.words) <= 40:
        changed = _add_field(header, text)
        return changed if changed != header or _is_bare_field(text) else None
    found = find_date(text)
    n_words = len(block.words)
    if found and n_words <= _MAX_DATE_WORDS:
        rest = (text[: found[1]] + text[found[2] :]).strip(" \t|,·•–—-()[]")
        if not rest or _DATED_LINE.match(text) or _BYLINE.match(text) or _is_clock(rest):
            return replace(header, published=header.published or found[0])
    if _BYLINE.match(text) and n_words <= 14 and not text.endswith((".", "!", "?", '"', ",")):
        return header
    return None


def _is_bare_field(text: str) -> bool:
    found = _FIELD.match(text)
    return bool(found) and len(found.group("value").split()) <= 12 and not text.endswith((".", "!", "?"))  # type: ignore[union-attr]


def _is_clock(rest: str) -> bool:
    """Whether what stands beside a date is a weekday or a time of day."""
    words = re.sub(
        r"\b(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)day|[ap]\.?m\.?|[A-Z]{2,4}|\d{1,2}[:.]\d{2}|at)\b",
        "",
        rest,
        flags=re.I,
    )
    return not re.search(r"\w\w", words)


def _read_glued_date(header: Header, block: Block) -> Header:
    glued = _GLUED_DATE.match(block.text)
    found = find_date(block.text[glued.end() : glued.end() + 40]) if glued else None
    if not glued or not found or found[1] != 0:
        return header
    end = block.start + glued.end() + found[2]
    section = Section(block.start, end, "furniture")
    return replace(header, published=header.published or found[0], sections=(*header.sections, section), end=end)


def _is_title(blocks: list[Block]) -> bool:
    """Whether the first line is a title, told by a header line that follows it."""
    text = blocks[0].text
    if text.endswith((".", ",", ";", ":", "!")) or len(blocks[0].words) > 30 or len(blocks) < 2:
        return False
    return _read_line(Header(), blocks[1]) is not None


def _strip_heading(text: str) -> str:
    return re.sub(r"^#{1,6}\s+|\s+#+$", "", text)


def _add_field(header: Header, line: str) -> Header:
    found = _FIELD.match(line)
    if not found:
        return header
    key, value = found.group("key").lower(), found.group("value").strip().strip("\"'").strip()
    if not value:
        return header
    if key in _TITLE_KEYS:
        return replace(header, title=header.title or value)
    if key in _PUBLISHER_KEYS:
        is_address = "://" in value
        return (
            replace(header, url=header.url or value)
            if is_address
            else replace(header, publisher=header.publisher or value)
        )
    if key in _ADDRESS_KEYS:
        return replace(header, url=header.url or value)
    if key.startswith(("date", "publi", "posted")) or key.endswith("updated"):
        dated = find_date(value)
        return replace(header, published=header.published or dated[0]) if dated else header
    return header


def _cover(header: Header, start: int, end: int, reading: str) -> Header:
    body = reading[start:end]
    begin = start + len(body) - len(body.lstrip())
    stop = start + len(body.rstrip())
    return replace(header, sections=(*header.sections, Section(begin, stop, "furniture")), end=end)
