"""The pages and the addresses that lead to them: every view, with what it shows, has an address that can be shared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

FIRST = "conflicts"
"""The page that opens by itself; Streamlit serves it at the root alone."""

_PAGES = "pages by their name in the address"

Query = Mapping[str, str | list[str]]


def register(shown: Mapping[str, tuple[str, Callable[[], None]]], *, hidden: bool = False) -> StreamlitPage:
    """Make the pages, :data:`FIRST` the default, and return the one that was asked for.

    Parameters
    ----------
    shown
        Name in the address to title and the function that draws the page.
    hidden
        Whether the links between the pages are left out.
    """
    made = {
        name: st.Page(draw, title=title, url_path=name, default=name == FIRST) for name, (title, draw) in shown.items()
    }
    st.session_state[_PAGES] = made
    return st.navigation(list(made.values()), position="hidden" if hidden else "top")


def link(page: str, label: str, query: Query | None = None) -> None:
    """Draw a link to a page that keeps the session; ``label`` is Markdown, so no text of a document may be in it."""
    made = st.session_state.get(_PAGES, {})
    if page in made:
        st.page_link(made[page], label=label, query_params=dict(query or {}))


def go(page: str, query: Query | None = None) -> None:
    """Open a page; nothing is drawn after it."""
    made = st.session_state.get(_PAGES, {})
    if page in made:
        st.switch_page(made[page], query_params=dict(query or {}))


def address(page: str, query: Query | None = None) -> str:
    """Return the address of a view, for links inside HTML; still to be escaped as an attribute.

    Examples
    --------
    >>> address("documents", {"statement": "st-1", "kind": ["direct", "mixed"]})
    'documents?statement=st-1&kind=direct&kind=mixed'
    >>> address("conflicts", {"conflict": "c-1"})
    './?conflict=c-1'
    """
    place = "./" if page == FIRST else page
    asked = urlencode(dict(query or {}), doseq=True)
    return f"{place}?{asked}" if asked else place
