"""Long lists page by page: the browser gets one page, the address says which."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

Item = TypeVar("Item")


def page_of(items: Sequence[Item], key: str, *, per_page: int = 50) -> Sequence[Item]:
    """Draw a field for the number of the page where there are several, and return the items of that page.

    Parameters
    ----------
    key
        Name of the query parameter that holds the number.
    """
    n_pages = max(1, -(-len(items) // per_page))
    if n_pages == 1:
        return items
    if st.session_state.get(key, 1) > n_pages:  # the list has become shorter
        st.session_state[key] = n_pages
    with st.container(horizontal=True, vertical_alignment="bottom"):
        number = st.number_input("Page", 1, n_pages, key=key, bind="query-params", width=140)
        first = (int(number) - 1) * per_page
        st.caption(f"{first + 1:,} to {min(first + per_page, len(items)):,} of {len(items):,}")
    return items[first : first + per_page]
