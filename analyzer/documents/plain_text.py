"""Plain text: the file exactly as decoded."""

from __future__ import annotations

from pathlib import Path

from analyzer.documents.decoding import decode


class PlainTextReader:
    """Reads ``.txt`` and ``.text`` files; satisfies :class:`analyzer.protocols.Reader`."""

    suffixes: tuple[str, ...] = (".text", ".txt")

    def read(self, path: Path, data: bytes) -> tuple[str, str]:
        """Return the text and its encoding.

        Raises
        ------
        DocumentError
            The bytes are not text.
        """
        return decode(data)
