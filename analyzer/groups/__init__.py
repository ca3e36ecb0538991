"""Stage 6: judged pairs to groups of statements that say the same thing."""

from analyzer.groups.grouping import group_statements

__all__ = ["group_statements"]
