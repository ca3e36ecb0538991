from dataclasses import asdict, replace

import pytest

from analyzer.schema import DocumentEdit, Lineage, Merge, Split, StatementEdit
from analyzer.settings import Settings
from analyzer.tables import look_up
from analyzer.tables.runs import UNKNOWN, setting_rows, since_before


def test_shipped_settings_are_no_change():
    assert not any(row.changed for row in setting_rows(asdict(Settings())))


def test_settings_read_back_from_a_file_are_no_change():
    assert not any(row.changed for row in setting_rows({"documents": {"languages": ["en"]}}))


def test_a_changed_setting_comes_first_with_what_is_shipped():
    row = setting_rows({"report": {"max_rows": 5000}, "groups": {"min_entailment": 0.5}})[0]
    assert (row.name, row.value, row.shipped, row.changed) == ("groups.min_entailment", "0.5", "0.6", True)


@pytest.mark.parametrize("settings", [{"candidates": {"min_cosine": 0.5}}, {"candidates": 0.5}])
def test_a_setting_of_another_version_is_said_to_be_unknown(settings):
    assert [row.shipped for row in setting_rows(settings)] == [UNKNOWN]


def test_an_analysis_without_a_run_before_knows_of_none(small_analysis):
    assert not since_before(look_up(small_analysis)).known


@pytest.mark.parametrize(
    ("lineage", "row"),
    [
        (
            Lineage(merges=(Merge("thread", "t-1", ("t-1", "t-9")),)),
            ("2 events or topics became one", "t-1", "bridge talks", "t-1, t-9"),
        ),
        (
            Lineage(splits=(Split("group", "g-3", ("g-1", "g-3")),)),
            ("One group became 2", "g-3", "the bridge talks went badly / the bridge talks were fruitful", "g-3"),
        ),
        (
            Lineage(splits=(Split("group", "g-9", ("g-1", "g-gone")),)),
            ("One group became 2", "g-1", "the bridge talks went badly / g-gone", "g-9"),
        ),
    ],
)
def test_merges_and_splits_are_told_with_what_stands_now(small_analysis, lineage, row):
    (found,) = since_before(look_up(replace(small_analysis, lineage=lineage))).moves
    assert (found.what, found.id, found.now, found.before) == row


def test_edits_are_told_and_what_stands_as_it_stood_is_counted(small_analysis):
    edit = DocumentEdit(
        "d-north",
        "d-old",
        (
            StatementEdit("unchanged", "st-1", "a", "a"),
            StatementEdit("removed", None, "b", None),
            StatementEdit("added", "st-2", None, "c"),
        ),
    )
    changes = since_before(look_up(replace(small_analysis, lineage=Lineage(edits=(edit,)))))
    assert changes.n_unchanged == 1
    assert [(row.document, row.statement, row.what, row.before, row.after) for row in changes.edits] == [
        ("north.txt", "", "removed", "b", ""),
        ("north.txt", "st-2", "added", "", "c"),
    ]
