"""Every file of a report is written, whole."""

import pytest

from analyzer.reports import write_report
from analyzer.settings import ReportSettings
from analyzer.storage import read_analysis, read_embeddings

FILES = ["analysis.json", "conflicts.csv", "embeddings.npy", "groups.csv", "report.html", "report.md", "statements.csv"]


def test_all_files_are_written(small_analysis, small_embeddings, tmp_path):
    write_report(small_analysis, small_embeddings, tmp_path / "new" / "out", ReportSettings())
    assert sorted(path.name for path in (tmp_path / "new" / "out").iterdir()) == FILES


def test_what_was_written_can_be_read_back(small_analysis, small_embeddings, tmp_path):
    write_report(small_analysis, small_embeddings, tmp_path, ReportSettings())
    analysis = read_analysis(tmp_path / "analysis.json")
    assert analysis == small_analysis
    assert read_embeddings(analysis, tmp_path / "embeddings.npy").statements == small_embeddings.statements


def test_equal_analyses_give_equal_files(small_analysis, small_embeddings, tmp_path):
    for name in ("a", "b"):
        write_report(small_analysis, small_embeddings, tmp_path / name, ReportSettings())
    assert [(tmp_path / "a" / f).read_bytes() for f in FILES] == [(tmp_path / "b" / f).read_bytes() for f in FILES]


def test_half_a_character_in_a_file_name_stops_nothing(hostile_analysis, small_embeddings, tmp_path):
    import dataclasses

    odd = dataclasses.replace(hostile_analysis.documents[1], path="od\udcffd.txt", title=None)
    analysis = dataclasses.replace(hostile_analysis, documents=(hostile_analysis.documents[0], odd))
    write_report(analysis, small_embeddings, tmp_path, ReportSettings())
    assert "od?d.txt" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_made_is_an_os_error(small_analysis, small_embeddings, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        write_report(small_analysis, small_embeddings, tmp_path / "file" / "out", ReportSettings())
