"""Statements found by words and by meaning, and what in them agrees or clashes with a claim that is pasted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import streamlit as st

from analyzer.reports import statement_table
from analyzer.tables import statement_row
from analyzer.tables.citations import citation
from analyzer.tables.found_statements import Asked, FoundStatement, found_statements, why_found
from analyzer.tables.searching import Cosines, cosines_with, find, query_parts, word_index
from analyzer.tables.statement_filters import StatementFilters, filter_options, passing, thread_names
from analyzer.tables.statement_links import statement_links
from dashboard.drawing import components
from dashboard.drawing.search_shown import found_list
from dashboard.drawing.statements_shown import counted
from dashboard.panels.claim_panel import CLAIM, compare_claim
from dashboard.panels.downloads import Cell, offer
from dashboard.panels.paging import page_of
from dashboard.panels.search_fields import choose_statements, clear_fields, in_force, keep, put_back
from dashboard.state import Opened, open_analysis
from dashboard.work.reading_models import ReadingModels, models_for

WORDS, MEANING, PAGE = "q", "by_meaning", "found_page"  # query parameters
SEARCH, COMPARE = "Find statements", "Paste a claim"
PER_PAGE, MOST_NEAR = 20, 200
_SHOWN = "search shown before"


def show() -> None:
    """Draw the page."""
    opened = open_analysis()
    does = "Find what was said, or what agrees or clashes with a claim."
    st.html(f"<header class='sc-head'><h1>Search</h1><p>{does}</p></header>")
    if not opened.analysis.statements:
        st.html(components.notice(*why_empty(len(opened.counts.read))))
        return
    asked = COMPARE if CLAIM in st.query_params and WORDS not in st.query_params else SEARCH
    part = st.segmented_control(
        "What to do", [SEARCH, COMPARE], default=asked, required=True, key="searched", label_visibility="collapsed"
    )
    if part == COMPARE:
        compare_claim(opened)
    else:
        search(opened)


def why_empty(n_read: int) -> tuple[str, list[str]]:
    """Say why there is nothing to search."""
    if not n_read:
        return "No document was read", ["“How this was made” lists what was given and why it was not read."]
    return "No statement was found", [f"{n_read:,} documents were read; none says who said what."]


def search(opened: Opened) -> None:
    """Draw the field, the filters, and what is found."""
    put_back(WORDS)
    words = st.text_input(
        "Words, or a phrase in quotation marks",
        key=WORDS,
        bind="query-params",
        persist_state="session",
        placeholder="for example: flood damage, or “as planned”",
    )
    keep(WORDS, words)
    by_meaning = st.toggle(
        "Also what is near in meaning", value=True, key=MEANING, bind="query-params", persist_state="session"
    )
    filters = choose_statements(opened.once(filter_options))
    told = in_force(filters)
    if told:
        st.html(f"<p class='sc-filtered'>{told}</p>")
        st.button("Show all", type="tertiary", on_click=clear_fields)
    if not query_parts(words) and not told:
        st.html(components.notice(*(NO_WORDS if words.strip() else HOW)))
        return
    asked = answer(words, filters, opened, by_meaning=by_meaning)
    draw(asked, opened, (words, filters, by_meaning))


HOW = (
    "Type what you look for",
    [
        "All words must be in a statement, in any form (attack, attacks, attacked), or in its speaker’s name. "
        "A phrase in quotation marks counts as it is written; case and accents do not.",
        "What has not all the words but is near in meaning comes after. Filters alone list all that they let through.",
    ],
)
NO_WORDS = ("There are no words in this", ["Only marks were typed."])


def answer(words: str, filters: StatementFilters, opened: Opened, *, by_meaning: bool) -> Asked:
    """Find what is asked for; where meaning cannot be looked for, it is said on the page."""
    index, parts = opened.once(word_index), query_parts(words)
    let_through = passing(index.statements, filters, opened.lookup, opened.once(thread_names))
    models = models_for(opened) if by_meaning and parts else None
    cosines = meaning_of(words, models, opened) if models else None
    least = models.settings.comparisons.min_similarity if models else 1.0
    found = find(index, parts, let_through, cosines=cosines, least=least, most_near=MOST_NEAR)
    if models is not None:
        explain_meaning(models, cosines is not None)
    return Asked(index, parts, found, cosines)


def meaning_of(words: str, models: ReadingModels, opened: Opened) -> Cosines | None:
    """Return the cosine of the query with every statement; ``None`` where there are no vectors that fit."""
    if models.parts is None or models.vectors is None:
        return None
    vector = models.parts.encoder.encode([words])[0]
    return cosines_with(opened.once(word_index), models.vectors, vector)


def explain_meaning(models: ReadingModels, is_known: bool) -> None:
    """Say what nearness in meaning is, or why it is not looked for."""
    if not is_known:
        lines = [*models.told, "Statements are found by their words, in the order of the documents."]
        st.html(components.notice("Only words are looked for", lines))
        return
    least = models.settings.comparisons.min_similarity
    st.html(
        "<p class='sc-legend'>Nearness in meaning is the cosine of two texts’ vectors: 1 is the same wording, 0 "
        f"nothing in common. From {least:.2f} on a statement counts as near. Near texts may well contradict each "
        "other.</p>"
    )


def draw(asked: Asked, opened: Opened, question: object) -> None:
    """Draw what was found, page by page."""
    found = asked.found
    if not found.rows:
        st.html(components.notice("Nothing was found", ["No statement has all these words and passes the filters."]))
        return
    st.subheader(summary(asked))
    if found.n_left_out:
        st.caption(f"{found.n_left_out:,} more are near in meaning, but less so than these, and are not listed.")
    if st.session_state.setdefault(_SHOWN, question) != question:
        st.session_state[_SHOWN], st.session_state[PAGE] = question, 1
    numbers = page_of(range(len(found.rows)), PAGE, per_page=PER_PAGE)
    rows = found_statements(asked, numbers, opened.lookup, opened.once(statement_links))
    st.html(found_list(rows))
    cite(rows, opened)
    offer("statements-found", ("found", *statement_table(())[0]), lambda: downloaded(asked, opened))


def summary(asked: Asked) -> str:
    """Say how much was found, in words."""
    found = asked.found
    n_near = len(found.rows) - found.n_with_words
    if not asked.parts:
        return f"{counted(len(found.rows), 'statement')}, in the order of the documents"
    has = "has" if found.n_with_words == 1 else "have"
    return f"{counted(found.n_with_words, 'statement')} {has} all your words" + (
        f"; {n_near:,} more {'is' if n_near == 1 else 'are'} near in meaning" if asked.cosines is not None else ""
    )


def cite(rows: Sequence[FoundStatement], opened: Opened) -> None:
    """Draw the citations of the statements on this page."""
    with st.expander("Cite"):
        lines = [citation(opened.lookup.statements[found.row.id], opened.lookup) for found in rows]
        st.code("\n".join(lines), language=None, wrap_lines=True)


def downloaded(asked: Asked, opened: Opened) -> Iterator[list[Cell]]:
    """Return the rows of the file, each with the reason why it was found."""
    statements = [asked.index.statements[row] for row in asked.found.rows]
    _, lines = statement_table(statement_row(statement, opened.lookup) for statement in statements)
    for number, (row, line) in enumerate(zip(asked.found.rows, lines, strict=True)):
        cosine = None if asked.cosines is None else float(asked.cosines[row])
        why = why_found(number < asked.found.n_with_words, True, cosine) if asked.parts else "passes the filters"
        yield [why, *line]
