"""Two jobs on the same files: the second waits, or is told who has them."""

import os
import signal
import subprocess
import sys
import threading

import pytest

from analyzer.errors import WorkspaceError
from analyzer.storage import turn

HOLD = """
import sys
from pathlib import Path
from analyzer.storage import turn

with turn(Path(sys.argv[1])):
    print("holding", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "workspace.sqlite"


@pytest.fixture
def other_job(path):
    """Another process that holds the file until its standard input is closed."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "holding\n"
    yield process
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()


def test_a_job_that_may_not_wait_is_told_who_has_the_files(path, other_job):
    with pytest.raises(WorkspaceError, match=rf"is in use: process {other_job.pid} since \d{{4}}-"), turn(path, 0):
        pass


def test_a_job_waits_for_the_other_and_says_so(path, other_job):
    told = []

    def tell(line):
        told.append(line)
        other_job.stdin.close()

    with turn(path, 30, tell):
        assert other_job.wait(10) == 0
    (line,) = told
    assert f"process {other_job.pid} since" in line
    assert line.endswith("waiting up to 30 s")


def test_waiting_ends(path, other_job):
    with pytest.raises(WorkspaceError, match="in use, also after 2 s"), turn(path, 2):
        pass


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows ends processes otherwise")
def test_the_lock_of_a_killed_job_is_no_obstacle(path, other_job):
    os.kill(other_job.pid, signal.SIGKILL)
    other_job.wait()
    with turn(path, 0):
        pass


def test_threads_of_one_process_take_turns_too(path):
    inside, leave = threading.Event(), threading.Event()

    def hold():
        with turn(path):
            inside.set()
            leave.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    inside.wait(10)
    with pytest.raises(WorkspaceError), turn(path, 0):
        pass
    leave.set()
    thread.join()
    with turn(path, 0):
        pass


def test_the_turn_ends_with_the_block_also_when_it_fails(path):
    with pytest.raises(ZeroDivisionError), turn(path):
        raise ZeroDivisionError
    with turn(path, 0):
        pass
    assert sorted(one.name for one in path.parent.iterdir()) == [".workspace.sqlite.lock"]


def test_where_nothing_can_be_locked_the_job_goes_on_and_says_so(tmp_path):
    told = []
    (tmp_path / "file").write_text("")
    with turn(tmp_path / "file" / "workspace.sqlite", 0, told.append):
        pass
    assert "cannot be locked" in told[0]
