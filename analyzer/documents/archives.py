"""ZIP archives: their members through the readers of their formats; nothing is written to disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from analyzer.documents.outside_facts import one_line
from analyzer.errors import DocumentError
from analyzer.protocols import FileContents, FoundText, UnreadPart

_MAX_RATIO = 200
_SMALL = 1_000_000  # bytes that may be packed however tightly
_PACKINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


@dataclass(slots=True)
class Unpacking:
    """What may still be unpacked from one file; what its directory says of sizes is not believed."""

    left: int

    def member(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int | None = None) -> bytes:
        """Return the bytes of a member.

        Raises
        ------
        DocumentError
            It is encrypted, packed in an unusual way or too tightly, damaged, or too large.
        """
        if info.flag_bits & 0x1:
            raise DocumentError("encrypted")
        if info.compress_type not in _PACKINGS:
            raise DocumentError("packed by a method that is not read")
        most = min(self.left, most or self.left)
        try:
            with archive.open(info) as stream:
                data = stream.read(most + 1)
        except _BROKEN as error:
            raise DocumentError(f"damaged: {str(error)[:200] or type(error).__name__}") from error
        if len(data) > most:
            raise DocumentError(f"unpacks to more than {most:,} bytes (setting documents.max_unpacked_bytes)")
        if len(data) > max(_SMALL, _MAX_RATIO * info.compress_size):
            raise DocumentError(f"packed more than {_MAX_RATIO} to 1, as no text is")
        self.left -= len(data)
        return data


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Open a ZIP file.

    Raises
    ------
    DocumentError
        The bytes are none, or its directory is damaged.
    """
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise DocumentError(f"broken ZIP file: {str(error)[:200]}") from error


@dataclass(frozen=True, slots=True)
class ArchiveReader:
    """Reads ``.zip`` files; satisfies :class:`analyzer.protocols.Reader`.

    Attributes
    ----------
    read_member
        Reads a member by its name and bytes as a file of that name is read.
    readable
        Endings of names that it reads.
    max_unpacked_bytes, max_members
        Most that is unpacked in all, and most members read.
    """

    read_member: Callable[[Path, bytes], FileContents]
    readable: frozenset[str]
    max_unpacked_bytes: int
    max_members: int
    suffixes: tuple[str, ...] = field(default=(".zip",))

    def read(self, path: Path, data: bytes) -> FileContents:
        """Return the texts of all members; those that give none are listed.

        Raises
        ------
        DocumentError
            The bytes are no ZIP file, or no member gives a text.
        """
        unpacking, texts, unread, doubts = Unpacking(self.max_unpacked_bytes), list[FoundText](), list[UnreadPart](), []
        with open_archive(data) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            for info in infos[: self.max_members]:
                part = f"/{_harmless(info.filename)}"
                if (passed_over := self._passed_over(Path(part))) is not None:
                    unread.append(UnreadPart(part, passed_over, "skipped"))
                    continue
                try:
                    found = self.read_member(Path(part), unpacking.member(archive, info))
                except DocumentError as error:
                    unread.append(UnreadPart(part, str(error)))
                    continue
                texts += [replace(text, part=part + text.part) for text in found.texts]
                unread += [replace(one, part=part + one.part) for one in found.unread]
                doubts += [f"{part[1:]}: {doubt}" for doubt in found.doubts]
        if (left := len(infos) - self.max_members) > 0:
            doubts.append(f"{left:,} members beyond the first {self.max_members:,} left out")
        if not texts:
            raise DocumentError(f"nothing in it could be read: {_why(unread)}")
        return FileContents(tuple(texts), None, tuple(unread), tuple(doubts))

    def _passed_over(self, member: Path) -> str | None:
        if any(piece.startswith((".", "__MACOSX")) for piece in member.parts[1:]):
            return "hidden"
        if member.suffix.lower() in self.suffixes:
            return "an archive inside an archive is not opened"
        if member.suffix.lower() not in self.readable:
            ending = f"files ending in {member.suffix} are" if member.suffix else "files without an ending are"
            return f"{ending} not read"
        return None


def _harmless(name: str) -> str:
    """Return a member's name as a name only: no root, no way up, nothing that steers a terminal."""
    parts = [one_line(part) for part in PurePosixPath(name.replace("\\", "/")).parts]
    return "/".join(part for part in parts if part and part not in ("/", ".", "..")) or "member"


def _why(unread: list[UnreadPart]) -> str:
    return f"{unread[0].part[1:]}: {unread[0].reason}" if unread else "it is empty"
