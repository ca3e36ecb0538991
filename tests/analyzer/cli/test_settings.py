"""``analyzer settings`` and ``--set``: what is found without being asked for, and that people are told."""

import tomllib

import pytest

VARIABLE = "ANALYZER_GROUPS__MIN_ENTAILMENT"


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path, value):
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"[groups]\nmin_entailment = {value}\n", "utf-8")
    return path


def in_force(run, *arguments):
    code, out, err = run("settings", *arguments)
    assert (code, err) == (0, "")
    return tomllib.loads(out)["groups"]["min_entailment"]


def test_the_file_in_the_working_directory_is_read(run, here):
    write(here / "analyzer.toml", 0.1)
    assert in_force(run) == 0.1


def test_the_file_kept_with_the_results_is_stronger(run, here):
    write(here / "analyzer.toml", 0.1)
    write(here / "out" / "analyzer.toml", 0.2)
    assert in_force(run, "--out", "out") == 0.2


def test_what_the_file_kept_with_the_results_does_not_name_is_as_in_the_working_directory(run, here):
    write(here / "analyzer.toml", 0.1)
    (here / "out").mkdir()
    (here / "out" / "analyzer.toml").write_text("[report]\nmax_rows = 1\n")
    assert in_force(run, "--out", "out") == 0.1


def test_a_named_file_stands_in_place_of_both(run, here):
    write(here / "analyzer.toml", 0.1)
    (here / "own.toml").write_text("")
    assert in_force(run, "--settings", "own.toml") == 0.6


def test_environment_and_flags_are_stronger_still(run, here, monkeypatch):
    write(here / "own.toml", 0.1)
    monkeypatch.setenv(VARIABLE, "0.3")
    assert in_force(run, "--settings", "own.toml") == 0.3
    assert in_force(run, "--settings", "own.toml", "--set", "groups.min_entailment=0.4") == 0.4


@pytest.mark.parametrize("command", [["settings"], ["compare", "a b", "c d"], ["report", ".", "--out", "../out"]])
def test_a_misspelt_flag_ends_with_the_code_for_configuration(run, here, command):
    code, out, err = run(*command, "--set", "groups.min_entailmnt=0.5")
    assert (code, out) == (2, "")
    assert "did you mean groups.min_entailment?" in err


@pytest.mark.parametrize("command", [["settings"], ["models", "list"], ["compare", "a b", "c d"]])
def test_a_misspelt_variable_ends_with_the_code_for_configuration(run, here, monkeypatch, command):
    monkeypatch.setenv("ANALYZER_GROUPS__MIN_ENTAILMNT", "0.5")
    code, _, err = run(*command)
    assert code == 2
    assert f"did you mean {VARIABLE}?" in err


LIGHT = [
    "--set",
    "embeddings.model=hashed-words",
    "--set",
    "statements.tagger=none",
    "--set",
    "comparisons.relations=none",
]


@pytest.fixture
def reported(run, here, monkeypatch):
    """Report on one small document; return what was said, and the log."""
    (here / "in").mkdir()
    (here / "in" / "ferry.txt").write_text("Mayor Ana Ruiz said the ferry was safe and would sail in the morning.")

    def report(*more):
        code, _, err = run("report", "in", "--out", "out", "--no-cache", *LIGHT, *more)
        assert code == 0
        return err, (here / "out" / "run.log").read_text("utf-8")

    return report


def test_a_report_says_what_was_set_unasked(reported, here, monkeypatch):
    write(here / "analyzer.toml", 0.1)
    monkeypatch.setenv("ANALYZER_REPORT__MAX_ROWS", "5")
    said, log = reported()
    assert "settings: 1 from analyzer.toml, 1 from environment ANALYZER_REPORT__MAX_ROWS" in said
    assert "setting groups.min_entailment from analyzer.toml" in log
    assert "setting embeddings.model from --set" in log


def test_a_report_says_nothing_of_settings_that_were_asked_for(reported, here):
    assert "settings:" not in reported("--settings", str(write(here / "own.toml", 0.2)))[0]


def test_a_quiet_report_keeps_it_in_the_log(reported, here):
    write(here / "analyzer.toml", 0.1)
    said, log = reported("--quiet")
    assert said == ""
    assert "setting groups.min_entailment from analyzer.toml" in log


def test_compare_takes_flags(run, here):
    code, out, _ = run("compare", "the ferry is safe", "the ferry is safe", "--json", *LIGHT)
    assert (code, '"found": "' in out) == (0, True)
