"""Texts whose groups are known, and the groups a system puts them in: the records, and their form in files."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from analyzer.errors import InputError
from analyzer.evaluation.gold_files import Row, read_rows, read_values, shown, write_values

Level = Literal["claims", "threads"]
Label = Hashable | None
"""Texts with equal labels are one group; ``None`` is a group of its own each time."""

LABEL_FIELD: dict[Level, str] = {"claims": "cluster_id", "threads": "event_id"}
_ALONE = (-1, None, "noise")


@dataclass(frozen=True, slots=True)
class GroupedText:
    """A text and its group.

    Attributes
    ----------
    split
        The part of the gold it belongs to, where the gold has parts.
    document
        Name of the document it was taken from, where the gold tells.
    """

    text: str
    label: Label
    split: str | None = None
    document: str | None = None


def read_grouped_texts(path: Path, level: Level = "claims") -> tuple[GroupedText, ...]:
    """Read texts that were grouped by hand: one a line, in JSON, ``.gz`` or not.

    Parameters
    ----------
    level
        ``claims`` takes the label from ``cluster_id``: texts that say the same; ``threads`` from ``event_id``.

    Raises
    ------
    InputError
        The file cannot be read, holds no text, or a row is not of the form; the error names the line.
    """
    found = tuple(
        GroupedText(row.string("text"), _label_of(row, LABEL_FIELD[level]), _name(row, "split"), _name(row, "doc"))
        for row in read_rows(path)
    )
    if not found:
        raise InputError(f'{path}: expected one text a line: {{"text", "{LABEL_FIELD[level]}"}}; the file is empty')
    return found


def read_group_labels(path: Path, n_texts: int) -> tuple[Label, ...]:
    """Read the groups that a system puts the texts of a gold in: as many rows, in the same order.

    A row is a label, or an object with the label as ``cluster_id``; ``null``, ``-1`` and ``"noise"`` mean alone.

    Raises
    ------
    InputError
        The file cannot be read, a row is not of the form, or there are more or fewer rows than texts.
    """
    found: list[Label] = []
    wanted = f"expected {n_texts} rows, one for each text of the gold and in its order"
    for line, value in read_values(path):
        if len(found) == n_texts:
            raise InputError(f"{path}, line {line}: {wanted}; this is one more")
        if isinstance(value, dict):
            found.append(_label_of(Row(path, line, value), LABEL_FIELD["claims"]))
        else:
            found.append(_label(value, Row(path, line, {}), "a label"))
    if len(found) < n_texts:
        raise InputError(f"{path}: {wanted}; found {len(found)}")
    return tuple(found)


def write_group_labels(labels: Sequence[Label], path: Path) -> None:
    """Write labels in the form that :func:`read_group_labels` and other scorers read.

    Raises
    ------
    OSError
        The file cannot be written.
    """
    write_values(({LABEL_FIELD["claims"]: label} for label in labels), path)


def _label_of(row: Row, name: str) -> Label:
    if name not in row.fields:
        raise row.error(f'expected "{name}", the label of a group; found {shown(None)}')
    return _label(row.fields[name], row, f'"{name}"')


def _label(value: object, row: Row, what: str) -> Label:
    if isinstance(value, list | dict):
        raise row.error(f"expected {what} to be a string, a number or null; found {shown(value)}")
    return None if value in _ALONE else str(value) if isinstance(value, str) else _number(value)


def _number(value: object) -> Label:
    return value if isinstance(value, int | float) else None


def _name(row: Row, name: str) -> str | None:
    value = row.fields.get(name)
    if value is not None and not isinstance(value, str):
        raise row.error(f'expected "{name}" to be a string; found {shown(value)}')
    return value
