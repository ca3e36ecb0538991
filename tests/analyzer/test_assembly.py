import json
import subprocess
import sys

import pytest

from analyzer.errors import ModelError, SettingsError
from analyzer.settings import ComparisonSettings, EmbeddingSettings, Settings, StatementSettings


def test_hashed_words_need_no_model():
    from analyzer.assembly import assemble

    parts = assemble(Settings(embeddings=EmbeddingSettings(model="hashed-words")))
    assert parts.encoder.describe().backend == "rules"
    assert parts.encoder.encode(["one text"]).shape[0] == 1


def test_assembling_loads_nothing_heavy():
    program = (
        "import sys; from analyzer.assembly import assemble; from analyzer.settings import Settings; "
        "assemble(Settings()); print(sorted({'torch', 'sentence_transformers', 'streamlit', 'onnx', 'onnxruntime'} "
        "& set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


@pytest.mark.model
def test_a_report_never_imports_torch(tmp_path):
    story = tmp_path / "story.txt"
    story.write_text(
        "Mayor Ana Ruiz said the ferry was safe and would sail in May.\n\n"
        "Captain Otto Lind said the ferry was not safe and would not sail in May.\n",
        "utf-8",
    )
    program = (
        "import sys; from analyzer import cli\n"
        "try: cli.main()\n"
        "except SystemExit as ended: assert not ended.code, ended.code\n"
        "print(sorted({'torch', 'sentence_transformers', 'transformers'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", program, "report", str(story), "--out", str(tmp_path / "out"), "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "[]", "")
    models = json.loads((tmp_path / "out" / "analysis.json").read_text("utf-8"))["provenance"]["models"]
    assert {model["role"]: model["backend"] for model in models} == {
        "quotations": "onnx",
        "embedder": "onnx",
        "relations": "onnx",
    }


def test_the_backend_is_chosen_by_setting():
    from analyzer.assembly import assemble, on_torch
    from analyzer.models.packaged_encoder import PackagedEncoder
    from analyzer.models.sentence_encoder import SentenceEncoder

    reference = assemble(on_torch(Settings()))
    assert {model.backend for model in reference.models} == {"torch"}
    assert {model.backend for model in assemble(Settings()).models} == {"onnx"}
    assert isinstance(reference.encoder, SentenceEncoder)
    coarse = assemble(Settings(embeddings=EmbeddingSettings(backend="onnx-int8"))).encoder
    assert isinstance(coarse, PackagedEncoder)
    assert coarse.describe().name.endswith("int8")
    other = assemble(Settings(embeddings=EmbeddingSettings(model="owner/name", backend="onnx"))).encoder
    assert isinstance(other, SentenceEncoder)


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        (
            Settings(embeddings=EmbeddingSettings(backend="int8")),
            r"embeddings\.backend .*onnx-int8, torch; found 'int8'",
        ),
        (Settings(statements=StatementSettings(tagger_backend="onnx-int8")), r"statements\.tagger_backend"),
        (Settings(comparisons=ComparisonSettings(relations_backend="")), r"comparisons\.relations_backend"),
    ],
)
def test_an_unknown_backend_is_named(settings, named):
    from analyzer.assembly import assemble

    with pytest.raises(SettingsError, match=named):
        assemble(settings)


def test_the_packaged_model_is_the_default():
    from analyzer.assembly import assemble

    assert assemble(Settings()).encoder.describe().name.startswith("all-MiniLM-L6-v2")


def test_the_tagger_is_chosen_by_setting(tmp_path):
    from analyzer.assembly import assemble
    from analyzer.models.quotation_tagger import QuotationTagger

    other = tmp_path / "other.safetensors"
    chosen = [assemble(Settings(statements=StatementSettings(tagger=one))).tagger for one in ("packaged", "none")]
    assert isinstance(chosen[0], QuotationTagger)
    assert chosen[1] is None
    with pytest.raises(ModelError, match=r"other\.safetensors"):
        assemble(Settings(statements=StatementSettings(tagger=str(other)))).tagger.tag(["The mayor spoke."])
    other.write_bytes(b"no weights")
    with pytest.raises(ModelError, match="no tagger's weights"):
        assemble(Settings(statements=StatementSettings(tagger=str(other)))).tagger.tag(["The mayor spoke."])


def test_the_relation_model_is_chosen_by_setting(tmp_path):
    from analyzer.assembly import assemble
    from analyzer.models.relation_model import CrossEncoderRelater, PackagedRelater

    def chosen(name):
        return assemble(Settings(comparisons=ComparisonSettings(relations=name))).relations

    assert chosen("none") is None
    assert isinstance(chosen("packaged"), PackagedRelater)
    assert isinstance(chosen("cross-encoder/some-name"), CrossEncoderRelater)
    other = tmp_path / "other.safetensors"
    with pytest.raises(ModelError, match=r"other\.safetensors"):
        chosen(str(other)).relate([("The mayor spoke.", "The mayor was silent.")])
    other.write_bytes(b"no weights")
    with pytest.raises(ModelError, match="no relation model's weights"):
        chosen(str(other)).relate([("The mayor spoke.", "The mayor was silent.")])
    with pytest.raises(ModelError, match="no model folder"):
        chosen(str(tmp_path / "none")).describe()


def test_the_relation_model_is_named_in_the_provenance(tmp_path):
    from analyzer.models.hashing import HashingEncoder
    from analyzer.models.relation_model import PackagedRelater
    from analyzer.pipeline import Parts, analyze

    story, other = tmp_path / "story.txt", tmp_path / "other.safetensors"
    story.write_text("Mayor Ana Ruiz said the ferry was safe.", "utf-8")
    other.write_bytes(b"only described")
    parts = Parts(encoder=HashingEncoder(), relations=PackagedRelater(weights=other))
    analysis, _ = analyze([story], settings=Settings(), parts=parts)
    assert [(model.role, model.name) for model in analysis.provenance.models][1:] == [("relations", "other")]
