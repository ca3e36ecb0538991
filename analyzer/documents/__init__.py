"""Files to Documents: reading, header facts, sections, live-blog posts."""

from analyzer.documents.loading import READERS, LoadedDocuments, load_documents, read_text

__all__ = ["READERS", "LoadedDocuments", "load_documents", "read_text"]
