import json
import os
import shutil
import subprocess
import sys

import numpy as np
import pytest

from analyzer.errors import ModelError
from analyzer.models import relation_model
from analyzer.models.folders import file_digest, folder_digest, packaged_folder
from analyzer.models.relation_model import CrossEncoderRelater, PackagedRelater

pytestmark = pytest.mark.model

LONG = " ".join(f"Paragraph {n} of the harbour report lists the cranes that were repaired." for n in range(60))
PAIRS = [
    ("The mayor opened the bridge.", "The bridge was opened."),
    ("The bridge was opened.", "The mayor opened the bridge."),
    ("Taxes rise in May.", "Taxes do not rise in May, the minister said on Tuesday."),
    (LONG, "The cranes were repaired."),
    (LONG, LONG),
    ("", "Rain."),
    ("Rain.", ""),
    ("", ""),
]
ODD = [("half \ud800 a pair", "\udfff"), ("\x00\u200b\ufeff", "🙂" * 400), ("x" * 5000, "[SEP] [CLS] [PAD]")]

GUARDED = """
import json, socket, sys, warnings
from pathlib import Path
warnings.simplefilter("error")
def refuse(*args, **kwargs): raise AssertionError("a network call was made")
socket.getaddrinfo = socket.socket.connect = refuse
from analyzer.models.relation_model import CrossEncoderRelater, PackagedRelater
relaters = PackagedRelater(weights=Path(sys.argv[1])), CrossEncoderRelater(sys.argv[2])
before = sorted({"torch", "tokenizers", "sentence_transformers"} & set(sys.modules))
shapes = [relater.relate([("One text.", "Another.")]).shape for relater in relaters]
print(json.dumps({"before": before, "shapes": shapes}))
"""


def random_weights(n_inner=64):
    """Tensors named and shaped as training ships them, but for smaller inner layers."""
    import torch

    torch.manual_seed(3)
    shapes = {f"features.{n}.weight": (2, 384) for n in range(2)}
    outputs = {"hidden": (256, 5 * 384), "relation": (3, 256)}
    for n in range(6):
        sizes = {"attend": (1152, 384), "attended": (384, 384), "inner": (n_inner, 384), "outer": (384, n_inner)}
        outputs |= {f"layers.{n}.{name}": size for name, size in sizes.items()}
        outputs |= {f"layers.{n}.{name}_norm": (384,) for name in ("attended", "outer")}
    for name, shape in outputs.items():
        shapes |= {f"{name}.weight": shape, f"{name}.bias": shape[:1]}
    return {name: (torch.randn(shape) * 0.1).half() for name, shape in shapes.items()}


@pytest.fixture(scope="module")
def weights(tmp_path_factory):
    from safetensors.torch import save_file

    path = tmp_path_factory.mktemp("relations") / "random.safetensors"
    save_file(random_weights(), path)
    return path


@pytest.fixture(scope="module")
def make_cross_encoder(tmp_path_factory):
    """Make a folder with a tiny cross-encoder whose scores stand in the order of its labels."""

    def make(labels, *, order=None):
        import torch
        from transformers import BertConfig, BertForSequenceClassification

        folder = tmp_path_factory.mktemp("cross") / "tiny-nli"
        torch.manual_seed(5)
        config = BertConfig(
            hidden_size=16,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=16,
            max_position_embeddings=64,
            initializer_range=1.0,
            id2label=dict(enumerate(labels)),
            label2id={label: n for n, label in enumerate(labels)},
        )
        model = BertForSequenceClassification(config)
        if order is not None:
            head = model.classifier
            head.weight.data, head.bias.data = head.weight.data[order], head.bias.data[order]
        model.save_pretrained(folder)
        for name in ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.txt"):
            shutil.copy(packaged_folder() / name, folder)
        return folder

    return make


@pytest.fixture(scope="module")
def cross_folder(make_cross_encoder):
    return make_cross_encoder(["entailment", "neutral", "contradiction"])


@pytest.fixture(scope="module", params=["onnx", "torch", "cross-encoder"])
def relater(request, weights, cross_folder):
    if request.param != "cross-encoder":
        return PackagedRelater(weights=weights, backend=request.param)
    return CrossEncoderRelater(str(cross_folder))


def test_both_load_late_without_network_bars_or_warnings(weights, cross_folder):
    env = {key: value for key, value in os.environ.items() if not key.startswith(("HF_", "TRANSFORMERS_"))}
    command = [sys.executable, "-c", GUARDED, str(weights), str(cross_folder)]
    done = subprocess.run(command, capture_output=True, text=True, env=env, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {"before": [], "shapes": [[1, 3], [1, 3]]}


def test_each_row_adds_up_to_one(relater):
    scores = relater.relate(PAIRS)
    assert (scores.shape, scores.dtype) == ((len(PAIRS), 3), np.float32)
    assert (scores >= 0.0).all()
    np.testing.assert_allclose(scores.sum(axis=1), 1.0, atol=1e-6)


def test_no_pairs_give_no_rows(relater):
    scores = relater.relate([])
    assert (scores.shape, scores.dtype) == ((0, 3), np.float32)


def test_order_and_repeats_change_no_bit(relater):
    straight = relater.relate(PAIRS)
    order = [3, 0, 4, 7, 2, 6, 1, 5, 0, 3]
    assert np.array_equal(relater.relate([PAIRS[row] for row in order]), straight[order])


def test_scores_are_those_on_torch(weights):
    mine, reference = PackagedRelater(weights=weights), PackagedRelater(weights=weights, backend="torch")
    scores = mine.relate([*PAIRS, *ODD])
    assert np.ptp(scores, axis=0).min() > 0.01
    np.testing.assert_allclose(scores, reference.relate([*PAIRS, *ODD]), atol=1e-4)
    assert (mine.describe().backend, reference.describe().backend) == ("onnx", "torch")


def test_a_pair_s_bits_depend_on_that_pair_alone(weights):
    relater = PackagedRelater(weights=weights)
    pairs = [*PAIRS, *ODD, *((f"The {word} opened.", f"The {word} closed.") for word in ["bridge", "port", "school"])]
    together = relater.relate(pairs)
    assert np.array_equal(np.concatenate([relater.relate([pair]) for pair in pairs]), together)


def test_the_first_text_is_not_the_second(relater):
    there, back = relater.relate(PAIRS[:2])
    assert not np.allclose(there, back)


def test_any_text_can_be_read(relater):
    scores = relater.relate(ODD)
    assert np.isfinite(scores).all()
    np.testing.assert_allclose(scores.sum(axis=1), 1.0, atol=1e-6)


def test_a_pair_alone_scores_as_among_others(relater):
    together = relater.relate(PAIRS)
    alone = np.concatenate([relater.relate([pair]) for pair in PAIRS])
    np.testing.assert_allclose(together, alone, atol=1e-5)


@pytest.mark.parametrize("batch_pieces", [1, 30, 300])
def test_batches_of_any_size_score_alike(batch_pieces, weights):
    small = PackagedRelater(weights=weights, batch_pieces=batch_pieces)
    np.testing.assert_allclose(small.relate(PAIRS), PackagedRelater(weights=weights).relate(PAIRS), atol=1e-5)


def test_batches_hold_no_more_pieces_than_allowed(weights, monkeypatch):
    seen = []
    feed = relation_model._feed

    def counted(pairs):
        seen.append([len(pair.pieces) for pair in pairs])
        return feed(pairs)

    monkeypatch.setattr(relation_model, "_feed", counted)
    PackagedRelater(weights=weights, batch_pieces=60).relate([*PAIRS, *PAIRS])
    assert sum(map(len, seen)) == len(PAIRS)
    assert all(len(batch) == 1 or len(batch) * max(batch) <= 60 for batch in seen)
    assert max(map(max, seen)) == relation_model.MAX_PIECES


def test_says_which_weights(weights):
    use = PackagedRelater(weights=weights).describe()
    assert (use.role, use.name, use.revision_or_sha256) == ("relations", "random", file_digest(weights))


def test_shipped_weights_must_be_the_ones_expected(weights, monkeypatch):
    monkeypatch.setattr(relation_model, "WEIGHTS", weights)
    monkeypatch.setattr(relation_model, "WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(ModelError, match=f"{file_digest(weights)}, expected 0000"):
        PackagedRelater().relate(PAIRS[:1])
    monkeypatch.setattr(relation_model, "WEIGHTS_SHA256", file_digest(weights))
    assert PackagedRelater().relate(PAIRS[:1]).shape == (1, 3)


def test_missing_weights_are_named(tmp_path):
    with pytest.raises(ModelError, match=r"cannot read .*none\.safetensors"):
        PackagedRelater(weights=tmp_path / "none.safetensors").relate(PAIRS[:1])


def test_a_file_that_holds_no_weights_is_a_model_error(tmp_path):
    path = tmp_path / "other.safetensors"
    path.write_bytes(b"no weights")
    with pytest.raises(ModelError, match="no relation model's weights"):
        PackagedRelater(weights=path).relate(PAIRS[:1])


def test_another_network_s_weights_are_a_model_error(tmp_path):
    from safetensors.torch import save_file

    path = tmp_path / "other.safetensors"
    save_file({name: tensor for name, tensor in random_weights().items() if "relation" not in name}, path)
    with pytest.raises(ModelError, match=r"2 of them missing, first relation\.bias"):
        PackagedRelater(weights=path).relate(PAIRS[:1])


def test_labels_are_found_by_their_names(make_cross_encoder, cross_folder):
    ordered = CrossEncoderRelater(str(cross_folder)).relate(PAIRS)
    other = make_cross_encoder(["CONTRADICTION", "Entailment", "Neutral"], order=[2, 0, 1])
    permuted = CrossEncoderRelater(str(other)).relate(PAIRS)
    assert np.ptp(ordered, axis=1).min() > 1e-3
    np.testing.assert_allclose(permuted, ordered, atol=1e-6)


@pytest.mark.parametrize(
    "labels",
    [
        ["entailment", "not_entailment"],
        ["LABEL_0", "LABEL_1", "LABEL_2"],
        ["entailment", "neutral", "contradiction", "other"],
        ["entailment", "entailed", "neutral"],
    ],
)
def test_other_labels_are_named(labels, make_cross_encoder):
    folder = make_cross_encoder(labels)
    with pytest.raises(ModelError, match=f"{', '.join(labels)}; expected entailment, neutral, contradiction"):
        CrossEncoderRelater(str(folder)).relate(PAIRS[:1])


def test_a_local_cross_encoder_is_described_by_name_and_digest(cross_folder):
    use = CrossEncoderRelater(str(cross_folder)).describe()
    assert (use.role, use.name, use.revision_or_sha256) == ("relations", "tiny-nli", folder_digest(cross_folder))


def test_a_folder_that_is_no_model_is_a_model_error(tmp_path):
    (tmp_path / "notes.txt").write_text("nothing")
    with pytest.raises(ModelError, match="cannot be loaded"):
        CrossEncoderRelater(str(tmp_path)).relate(PAIRS[:1])


def test_a_name_without_owner_is_looked_for_among_cross_encoders(monkeypatch, tmp_path):
    from huggingface_hub import HfApi, constants

    def no_network(*args, **kwargs):
        raise ConnectionError("no network")

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setattr(HfApi, "model_info", no_network)
    with pytest.raises(ModelError, match="no cached model cross-encoder/no-model-by-this-name"):
        CrossEncoderRelater("no-model-by-this-name").describe()
