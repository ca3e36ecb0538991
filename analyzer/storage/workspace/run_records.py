"""What is recorded of a run, as it stands in the file: compressed JSON, for 30 runs of a thousand articles add up."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from typing import Any

_FAST = 1


def pack(summary: Mapping[str, object]) -> bytes:
    """Return a record as it is written; equal records give equal bytes."""
    return zlib.compress(json.dumps(summary, sort_keys=True).encode(), _FAST)


def unpack(written: bytes | str) -> dict[str, Any]:
    """Return a record from what was written; plain JSON is what an emptied one holds, and any before compression."""
    record: dict[str, Any] = json.loads(zlib.decompress(written) if isinstance(written, bytes) else written)
    return record
