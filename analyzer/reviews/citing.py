"""What a person saw when deciding, taken down beside the decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import msgspec

from analyzer.errors import DecisionsError
from analyzer.schema import Cited, Conflict, Decision, Document, Review, Speaker, Statement

_OF_THE_EVENT = ("person", "at")


class RecordsById(Protocol):
    """Records of one analysis, by their ids; :class:`analyzer.tables.Lookup` is one."""

    @property
    def statements(self) -> Mapping[str, Statement]:
        """Statements by id."""

    @property
    def documents(self) -> Mapping[str, Document]:
        """Documents by id."""

    @property
    def speakers(self) -> Mapping[str, Speaker]:
        """Speakers by id."""


def make_review(
    conflict: Conflict, records: RecordsById, decision: Decision, *, note: str = "", person: str = "", at: str = ""
) -> Review:
    """Take down a decision about a conflict together with what the conflict rests on.

    Parameters
    ----------
    person, at
        Who decides and when, ISO time in UTC; a log notes both itself.
    """
    return Review(
        decision=decision,
        note=note,
        person=person,
        at=at,
        kind=conflict.kind,
        strength=conflict.strength,
        left=cite(conflict.left.statement, records),
        right=cite(conflict.right.statement, records),
    )


def cite(statement_id: str, records: RecordsById) -> Cited:
    """Take down a statement as it stands: where, who, in which words."""
    statement = records.statements[statement_id]
    return Cited(
        statement=statement.id,
        document=statement.document,
        address=address_of(records.documents[statement.document]),
        speakers=names_of(statement, records.speakers),
        text=statement.text,
        claim=statement.claim,
    )


def address_of(document: Document) -> str:
    """Return the url of a document, else its path."""
    return document.url or document.path


def names_of(statement: Statement, speakers: Mapping[str, Speaker]) -> tuple[str, ...]:
    """Return the names of who speaks, in the order of the statement."""
    return tuple(speakers[speaker].name for speaker in statement.speakers)


def to_body(review: Review) -> dict[str, Any]:
    """Return a review as JSON, without who and when, which the log notes itself."""
    body: dict[str, Any] = msgspec.to_builtins(review)
    return {field: value for field, value in body.items() if field not in _OF_THE_EVENT}


def from_body(body: Mapping[str, Any], person: str = "", at: str = "") -> Review:
    """Read back what :func:`to_body` gave; fields of later versions are passed over.

    Raises
    ------
    DecisionsError
        It is not of that shape.
    """
    try:
        return msgspec.convert({**body, "person": person, "at": at}, Review)
    except msgspec.ValidationError as error:
        who = person or "somebody"
        raise DecisionsError(f"a decision of {who}, {at}, is not of the form expected: {error}") from error
