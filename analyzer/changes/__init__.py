"""What changed since an earlier run, and whether a gate lets it through; pure functions over finished runs."""

from analyzer.changes.earlier import Earlier, earlier_from, from_record, to_record
from analyzer.changes.finding import find_changes, nothing_to_compare_with

__all__ = ["Earlier", "earlier_from", "find_changes", "from_record", "nothing_to_compare_with", "to_record"]
