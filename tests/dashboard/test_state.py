"""An analysis is opened once, again when its file has changed, and leaves the interpreter as it was."""

import gc
from dataclasses import replace

import pytest

from analyzer.errors import AnalysisFileError
from analyzer.storage import ANALYSIS_FILE, write_analysis
from dashboard.state import open_analysis


def test_an_analysis_is_opened_once(busy_analysis, folder):
    write_analysis(busy_analysis, folder / ANALYSIS_FILE)
    assert open_analysis() is open_analysis()


def test_a_file_that_has_changed_is_opened_again(busy_analysis, folder):
    write_analysis(busy_analysis, folder / ANALYSIS_FILE)
    open_analysis()
    write_analysis(replace(busy_analysis, conflicts=()), folder / ANALYSIS_FILE)
    assert open_analysis().analysis.conflicts == ()


def test_cycles_are_looked_for_again_after_opening(busy_analysis, folder):
    write_analysis(busy_analysis, folder / ANALYSIS_FILE)
    open_analysis()
    assert gc.isenabled()


def test_cycles_are_looked_for_again_after_a_file_that_is_broken(folder):
    (folder / ANALYSIS_FILE).write_text("{}")
    with pytest.raises(AnalysisFileError):
        open_analysis()
    assert gc.isenabled()
