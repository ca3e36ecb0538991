"""All that a run found, in one record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzer.schema.decisions import AppliedCorrection, ReviewedConflict
from analyzer.schema.findings import Comparison, Conflict, Group, Thread
from analyzer.schema.runs import Lineage, Provenance
from analyzer.schema.texts import Document, Speaker, Statement

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


SCHEMA_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that a run found; what ``analysis.json`` holds.

    Attributes
    ----------
    lineage
        What changed since the previous run; ``None`` where there is none.
    corrections
        What people corrected, in the order in which they did, and what became of it here.
    reviews
        Decisions of people about conflicts, at most one for each conflict.
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
    corrections: tuple[AppliedCorrection, ...] = ()
    reviews: tuple[ReviewedConflict, ...] = ()
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
