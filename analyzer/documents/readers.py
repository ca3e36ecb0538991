"""The readers of all formats: those that are built in, and those that other packages add."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from analyzer.documents.archives import ArchiveReader
from analyzer.documents.columns import TableOptions, read_mapping
from analyzer.documents.docx import DocxReader
from analyzer.documents.feeds import FeedReader
from analyzer.documents.html_pages import HtmlReader
from analyzer.documents.markdown import MarkdownReader
from analyzer.documents.parquet import ParquetReader
from analyzer.documents.pdf import PdfReader
from analyzer.documents.plain_text import PlainTextReader
from analyzer.documents.signatures import signature_of
from analyzer.documents.subtitles import SubtitleReader
from analyzer.documents.table_files import CsvReader, JsonLinesReader
from analyzer.errors import DocumentError
from analyzer.protocols import FileContents, Reader
from analyzer.schema import Caution
from analyzer.settings import DocumentSettings

ENTRY_POINTS = "statement_comparison_analyzer.readers"
"""The group of entry points under which another package names its readers."""

_log = logging.getLogger("analyzer")
_PLAIN = PlainTextReader()


@dataclass(frozen=True, slots=True)
class Readers:
    """Readers by the endings of names, and what is to be known of those that could not be had.

    Attributes
    ----------
    slow
        Endings of which the reading is worth keeping.
    """

    by_suffix: dict[str, Reader]
    doubts: tuple[Caution, ...] = ()
    slow: frozenset[str] = frozenset()

    @property
    def suffixes(self) -> frozenset[str]:
        """All endings that are read."""
        return frozenset(self.by_suffix)

    def read(self, path: Path, data: bytes) -> FileContents:
        """Read a file by the ending of its name; one without an ending by its first bytes, else as plain text.

        Raises
        ------
        DocumentError
            It cannot be read, or is something else than its name says.
        """
        suffix, signature = path.suffix.lower(), signature_of(data)
        reader = self.by_suffix.get(suffix)
        if reader is None and not suffix and signature and signature.suffixes:
            reader = self.by_suffix[signature.suffixes[0]]
        elif signature and suffix not in signature.suffixes and (reader is None or suffix in _BUILT_IN_SUFFIXES):
            ending = f"its name ends in {suffix}" if suffix else "its name has no ending"
            raise DocumentError(f"{signature.what}, though {ending}")
        elif reader is None and suffix:
            raise DocumentError(f"files ending in {suffix} are not read")
        try:
            return (reader or _PLAIN).read(path, data)
        except DocumentError:
            raise
        except Exception as error:  # a library that fails on one file must not stop the job
            _log.info("%s: %s", path.name, type(error).__name__, exc_info=True)
            raise DocumentError(f"damaged, or not understood: {type(error).__name__}: {str(error)[:150]}") from error


def built_in_readers(settings: DocumentSettings) -> tuple[Reader, ...]:
    """Return the readers that come with the package; a new format is one more of these.

    Raises
    ------
    SettingsError
        ``settings.columns`` names a field that does not exist.
    """
    options = TableOptions(read_mapping(settings.columns), settings.max_parts)
    unpacked = settings.max_unpacked_bytes
    single: tuple[Reader, ...] = (
        MarkdownReader(),
        SubtitleReader(),
        HtmlReader(),
        FeedReader(settings.max_parts),
        CsvReader(options),
        JsonLinesReader(options),
        ParquetReader(options, unpacked),
        PdfReader(unpacked, settings.max_parts),
        DocxReader(unpacked),
        _PLAIN,
    )
    members = Readers(_by_suffix(single))
    return (*single, ArchiveReader(members.read, members.suffixes, unpacked, settings.max_parts))


def readers_for(settings: DocumentSettings) -> Readers:
    """Return all readers; one of another package that cannot be loaded is told, never fatal.

    Raises
    ------
    SettingsError
        ``settings.columns`` names a field that does not exist.
    """
    by_suffix = _by_suffix(built_in_readers(settings))
    doubts: list[Caution] = []
    for entry in sorted(metadata.entry_points(group=ENTRY_POINTS), key=lambda one: (one.name, one.value)):
        try:
            loaded = entry.load()
            reader: Reader = loaded() if isinstance(loaded, type) else loaded
            added = _checked_suffixes(reader)
        except Exception as error:  # whatever another package does wrong
            doubts.append(
                Caution(f"reader {entry.name}", f"cannot be used: {type(error).__name__}: {str(error)[:200]}")
            )
            continue
        for suffix in added:
            if suffix in by_suffix:
                doubts.append(Caution(f"reader {entry.name}", f"not used for {suffix}, which another reader reads"))
            else:
                by_suffix[suffix] = reader
    return Readers(by_suffix, tuple(doubts), _SLOW)


def _checked_suffixes(reader: Reader) -> list[str]:
    suffixes = list(reader.suffixes)
    if not callable(reader.read) or not suffixes or isinstance(reader.suffixes, str):
        raise TypeError("a reader has suffixes and a method read(path, data)")
    if not all(isinstance(one, str) and one.startswith(".") and one == one.lower() for one in suffixes):
        raise ValueError("suffixes begin with a dot and are in lower case")
    return suffixes


def _by_suffix(readers: Iterable[Reader]) -> dict[str, Reader]:
    return {suffix: reader for reader in readers for suffix in reader.suffixes}


READERS: tuple[Reader, ...] = built_in_readers(DocumentSettings())
"""The built-in readers with the settings as shipped."""

_BUILT_IN_SUFFIXES = frozenset(suffix for reader in READERS for suffix in reader.suffixes)
_SLOW = frozenset(
    suffix
    for reader in READERS
    if isinstance(reader, HtmlReader | PdfReader | DocxReader | ArchiveReader | FeedReader)
    for suffix in reader.suffixes
)
