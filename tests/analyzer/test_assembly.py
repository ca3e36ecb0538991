import subprocess
import sys

import pytest

from analyzer.errors import ModelError
from analyzer.settings import EmbeddingSettings, Settings, StatementSettings


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
