"""Decisions of people about conflicts: kept with what they saw, and found again in a later run."""

from analyzer.reviews.citing import RecordsById, cite, from_body, make_review, to_body
from analyzer.reviews.finding_again import review_analysis, review_conflicts

__all__ = ["RecordsById", "cite", "from_body", "make_review", "review_analysis", "review_conflicts", "to_body"]
