"""Build the documentation site into ``build/site``: the pages of ``docs/``, and reference made from the code.

Fails on a link that leads nowhere, a page that is not in the navigation, and anything a page would load from elsewhere.
"""

from __future__ import annotations

import importlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import typer
from typer.testing import CliRunner

import analyzer
from analyzer.cli.commands import app
from analyzer.settings import settings_in_force

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "build"
_PAGES, _SITE = BUILD / "pages", BUILD / "site"
_CONFIGURATION = Path(__file__).with_name("zensical.toml")
_LOADED = re.compile(
    r"""<(?:script|img|iframe|source)\b[^>]*?\ssrc=["']?((?:https?:)?//[^"'\s>]+)"""
    r"""|<link\b(?=[^>]*rel=["']?(?:stylesheet|preload|icon|preconnect))[^>]*?\shref=["']?((?:https?:)?//[^"'\s>]+)"""
    r"""|url\(["']?((?:https?:)?//[^"')\s]+)"""
)


def main() -> None:
    """Build the site; end with a sentence if it cannot be as it should."""
    for folder in (_PAGES, _SITE):
        shutil.rmtree(folder, ignore_errors=True)
    write_pages(_PAGES)
    configuration = _CONFIGURATION.read_text("utf-8")
    if wrong := misplaced_pages(_PAGES, configuration):
        sys.exit(f"only in the navigation of docs/site/zensical.toml, or only in docs: {', '.join(wrong)}")
    (BUILD / "zensical.toml").write_text(configuration, "utf-8")
    zensical = Path(sys.executable).with_name("zensical")
    subprocess.run([zensical, "build", "--strict", "--config-file", "zensical.toml"], cwd=BUILD, check=True)
    for path in _SITE.rglob("*.html"):
        path.write_text(without_roles(path.read_text("utf-8")), "utf-8")
    if outside := sorted(set(requests_outside(_SITE))):
        sys.exit(f"pages would load from elsewhere: {', '.join(outside)}")


def write_pages(folder: Path) -> None:
    """Write the pages by hand, and those made from the code, into a folder that is made."""
    made = {
        "reference/commands.md": commands_page(),
        "reference/settings.md": settings_page(),
        "reference/library.md": library_page(),
        **{
            f"notebooks/{path.stem}.md": notebook_page(json.loads(path.read_text("utf-8")))
            for path in (ROOT / "docs" / "notebooks").glob("*.ipynb")
        },
        **{path.name: path.read_text("utf-8") for path in (ROOT / "docs").glob("*.md")},
    }
    for name, text in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(re.sub(r"(\]\(notebooks/\w+)\.ipynb", r"\1.md", text), "utf-8")


def commands_page() -> str:
    """Return the ``--help`` of every command."""
    sections = ["# Every command", "What `--help` says, as of this version."]
    for words in _commands(typer.main.get_command(app)):
        shown = CliRunner().invoke(app, [*words, "--help"], prog_name="analyzer", terminal_width=100, color=False)
        sections.append(f"## {' '.join(['analyzer', *words])}\n\n```text\n{shown.output.strip()}\n```")
    return "\n\n".join(sections) + "\n"


def settings_page() -> str:
    """Return a page with all settings as shipped, and what each means and may be."""
    shipped = settings_in_force().in_toml().replace("  # as shipped", "")
    options = "    options:\n      show_root_heading: false\n      show_root_toc_entry: false\n"
    return f"# Settings, one by one\n\n```toml\n{shipped}```\n\n::: analyzer.settings.records\n{options}"


def library_page() -> str:
    """Return a page on which every public name stands with its docstring."""
    sections = [
        "# Public names",
        "What `from analyzer import …` gives. [What stays, what may change](../library.md#what-stays).",
    ]
    for name in analyzer.__all__:
        value = getattr(analyzer, name)
        if module := getattr(value, "__module__", None):
            sections.append(f"::: {importlib.import_module(module).__name__}.{name}")
    return "\n\n".join(sections) + "\n"


def notebook_page(notebook: dict[str, list[dict[str, object]]]) -> str:
    """Return a notebook as Markdown, code in fences."""
    parts = []
    for cell in notebook["cells"]:
        lines = cell["source"]
        text = "".join(lines) if isinstance(lines, list) else str(lines)
        parts.append(text if cell["cell_type"] == "markdown" else f"```python\n{text}\n```")
    return "\n\n".join(parts) + "\n"


def misplaced_pages(folder: Path, configuration: str) -> list[str]:
    """Return pages that no entry of the navigation names, and entries without a page."""
    pages = {path.relative_to(folder).as_posix() for path in folder.rglob("*.md")}
    return sorted(pages ^ set(re.findall(r'"([\w/-]+\.md)"', configuration)))


def without_roles(page: str) -> str:
    """Return a page without the roles that docstrings give to names, as in ``:func:`analyze```.

    Examples
    --------
    >>> without_roles("see :func:<code>~analyzer.library.analyze</code>")
    'see <code>analyze</code>'
    """
    return re.sub(r":(?:class|func|mod|attr):<code>(?:~[\w.]*\.)?", "<code>", page)


def requests_outside(site: Path) -> Iterator[str]:
    """Yield addresses elsewhere that a page or style would load by itself; links that people follow do not count."""
    for path in sorted(site.rglob("*")):
        if path.suffix in (".html", ".css"):
            for found in _LOADED.finditer(path.read_text("utf-8")):
                yield next(filter(None, found.groups()))


def _commands(command: object, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield words
    for name, inner in getattr(command, "commands", {}).items():
        yield from _commands(inner, (*words, name))


if __name__ == "__main__":
    main()
