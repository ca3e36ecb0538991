"""The analyzer as a library: what ``from analyzer import ...`` gives, told in ``docs/library.md``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import TypeAlias

from analyzer.documents import LoadedDocuments, read_text
from analyzer.errors import InputError
from analyzer.protocols import Progress
from analyzer.runs import Memory, alone, record_run, run
from analyzer.schema import Analysis, Document, InputFile
from analyzer.settings import Settings

Source: TypeAlias = str | PathLike[str] | Document
_MAX_TOLD = 5


def analyze(
    inputs: Source | Iterable[Source] | Mapping[str, str],
    *,
    settings: Settings | None = None,
    workspace: str | PathLike[str] | None = None,
    decisions: str | PathLike[str] | None = None,
    progress: Progress = lambda stage, done, total: None,
) -> Analysis:
    """Find who said what in documents, who says the same, and where accounts differ.

    Parameters
    ----------
    inputs
        A file or folder, several of them, documents that :func:`read_text` made, or texts by name, as in
        ``{"harbour.txt": "Mayor Ana Ruiz said ..."}``. Their order does not matter.
    settings
        As shipped without; :func:`load_settings` reads a file. The environment is not asked.
    workspace
        A file that keeps what was computed, so that the next call takes it from there and groups and threads keep
        their ids; made if missing. Without one everything is computed and nothing is kept.
    decisions
        A file of what people decided and corrected in the dashboard.
    progress
        Called with a stage's name, how many of its items are done, and how many there are.

    Returns
    -------
    Analysis
        What is in ``analysis.json``. Inputs that could not be read, and doubts, stand in its ``provenance``.

    Raises
    ------
    InputError
        None of the inputs could be read.
    SettingsError, ModelError, WorkspaceError, DecisionsError
        What is needed cannot be used; all are of :class:`AnalyzerError`.

    Examples
    --------
    >>> from analyzer import analyze
    >>> analysis = analyze("articles/")  # doctest: +SKIP
    >>> for conflict in analysis.conflicts:  # doctest: +SKIP
    ...     print(conflict.rationale)
    """
    settings = settings or Settings()
    paths, known = _parted(inputs, settings)
    memory = Memory(*(None if file is None else Path(file) for file in (workspace, decisions)))
    with alone(memory):
        analysis, _ = run(paths, settings, memory, progress, known)
        if not any(file.status == "read" for file in analysis.provenance.inputs):
            told = [f"{file.path}: {file.reason}" for file in analysis.provenance.inputs[:_MAX_TOLD]]
            raise InputError(f"no input could be read. {'; '.join(told)}")
        record_run(analysis, memory)
    return analysis


def _parted(
    inputs: Source | Iterable[Source] | Mapping[str, str], settings: Settings
) -> tuple[list[Path], LoadedDocuments]:
    """Part inputs into paths, which are yet to be read, and documents at hand."""
    if isinstance(inputs, Mapping):
        inputs = [read_text(name, text) for name, text in inputs.items()]
    elif isinstance(inputs, str | PathLike | Document):
        inputs = [inputs]
    paths, documents, files = [], [], []
    for one in inputs:
        if not isinstance(one, Document):
            paths.append(Path(one))
            continue
        files.append(_as_input(one, settings.documents.languages))
        if files[-1].status == "read":
            documents.append(one)
    return paths, LoadedDocuments(tuple(documents), tuple(files))


def _as_input(document: Document, languages: tuple[str, ...]) -> InputFile:
    """List a document that is at hand as a file would be; what cannot be analysed is skipped as there."""
    data = document.text.encode("utf-8", "surrogatepass")
    digest, reason = hashlib.sha256(data).hexdigest(), None
    if not document.text.strip():
        reason = "only white space"
    elif document.language and document.language not in languages:
        reason = f"language is {document.language}, analysed are: {', '.join(languages)}"
    return InputFile(document.path, digest, len(data), "utf-8", "skipped" if reason else "read", reason)
