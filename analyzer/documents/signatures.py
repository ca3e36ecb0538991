"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

from typing import NamedTuple


class Signature(NamedTuple):
    """A format told by its first bytes: what it is, and the endings of names under which it is read."""

    what: str
    suffixes: tuple[str, ...]


_HTML = Signature("an HTML page", (".htm", ".html", ".xhtml"))
_BEGINNINGS: tuple[tuple[bytes, Signature], ...] = (
    (b"%PDF-", Signature("a PDF file", (".pdf",))),
    (b"PK\x03\x04", Signature("a ZIP or Office file", (".zip", ".docx"))),
    (b"PK\x05\x06", Signature("an empty ZIP file", (".zip",))),
    (b"PAR1", Signature("a Parquet file", (".parquet",))),
    (b"\x1f\x8b", Signature("a gzip file", ())),
    (b"7z\xbc\xaf\x27\x1c", Signature("a 7z archive", ())),
    (b"Rar!\x1a\x07", Signature("a RAR archive", ())),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Signature("an old Office file (save it as DOCX)", ())),
    (b"{\\rtf", Signature("an RTF file (save it as DOCX)", ())),
    (b"SQLite format 3\0", Signature("an SQLite database", ())),
    (b"\x89PNG\r\n\x1a\n", Signature("a PNG picture", ())),
    (b"\xff\xd8\xff", Signature("a JPEG picture", ())),
    (b"GIF8", Signature("a GIF picture", ())),
)
_HTML_BEGINNINGS = (b"<!doctype html", b"<html")


def signature_of(data: bytes) -> Signature | None:
    """Tell a format by its first bytes; ``None`` for text and what is not known.

    Examples
    --------
    >>> signature_of(b"%PDF-1.7").what, signature_of(b"Bridge reopens")
    ('a PDF file', None)
    """
    for beginning, signature in _BEGINNINGS:
        if data.startswith(beginning):
            return signature
    head = data[:500].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return _HTML if head.startswith(_HTML_BEGINNINGS) else None
