"""Relative links in the repository's Markdown lead somewhere."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [
    path
    for path in sorted(ROOT.rglob("*.md"))
    if not {".venv", "node_modules", "build", "out", "dist"} & set(path.relative_to(ROOT).parts)
]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def anchor_of(heading):
    return re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-")


def broken(page):
    found = []
    for target in LINK.findall(CODE.sub("", page.read_text("utf-8"))):
        if re.match(r"\w+:|#", target):
            continue
        name, _, anchor = target.partition("#")
        path = page.parent / name
        if not path.exists() or (anchor and anchor not in map(anchor_of, HEADING.findall(path.read_text("utf-8")))):
            found.append(target)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    assert broken(page) == []


@pytest.mark.parametrize("text", ["[a](gone.md)", "[a](b.md#gone)"])
def test_a_link_that_leads_nowhere_is_noticed(tmp_path, text):
    (tmp_path / "b.md").write_text("# Here it is\n[a](b.md#here-it-is) [b](https://x.example/gone)")
    (tmp_path / "a.md").write_text(text)
    assert broken(tmp_path / "b.md") == []
    assert len(broken(tmp_path / "a.md")) == 1
