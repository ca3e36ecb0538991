"""Which files a job reads: the files given and those in the folders given, each once, in an order of their own."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from analyzer.schema import InputStatus


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A path that was given or met: what to call it, where it lies, and why it will not be read, if so."""

    name: str
    path: Path
    status: InputStatus = "read"
    reason: str | None = None


def find_files(inputs: Sequence[Path], suffixes: frozenset[str]) -> tuple[FoundFile, ...]:
    """List every file of the inputs, sorted by name; the order of the inputs and repeats among them change nothing.

    Names are relative to the input; where two files would share one, both get more of their folders.

    Parameters
    ----------
    inputs
        Files, folders, and patterns such as ``articles/*.html`` (``**`` for folders of any depth) that name no file
        themselves. One that does not exist, or matches nothing, is listed as failed.
    suffixes
        Lower-case suffixes that can be read, with their dots. A file given by name may also have none.
    """
    found = [file for given in sorted(set(inputs), key=str) for file in _look_at(given, suffixes)]
    nearest: dict[str, FoundFile] = {}
    for file in sorted(found, key=lambda file: (-len(Path(file.name).parts), file.name, file.status)):
        nearest.setdefault(_identity(file), file)
    return tuple(sorted(_name_apart(nearest.values()), key=lambda file: (file.name, str(file.path))))


def _look_at(given: Path, suffixes: frozenset[str]) -> Iterator[FoundFile]:
    try:
        mode = given.stat().st_mode
    except FileNotFoundError:
        yield from _look_for(given, suffixes)
    except (OSError, ValueError) as error:
        yield FoundFile(given.as_posix(), given, "failed", _explain(error))
    else:
        if stat.S_ISDIR(mode):
            yield from _walk(given, suffixes)
        else:
            yield _judge(given.name, given, mode, suffixes | {""})


def _look_for(given: Path, suffixes: frozenset[str]) -> Iterator[FoundFile]:
    """Yield what matches a path that does not exist as it is written."""
    matches = matching_paths(given)
    for match in matches:
        yield from _look_at(match, suffixes)
    if not matches:
        missing = "matches no file" if glob.has_magic(str(given)) else "does not exist"
        yield FoundFile(given.as_posix(), given, "failed", "a link to nothing" if given.is_symlink() else missing)


def matching_paths(pattern: Path) -> list[Path]:
    """Return the paths that a pattern matches, sorted, hidden ones left out; none for what exists as it is written."""
    try:
        if not glob.has_magic(str(pattern)) or os.path.lexists(pattern):
            return []
        return sorted(Path(match) for match in glob.glob(str(pattern), recursive=True))  # noqa: PTH207 (may be absolute)
    except ValueError:  # a character that no path may have
        return []


def _walk(root: Path, suffixes: frozenset[str]) -> Iterator[FoundFile]:
    """Yield the files below a folder; each real folder is entered once, so links that lead in circles do no harm."""
    entered: set[tuple[int, int]] = set()
    waiting = [root]
    empty = True
    while waiting:
        folder = waiting.pop()
        try:
            status = folder.stat()
            if (status.st_dev, status.st_ino) in entered:
                continue
            entered.add((status.st_dev, status.st_ino))
            with os.scandir(folder) as entries:
                children = sorted(
                    (Path(entry.path) for entry in entries), key=lambda child: (child.is_symlink(), child.name)
                )
        except OSError as error:
            empty = False
            yield FoundFile(_name(folder, root), folder, "failed", _explain(error))
            continue
        inner = []
        for child in children:
            empty = False
            if child.name.startswith("."):
                yield FoundFile(_name(child, root), child, "skipped", "hidden")
            elif child.is_dir():
                inner.append(child)
            else:
                yield _judge_child(child, root, suffixes)
        waiting += reversed(inner)
    if empty:
        yield FoundFile(root.name or root.as_posix(), root, "skipped", "an empty folder")


def _judge_child(child: Path, root: Path, suffixes: frozenset[str]) -> FoundFile:
    name = _name(child, root)
    try:
        return _judge(name, child, child.stat().st_mode, suffixes)
    except FileNotFoundError:
        return FoundFile(name, child, "failed", "a link to nothing")
    except OSError as error:
        return FoundFile(name, child, "failed", _explain(error))


def _judge(name: str, path: Path, mode: int, suffixes: frozenset[str]) -> FoundFile:
    if not stat.S_ISREG(mode):
        return FoundFile(name, path, "failed", "not a regular file")
    if path.suffix.lower() not in suffixes:
        known = ", ".join(sorted(suffix for suffix in suffixes if suffix))
        ending = f"files ending in {path.suffix} are" if path.suffix else "files without an ending are"
        return FoundFile(name, path, "skipped", f"{ending} not read; known: {known}")
    return FoundFile(name, path)


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path != root else root.name or root.as_posix()


def _identity(file: FoundFile) -> str:
    try:
        return str(file.path.resolve())
    except (OSError, RuntimeError, ValueError):
        return str(file.path)


def _name_apart(files: Iterable[FoundFile]) -> list[FoundFile]:
    """Give files of one name as many of their folders as it takes to tell them apart."""
    waiting = list(files)
    named: list[FoundFile] = []
    while waiting:
        by_name: dict[str, list[FoundFile]] = {}
        for file in waiting:
            by_name.setdefault(file.name, []).append(file)
        waiting = []
        for group in by_name.values():
            longer = [_with_parent(file) for file in group] if len(group) > 1 else group
            (named if longer == group else waiting).extend(longer)
    return named


def _with_parent(file: FoundFile) -> FoundFile:
    parts = Path(_identity(file)).parts
    n_shown = len(Path(file.name).parts)
    shown = Path(file.name).parts
    if n_shown >= len(parts) - 1 or parts[-n_shown:] != shown:
        return file
    return replace(file, name=Path(*parts[-n_shown - 1 :]).as_posix())


def _explain(error: Exception) -> str:
    if isinstance(error, PermissionError):
        return "cannot be read: permission denied"
    return f"cannot be read: {getattr(error, 'strerror', None) or error}"
