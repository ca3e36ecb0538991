"""Documents added, removed, and all of them analysed again; what a job is doing meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import partial
from itertools import islice

import streamlit as st

from analyzer.documents import READERS
from analyzer.protocols import Progress
from analyzer.schema import Document
from dashboard.drawing import components
from dashboard.panels.filter_fields import MOST_OPTIONS
from dashboard.state import Opened, open_analysis
from dashboard.work.changing import add_documents, analyse_again, remove_document
from dashboard.work.jobs import Job, jobs

_SUFFIXES = sorted({suffix.removeprefix(".") for reader in READERS for suffix in reader.suffixes if suffix})
_MAX_PASTED = 1_000_000  # characters
_REFUSED = "files refused by the last upload"


def show() -> None:
    """Draw the page."""
    opened = open_analysis()
    st.html(
        "<header class='sc-head'><h1>Add or remove documents</h1><p>They are read and compared with all others on "
        "this machine; nothing is sent anywhere.</p></header>"
    )
    follow_job()
    upload(opened)
    paste(opened)
    again(opened)
    remove(opened)


def follow_job() -> None:
    """Show what the last job does, or how it ended, until another one begins."""
    running = jobs().busy
    st.fragment(partial(draw_job, running=running), run_every="1s" if running else None)()


def draw_job(*, running: bool) -> None:
    """Draw the last job; ``running`` says how it stood when the page was drawn."""
    job = jobs().last
    if job is None:
        return
    if job.ended is not None and running:
        st.rerun()  # the page has buttons that wait for the end
    if job.ended is not None:
        st.html(how_it_ended(job))
        return
    share = min(1.0, job.done / job.total) if job.total else 0.0
    st.progress(share, f"{job.what}: {job.stage}" + (f", {job.done:,} of {job.total:,}" if job.total > 1 else ""))
    seconds = time.monotonic() - job.began
    st.caption(f"{seconds:.0f} seconds so far. You can go on reading; the pages change by themselves.")


def how_it_ended(job: Job) -> str:
    """Say what became of a job."""
    seconds = f"It took {(job.ended or 0) - job.began:.0f} seconds."
    refused = st.session_state.get(_REFUSED, [])
    if job.error is not None:
        return components.notice(f"{job.what} failed", [job.error, "Nothing has changed."])
    return components.notice(f"{job.what}: done", [seconds, *(f"Not read: {one}" for one in refused)])


def upload(opened: Opened) -> None:
    """Draw the field for files."""
    st.subheader("Upload files")
    st.caption(
        "Texts, web pages, PDF and Word files, subtitles, feeds, tables with a text or quotation in each row, and ZIP "
        f"archives of these, up to 20 MB each, in English: {', '.join(_SUFFIXES)}."
    )
    with st.form("upload", clear_on_submit=True, border=False):
        files = st.file_uploader("Files", type=_SUFFIXES, accept_multiple_files=True, label_visibility="collapsed")
        if st.form_submit_button("Add these files", type="primary"):
            begin_adding(opened, {file.name: file.getvalue() for file in files})


def paste(opened: Opened) -> None:
    """Draw the field for a text."""
    st.subheader("Paste a text")
    st.caption("Put its title, publisher and date into the first lines; they are read from there.")
    with st.form("paste", clear_on_submit=True, border=False):
        name = st.text_input("Name of the document", "pasted", max_chars=80)
        text = st.text_area("Text", height=220, max_chars=_MAX_PASTED)
        if st.form_submit_button("Add this text"):
            begin_adding(opened, {f"{name}.txt": text.encode()} if text.strip() else {})


def begin_adding(opened: Opened, texts: dict[str, bytes]) -> None:
    """Begin to add documents, or say why not."""
    if not texts:
        st.html(components.notice("Nothing to add", ["Choose a file, or paste a text, first."]))
        return
    refused: list[str] = []
    st.session_state[_REFUSED] = refused

    def work(progress: Progress) -> None:
        refused.extend(add_documents(opened.folder, opened.analysis, texts, progress))

    begin(f"Adding {len(texts)} document{'s' if len(texts) > 1 else ''}", work)


def again(opened: Opened) -> None:
    """Draw the button for a new run."""
    st.subheader("Analyse again")
    st.caption("After corrections, or with other settings: the same documents, compared anew.")
    if st.button("Analyse all documents again", disabled=jobs().busy):
        begin("Analysing again", partial(analyse_again, opened.folder, opened.analysis))


def remove(opened: Opened) -> None:
    """Draw the choice of a document to be removed, and ask once more before it is."""
    st.subheader("Remove a document")
    st.caption(
        "It is deleted from this analysis, from what was kept for later runs, and from decisions and corrections. "
        "A file that you did not add here stays where it is: the next report on its folder reads it again. "
        "So it does with a table, feed or archive that holds other documents too."
    )
    documents = opened.lookup.documents
    offered = list(documents)
    if len(offered) > MOST_OPTIONS:
        words = st.text_input("Find a document", placeholder=f"{len(offered):,} to choose from")
        offered = with_words(documents, words)
    chosen = st.selectbox(
        "Document", offered, index=None, format_func=lambda one: documents[one].path, placeholder="Choose one"
    )
    sure = st.checkbox("Delete everything that is known of it", disabled=chosen is None)
    if st.button("Remove it", disabled=not (chosen and sure) or jobs().busy) and chosen:
        work = partial(remove_document, opened.folder, opened.analysis, documents[chosen])
        begin("Removing a document", work)


def with_words(documents: Mapping[str, Document], words: str) -> list[str]:
    """Return the ids of the documents whose path has some words, :data:`MOST_OPTIONS` at most."""
    found = (id_ for id_, document in documents.items() if words.casefold() in document.path.casefold())
    return list(islice(found, MOST_OPTIONS))


def begin(what: str, work: Callable[[Progress], object]) -> None:
    """Start a job and show it."""
    if jobs().start(what, work):
        st.rerun()
    st.html(components.notice("Another job is running", ["Wait until it has ended, then try again."]))
