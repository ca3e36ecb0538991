import os
import subprocess
import sys
from pathlib import Path

import pytest

import dashboard
from analyzer.errors import InputError
from analyzer.storage import ANALYSIS_FILE, read_analysis, write_analysis
from dashboard.launch import CONTENT_POLICY, add_headers, analyze_seeds, launch
from dashboard.state import DIRECTORY_VARIABLE

OPEN_AND_LIST_MODULES = """
import sys
from streamlit.testing.v1 import AppTest
import dashboard.launch
app = AppTest.from_file(sys.argv[1], default_timeout=30).run()
assert len(app.dataframe) == 1, app.exception
print(" ".join({name.partition(".")[0] for name in sys.modules}))
"""


def test_without_analysis_and_seeds_it_says_what_to_do(tmp_path):
    with pytest.raises(InputError, match=r"analysis\.json does not exist.*analyzer report"):
        launch(tmp_path / "out")


def test_a_folder_of_seeds_elsewhere_is_not_taken(tmp_path, monkeypatch):
    (tmp_path / "here" / "seeds").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(InputError):
        analyze_seeds(tmp_path / "there" / "out", lambda stage, done, total: None)


def test_opening_an_analysis_loads_no_model_library(small_analysis, tmp_path):
    write_analysis(small_analysis, tmp_path / ANALYSIS_FILE)
    package = Path(dashboard.__file__).parent
    environment = os.environ | {DIRECTORY_VARIABLE: str(tmp_path), "PYTHONPATH": str(package.parent)}
    run = subprocess.run(
        [sys.executable, "-c", OPEN_AND_LIST_MODULES, str(package / "app.py")],
        capture_output=True,
        text=True,
        env=environment,
        cwd=tmp_path,
        check=True,
    )
    loaded = set(run.stdout.split())
    assert "analyzer" in loaded
    assert not loaded & {"torch", "sentence_transformers", "transformers", "onnxruntime"}


def test_every_answer_forbids_loading_from_elsewhere():
    message = {"type": "http.response.start", "headers": [(b"etag", b"1")]}
    add_headers(message)
    headers = dict(message["headers"])
    assert headers[b"content-security-policy"].decode() == CONTENT_POLICY
    assert headers[b"etag"] == b"1"


def test_the_policy_names_no_other_machine():
    addresses = [word for word in CONTENT_POLICY.replace(";", " ").split() if "//" in word or "." in word]
    assert addresses == ["ws://127.0.0.1:*", "ws://localhost:*"]


@pytest.mark.model
def test_seeds_beside_the_folder_are_analysed_into_it(tmp_path):
    (tmp_path / "seeds").mkdir()
    text = "Mayor Ana Ruiz said the bridge is safe.\n\nEngineer Jo Park said the bridge is not safe.\n"
    (tmp_path / "seeds" / "bridge.txt").write_text(text)
    analyze_seeds(tmp_path / "out", lambda stage, done, total: None)
    analysis = read_analysis(tmp_path / "out" / ANALYSIS_FILE)
    assert [document.text for document in analysis.documents] == [text]
    assert {speaker.name for speaker in analysis.speakers} == {"Ana Ruiz", "Jo Park"}
