"""Analysis to Arrow tables and back, one a record type; on disk ``tables/*.parquet``, told in ``docs/report.md``.

The tables hold what ``analysis.json`` holds, with the same names. A list of spans is a list of structs with ``start``
and ``end``, a record inside a record a struct; only ``provenance.settings``, which has no fixed shape, is JSON text.
"""

from __future__ import annotations

import dataclasses
import io
import itertools
import json
import math
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from analyzer.errors import AnalysisFileError
from analyzer.schema import SCHEMA_VERSION, Analysis, Span
from analyzer.storage.files import DECIMALS, write_atomically
from analyzer.storage.integrity import faults

if TYPE_CHECKING:
    import pyarrow as pa

TABLES_FOLDER = "tables"
_VERSION_KEY = b"schema_version"
_SCALARS: dict[object, str] = {str: "string", int: "int64", float: "float64", bool: "bool_"}


@dataclass(frozen=True, slots=True)
class _Shape:
    """How values of one type stand in a table: their Arrow type, plain JSON to a cell, and a cell to plain JSON."""

    arrow: pa.DataType
    to_cell: Callable[[Any], Any]
    from_cell: Callable[[Any], Any]
    nullable: bool = False


def analysis_tables(analysis: Analysis) -> dict[str, pa.Table]:
    """Lay an analysis out as Arrow tables.

    Floats are rounded to four places as in ``analysis.json``, and half a surrogate pair becomes a question mark.

    Returns
    -------
    dict of str to pyarrow.Table
        Name of the field of :class:`~analyzer.schema.Analysis` to a table with a row for each record, columns as in
        the record, ``schema_version`` in its metadata. ``provenance`` has one row, ``lineage`` one or none.

    Raises
    ------
    AnalysisFileError
        The analysis holds a number that is infinite or none at all.

    Example
    -------
    >>> from analyzer.schema import Provenance, Speaker
    >>> analysis = Analysis(Provenance("0", "3.11", "2024-03-01T00:00:00Z", 1.0), speakers=(Speaker("sp-1", "Ana"),))
    >>> analysis_tables(analysis)["speakers"].select(["id", "name"]).to_pylist()
    [{'id': 'sp-1', 'name': 'Ana'}]
    """
    import pyarrow as pa

    tables = {}
    for name, record in _record_types().items():
        value = getattr(analysis, name)
        rows = value if isinstance(value, tuple) else () if value is None else (value,)
        shape = _shape(record)
        schema = pa.schema(list(shape.arrow), metadata={_VERSION_KEY: SCHEMA_VERSION.encode()})
        try:
            cells = [shape.to_cell(row) for row in msgspec.to_builtins(rows)]
        except ValueError as error:
            raise AnalysisFileError(f"{name}: not written: {error}") from error
        tables[name] = pa.Table.from_pylist(cells, schema=schema)
    return tables


def analysis_from_tables(tables: Mapping[str, pa.Table]) -> Analysis:
    """Make an analysis of its tables; columns that this version does not know are passed over.

    Parameters
    ----------
    tables
        As :func:`analysis_tables` gives them; one that is missing holds nothing, but for ``provenance``.

    Raises
    ------
    AnalysisFileError
        A table is of another schema version or has other columns, or the records do not fit together.
    """
    fields: dict[str, Any] = {}
    for name, record in _record_types().items():
        if name in tables:
            rows = _rows(name, record, tables[name])
            fields[name] = rows if name not in ("provenance", "lineage") else next(iter(rows), None)
    try:
        analysis = msgspec.convert(fields, type=Analysis)
    except msgspec.ValidationError as error:
        raise AnalysisFileError(f"the tables are not those of an analysis: {error}") from error
    if found := list(itertools.islice(faults(analysis), 5)):
        raise AnalysisFileError(f"the tables do not fit together: {'; '.join(found)}")
    return analysis


def write_tables(analysis: Analysis, folder: Path) -> None:
    """Write the tables of an analysis as Parquet into a folder, made if missing; each file appears whole.

    Raises
    ------
    AnalysisFileError
        The analysis holds a number that is infinite or none at all.
    OSError
        A file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in table_files(analysis).items():
        write_atomically(folder / name, data)


def table_file_names() -> tuple[str, ...]:
    """Return the names of the Parquet files of any analysis."""
    return tuple(f"{name}.parquet" for name in _record_types())


def table_files(analysis: Analysis) -> dict[str, bytes]:
    """Return the names and contents of the Parquet files of an analysis; equal analyses give equal bytes."""
    import pyarrow.parquet as pq

    files = {}
    for name, table in analysis_tables(analysis).items():
        buffer = io.BytesIO()
        pq.write_table(table, buffer, compression="zstd")
        files[f"{name}.parquet"] = buffer.getvalue()
    return files


def read_tables(folder: Path) -> Analysis:
    """Read the tables of an analysis back and check them as :func:`~analyzer.storage.read_analysis` does.

    Raises
    ------
    AnalysisFileError
        A table is unreadable, of another schema version or shape, mentions an id that no table holds, or has a span
        that is not inside its document's text.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    tables = {}
    for name in _record_types():
        path = folder / f"{name}.parquet"
        try:
            tables[name] = pq.read_table(path)
        except (OSError, pa.ArrowException) as error:
            raise AnalysisFileError(f"{path}: cannot be read: {error}") from error
    return analysis_from_tables(tables)


def _rows(name: str, record: type, table: pa.Table) -> list[dict[str, Any]]:
    import pyarrow as pa

    version = (table.schema.metadata or {}).get(_VERSION_KEY, SCHEMA_VERSION.encode()).decode()
    if version != SCHEMA_VERSION:
        raise AnalysisFileError(f"{name}: schema_version is {version[:40]!r}, this analyzer reads {SCHEMA_VERSION!r}")
    shape = _shape(record)
    known = [field.name for field in shape.arrow if field.name in table.column_names]
    try:
        rows = table.select(known).cast(pa.schema([shape.arrow.field(column) for column in known])).to_pylist()
        return [shape.from_cell(row) for row in rows]
    except (pa.ArrowException, ValueError, KeyError, TypeError) as error:
        raise AnalysisFileError(f"{name}: not a table of {record.__name__} records: {error}") from error


@cache
def _record_types() -> dict[str, Any]:
    """Return the fields of an analysis that are tables, with the type of their records."""
    hints = typing.get_type_hints(Analysis)
    inner = {
        name: next(one for one in typing.get_args(hint) or (hint,) if one is not None) for name, hint in hints.items()
    }
    return {name: record for name, record in inner.items() if dataclasses.is_dataclass(record)}


@cache
def _shape(hint: Any) -> _Shape:  # noqa: ANN401 - whatever stands behind a field
    """Derive how a type stands in a table from its annotation."""
    import pyarrow as pa

    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if hint is Span:
        struct = pa.struct([pa.field(name, pa.int64(), nullable=False) for name in Span._fields])
        return _Shape(struct, lambda span: dict(zip(Span._fields, span, strict=True)), _span_from)
    if dataclasses.is_dataclass(hint):
        return _record_shape(hint)
    if origin is types.UnionType or origin is typing.Union:
        return _optional(_shape(next(one for one in inner if one is not types.NoneType)))
    if origin is tuple:
        return _list_of(_shape(inner[0]))
    if origin is dict:
        return _Shape(pa.string(), lambda value: json.dumps(value, sort_keys=True), json.loads)
    if origin is typing.Literal:
        return _Shape(pa.string(), str, str)
    return _Shape(getattr(pa, _SCALARS[hint])(), {str: _text, float: _number}.get(hint, hint), hint)


def _record_shape(record: Any) -> _Shape:  # noqa: ANN401 - a dataclass
    import pyarrow as pa

    shapes = {name: _shape(hint) for name, hint in typing.get_type_hints(record).items()}
    struct = pa.struct([pa.field(name, shape.arrow, nullable=shape.nullable) for name, shape in shapes.items()])
    return _Shape(
        struct,
        lambda row: {name: shape.to_cell(row[name]) for name, shape in shapes.items()},
        lambda row: {name: shapes[name].from_cell(cell) for name, cell in row.items()},
    )


def _optional(shape: _Shape) -> _Shape:
    return _Shape(
        shape.arrow,
        lambda value: None if value is None else shape.to_cell(value),
        lambda cell: None if cell is None else shape.from_cell(cell),
        nullable=True,
    )


def _list_of(shape: _Shape) -> _Shape:
    import pyarrow as pa

    return _Shape(
        pa.list_(pa.field("item", shape.arrow, nullable=shape.nullable)),
        lambda values: [shape.to_cell(value) for value in values],
        lambda cells: [shape.from_cell(cell) for cell in cells],
    )


def _span_from(cell: Mapping[str, int]) -> list[int]:
    return [cell[name] for name in Span._fields]


def _text(value: str) -> str:
    return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")


def _number(value: float) -> float:
    if not math.isfinite(value):
        raise ValueError(f"a table of an analysis holds no number {value}")
    return round(value, DECIMALS) + 0.0  # no negative zero
