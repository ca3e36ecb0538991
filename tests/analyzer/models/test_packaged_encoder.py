import builtins
import json
import os
import subprocess
import sys

import numpy as np
import pytest

from analyzer.errors import ModelError
from analyzer.models.folders import PACKAGED_SHA256
from analyzer.models.packaged_encoder import PackagedEncoder
from analyzer.models.sentence_encoder import SentenceEncoder

pytestmark = pytest.mark.model

LONG = " ".join(f"Paragraph {n} of the harbour report lists the cranes that were repaired." for n in range(60))
TEXTS = [
    "The mayor opened the bridge.",
    "Taxes rise in May.",
    "The bridge was opened by the mayor.",
    LONG,
    "",
    "  “Nein”, sagte sie. 🙂 she said\u0301 it\x00 was over\n",
    "x" * 5000,
    "word " * 254,
    "word " * 255,
]

GUARDED = """
import json, socket, sys, warnings
warnings.simplefilter("error")
def refuse(*args, **kwargs): raise AssertionError("a network call was made")
socket.getaddrinfo = socket.socket.connect = refuse
from analyzer.models.packaged_encoder import PackagedEncoder
encoder = PackagedEncoder()
before = sorted({"onnx", "onnxruntime", "tokenizers"} & set(sys.modules))
vectors = encoder.encode(["The mayor opened the bridge.", "word " * 600])
after = sorted({"torch", "sentence_transformers", "transformers"} & set(sys.modules))
print(json.dumps({"before": before, "after": after, "shape": vectors.shape}))
"""


@pytest.fixture(scope="module")
def encoder():
    return PackagedEncoder()


@pytest.fixture(scope="module")
def whole(encoder):
    return encoder.encode(TEXTS)


def test_loads_late_without_torch_network_or_warnings():
    env = {key: value for key, value in os.environ.items() if not key.startswith(("HF_", "TRANSFORMERS_"))}
    done = subprocess.run([sys.executable, "-c", GUARDED], capture_output=True, text=True, env=env, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {"before": [], "after": [], "shape": [2, 384]}


def test_vectors_are_those_of_sentence_transformers(whole):
    expected = SentenceEncoder().encode(TEXTS)
    assert (whole * expected).sum(axis=1).min() > 0.99999


def test_rows_are_unit_vectors(whole):
    assert (whole.shape, whole.dtype) == ((len(TEXTS), 384), np.float32)
    np.testing.assert_allclose(np.linalg.norm(whole, axis=1), 1.0, atol=1e-6)


def test_no_texts_give_no_rows(encoder):
    assert encoder.encode([]).shape == (0, 0)


def test_half_a_surrogate_pair_can_be_read(encoder):
    assert np.isfinite(encoder.encode(["half \ud800 a pair"])).all()


@pytest.mark.parametrize("precision", ["fp32", "int8"])
def test_a_text_s_bits_depend_on_that_text_alone(precision):
    encoder = PackagedEncoder(precision)
    texts = [
        *TEXTS,
        *(f"The {word} bridge is {state}." for word in ["old", "new", "stone", "iron"] for state in ["up", "down"]),
    ]
    together = encoder.encode(texts)
    order = [5, 0, 4, 2, 1, 0, 12, 3]
    assert np.array_equal(encoder.encode([texts[row] for row in order]), together[order])
    for text, row in zip(texts, together, strict=True):
        assert np.array_equal(encoder.encode([text])[0], row)
    small = PackagedEncoder(precision, batch_pieces=20, n_threads=1)
    assert np.array_equal(small.encode(texts), together)


def test_the_end_of_a_long_text_is_read(encoder, whole):
    (other,) = encoder.encode([LONG + " The bridge collapsed and twelve people died."])
    assert other @ whole[3] < 0.9999


def test_int8_is_near_and_not_the_same(whole):
    coarse = PackagedEncoder("int8").encode(TEXTS)
    cosines = (coarse * whole).sum(axis=1)
    assert 0.97 < cosines.min() < cosines.max() < 1.0 - 1e-5


def test_says_which_model_and_precision():
    fine, coarse = PackagedEncoder().describe(), PackagedEncoder("int8").describe()
    assert (fine.role, fine.revision_or_sha256, fine.backend) == ("embedder", PACKAGED_SHA256, "onnx")
    assert coarse.name == f"{fine.name}, int8"


def test_a_missing_runtime_names_the_setting(monkeypatch):
    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name == "onnxruntime":
            raise ImportError("no such library")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ModelError, match=r'no such library.*set the backend to "torch"'):
        PackagedEncoder().encode(["text"])
