"""What is put into the documentation site; that all of it is there and in place is checked by `make docs`."""

import importlib.util
import re
from pathlib import Path

import pytest

import analyzer

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def build():
    spec = importlib.util.spec_from_file_location("docs_site_build", ROOT / "docs" / "site" / "build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("command", ["report", "evaluate quotations", "cache prune", "decisions export", "models list"])
def test_every_command_stands_in_the_reference(build, command):
    page = build.commands_page()
    assert f"## analyzer {command}\n\n```text\nUsage: analyzer {command} " in page
    assert page.count("```text\nUsage:") == page.count("\n## ")


@pytest.mark.parametrize("name", sorted(set(analyzer.__all__) - {"__version__"}))
def test_every_public_name_stands_in_the_reference(build, name):
    assert re.search(rf"^::: analyzer\.[\w.]+\.{name}$", build.library_page(), re.MULTILINE)


def test_every_page_written_by_hand_is_taken_and_has_a_place(build, tmp_path):
    build.write_pages(tmp_path)
    written = {path.name for path in tmp_path.glob("*.md")}
    assert written == {path.name for path in (ROOT / "docs").glob("*.md")}
    assert build.misplaced_pages(tmp_path, (ROOT / "docs" / "site" / "zensical.toml").read_text("utf-8")) == []


def test_a_page_without_a_place_and_a_place_without_a_page_are_named(build, tmp_path):
    (tmp_path / "lost.md").write_text("")
    (tmp_path / "index.md").write_text("")
    assert build.misplaced_pages(tmp_path, 'nav = ["index.md", "a/gone.md"]') == ["a/gone.md", "lost.md"]


def test_a_notebook_becomes_text_and_code(build):
    cells = [{"cell_type": "markdown", "source": ["# T\n", "x"]}, {"cell_type": "code", "source": "1 + 1"}]
    assert build.notebook_page({"cells": cells}) == "# T\nx\n\n```python\n1 + 1\n```\n"


@pytest.mark.parametrize(
    "text",
    [
        '<script src="https://x.example/a.js">',
        "<script defer src=//x.example/a.js>",
        '<link rel="stylesheet" href="https://x.example/a.css">',
        '<link href="https://x.example" rel=preconnect>',
        "<style>a{background:url(https://x.example/a.png)}</style>",
        '<img alt="" src="http://x.example/a.png">',
    ],
)
def test_what_a_page_would_load_from_elsewhere_is_found(build, tmp_path, text):
    (tmp_path / "a.html").write_text(text)
    assert len(list(build.requests_outside(tmp_path))) == 1


@pytest.mark.parametrize(
    "text", ['<a href="https://x.example">', '<script src="../a.js">', '<link rel="next" href="https://x.example/2">']
)
def test_what_people_follow_or_lies_beside_the_page_is_no_request(build, tmp_path, text):
    (tmp_path / "a.html").write_text(text)
    assert list(build.requests_outside(tmp_path)) == []


def test_names_in_docstrings_lose_their_roles(build):
    assert build.without_roles(":class:<code>~analyzer.schema.Analysis</code>.") == "<code>Analysis</code>."
