"""Quotation marks put in and taken out at random, read with the shipped tagger."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.models.quotation_tagger import QuotationTagger
from analyzer.schema import Document, Section
from analyzer.settings import StatementSettings
from analyzer.statements import extract_statements

pytestmark = pytest.mark.model

PARAGRAPHS = (
    "Port director Lena Okafor said on Tuesday that the northern quay would stay closed until May.",
    "“We have no choice,” she told reporters. “The cranes are not safe, and nobody knows when they will be.”",
    "The dockers' union denied that its members had been warned. It called the closure “a very costly mistake”.",
    "According to the harbour office, four thousand passengers are stranded. Otto Lind, who was “furious”, left.",
)
MARKS = "\"“”'‘’«»„"


@pytest.fixture(scope="module")
def extract():
    tagger = QuotationTagger(n_threads=1)

    def run(text):
        section = Section(0, len(text), "body")
        document = Document(id="d-x", path="x.txt", text=text, sections=(section,), language="en")
        return extract_statements([document], StatementSettings(), tagger).statements

    return run


def contents(text, statements):
    """What is said in each paragraph, letters only."""
    found = [set() for _ in PARAGRAPHS]
    for one in statements:
        if one.kind != "narration":
            words = "".join(text[span.start : span.end] for span in one.content)
            found[text.count("\n\n", 0, one.content[0].start)].add("".join(filter(str.isalpha, words)))
    return found


edits = st.lists(
    st.tuples(st.integers(0, 10_000), st.sampled_from(["", *MARKS])), min_size=1, max_size=6
)  # a place, and the mark that goes there; none takes one away


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(paragraph=st.integers(0, len(PARAGRAPHS) - 1), changes=edits)
def test_marks_cost_their_own_paragraph_at_most_and_offsets_stay_valid(extract, paragraph, changes):
    changed = PARAGRAPHS[paragraph]
    for place, mark in changes:
        if mark:
            at = place % (len(changed) + 1)
            changed = changed[:at] + mark + changed[at:]
        else:
            places = [k for k, character in enumerate(changed) if character in MARKS]
            if places:
                at = places[place % len(places)]
                changed = changed[:at] + changed[at + 1 :]
    parts = [*PARAGRAPHS[:paragraph], changed, *PARAGRAPHS[paragraph + 1 :]]
    text, whole = "\n\n".join(parts), "\n\n".join(PARAGRAPHS)
    statements = extract(text)
    for one in statements:
        for span in (*one.content, *one.quoted, *filter(None, (one.cue, one.speaker_mention))):
            assert 0 <= span.start < span.end <= len(text)
        assert one.content == tuple(sorted(one.content))
        assert one.start <= one.content[0].start
        assert one.content[-1].end <= one.end
    before, after = contents(whole, extract(whole)), contents(text, statements)
    for number, wanted in enumerate(before):
        assert number == paragraph or wanted <= after[number]
