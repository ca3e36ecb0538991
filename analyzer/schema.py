"""The records that travel through the analyzer.

Every stage takes records and returns new ones; nothing here computes. All records are frozen, all offsets
are Python ``str`` offsets (Unicode code points) into ``Document.text``, end exclusive. The JSON form of an
:class:`Analysis` is the public interchange file described in ``docs/analysis-file.md``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

SCHEMA_VERSION = "1"

SectionKind = Literal["headline", "body", "caption", "furniture"]
SpeakerKind = Literal["person", "organisation", "anonymous", "unknown"]
StatementKind = Literal["direct", "mixed", "indirect", "narration"]
Stance = Literal["asserts", "denies", "disputes", "demands", "offers", "predicts", "asks"]
Relation = Literal["entailment", "neutral", "contradiction"]
InputStatus = Literal["read", "skipped", "failed"]
ModelRole = Literal["embedder", "quotations", "relations"]
Strength = Literal["hard", "soft"]
Band = Literal["flagged", "possible"]
LineageKind = Literal["group", "thread"]
EditKind = Literal["unchanged", "changed", "added", "removed"]
ConflictKind = Literal[
    "contradiction",
    "disputed_account",
    "numeric",
    "date",
    "certainty",
    "attribution",
    "characterisation",
    "position",
    "changed_position",
]


class Span(NamedTuple):
    """A half-open range of ``str`` offsets into one document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a document and the part it plays.

    Attributes
    ----------
    start, end
        Offsets into the document's text, end exclusive.
    kind
        ``furniture`` is everything that is not reporting: bylines, "read more", related links, file headers.
    post
        Number of the live-blog post it belongs to, from 1; ``None`` outside live blogs.
    title
        Headline of that post, or ``None``.
    """

    start: int
    end: int
    kind: SectionKind
    post: int | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One text as it was read.

    Attributes
    ----------
    id
        ``d-`` and a digest of path and content.
    path
        Relative to the input given on the command line.
    text
        For plain text the file exactly as decoded: nothing stripped, repaired or normalised.
    published
        ISO date, or ``None`` when the document does not say.
    language
        ISO 639-1 code of the language detected.
    sections
        In order, covering every non-blank character.
    copy_of
        Id of the document of which this one is a copy in whole; the least damaged text is the original.
    """

    id: str
    path: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    sections: tuple[Section, ...] = ()
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who said something, the same record wherever in the corpus they speak.

    Attributes
    ----------
    id
        ``sp-`` and a digest.
    aliases
        Every form under which the speaker is named, as written, sorted.
    kind
        Anonymous speakers ("a senior official") are never merged across documents.
    affiliation
        Country or body, as far as the text says so.
    speaks_for
        Id of the speaker on whose behalf this one talks (a spokesperson), or ``None``.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: SpeakerKind = "unknown"
    affiliation: str | None = None
    speaks_for: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One speaker, one cue, one proposition; or a sentence of narration.

    Attributes
    ----------
    id
        ``st-`` and a digest of document id and content offsets.
    start, end
        The clause or sentence that carries the attribution.
    text
        ``document.text[start:end]``.
    content
        What was said; several spans when the attribution interrupts it. Quotation marks at its edges stay outside.
    quoted
        The parts of ``content`` that stand between quotation marks.
    kind
        Direct: all content is quoted, or a speaker's turn in a transcript or address; mixed: part; indirect: none.
        Narration: an unattributed sentence.
    cue, speaker_mention
        Where the reporting word and the speaker's mention stand, or ``None``.
    speakers
        Speaker ids; several when they speak jointly.
    via
        Who reports that the speaker said so (a news agency, a newspaper), outermost first.
    nested_in
        The outer statement inside whose content this one is reported.
    continuation_of
        The statement of which this is a further sentence.
    claim
        The proposition, readable without the article: attribution removed, pronouns resolved, damage repaired.
    disputes
        The statement that this one disputes or denies, where it could be told.
    certainty
        How certain the words make the content: 0 not at all, 1 certain.
    certainty_spans
        The words that say so.
    copy_of
        The statement of which this one is the same text printed again.
    confidence
        Estimated probability, 0 to 1, that content and speaker are right.
    """

    id: str
    document: str
    start: int
    end: int
    text: str
    content: tuple[Span, ...]
    quoted: tuple[Span, ...]
    kind: StatementKind
    claim: str
    cue: Span | None = None
    speakers: tuple[str, ...] = ()
    speaker_mention: Span | None = None
    via: tuple[str, ...] = ()
    nested_in: str | None = None
    continuation_of: str | None = None
    stance: Stance = "asserts"
    disputes: str | None = None
    certainty: float = 1.0
    certainty_spans: tuple[Span, ...] = ()
    event_date: str | None = None
    published: str | None = None
    copy_of: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a judgement, checkable against both texts.

    Attributes
    ----------
    signal
        Name of the file in ``comparisons/`` that found it.
    contribution
        What it adds to the score; negative speaks against a contradiction.
    left_spans, right_spans
        Document offsets of the words it rests on.
    words
        Those words, "left / right".
    """

    signal: str
    contribution: float
    left_spans: tuple[Span, ...] = ()
    right_spans: tuple[Span, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A pair of statements that was judged.

    Attributes
    ----------
    similarity
        Cosine of the two claims' embeddings, -1 to 1.
    entailment, neutral, contradiction
        Scores of the three relations, each 0 to 1, adding up to 1. Not calibrated.
    """

    left: str
    right: str
    similarity: float
    relation: Relation
    entailment: float
    neutral: float
    contradiction: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Statements that say the same thing.

    Attributes
    ----------
    members
        Statement ids, copies included, in document order.
    medoid
        The member nearest to all others; never a copy.
    cohesion
        Mean cosine between members, 1.0 for one member.
    n_independent
        Distinct speakers over distinct texts; a spokesperson counts with the body spoken for; copies never count.
    """

    id: str
    thread: str
    label: str
    members: tuple[str, ...]
    medoid: str
    cohesion: float
    n_independent: int


@dataclass(frozen=True, slots=True)
class Thread:
    """One event or topic told about; holds groups that agree, add or clash."""

    id: str
    label: str
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConflictSide:
    """One side of a conflict: the cited statement, its group, and others that say the same, strongest first."""

    statement: str
    group: str
    also: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two accounts that differ; never a verdict on which of them is right.

    Attributes
    ----------
    score
        Ranks conflicts, higher first; the sum of the contributions of ``evidence``.
    probability
        Estimated probability, 0 to 1, that an editor would say that the two accounts differ; ``None`` if not estimated.
    rationale
        One sentence that a reader can check against the two texts.
    unless
        What would make it no conflict, or ``None``.
    """

    id: str
    thread: str
    kind: ConflictKind
    strength: Strength
    band: Band
    score: float
    left: ConflictSide
    right: ConflictSide
    rationale: str
    unless: str | None = None
    probability: float | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelUse:
    """A model that took part in a run."""

    role: ModelRole
    name: str
    revision_or_sha256: str
    backend: Literal["torch", "onnx", "rules"]


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that was given, and what became of it; ``reason`` is set unless it was read."""

    path: str
    sha256: str | None
    bytes: int | None
    encoding: str | None
    status: InputStatus
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Caution:
    """Something a reader of the result should know: a dropped sentence, a cap, a doubt."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Enough to make the result again."""

    analyzer_version: str
    python: str
    started_at: str
    seconds: float
    settings: dict[str, Any] = field(default_factory=dict)
    models: tuple[ModelUse, ...] = ()
    inputs: tuple[InputFile, ...] = ()
    warnings: tuple[Caution, ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """What were several groups, or threads, in the previous run, and now stand in one.

    Attributes
    ----------
    into
        Id in this file; where it is inherited, it is one of ``sources``.
    sources
        Two or more ids of the previous run, sorted.
    """

    kind: LineageKind
    into: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """What was one group, or thread, in the previous run, and now stands in several.

    Attributes
    ----------
    source
        Id of the previous run.
    into
        Two or more ids in this file, sorted; the one that inherited ``source`` is among them.
    """

    kind: LineageKind
    source: str
    into: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatementEdit:
    """What became of one statement of a document that was edited.

    Attributes
    ----------
    statement
        Id in this file; ``None`` for a statement that was removed.
    before, after
        The words as they stood and as they stand; ``None`` where there are none.
    """

    kind: EditKind
    statement: str | None
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class DocumentEdit:
    """A document whose address held another text in the previous run.

    Attributes
    ----------
    document
        Id in this file.
    before
        Id in the previous run.
    statements
        In the order of the text; what was removed stands where it was. Narration is left out.
    """

    document: str
    before: str
    statements: tuple[StatementEdit, ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """What changed since the previous run in the same workspace."""

    merges: tuple[Merge, ...] = ()
    splits: tuple[Split, ...] = ()
    edits: tuple[DocumentEdit, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that a run found; what ``analysis.json`` holds.

    Attributes
    ----------
    lineage
        What changed since the previous run; ``None`` where there is none.
    """

    provenance: Provenance
    documents: tuple[Document, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    statements: tuple[Statement, ...] = ()
    threads: tuple[Thread, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    groups: tuple[Group, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    lineage: Lineage | None = None
    schema_version: str = SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class Embeddings:
    """Unit vectors of statements.

    Attributes
    ----------
    statements
        Statement ids; row i of ``vectors`` belongs to ``statements[i]``.
    vectors
        ``float32`` of shape ``(n_statements, n_dimensions)``, each row of length 1.
    """

    statements: tuple[str, ...]
    vectors: npt.NDArray[np.float32]
