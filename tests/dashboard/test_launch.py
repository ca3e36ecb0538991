import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import dashboard
from analyzer.errors import InputError, SettingsError
from analyzer.storage import ANALYSIS_FILE, read_analysis, write_analysis
from dashboard import launch as launching
from dashboard.launch import address_of, analyze_seeds, launch, server_config
from dashboard.server.server_settings import ServerSettings, server_settings
from dashboard.server.signing_in import ACCESS_VARIABLE
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


@pytest.fixture
def started(small_analysis, tmp_path, monkeypatch):
    """Return a function that launches a server of some file, and returns what it would serve instead of serving it."""
    write_analysis(small_analysis, tmp_path / ANALYSIS_FILE)
    monkeypatch.setenv(DIRECTORY_VARIABLE, "")
    monkeypatch.setenv(ACCESS_VARIABLE, "")
    served = []
    monkeypatch.setattr(launching, "serve", lambda directory, settings: served.append(settings))

    def start(text: str | None, **more) -> ServerSettings:
        if text is not None:
            (tmp_path / "server.toml").write_text(text)
            more["server_file"] = tmp_path / "server.toml"
        launch(tmp_path, **more)
        return served.pop()

    return start


NEWSROOM = """
[server]
address = "0.0.0.0"
hosts = ["desk.example"]
[auth]
redirect_uri = "https://desk.example/oauth2callback"
cookie_secret = "cccccccccccccccccccccccccccccccc"
client_id = "analyzer"
client_secret = "secret"
server_metadata_url = "https://accounts.example/.well-known/openid-configuration"
[access]
domains = ["desk.example"]
"""


def test_without_a_file_this_machine_alone_is_served_and_nobody_signs_in(started):
    config = server_config(started(None))
    assert config["server.address"] == "127.0.0.1"
    assert config["server.allowedHosts"] == ["127.0.0.1", "localhost"]
    assert ACCESS_VARIABLE not in os.environ


def test_a_server_file_sets_who_may_enter(started):
    started(NEWSROOM)
    assert os.environ[ACCESS_VARIABLE] == '{"emails": [], "domains": ["desk.example"]}'


def test_the_port_of_the_command_line_wins(started):
    assert server_config(started("[server]\nport = 8600", port=8700))["server.port"] == 8700


def test_signing_in_without_its_libraries_names_the_extra(started, monkeypatch):
    monkeypatch.setattr(launching, "find_spec", lambda name: None)
    with pytest.raises(SettingsError, match=r"statement-comparison-analyzer\[server\]"):
        started(NEWSROOM)


@pytest.mark.parametrize("option", ["server.trustedUserHeaders", "server.enableAgentApi", "server.enableStaticServing"])
def test_no_configuration_file_opens_another_way_in(option):
    assert not server_config(ServerSettings())[option]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (NEWSROOM, "https://desk.example"),
        ('[server]\nbase_path = "/desk"', "http://127.0.0.1:8501/desk"),
        ('[server]\nhosts = ["localhost"]', "http://localhost:8501"),
    ],
)
def test_the_address_that_is_told_is_the_one_to_open(text, address):
    assert address_of(server_settings(tomllib.loads(text)), 8501) == address


@pytest.mark.model
def test_seeds_beside_the_folder_are_analysed_into_it(tmp_path):
    (tmp_path / "seeds").mkdir()
    text = "Mayor Ana Ruiz said the bridge is safe.\n\nEngineer Jo Park said the bridge is not safe.\n"
    (tmp_path / "seeds" / "bridge.txt").write_text(text)
    analyze_seeds(tmp_path / "out", lambda stage, done, total: None)
    analysis = read_analysis(tmp_path / "out" / ANALYSIS_FILE)
    assert [document.text for document in analysis.documents] == [text]
    assert {speaker.name for speaker in analysis.speakers} == {"Ana Ruiz", "Jo Park"}
