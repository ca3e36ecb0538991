"""One setting kept beside the analysis: the next run reads it, and nothing else in the file moves."""

import pytest

from analyzer.errors import SettingsError
from analyzer.settings import SETTINGS_FILE, load_settings
from dashboard.work.setting_file import keep_value, kept_value, with_value

NAME = ("groups", "min_entailment")


def test_a_file_is_made_that_the_next_run_reads(tmp_path):
    path = keep_value(tmp_path, *NAME, 0.7)
    assert load_settings(path).groups.min_entailment == 0.7
    assert kept_value(tmp_path, *NAME) == 0.7


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "[groups]\nmin_entailment = 0.7\n"),
        ("[report]\nmax_rows = 9", "[report]\nmax_rows = 9\n\n[groups]\nmin_entailment = 0.7\n"),
        ("[groups]\n", "[groups]\nmin_entailment = 0.7\n"),
        ("[groups]", "[groups]\nmin_entailment = 0.7\n"),
        ("[groups]\nmin_entailment=0.5 # ours\n", "[groups]\nmin_entailment=0.7 # ours\n"),
        ("[groups] # ours\r\nmin_entailment = 1\r\n", "[groups] # ours\r\nmin_entailment = 0.7\r\n"),
        (
            "[groups]\nmin_pair_entailment = 0.3\n\n[conflicts]\nmax_also = 2\n",
            "[groups]\nmin_entailment = 0.7\nmin_pair_entailment = 0.3\n\n[conflicts]\nmax_also = 2\n",
        ),
    ],
)
def test_only_the_one_line_changes(before, after):
    assert with_value(before, *NAME, 0.7) == after


@pytest.mark.parametrize(
    "text",
    ["groups = {min_entailment = 0.5}\n", "groups.min_entailment = 0.5\n", 'x = """\n[groups]\n"""\n', "groups = 3\n"],
)
def test_a_file_written_in_another_way_is_left_alone(tmp_path, text):
    (tmp_path / SETTINGS_FILE).write_text(text)
    with pytest.raises(SettingsError, match="not changed here"):
        keep_value(tmp_path, *NAME, 0.7)
    assert (tmp_path / SETTINGS_FILE).read_text() == text


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"[groups", "no settings file"), (b"\xff\xfe", "cannot be read"), (b"[gruops]\nx = 1\n", "did you mean groups")],
)
def test_a_file_that_no_run_could_use_is_told_and_left_alone(tmp_path, content, told):
    (tmp_path / SETTINGS_FILE).write_bytes(content)
    with pytest.raises(SettingsError, match=told):
        keep_value(tmp_path, *NAME, 0.7)
    assert (tmp_path / SETTINGS_FILE).read_bytes() == content


@pytest.mark.parametrize(
    "text", [None, "", "[report]\nmax_rows = 9\n", "groups = 3\n", "[groups]\nmin_entailment = 'x'\n"]
)
def test_where_nothing_is_kept_nothing_is_found(tmp_path, text):
    if text is not None:
        (tmp_path / SETTINGS_FILE).write_text(text)
    assert kept_value(tmp_path, *NAME) is None


def test_a_folder_that_cannot_be_written_into_is_told(tmp_path):
    with pytest.raises(OSError, match="No such file"):
        keep_value(tmp_path / "gone", *NAME, 0.7)
