"""Analyses on disk: ``analysis.json`` and ``embeddings.npy``; the format is told in ``docs/analysis-file.md``."""

from analyzer.storage.files import (
    ANALYSIS_FILE,
    EMBEDDINGS_FILE,
    read_analysis,
    read_embeddings,
    write_analysis,
    write_atomically,
    write_embeddings,
)
from analyzer.storage.integrity import faults
from analyzer.storage.json_schema import json_schema

__all__ = [
    "ANALYSIS_FILE",
    "EMBEDDINGS_FILE",
    "faults",
    "json_schema",
    "read_analysis",
    "read_embeddings",
    "write_analysis",
    "write_atomically",
    "write_embeddings",
]
