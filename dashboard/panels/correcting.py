"""The panel in which a person corrects a statement; each correction is kept in the log and shows at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from analyzer.errors import DecisionsError
from analyzer.ids import statement_id
from analyzer.reviews import cite
from analyzer.schema import Cited, Correction, NamedSpeaker, Span, SpeakerKind, Statement
from analyzer.tables import Lookup
from analyzer.tables.corrections import statement_and_copies
from dashboard.drawing import components
from dashboard.panels.reviewing import name_field, reviewer
from dashboard.state import Opened
from dashboard.work.corrections_made import correct

NOBODY = "(nobody named)"
OWN_GROUP = "A group of its own"
KIND_WORDS: dict[SpeakerKind, str] = {
    "person": "a person",
    "organisation": "an organisation",
    "anonymous": "somebody unnamed",
    "unknown": "not known",
}
_MOST_OPTIONS = 2_000
_REACH = 2_000  # characters before and after a statement in which its right words are looked for
_TOLD = "what became of a correction"


class Told(NamedTuple):
    """What became of an attempt to correct; shown once."""

    title: str
    line: str


def statement_panel(statement: Statement, opened: Opened) -> None:
    """Draw the fields that correct one statement: its speaker, its bounds, its group, or that it is none."""
    with st.expander("Correct this statement"):
        what = st.radio(
            "What is wrong?",
            list(_PANELS),
            index=None,
            key=f"wrong with {statement.id}",
            horizontal=True,
        )
        if what is not None:
            _PANELS[what](statement, opened)


def tell() -> None:
    """Say what became of the last correction; once."""
    if told := st.session_state.pop(_TOLD, None):
        st.toast(told.title)
        st.html(components.notice(told.title, [told.line]))


def keep(opened: Opened, correction: Correction) -> None:
    """Keep a correction and note what to tell; for callbacks, as the page is drawn anew after them."""
    try:
        correct(opened.folder, [correction], reviewer())
    except DecisionsError as error:
        refuse(str(error))
    else:
        say_done("Corrected", "It shows at once. What it means for conflicts is found when all is analysed again.")


def say_done(title: str, line: str) -> None:
    """Note what was done, to be told."""
    st.session_state[_TOLD] = Told(title, line)


def refuse(why: str) -> None:
    """Note why nothing was corrected, to be told."""
    say_done("This was not done", why)


def named_speaker(name: str, kind: SpeakerKind, lookup: Lookup) -> NamedSpeaker:
    """Return the speaker of a name: the one that is known under it, or one that is not known yet."""
    known = [id_ for id_, shown in lookup.names.items() if shown == name]
    return NamedSpeaker(lookup.speakers[known[0]].name, known[0]) if known else NamedSpeaker(name, None, kind)


def speaker_names(lookup: Lookup, near: Statement) -> list[str]:
    """Return names to choose from: those who speak in the same document first; at most two thousand."""
    here = {
        speaker: None
        for one in lookup.analysis.statements
        if one.document == near.document
        for speaker in (*one.speakers, *one.via)
    }
    ordered = dict.fromkeys(lookup.names[one] for one in (*here, *lookup.names))
    return list(ordered)[:_MOST_OPTIONS]


def found_words(text: str, near: Span, words: list[str]) -> tuple[Span, ...] | None:
    """Find words in a text, in their order, near a place; white space may differ. ``None`` where one is not there.

    Example
    -------
    >>> found_words("He said it rained, and it rained.", Span(3, 10), ["it  rained"])
    (Span(start=8, end=17),)
    """
    spans: list[Span] = []
    at = max(0, near.start - _REACH)
    for line in words:
        pattern = re.compile(r"\s+".join(re.escape(word) for word in line.split()))
        candidates = list(pattern.finditer(text, at, near.end + _REACH))
        if not line.split() or not candidates:
            return None
        best = min(candidates, key=lambda one: abs(one.start() - near.start)) if not spans else candidates[0]
        spans.append(Span(best.start(), best.end()))
        at = best.end()
    return tuple(spans) or None


def _speaker_panel(statement: Statement, opened: Opened) -> None:
    names = [NOBODY, *speaker_names(opened.lookup, statement)]
    name = st.selectbox(
        "Who said it?",
        names,
        index=None,
        accept_new_options=True,
        placeholder="Choose, or type a name",
        key="right speaker",
    )
    kind: SpeakerKind = "unknown"
    if name and name not in names:
        kind = st.selectbox("What is a speaker of this name?", list(KIND_WORDS), format_func=KIND_WORDS.__getitem__)

    def keep_it() -> None:
        speakers = () if name == NOBODY else (named_speaker(str(name).strip(), kind, opened.lookup),)
        keep(opened, Correction("speaker", _cited(statement, opened.lookup), speakers, note=_note()))

    _finish(keep_it, ready=bool(name and str(name).strip()))


def _bounds_panel(statement: Statement, opened: Opened) -> None:
    document = opened.lookup.document_of(statement)
    said = "\n".join(" ".join(document.text[slice(*span)].split()) for span in statement.content)
    words = st.text_area(
        "What was said, word for word as it stands in the document",
        said,
        key=f"right words of {statement.id}",
        help="Without the words that say who said it. If those interrupt it, put each part on a line of its own.",
    )

    def keep_it() -> None:
        lines = [line for line in str(words).splitlines() if line.strip()]
        spans = found_words(document.text, Span(statement.start, statement.end), lines)
        if spans is None:
            refuse("These words do not stand near this place of the document as they were typed.")
            return
        cited = (cite(statement.id, opened.lookup),)
        there = tuple(document.text[slice(*span)] for span in spans)
        st.query_params["statement"] = statement_id(document.id, spans, statement.cue)
        keep(opened, Correction("boundary", cited, content=spans, words=there, note=_note()))

    _finish(keep_it, ready=words != said)


def _group_panel(statement: Statement, opened: Opened) -> None:
    lookup = opened.lookup
    own = lookup.group_of[statement.id]
    groups = [id_ for id_ in lookup.threads[own.thread].groups if id_ != own.id][:_MOST_OPTIONS]
    st.caption("Groups of the same thread. It says the same as the statements of:")
    chosen = st.selectbox(
        "Its group",
        [OWN_GROUP, *groups],
        index=None,
        format_func=lambda one: _group_name(one, lookup),
        key="right group",
    )

    def keep_it() -> None:
        beside = None if chosen == OWN_GROUP else cite(lookup.groups[str(chosen)].medoid, lookup)
        keep(opened, Correction("move", (cite(statement.id, lookup),), beside=beside, note=_note()))

    _finish(keep_it, ready=chosen is not None)


def _none_panel(statement: Statement, opened: Opened) -> None:
    st.caption("It goes from groups and conflicts, in this analysis and in later runs.")

    def keep_it() -> None:
        keep(opened, Correction("not_a_statement", _cited(statement, opened.lookup), note=_note()))
        st.query_params.pop("statement", None)

    _finish(keep_it, ready=True)


_PANELS: dict[str, Callable[[Statement, Opened], None]] = {
    "The speaker": _speaker_panel,
    "Where it begins or ends": _bounds_panel,
    "The group": _group_panel,
    "It is no statement": _none_panel,
}


def _finish(keep_it: Callable[[], None], *, ready: bool) -> None:
    st.text_input("Why (optional)", key="why corrected", max_chars=2_000)
    name_field(off=False)
    st.button("Correct it", type="primary", disabled=not ready, on_click=keep_it)


def _cited(statement: Statement, lookup: Lookup) -> tuple[Cited, ...]:
    """Cite a statement together with the same text printed elsewhere: what is wrong with one is wrong with all."""
    return tuple(cite(one, lookup) for one in statement_and_copies(statement.id, lookup))


def _note() -> str:
    return str(st.session_state.get("why corrected") or "").strip()


def _group_name(id_: str, lookup: Lookup) -> str:
    if id_ == OWN_GROUP:
        return OWN_GROUP
    group = lookup.groups[id_]
    return f"{group.label} ({len(group.members)})"
