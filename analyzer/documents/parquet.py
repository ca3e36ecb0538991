"""Parquet tables: one text a row."""

from __future__ import annotations

import io
from pathlib import Path

from analyzer.documents.columns import NumberedRows, TableOptions, contents_of_rows, find_columns
from analyzer.errors import DocumentError
from analyzer.protocols import FileContents

_ROWS_AT_ONCE = 64  # a small file may repeat one large cell in every row


class ParquetReader:
    """Reads ``.parquet`` files; satisfies :class:`analyzer.protocols.Reader`.

    Parameters
    ----------
    options
        What people said about columns, and how many rows to read.
    max_unpacked_bytes
        Most that the cells read may hold.
    """

    suffixes: tuple[str, ...] = (".parquet",)

    def __init__(self, options: TableOptions, max_unpacked_bytes: int) -> None:
        self._options = options
        self._max_bytes = max_unpacked_bytes

    def read(self, path: Path, data: bytes) -> FileContents:
        """Return one text a row, named by its id or its number from 1.

        Raises
        ------
        DocumentError
            The bytes are no Parquet file, unpack to too much, or no column or row gives a text.
        """
        import pyarrow as pa

        try:
            return contents_of_rows(self._rows(data), self._options, None)
        except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
            raise DocumentError(
                f"broken Parquet file: {str(error).splitlines()[0][:200] if str(error) else ''}"
            ) from error

    def _rows(self, data: bytes) -> NumberedRows:
        import pyarrow.parquet as pq

        table = pq.ParquetFile(io.BytesIO(data))
        names = [name for name in table.schema_arrow.names]
        columns = sorted(set(find_columns(names, self._options.columns).values()))
        sizes = (table.metadata.row_group(group).total_byte_size for group in range(table.metadata.num_row_groups))
        self._check(sum(sizes))
        number, n_bytes = 0, 0
        for batch in table.iter_batches(batch_size=_ROWS_AT_ONCE, columns=columns, use_threads=False):
            n_bytes += batch.nbytes
            self._check(n_bytes)
            for row in batch.to_pylist():
                number += 1
                yield number, row

    def _check(self, n_bytes: int) -> None:
        if n_bytes > self._max_bytes:
            raise DocumentError(
                f"unpacks to more than {self._max_bytes:,} bytes (setting documents.max_unpacked_bytes)"
            )
