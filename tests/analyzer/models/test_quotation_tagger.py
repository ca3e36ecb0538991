import os
import subprocess
import sys

import numpy as np
import pytest

from analyzer.errors import ModelError
from analyzer.models import quotation_tagger
from analyzer.models.quotation_tagger import QuotationTagger
from analyzer.schema import Span

pytestmark = pytest.mark.model

GUARDED = """
import socket, sys, warnings
warnings.simplefilter("error")
def refuse(*args, **kwargs): raise AssertionError("a network call was made")
socket.getaddrinfo = socket.socket.connect = refuse
from analyzer.models.quotation_tagger import QuotationTagger
tagger = QuotationTagger()
assert "torch" not in sys.modules and "tokenizers" not in sys.modules
print(len(tagger.tag(["Mayor Lena Okafor said the bridge would open in May."])[0].quotations))
assert "torch" not in sys.modules
"""
HARBOUR = (
    "Port director Lena Okafor said on Tuesday that the northern quay would stay closed until May.\n\n"
    "“We have no choice,” she told reporters. “The cranes are not safe.”\n\n"
    "The quay was built in 1962 and has three cranes."
)


@pytest.fixture(scope="module")
def tagger():
    return QuotationTagger()


def read(tagger, text):
    """Contents, cue and source of each quotation as words."""

    def words(span):
        return None if span is None else text[span.start : span.end]

    return [
        ([words(span) for span in one.content], words(one.cue), words(one.source))
        for one in tagger.tag([text])[0].quotations
    ]


def test_loads_late_without_network_or_warnings():
    env = {key: value for key, value in os.environ.items() if not key.startswith(("HF_", "TRANSFORMERS_"))}
    done = subprocess.run([sys.executable, "-c", GUARDED], capture_output=True, text=True, env=env, timeout=120)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "1", "")


@pytest.mark.parametrize(
    ("text", "content", "cue", "source"),
    [
        ("The minister said the road would be repaired.", "the road would be repaired", "said", "The minister"),
        ("“The road is safe,” said Ms. Okafor.", "The road is safe", "said", "Ms. Okafor"),
        ("According to the police, two men were arrested.", "two men were arrested", "According to", "the police"),
        ("Farmers warned that the harvest could fail.", "the harvest could fail", "warned", "Farmers"),
        ("The company denied that it had dumped waste.", "it had dumped waste", "denied", "The company"),
    ],
)
def test_who_said_what(text, content, cue, source, tagger):
    ((contents, found_cue, found_source),) = read(tagger, text)
    assert content in " ".join(contents)
    assert (found_cue or "").startswith(cue)
    assert found_source == source


def test_a_quotation_around_its_attribution_is_one(tagger):
    found = read(tagger, HARBOUR)
    (around,) = [one for one in found if "We have no choice" in " ".join(one[0])]
    assert len(around[0]) == 2
    assert "The cranes are not safe" in around[0][1]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "The bridge was built in 1962 and has three arches.",
        "Rain fell all day, and the match was abandoned after an hour.",
        "She walked to the harbour, bought two fish and went home.",
    ],
)
def test_nothing_was_said(text, tagger):
    assert tagger.tag([text])[0].quotations == ()


def test_the_other_texts_do_not_matter(tagger):
    texts = [HARBOUR, "Farmers warned that the harvest could fail.", "", HARBOUR + "\n\nNobody said more."]
    together = tagger.tag(texts)
    assert together[::-1] == tagger.tag(texts[::-1])
    assert together == [tagger.tag([text])[0] for text in texts]


@pytest.mark.parametrize(
    "text",
    [
        "“" * 50 + " he said",
        "said " * 1500,
        "x" * 5000 + " said that it was over.",
        "The mayor said “we are\n\nnot done” and left.\n“",
        "“We are \ud800 done,” the mayor said.",
        "\u200b\ufeff“Nein”, sagte sie. 🙂 she said\u0301 it\x00 was over",
    ],
)
def test_spans_lie_in_any_text(text, tagger):
    tagging = tagger.tag([text])[0]
    assert len(tagging.words) == len(tagging.inside)
    assert all(0.0 <= share <= 1.0 + 1e-9 for share in tagging.inside)
    for quotation in tagging.quotations:
        spans = [*quotation.content, *(span for span in (quotation.cue, quotation.source) if span)]
        assert all(isinstance(span, Span) and 0 <= span.start < span.end <= len(text) for span in spans)
        assert list(quotation.content) == sorted(quotation.content)
        assert 0.0 <= quotation.confidence <= 1.0


def test_a_plain_attribution_is_surer_than_a_vague_one(tagger):
    (plain,) = tagger.tag(["“The road is safe,” the minister said."])[0].quotations
    assert plain.confidence > 0.8


def test_quotations_are_those_on_torch(tagger):
    reference = QuotationTagger(backend="torch")
    texts = [HARBOUR, "\n\n".join([HARBOUR, "Farmers warned that the harvest could fail."] * 12), "“" * 50 + " he said"]
    for found, expected in zip(tagger.tag(texts), reference.tag(texts), strict=True):
        spans = [[(one.content, one.cue, one.source) for one in each.quotations] for each in (found, expected)]
        assert spans[0] == spans[1]
        assert found.words == expected.words
        np.testing.assert_allclose(found.inside, expected.inside, atol=1e-4)
        confidences = [[one.confidence for one in each.quotations] for each in (found, expected)]
        np.testing.assert_allclose(*confidences, atol=1e-3)
    assert (tagger.describe().backend, reference.describe().backend) == ("onnx", "torch")


def test_says_which_weights(tagger):
    assert tagger.describe().revision_or_sha256 == quotation_tagger.WEIGHTS_SHA256


def test_other_weights_than_expected_are_refused(monkeypatch):
    monkeypatch.setattr(quotation_tagger, "WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(ModelError, match="expected 0000"):
        QuotationTagger().tag(["The mayor spoke."])


def test_missing_weights_are_named(tmp_path):
    with pytest.raises(ModelError, match=r"cannot read .*none\.safetensors"):
        QuotationTagger(weights=tmp_path / "none.safetensors").describe()
