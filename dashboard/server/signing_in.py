"""Who may see the analysis on a server that others reach: whoever signed in and is on the list, and nobody else.

What the identity provider says of a visitor, and nothing that a browser could send by itself, is in ``st.user``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict

import streamlit as st

from dashboard.drawing import components
from dashboard.server.server_settings import Access

ACCESS_VARIABLE = "ANALYZER_DASHBOARD_ACCESS"


def ask_for(access: Access | None) -> None:
    """Set who may enter from now on; ``None`` lets in everybody who reaches the server, without signing in."""
    if access is None:
        os.environ.pop(ACCESS_VARIABLE, None)
    else:
        os.environ[ACCESS_VARIABLE] = json.dumps(asdict(access))


def asked_for() -> Access | None:
    """Return who may enter; ``None`` where nobody signs in."""
    text = os.environ.get(ACCESS_VARIABLE)
    if text is None:
        return None
    listed = json.loads(text)
    return Access(tuple(listed["emails"]), tuple(listed["domains"]))


def let_in() -> bool:
    """Tell whether the visitor may see the analysis; where not, draw why, and what they can do."""
    access = asked_for()
    if access is None:
        return True
    visitor: Mapping[str, object] = dict(st.user.to_dict())
    if visitor.get("is_logged_in") is not True:
        st.html(components.notice("Sign in to read this analysis", [LINK_AGAIN]))
        st.button("Sign in", type="primary", on_click=st.login)
        return False
    refused = why_refused(visitor, access)
    if refused:
        st.html(components.notice("You cannot enter here", [refused, ASK]))
        st.button("Sign out", on_click=st.logout)
    return not refused


LINK_AGAIN = "If a link brought you here, open it again once you are signed in."
ASK = "Whoever runs this server can add you to its list. You can also sign out and use another account."


def why_refused(visitor: Mapping[str, object], access: Access) -> str | None:
    """Say why somebody who signed in may not enter; ``None`` where they may.

    Parameters
    ----------
    visitor
        What the provider says of them: ``email``, and ``email_verified`` if it knows.

    Example
    -------
    >>> why_refused({"email": "Ana@Desk.example"}, Access(domains=("desk.example",)))
    >>> why_refused({"email": "ana@other.example"}, Access(domains=("desk.example",)))
    'ana@other.example is not on the list of this server.'
    """
    email = visitor.get("email")
    if not isinstance(email, str) or not all(email.partition("@")):
        return "Your account tells no e-mail address, by which this server knows people."
    if visitor.get("email_verified", True) not in (True, "true"):
        return f"Your provider says that nobody has checked that {email} is yours."
    domain = _folded(email.rpartition("@")[2])
    if _folded(email) in map(_folded, access.emails) or domain in map(_folded, access.domains):
        return None
    return f"{email} is not on the list of this server."


def sign_out_button() -> None:
    """Say who is signed in, with a button to sign out; nothing where nobody signs in."""
    if asked_for() is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(f"Signed in as {st.user.to_dict().get('email')}")
        st.button("Sign out", type="tertiary", on_click=st.logout)


def _folded(text: str) -> str:
    """Ignore case, of plain letters only: some others would become one of these."""
    return text.lower() if text.isascii() else text
