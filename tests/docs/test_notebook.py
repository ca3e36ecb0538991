"""The notebook of first steps: its cells run, one after the other, as a reader would run them."""

import ast
import json
from pathlib import Path

import pytest

from analyzer import Analysis

NOTEBOOK = Path(__file__).parents[2] / "docs" / "notebooks" / "first_steps.ipynb"
CELLS = [
    "".join(cell["source"]) for cell in json.loads(NOTEBOOK.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"
]


@pytest.mark.model
def test_every_cell_runs_and_keeps_its_promise(monkeypatch, capsys):
    monkeypatch.chdir(NOTEBOOK.parent)
    scope = {}
    for source in CELLS:
        exec(compile(source, str(NOTEBOOK), "exec"), scope)
    assert isinstance(scope["analysis"], Analysis)
    assert scope["flagged"]
    assert len(scope["stricter"].groups) > len(scope["analysis"].groups)
    assert scope["again"].statements
    assert capsys.readouterr().out.count("No conflict if") == 3


def test_it_is_kept_without_results_that_could_go_stale():
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    assert [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")] == []


def test_it_uses_public_names_alone():
    imported = [
        (node.module, alias.name)
        for source in CELLS
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]
    import analyzer

    ours = [(module, name) for module, name in imported if module.split(".")[0] == "analyzer"]
    assert {name for module, name in ours if module == "analyzer"} <= set(analyzer.__all__)
    assert {module for module, _ in ours} == {"analyzer"}
