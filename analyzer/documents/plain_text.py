"""Plain text: the file exactly as decoded."""

from __future__ import annotations

from pathlib import Path

from analyzer.documents.decoding import decode
from analyzer.protocols import FileContents, FoundText


class PlainTextReader:
    """Reads ``.txt`` and ``.text`` files; satisfies :class:`analyzer.protocols.Reader`."""

    suffixes: tuple[str, ...] = (".text", ".txt")

    def read(self, path: Path, data: bytes) -> FileContents:
        """Return the text.

        Raises
        ------
        DocumentError
            The bytes are not text.
        """
        text, encoding = decode(data)
        return FileContents((FoundText(text),), encoding)
