"""The frame shared by all pages: navigation, style, and what to show when there is no analysis to show."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from analyzer.errors import AnalysisFileError
from dashboard.drawing import components
from dashboard.navigation import register
from dashboard.pages import VIEWS
from dashboard.panels.correcting import tell
from dashboard.preparing import preparation
from dashboard.server.signing_in import let_in, sign_out_button
from dashboard.state import follow_file, open_analysis


def main() -> None:
    """Draw the page that was asked for."""
    st.set_page_config(page_title="Statements compared", layout="wide")
    st.html(Path(__file__).with_name("style.css"))
    inside = let_in()
    page = register(VIEWS, hidden=not inside)
    if not inside:
        return
    try:
        with st.spinner("Opening the analysis …"):
            opened = open_analysis()
    except AnalysisFileError as error:
        st.html(components.notice("This analysis cannot be shown", [str(error), MAKE_AGAIN]))
    else:
        tell()
        page.run()
        preparation.begin(opened)
    sign_out_button()
    follow_file()


MAKE_AGAIN = (
    "Make it again with: analyzer report INPUT... --out DIR. This page shows the new one as soon as it is there."
)

main()
