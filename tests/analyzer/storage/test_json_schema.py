"""The schema describes what is written and refuses what is not."""

import json

import jsonschema
import pytest

from analyzer.storage import json_schema, write_analysis


@pytest.fixture(scope="module")
def validator():
    return jsonschema.Draft202012Validator(json_schema())


@pytest.fixture
def record(small_analysis, tmp_path):
    write_analysis(small_analysis, tmp_path / "a.json")
    return json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))


def test_the_schema_is_valid_itself():
    jsonschema.Draft202012Validator.check_schema(json_schema())


def test_every_field_of_every_record_is_required():
    schema = json_schema()
    records = [schema, *(r for r in schema["$defs"].values() if "properties" in r)]
    assert len(records) == 26
    assert all(sorted(r["required"]) == sorted(r["properties"]) for r in records)


def test_fields_carry_the_words_of_the_docstrings():
    fields = json_schema()["$defs"]["Group"]["properties"]
    assert fields["medoid"]["description"] == "The member nearest to all others; never a copy."


def test_a_sound_record_passes(validator, record):
    assert list(validator.iter_errors(record)) == []


def test_fields_of_later_versions_are_allowed(validator, record):
    record["statements"][0]["mood"] = "calm"
    assert list(validator.iter_errors(record)) == []


BROKEN = {
    "version": lambda r: r.update(schema_version="0"),
    "statement id": lambda r: r["statements"][0].update(id="1"),
    "speaker reference": lambda r: r["statements"][0]["speakers"].append("st-1"),
    "copy reference": lambda r: r["documents"][0].update(copy_of="north.txt"),
    "stance": lambda r: r["statements"][0].update(stance="sings"),
    "band": lambda r: r["conflicts"][0].update(band="certain"),
    "certainty": lambda r: r["statements"][0].update(certainty=1.5),
    "offset": lambda r: r["statements"][0].update(start=-1),
    "short span": lambda r: r["statements"][0].update(cue=[1]),
    "negative span": lambda r: r["statements"][0].update(content=[[-1, 3]]),
    "empty group": lambda r: r["groups"][0].update(members=[]),
    "digest": lambda r: r["provenance"]["inputs"][0].update(sha256="ABC"),
    "no claim": lambda r: r["statements"][0].pop("claim"),
    "no provenance": lambda r: r.pop("provenance"),
    "no warnings": lambda r: r["provenance"].pop("warnings"),
}


@pytest.mark.parametrize("edit", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_record_fails(validator, record, edit):
    edit(record)
    assert len(list(validator.iter_errors(record))) == 1
