"""The settings of a command: which files, variables and flags name some, and telling people of those not asked for."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from analyzer.cli.terminal import log, say
from analyzer.settings import Settings, SettingsInForce, settings_in_force, settings_kept_in

SettingFlags = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="SECTION.KEY=VALUE",
        help="Change one setting, as in groups.min_entailment=0.7; may be given again, and is stronger than all else.",
    ),
]


def find_settings(file: Path | None, flags: Sequence[str] | None = None, out: Path | None = None) -> SettingsInForce:
    """Put together what holds: a file, the environment, flags, in rising strength.

    Parameters
    ----------
    file
        What ``--settings`` names. Without it, ``analyzer.toml`` in the working directory is read where it is there,
        and then the one kept in ``out``.
    out
        The folder of a command's results.

    Raises
    ------
    SettingsError
        A file cannot be read, or something names a setting that does not exist or may not have that value.
    """
    kept = [settings_kept_in(folder) for folder in (Path(), out) if folder is not None]
    files = [file] if file is not None else list(dict.fromkeys(path for path in kept if path is not None))
    return settings_in_force(files, os.environ, flags or ())


def settings_for(file: Path | None, flags: Sequence[str] | None = None) -> Settings:
    """Return the settings of a command that has no folder of results; say which come unasked.

    Raises
    ------
    SettingsError
        As for :func:`find_settings`.
    """
    found = find_settings(file, flags)
    tell_unasked(found, file)
    return found.settings


def tell_unasked(found: SettingsInForce, file: Path | None) -> None:
    """Say which files and variables have set something without being named in the command."""
    asked = {str(file), "--set"}
    counts = Counter(origin for origin in found.origins.values() if origin not in asked)
    if counts:
        say(f"settings: {', '.join(f'{number} from {origin}' for origin, number in sorted(counts.items()))}")


def log_origins(found: SettingsInForce) -> None:
    """Note in the log where each setting came from that is not as shipped."""
    for name, origin in sorted(found.origins.items()):
        log.info("setting %s from %s", name, origin)
