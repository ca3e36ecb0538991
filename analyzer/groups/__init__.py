"""Stage 6: judged pairs to groups of statements that say the same thing."""

from analyzer.groups.grouping import GroupMaker, group_statements, largest_first

__all__ = ["GroupMaker", "group_statements", "largest_first"]
