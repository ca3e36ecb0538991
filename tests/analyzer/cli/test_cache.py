"""``analyzer report`` with a workspace, and ``analyzer cache`` on what it left."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys

import pytest

from analyzer.storage import DECISIONS_FILE, DecisionLog
from analyzer.storage.workspace import Workspace

FERRY = "Mayor Ana Ruiz said the ferry was safe.\n\nThe union denied that the ferry was safe."
BRIDGE = "Minister Jo Park said 40 bridges were closed. “None is open,” he said."


@pytest.fixture
def chosen(tmp_path):
    path = tmp_path / "analyzer.toml"
    path.write_text(
        '[embeddings]\nmodel = "hashed-words"\n[statements]\ntagger = "none"\n[comparisons]\nrelations = "none"\n'
    )
    return path


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "in"
    path.mkdir()
    (path / "ferry.txt").write_text(FERRY, "utf-8")
    (path / "bridge.txt").write_text(BRIDGE, "utf-8")
    return path


@pytest.fixture
def report(run, folder, chosen, tmp_path):
    def report_it(*arguments, out="out"):
        return run("report", folder, "--out", tmp_path / out, "--settings", chosen, *arguments)

    return report_it


def analysis_of(out):
    analysis = json.loads((out / "analysis.json").read_text("utf-8"))
    del analysis["provenance"]["started_at"], analysis["provenance"]["seconds"], analysis["lineage"]
    return json.dumps(analysis), (out / "embeddings.npy").read_bytes()


def test_a_report_is_the_same_with_and_without_what_is_kept(report, tmp_path):
    told = []
    for arguments in ((), (), ("--no-cache",)):
        assert report(*arguments)[0] == 0
        told.append(analysis_of(tmp_path / "out"))
    assert told[0] == told[1] == told[2]


def test_no_cache_keeps_nothing(report, tmp_path):
    report("--no-cache")
    assert not (tmp_path / "out" / "workspace.sqlite").exists()


def test_a_workspace_may_stand_elsewhere(report, run, tmp_path):
    kept = tmp_path / "kept" / "w.sqlite"
    report("--workspace", kept)
    assert not (tmp_path / "out" / "workspace.sqlite").exists()
    code, out, _ = run("cache", "show", "--workspace", kept)
    assert code == 0
    assert "2 documents, 1 runs finished" in out
    assert {line.split("/")[0].strip() for line in out.splitlines()[2:]} >= {
        "documents",
        "readings",
        "statements",
        "vectors",
    }


def test_a_workspace_inside_the_input_is_refused(report, folder):
    code, _, err = report("--workspace", folder / "w.sqlite")
    assert code == 2
    assert "--workspace" in err
    assert not (folder / "w.sqlite").exists()


def test_a_damaged_workspace_is_told(report, run, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "workspace.sqlite").write_bytes(b"junk " * 5_000)
    code, _, err = report()
    assert code == 2
    assert "delete it" in err
    assert "--no-cache" in err
    assert report("--no-cache")[0] == 0
    assert run("cache", "show", "--workspace", tmp_path / "out" / "workspace.sqlite")[0] == 2


AS_ANYBODY = ["setpriv", "--bounding-set", "-dac_override"] if os.geteuid() == 0 else []


@pytest.mark.skipif(bool(AS_ANYBODY) and shutil.which("setpriv") is None, reason="root without setpriv writes anywhere")
@pytest.mark.parametrize("filled", [False, True])
def test_a_workspace_that_cannot_be_written_is_a_caution(report, folder, chosen, tmp_path, filled):
    locked = tmp_path / "locked"
    locked.mkdir()
    if filled:
        report("--workspace", locked / "w.sqlite")
        (locked / "w.sqlite").chmod(0o444)
    locked.chmod(0o555)
    command = [*AS_ANYBODY, sys.executable, "-m", "analyzer", "report", folder, "--out", tmp_path / "new"]
    options = ["--settings", chosen, "--workspace", locked / "w.sqlite"]
    done = subprocess.run(list(map(str, [*command, *options])), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    warnings = json.loads((tmp_path / "new" / "analysis.json").read_text("utf-8"))["provenance"]["warnings"]
    assert [one["where"] for one in warnings if "kept" in one["what"]] == ["w.sqlite"]
    locked.chmod(0o755)


@pytest.mark.parametrize("by", ["path", "id"])
def test_forget_deletes_a_document_everywhere(report, run, tmp_path, by):
    report()
    path = tmp_path / "out" / "workspace.sqlite"
    analysis = json.loads((tmp_path / "out" / "analysis.json").read_text("utf-8"))
    document = next(one["id"] for one in analysis["documents"] if one["path"] == "bridge.txt")
    given = "bridge.txt" if by == "path" else document
    code, out, _ = run("cache", "forget", given, "--workspace", path)
    assert code == 0
    assert out.splitlines()[0] == f"forgotten: {document} bridge.txt"
    assert "mention deleted in 1 runs" in out
    assert all(f"\n  {family}/" in out for family in ("documents", "readings", "statements", "vectors"))
    data = path.read_bytes()
    assert not any(word in data for word in (b"bridge.txt", b"Jo Park", document.encode()))
    with Workspace(path) as workspace:
        assert [one["path"] for one in workspace.recent_runs(1)[0].summary["documents"]] == ["ferry.txt"]
    assert run("cache", "forget", given, "--workspace", path)[0] == 2


def test_a_document_of_a_run_that_never_finished_can_be_forgotten(report, run, tmp_path):
    report()
    path = tmp_path / "out" / "workspace.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM runs")
    connection.commit()
    connection.close()
    assert run("cache", "forget", "ferry.txt", "--workspace", path)[0] == 0


def test_prune_keeps_what_is_used(report, run, tmp_path, chosen):
    report()
    path = tmp_path / "out" / "workspace.sqlite"
    assert "deleted 0 values" in run("cache", "prune", "--workspace", path)[2]
    assert "deleted 0 values" in run("cache", "prune", "--outdated", "--settings", chosen, "--workspace", path)[2]
    chosen.write_text(chosen.read_text().replace("[statements]", "[statements]\nmax_statements_per_document = 9"))
    report()
    told = run("cache", "prune", "--outdated", "--settings", chosen, "--workspace", path)[2]
    assert "deleted 4 values" in told  # two readings, and the statements made of them
    assert "0 documents" in told


def test_no_workspace_is_told(run, tmp_path):
    code, _, err = run("cache", "show", "--workspace", tmp_path / "none.sqlite")
    assert code == 2
    assert "no workspace" in err
    assert not (tmp_path / "none.sqlite").exists()


def test_forget_deletes_decisions_beside_the_workspace_that_name_the_document(report, run, tmp_path):
    report()
    log = DecisionLog(tmp_path / "out" / DECISIONS_FILE)
    log.add_all("review", [{"left": {"address": "bridge.txt"}}, {"left": {"address": "ferry.txt"}}])
    _, out, _ = run("cache", "forget", "bridge.txt", "--workspace", tmp_path / "out" / "workspace.sqlite")
    assert "1 decisions deleted" in out
    assert [event.body["left"]["address"] for event in log.events()] == ["ferry.txt"]
