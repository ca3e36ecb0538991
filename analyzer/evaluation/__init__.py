"""Gold and what was found to scores: one kind of gold a file, all from counts."""

from analyzer.evaluation.analyses import Scores, evaluate
from analyzer.evaluation.calibration import Calibration
from analyzer.evaluation.counts import Counts, Retrieval, Share
from analyzer.evaluation.gold_from_decisions import gold_from_decisions, write_gold
from analyzer.evaluation.marked_articles import (
    MarkedArticle,
    Quotation,
    read_gold,
    read_predictions,
    write_marked_articles,
)
from analyzer.evaluation.quotation_rows import quotation_rows
from analyzer.evaluation.quotations import ContentScores, KindScores, QuotationScores, SpeakerScores, score_quotations

__all__ = [
    "Calibration",
    "ContentScores",
    "Counts",
    "KindScores",
    "MarkedArticle",
    "Quotation",
    "QuotationScores",
    "Retrieval",
    "Scores",
    "Share",
    "SpeakerScores",
    "evaluate",
    "gold_from_decisions",
    "quotation_rows",
    "read_gold",
    "read_predictions",
    "score_quotations",
    "write_gold",
    "write_marked_articles",
]
