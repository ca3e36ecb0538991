"""Articles whose quotations are marked, by hand or by a system: the records, and their form in files."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analyzer.errors import InputError
from analyzer.evaluation.gold_files import Row, read_rows, shown, write_values
from analyzer.evaluation.quotation_words import quotation_kind, quoted_regions
from analyzer.schema import Span


@dataclass(frozen=True, slots=True)
class Quotation:
    """Something said, as a gold or a system marks it; offsets into the article's text.

    Attributes
    ----------
    content
        What was said; several spans when the attribution interrupts it.
    source
        The mention of the speaker; none where the sentence names nobody.
    cue
        The words that say that it was said.
    confidence
        What a system takes for the probability that content and speaker are right, 0 to 1.
    """

    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article and the quotations in it."""

    doc_id: str
    text: str
    quotations: tuple[Quotation, ...] = ()


def read_gold(path: Path) -> tuple[MarkedArticle, ...]:
    """Read articles that were marked by hand: one a line, in JSON, ``.gz`` or not.

    Raises
    ------
    InputError
        The file cannot be read, holds no article, or a row is not of the form; the error names the line.
    """
    found: dict[str, MarkedArticle] = {}
    for row in read_rows(path):
        article = MarkedArticle(_new_id(row, found), row.string("text"))
        found[article.doc_id] = _marked(row, article.doc_id, article.text)
    if not found:
        raise InputError(f'{path}: expected one article a line: {{"doc_id", "text", "quotes"}}; the file is empty')
    return tuple(found.values())


def read_predictions(path: Path, gold: Sequence[MarkedArticle]) -> tuple[MarkedArticle, ...]:
    """Read what a system found in the articles of a gold; rows need no ``text``.

    Articles that the gold does not have are read all the same, their ``text`` empty if missing.

    Raises
    ------
    InputError
        The file cannot be read, a row is not of the form, or the text of an article is not the gold's.
    """
    texts = {article.doc_id: article.text for article in gold}
    found: dict[str, MarkedArticle] = {}
    for row in read_rows(path):
        doc_id = _new_id(row, found)
        text = row.fields.get("text")
        if text is not None and text != texts.get(doc_id, text):
            raise row.error(f'the "text" of {shown(doc_id)} is not the gold\'s, so that offsets would mean other words')
        found[doc_id] = _marked(row, doc_id, texts.get(doc_id, text if isinstance(text, str) else None))
    return tuple(found.values())


def write_marked_articles(articles: Iterable[MarkedArticle], path: Path) -> None:
    """Write articles in the form that :func:`read_gold` and other scorers read; the ``type`` of each is added.

    Raises
    ------
    OSError
        The file cannot be written.
    """
    write_values(map(_row, articles), path)


def _row(article: MarkedArticle) -> dict[str, Any]:
    regions = quoted_regions(article.text)
    quotes = [
        {
            "content": one.content,
            "source": one.source,
            "cue": one.cue,
            "type": quotation_kind(article.text, one.content, regions),
            **({} if one.confidence is None else {"confidence": round(one.confidence, 4)}),
        }
        for one in article.quotations
    ]
    return {"doc_id": article.doc_id, "text": article.text, "quotes": quotes}


def _new_id(row: Row, known: Mapping[str, MarkedArticle]) -> str:
    doc_id = row.string("doc_id")
    if doc_id in known:
        raise row.error(f"expected every doc_id once; {shown(doc_id)} stood above already")
    return doc_id


def _marked(row: Row, doc_id: str, text: str | None) -> MarkedArticle:
    """Read the quotations of a row; without a text offsets may be of any size."""
    quotes = row.fields.get("quotes")
    if not isinstance(quotes, list):
        raise row.error(f'expected "quotes", a list; found {shown(quotes)}')
    n_chars = None if text is None else len(text)
    return MarkedArticle(
        doc_id, text or "", tuple(_quotation(row, n, quote, n_chars) for n, quote in enumerate(quotes))
    )


def _quotation(row: Row, n: int, quote: object, n_chars: int | None) -> Quotation:
    where = f"quotes[{n}]"
    if not isinstance(quote, dict):
        raise row.error(f"expected {where} to be an object; found {shown(quote)}")
    content, source, cue = (
        tuple(_span(row, f"{where}.{name}", span, n_chars) for span in _spans(row, where, quote, name))
        for name in ("content", "source", "cue")
    )
    if not content:
        raise row.error(f"expected {where}.content to hold at least one [start, end]")
    return Quotation(content, source, cue, _confidence(row, where, quote.get("confidence")))


def _spans(row: Row, where: str, quote: Mapping[str, object], name: str) -> list[object]:
    spans = quote.get(name)
    if spans is None and name != "content":
        return []
    if not isinstance(spans, list):
        raise row.error(f"expected {where}.{name} to be a list of [start, end]; found {shown(spans)}")
    return spans


def _span(row: Row, where: str, span: object, n_chars: int | None) -> Span:
    if not isinstance(span, list) or len(span) != 2 or not all(type(at) is int for at in span):
        raise row.error(f"expected {where} to be a list of [start, end], whole numbers; found {shown(span)} in it")
    start, end = span
    if not 0 <= start < end or (n_chars is not None and end > n_chars):
        limit = "" if n_chars is None else f" <= {n_chars}, the length of the text"
        raise row.error(f"expected {where} to have 0 <= start < end{limit}; found {shown(span)}")
    return Span(start, end)


def _confidence(row: Row, where: str, value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value) or not 0 <= value <= 1:
        raise row.error(f"expected {where}.confidence to be a number from 0 to 1; found {shown(value)}")
    return float(value)
