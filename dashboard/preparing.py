"""What pages need of a whole analysis, made before anybody asks: a large one takes seconds to be indexed."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable
from threading import Lock, Thread
from typing import Any

from analyzer.errors import AnalysisFileError
from analyzer.language.tokens import lemma
from analyzer.tables import Lookup, thread_rows
from analyzer.tables.document_pages import document_lines
from analyzer.tables.group_details import group_lines, group_options
from analyzer.tables.group_ties import judged_pairs
from analyzer.tables.searching import word_index
from analyzer.tables.statement_filters import filter_options, thread_names
from analyzer.tables.statement_links import statement_links
from analyzer.tables.timelines import timeline
from dashboard.panels.agreement_shown import corpus
from dashboard.state import Opened, open_analysis
from dashboard.views.speakers import pages
from dashboard.views.timeline import map_of
from dashboard.work.filters import all_options
from dashboard.work.thresholds import group_tree

LARGE = 5_000
"""Statements from which on it pays; what a smaller analysis needs is made in no time when it is asked for."""


def forms_of_words(lookup: Lookup) -> None:
    """Load the dictionary by which a search knows the forms of a word."""
    lemma("said")


IN_ORDER: tuple[Callable[[Lookup], Any], ...] = (
    all_options,
    statement_links,
    filter_options,
    thread_names,
    word_index,
    forms_of_words,
    thread_rows,
    group_lines,
    group_options,
    judged_pairs,
    pages,
    document_lines,
    timeline,
    corpus,
    group_tree,
)
"""What pages share through :meth:`~dashboard.state.Opened.once`, in the order in which people come to it."""

_log = logging.getLogger(__name__)


class Preparation:
    """Makes what pages need of the analysis that is shown, one after the other, while people read."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._of: Opened | None = None

    def begin(self, opened: Opened) -> Thread | None:
        """Begin with an analysis and return at once; ``None`` if it has begun, or is small.

        What goes on for another one ends after the step it is at: that one is shown no more.
        """
        with self._lock:
            begun, self._of = self._of is opened, opened
        if begun or len(opened.analysis.statements) < LARGE:
            return None
        thread = Thread(target=self._do, args=(opened,), daemon=True, name="preparation")
        thread.start()
        return thread

    def _do(self, opened: Opened) -> None:
        try:
            for make in IN_ORDER:
                if self._of is not opened:
                    return
                opened.once(make)
            map_of(opened)
        except Exception:
            _log.exception("not all could be prepared; whoever opens the page that needs it is told")
        gc.freeze()  # it stays as long as the analysis: see dashboard.state.lasting


preparation = Preparation()


def open_early() -> None:
    """Open the analysis, with what the first page needs, before anybody asks; why it cannot be is told on the page.

    The rest begins once somebody has seen a page: it would only keep them waiting.
    """
    try:
        open_analysis().once(all_options)
    except AnalysisFileError:
        return
