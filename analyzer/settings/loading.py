"""Settings from files and tables; a name that does not exist is refused with the nearest that does."""

from __future__ import annotations

import dataclasses
import difflib
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from analyzer.errors import SettingsError
from analyzer.settings.records import Settings
from analyzer.settings.values import checked, types_of

SETTINGS_FILE = "analyzer.toml"


def settings_kept_in(folder: Path) -> Path | None:
    """Return the settings file beside a folder's results, where there is one."""
    path = folder / SETTINGS_FILE
    return path if path.is_file() else None


def load_settings(path: Path | None, otherwise: Settings | None = None) -> Settings:
    """Read settings from a TOML file; what it leaves out, or all without one, is as ``otherwise``, or as shipped.

    Raises
    ------
    SettingsError
        The file cannot be read, names a section or key that does not exist, or has a value that one may not have.
    """
    settings = otherwise or Settings()
    return settings if path is None else change_settings(settings, read_table(path), str(path))


def read_table(path: Path) -> dict[str, Any]:
    """Read a TOML file.

    Raises
    ------
    SettingsError
        It cannot be read, or is no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: cannot read settings: {error}") from error


def change_settings(settings: Settings, table: Mapping[str, Any], where: str) -> Settings:
    """Change what a table names, section by section, as in ``{"groups": {"min_entailment": 0.7}}``.

    Parameters
    ----------
    where
        What the table is from; errors begin with it.

    Raises
    ------
    SettingsError
        The table names a section or key that does not exist, or has a value that one may not have.
    """
    sections = types_of(Settings)
    for name, values in table.items():
        if name not in sections:
            raise SettingsError(f"{where}: no section [{name}]{nearest(name, sections)}")
        if not isinstance(values, dict):
            raise SettingsError(f"{where}: {name} must be a section, found {values!r}")
        section, changed = getattr(settings, name), {}
        types = types_of(sections[name])
        for key, value in values.items():
            if key not in types:
                raise SettingsError(f"{where}: [{name}] has no {key}{nearest(key, types)}")
            try:
                changed[key] = checked(value, types[key])
            except ValueError as error:
                raise SettingsError(f"{where}: [{name}] {key} {error}") from None
        settings = dataclasses.replace(settings, **{name: dataclasses.replace(section, **changed)})
    return settings


def nearest(name: str, known: Iterable[str]) -> str:
    """Say which known name is meant by one that is not, or which there are."""
    match = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean {match[0]}?" if match else f"; known: {', '.join(sorted(known))}"
