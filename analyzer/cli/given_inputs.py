"""What stands on the command line as inputs: patterns, standard input, and the columns of tables."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from analyzer.cli.terminal import Outcome, fail

STANDARD_INPUT = Path("-")

GivenInputs = Annotated[
    list[Path],
    typer.Argument(
        metavar="INPUT...",
        help="Files, folders, quoted patterns such as 'articles/**/*.html', and - for standard input.",
    ),
]
ColumnNames = Annotated[
    str | None,
    typer.Option(
        "--columns",
        metavar="FIELD=COLUMN,...",
        help="Which column of a CSV, JSON lines or Parquet file holds what, such as text=body,date=published; fields "
        "are text, quote, speaker, id, title, publisher, date, url. As --set documents.columns=...",
    ),
]
InputFormat = Annotated[
    str | None,
    typer.Option("--format", metavar="ENDING", help="What standard input is: txt, html, jsonl or another ending."),
]


def with_columns(flags: list[str] | None, columns: str | None) -> list[str] | None:
    """Put what ``--columns`` says among the settings that flags change."""
    return flags if columns is None else [*(flags or []), f"documents.columns={columns}"]


def matched(inputs: Sequence[Path]) -> list[Path]:
    """Put what patterns match in their place; one that matches nothing stays, to be told."""
    if not any(glob.has_magic(str(given)) for given in inputs):
        return list(inputs)
    from analyzer.documents import matching_paths

    return [path for given in inputs for path in (matching_paths(given) or [given])]


@contextmanager
def standard_input_read(inputs: Sequence[Path], form: str | None, max_bytes: int) -> Iterator[list[Path]]:
    """Put a file with what standard input holds in the place of ``-``, for as long as it is needed.

    Parameters
    ----------
    form
        The ending of that file's name, with or without its dot; ``None`` for plain text.
    max_bytes
        One byte more is kept, so that the reader says that it is too large.
    """
    if STANDARD_INPUT not in inputs:
        if form is not None:
            fail("--format is for standard input, which is read where an input is -", Outcome.USAGE)
        yield list(inputs)
        return
    ending = ("txt" if form is None else form).removeprefix(".").lower()
    if not ending.isalnum():
        fail(f"--format {form}: an ending such as txt, html or jsonl is expected", Outcome.USAGE)
    with TemporaryDirectory(prefix="analyzer-") as folder:
        path = Path(folder) / f"stdin.{ending}"
        path.write_bytes(sys.stdin.buffer.read(max_bytes + 1))
        yield [path if given == STANDARD_INPUT else given for given in inputs]
