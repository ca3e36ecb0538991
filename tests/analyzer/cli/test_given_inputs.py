"""Inputs as they stand on the command line: patterns and standard input."""

import io
import sys
import types
from pathlib import Path

import pytest

from analyzer.cli.given_inputs import matched, standard_input_read, with_columns


@pytest.fixture
def typed(monkeypatch):
    """Put bytes on standard input."""

    def put(data):
        monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(buffer=io.BytesIO(data)))

    return put


def test_a_pattern_gives_what_it_matches_sorted(tmp_path):
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text("x")
    assert matched([tmp_path / "*.txt"]) == [tmp_path / "a.txt", tmp_path / "b.txt"]


def test_a_pattern_goes_into_folders(tmp_path):
    (tmp_path / "x" / "y").mkdir(parents=True)
    (tmp_path / "x" / "y" / "a.txt").write_text("x")
    assert matched([tmp_path / "**" / "*.txt"]) == [tmp_path / "x" / "y" / "a.txt"]


def test_a_file_named_like_a_pattern_is_itself(tmp_path):
    (tmp_path / "a[1].txt").write_text("x")
    (tmp_path / "a1.txt").write_text("x")
    assert matched([tmp_path / "a[1].txt"]) == [tmp_path / "a[1].txt"]


def test_a_pattern_that_matches_nothing_stays_to_be_told(tmp_path):
    assert matched([tmp_path / "*.txt"]) == [tmp_path / "*.txt"]


def test_standard_input_is_a_file_of_its_format_for_a_while(typed):
    typed(b"<p>x")
    with standard_input_read([Path("a"), Path("-")], ".HTML", 100) as given:
        assert (given[0], given[1].name, given[1].read_bytes()) == (Path("a"), "stdin.html", b"<p>x")
    assert not given[1].exists()


def test_standard_input_is_plain_text_by_itself(typed):
    typed(b"x")
    with standard_input_read([Path("-")], None, 100) as [given]:
        assert given.name == "stdin.txt"


def test_standard_input_is_cut_off_beyond_the_largest_file(typed):
    typed(b"x" * 1000)
    with standard_input_read([Path("-")], None, 100) as [given]:
        assert given.stat().st_size == 101


@pytest.mark.parametrize(("inputs", "form"), [(["a"], "html"), (["-"], "../x"), (["-"], "")])
def test_a_format_that_cannot_be_meant_is_refused(typed, inputs, form):
    typed(b"x")
    with pytest.raises(SystemExit) as ended, standard_input_read([Path(one) for one in inputs], form, 100):
        pass
    assert ended.value.code == 2


def test_columns_are_one_more_setting():
    assert with_columns(None, "text=body") == ["documents.columns=text=body"]
    assert with_columns(["a.b=1"], None) == ["a.b=1"]
