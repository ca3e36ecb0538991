"""Statements to quotations as annotators mark them."""

from analyzer.evaluation import Quotation, quotation_rows
from analyzer.schema import Document, Span, Statement

TEXT = "Ruiz said the port was shut and that ships would wait. “It is ice,” she added. “And fog.”"
DOCUMENT = Document("d-1", "port.txt", TEXT)


def span(part):
    return Span(TEXT.index(part), TEXT.index(part) + len(part))


def statement(key, *content, document="d-1", kind="indirect", speakers=("sp-ruiz",), **more):
    spans = tuple(span(part) for part in content)
    return Statement(
        key, document, spans[0].start, spans[-1].end, "", spans, (), kind, "", speakers=speakers, **more
    )  # fmt: skip


SHUT = statement("st-1", "the port was shut", cue=span("said"), speaker_mention=span("Ruiz"), confidence=0.9)
WAIT = statement("st-2", "ships would wait", cue=span("said"), speaker_mention=span("Ruiz"), confidence=0.7)
ICE = statement("st-3", "It is ice", kind="direct", cue=span("added"), speaker_mention=span("she"))
FOG = statement("st-4", "And fog", kind="direct", continuation_of="st-3")


def quotations(*statements, documents=(DOCUMENT,)):
    return quotation_rows(documents, statements)[0].quotations


def test_propositions_of_one_cue_and_speaker_are_one_quotation():
    assert quotations(WAIT, SHUT) == (
        Quotation((span("the port was shut"), span("ships would wait")), (span("Ruiz"),), (span("said"),), 0.7),
    )


def test_speakers_of_one_cue_stay_apart():
    other = statement("st-2", "ships would wait", cue=span("said"), speakers=("sp-lind",))
    assert len(quotations(SHUT, other)) == 2


def test_a_chain_of_further_sentences_is_one_quotation():
    last = statement("st-5", "fog", continuation_of="st-4")
    assert quotations(ICE, FOG, last) == (
        Quotation((span("It is ice"), span("And fog")), (span("she"),), (span("added"),), 1.0),
    )


def test_further_sentences_find_propositions_of_the_same_cue():
    shut = statement("st-3", "It is ice", cue=span("added"))
    also = statement("st-5", "she", cue=span("added"))
    assert [one.content for one in quotations(shut, also, FOG)] == [(span("It is ice"), span("she"), span("And fog"))]


def test_without_a_cue_statements_stay_apart():
    assert len(quotations(statement("st-1", "the port was shut"), statement("st-2", "ships would wait"))) == 2


def test_narration_and_nested_statements_are_left_out():
    narration = statement("st-5", "the port", kind="narration", speakers=())
    inner = statement("st-6", "was shut", nested_in="st-1")
    after_inner = statement("st-7", "shut", continuation_of="st-6")
    assert quotations(SHUT, narration, inner, after_inner) == quotations(SHUT)


def test_broken_chains_end():
    circle = [statement("st-8", "ice", continuation_of="st-9"), statement("st-9", "fog", continuation_of="st-8")]
    lost = statement("st-5", "port", continuation_of="st-gone")
    assert len(quotations(*circle, lost)) in (2, 3)


def test_every_document_has_a_row_in_order():
    other = Document("d-2", "other.txt", TEXT)
    rows = quotation_rows([other, DOCUMENT], [SHUT, statement("st-9", "ships", document="d-2", cue=span("said"))])
    assert [(row.doc_id, row.text, len(row.quotations)) for row in rows] == [
        ("other.txt", TEXT, 1),
        ("port.txt", TEXT, 1),
    ]
    assert quotations() == ()
