"""``analyzer models``: what it says of models that are right, wrong and missing."""

import numpy as np
import pytest

from analyzer import assembly
from analyzer.models.hashing import HashingEncoder


@pytest.fixture
def run(run, monkeypatch, tmp_path):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    path = tmp_path / "chosen.toml"

    def models(command, settings=""):
        path.write_text(settings, "utf-8")
        return run("models", command, "--settings", path)

    return models


LIGHT = """
[embeddings]
model = "hashed-words"
[statements]
tagger = "none"
[comparisons]
relations = "{}"
"""


def test_list_says_what_is_used_and_where_it_is(run):
    code, out, err = run("list")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert [line.split()[0] for line in lines[::3]] == ["quotations", "embedder", "relations"]
    assert "on onnx, 91." in lines[3]
    assert "tagger.safetensors" in lines[2]
    assert all(len(line.strip()) == 64 for line in lines[1::3])


def test_list_names_what_is_missing(run, tmp_path):
    missing = tmp_path / "none.safetensors"
    code, out, err = run("list", LIGHT.format(missing))
    assert code == 2
    assert f"not here   cannot read {missing}" in out
    assert "computed, no files" in out
    assert "prepare" in err


@pytest.mark.parametrize("moved", [0.0, 0.5])
def test_verify_tells_another_result(run, monkeypatch, moved):
    class Moved(HashingEncoder):
        def encode(self, texts):
            vectors = super().encode(texts)
            vectors[1] = (1 - moved) * vectors[1] + moved * vectors[0]
            return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    made = iter([Moved(), HashingEncoder()])
    monkeypatch.setattr(assembly, "_encoder", lambda chosen: next(made))
    code, out, err = run("verify", LIGHT.format("none"))
    assert (code, "WRONG" in out, "embedder" in err) == ((2, True, True) if moved else (0, False, False))


@pytest.mark.model
def test_verify_finds_the_shipped_models_right(run):
    code, out, err = run("verify")
    assert (code, err) == (0, "")
    assert [line.split()[:2] for line in out.splitlines()] == [
        [role, "right:"] for role in ("quotations", "embedder", "relations")
    ]


@pytest.mark.model
def test_prepare_uses_each_model_once(run):
    code, out, err = run("prepare")
    assert (code, err) == (0, "")
    assert out.count("ready") == 3
    assert out.count("on onnx") == 3
