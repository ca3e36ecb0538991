"""Analysis to pandas and back, one frame a record type; the shape is that of the Parquet tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from analyzer.errors import AnalysisFileError
from analyzer.schema import Analysis, Provenance
from analyzer.storage.record_tables import analysis_from_tables, analysis_tables

if TYPE_CHECKING:
    import pandas as pd

_EMPTY = Analysis(Provenance("", "", "1970-01-01T00:00:00Z", 0.0))


def to_frames(analysis: Analysis) -> dict[str, pd.DataFrame]:
    """Lay an analysis out as pandas frames.

    Returns
    -------
    dict of str to pandas.DataFrame
        Name of the field of :class:`~analyzer.schema.Analysis`, such as ``statements``, to a frame with a row for each
        record and a column for each of its fields. Lists are arrays, spans and records inside records are
        dictionaries, whole numbers are ``Int64``, dates stay ISO texts, what is ``None`` is missing. Floats have four
        places as in ``analysis.json``.

    Raises
    ------
    AnalysisFileError
        The analysis holds a number that is infinite or none at all.

    Examples
    --------
    >>> from analyzer import Analysis, Speaker
    >>> from analyzer.schema import Provenance
    >>> analysis = Analysis(Provenance("0", "3.11", "2024-03-01T00:00:00Z", 1.0), speakers=(Speaker("sp-1", "Ana"),))
    >>> to_frames(analysis)["speakers"]["name"].to_list()
    ['Ana']
    """
    import pandas as pd
    import pyarrow as pa

    whole = {pa.int64(): pd.Int64Dtype()}
    return {name: table.to_pandas(types_mapper=whole.get) for name, table in analysis_tables(analysis).items()}


def from_frames(frames: Mapping[str, pd.DataFrame]) -> Analysis:
    """Make an analysis of its frames and check it as :func:`~analyzer.storage.read_analysis` does.

    Parameters
    ----------
    frames
        As :func:`to_frames` gives them. One that is missing holds nothing, but for ``provenance``, which must be
        there; columns that a record does not have are passed over, and rows may be in any index.

    Raises
    ------
    AnalysisFileError
        A frame lacks a column or holds something else than its records do, or the records do not fit together, as
        after a row was dropped that another one names.
    """
    import pyarrow as pa

    tables = {}
    for name, empty in analysis_tables(_EMPTY).items():
        if name in frames:
            try:
                tables[name] = pa.Table.from_pandas(frames[name], schema=empty.schema, preserve_index=False)
            except (pa.ArrowException, KeyError, TypeError, ValueError) as error:
                raise AnalysisFileError(f"{name}: not a frame of these records: {error}") from error
    return analysis_from_tables(tables)
