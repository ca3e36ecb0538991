"""The workspace alone: what is put comes back, whoever else is at it, whatever kills it; or a clear word why not."""

import hashlib
import multiprocessing
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from analyzer.errors import WorkspaceError
from analyzer.storage.workspace import (
    SUMMARIES_KEPT,
    Workspace,
    forget,
    known_documents,
    measure,
    named_in_runs,
    prune,
    values_of_family,
)
from analyzer.storage.workspace.care import without

DOCUMENTS = [{"id": "d-1", "path": "secret.txt"}, {"id": "d-2", "path": "b.txt"}]
KIND = "vectors/a"


def key(n):
    return hashlib.sha256(str(n).encode()).hexdigest()


def value(n):
    """A value that its key foretells, large enough to span pages now and then."""
    return key(n).encode() * (1 + n % 300)


def fill(workspace, numbers, kind=KIND):
    workspace.put(kind, {key(n): value(n) for n in numbers}, {key(n): [f"d-{n % 7}"] for n in numbers})


@pytest.fixture
def path(tmp_path):
    return tmp_path / "deep" / "workspace.sqlite"


@pytest.fixture
def workspace(path):
    with Workspace(path) as opened:
        yield opened


def test_a_value_that_replaces_another_belongs_to_its_own_documents_alone(workspace):
    workspace.put(KIND, {key(1): b"old", key(2): b"other"}, {key(1): ["d-1", "d-2"], key(2): ["d-1"]})
    workspace.put(KIND, {key(1): b"new"}, {key(1): ["d-2", "d-3"]}, replace=True)
    assert workspace.get(KIND, [key(1), key(2)]) == {key(1): b"new", key(2): b"other"}
    assert forget(workspace, ["d-1"]).n_values == ((KIND, 1),)
    assert workspace.get(KIND, [key(1), key(2)]) == {key(1): b"new"}
    forget(workspace, ["d-3"])
    assert workspace.get(KIND, [key(1)]) == {}


def test_a_known_value_stays_where_none_is_to_be_replaced(workspace):
    workspace.put(KIND, {key(1): b"first"}, {key(1): ["d-1"]})
    workspace.put(KIND, {key(1): b"second"}, {key(1): ["d-1"]})
    assert workspace.get(KIND, [key(1)]) == {key(1): b"first"}


def test_what_was_put_comes_back_and_nothing_else(workspace):
    fill(workspace, range(50))
    assert workspace.get(KIND, [key(n) for n in (3, 3, 7, 99)]) == {key(3): value(3), key(7): value(7)}


def test_kinds_do_not_mix(workspace):
    fill(workspace, [1])
    assert workspace.get("vectors/b", [key(1)]) == {}


def test_it_is_there_for_the_next_run(path):
    with Workspace(path) as first:
        fill(first, range(5))
    with Workspace(path) as second:
        assert len(second.get(KIND, [key(n) for n in range(5)])) == 5


def test_more_keys_than_one_query_holds(workspace):
    fill(workspace, range(5_000))
    assert len(workspace.get(KIND, [key(n) for n in range(6_000)])) == 5_000


@pytest.mark.parametrize("wrong", ["abc", "zz" * 32, "ab" * 31])
def test_a_key_that_is_no_digest_is_refused(workspace, wrong):
    with pytest.raises(ValueError):
        workspace.get(KIND, [wrong])


def test_a_value_of_nobody_is_refused(workspace):
    with pytest.raises(ValueError, match="document"):
        workspace.put(KIND, {key(1): b"x"}, {})
    assert workspace.get(KIND, [key(1)]) == {}


def test_twenty_thousand_vectors_are_read_in_under_two_seconds(workspace):
    vectors = np.random.default_rng(0).standard_normal((20_000, 384)).astype(np.float32)
    keys = [key(n) for n in range(len(vectors))]
    for start in range(0, len(keys), 1_000):
        chunk = dict(zip(keys[start : start + 1_000], vectors[start : start + 1_000], strict=True))
        workspace.put(KIND, {k: v.tobytes() for k, v in chunk.items()}, {k: ["d-1"] for k in chunk})
    began = time.process_time()
    found = workspace.get(KIND, keys)
    assert time.process_time() - began < 2
    assert np.array_equal(np.frombuffer(b"".join(found[k] for k in keys), np.float32).reshape(-1, 384), vectors)


def test_a_newer_format_is_told(path):
    Workspace(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(WorkspaceError, match="format 99, this analyzer knows up to 1"):
        Workspace(path)


def test_the_database_of_another_program_is_left_alone(path):
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(WorkspaceError, match="another program"):
        Workspace(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_told(path):
    path.parent.mkdir()
    path.write_bytes(b"no database at all " * 1_000)
    with pytest.raises(WorkspaceError, match=r"damaged file.*delete it.*--no-cache"):
        Workspace(path)


def overwrite(path, offset, data):
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(data)


def test_damaged_pages_are_told(path):
    with Workspace(path) as opened:
        fill(opened, range(2_000))
    overwrite(path, 16_384, os.urandom(path.stat().st_size - 2 * 16_384))
    with pytest.raises(WorkspaceError, match="damaged file"), Workspace(path) as opened:
        opened.get(KIND, [key(n) for n in range(2_000)])


def test_a_value_that_is_not_what_was_written_is_told(path):
    with Workspace(path) as opened:
        fill(opened, [299])
    place = path.read_bytes().index(value(299)[:500])
    overwrite(path, place + 100, b"?")
    with pytest.raises(WorkspaceError, match="not what was written"), Workspace(path) as opened:
        opened.get(KIND, [key(299)])


def test_a_missing_table_is_told(path):
    Workspace(path).close()
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE kept")
    connection.close()
    with pytest.raises(WorkspaceError, match="no such table"), Workspace(path) as opened:
        fill(opened, [1])


def test_a_full_disk_is_a_caution(workspace):
    fill(workspace, range(5))
    with workspace.connection() as connection:
        connection.execute("PRAGMA max_page_count = 1")
    fill(workspace, range(10_000, 12_000))
    assert workspace.get(KIND, [key(1)]) == {}
    assert [caution.what for caution in workspace.cautions] == [
        "nothing more is kept for the next run: database or disk is full"
    ]


def test_a_full_disk_leaves_what_was_there(path):
    with Workspace(path) as opened:
        fill(opened, range(5))
        with opened.connection() as connection:
            connection.execute("PRAGMA max_page_count = 1")
        fill(opened, range(10_000, 12_000))
    with Workspace(path) as opened:
        assert len(opened.get(KIND, [key(n) for n in range(5)])) == 5
        assert opened.get(KIND, [key(10_000)]) == {}


def test_a_place_that_cannot_be_written_is_a_caution(tmp_path):
    (tmp_path / "file").write_text("")
    with Workspace(tmp_path / "file" / "workspace.sqlite") as opened:
        fill(opened, [1])
        assert opened.get(KIND, [key(1)]) == {}
        assert opened.recent_runs(1) == []
        assert len(opened.cautions) == 1


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from test_workspace import fill
from analyzer.storage.workspace import Workspace
with Workspace(Path(sys.argv[1])) as workspace:
    for start in range(int(sys.argv[2]), 10**9, 10):
        fill(workspace, range(start, start + 10))
        print(start + 10, flush=True)
"""


def start_writer(path, first):
    here = str(Path(__file__).parent)
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), str(first), here], stdout=subprocess.PIPE, text=True
    )


def test_a_kill_at_any_moment_loses_nothing_that_was_put(path):
    chance, done = random.Random(4), 0
    for _ in range(6):
        writer = start_writer(path, done)
        writer.stdout.readline()
        time.sleep(chance.uniform(0, 0.2))
        writer.send_signal(signal.SIGKILL)
        told = writer.stdout.read().split()
        writer.wait()
        writer.stdout.close()
        done = int(told[-1]) if told else done + 10
        with Workspace(path) as opened, opened.connection() as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            found = opened.get(KIND, [key(n) for n in range(done + 10)])
        assert {key(n) for n in range(done)} <= found.keys()
        assert all(found[key(n)] == value(n) for n in range(done + 10) if key(n) in found)
    assert done > 60


def work(path, order, results):
    with Workspace(path) as opened:
        right = 0
        for start in range(0, len(order), 20):
            chunk = order[start : start + 20]
            known = opened.get(KIND, [key(n) for n in chunk])
            right += all(known[key(n)] == value(n) for n in chunk if key(n) in known)
            fill(opened, [n for n in chunk if key(n) not in known])
        results.put((right, opened.cautions))


def test_several_jobs_at_once_are_all_right(path):
    spawn = multiprocessing.get_context("spawn")
    results, orders = spawn.Queue(), [list(range(600)) for _ in range(3)]
    for seed, order in enumerate(orders):
        random.Random(seed).shuffle(order)
    jobs = [spawn.Process(target=work, args=(path, order, results)) for order in orders]
    for job in jobs:
        job.start()
    told = [results.get(timeout=120) for _ in jobs]
    for job in jobs:
        job.join()
    assert told == [(30, ())] * 3
    with Workspace(path) as opened, opened.connection() as connection:
        assert opened.get(KIND, [key(n) for n in range(600)]) == {key(n): value(n) for n in range(600)}
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("SELECT count(*) FROM owners").fetchone() == (600,)


def test_a_reader_is_not_kept_waiting_by_a_writer(path, workspace):
    fill(workspace, [1])
    with Workspace(path) as other, other.connection() as connection:
        connection.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        assert workspace.get(KIND, [key(1)]) == {key(1): value(1)}
        assert time.monotonic() - began < 5
        connection.execute("ROLLBACK")


def test_a_run_is_recorded_once_it_has_finished(workspace):
    assert workspace.recent_runs(1) == []
    for n in (1, 2):
        workspace.record_run(f"2026-01-0{n}", f"2026-01-0{n}", "s", ["d-1"], {"documents": DOCUMENTS[:1], "n": n})
    run, before = workspace.recent_runs(3)
    assert (run.started, run.finished, run.settings, run.summary["n"]) == ("2026-01-02", "2026-01-02", "s", 2)
    assert before.summary["n"] == 1
    assert named_in_runs(workspace) == {"d-1": "secret.txt"}


def test_records_of_the_last_runs_alone_are_kept_in_full(workspace):
    for n in range(SUMMARIES_KEPT + 2):
        workspace.record_run(f"start {n}", f"end {n}", "s", ["d-1"], {"n": n})
    runs = workspace.recent_runs(SUMMARIES_KEPT + 2)
    assert [run.summary for run in runs[-3:]] == [{"n": 2}, {}, {}]
    assert runs[-1].started == "start 0"


def test_a_run_is_found_by_its_number(workspace):
    workspace.record_run("a", "b", "s", ["d-1"], {"n": 1})
    assert workspace.numbered_run(1) == workspace.recent_runs(1)[0]
    assert workspace.numbered_run(2) is None


def test_the_size_is_told_by_kind(workspace):
    fill(workspace, [1, 2])
    fill(workspace, [1], kind="readings/x")
    size = measure(workspace)
    assert [(k.kind, k.n_values, k.n_bytes) for k in size.kinds] == [
        ("readings/x", 1, len(value(1))),
        (KIND, 2, len(value(1)) + len(value(2))),
    ]
    assert (size.n_documents, size.n_runs, size.last_run) == (2, 0, None)
    assert size.n_bytes > 0
    assert values_of_family(workspace, "readings") == [value(1)]
    assert values_of_family(workspace, "reading") == []


def test_a_forgotten_document_leaves_no_byte(path):
    secret = b"what the source told us in confidence"
    with Workspace(path) as opened:
        opened.put(KIND, {key(1): secret * 100, key(2): b"other"}, {key(1): ["d-1"], key(2): ["d-2"]})
        opened.put("readings/x", {key(1): secret}, {key(1): ["d-1", "d-2"]})
        summary = {"documents": DOCUMENTS}
        opened.record_run("a", "b", "s", ["d-1", "d-2"], summary)
        told = forget(opened, ["d-1"], ["secret.txt"])
        assert (told.n_values, told.n_runs, told.erased) == (((("readings/x"), 1), (KIND, 1)), 1, True)
        assert opened.get(KIND, [key(1), key(2)]) == {key(2): b"other"}
        assert opened.recent_runs(1)[0].summary == {"documents": DOCUMENTS[1:]}
        assert known_documents(opened) == {"d-2"}
    for file in path.parent.iterdir():
        assert secret not in file.read_bytes()
        assert b"secret.txt" not in file.read_bytes()


def test_a_document_that_came_later_to_a_value_is_its_owner_too(workspace):
    fill(workspace, [1])
    workspace.put(KIND, {}, {key(1): ["d-late"], key(2): ["d-late"]})
    assert forget(workspace, ["d-late"]).n_values == ((KIND, 1),)
    assert workspace.get(KIND, [key(1)]) == {}


def test_json_is_freed_of_a_name_wherever_it_stands():
    told = {"groups": [{"id": "g-1", "members": ["d-1", "d-2"]}], "by": {"d-1": [1], "d-2": [2]}, "path": "a.txt"}
    assert without(told, {"d-1", "a.txt"}) == {"groups": [{"id": "g-1", "members": ["d-2"]}], "by": {"d-2": [2]}}


DAY = 86_400


def test_what_no_run_used_for_long_is_pruned(path):
    now = [1_000 * DAY]
    with Workspace(path, clock=lambda: now[0]) as opened:
        opened.put(KIND, {key(1): b"old", key(2): b"both" * 90_000}, {key(1): ["d-old"], key(2): ["d-old", "d-new"]})
        opened.put("readings/gone", {key(1): b"x"}, {key(1): ["d-new"]})
    now[0] += 40 * DAY
    with Workspace(path, clock=lambda: now[0]) as opened:
        opened.get(KIND, [key(2)])
        opened.record_run("a", "b", "s", ["d-new"], {})
        told = prune(opened, now[0] - 30 * DAY)
        assert told.n_values == 2
        assert opened.get(KIND, [key(1), key(2)]) == {key(2): b"both" * 90_000}
        assert [one.kind for one in measure(opened).kinds] == [KIND]
        fewer = prune(opened, now[0] - 30 * DAY, [KIND])
        assert (fewer.n_values, measure(opened).kinds) == (1, ())
        assert fewer.n_bytes_after < fewer.n_bytes_before
