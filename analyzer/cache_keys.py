"""Names under which computed things are kept: what they were made from, and with which code."""

from __future__ import annotations

import hashlib
import platform
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

import msgspec

from analyzer import __version__

_ROOT = Path(__file__).parent
_CODE_SUFFIXES = frozenset((".py", ".tsv", ".txt"))
_KIND_DIGITS = 16
_ENCODER = msgspec.msgpack.Encoder(order="deterministic")

MODEL_LIBRARIES = ("numpy", "torch", "transformers", "sentence-transformers", "tokenizers", "onnx", "onnxruntime")
"""What computes the models' results."""


def content_key(*parts: str | bytes) -> str:
    """Return the SHA-256 of some parts in 64 hexadecimal digits; where one ends and the next begins counts.

    Examples
    --------
    >>> content_key("ab", "c") == content_key("a", "bc")
    False
    """
    digest = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "little"))
        digest.update(data)
    return digest.hexdigest()


def record_key(*records: object) -> str:
    """Return the key of records made of dataclasses, tuples, mappings, sets and plain values.

    Equal records have equal keys. Texts may hold half a surrogate pair, as names of files do.
    """
    try:
        return content_key(_ENCODER.encode(records))
    except UnicodeEncodeError:
        return content_key(repr(records))


def short_digest(*parts: str | bytes) -> str:
    """Return the first 16 digits of :func:`content_key`: enough to tell models, versions and settings apart."""
    return content_key(*parts)[:_KIND_DIGITS]


@cache
def code_digest(rooms: tuple[str, ...], libraries: tuple[str, ...] = ()) -> str:
    """Return a short digest of everything that decides what some rooms make of a text.

    A changed line of code or word of a lexicon gives another digest, so that nothing is taken from a cache that the
    code at hand would compute otherwise.

    Parameters
    ----------
    rooms
        Files and folders of the package, such as ``statements`` or ``schema/texts.py``.
    libraries
        Packages that take part; their versions count, and whether they are installed.
    """
    parts: list[str | bytes] = [__version__, platform.python_version(), unicodedata.unidata_version]
    parts += [f"{name} {_version(name)}" for name in libraries]
    for path in sorted(file for room in rooms for file in _files(_ROOT / room)):
        parts += [path.relative_to(_ROOT).as_posix(), path.read_bytes()]
    return short_digest(*parts)


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "absent"


def _files(path: Path) -> Iterable[Path]:
    if path.is_file():
        return [path]
    return (file for file in path.rglob("*") if file.suffix in _CODE_SUFFIXES and "__pycache__" not in file.parts)
