"""How the analysis was made: what was read and what was not, how good the program is, and all that makes it again."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analyzer import __version__
from analyzer.schema import Provenance
from analyzer.tables import Lookup, caution_rows, document_rows
from analyzer.tables.reviews import when_words
from analyzer.tables.runs import SettingRow, SinceBefore, setting_rows, since_before
from dashboard.drawing import components
from dashboard.panels.downloads import Cell, offer
from dashboard.panels.paging import page_of
from dashboard.state import Opened, open_analysis
from dashboard.work.measured import MEASURED, Measured

PER_PAGE = 200
LIMITS = (
    "It compares words. It does not know what happened, and never says who is right.",
    "Only English text is read. Pictures, sound and tables are not.",
    "It misses statements, and sometimes names the wrong speaker: check each against its article before use.",
    "Two statements about different events can look like a conflict, and a later figure can be an update. "
    "“No conflict if” says so where the words give a hint.",
    "A conflict that needs knowledge of the world is not seen. That nothing is listed proves no agreement.",
    "The score ranks conflicts: log-odds that an editor would call the accounts different, whoever is right.",
)

Lines = Sequence[Sequence[Cell]]


def show() -> None:
    """Draw the page."""
    opened = open_analysis()
    run, settings = opened.analysis.provenance, opened.once(settings_of)
    st.html(f"<header class='sc-head'><h1>How this was made</h1><p>{components.escaped(made(run))}</p></header>")
    not_read(opened)
    cautions(opened)
    st.html(section("What it cannot do"))
    st.html("<ul class='sc-list'>" + "".join(f"<li>{line}</li>" for line in LIMITS) + "</ul>")
    how_good(run, settings)
    since(opened.once(since_before))
    models(run)
    settings_in_force(settings)
    read(opened)


def settings_of(lookup: Lookup) -> tuple[SettingRow, ...]:
    """Shape the settings of an analysis; for :meth:`~dashboard.state.Opened.once`."""
    return setting_rows(lookup.analysis.provenance.settings)


def made(run: Provenance) -> str:
    """Say when, by what and in what time a run was made."""
    return (
        f"On {when_words(run.started_at)}, in {run.seconds:.1f} seconds, by analyzer {run.analyzer_version} "
        f"with Python {run.python}"
    )


def not_read(opened: Opened) -> None:
    """Draw what was given and not read."""
    rows = [*opened.counts.failed, *opened.counts.skipped]
    st.html(section(f"Not read: {len(rows):,}"))
    if rows:
        lines = [(row.path, row.status, row.reason, row.size) for row in rows]
        table("not-read", ["File", "What happened", "Why", "Size"], lines)
    else:
        st.text("Everything that was given was read.")


def cautions(opened: Opened) -> None:
    """Draw the doubts that the run reported."""
    rows = opened.once(caution_rows)
    st.html(section(f"Cautions: {len(rows):,}"))
    if rows:
        table("cautions", ["Where", "What", "Times"], [(row.where, row.what, row.n) for row in rows])
    else:
        st.text("The run reported none.")


def how_good(run: Provenance, settings: Sequence[SettingRow]) -> None:
    """Draw what was measured of the program."""
    st.html(section("How good it is, as measured"))
    st.html(f"<p class='sc-legend'>{MEASURED_LEGEND}</p>")
    if run.analyzer_version != __version__ or any(row.changed for row in settings):
        st.text("This analysis was made by another version, or with other settings: the figures may not hold for it.")
    st.html(measured_tables(MEASURED))
    lines = [(one.what, one.figure, one.on, one.how, one.source) for one in MEASURED]
    offer("measured", ["what", "figure", "on", "how", "source"], lambda: lines)


MEASURED_LEGEND = (
    "Of the program as it is shipped, on the texts named here; how good it is on others is not known. F1 is the "
    "harmonic mean of the share found and the share of the found that is right."
)


def measured_tables(measured: Sequence[Measured]) -> str:
    """Draw figures as HTML, those of the same texts together."""
    drawn = []
    for on in dict.fromkeys(one.on for one in measured):
        some = [one for one in measured if one.on == on]
        lines = "".join(
            f"<tr><th scope='row'>{components.escaped(one.what)}</th><td>{components.escaped(one.figure)}</td></tr>"
            for one in some
        )
        how = "; ".join(dict.fromkeys(one.how for one in some))
        caption = f"<caption>On {components.escaped(on)}: {components.escaped(how)}.</caption>"
        drawn.append(f"<table class='sc-measured'>{caption}<tbody>{lines}</tbody></table>")
    return "".join(drawn)


def since(changes: SinceBefore) -> None:
    """Draw what changed since the run before."""
    st.html(section("What changed since the run before"))
    if not changes.known:
        st.text("No run before is known: this is the first one, or it was made without a workspace.")
        return
    if not changes.moves and not changes.n_edited_documents:
        st.text("No group or topic was merged or divided, and no document has another text.")
    if changes.moves:
        lines = [(row.what, row.now, row.id, row.before) for row in changes.moves]
        table("merges-and-splits", ["What happened", "What stands now", "Id", "Ids before"], lines)
    if changes.n_edited_documents:
        st.text(
            f"Documents with another text than before: {changes.n_edited_documents:,}. Statements there that stand as "
            f"they stood: {changes.n_unchanged:,}."
        )
    if changes.edits:
        edits = [(row.document, row.what, row.before, row.after, row.statement) for row in changes.edits]
        table("edited-statements", ["Document", "Statement", "Before", "After", "Id"], edits)


def models(run: Provenance) -> None:
    """Draw the models that took part."""
    st.html(section("Models"))
    if run.models:
        lines = [(m.role, m.name, m.backend, m.revision_or_sha256) for m in run.models]
        table("models", ["Role", "Name", "Runs on", "Revision or SHA-256"], lines)
    else:
        st.text("The file names none.")


def settings_in_force(settings: Sequence[SettingRow]) -> None:
    """Draw the settings, those that differ from the shipped ones first."""
    st.html(section("Settings in force"))
    n_changed = sum(row.changed for row in settings)
    if not settings:
        st.text("The file tells none.")
        return
    st.text(f"Other than shipped: {n_changed}; they come first." if n_changed else "All as shipped.")
    lines = [(row.name, row.value, row.shipped, "differs" if row.changed else "") for row in settings]
    table("settings", ["Setting", "Value", "As shipped", "Note"], lines)


def read(opened: Opened) -> None:
    """Draw what was read."""
    rows = opened.once(document_rows)
    st.html(section(f"Read: {len(rows):,}"))
    if not rows:
        st.text("No document was read.")
        return
    header = ["Document", "Title", "Publisher", "Published", "Language", "Statements", "Copy of"]
    lines = [
        (row.path, row.title, row.publisher, row.published, row.language, row.n_statements, row.copy_of) for row in rows
    ]
    table("documents", header, lines)


def section(title: str) -> str:
    """Head a part of the page; ``title`` is HTML."""
    return f"<h2 class='sc-section'>{title}</h2>"


def table(name: str, header: Sequence[str], lines: Lines) -> None:
    """Draw rows page by page, with downloads of all; a data frame shows texts as they stand."""
    shown = page_of(lines, f"{name.replace('-', '_')}_page", per_page=PER_PAGE)
    st.dataframe(
        {column: ["" if line[i] is None else line[i] for line in shown] for i, column in enumerate(header)},
        hide_index=True,
        alt=f"Table of {len(lines)} rows: {', '.join(header)}",
    )
    offer(name, header, lambda: lines)
