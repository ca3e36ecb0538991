from threading import Event

from analyzer.errors import InputError
from dashboard.work.jobs import Jobs


def ended(jobs):
    for _ in range(1_000):
        if not jobs.busy:
            return jobs.last
        Event().wait(0.01)
    raise AssertionError("the job does not end")


def test_a_job_tells_how_far_it_is_and_that_it_has_ended():
    jobs, told, go_on = Jobs(), Event(), Event()

    def work(progress):
        progress("statements", 3, 7)
        told.set()
        go_on.wait(10)

    assert jobs.start("Adding", work)
    assert told.wait(10)
    assert (jobs.last.stage, jobs.last.done, jobs.last.total, jobs.busy) == ("statements", 3, 7, True)
    go_on.set()
    assert ended(jobs).error is None


def test_a_second_job_does_not_begin_while_one_runs():
    jobs, go_on = Jobs(), Event()
    assert jobs.start("first", lambda progress: go_on.wait(10))
    assert not jobs.start("second", lambda progress: None)
    assert jobs.last.what == "first"
    go_on.set()
    ended(jobs)
    assert jobs.start("second", lambda progress: None)


def test_an_error_made_on_purpose_is_told_as_it_is():
    jobs = Jobs()

    def work(progress):
        raise InputError("a.txt: empty")

    jobs.start("Adding", work)
    assert ended(jobs).error == "a.txt: empty"


def test_any_other_error_is_named_and_the_server_goes_on(caplog):
    jobs = Jobs()
    jobs.start("Adding", lambda progress: 1 / 0)
    assert ended(jobs).error.startswith("internal error: ZeroDivisionError")
    assert "a job of the dashboard failed" in caplog.text
    assert jobs.start("again", lambda progress: None)
