"""Files to Documents: reading, header facts, sections, live-blog posts."""

from analyzer.documents.keeping import FAMILY, kept_name, kind_of_documents
from analyzer.documents.loading import READERS, LoadedDocuments, join_documents, load_documents, read_text

__all__ = [
    "FAMILY",
    "READERS",
    "LoadedDocuments",
    "join_documents",
    "kept_name",
    "kind_of_documents",
    "load_documents",
    "read_text",
]
