"""Analyses on disk: ``analysis.json``, ``embeddings.npy`` and Parquet tables; told in ``docs/analysis-file.md``.

What people decide about them stands in a file of its own: :class:`DecisionLog`, told in ``docs/reviews.md``.
"""

from analyzer.storage.changes_file import CHANGES_FILE, changes_schema, read_changes, write_changes
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
from analyzer.storage.publishing import finish_publishing, publishing
from analyzer.storage.record_tables import (
    TABLES_FOLDER,
    analysis_from_tables,
    analysis_tables,
    read_tables,
    table_file_names,
    table_files,
    write_tables,
)
from analyzer.storage.turns import WAIT_SECONDS, turn

__all__ = [
    "ADDED_FOLDER",
    "ANALYSIS_FILE",
    "CHANGES_FILE",
    "DECISIONS_FILE",
    "EMBEDDINGS_FILE",
    "TABLES_FOLDER",
    "WAIT_SECONDS",
    "WORKSPACE_FILE",
    "DecisionLog",
    "Event",
    "EventKind",
    "Record",
    "analysis_from_tables",
    "analysis_tables",
    "changes_schema",
    "faults",
    "finish_publishing",
    "json_schema",
    "publishing",
    "read_analysis",
    "read_changes",
    "read_embeddings",
    "read_tables",
    "table_file_names",
    "table_files",
    "turn",
    "write_analysis",
    "write_atomically",
    "write_changes",
    "write_embeddings",
    "write_tables",
]
