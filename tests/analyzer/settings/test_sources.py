"""Which of several sources wins, and what each setting is said to be from."""

import dataclasses
import tomllib

import pytest

from analyzer.errors import SettingsError
from analyzer.settings import Settings, change_settings, load_settings, settings_in_force

VARIABLE = "ANALYZER_GROUPS__MIN_ENTAILMENT"


@pytest.fixture
def files(tmp_path):
    paths = []
    for number, value in enumerate((0.1, 0.2)):
        paths.append(tmp_path / f"{number}.toml")
        paths[-1].write_text(f"[groups]\nmin_entailment = {value}\n", "utf-8")
    return paths


@pytest.mark.parametrize(
    ("n_files", "environment", "flags", "value", "origin"),
    [
        (0, {}, [], 0.6, None),
        (1, {}, [], 0.1, "0.toml"),
        (2, {}, [], 0.2, "1.toml"),
        (2, {VARIABLE: "0.3"}, [], 0.3, f"environment {VARIABLE}"),
        (2, {VARIABLE: "0.3"}, ["groups.min_entailment=0.4"], 0.4, "--set"),
        (2, {VARIABLE: "0.3"}, ["groups.min_entailment=0.4", "groups.min_entailment=0.5"], 0.5, "--set"),
        (2, {VARIABLE: ""}, [], 0.2, "1.toml"),
    ],
)
def test_the_stronger_source_wins_and_is_named(files, n_files, environment, flags, value, origin):
    found = settings_in_force(files[:n_files], environment, flags)
    assert found.settings.groups.min_entailment == value
    named = found.origins.get("groups.min_entailment")
    assert (named.endswith(origin) if named else named) == (True if origin else None)


def test_sources_that_name_other_settings_stand_beside_each_other(files):
    found = settings_in_force(files[:1], {"ANALYZER_REPORT__MAX_ROWS": "5"}, ["documents.languages=en,fr"])
    expected = {"groups": {"min_entailment": 0.1}, "report": {"max_rows": 5}, "documents": {"languages": ["en", "fr"]}}
    assert found.settings == change_settings(Settings(), expected, "test")
    assert sorted(found.origins) == ["documents.languages", "groups.min_entailment", "report.max_rows"]


@pytest.mark.parametrize(
    ("variable", "message"),
    [
        ("ANALYZER_GROUPS__MIN_ENTAILMNT", f"did you mean {VARIABLE}"),
        ("ANALYZER_GROUPS_MIN_ENTAILMENT", f"did you mean {VARIABLE}"),
        ("ANALYZER_ZZ__Q", "known: ANALYZER_COMPARISONS__MAX_PAIRS_PER_STATEMENT"),
    ],
)
def test_a_misspelt_variable_is_refused_with_the_nearest(variable, message):
    with pytest.raises(SettingsError, match=f"no setting {variable}; {message}"):
        settings_in_force(environment={variable: "1"})


@pytest.mark.parametrize(
    "variable", ["ANALYZER_DASHBOARD_DIRECTORY", "ANALYZER_DASHBOARD_ACCESS", "ANALYZER_HOME", "GROUPS__MIN_ENTAILMENT"]
)
def test_other_variables_are_let_alone(variable):
    assert settings_in_force(environment={variable: "x"}).settings == Settings()


@pytest.mark.parametrize(
    ("flag", "message"),
    [
        ("groups.min_entailment", "expected SECTION.KEY=VALUE"),
        ("groups.min_entailmnt=1", r"no setting groups\.min_entailmnt; did you mean groups\.min_entailment\?"),
        ("min_entailment=1", "no setting min_entailment"),
        ("groups.min_entailment=2", r"groups\.min_entailment must be a number from 0 to 1, found 2"),
        ("groups.min_entailment=", "must be a number"),
    ],
)
def test_a_wrong_flag_is_refused(flag, message):
    with pytest.raises(SettingsError, match=f"^--set.*{message}"):
        settings_in_force(flags=[flag])


def test_a_value_in_the_environment_is_checked():
    with pytest.raises(SettingsError, match=f"^environment {VARIABLE}: .* must be a number from 0 to 1"):
        settings_in_force(environment={VARIABLE: "most"})


def test_every_setting_is_written_with_where_it_is_from(files):
    lines = (
        settings_in_force(files[:1], {"ANALYZER_REPORT__MAX_ROWS": "5"}, ["embeddings.model=x"]).in_toml().split("\n")
    )
    assert f"min_entailment = 0.1  # {files[0]}; shipped: 0.6" in lines
    assert "max_rows = 5  # environment ANALYZER_REPORT__MAX_ROWS; shipped: 5000" in lines
    assert 'model = "x"  # --set; shipped: "packaged"' in lines
    assert "min_pair_entailment = 0.25  # as shipped" in lines


def test_what_is_written_gives_the_same_settings_when_read(files, tmp_path):
    found = settings_in_force(files, {"ANALYZER_EMBEDDINGS__MODEL": 'C:\\é "x" # y'})
    (tmp_path / "again.toml").write_text(found.in_toml(), "utf-8")
    assert load_settings(tmp_path / "again.toml") == found.settings


def test_a_file_name_cannot_add_lines(files, tmp_path):
    odd = tmp_path / "a\n[groups]\nb.toml"
    odd.write_bytes(files[0].read_bytes())
    written = tomllib.loads(settings_in_force([odd]).in_toml())
    assert written == {
        name: {key: list(value) if isinstance(value, tuple) else value for key, value in section.items()}
        for name, section in dataclasses.asdict(settings_in_force([odd]).settings).items()
    }
