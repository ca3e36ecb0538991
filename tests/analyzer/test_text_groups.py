"""Bare texts through the pipeline's own stages, without a model."""

import dataclasses

import pytest

from analyzer.assembly import assemble
from analyzer.settings import Settings
from analyzer.text_groups import BareText, group_texts

SETTINGS = dataclasses.replace(
    Settings(),
    embeddings=dataclasses.replace(Settings().embeddings, model="hashed-words"),
    comparisons=dataclasses.replace(Settings().comparisons, relations="none"),
)
TEXTS = [
    "The ferry sank in the harbour and 40 people died.",
    "40 people died when the ferry sank in the harbour.",
    "12 people died when the ferry sank in the harbour.",
    "The orchestra has cancelled its concert.",
    "The orchestra has cancelled its concert.",
]


ONE_ARTICLE = [
    "The mayor opened the new library on Monday.",
    "Rain is expected over the hills all week.",
    "Shares of the brewery fell by a third.",
]


def labelled(texts, level="claims"):
    return group_texts(texts, level, settings=SETTINGS, parts=assemble(SETTINGS))


def sets(texts, level):
    labels = labelled(texts, level)
    return {frozenset(one.text for one, own in zip(texts, labels, strict=True) if own == label) for label in labels}


def test_what_says_the_same_is_grouped_and_another_number_never():
    labels = labelled([BareText(text) for text in TEXTS])
    assert labels[0] == labels[1] != labels[2]
    assert labels[3] == labels[4] not in labels[:3]


@pytest.mark.parametrize("level", ["claims", "threads"])
def test_the_order_of_texts_of_unknown_documents_does_not_matter(level):
    texts = [BareText(text) for text in TEXTS]
    assert sets(texts, level) == sets(texts[::-1], level) == sets(texts[2:] + texts[:2], level)


@pytest.mark.parametrize(
    ("documents", "n_threads"), [((None, None, None), 3), (("a", "b", "c"), 3), (("a", "a", "a"), 1)]
)
def test_texts_that_stand_together_in_one_document_are_one_thread(documents, n_threads):
    texts = [BareText(text, document) for text, document in zip(ONE_ARTICLE, documents, strict=True)]
    assert len(set(labelled(texts, "threads"))) == n_threads


def test_a_document_named_like_no_document_is_a_document_too():
    texts = [BareText(text, "None") for text in ONE_ARTICLE]
    assert len(set(labelled(texts, "threads"))) == 1


def test_texts_of_one_document_need_not_follow_each_other():
    other = BareText("The orchestra has cancelled its concert.")
    labels = labelled([one for text in ONE_ARTICLE for one in (BareText(text, "a"), other)], "threads")
    assert (len(set(labels[::2])), len(set(labels[1::2])), len(set(labels))) == (1, 1, 2)


def test_statements_stand_where_their_words_do(monkeypatch):
    seen = []
    monkeypatch.setattr(
        "analyzer.text_groups.link_statement_copies",
        lambda statements, documents, settings: seen.append((statements, documents)) or statements,
    )
    texts = ["  Ana Ruiz said: “The ferry may sink.”", "The ministry denied that the ferry may sink."]
    labelled([BareText(text, "d") for text in texts], "threads")
    ((statements, (document,)),) = seen
    spans = [(one.text, document.text[one.start : one.end]) for one in statements]
    assert [own for own, _ in spans] == [found for _, found in spans]
    assert [document.text[slice(*one.content[0])] for one in statements] == [
        "The ferry may sink.",
        "the ferry may sink",
    ]
    assert [document.text[slice(*one.cue)] for one in statements] == ["said", "denied"]
    assert {document.text[slice(*span)] for one in statements for span in one.certainty_spans} == {"may"}
    assert [document.text[one.start : one.end] for one in document.sections] == texts
