"""Analyses on disk: ``analysis.json`` and ``embeddings.npy``; the format is told in ``docs/analysis-file.md``.

What people decide about them stands in a file of its own: :class:`DecisionLog`, told in ``docs/reviews.md``.
"""

from analyzer.storage.decisions import DECISIONS_FILE, DecisionLog, Event, EventKind, Record
from analyzer.storage.files import (
    ADDED_FOLDER,
    ANALYSIS_FILE,
    EMBEDDINGS_FILE,
    WORKSPACE_FILE,
    read_analysis,
    read_embeddings,
    write_analysis,
    write_atomically,
    write_embeddings,
)
from analyzer.storage.integrity import faults
from analyzer.storage.json_schema import json_schema

__all__ = [
    "ADDED_FOLDER",
    "ANALYSIS_FILE",
    "DECISIONS_FILE",
    "EMBEDDINGS_FILE",
    "WORKSPACE_FILE",
    "DecisionLog",
    "Event",
    "EventKind",
    "Record",
    "faults",
    "json_schema",
    "read_analysis",
    "read_embeddings",
    "write_analysis",
    "write_atomically",
    "write_embeddings",
]
