"""Where settings come from, in rising strength: as shipped, files, the environment, flags."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from analyzer.errors import SettingsError
from analyzer.settings.loading import change_settings, nearest, read_table
from analyzer.settings.records import Settings
from analyzer.settings.values import parsed, types_of, written

ENVIRONMENT_PREFIX = "ANALYZER_"
_SEPARATOR = "__"
_MEANT = 0.85  # so near to the name of a setting that a variable is a misspelt one and not another program's


@dataclass(frozen=True, slots=True)
class SettingsInForce:
    """Settings, and where each value came from.

    Attributes
    ----------
    settings
        What holds.
    origins
        A file, ``environment ANALYZER_GROUPS__MIN_ENTAILMENT`` or ``--set`` for names such as
        ``groups.min_entailment``; those that are not in it are as shipped.
    """

    settings: Settings
    origins: Mapping[str, str]

    def in_toml(self) -> str:
        """Write all settings as TOML that can be read again, each with where it came from as a comment."""
        sections = []
        for section in fields(self.settings):
            values = getattr(self.settings, section.name)
            lines = [f"[{section.name}]"]
            for one in fields(values):
                origin = self.origins.get(f"{section.name}.{one.name}")
                told = f"{_on_one_line(origin)}; shipped: {written(one.default)}" if origin else "as shipped"
                lines.append(f"{one.name} = {written(getattr(values, one.name))}  # {told}")
            sections.append("\n".join(lines))
        return "\n\n".join(sections) + "\n"


def settings_in_force(
    files: Sequence[Path] = (), environment: Mapping[str, str] | None = None, flags: Sequence[str] = ()
) -> SettingsInForce:
    """Put settings together from all that names some; what comes later is stronger.

    Parameters
    ----------
    files
        TOML files, the strongest last.
    environment
        Variables; ``ANALYZER_GROUPS__MIN_ENTAILMENT`` is ``groups.min_entailment``. An empty one counts as not set.
    flags
        ``groups.min_entailment=0.7`` and the like, the strongest last.

    Raises
    ------
    SettingsError
        A file cannot be read; a name does not exist, or has a value that it may not have. A variable that begins with
        ``ANALYZER_`` and is no setting is refused where it was meant as one: it holds ``__``, or is nearly one's name.

    Example
    -------
    >>> found = settings_in_force(flags=["groups.min_entailment=0.7"])
    >>> found.settings.groups.min_entailment, found.origins
    (0.7, {'groups.min_entailment': '--set'})
    """
    settings, origins = Settings(), {}
    sources = [*((str(file), read_table(file)) for file in files), *_from_environment(environment or {})]
    for where, table in [*sources, *_from_flags(flags)]:
        settings = change_settings(settings, table, where)
        origins.update({f"{section}.{key}": where for section, values in table.items() for key in values})
    return SettingsInForce(settings, origins)


def _from_environment(environment: Mapping[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    known = {ENVIRONMENT_PREFIX + name.replace(".", _SEPARATOR).upper(): name for name in _names()}
    for variable, text in sorted(environment.items()):
        if not variable.startswith(ENVIRONMENT_PREFIX) or not text:
            continue
        if variable in known:
            yield _table(f"environment {variable}", known[variable], text)
        elif _SEPARATOR in variable or difflib.get_close_matches(variable, known, n=1, cutoff=_MEANT):
            raise SettingsError(f"environment: no setting {variable}{nearest(variable, known)}")


def _from_flags(flags: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    known = _names()
    for flag in flags:
        name, given, text = flag.partition("=")
        if not given:
            raise SettingsError(f"--set {flag}: expected SECTION.KEY=VALUE, such as groups.min_entailment=0.7")
        if name.strip() not in known:
            raise SettingsError(f"--set: no setting {name.strip()}{nearest(name.strip(), known)}")
        yield _table("--set", name.strip(), text)


def _table(where: str, name: str, text: str) -> tuple[str, dict[str, Any]]:
    """Return the table that a file would have for one setting."""
    section, key = name.split(".")
    try:
        return where, {section: {key: parsed(text, _names()[name])}}
    except ValueError as error:
        raise SettingsError(f"{where}: {name} {error}") from None


def _names() -> dict[str, object]:
    """Return the type of every setting by its name, such as ``groups.min_entailment``."""
    sections = types_of(Settings)
    return {f"{name}.{key}": one for name, section in sections.items() for key, one in types_of(section).items()}


def _on_one_line(text: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in text)
