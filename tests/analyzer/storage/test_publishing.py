"""A folder of results changes as a whole, whatever moment a job dies at."""

from pathlib import Path

import pytest

from analyzer.storage import finish_publishing, publishing
from analyzer.storage.publishing import NEW_FOLDER, READY_FOLDER

NAMES = ("analysis.json", "report.html", "tables/statements.parquet")


class Killed(BaseException):
    """What a kill is to the code that it hits."""


def write(folder, content, names=NAMES):
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content)


def contents(folder):
    return {name: (folder / name).read_text() for name in NAMES}


@pytest.fixture
def out(tmp_path):
    with publishing(tmp_path / "out") as aside:
        write(aside, "first")
    return tmp_path / "out"


def test_files_take_their_places_when_all_are_written(out):
    with publishing(out) as aside:
        write(aside, "second")
        assert set(contents(out).values()) == {"first"}
    assert set(contents(out).values()) == {"second"}
    assert not [path for path in out.iterdir() if path.name.startswith(".")]


def test_a_failure_leaves_the_files_of_before(out):
    with pytest.raises(ZeroDivisionError), publishing(out) as aside:
        write(aside, "second", NAMES[:1])
        raise ZeroDivisionError
    assert set(contents(out).values()) == {"first"}
    assert not (out / NEW_FOLDER).exists()


def test_what_a_killed_job_left_aside_is_not_published(out):
    write_aside = out / NEW_FOLDER
    write_aside.mkdir()
    (write_aside / "report.html").write_text("half")
    (write_aside / "stray.csv").write_text("half")
    with publishing(out) as aside:
        write(aside, "second")
    assert set(contents(out).values()) == {"second"}
    assert not (out / "stray.csv").exists()


def test_files_that_are_not_written_again_stay(out):
    (out / "decisions.sqlite").write_text("kept")
    with publishing(out) as aside:
        write(aside, "second")
    assert (out / "decisions.sqlite").read_text() == "kept"


@pytest.mark.parametrize("n_moved", range(len(NAMES) + 2))
def test_a_job_killed_between_two_files_is_noticed_and_finished_by_the_next(out, monkeypatch, n_moved):
    replace, moves = Path.replace, []

    def dying(path, target):
        if len(moves) == n_moved:
            raise Killed
        moves.append(target)
        return replace(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", dying)
        try:
            with publishing(out) as aside:
                write(aside, "second")
        except Killed:
            pass
    mixed = len(set(contents(out).values())) > 1
    assert not mixed or (out / READY_FOLDER).is_dir()
    whole = "first" if n_moved == 0 else "second"
    finish_publishing(out)
    assert set(contents(out).values()) == {whole}
    assert not (out / READY_FOLDER).exists()


def test_nothing_to_finish_is_told(out):
    assert finish_publishing(out) is False
