"""What people corrected, applied to what a run found; pure functions, told in ``docs/corrections.md``."""

from analyzer.corrections.bodies import from_body, to_body
from analyzer.corrections.correcting import Corrected, correct_statements, current
from analyzer.corrections.grouping import CorrectedGroups, correct_groups, parted_only

__all__ = [
    "Corrected",
    "CorrectedGroups",
    "correct_groups",
    "correct_statements",
    "current",
    "from_body",
    "parted_only",
    "to_body",
]
