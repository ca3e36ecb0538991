"""Analyses that mean harm, and a parser that sees what a browser would."""

import dataclasses
import re
from html.parser import HTMLParser

import pytest

from analyzer.schema import (
    Caution,
    Cited,
    Document,
    InputFile,
    ModelUse,
    Review,
    ReviewedConflict,
    Section,
    Span,
    Speaker,
    Statement,
)

ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "![](http://evil.example/pixel.png)",
    '=HYPERLINK("http://evil.example")',
    '" onmouseover="alert(3)" x=\'',
    "</style></title></textarea><svg/onload=alert(4)>",
    "{{ 7 * 7 }}{% raw %}",
    "\u202eevil\u2066reversed",
    "javascript:alert(5)",
    "[x](javascript:alert(6))",
    "nul\x00bell\x07escape\x1b[31m",
    "&lt;b&gt;&#60;script&#62;",
)
HOSTILE = " ".join(ATTACKS)


class Seen(HTMLParser):
    """Tags, attributes and text of a page."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.pieces, self._in_style = [], [], [], False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self._in_style = tag in ("style", "script")

    def handle_endtag(self, tag):
        self._in_style = False

    def handle_data(self, data):
        if not self._in_style:
            self.pieces.append(data)

    @property
    def text(self):
        return "".join(self.pieces)

    def values(self, name):
        return [value for _, found, value in self.attributes if found == name]


def poisoned(analysis, poison):
    """Put ``poison`` wherever text comes from outside."""
    text = f"{poison} said “{poison}”.\n\nJo Park said the talks were calm."
    said = Span(len(poison) + 7, 2 * len(poison) + 7)
    north = Document(
        "d-north", poison, text, poison, poison, poison, poison, poison[:2], (Section(0, len(text), "body"),)
    )
    first = Statement(
        "st-1",
        "d-north",
        0,
        said.end + 2,
        text[: said.end + 2],
        (said,),
        (said,),
        "direct",
        poison,
        cue=Span(0, len(poison)),
        speakers=("sp-ruiz",),
        via=("sp-ruiz",),
        event_date=poison,
        published=poison,
    )
    conflict = analysis.conflicts[0]
    evidence = dataclasses.replace(
        conflict.evidence[0], signal=poison, words=poison, left_spans=(said,), right_spans=()
    )
    conflict = dataclasses.replace(
        conflict,
        rationale=poison,
        unless=poison,
        evidence=(evidence,),
        left=dataclasses.replace(conflict.left, spans=(said,), also=("st-1",)),
    )
    cited = Cited("st-1", "d-north", poison, (poison,), poison, poison)
    review = Review("unsure", poison, poison, poison, "position", "hard", cited, cited)
    return dataclasses.replace(
        analysis,
        documents=(north, analysis.documents[1]),
        speakers=tuple(Speaker(s.id, poison, (poison,), s.kind, poison, s.speaks_for) for s in analysis.speakers),
        statements=(first, analysis.statements[2]),
        groups=tuple(dataclasses.replace(g, label=poison) for g in analysis.groups if g.id != "g-2"),
        threads=(dataclasses.replace(analysis.threads[0], label=poison),),
        comparisons=(),
        conflicts=(conflict,),
        reviews=(ReviewedConflict("c-1", "reopened", poison, review),),
        provenance=dataclasses.replace(
            analysis.provenance,
            settings={poison: {poison: poison}},
            models=(ModelUse("embedder", poison, poison, "torch"),),
            inputs=(InputFile(poison, None, 1, poison, "failed", poison),),
            warnings=(Caution(poison, poison),),
        ),
    )


@pytest.fixture(params=[*ATTACKS, HOSTILE])
def attack(request):
    return request.param


@pytest.fixture(params=[attack for attack in ATTACKS if not re.search(r"[\x00-\x1f]", attack)])
def printable_attack(request):
    return request.param


@pytest.fixture
def see():
    """Return what a browser would see of a page."""
    return Seen


@pytest.fixture
def poison(small_analysis):
    """Return the small analysis with a text put wherever text comes from outside."""
    return lambda text: poisoned(small_analysis, text)


@pytest.fixture
def hostile_analysis(small_analysis):
    return poisoned(small_analysis, HOSTILE)
