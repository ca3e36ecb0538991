import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from analyzer.errors import ModelError
from analyzer.models.folders import PACKAGED_SHA256, find_folder, folder_digest, packaged_folder
from analyzer.models.sentence_encoder import SentenceEncoder

LONG = " ".join(f"Paragraph {n} of the harbour report lists the cranes that were repaired." for n in range(60))
TEXTS = ["The mayor opened the bridge.", "Taxes rise in May.", "The bridge was opened by the mayor.", LONG, ""]

GUARDED = """
import json, socket, sys, warnings
warnings.simplefilter("error")
def refuse(*args, **kwargs): raise AssertionError("a network call was made")
socket.getaddrinfo = socket.socket.connect = refuse
from analyzer.models.sentence_encoder import SentenceEncoder
encoder = SentenceEncoder("packaged")
before = sorted({"torch", "sentence_transformers"} & set(sys.modules))
vectors = encoder.encode(["The mayor opened the bridge.", "word " * 600])
print(json.dumps({"before": before, "shape": vectors.shape, "sha256": encoder.describe().revision_or_sha256}))
"""


@pytest.fixture(scope="module")
def encoder():
    return SentenceEncoder()


@pytest.mark.model
def test_packaged_model_loads_late_without_network_bars_or_warnings():
    env = {key: value for key, value in os.environ.items() if not key.startswith(("HF_", "TRANSFORMERS_"))}
    done = subprocess.run([sys.executable, "-c", GUARDED], capture_output=True, text=True, env=env, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {"before": [], "shape": [2, 384], "sha256": PACKAGED_SHA256}


@pytest.mark.model
def test_rows_are_finite_unit_vectors(encoder):
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (5, 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


@pytest.mark.model
def test_order_and_repeats_change_no_bit(encoder):
    straight = encoder.encode(TEXTS)
    order = [3, 0, 4, 2, 1, 0]
    assert np.array_equal(encoder.encode([TEXTS[i] for i in order]), straight[order])


@pytest.mark.model
def test_paraphrase_is_nearer_than_another_subject(encoder):
    opened, taxes, passive, *_ = encoder.encode(TEXTS)
    assert opened @ passive > 0.9 > 0.3 > opened @ taxes


@pytest.mark.model
def test_the_end_of_a_long_text_is_read(encoder):
    one, other = encoder.encode([LONG + " The bridge collapsed and twelve people died.", LONG])
    assert one @ other < 0.9999


@pytest.mark.model
def test_a_local_folder_is_described_by_name_and_digest(tmp_path, encoder):
    folder = tmp_path / "our-model"
    shutil.copytree(packaged_folder(), folder)
    local = SentenceEncoder(str(folder))
    use = local.describe()
    assert (use.name, use.revision_or_sha256, use.backend) == ("our-model", folder_digest(folder), "torch")
    assert np.array_equal(local.encode(TEXTS[:2]), encoder.encode(TEXTS[:2]))


@pytest.mark.model
def test_a_cached_hub_model_is_found_with_its_revision(tmp_path, monkeypatch):
    from huggingface_hub import constants

    snapshot = tmp_path / "models--owner--name" / "snapshots" / ("a" * 40)
    shutil.copytree(packaged_folder(), snapshot)
    (tmp_path / "models--owner--name" / "refs").mkdir()
    (tmp_path / "models--owner--name" / "refs" / "main").write_text("a" * 40)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    assert find_folder("owner/name") == (snapshot, "a" * 40)


@pytest.mark.parametrize("name", ["./no-such-folder", "/no/such/folder", "~/no-such-folder", "a/b/c", "a\\b"])
def test_a_missing_folder_is_named_without_asking_the_hub(name):
    with pytest.raises(ModelError, match="no model folder"):
        find_folder(name)


@pytest.mark.parametrize("name", ["no-owner-no-model-by-this-name", "owner/bad name"])
def test_a_name_that_cannot_be_fetched_is_a_model_error(name, tmp_path, monkeypatch):
    from huggingface_hub import HfApi, constants

    def no_network(*args, **kwargs):
        raise ConnectionError("no network")

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setattr(HfApi, "model_info", no_network)
    with pytest.raises(ModelError, match="no cached model"):
        find_folder(name)


def test_a_folder_that_is_no_model_is_a_model_error(tmp_path):
    (tmp_path / "notes.txt").write_text("nothing")
    with pytest.raises(ModelError, match="cannot be loaded"):
        SentenceEncoder(str(tmp_path)).encode(["text"])


def test_other_weights_than_expected_are_refused():
    with pytest.raises(ModelError, match=f"{PACKAGED_SHA256}, expected 00"):
        packaged_folder("00")


def test_digest_depends_on_names_and_contents(tmp_path):
    digests = set()
    for name, content in [("a", "1"), ("a", "2"), ("b", "1")]:
        folder = Path(tmp_path / (name + content))
        folder.mkdir()
        (folder / name).write_text(content)
        digests.add(folder_digest(folder))
    assert len(digests) == 3
