import subprocess
import sys

import pytest

from analyzer.errors import ModelError
from analyzer.settings import ComparisonSettings, EmbeddingSettings, Settings, StatementSettings


def test_hashed_words_need_no_model():
    from analyzer.assembly import assemble

    parts = assemble(Settings(embeddings=EmbeddingSettings(model="hashed-words")))
    assert parts.encoder.describe().backend == "rules"
    assert parts.encoder.encode(["one text"]).shape[0] == 1


def test_assembling_loads_nothing_heavy():
    program = (
        "import sys; from analyzer.assembly import assemble; from analyzer.settings import Settings; "
        "assemble(Settings()); print(sorted({'torch', 'sentence_transformers', 'streamlit'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


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
