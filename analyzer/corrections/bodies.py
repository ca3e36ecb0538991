"""Corrections to the JSON that the log of decisions keeps, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from analyzer.errors import DecisionsError
from analyzer.schema import Correction

_OF_THE_EVENT = ("person", "at", "entry")


def to_body(correction: Correction) -> dict[str, Any]:
    """Return what the log keeps of a correction; who, when and which entry are the event's."""
    body: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(correction))
    return {field: value for field, value in body.items() if field not in _OF_THE_EVENT}


def from_body(body: Mapping[str, Any], *, person: str = "", at: str = "", entry: str = "") -> Correction:
    """Read back what :func:`to_body` gave; fields of later versions are passed over.

    Raises
    ------
    DecisionsError
        It is no correction, or of a kind that this version does not know.
    """
    try:
        return msgspec.convert({**body, "person": person, "at": at, "entry": entry}, Correction)
    except msgspec.ValidationError as error:
        raise DecisionsError(f"a correction cannot be understood: {error}") from error
