"""What people decided about conflicts, and what they corrected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analyzer.schema.findings import ConflictKind, Strength
from analyzer.schema.texts import Span, SpeakerKind

Decision = Literal["conflict", "no_conflict", "unsure"]
ReviewState = Literal["stands", "reopened"]
CorrectionKind = Literal[
    "speaker",
    "merge_speakers",
    "split_speaker",
    "not_a_statement",
    "boundary",
    "move",
    "split_group",
    "join_groups",
]


@dataclass(frozen=True, slots=True)
class Cited:
    """A statement as it stood when somebody decided something about it.

    Attributes
    ----------
    statement, document
        Ids at that time; this file may not hold them.
    address
        The document's url, else its path.
    speakers
        Names, in the order of the statement.
    text
        The clause with its attribution, as it stood.
    claim
        The proposition, as the program had worded it.
    """

    statement: str
    document: str
    address: str
    speakers: tuple[str, ...]
    text: str
    claim: str


@dataclass(frozen=True, slots=True)
class Review:
    """What a person decided about a conflict, and on what evidence; it says nothing on who is right.

    Attributes
    ----------
    person
        Who, as far as they said; may be empty.
    at
        ISO time in UTC.
    kind, strength, left, right
        The conflict as it stood.
    """

    decision: Decision
    note: str
    person: str
    at: str
    kind: ConflictKind
    strength: Strength
    left: Cited
    right: Cited


@dataclass(frozen=True, slots=True)
class ReviewedConflict:
    """A conflict and the last decision about it.

    Attributes
    ----------
    conflict
        Id in this file.
    state
        Stands: the evidence is what the person saw. Reopened: it changed since, so that somebody has to look again.
    why
        What changed, in words; ``None`` for a decision that stands.
    """

    conflict: str
    state: ReviewState
    why: str | None
    review: Review


@dataclass(frozen=True, slots=True)
class NamedSpeaker:
    """A speaker as a person names them in a correction.

    Attributes
    ----------
    id
        Id of a speaker that was known then; ``None`` for a name that was typed.
    kind
        What a speaker is who was not known before.
    """

    name: str
    id: str | None = None
    kind: SpeakerKind = "unknown"


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person found wrong, and what it should be.

    Attributes
    ----------
    kind
        ``speaker``: ``statements`` are said by ``speakers``; by nobody named if there are none.
        ``merge_speakers``: all ``speakers`` are the first of them.
        ``split_speaker``: in ``statements``, the first of ``speakers`` is really the second.
        ``not_a_statement``: ``statements`` are none.
        ``boundary``: the content of the statement is ``content``.
        ``move``: ``statements`` say the same as ``beside``; as nobody else if there is none.
        ``split_group``: ``statements`` say the same as each other, and another thing than ``beside``.
        ``join_groups``: the groups of ``statements`` say the same.
    content
        Offsets into the text of the document that is cited.
    words
        What stands at each of them; where the document has changed, they are looked for.
    note
        The person's reason; may be empty.
    person, at
        Who and when, as ISO date and time; the name may be empty.
    entry
        The entry in the log of decisions that says so; may be empty.
    """

    kind: CorrectionKind
    statements: tuple[Cited, ...] = ()
    speakers: tuple[NamedSpeaker, ...] = ()
    content: tuple[Span, ...] = ()
    words: tuple[str, ...] = ()
    beside: Cited | None = None
    note: str = ""
    person: str = ""
    at: str = ""
    entry: str = ""


@dataclass(frozen=True, slots=True)
class AppliedCorrection:
    """A correction, and what became of it in this file.

    Attributes
    ----------
    statements
        Statements of this file that are other than the program found them, by this correction.
    applied
        Whether this file is as the correction says.
    why_not
        Why it could not be applied; ``None`` where it was.
    told
        What else a reader should know of it: what went with it, what of it could not be found.
    """

    correction: Correction
    statements: tuple[str, ...] = ()
    applied: bool = True
    why_not: str | None = None
    told: str | None = None
