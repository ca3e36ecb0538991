"""Bare texts through the pipeline's own stages, without a model."""

import dataclasses

import pytest

from analyzer.assembly import assemble
from analyzer.settings import Settings
from analyzer.text_groups import group_texts, thread_texts

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


def sets(work, texts):
    labels = work(texts, settings=SETTINGS, parts=assemble(SETTINGS))
    return {frozenset(text for text, own in zip(texts, labels, strict=True) if own == label) for label in labels}


def test_what_says_the_same_is_grouped_and_another_number_never():
    labels = group_texts(TEXTS, settings=SETTINGS, parts=assemble(SETTINGS))
    assert labels[0] == labels[1] != labels[2]
    assert labels[3] == labels[4] not in labels[:3]


@pytest.mark.parametrize("work", [group_texts, thread_texts])
def test_the_order_of_the_texts_does_not_matter(work):
    assert sets(work, TEXTS) == sets(work, TEXTS[::-1]) == sets(work, TEXTS[2:] + TEXTS[:2])
