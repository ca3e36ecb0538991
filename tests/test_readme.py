"""Every command of the README is run as a new user would type it, in a folder like a fresh checkout."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import NamedTuple

import pytest
import typer
from typer.testing import CliRunner

from analyzer.cli.commands import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")

FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"(?<=\n\n)(?: {4}.*\n|[ \t]*\n(?= {4}))+")
INLINE = re.compile(r"`((?:\.venv/bin/)?(?:analyzer|make) [^`]+)`")
STARTS = re.compile(r"(?:[A-Z_]+=\S* )*(?:make|analyzer|python3?|cat|\.venv/bin/\w+)\b")
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+\S*")
# Run here these would run the tests inside the tests, or change the checkout; `make -n` says whether they exist.
ONLY_LOOKED_AT = {"test", "check", "format", "docs", "clean"}
STORY = "Mayor Ana Ruiz said the ferry was safe.\n\nThe dockers' union denied that the ferry was safe.\n"
CONTENTS = {
    ".txt": STORY,
    ".md": STORY,
    ".html": f"<html><body><article><p>{STORY * 5}</p></article></body></html>",
    ".csv": "speaker,quote,date\nAna Ruiz,The ferry is safe.,2024-05-31\nJo Park,The ferry is not safe.,2024-05-31\n",
    ".jsonl": '{"speaker": "Ana Ruiz", "quote": "The ferry is safe.", "date": "2024-05-31"}\n',
}
WRITTEN_BY = {"--out", ">", "--workspace", "--decisions", "--junit", "--settings", "--since"}


class Command(NamedTuple):
    line: str
    shown: tuple[str, ...] = ()  # what it is shown to print; a line that ends in … goes on


def blocks(markdown):
    """Yield language and text of each block, in order; indented ones have no language."""
    found = [(fence.start(), fence[1], fence[2]) for fence in FENCE.finditer(markdown)]
    rest = FENCE.sub(lambda fence: re.sub(r"[^\n]", "#", fence[0]), markdown)
    found += [(one.start(), "", re.sub(r"^ {4}", "", one[0], flags=re.MULTILINE)) for one in INDENTED.finditer(rest)]
    for _, language, text in sorted(found):
        yield "python" if re.match(r"\s*(?:from|import) \w", text) else language, text


def commands_in(markdown):
    found = []
    for language, text in blocks(markdown):
        if language not in ("", "console", "sh", "bash", "shell"):
            continue
        lines = text.replace("\\\n", "").splitlines()
        if not any(line.startswith("$ ") for line in lines):
            found += [Command(line) for line in lines if STARTS.match(line)]
            continue
        for line in lines:
            if line.startswith("$ "):
                found.append(Command(line[2:]))
            elif found and line.strip() not in ("", "…"):
                found[-1] = Command(found[-1].line, (*found[-1].shown, line))
    return found


COMMANDS = commands_in(README)
PROGRAMS = [text for language, text in blocks(README) if language == "python"]
INLINE_COMMANDS = sorted({re.sub(r"\s+", " ", one) for one in INLINE.findall(FENCE.sub("", README))})


class Checkout:
    """A folder like a fresh checkout that is set up; commands run in it in the README's order, each once."""

    def __init__(self, folder):
        self.folder, self.outcomes = folder, []
        shutil.copytree(ROOT / "seeds", folder / "seeds")
        (folder / "articles").mkdir()
        for path in sorted((ROOT / "seeds").iterdir(), key=lambda path: path.stat().st_size)[:2]:
            shutil.copy(path, folder / "articles" / path.name)
        for name in ("Makefile", "pyproject.toml", "README.md"):
            shutil.copy(ROOT / name, folder / name)
        (folder / ".venv").mkdir()
        for path in Path(sys.prefix).iterdir():
            if path.name != ".installed":
                (folder / ".venv" / path.name).symlink_to(path)
        (folder / ".venv" / ".installed").touch()
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ANALYZER_")}
        self.environment = {
            **kept,
            "COLUMNS": "200",
            "PATH": f"{folder / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}",
        }

    def outcome_of(self, index):
        """Return exit code and output of a command, after all that stand before it."""
        while len(self.outcomes) <= index:
            self.outcomes.append(self.run(COMMANDS[len(self.outcomes)].line))
        return self.outcomes[index]

    def run(self, line):
        self.provide_inputs(line)
        if (words := line.split())[0] == "make" and ONLY_LOOKED_AT & set(words):
            line = line.replace("make", "make -n", 1)
        if "dashboard" in words:
            return self.serve(line)
        done = subprocess.run(
            ["bash", "-c", line], cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout + done.stderr

    def serve(self, line):
        """Start a server, open its address once it is printed, and stop it as Ctrl+C does."""
        server = subprocess.Popen(
            ["bash", "-c", line], cwd=self.folder, env=self.environment, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, start_new_session=True,
        )  # fmt: skip
        told = []
        try:
            for printed in server.stdout:
                told.append(printed)
                if address := ADDRESS.search(printed):
                    with urllib.request.urlopen(address[0], timeout=60) as answer:
                        return (0 if answer.status == 200 else answer.status), "".join(told)
            return server.wait(), "".join(told)
        finally:
            if server.poll() is None:
                os.killpg(server.pid, signal.SIGINT)
            try:
                server.communicate(timeout=30)
            except subprocess.TimeoutExpired:
                os.killpg(server.pid, signal.SIGKILL)
                server.communicate()

    def provide_inputs(self, line):
        """Make the documents that a reader of the README would have."""
        before = ""
        for word in shlex.split(line, comments=True):
            path = self.folder / word
            wanted = path.suffix in CONTENTS and not word.startswith(("-", "/")) and "*" not in word
            if wanted and before not in WRITTEN_BY and not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(CONTENTS[path.suffix], "utf-8")
            before = word


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    return Checkout(tmp_path_factory.mktemp("checkout"))


def test_the_readme_has_commands():
    assert [command.line for command in COMMANDS if command.line.startswith("make report")]
    assert [command.line for command in COMMANDS if ".venv/bin/analyzer report" in command.line]


@pytest.mark.model
@pytest.mark.parametrize("index", range(len(COMMANDS)), ids=[command.line[:60] for command in COMMANDS])
def test_a_command_runs_and_prints_what_is_shown(checkout, index):
    code, output = checkout.outcome_of(index)
    assert code in ((0, 10) if "--fail-on" in COMMANDS[index].line else (0,)), output  # 10: the gate has tripped
    lines = output.splitlines()
    missing = [
        line
        for line in COMMANDS[index].shown
        if not any(one.startswith(line.rstrip(" …")) if line.endswith("…") else one.rstrip() == line for one in lines)
    ]
    assert missing == [], output


@pytest.mark.model
@pytest.mark.parametrize("program", PROGRAMS, ids=[f"program {number}" for number in range(len(PROGRAMS))])
def test_python_in_the_readme_runs(checkout, program):
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=checkout.folder, env=checkout.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("line", INLINE_COMMANDS)
def test_a_command_named_in_a_sentence_exists_with_its_options(line):
    words = shlex.split(line)
    if words[0] == "make":
        done = subprocess.run(["make", "-n", *words[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return
    command, path = typer.main.get_command(app), []
    for word in words[1:]:
        if word not in getattr(command, "commands", {}):
            break
        command = command.commands[word]
        path.append(word)
    assert path, f"{line}: no such command"
    shown = CliRunner().invoke(app, [*path, "--help"], prog_name="analyzer", terminal_width=200)
    assert [word for word in words if word.startswith("--") and word not in shown.output] == []


SAMPLE = """
Intro.

    $ make report
    read
    …

    read more …
    $ analyzer settings > a.toml  # keep

How it works:

    documents -> statements

```console
$ analyzer compare "a" \\
    "b"
Conflict
```

```python
from analyzer import analyze
```

    make dashboard   # look
"""


def test_commands_are_found_in_every_kind_of_block():
    assert commands_in(SAMPLE) == [
        Command("make report", ("read", "read more …")),
        Command("analyzer settings > a.toml  # keep"),
        Command('analyzer compare "a"     "b"', ("Conflict",)),
        Command("make dashboard   # look"),
    ]
    assert [text for language, text in blocks(SAMPLE) if language == "python"] == ["from analyzer import analyze\n"]
