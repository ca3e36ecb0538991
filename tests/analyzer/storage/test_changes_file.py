"""``changes.json`` is written, described by its schema, and read back."""

import json
from dataclasses import replace

import jsonschema
import pytest

from analyzer.changes import earlier_from, find_changes, nothing_to_compare_with
from analyzer.errors import AnalysisFileError
from analyzer.storage import changes_schema, read_changes, write_changes


@pytest.fixture
def changes(small_analysis):
    """All conflicts gone, one document added, one removed."""
    first, second = small_analysis.documents
    other = replace(
        small_analysis, conflicts=(), documents=(first, replace(second, id="d-other", path="b.txt", text=""))
    )
    statements = tuple(one for one in other.statements if one.document == first.id)
    return find_changes(replace(other, statements=statements, groups=other.groups[:1]), earlier_from(small_analysis))


def test_changes_are_read_back_as_written(changes, tmp_path):
    write_changes(changes, tmp_path / "changes.json")
    assert read_changes(tmp_path / "changes.json") == changes
    assert changes.conflicts
    assert changes.added


@pytest.mark.parametrize("compared", [True, False])
def test_the_schema_describes_what_is_written(changes, small_analysis, tmp_path, compared):
    write_changes(changes if compared else nothing_to_compare_with(small_analysis, "first"), tmp_path / "c.json")
    record = json.loads((tmp_path / "c.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(changes_schema()).validate(record)


def test_the_schema_refuses_another_version(changes, tmp_path):
    write_changes(changes, tmp_path / "c.json")
    record = json.loads((tmp_path / "c.json").read_text("utf-8")) | {"changes_version": "0"}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(changes_schema()).validate(record)


@pytest.mark.parametrize(
    ("content", "told"),
    [("{", "expected changes"), ('{"run": 1}', "expected changes"), (None, "cannot be read")],
)
def test_a_broken_file_is_refused(tmp_path, content, told):
    if content is not None:
        (tmp_path / "c.json").write_text(content)
    with pytest.raises(AnalysisFileError, match=told):
        read_changes(tmp_path / "c.json")


def test_changes_of_another_version_are_refused(tmp_path):
    (tmp_path / "c.json").write_text('{"run": "a", "since": null, "changes_version": "2"}')
    with pytest.raises(AnalysisFileError, match="changes_version is '2'"):
        read_changes(tmp_path / "c.json")
