"""The log of decisions alone: what was decided stays, in order, whoever else is at it; or a clear word why not."""

import multiprocessing
import sqlite3
import threading
from datetime import UTC, datetime, timedelta

import pytest

from analyzer.errors import DecisionsError
from analyzer.storage import DECISIONS_FILE, DecisionLog

NOON = datetime(2024, 3, 3, 12, 0, tzinfo=UTC)


def about(document, **more):
    return {"left": {"document": document, "address": f"{document}.txt"}, **more}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "deep" / DECISIONS_FILE


@pytest.fixture
def clock():
    """Noon, and a minute more at each look."""
    looks = iter(range(1_000))
    return lambda: NOON + timedelta(minutes=next(looks))


@pytest.fixture
def log(path, clock):
    return DecisionLog(path, clock)


def bodies(events):
    return [event.body for event in events]


def test_what_was_decided_comes_back_with_who_and_when(log):
    made = log.add("review", {"note": "“não” \ud800"}, person="  Ash\nBirch ")
    assert (made.person, made.at, made.body) == ("Ash Birch", "2024-03-03T12:00:00+00:00", {"note": "“não” \ud800"})
    assert log.events() == (made,)


def test_it_is_there_for_another_log(path, log):
    made = log.add_all("correction", [{"n": n} for n in range(5)])
    assert DecisionLog(path).events("correction") == made


def test_kinds_are_told_apart(log):
    log.add("review", {"n": 1})
    log.add("correction", {"n": 2})
    assert bodies(log.events("correction")) == [{"n": 2}]


def test_several_are_added_all_or_none(log):
    with pytest.raises(TypeError):
        log.add_all("review", [{"n": 1}, {"n": {1, 2}}])
    assert log.events() == ()


def test_reading_makes_no_file(path, log):
    assert (log.events(), log.standing("review"), log.records(), log.revision, log.forget({"d-1"})) == (
        (),
        (),
        (),
        0,
        0,
    )
    assert not path.exists()


def test_what_was_undone_stands_no_more_but_is_told(log):
    first, second = log.add_all("review", [{"n": 1}, {"n": 2}])
    log.undo([first.id], person="Birch")
    assert log.standing("review") == (second,)
    assert [event.undone_by is not None for event in log.events()] == [True, False]


def test_undoing_twice_is_an_error_that_says_who_did(log):
    made = log.add("review", {})
    log.undo([made.id], person="Birch")
    with pytest.raises(DecisionsError, match=r"number 1 was undone already \(Birch, 2024-03-03T12:01:00\+00:00\)"):
        log.undo([made.id])


def test_of_several_undone_at_once_one_that_cannot_be_stops_all(log):
    made = log.add("review", {})
    with pytest.raises(DecisionsError, match="no decision number 99"):
        log.undo([made.id, 99])
    assert log.standing("review") == (made,)


def test_an_undoing_cannot_be_undone(log):
    made = log.add("review", {})
    log.undo([made.id])
    with pytest.raises(DecisionsError, match="no decision number 2"):
        log.undo([2])


@pytest.mark.parametrize(
    "change",
    [
        lambda log: log.add("review", {}),
        lambda log: log.undo([1]),
        lambda log: log.forget({"d-1"}),
    ],
    ids=["add", "undo", "forget"],
)
def test_the_revision_rises_with_every_change(log, change):
    log.add("review", about("d-1"))
    before = log.revision
    change(log)
    assert log.revision > before


def test_a_number_is_never_given_twice(log):
    log.add("review", about("d-1"))
    log.forget({"d-1"})
    assert log.add("review", {}).id > 1


def test_forgetting_deletes_what_names_a_document_undone_or_not(log):
    log.undo([log.add("review", about("d-1")).id])
    log.add("correction", {"statements": [{"path": "d-1.txt"}]})
    other = log.add("review", about("d-2"))
    assert log.forget({"d-1", "d-1.txt"}) == 2
    assert log.events() == (other,)
    assert len(log.records()) == 1


def test_what_is_forgotten_is_overwritten(path, log):
    log.add_all("review", [about("d-1", note=f"the minister whispered {n}") for n in range(200)])
    assert b"whispered" in path.read_bytes()
    log.forget({"d-1"})
    assert b"whispered" not in path.read_bytes()


def test_another_file_takes_in_what_it_does_not_know_and_what_was_undone(tmp_path, log):
    first, _ = log.add_all("review", [{"n": 1}, {"n": 2}], person="Ash")
    log.undo([first.id])
    other = DecisionLog(tmp_path / "other.sqlite")
    other.take_in(log.records()[:1])
    assert other.take_in(log.records()) == 2
    assert [(e.uid, e.person, e.at) for e in other.standing("review")] == [
        (e.uid, e.person, e.at) for e in log.standing("review")
    ]


def test_taken_in_events_stand_in_the_order_of_time(tmp_path, log, clock):
    other = DecisionLog(tmp_path / "other.sqlite", clock)
    log.add("review", {"n": 1})
    other.add("review", {"n": 2})
    other.take_in(log.records())
    assert bodies(other.events()) == [{"n": 1}, {"n": 2}]


def test_threads_lose_nothing(path, log):
    def decide(name):
        for n in range(10):
            log.add("review", {"n": n}, person=name)

    threads = [threading.Thread(target=decide, args=(str(n),)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(log.events()) == 40
    assert len({event.id for event in log.events()}) == 40


def _decide(path, name):
    log = DecisionLog(path)
    for n in range(10):
        log.add("review", {"n": n}, person=name)


def test_processes_lose_nothing_when_all_make_the_file_at_once(path):
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_decide, args=(path, str(n))) for n in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert len(DecisionLog(path).events()) == 30


def test_a_file_deleted_under_it_is_made_again(path, log):
    log.add("review", {"n": 1})
    path.unlink()
    log.add("review", {"n": 2})
    assert bodies(log.events()) == [{"n": 2}]


def test_a_newer_format_is_told(path, log):
    log.add("review", {})
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(DecisionsError, match="file of decisions of format 99, this analyzer knows up to 1"):
        log.events()


def test_the_database_of_another_program_is_left_alone(path, log):
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(DecisionsError, match="another program"):
        log.add("review", {})
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"no database at all " * 1_000, b"SQLite format 3\x00" + b"\xff" * 8_000])
def test_a_damaged_file_is_told_and_never_to_be_deleted(path, log, content):
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(DecisionsError, match="damaged file") as told:
        log.events()
    assert "delete" not in str(told.value)


def test_a_body_that_is_no_json_is_told(path, log):
    log.add("review", {})
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE entries SET body = '{'")
    connection.close()
    with pytest.raises(DecisionsError, match="decision number 1"):
        log.events()


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(DecisionsError, match="cannot be"):
        DecisionLog(tmp_path / "file" / DECISIONS_FILE).add("review", {})
