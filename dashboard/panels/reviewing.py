"""The panel in which a person decides about conflicts: one by one, by button or key, or all that a filter leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import streamlit as st

from analyzer.errors import DecisionsError
from analyzer.schema import Decision
from analyzer.tables import STANDING_WORDS, QueueRow
from dashboard.drawing.decision_notes import history, said
from dashboard.state import Opened
from dashboard.work.decisions import Decided, Made, conflicts_by_id, decide, take_back
from dashboard.work.filters import STILL_OPEN

KEYS: dict[Decision, str] = {"conflict": "y", "no_conflict": "x", "unsure": "u"}  # Streamlit keeps C and R for itself
HELP: dict[Decision, str] = {
    "conflict": "The two accounts differ, whoever is right.",
    "no_conflict": "They do not differ, or do not speak of the same thing.",
    "unsure": "It cannot be told from what is printed here.",
}
UNDO_KEY = "z"
LINK = "conflict"  # query parameter that names a conflict

NOTE_FOR_ALL, PERSON = "note on all decisions", "name of the reviewer"
_ASKED_FOR_ALL, _LAST, _TROUBLE = "asked to decide all", "last done", "review trouble"
_STACK, _MOVED = "decided in this visit", "moved by a decision"


class Done(NamedTuple):
    """What was decided at once in this visit, to be taken back as one; ``conflict`` is shown again then."""

    numbers: tuple[int, ...]
    conflict: str
    words: str


def panel(row: QueueRow, visible: Sequence[QueueRow], decided: Decided, opened: Opened) -> None:
    """Draw what a person can decide about the conflict on screen, and what was decided before."""
    st.html("<h2 class='sc-section'>Do these accounts differ?</h2>")
    off = decided.trouble is not None
    with st.container(horizontal=True, vertical_alignment="center"):
        for decision, key in KEYS.items():
            st.button(
                STANDING_WORDS[decision],
                key=f"decide {decision}",
                shortcut=key,
                help=HELP[decision],
                type="primary" if row.review_state == decision else "secondary",
                disabled=off,
                on_click=_decide_one,
                args=(opened, row, visible, decision),
            )
        undo_button(opened, off)
    tell()
    note, name = st.columns([3, 1])
    note.text_input(
        "Note, kept with the decision", key=_note_key(row.id), placeholder="Optional", disabled=off, max_chars=2_000
    )
    with name:
        name_field(off)
    _decided_before(decided.made(opened.once(conflicts_by_id)[row.id]), row, opened, off)


def _decided_before(made: Sequence[Made], row: QueueRow, opened: Opened, off: bool) -> None:
    if made:
        st.html(history(made))
    standing = [one for one in made if not one.taken_back]
    if standing and not off:
        last = standing[-1]
        words = f"Taken back: {STANDING_WORDS[last.review.decision].lower()}."
        args = (opened, Done((last.number,), row.id, words))
        st.button("Take the last of these back", key="take back", type="tertiary", on_click=_take_back, args=args)


def decide_all_button(visible: Sequence[QueueRow], decided: Decided) -> None:
    """Draw the button that asks whether all open conflicts on the list are to be decided at once."""
    n = sum(row.review_state in STILL_OPEN for row in visible)
    off = decided.trouble is not None or n == 0
    label = f"Decide all {n:,} open"
    st.button(label, key="decide all", type="tertiary", disabled=off, on_click=_ask_for_all, args=(True,))


def decide_all(visible: Sequence[QueueRow], decided: Decided, opened: Opened) -> None:
    """Draw the question whether all open conflicts on the list are to be decided at once, when it was asked for."""
    rows = [row for row in visible if row.review_state in STILL_OPEN]
    if not st.session_state.get(_ASKED_FOR_ALL) or decided.trouble is not None or not rows:
        return
    n, n_kept = f"{len(rows):,}", len(visible) - len(rows)
    kept = f" Reviewed before and left as they are: {n_kept:,}." if n_kept else ""
    with st.container(border=True):
        st.text(f"This decides {n} conflicts at once: all open ones that the filters leave.{kept}")
        st.text_input("Note, kept with each", key=NOTE_FOR_ALL, placeholder="Optional", max_chars=2_000)
        with st.container(horizontal=True):
            for decision in KEYS:
                st.button(
                    f"All {n}: {STANDING_WORDS[decision].lower()}",
                    key=f"all {decision}",
                    on_click=_decide_all,
                    args=(opened, rows, decision),
                )
            st.button("Cancel", key="not all", type="tertiary", on_click=_ask_for_all, args=(False,))


def undo_button(opened: Opened, off: bool) -> None:
    """Draw the button that takes back what was decided last in this visit."""
    off = off or not st.session_state.get(_STACK)
    st.button("Undo last", key="undo", shortcut=UNDO_KEY, disabled=off, on_click=_undo_last, args=(opened,))


def tell() -> None:
    """Say what was just done, or why it was not; once."""
    if trouble := st.session_state.pop(_TROUBLE, None):
        st.html(said("This was not done.", trouble))
    if last := st.session_state.pop(_LAST, None):
        st.html(said(*last))


def moved_by_a_decision() -> bool:
    """Tell, once, whether the address has changed by a decision and not by a link."""
    return bool(st.session_state.pop(_MOVED, False))


def following(rows: Sequence[QueueRow], current: str) -> str | None:
    """Return the next conflict that is still open, from the current one on and round again; ``None`` without one."""
    number = next((i for i, row in enumerate(rows) if row.id == current), -1)
    around = [*rows[number + 1 :], *rows[: max(number, 0)]]
    return next((row.id for row in around if row.review_state in STILL_OPEN), None)


def reviewer() -> str:
    """Return the name under which decisions are kept; empty for none."""
    return signed_in() or str(st.session_state.get(PERSON) or "").strip()


def signed_in() -> str | None:
    """Return the name of who signed in through the server's identity provider, where it has one."""
    if not getattr(st.user, "is_logged_in", False):
        return None
    return str(st.user.get("name") or st.user.get("email") or "") or None


def name_field(off: bool) -> None:
    """Draw the field for the name under which decisions and corrections are kept."""
    if name := signed_in():
        st.text(f"You decide as {name}")
        return
    if PERSON not in st.session_state:
        st.session_state[PERSON] = _last_name().get("name", "")
    st.text_input(
        "Your name",
        key=PERSON,
        placeholder="Optional",
        help="Kept with your decisions, so that colleagues know whose they are.",
        disabled=off,
        max_chars=100,
        persist_state="session",
    )


@st.cache_resource
def _last_name() -> dict[str, str]:
    """Return where the name last used on this server is kept; a new visit begins with it."""
    return {}


def _decide_one(opened: Opened, row: QueueRow, visible: Sequence[QueueRow], decision: Decision) -> None:
    words = f"Decided: {STANDING_WORDS[decision].lower()}."
    if _keep(opened, [row], decision, str(st.session_state.get(_note_key(row.id)) or ""), words):
        _show(following(visible, row.id) or row.id)


def _decide_all(opened: Opened, rows: Sequence[QueueRow], decision: Decision) -> None:
    words = f"Decided: {STANDING_WORDS[decision].lower()}, for {len(rows):,} conflicts."
    if _keep(opened, rows, decision, str(st.session_state.get(NOTE_FOR_ALL) or ""), words):
        st.session_state[NOTE_FOR_ALL] = ""
        _ask_for_all(False)


def _keep(opened: Opened, rows: Sequence[QueueRow], decision: Decision, note: str, words: str) -> bool:
    person = reviewer()
    done = Done((), rows[0].id, words)

    def keep() -> None:
        numbers = decide(opened, [row.id for row in rows], decision, note=note.strip(), person=person)
        st.session_state.setdefault(_STACK, []).append(done._replace(numbers=numbers))
        st.session_state[_LAST] = (words, f"{rows[0].left} / {rows[0].right}" if len(rows) == 1 else "")
        if person and not signed_in():
            _last_name()["name"] = person

    return _tried(keep)


def _undo_last(opened: Opened) -> None:
    done: Done = st.session_state[_STACK].pop()
    _take_back(opened, done._replace(words=f"Taken back. {done.words}"))


def _take_back(opened: Opened, done: Done) -> None:
    stack: list[Done] = st.session_state.get(_STACK, [])
    st.session_state[_STACK] = [one for one in stack if one.numbers != done.numbers]
    if _tried(lambda: take_back(opened, done.numbers, reviewer())):
        st.session_state[_LAST] = (done.words, "")
        _show(done.conflict)


def _tried(act: Callable[[], None]) -> bool:
    try:
        act()
    except DecisionsError as error:
        st.session_state[_TROUBLE] = str(error)
        return False
    return True


def _note_key(conflict_id: str) -> str:
    """Name the field after its conflict: a note that was begun never lands at another one."""
    return f"note on {conflict_id}"


def _show(conflict_id: str) -> None:
    """Open a conflict as if the address had been typed: the table follows."""
    st.query_params[LINK] = conflict_id
    st.session_state[_MOVED] = True


def _ask_for_all(asked: bool) -> None:
    st.session_state[_ASKED_FOR_ALL] = asked
