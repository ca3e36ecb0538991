"""What people do to an analysis from the dashboard: add documents, remove one, analyse again.

Each makes a whole new run over the documents that the analysis holds, by the same pipeline as ``analyzer report``; what
is known is taken from the workspace. Nothing here draws.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from analyzer.errors import InputError
from analyzer.protocols import Progress
from analyzer.schema import Analysis, Document
from analyzer.settings import Settings, change_settings, load_settings, settings_kept_in
from analyzer.storage import ADDED_FOLDER, WORKSPACE_FILE

_NOT_IN_A_NAME = re.compile(r"[^\w.-]+")
_MAX_NAME = 80


def add_documents(folder: Path, analysis: Analysis, texts: Mapping[str, bytes], progress: Progress) -> list[str]:
    """Keep files in the folder ``added`` beside the analysis, and analyse all documents together.

    Parameters
    ----------
    texts
        Content by file name; the name is a stranger's.

    Returns
    -------
    list of str
        Names of the files that could not be read, with the reason. Their content is not kept.

    Raises
    ------
    InputError
        None of them could be read; then nothing has changed.
    """
    from analyzer.documents import load_documents

    added = folder / ADDED_FOLDER
    added.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, data in texts.items():
        paths.append(_unused(added, harmless_name(name)))
        paths[-1].write_bytes(data)
    read = load_documents(paths, settings_for(folder, analysis).documents)
    readable = {file.path for file in read.inputs if file.status == "read"}
    for path in paths:
        if path.name not in readable:
            path.unlink()
    refused = [f"{file.path}: {file.reason}" for file in read.inputs if file.status != "read"]
    if not readable:
        raise InputError(f"nothing was added. {'; '.join(refused)}")
    _analyse(folder, analysis, [path for path in paths if path.name in readable], progress)
    return refused


def remove_document(folder: Path, analysis: Analysis, document: Document, progress: Progress) -> None:
    """Analyse again without a document, and delete everything that was kept of it.

    A file of the folder ``added`` is deleted with the last of its documents; other files are left where they are, and
    the next report reads them.
    """
    from analyzer.storage import DECISIONS_FILE, DecisionLog
    from analyzer.storage.workspace import Workspace, forget

    rest = tuple(one for one in analysis.documents if one.id != document.id)
    gone = [path for path in (folder / ADDED_FOLDER).glob("*") if _goes_with(path, document, rest, analysis)]
    names = {document.path, *(path.name for path in gone)}
    inputs = [one for one in analysis.provenance.inputs if not any(_is_of(one.path, name) for name in names)]
    provenance = replace(analysis.provenance, inputs=tuple(inputs))
    for path in gone:
        path.unlink()
    paths = {document.path} - {one.path for one in rest}

    def forget_first() -> None:  # so that what changed since the run before does not quote it
        with Workspace(folder / WORKSPACE_FILE) as workspace:
            forget(workspace, [document.id], paths)

    _analyse(folder, replace(analysis, documents=rest, provenance=provenance), [], progress, forget_first)
    if (folder / DECISIONS_FILE).is_file():
        with DecisionLog(folder / DECISIONS_FILE) as log:
            log.forget({document.id, *paths})


def analyse_again(folder: Path, analysis: Analysis, progress: Progress) -> None:
    """Analyse the same documents with the settings and corrections that hold now."""
    _analyse(folder, analysis, [], progress)


def settings_for(folder: Path, analysis: Analysis) -> Settings:
    """Return the settings the analysis was made with, changed by those kept beside it.

    Raises
    ------
    SettingsError
        The file beside it cannot be used, or the analysis is of a version with other settings.
    """
    made_with = change_settings(Settings(), analysis.provenance.settings, "the settings of this analysis")
    kept = settings_kept_in(folder)
    return made_with if kept is None else load_settings(kept, made_with)


def harmless_name(name: str) -> str:
    """Make a file name of one that a stranger gave: no folders, no hidden file, nothing but letters, digits, ``_.-``.

    Examples
    --------
    >>> harmless_name("../../etc/passwd"), harmless_name("Talks in Varn <b>.txt"), harmless_name("...")
    ('passwd.txt', 'Talks_in_Varn_b_.txt', 'document.txt')
    """
    path = Path(name.replace("\\", "/").split("/")[-1])
    stem = _NOT_IN_A_NAME.sub("_", path.stem).strip("._-") or "document"
    suffix = _NOT_IN_A_NAME.sub("", path.suffix).lower() if len(path.suffix) > 1 else ""
    return stem[:_MAX_NAME] + (suffix or ".txt")


def _analyse(
    folder: Path,
    analysis: Analysis,
    added: Sequence[Path],
    progress: Progress,
    first: Callable[[], None] = lambda: None,
) -> None:
    # The analysis needs the models; opening one that exists must not load them.
    from analyzer.documents import LoadedDocuments
    from analyzer.reports import write_report
    from analyzer.runs import alone, changes_since, memory_of, record_run, run

    settings = settings_for(folder, analysis)
    known = LoadedDocuments(analysis.documents, analysis.provenance.inputs)
    memory = memory_of(folder)
    progress("waiting for other jobs on these files", 0, 1)
    with alone(memory, folder):
        first()
        made, embeddings = run(added, settings, memory, progress, known)
        progress("report", 0, 1)
        write_report(made, embeddings, folder, settings.report, changes_since(made, memory))
        record_run(made, memory)


def _goes_with(path: Path, document: Document, rest: Sequence[Document], analysis: Analysis) -> bool:
    """Whether an added file is the one that a document was read from, and holds none of the others."""
    if not _is_of(document.path, path.name) or any(_is_of(one.path, path.name) for one in rest):
        return False
    read = {one.sha256 for one in analysis.provenance.inputs if one.path == path.name}
    return hashlib.sha256(path.read_bytes()).hexdigest() in read


def _is_of(name: str, file: str) -> bool:
    """Whether a document or input is a file, or a part of it."""
    return name == file or name.startswith((f"{file}#", f"{file}/"))


def _unused(folder: Path, name: str) -> Path:
    path, number = folder / name, 1
    while path.exists():
        number += 1
        path = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
    return path
