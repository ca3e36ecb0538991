"""What pages need is made before anybody asks, once, and one thing does not wait for another."""

from dataclasses import replace
from threading import Event, Thread

import pytest

from analyzer.storage import ANALYSIS_FILE, write_analysis
from dashboard import preparing
from dashboard.preparing import Preparation, open_early
from dashboard.state import open_analysis


@pytest.fixture
def opened(busy_analysis, folder):
    write_analysis(busy_analysis, folder / ANALYSIS_FILE)
    return open_analysis()


@pytest.fixture
def asked(monkeypatch):
    """Let every analysis be large, and return what is asked to be made of it."""
    made = []
    monkeypatch.setattr(preparing, "LARGE", 1)
    monkeypatch.setattr(preparing, "IN_ORDER", (made.append,))
    return made


def finish(thread):
    thread.join(timeout=30)
    assert not thread.is_alive()


def test_a_large_analysis_is_prepared(opened, asked):
    finish(Preparation().begin(opened))
    assert asked == [opened.lookup]


def test_an_analysis_is_prepared_once(opened, asked):
    preparation = Preparation()
    finish(preparation.begin(opened))
    assert preparation.begin(opened) is None


def test_a_small_analysis_is_not_prepared(opened):
    assert Preparation().begin(opened) is None


def test_what_is_prepared_is_what_pages_ask_for(opened, monkeypatch):
    monkeypatch.setattr(preparing, "LARGE", 1)
    finish(Preparation().begin(opened))
    assert {make for make in preparing.IN_ORDER if make not in opened._made} == set()


def test_an_older_analysis_is_left_when_another_takes_its_place(opened, monkeypatch):
    made, may_go_on, preparation = [], Event(), Preparation()

    def wait(lookup):
        may_go_on.wait(30)

    monkeypatch.setattr(preparing, "LARGE", 1)
    monkeypatch.setattr(preparing, "IN_ORDER", (wait, made.append))
    newer = replace(opened, lookup=replace(opened.lookup), _made={})
    threads = [preparation.begin(opened), preparation.begin(newer)]
    may_go_on.set()
    for thread in threads:
        finish(thread)
    assert [one is newer.lookup for one in made] == [True]


def test_a_failure_ends_nothing_but_the_preparation(opened, monkeypatch, caplog):
    def fail(lookup):
        raise ValueError("too odd")

    monkeypatch.setattr(preparing, "LARGE", 1)
    monkeypatch.setattr(preparing, "IN_ORDER", (fail,))
    finish(Preparation().begin(opened))
    assert "too odd" in caplog.text


def test_no_analysis_to_open_early_is_no_error(folder):
    open_early()


def test_what_takes_long_keeps_nobody_else_waiting(opened):
    may_end, begun = Event(), Event()

    def slow(lookup):
        begun.set()
        may_end.wait(30)

    thread = Thread(target=opened.once, args=(slow,))
    thread.start()
    begun.wait(30)
    assert opened.once(len_of) == 3
    may_end.set()
    finish(thread)


def test_two_who_ask_at_once_get_what_is_made_once(opened):
    made, found = [], []

    def make(lookup):
        made.append(lookup)
        return len(made)

    threads = [Thread(target=lambda: found.append(opened.once(make))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        finish(thread)
    assert (found, len(made)) == ([1] * 8, 1)


def len_of(lookup):
    return len(lookup.analysis.conflicts)
