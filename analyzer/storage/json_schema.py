"""The JSON Schema of the analysis file, made from the records and their docstrings."""

from __future__ import annotations

import inspect
import re
from typing import Any

from analyzer import schema

_OFFSET = {"minimum": 0}
_COUNT = {"minimum": 0}
_SHARE = {"minimum": 0, "maximum": 1}
_DATE = {"format": "date"}
_GROUP_OR_THREAD: dict[str, Any] = {"pattern": "^[gt]-"}

_IDS = {
    "Document": "d",
    "Speaker": "sp",
    "Statement": "st",
    "Thread": "t",
    "Group": "g",
    "Conflict": "c",
}
_REFERENCES = {
    ("Document", "copy_of"): "Document",
    ("Speaker", "speaks_for"): "Speaker",
    ("Statement", "document"): "Document",
    ("Statement", "speakers"): "Speaker",
    ("Statement", "via"): "Speaker",
    ("Statement", "nested_in"): "Statement",
    ("Statement", "continuation_of"): "Statement",
    ("Statement", "disputes"): "Statement",
    ("Statement", "copy_of"): "Statement",
    ("Thread", "groups"): "Group",
    ("Comparison", "left"): "Statement",
    ("Comparison", "right"): "Statement",
    ("Group", "thread"): "Thread",
    ("Group", "members"): "Statement",
    ("Group", "medoid"): "Statement",
    ("Conflict", "thread"): "Thread",
    ("ConflictSide", "statement"): "Statement",
    ("ConflictSide", "group"): "Group",
    ("ConflictSide", "also"): "Statement",
    ("DocumentEdit", "document"): "Document",
    ("DocumentEdit", "before"): "Document",
    ("StatementEdit", "statement"): "Statement",
    ("Cited", "statement"): "Statement",
    ("Cited", "document"): "Document",
    ("ReviewedConflict", "conflict"): "Conflict",
    ("NamedSpeaker", "id"): "Speaker",
    ("NotedConflict", "id"): "Conflict",
    ("NotedConflict", "left_group"): "Group",
    ("NotedConflict", "right_group"): "Group",
    ("NewVoice", "group"): "Group",
    ("NewVoice", "speaker"): "Speaker",
    ("NamedDocument", "document"): "Document",
    ("NamedDocument", "before"): "Document",
    ("Changes", "changed_positions"): "Conflict",
    ("AppliedCorrection", "statements"): "Statement",
}
_LIMITS: dict[tuple[str, str], dict[str, Any]] = {
    ("Section", "start"): _OFFSET,
    ("Section", "end"): _OFFSET,
    ("Section", "post"): {"minimum": 1},
    ("Document", "published"): _DATE,
    ("Statement", "start"): _OFFSET,
    ("Statement", "end"): _OFFSET,
    ("Statement", "certainty"): _SHARE,
    ("Statement", "confidence"): _SHARE,
    ("Statement", "published"): _DATE,
    ("Comparison", "similarity"): {"minimum": -1, "maximum": 1},
    ("Comparison", "entailment"): _SHARE,
    ("Comparison", "neutral"): _SHARE,
    ("Comparison", "contradiction"): _SHARE,
    ("Group", "members"): {"minItems": 1},
    ("Group", "n_independent"): _COUNT,
    ("Group", "cohesion"): {"minimum": -1, "maximum": 1},
    ("Conflict", "probability"): _SHARE,
    ("Merge", "into"): _GROUP_OR_THREAD,
    ("Merge", "sources"): _GROUP_OR_THREAD | {"minItems": 2},
    ("Split", "source"): _GROUP_OR_THREAD,
    ("Split", "into"): _GROUP_OR_THREAD | {"minItems": 2},
    ("Review", "at"): {"format": "date-time"},
    ("NotedConflict", "probability"): _SHARE,
    ("EditedDocument", "n_unchanged"): _COUNT,
    ("Changes", "n_unchanged"): _COUNT,
    ("Changes", "run"): {"format": "date-time"},
    ("EarlierRun", "started_at"): {"format": "date-time"},
    ("EarlierRun", "number"): {"minimum": 1},
    ("InputFile", "sha256"): {"pattern": "^[0-9a-f]{64}$"},
    ("InputFile", "bytes"): _COUNT,
    ("Provenance", "started_at"): {"format": "date-time"},
    ("Provenance", "seconds"): {"minimum": 0},
}
_SPAN = {
    "title": "Span",
    "description": "Two offsets into `documents[].text`, counted in Unicode code points; the end is exclusive.",
    "type": "array",
    "prefixItems": [{"type": "integer", "minimum": 0}, {"type": "integer", "minimum": 0}],
    "minItems": 2,
    "maxItems": 2,
}
_FIELD = re.compile(r"^(\w+(?:, \w+)*)$")


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (Draft 2020-12) of what :func:`analyzer.storage.write_analysis` writes.

    Every field is required, because every field is written; fields that it does not name are allowed, because a
    later version may add some without breaking a reader.
    """
    made = described(schema.Analysis, f"Analysis file, version {schema.SCHEMA_VERSION}")
    made["$defs"]["Span"] = dict(_SPAN)
    return with_version(made, "schema_version", schema.SCHEMA_VERSION)


def described(record: type, title: str) -> dict[str, Any]:
    """Return the JSON Schema of a record and those inside it, in the words of their docstrings."""
    from pydantic import TypeAdapter

    made = TypeAdapter(record).json_schema(mode="serialization")
    records = made.pop("$defs")
    for name, one in {**records, record.__name__: made}.items():
        _describe(name, one)
    made["title"] = title
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "$defs": records}


def with_version(made: dict[str, Any], field: str, version: str) -> dict[str, Any]:
    """Return a schema that accepts one version alone."""
    made["properties"][field] = {
        "const": version,
        "description": "Goes up when a reader would break; added fields do not count.",
    }
    return made


def _describe(name: str, record: dict[str, Any]) -> None:
    """Give a record the words of its docstring, its ids a pattern and its numbers their limits."""
    if "properties" not in record:
        return
    summary, told = _docstring(getattr(schema, name))
    record["description"] = summary
    record["required"] = list(record["properties"])
    for field, found in record["properties"].items():
        found.pop("title", None)
        found.pop("default", None)
        if field in told:
            found["description"] = told[field]
        target = name if field == "id" else _REFERENCES.get((name, field))
        limits = {"pattern": f"^{_IDS[target]}-"} if target and target in _IDS else {}
        _limit(found, limits | _LIMITS.get((name, field), {}))


def _limit(found: dict[str, Any], limits: dict[str, Any]) -> None:
    """Put limits where they belong: on the item of a list, on the value that is not null."""
    for place in (found, *found.get("anyOf", ())):
        for key, value in limits.items():
            inner = place.get("items", place) if key != "minItems" else place
            if inner.get("type") not in (None, "null"):
                inner[key] = value


def _docstring(record: type) -> tuple[str, dict[str, str]]:
    """Split a numpydoc docstring into its summary and what it says of each attribute."""
    text = inspect.cleandoc(record.__doc__ or "").replace("``None``", "null").replace("``", "`")
    text, _, attributes = text.partition("\n\nAttributes\n----------\n")
    told: dict[str, str] = {}
    names: list[str] = []
    for line in attributes.splitlines():
        if match := _FIELD.match(line):
            names = match[1].split(", ")
        elif line.strip():
            told |= {name: f"{told.get(name, '')} {line.strip()}".strip() for name in names}
    return " ".join(text.split()), told
