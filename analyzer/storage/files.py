"""Analysis and embeddings to files and back."""

from __future__ import annotations

import gc
import io
import itertools
import math
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from analyzer.errors import AnalysisFileError
from analyzer.schema import SCHEMA_VERSION, Analysis, Embeddings
from analyzer.storage.integrity import faults

if TYPE_CHECKING:
    from pydantic import ValidationError

ANALYSIS_FILE = "analysis.json"
EMBEDDINGS_FILE = "embeddings.npy"
WORKSPACE_FILE = "workspace.sqlite"
ADDED_FOLDER = "added"  # documents that people added in the dashboard

DECIMALS = 4
_MAX_FAULTS_TOLD = 5
_FIRST = ("schema_version", "provenance")


def write_analysis(analysis: Analysis, path: Path) -> None:
    """Write ``analysis.json``: equal analyses give equal bytes, and a reader never sees half a file.

    Floats are rounded to four places, except in ``provenance.settings``, which must make the run again. Half a
    surrogate pair (a file name that is not UTF-8) becomes a question mark: no offset moves.

    Raises
    ------
    AnalysisFileError
        The analysis holds a number that JSON does not know (infinite, or not a number).
    OSError
        The file cannot be written.
    """
    record = msgspec.to_builtins(analysis)
    try:
        exact = {"settings": writable(record["provenance"]["settings"], decimals=None)}
        provenance = {**writable(record["provenance"]), **exact}
        rest = {field: writable(value) for field, value in record.items() if field not in _FIRST}
    except ValueError as error:
        raise AnalysisFileError(f"{path}: not written: {error}") from error
    record = {"schema_version": record["schema_version"], "provenance": provenance, **rest}
    write_atomically(path, msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n")


def read_analysis(path: Path) -> Analysis:
    """Read an ``analysis.json`` back and check it; fields that this version does not know are passed over.

    Raises
    ------
    AnalysisFileError
        The file is unreadable, not JSON, of another schema version, not of the shape that :func:`json_schema`
        describes, mentions an id that it does not hold, or has a span that is not inside its document's text.
    """
    try:
        data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        raise AnalysisFileError(f"{path}: cannot be read: {error.strerror or error}") from error
    analysis = _decoded(data) or _validated(data, path)
    del data  # as large as the file
    found = list(itertools.islice(faults(analysis), _MAX_FAULTS_TOLD + 1))
    if found:
        more = "; and more" if len(found) > _MAX_FAULTS_TOLD else ""
        raise AnalysisFileError(f"{path}: {'; '.join(found[:_MAX_FAULTS_TOLD])}{more}")
    return analysis


def write_embeddings(embeddings: Embeddings, analysis: Analysis, path: Path) -> None:
    """Write ``embeddings.npy``: ``float32``, row i belongs to ``analysis.statements[i]``.

    Raises
    ------
    KeyError
        A statement has no row.
    OSError
        The file cannot be written.
    """
    import numpy as np

    row = {statement: i for i, statement in enumerate(embeddings.statements)}
    vectors = embeddings.vectors[[row[statement.id] for statement in analysis.statements]]
    buffer = io.BytesIO()
    np.save(buffer, np.ascontiguousarray(vectors, dtype=np.float32), allow_pickle=False)
    write_atomically(path, buffer.getvalue())


def read_embeddings(analysis: Analysis, path: Path) -> Embeddings:
    """Read the vectors of an analysis's statements.

    Raises
    ------
    AnalysisFileError
        The file is unreadable, or has not one ``float32`` row for each statement.
    """
    import numpy as np

    try:
        vectors = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        raise AnalysisFileError(f"{path}: expected vectors in NumPy's format: {error}") from error
    n_statements = len(analysis.statements)
    if not isinstance(vectors, np.ndarray):
        raise AnalysisFileError(f"{path}: expected one array of vectors, found an archive")
    if vectors.ndim != 2 or vectors.dtype != np.float32 or len(vectors) != n_statements:
        found = f"{vectors.dtype} of shape {vectors.shape}"
        raise AnalysisFileError(f"{path}: expected float32 of shape ({n_statements}, n_dimensions), found {found}")
    return Embeddings(tuple(statement.id for statement in analysis.statements), vectors)


def write_atomically(path: Path, data: bytes) -> None:
    """Write aside, then rename: whoever reads ``path`` finds the old content or the new, whole.

    Raises
    ------
    OSError
        The file cannot be written; nothing is left behind.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with aside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


class _Versioned(msgspec.Struct):
    schema_version: str


def _decoded(data: bytes) -> Analysis | None:
    """Decode an analysis of this version and shape, quickly; ``None`` for whatever else."""
    collecting = gc.isenabled()
    gc.disable()  # the records refer to nothing that refers to them: looking for cycles takes four fifths of the time
    try:
        versioned = msgspec.json.decode(data, type=_Versioned)
        return msgspec.json.decode(data, type=Analysis) if versioned.schema_version == SCHEMA_VERSION else None
    except (ValueError, RecursionError):
        return None
    finally:
        if collecting:
            gc.enable()


def _validated(data: bytes, path: Path) -> Analysis:
    """Decode an analysis slowly, and say where and why where it cannot be."""
    import pydantic_core
    from pydantic import TypeAdapter, ValidationError

    try:
        record = pydantic_core.from_json(data, allow_inf_nan=False)
    except ValueError as error:
        raise AnalysisFileError(f"{path}: expected an analysis file in JSON: {error}") from error
    _check_version(record, path)
    try:
        return TypeAdapter(Analysis).validate_json(data, strict=True)
    except ValidationError as error:
        raise AnalysisFileError(f"{path}: not an analysis file of version {SCHEMA_VERSION}: {_told(error)}") from error


def writable(value: Any, decimals: int | None = DECIMALS) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Return JSON with floats rounded and no half surrogate pairs; ``ValueError`` for a float that is not finite."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(f"JSON knows no number {value}")
        return value if decimals is None else round(value, decimals) + 0.0  # no negative zero
    if isinstance(value, dict):
        return {key: writable(item, decimals) for key, item in value.items()}
    return [writable(item, decimals) for item in value] if isinstance(value, list | tuple) else value


def _check_version(record: object, path: Path) -> None:
    if not isinstance(record, dict) or "schema_version" not in record:
        raise AnalysisFileError(f"{path}: expected an analysis file: an object with schema_version {SCHEMA_VERSION!r}")
    if record["schema_version"] != SCHEMA_VERSION:
        found = repr(record["schema_version"])[:40]
        raise AnalysisFileError(f"{path}: schema_version is {found}, this analyzer reads {SCHEMA_VERSION!r}")


def _told(error: ValidationError) -> str:
    found = error.errors(include_url=False, include_input=False)
    told = [f"{'.'.join(str(step) for step in e['loc'])}: {e['msg']}" for e in found[:_MAX_FAULTS_TOLD]]
    more = len(found) - len(told)
    return "; ".join(told) + (f"; and {more} more" if more else "")
