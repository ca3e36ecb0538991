"""The text of a piece of HTML, such as an entry of a feed: all of it, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# fmt: off
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul",
})
_LEFT_OUT = frozenset({
    "audio", "button", "canvas", "embed", "head", "iframe", "math", "noscript", "object", "script", "select", "style",
    "svg", "template", "textarea", "video",
})
# fmt: on


def text_of_html(markup: str) -> str:
    r"""Return the text that a piece of HTML shows, a blank line between paragraphs; nothing in it is run or fetched.

    Examples
    --------
    >>> text_of_html("<p>It is <b>open</b>.</p><script>no()</script>Two lanes &amp; more")
    'It is open.\n\nTwo lanes & more'
    """
    from lxml import etree, html

    if not markup.strip():
        return ""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return ""
    pieces = "".join(_pieces(root)).split("\n")
    return "\n\n".join(words for piece in pieces if (words := " ".join(piece.split())))


def _pieces(root: HtmlElement) -> Iterator[str]:
    """Yield the words of a tree, with a line break wherever a block begins or ends, however deep it is."""
    waiting: list[HtmlElement | str] = [root]
    while waiting:
        element = waiting.pop()
        if isinstance(element, str):
            yield element
            continue
        tail = [(element.tail or "").replace("\n", " ")]
        if element.tag in _LEFT_OUT or not isinstance(element.tag, str):
            yield from tail
            continue
        edge = "\n" if element.tag in _BLOCKS else ""
        yield edge + (element.text or "").replace("\n", " ")
        waiting += [*tail, edge, *reversed(element)]
