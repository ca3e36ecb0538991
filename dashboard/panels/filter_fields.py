"""The fields in which a reader chooses filters; every choice stands in the address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

import streamlit as st

from dashboard.drawing.components import escaped
from dashboard.work.filters import Filters

MOST_OPTIONS = 2_000  # more are not sent to the browser: a search narrows them first
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)

HELP = {
    "strengths": "Hard: as worded, both cannot hold. Soft: they pull apart in degree, framing or position.",
    "bands": "Flagged: the evidence is strong. Possible: worth a look, with more false alarms.",
}
_WERE_OPEN = "filter fields were open at first"


class Field(NamedTuple):
    """A field of choices; ``key`` is its name in the address, which no other view uses."""

    name: str
    key: str
    label: str


ROWS = (
    (
        Field("kinds", "differs", "What differs"),
        Field("strengths", "strength", "Strength"),
        Field("bands", "band", "Band"),
        Field("reviews", "review", "Review"),
    ),
    (
        Field("speakers", "said_by", "Speaker"),
        Field("publishers", "printed_by", "Publisher"),
        Field("documents", "printed_in", "Document"),
        Field("threads", "told_of", "Thread"),
    ),
)
FIELDS = tuple(field for row in ROWS for field in row)
SINCE, UNTIL, OPEN = "dated_from", "dated_to", "still_open"


def choose_filters(possible: Filters) -> Filters:
    """Draw the fields and return what is chosen."""
    chosen = dict[str, Any]()
    opened = st.session_state.setdefault(_WERE_OPEN, any(field.key in st.query_params for field in FIELDS))
    with st.expander("Filter", expanded=opened):
        for row in ROWS:
            for column, field in zip(st.columns(len(row)), row, strict=True):
                with column:
                    chosen[field.name] = _choices(field, getattr(possible, field.name))
        if possible.until:
            since, until, _, _ = st.columns(4)
            with since:
                chosen["since"] = _day("Dated from", SINCE)
            with until:
                chosen["until"] = _day("Dated to", UNTIL)
    return Filters(**chosen)


def only_open() -> bool:
    """Draw the switch that leaves what is still to be reviewed, and return whether it is on."""
    return st.toggle("Still open only", key=OPEN, bind="query-params", persist_state="session")


def in_force(filters: Filters) -> str:
    """List the filters in force as HTML; empty where there is none."""
    chosen = [(field.label, getattr(filters, field.name)) for field in FIELDS]
    told = [f"{label}: {', '.join(map(_words(label), values))}" for label, values in chosen if values]
    told += [f"Dated from {filters.since}"] if filters.since else []
    told += [f"Dated to {filters.until}"] if filters.until else []
    return "".join(f"<span class='sc-chosen'>{escaped(one)}</span> " for one in told)


def clear_filters() -> None:
    """Let everything through again."""
    for field in FIELDS:
        st.session_state[field.key] = []
    st.session_state[SINCE] = st.session_state[UNTIL] = None
    st.session_state[OPEN] = False


def narrowed(options: Sequence[str], words: str, kept: Sequence[str]) -> list[str]:
    """Return the options that hold some words, :data:`MOST_OPTIONS` at most, with those chosen before first.

    Example
    -------
    >>> narrowed(["Ash", "Birch", "Cole"], "c", kept=["Ash", "Gone"])
    ['Ash', 'Birch', 'Cole']
    """
    known = set(options)
    chosen = [option for option in dict.fromkeys(kept) if option in known]
    found = (option for option in options if words.casefold() in option.casefold() and option not in chosen)
    return chosen + [option for option, _ in zip(found, range(MOST_OPTIONS - len(chosen)), strict=False)]


def _choices(field: Field, options: Sequence[str]) -> list[str]:
    if len(options) > MOST_OPTIONS:
        words = st.text_input(
            f"Find: {field.label}",
            key=f"find {field.key}",
            placeholder=f"{len(options):,} to choose from",
            persist_state="session",
        )
        kept = [*st.session_state.get(field.key, []), *st.query_params.get_all(field.key)]
        options = narrowed(options, words or "", kept)
    return st.multiselect(
        field.label,
        options,
        key=field.key,
        help=HELP.get(field.name),
        placeholder="All",
        format_func=_words(field.label),
        bind="query-params",
        persist_state="session",
    )


def _day(label: str, key: str) -> str:
    day = st.date_input(
        label,
        value=None,
        min_value=EARLIEST,
        max_value=LATEST,
        key=key,
        format="YYYY-MM-DD",
        bind="query-params",
        persist_state="session",
    )
    return day.isoformat() if isinstance(day, date) else ""


def _words(label: str) -> Callable[[str], str]:
    return str.capitalize if label == "Strength" else str
