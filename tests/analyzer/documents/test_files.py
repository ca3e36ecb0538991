"""Which files are read: each once, under a name of its own, whatever the order of the inputs."""

import os

import pytest

from analyzer.documents.files import find_files

SUFFIXES = frozenset({".txt", ".md"})


def names(found):
    return [(file.name, file.status) for file in found]


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "news"
    (root / "sub").mkdir(parents=True)
    for name in ("b.txt", "a.md", "sub/c.txt", "notes.pdf", ".hidden.txt"):
        (root / name).write_text("text")
    return root


def test_a_folder_is_walked_and_what_is_left_out_is_listed(folder):
    assert names(find_files([folder], SUFFIXES)) == [
        (".hidden.txt", "skipped"),
        ("a.md", "read"),
        ("b.txt", "read"),
        ("notes.pdf", "skipped"),
        ("sub/c.txt", "read"),
    ]


def test_the_reason_names_what_can_be_read(folder):
    reasons = {file.name: file.reason for file in find_files([folder], SUFFIXES)}
    assert reasons["notes.pdf"] == "files ending in .pdf are not read; known: .md, .txt"
    assert reasons[".hidden.txt"] == "hidden"


def test_order_and_repeats_of_inputs_change_nothing(folder):
    one = find_files([folder, folder / "b.txt", folder / "sub"], SUFFIXES)
    two = find_files([folder / "sub", folder / "b.txt", folder, folder / "b.txt"], SUFFIXES)
    assert one == two
    assert [file.name for file in one].count("b.txt") == 1
    assert [file.name for file in one if file.status == "read"] == ["a.md", "b.txt", "sub/c.txt"]


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path):
    for place in ("north", "south"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "story.txt").write_text("same text")
    found = find_files([tmp_path / "south" / "story.txt", tmp_path / "north" / "story.txt"], SUFFIXES)
    assert [file.name for file in found] == ["north/story.txt", "south/story.txt"]


def test_a_path_that_does_not_exist_is_listed_and_the_rest_found(folder):
    missing = folder / "gone.txt"
    found = find_files([missing, folder / "b.txt"], SUFFIXES)
    assert (missing.as_posix(), "failed", "does not exist") in [(f.name, f.status, f.reason) for f in found]
    assert ("b.txt", "read") in names(found)


def test_links_in_a_circle_end(folder):
    (folder / "sub" / "up").symlink_to(folder)
    found = find_files([folder], SUFFIXES)
    assert [file.name for file in found if file.status == "read"] == ["a.md", "b.txt", "sub/c.txt"]


def test_a_link_to_a_file_already_met_is_not_read_twice(folder):
    (folder / "z.txt").symlink_to(folder / "b.txt")
    assert sum(file.status == "read" for file in find_files([folder], SUFFIXES)) == 3


@pytest.mark.parametrize("given", ["link.txt", "."])
def test_a_link_to_nothing_is_listed(tmp_path, given):
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    [found] = find_files([tmp_path / given], SUFFIXES)
    assert (found.status, found.reason) == ("failed", "a link to nothing")


def test_an_empty_folder_is_listed(tmp_path):
    (tmp_path / "empty").mkdir()
    [found] = find_files([tmp_path / "empty"], SUFFIXES)
    assert (found.name, found.status, found.reason) == ("empty", "skipped", "an empty folder")


def test_a_pipe_is_not_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    [found] = find_files([tmp_path], SUFFIXES)
    assert (found.status, found.reason) == ("failed", "not a regular file")


def test_a_file_given_by_name_may_have_no_ending(tmp_path):
    (tmp_path / "README").write_text("text")
    assert names(find_files([tmp_path / "README"], SUFFIXES)) == [("README", "read")]
    assert names(find_files([tmp_path], SUFFIXES)) == [("README", "skipped")]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_listed(tmp_path):
    (tmp_path / "shut").mkdir(mode=0o000)
    [found] = find_files([tmp_path], SUFFIXES)
    (tmp_path / "shut").chmod(0o700)
    assert (found.status, found.reason) == ("failed", "cannot be read: permission denied")


def test_an_input_with_a_forbidden_character_is_listed():
    from pathlib import Path

    [found] = find_files([Path("a\0b.txt")], SUFFIXES)
    assert found.status == "failed"


def test_a_pattern_gives_the_files_that_it_matches(folder):
    assert names(find_files([folder / "*.txt", folder / "**" / "c.*"], SUFFIXES)) == [
        ("b.txt", "read"),
        ("c.txt", "read"),
    ]


def test_a_pattern_that_matches_nothing_is_listed(folder):
    [found] = find_files([folder / "*.html"], SUFFIXES)
    assert (found.status, found.reason) == ("failed", "matches no file")


def test_a_file_named_like_a_pattern_is_read_itself(tmp_path):
    (tmp_path / "a[1].txt").write_text("x")
    assert names(find_files([tmp_path / "a[1].txt"], SUFFIXES)) == [("a[1].txt", "read")]
