"""The command line: exit codes, messages, progress, and what it does not import."""

import dataclasses
import io
import json
import os
import subprocess
import sys
import types

import pytest

from analyzer import __version__, cli, runs
from analyzer.documents import load_documents
from analyzer.errors import InputError, ModelError, SettingsError
from analyzer.schema import InputFile
from analyzer.settings import Settings, load_settings

HEAVY = {"torch", "sentence_transformers", "streamlit", "sklearn", "pydantic", "numpy", "jinja2", "rich", "nupunkt"}


@pytest.fixture
def stage(monkeypatch, small_analysis, small_embeddings):
    """Stand in for the analysis itself: what it returns or raises; it reads its inputs only where it ``loads``."""

    class Stage:
        result, error, given, loads = small_analysis, None, None, False

        def analyze(self, inputs, *, settings, progress, **_):
            self.given = list(inputs)
            progress("documents", 0, 2)
            progress("documents", 2, 2)
            if self.error:
                raise self.error
            if self.loads:
                files = load_documents(inputs, settings.documents, progress).inputs
                provenance = dataclasses.replace(self.result.provenance, inputs=files)
                self.result = dataclasses.replace(self.result, provenance=provenance)
            return self.result, small_embeddings

    here = Stage()
    monkeypatch.setattr(runs, "analyze", here.analyze)
    monkeypatch.setattr(runs, "assemble", lambda settings: settings)
    return here


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "in"
    path.mkdir()
    return path


def read_only(analysis, *statuses):
    inputs = tuple(
        InputFile(f"{i}.txt", None, 1, None, s, None if s == "read" else "why") for i, s in enumerate(statuses)
    )
    return dataclasses.replace(analysis, provenance=dataclasses.replace(analysis.provenance, inputs=inputs))


@pytest.mark.parametrize(
    ("statuses", "code"),
    [(["read"], 0), (["read", "skipped"], 0), (["read", "failed"], 3), (["skipped"], 4), (["failed"], 4), ([], 4)],
)
def test_the_exit_code_tells_what_became_of_the_inputs(run, stage, folder, tmp_path, statuses, code):
    stage.result = read_only(stage.result, *statuses)
    assert run("report", folder, "--out", tmp_path / "out")[0] == code


def test_no_statement_is_nothing_to_analyse(run, stage, folder, tmp_path):
    empty = dict.fromkeys(["statements", "groups", "threads", "comparisons", "conflicts"], ())
    stage.result = dataclasses.replace(read_only(stage.result, "read"), **empty)
    code, out, err = run("report", folder, "--out", tmp_path / "out")
    assert (code, out) == (4, "")
    assert "nothing to analyse: no statement was found" in err
    assert (tmp_path / "out" / "report.html").exists()


def test_every_promised_file_is_written(run, stage, folder, tmp_path):
    run("report", folder, "--out", tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        ".workspace.sqlite.lock",
        "analysis.json",
        "changes.json",
        "conflicts.csv",
        "embeddings.npy",
        "groups.csv",
        "report.html",
        "report.md",
        "run.log",
        "statements.csv",
        "tables",
        "workspace.sqlite",
    ]


def test_the_path_of_the_report_is_printed(run, stage, folder, tmp_path):
    assert run("report", folder, "--out", tmp_path / "out")[1] == f"{tmp_path / 'out' / 'report.html'}\n"


def test_what_happened_is_told_on_stderr_and_in_the_log(run, stage, folder, tmp_path):
    stage.result = read_only(stage.result, "read", "skipped", "failed")
    _, _, err = run("report", folder, "--out", tmp_path / "out")
    log = (tmp_path / "out" / "run.log").read_text(encoding="utf-8")
    for line in (
        "could not be read: 2.txt: why",
        "skipped: 1.txt: why",
        "1 read (2 documents), 1 skipped, 1 could not be read",
        "3 statements; 1 conflicts flagged, 0 possible",
    ):
        assert line in err
        assert line in log
    assert "documents: 2 of 2" in err
    assert "north.txt: one quotation mark is never closed" in log


def test_quiet_says_only_what_went_wrong(run, stage, folder, tmp_path):
    stage.result = read_only(stage.result, "read", "skipped", "failed")
    assert run("report", folder, "--out", tmp_path / "out", "--quiet")[1:] == ("", "could not be read: 2.txt: why\n")


def test_a_missing_path_is_listed_and_the_rest_is_done(run, stage, folder, tmp_path):
    (folder / "a.txt").write_text("The harbour office said that the ferry would leave at noon on Monday.")
    stage.loads = True
    code, _, err = run("report", folder, tmp_path / "gone", "--out", tmp_path / "out")
    assert code == 3
    assert f"could not be read: {tmp_path / 'gone'}: does not exist" in err
    record = json.loads((tmp_path / "out" / "analysis.json").read_text(encoding="utf-8"))
    assert [(file["status"], file["reason"]) for file in record["provenance"]["inputs"]] == [
        ("failed", "does not exist"),
        ("read", None),
    ]


def test_only_missing_paths_are_nothing_to_analyse(run, stage, tmp_path):
    code, _, err = run("report", tmp_path / "gone", "--out", tmp_path / "out")
    assert (code, stage.given) == (4, None)
    assert "no input exists" in err


def test_an_input_error_is_nothing_to_analyse(run, stage, folder, tmp_path):
    stage.error = InputError("the folder is empty")
    code, _, err = run("report", folder, "--out", tmp_path / "out")
    assert (code, err.splitlines()[-1]) == (4, "analyzer: the folder is empty")


def test_a_missing_model_is_configuration(run, stage, folder, tmp_path):
    stage.error = ModelError("no such model")
    code, _, err = run("report", folder, "--out", tmp_path / "out")
    assert (code, err.splitlines()[-1]) == (2, "analyzer: no such model")


def test_a_crash_leaves_its_trace_in_the_log_alone(run, stage, folder, tmp_path):
    stage.error = ZeroDivisionError("oh")
    code, _, err = run("report", folder, "--out", tmp_path / "out")
    assert code == 1
    assert "internal error: ZeroDivisionError: oh; see" in err
    assert "Traceback" not in err
    assert "Traceback" in (tmp_path / "out" / "run.log").read_text(encoding="utf-8")


def test_an_output_folder_that_is_a_file_is_usage(run, stage, folder, tmp_path):
    (tmp_path / "out").write_text("")
    code, _, err = run("report", folder, "--out", tmp_path / "out")
    assert (code, stage.given) == (2, None)
    assert "cannot write into --out" in err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_output_folder_that_may_not_be_written_is_usage(run, stage, folder, tmp_path):
    (tmp_path / "out").mkdir(mode=0o500)
    assert run("report", folder, "--out", tmp_path / "out")[0] == 2


@pytest.mark.parametrize("inside", ["", "out", "deep/out"])
def test_an_output_folder_inside_an_input_is_usage(run, stage, folder, inside):
    code, _, err = run("report", folder, "--out", folder / inside)
    assert (code, stage.given) == (2, None)
    assert "would be read as input next time" in err
    assert list(folder.iterdir()) == []


def test_settings_that_do_not_exist_are_configuration(run, stage, folder, tmp_path):
    (tmp_path / "s.toml").write_text("[groups]\nmin_entailmnt = 0.5\n")
    code, _, err = run("report", folder, "--out", tmp_path / "out", "--settings", tmp_path / "s.toml")
    assert code == 2
    assert "did you mean min_entailment?" in err


@pytest.mark.parametrize("arguments", [["report"], ["report", "x"], ["nonsense"], ["--nonsense"], []])
def test_wrong_usage(run, arguments):
    assert run(*arguments)[0] == 2


def test_names_that_steer_a_terminal_are_shown_harmlessly(run, tmp_path):
    _, _, err = run("report", tmp_path / "\x1b[2Jgone", "--out", tmp_path / "out")
    assert "\x1b" not in err
    assert "?[2Jgone: does not exist" in err


@pytest.mark.parametrize(
    ("file", "title"),
    [([], "Analysis file, version 1"), (["changes"], "What changed since an earlier run, version 1")],
)
def test_schema_is_printed(run, file, title):
    code, out, _ = run("schema", *file)
    assert (code, json.loads(out)["title"]) == (0, title)


def test_printed_settings_can_be_read_back(run, tmp_path):
    (tmp_path / "s.toml").write_text(run("settings")[1], encoding="utf-8")
    assert load_settings(tmp_path / "s.toml") == Settings()


def test_settings_in_force_are_printed(run, tmp_path):
    (tmp_path / "s.toml").write_text('[embeddings]\nmodel = "quo\\"te\\\\ é"\n', encoding="utf-8")
    (tmp_path / "again.toml").write_text(run("settings", "--settings", tmp_path / "s.toml")[1], encoding="utf-8")
    assert load_settings(tmp_path / "again.toml").embeddings.model == 'quo"te\\ é'


def test_the_version_is_printed(run):
    assert run("--version")[:2] == (0, f"analyzer {__version__}\n")


def test_the_dashboard_is_launched_on_the_folder(run, monkeypatch, tmp_path):
    launched = types.ModuleType("dashboard.launch")
    calls = []
    launched.launch = lambda directory, **options: calls.append((directory, options["port"]))
    monkeypatch.setitem(sys.modules, "dashboard.launch", launched)
    assert run("dashboard", tmp_path, "--port", "8123")[0] == 0
    assert calls == [(tmp_path, 8123)]


def test_errors_made_on_purpose_end_without_traceback(run, monkeypatch, tmp_path):
    launched = types.ModuleType("dashboard.launch")

    def refuse(directory, **options):
        raise SettingsError("no analysis here")

    launched.launch = refuse
    monkeypatch.setitem(sys.modules, "dashboard.launch", launched)
    assert run("dashboard", tmp_path) == (2, "", "analyzer: no analysis here\n")


class Terminal(io.StringIO):
    def isatty(self):
        return True


def told(stream, *calls, times):
    ticks = iter(times)
    now = [0.0]

    def clock():
        return now[0]

    lines = cli.ProgressLines(stream, clock=clock)
    for call in calls:
        now[0] = next(ticks)
        lines(*call)
    return stream.getvalue()


def test_progress_writes_plain_lines_now_and_then():
    calls = [("embeddings", i, 1000) for i in range(0, 1001, 10)]
    out = told(io.StringIO(), *calls, times=[i * 0.1 for i in range(101)])
    assert out.splitlines() == [
        "embeddings: 0 of 1000",
        "embeddings: 500 of 1000, 100 a second, 5 s left",
        "embeddings: 1000 of 1000, 100 a second, in 10 s",
    ]


def test_the_rate_counts_what_was_done_since_the_stage_began():
    calls = [("a", 0, 9), ("embeddings", 900, 1900), ("embeddings", 1000, 1900)]
    out = told(io.StringIO(), *calls, times=[0.0, 10.0, 110.0])
    assert out.splitlines()[-1] == "embeddings: 1000 of 1900, 1 a second, 15 min left"


def test_progress_rewrites_one_line_on_a_terminal():
    calls = [("embeddings", i, 3) for i in range(4)]
    out = told(Terminal(), *calls, times=[0.0, 0.1, 0.3, 0.4])
    assert out == "\r\x1b[2Kembeddings: 0 of 3\r\x1b[2Kembeddings: 2 of 3\r\x1b[2Kembeddings: 3 of 3\n"


def test_a_new_stage_is_told_at_once_on_a_terminal():
    out = told(Terminal(), ("a", 0, 2), ("b", 0, 2), times=[0.0, 0.01])
    assert out == "\r\x1b[2Ka: 0 of 2\r\x1b[2Kb: 0 of 2"


def test_help_imports_nothing_heavy():
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "analyzer", "--help"], capture_output=True, text=True, check=True
    )
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert "typer" in imported
    assert imported & HEAVY == set()
    assert "report" in done.stdout
