"""Passages in the manner of many outlets, read with the shipped tagger: who said what, and where nobody said anything.

The table was written by somebody who had not seen the rules. ``known_failure`` says what is not right yet; such a row
must go on failing, so that it is cleared when it is mended. A content counts as found if it shares at least 0.8 of the
words of the longer one, a speaker if the mentions share a word that is no article.
"""

import json
import re
from pathlib import Path

import pytest

from analyzer.models.quotation_tagger import QuotationTagger
from analyzer.schema import Document, Section
from analyzer.settings import StatementSettings
from analyzer.statements import extract_statements

pytestmark = pytest.mark.model

ROWS = [json.loads(line) for line in (Path(__file__).parent / "outlets.jsonl").read_text("utf-8").splitlines()]
WORD = re.compile(r"\w+")
ARTICLES = {"the", "a", "an"}


@pytest.fixture(scope="module")
def tagger():
    return QuotationTagger()


def places(text, spans):
    return frozenset(match.start() for start, end in spans for match in WORD.finditer(text, start, end))


def wanted_in(row):
    """Speaker, places of the words said, kind, and whether nested, of each statement of the table."""
    found = []
    for one in row["statements"]:
        spans, at = [], 0
        for part in one["content"]:
            start = row["text"].find(part, at)
            start = start if start >= 0 else row["text"].index(part)
            at = start + len(part)
            spans.append((start, at))
        found.append((one["speaker"], places(row["text"], spans), one["type"], bool(one.get("nested"))))
    return found


def found_in(row, tagger):
    text = row["text"]
    section = Section(0, len(text), row["kind"])
    document = Document(id="d-x", path="x.txt", text=text, sections=(section,), language="en")
    extracted = extract_statements([document], StatementSettings(), tagger)
    by_id = {one.id: one for one in extracted.statements}
    found = []
    for one in extracted.statements:
        if one.kind == "narration":
            continue
        first = one
        while first.speaker_mention is None and first.continuation_of:
            first = by_id[first.continuation_of]
        mention = first.speaker_mention
        speaker = text[mention.start : mention.end] if mention else ""
        found.append((speaker, places(text, one.content), one.kind, one.nested_in is not None))
    return found


def agrees(wanted, found):
    (speaker, words, *rest), (other, others, *more) = wanted, found
    shared = len(words & others) / max(len(words), len(others), 1)
    names = [set(WORD.findall(name.lower())) - ARTICLES for name in (speaker, other)]
    return shared >= 0.8 and bool(names[0] & names[1]) and rest == more


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(
            row,
            id=row["id"],
            marks=[pytest.mark.xfail(strict=True, reason=row["known_failure"])] if "known_failure" in row else [],
        )
        for row in ROWS
    ],
)
def test_who_said_what(row, tagger):
    wanted, found = wanted_in(row), found_in(row, tagger)
    assert len(wanted) == len(found), found
    for one in wanted:
        assert any(agrees(one, other) for other in found), (one, found)


def test_the_table_is_large_and_often_empty():
    assert sum(bool(row["statements"]) for row in ROWS) >= 120
    assert sum(not row["statements"] for row in ROWS) >= 40
    assert sum("known_failure" in row for row in ROWS) < len(ROWS) / 4
