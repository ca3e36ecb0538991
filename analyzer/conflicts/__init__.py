"""Stage 7: judged pairs and groups to conflicts, typed, ranked and explained."""

from analyzer.conflicts.finding import find_conflicts

__all__ = ["find_conflicts"]
