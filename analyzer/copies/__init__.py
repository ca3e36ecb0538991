"""Text printed again: whole documents, and single statements; found before anything is counted twice."""

from analyzer.copies.document_copies import link_document_copies
from analyzer.copies.statement_copies import link_statement_copies

__all__ = ["link_document_copies", "link_statement_copies"]
