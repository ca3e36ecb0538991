"""One setting kept for the next run, in the settings file beside the analysis; all else in it stays as it is."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from analyzer.errors import SettingsError
from analyzer.settings import SETTINGS_FILE, Settings, change_settings
from analyzer.storage import write_atomically


def kept_value(folder: Path, section: str, key: str) -> float | None:
    """Return what the settings file of a folder says of a number; ``None`` where it says nothing, or cannot be read.

    Raises
    ------
    SettingsError
        The file is there and is no settings file.
    """
    found = _read(_text(folder / SETTINGS_FILE)).get(section)
    value = found.get(key) if isinstance(found, dict) else None
    return float(value) if isinstance(value, int | float) else None


def keep_value(folder: Path, section: str, key: str, value: float) -> Path:
    """Write a number into the settings file of a folder; the file is made where there is none.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    SettingsError
        The file that is there cannot be used as it is, or is written in a way that is not changed here.
    OSError
        It cannot be written; then it is as before.
    """
    path = folder / SETTINGS_FILE
    text = with_value(_text(path), section, key, value)
    change_settings(Settings(), _read(text), SETTINGS_FILE)
    write_atomically(path, text.encode())
    return path


def with_value(text: str, section: str, key: str, value: float) -> str:
    r"""Set one number in a TOML text, and touch no other line.

    Raises
    ------
    SettingsError
        The text is no TOML, or has the section in a form other than a heading of its own with one line a key.

    Example
    -------
    >>> with_value("[groups]\nmin_entailment = 0.6  # as shipped\n", "groups", "min_entailment", 0.7)
    '[groups]\nmin_entailment = 0.7  # as shipped\n'
    """
    wanted = _read(text)
    lines = text.splitlines(keepends=True)
    heading = next((i for i, line in enumerate(lines) if re.match(rf"\s*\[\s*{section}\s*\]", line)), None)
    if heading is None:
        start = "" if not text or text.endswith("\n") else "\n"
        lines.append(f"{start}\n[{section}]\n{key} = {value}\n" if text else f"[{section}]\n{key} = {value}\n")
    else:
        _set_below(lines, heading, key, value)
    changed = "".join(lines)
    found = wanted.setdefault(section, {})
    if isinstance(found, dict):
        found[key] = value
    if not isinstance(found, dict) or not _is(changed, wanted):
        raise SettingsError(f"{SETTINGS_FILE} is written in a way that is not changed here: set [{section}] {key}")
    return changed


def _set_below(lines: list[str], heading: int, key: str, value: float) -> None:
    """Change the line of a key under its heading, or add it as the first."""
    for i, line in enumerate(lines[heading + 1 :], start=heading + 1):
        if line.lstrip().startswith("["):
            break
        if found := re.match(rf"(\s*{key}\s*=\s*)[^#\r\n]*?(\s*(?:#.*)?[\r\n]*)$", line):
            lines[i] = f"{found[1]}{value}{found[2]}"
            return
    if not lines[heading].endswith("\n"):
        lines[heading] += "\n"
    lines.insert(heading + 1, f"{key} = {value}\n")


def _is(text: str, table: dict[str, Any]) -> bool:
    try:
        return tomllib.loads(text) == table
    except tomllib.TOMLDecodeError:
        return False


def _read(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{SETTINGS_FILE} is no settings file: {error}") from error


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{SETTINGS_FILE} cannot be read: {error}") from error
