"""Formats and parts of a report, as they are typed."""

import pytest

from analyzer.cli.report_choice import choice_of
from analyzer.reports import FORMATS
from analyzer.tables.narrowing import Narrowing


def test_nothing_typed_is_everything_but_json_ld():
    choice = choice_of(None, None, None, None, None)
    assert choice.formats == set(FORMATS) - {"jsonld"}
    assert choice.narrowing == Narrowing()


@pytest.mark.parametrize("typed", ["html", " HTML ", "html,json", "html,"])
def test_analysis_json_is_always_written(typed):
    assert choice_of(typed, None, None, None, None).formats == {"html", "json"}


@pytest.mark.parametrize(
    ("formats", "file"), [("md,html", "report.html"), ("md", "report.md"), ("csv", "analysis.json")]
)
def test_the_file_to_open_is_one_that_is_written(formats, file):
    assert choice_of(formats, None, None, None, None).first_file == file


def test_words_may_be_listed_or_repeated():
    choice = choice_of(None, ["flagged,hard", "soft"], ["call"], ["Ruiz", "Park"], 3)
    assert choice.narrowing == Narrowing(("flagged", "hard", "soft"), ("call",), ("Ruiz", "Park"), 3)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("htlm", None, None, None), "--formats htlm: expected one of html, md, csv, json, parquet, jsonld; did"),
        ((None, ["flaged"], None, None), "did you mean flagged?"),
        ((None, ["true"], None, None), "--only true: expected one of flagged, possible, hard, soft"),
        ((None, None, [" "], None), "--thread: expected a name or an id, found nothing"),
    ],
)  # fmt: skip
def test_a_word_that_is_not_known_is_refused(typed, words, capsys):
    with pytest.raises(SystemExit) as ended:
        choice_of(*typed, None)
    assert ended.value.code == 2
    assert words in capsys.readouterr().err
