"""Files to Documents: reading, header facts, sections, live-blog posts."""

from analyzer.documents.loading import READERS, LoadedDocuments, load_documents

__all__ = ["READERS", "LoadedDocuments", "load_documents"]
