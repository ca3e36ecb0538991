"""A job killed at any moment loses nothing: the last good report stays, the next run ends as an undisturbed one."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from analyzer.storage import read_analysis, read_changes
from analyzer.storage.publishing import READY_FOLDER
from analyzer.storage.workspace import Workspace

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills by a signal that Windows does not have")

N_KILLS = 20
QUICK = """
[embeddings]
model = "hashed-words"
[statements]
tagger = "none"
[comparisons]
relations = "none"
"""
DAY_1 = {
    "ready.txt": "Port Varn, 3 May 2024\n\nCaptain Jo Park said the ferry is ready.\n",
    "not_ready.txt": "Port Varn, 3 May 2024\n\nHarbour master Lena Cole said the ferry is not ready at all.\n",
}
DAY_2 = {
    "ready.txt": DAY_1["ready.txt"],
    "flood.txt": "Varn, 4 May 2024\n\nThe flood killed 40 people in Varn, Mayor Otto Lind said.\n",
    "toll.txt": "Varn, 4 May 2024\n\nThe flood killed 12 people in Varn, governor Eva Stone said.\n",
}
# Loads once what every run needs, so that a kill hits the work and seldom the imports: each line is a run of its own.
RUNS = """
import os, sys
import analyzer.reports, analyzer.runs
from analyzer import cli

for line in sys.stdin:
    pid = os.fork()
    if not pid:
        sys.argv = ["analyzer", *line.split("\\t")[:-1]]
        os.close(0)
        try:
            cli.main()
        except SystemExit as ended:
            os._exit(int(ended.code or 0))
    print(pid, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
"""


@pytest.fixture
def start():
    """Return a function that starts a run in a process of its own, and returns its id and how to wait for its end."""
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    server = subprocess.Popen(
        [sys.executable, "-c", RUNS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    )

    def run(*arguments):
        server.stdin.write("\t".join(map(str, (*arguments, ""))) + "\n")
        server.stdin.flush()
        return int(server.stdout.readline()), lambda: int(server.stdout.readline())

    yield run
    server.stdin.close()
    server.stdout.close()
    server.wait()


def write(folder, articles):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, text in articles.items():
        (folder / name).write_text(text)


def found(out):
    """What a run found, but for when it ran and how long it took."""
    analysis, changes = (json.loads((out / name).read_text("utf-8")) for name in ("analysis.json", "changes.json"))
    for field in ("started_at", "seconds"):
        del analysis["provenance"][field]
    del changes["run"]
    return analysis, changes


def check_last_good_report(out):
    """Whole files of one run; or of two, and then what is still to be moved lies there to be seen."""
    analysis, changes = read_analysis(out / "analysis.json"), read_changes(out / "changes.json")
    page = (out / "report.html").read_text("utf-8")
    assert page.rstrip().endswith("</html>")
    assert {Path(one.path).name for one in analysis.documents} in (set(DAY_1), set(DAY_2))
    started = analysis.provenance.started_at
    assert (changes.run == started and started in page) or (out / READY_FOLDER).is_dir()


def n_runs(out):
    with Workspace(out / "workspace.sqlite") as workspace:
        return workspace.recent_runs(1)[0].id


def test_a_job_killed_at_any_moment_loses_nothing(tmp_path, start):
    (tmp_path / "quick.toml").write_text(QUICK)
    out, base = tmp_path / "out", tmp_path / "base"
    job = ("report", tmp_path / "in", "--out", out, "--settings", tmp_path / "quick.toml", "--quiet")
    write(tmp_path / "in", DAY_1)
    assert start(*job)[1]() == 0
    shutil.copytree(out, base)
    write(tmp_path / "in", DAY_2)
    began = time.monotonic()
    assert start(*job)[1]() == 0
    seconds, undisturbed = time.monotonic() - began, found(out)

    moments = random.Random(7)
    shutil.rmtree(out)
    shutil.copytree(base, out)
    for _ in range(N_KILLS):
        pid, ended = start(*job)
        time.sleep(moments.uniform(0, seconds))
        with suppress(ProcessLookupError):  # it may have ended
            os.kill(pid, signal.SIGKILL)
        ended()
        check_last_good_report(out)
        if n_runs(out) > 1:  # it had ended: the next kill begins from day 1 again
            shutil.rmtree(out)
            shutil.copytree(base, out)
    assert start(*job)[1]() == 0
    assert found(out) == undisturbed
    assert [change.news for change in read_changes(out / "changes.json").conflicts] == ["new", "resolved"]
