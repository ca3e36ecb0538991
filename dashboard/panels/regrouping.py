"""The panels in which a person splits and joins groups, and merges and splits speakers."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from analyzer.reviews import cite
from analyzer.schema import Correction, Group, NamedSpeaker, Speaker, SpeakerKind
from analyzer.tables import Lookup
from dashboard.panels.correcting import KIND_WORDS, keep, named_speaker
from dashboard.state import Opened

_MOST_OPTIONS = 2_000
_MOST_WORDS = 120


def group_panel(group: Group, opened: Opened) -> None:
    """Draw the fields that split a group, or join it with another one of its thread."""
    with st.expander("Correct this group"):
        if len(group.members) > 1:
            _split_group(group, opened)
        _join_groups(group, opened)


def speaker_panel(speaker: Speaker, opened: Opened) -> None:
    """Draw the fields that merge a speaker with another one, or give some statements to somebody else."""
    with st.expander("Correct this speaker"):
        _merge_speakers(speaker, opened)
        _split_speaker(speaker, opened)


def _split_group(group: Group, opened: Opened) -> None:
    lookup = opened.lookup
    st.caption("Some of these statements say something else:")
    apart = st.multiselect(
        "Statements that belong together, apart from the rest",
        [member for member in group.members if lookup.statements[member].copy_of is None],
        format_func=lambda one: statement_name(one, lookup),
        key=f"apart from {group.id}",
    )

    def keep_it() -> None:
        rest = next(member for member in (group.medoid, *group.members) if member not in apart)
        cited = tuple(cite(one, lookup) for one in apart)
        keep(opened, Correction("split_group", cited, beside=cite(rest, lookup)))

    ready = 0 < len(apart) < len(group.members)
    st.button("Split the group", disabled=not ready, on_click=keep_it)


def _join_groups(group: Group, opened: Opened) -> None:
    lookup = opened.lookup
    labels = {id_: lookup.groups[id_].label for id_ in lookup.threads[group.thread].groups if id_ != group.id}
    others = _found(list(labels), labels, f"find like {group.id}")
    other = st.selectbox(
        "A group of the same thread that says the same",
        others,
        index=None,
        format_func=lambda one: _short(lookup.groups[one].label),
        key=f"same as {group.id}",
        placeholder="Choose one",
    )

    def keep_it() -> None:
        said = tuple(cite(one, lookup) for one in (group.medoid, lookup.groups[str(other)].medoid))
        keep(opened, Correction("join_groups", said))

    st.button("Join the two groups", disabled=other is None, on_click=keep_it)


def _merge_speakers(speaker: Speaker, opened: Opened) -> None:
    lookup = opened.lookup
    others = _found([id_ for id_ in lookup.names if id_ != speaker.id], lookup.names, f"find like {speaker.id}")
    other = st.selectbox(
        "The same speaker, listed under another name",
        others,
        index=None,
        format_func=lookup.names.__getitem__,
        key=f"same speaker as {speaker.id}",
        placeholder="Choose one",
    )

    def keep_it() -> None:
        both = (NamedSpeaker(speaker.name, speaker.id), NamedSpeaker(lookup.speakers[str(other)].name, other))
        keep(opened, Correction("merge_speakers", speakers=both))

    st.button("These two are one speaker", disabled=other is None, on_click=keep_it)


def _split_speaker(speaker: Speaker, opened: Opened) -> None:
    lookup = opened.lookup
    said = [one.id for one in lookup.analysis.statements if speaker.id in one.speakers][:_MOST_OPTIONS]
    others = st.multiselect(
        "Statements of somebody else",
        said,
        format_func=lambda one: statement_name(one, lookup),
        key=f"not said by {speaker.id}",
    )
    name = st.text_input("Who said these?", key=f"who instead of {speaker.id}", max_chars=200).strip()
    kind: SpeakerKind = "unknown"
    if name and name not in lookup.names.values():
        kind = st.selectbox(
            "What is a speaker of this name?",
            list(KIND_WORDS),
            format_func=KIND_WORDS.__getitem__,
            key=f"kind instead of {speaker.id}",
        )

    def keep_it() -> None:
        pair = (NamedSpeaker(speaker.name, speaker.id), named_speaker(name, kind, lookup))
        keep(opened, Correction("split_speaker", tuple(cite(one, lookup) for one in others), pair))

    st.button("They are this other speaker’s", disabled=not (others and name), on_click=keep_it)


def _found(ids: list[str], names: Mapping[str, str], key: str) -> list[str]:
    """Return what can be chosen from; where that is too much for one list, words narrow it first."""
    if len(ids) <= _MOST_OPTIONS:
        return ids
    words = st.text_input("Find", key=key, placeholder=f"{len(ids):,} to choose from").casefold()
    return [id_ for id_ in ids if words in names[id_].casefold()][:_MOST_OPTIONS]


def statement_name(id_: str, lookup: Lookup) -> str:
    """Name a statement in a list to choose from: its number, who speaks, and the beginning of its words."""
    statement = lookup.statements[id_]
    return f"S{lookup.numbers[id_]} {lookup.speaker_of(statement)}: {_short(statement.text)}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST_WORDS else f"{line[:_MOST_WORDS]} …"
