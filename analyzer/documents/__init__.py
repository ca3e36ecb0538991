"""Files to Documents: reading, header facts, sections, live-blog posts."""

from analyzer.documents.files import matching_paths
from analyzer.documents.keeping import FAMILY, kept_name, kinds_of_documents
from analyzer.documents.loading import LoadedDocuments, join_documents, load_documents, read_text
from analyzer.documents.readers import READERS

__all__ = [
    "FAMILY",
    "READERS",
    "LoadedDocuments",
    "join_documents",
    "kept_name",
    "kinds_of_documents",
    "load_documents",
    "matching_paths",
    "read_text",
]
