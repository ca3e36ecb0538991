"""What became of the previous run's groups, threads and documents; pure functions from one run to the next."""

from analyzer.lineage.editions import edits
from analyzer.lineage.following import follow
from analyzer.lineage.inheritance import Inheritance, inherit_ids
from analyzer.lineage.summaries import Summary, read_summary, summarise

__all__ = ["Inheritance", "Summary", "edits", "follow", "inherit_ids", "read_summary", "summarise"]
