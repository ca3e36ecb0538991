"""What a tagger finds, brought together with the rules: a tagger made of words stands in for the trained one."""

import re

import pytest

from analyzer.protocols import TaggedQuotation, Tagging
from analyzer.schema import ModelUse, Span
from analyzer.settings import StatementSettings
from analyzer.statements import extract_statements

WORD = re.compile(r"\w+")


class WordTagger:
    """Finds what it is told to: for each quotation its contents, cue and source as words of the text."""

    def __init__(self, *told, confidence=0.8):
        self.told, self.confidence = told, confidence

    def tag(self, texts):
        return [self._tag(text) for text in texts]

    def describe(self):
        return ModelUse("quotations", "words", "0" * 64, "rules")

    def _tag(self, text):
        quotations = []
        for contents, cue, source in self.told:
            spans = tuple(self._span(text, content) for content in contents)
            cue, source = self._span(text, cue), self._span(text, source) if source else None
            quotations.append(TaggedQuotation(spans, cue, source, self.confidence))
        words = tuple(match.start() for match in WORD.finditer(text))
        said = [span for one in quotations for span in one.content]
        inside = tuple(float(any(span.start <= word < span.end for span in said)) for word in words)
        return Tagging(tuple(sorted(quotations, key=lambda one: one.place)), words, inside)

    @staticmethod
    def _span(text, words):
        start = text.index(words)
        return Span(start, start + len(words))


@pytest.fixture
def read(document):
    """Gives speaker's mention, cue, content and claim of each attributed statement."""

    def run(text, *told, confidence=0.8, kind="body"):
        tagger = WordTagger(*told, confidence=confidence)
        found = extract_statements([document(text, kind)], StatementSettings(), tagger).statements

        def words(span):
            return text[span.start : span.end] if span else None

        return [
            (words(one.speaker_mention), words(one.cue), " … ".join(map(words, one.content)))
            for one in found
            if one.kind != "narration"
        ]

    return run


def test_words_that_no_rule_knows_are_a_report(read):
    text = "Otto Lind was dismayed that the tunnel had been closed."
    assert read(text) == []
    told = (["that the tunnel had been closed"], "was dismayed", "Otto Lind")
    assert read(text, told) == [("Otto Lind", "was dismayed", "the tunnel had been closed")]


def test_what_a_cue_without_an_entry_says_of_its_content_stays_in_the_claim(document):
    text = "Otto Lind was dismayed that the tunnel had been closed."
    tagger = WordTagger((["that the tunnel had been closed"], "was dismayed", "Otto Lind"))
    (one,) = extract_statements([document(text)], StatementSettings(), tagger).statements
    assert one.claim == "Otto Lind was dismayed that the tunnel had been closed."


@pytest.mark.parametrize(
    ("text", "told", "content"),
    [
        # It goes on where the rules stop, and stops where they go on.
        (
            "Ana Ruiz said the quay was shut, the cranes idle.",
            (["the quay was shut, the cranes idle"], "said", "Ana Ruiz"),
            "the quay was shut, the cranes idle",
        ),
        (
            "Ana Ruiz promised to mend the quay, which is old.",
            (["to mend the quay"], "promised", "Ana Ruiz"),
            "to mend the quay",
        ),
        # A loose beginning is not believed, nor what is joined on.
        ("Ana Ruiz said the old quay was shut.", (["was shut"], "said", "Ana Ruiz"), "the old quay was shut"),
        (
            "Ana Ruiz said this was unfair and walked out.",
            (["this was unfair and walked out"], "said", "Ana Ruiz"),
            "this was unfair",
        ),
        # Half a quotation becomes a whole one.
        ("“The quay is shut today,” said Ana Ruiz.", (["quay is shut"], "said", "Ana Ruiz"), "The quay is shut today,"),
        (
            "“No,” said Ana Ruiz, lifting her cup, “never again.”",
            (["“No,”", "lifting her cup, “never again.”"], "said", "Ana Ruiz"),
            "No, … never again.",
        ),
    ],
)
def test_bounds(text, told, content, read):
    ((_, _, found),) = read(text, told)
    assert found.replace("“", "").replace("”", "") == content


@pytest.mark.parametrize(
    ("text", "told", "mention"),
    [
        (
            "Ana Ruiz, who runs the port in Avelin, N.J., said it was shut.",
            (["it was shut"], "said", "Ana Ruiz, who runs the port in Avelin, N.J.,"),
            "Ana Ruiz",
        ),
        (
            "A union leader and the mayor agreed that it was shut.",
            (["that it was shut"], "agreed", "A union leader and the mayor"),
            "A union leader and the mayor",
        ),
        (
            "The vote was lost by Otto Lind, who resented how it was held.",
            (["how it was held"], "resented", "who"),
            "Otto Lind",
        ),
        ("“It is shut,” said Weber of his quay.", (["“It is shut,”"], "said", "Weber of his quay"), "Weber"),
    ],
)
def test_mentions(text, told, mention, read):
    assert [one[0] for one in read(text, told)] == [mention]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ana Ruiz did not foresee that it would rain.", (["that it would rain"], "foresee", "Ana Ruiz")),
        ("The two ministers discussed the harvest.", (["the harvest"], "discussed", "The two ministers")),
        ("Otto Lind resented him.", (["him"], "resented", "Otto Lind")),
        ("It was feared that it would rain.", (["that it would rain"], "feared", None)),
        ("Otto Lind might resent that it rained.", (["that it rained"], "resent", "Otto Lind")),
    ],
)
def test_nothing_comes_of_it(text, told, read):
    assert read(text, told) == []


def test_a_doubtful_quotation_is_left_out(read):
    text = "Otto Lind was dismayed that the tunnel had been closed."
    assert read(text, (["that the tunnel had been closed"], "was dismayed", "Otto Lind"), confidence=0.2) == []


def test_what_only_the_rules_see_needs_the_taggers_support(read):
    text = "The club added two lanes to its pool. Ana Ruiz said it was warm."
    assert read(text, (["it was warm"], "said", "Ana Ruiz")) == [("Ana Ruiz", "said", "it was warm")]


def test_a_headline_is_read_by_the_rules(read):
    assert read("Mayor denies tunnel was shut", kind="headline") == [("Mayor", "denies", "tunnel was shut")]


def test_reports_inside_reports_stay_tied(document):
    text = "Ana Ruiz was dismayed that Otto Lind had said the tunnel was safe."
    tagger = WordTagger((["that Otto Lind had said the tunnel was safe"], "was dismayed", "Ana Ruiz"))
    outer, inner = extract_statements([document(text)], StatementSettings(), tagger).statements
    assert inner.nested_in == outer.id
    assert text[inner.content[0].start : inner.content[0].end] == "the tunnel was safe"


def test_further_sentences_go_on_with_their_quotation(document):
    text = "“It was old,” Ana Ruiz said. “We knew it well.”\n\nOtto Lind laughed.\n\n“It leaked.”"
    tagger = WordTagger((["“It was old,”", "“We knew it well.”", "“It leaked.”"], "said", "Ana Ruiz"))
    found = [s for s in extract_statements([document(text)], StatementSettings(), tagger).statements if s.speakers]
    assert [one.continuation_of for one in found] == [None, found[0].id, found[0].id]
    assert len({one.speakers for one in found}) == 1


def test_without_a_tagger_nothing_changes(extract, document):
    text = "Ana Ruiz said it was warm. Otto Lind was dismayed that it rained."
    assert extract(text) == extract_statements([document(text, name="0.txt")], StatementSettings(), None)


def test_a_very_long_document_is_read_by_rules_alone_and_told(document):
    text = "Otto Lind was dismayed that it rained. Ana Ruiz said it was warm."
    tagger = WordTagger((["that it rained"], "was dismayed", "Otto Lind"))
    extracted = extract_statements([document(text)], StatementSettings(max_tagged_characters=20), tagger)
    assert [one.speakers for one in extracted.statements if one.cue] == [
        one.speakers for one in extract_statements([document(text)], StatementSettings()).statements if one.cue
    ]
    assert [caution.what for caution in extracted.cautions] == ["longer than 20 characters: read by rules alone"]


def test_a_report_inside_a_tagged_one_is_not_taken_for_it(document):
    text = "Norland considers the idea of a ban “unacceptable,” Ana Ruiz, the envoy, told reporters."
    content = "Norland considers the idea of a ban “unacceptable,”"
    tagger = WordTagger(([content], "told", "Ana Ruiz, the envoy,"))
    outer, inner = extract_statements([document(text)], StatementSettings(), tagger).statements
    mentions = [text[one.speaker_mention.start : one.speaker_mention.end] for one in (outer, inner)]
    assert (mentions, inner.nested_in) == (["Ana Ruiz", "Norland"], outer.id)


def test_who_tells_of_a_tagged_report_is_kept(document):
    text = "Norland considers the idea of a ban “unacceptable,” Ana Ruiz, the envoy, told reporters."
    tagger = WordTagger((["the idea of a ban “unacceptable,”"], "considers", "Norland"))
    outer, inner = extract_statements([document(text)], StatementSettings(), tagger).statements
    mentions = [text[one.speaker_mention.start : one.speaker_mention.end] for one in (outer, inner)]
    assert (mentions, inner.nested_in) == (["Ana Ruiz", "Norland"], outer.id)
