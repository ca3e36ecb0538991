from dataclasses import replace

import pytest

from analyzer.reports import html_report, markdown_report
from analyzer.schema import AppliedCorrection, Cited, Correction, NamedSpeaker
from analyzer.settings import ReportSettings
from analyzer.tables import look_up


def corrected(analysis, note="she told us", **outcome):
    cited = Cited("st-1", "d-north", "north.txt", ("Ana Ruiz",), "Ana Ruiz said it.", "it went badly")
    correction = Correction(
        "speaker", (cited,), (NamedSpeaker("Eva Moor"),), note=note, person="Ash", at="2024-03-04T10:00:00+00:00"
    )
    return look_up(replace(analysis, corrections=(AppliedCorrection(correction, ("st-1",), **outcome),)))


@pytest.mark.parametrize("report", [html_report, markdown_report])
def test_a_correction_is_told_with_who_and_why(report, small_analysis):
    text = report(corrected(small_analysis), ReportSettings())
    for told in ("Eva Moor", "Ash", "she told us", "Applied"):
        assert told in text
    assert "Nothing here was checked by a person".lower() not in text.lower()


@pytest.mark.parametrize("report", [html_report, markdown_report])
def test_one_that_could_not_be_applied_says_why(report, small_analysis):
    text = report(corrected(small_analysis, applied=False, why_not="the text has changed"), ReportSettings())
    assert "Not applied" in text
    assert "the text has changed" in text


@pytest.mark.parametrize("report", [html_report, markdown_report])
def test_without_corrections_there_is_no_such_section(report, small_analysis):
    text = report(look_up(small_analysis), ReportSettings())
    assert "Corrections" not in text
    assert "nothing here was checked by a person" in text.lower()


def test_a_hostile_note_is_text(small_analysis):
    text = html_report(corrected(small_analysis, note="<img src=x onerror=alert(1)>"), ReportSettings())
    assert "<img" not in text
    assert "&lt;img src=x onerror=alert(1)&gt;" in text
