"""Bytes to text, or a reason why not."""

from __future__ import annotations

import codecs
import re

from analyzer.errors import DocumentError

_MARKED = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TEXT_CONTROLS = frozenset("\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")  # all of category Cc but those
_MAX_CONTROL_SHARE = 0.02
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_:.\-]{2,40})""", re.IGNORECASE)
_DECLARED_WITHIN = 4096
_NOT_CARRIED = re.compile("[\x00\ud800-\udfff]")


def without_strays(text: str) -> str:
    """Put U+FFFD for NUL and halves of surrogate pairs, which no file of results can carry; the length stays."""
    return _NOT_CARRIED.sub("\ufffd", text)


def decode(data: bytes) -> tuple[str, str]:
    r"""Return the text and the name of its encoding: UTF-8, or UTF-16 and UTF-32 with a byte order mark.

    Raises
    ------
    DocumentError
        Binary data, or bytes that the encoding does not allow; the message names the first of them.

    Examples
    --------
    >>> decode(b"caf\xc3\xa9")
    ('café', 'utf-8')
    """
    encoding = next((name for mark, name in _MARKED if data.startswith(mark)), "utf-8")
    if encoding in {"utf-8", "utf-8-sig"} and b"\0" in data:
        raise DocumentError(f"binary data, not text: a NUL byte at position {data.index(0)}")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(_explain(data, error, encoding)) from error
    n_controls = len(_CONTROLS.findall(text, 0, 100_000))
    if n_controls > _MAX_CONTROL_SHARE * min(len(text), 100_000):
        raise DocumentError(f"binary data, not text: {n_controls} control characters")
    return text, encoding


def decode_page(data: bytes) -> tuple[str, str]:
    r"""Return the text of an HTML page and the name of its encoding, as browsers tell it.

    UTF-8 where the bytes are that, else what the page declares, else Windows-1252, in which letters that do not exist
    become U+FFFD.

    Raises
    ------
    DocumentError
        Binary data.

    Examples
    --------
    >>> decode_page(b"<p>caf\xe9 \x93yes\x94")
    ('<p>café “yes”', 'cp1252')
    """
    try:
        return decode(data)
    except DocumentError:
        if b"\0" in data[:1000]:
            raise
    declared = _DECLARED.search(data[:_DECLARED_WITHIN])
    encoding = _text_encoding(declared.group(1).decode("ascii")) if declared else None
    encoding = encoding or "cp1252"
    try:
        return without_strays(data.decode(encoding, "replace")), encoding
    except (UnicodeError, ValueError) as error:  # some codecs refuse even to replace
        raise DocumentError(f"not the {encoding} that the page declares") from error


def _text_encoding(name: str) -> str | None:
    """Return the encoding of a name if there is one that turns bytes into text; pages that say Latin-1 mean 1252."""
    try:
        found = codecs.lookup(name)
        if not isinstance(b"a".decode(found.name), str):
            return None
    except (LookupError, UnicodeError, ValueError):
        return None
    return "cp1252" if found.name in ("iso8859-1", "ascii", "utf-8") else found.name


def _explain(data: bytes, error: UnicodeDecodeError, encoding: str) -> str:
    sample = data[:100_000]
    if (
        encoding == "utf-8"
        and sum(byte < 32 and chr(byte) not in _TEXT_CONTROLS for byte in sample) > len(sample) // 50
    ):
        return "binary data, not text: many control bytes"
    found = f"byte 0x{data[error.start]:02x} at position {error.start}" if error.start < len(data) else "its end"
    return f"not valid {encoding.upper()}: {found}; expected UTF-8, or UTF-16 with a byte order mark"
