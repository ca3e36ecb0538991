"""What became of the previous run's groups, threads and documents; pure functions from one run to the next."""

from analyzer.lineage.editions import Edits, compare_editions, edits
from analyzer.lineage.following import follow
from analyzer.lineage.inheritance import Inheritance, inherit_ids
from analyzer.lineage.summaries import Summary, read_summary, summarise, summary_of

__all__ = [
    "Edits",
    "Inheritance",
    "Summary",
    "compare_editions",
    "edits",
    "follow",
    "inherit_ids",
    "read_summary",
    "summarise",
    "summary_of",
]
