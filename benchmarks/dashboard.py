"""The dashboard on a large analysis: what its server and a real Chromium need for each thing that people do.

    PYTHONPATH=. python benchmarks/dashboard.py --statements 100000

An analysis of invented text is written into a temporary folder and served as ``analyzer dashboard`` does. Of each
action it tells the processor seconds of the server, which hold on a busy machine too, and the seconds until the page
shows what was asked for, with those of the browser. It needs Linux, Chromium and playwright.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analyzer.assembly import assemble
from analyzer.schema import Analysis
from analyzer.settings import Settings
from analyzer.storage import ANALYSIS_FILE, EMBEDDINGS_FILE, write_analysis, write_embeddings
from benchmarks.invented_analysis import Inventor

if TYPE_CHECKING:
    from playwright.sync_api import Page

_SERVE = "import sys; from pathlib import Path; from dashboard.launch import launch; launch(Path(sys.argv[1]))"
_FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
_AT_REST = "[data-testid=stApp][data-test-script-state=notRunning]"
_MOST_MILLISECONDS = 30_000
_QUIET = 0.05
"""Share of a processor under which the server is at rest: it looks after its file now and then."""


class Step(NamedTuple):
    """Something that people do; ``shows`` is the selector of what they wait for."""

    name: str
    act: Callable[[Page], object]
    shows: str


class Server:
    """The dashboard's own process."""

    def __init__(self, folder: Path) -> None:
        began = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "-c", _SERVE, str(folder)], stdout=subprocess.PIPE, text=True, env=os.environ
        )
        assert self.process.stdout is not None
        found = re.search(r"http://\S+", self.process.stdout.readline())
        if found is None:
            raise SystemExit("the server did not start")
        self.address, self.seconds = found.group(), time.perf_counter() - began

    def cpu(self) -> float:
        """Return the processor seconds so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def mebibytes(self, field: str) -> float:
        """Return the memory now (``VmRSS``) or at most (``VmHWM``)."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{field}:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]

    def wait(self) -> float:
        """Wait until what goes on in the background has ended; return the processor seconds so far."""
        while True:
            before = self.cpu()
            time.sleep(2)
            if self.cpu() - before < 2 * _QUIET:
                return self.cpu()


def steps(address: str, analysis: Analysis) -> list[Step]:
    """List what is done, in this order."""
    speaker = Counter(one for said in analysis.statements for one in said.speakers).most_common(1)[0][0]
    name = analysis.speakers[0].name
    group = max(analysis.groups, key=lambda one: len(one.members))
    thread = max(analysis.threads, key=lambda one: len(one.groups)).id
    middle = analysis.statements[len(analysis.statements) // 2]
    words = "+".join(middle.claim.split()[:2])

    def to(path: str) -> Callable[[Page], object]:
        return lambda page: page.goto(f"{address}/{path}")

    def press(label: str) -> Callable[[Page], object]:
        named = re.compile(f"^{label}")  # what follows is the key that does the same
        return lambda page: page.get_by_role("button", name=named).first.click()

    def choose(label: str, option: str) -> Callable[[Page], object]:
        def act(page: Page) -> None:
            page.get_by_role("combobox", name=label).click()
            page.get_by_role("option", name=option).first.click()
            page.keyboard.press("Escape")

        return act

    def find(label: str, typed: str) -> Callable[[Page], object]:
        def act(page: Page) -> None:
            page.get_by_label(label).fill(typed)
            page.keyboard.press("Enter")

        return act

    return [
        Step("conflicts: a fresh visit", to(""), ".sc-conflict"),
        Step("conflicts: the next one", press("Next"), "text=/^2 of /"),
        Step("conflicts: the next page", press("Page on"), "text=/^201 of /"),
        Step("conflicts: filters opened", lambda page: page.get_by_text("Filter", exact=True).click(), "text=Band"),
        Step("conflicts: a filter", choose("Strength", "Hard"), ".sc-filtered"),
        Step("conflicts: speakers narrowed", find("Find: Speaker", "ba"), ".sc-conflict"),
        Step("conflicts: a decision", press("Conflict"), "text=Decided"),
        Step("conflicts: undone", press("Undo last"), "text=Taken back"),
        Step("search: the page", to("search"), "text=Type what you look for"),
        Step("search: two words", to(f"search?q={words}"), "text=/statements? ha/"),
        Step("search: other words", find("Words, or a phrase in quotation marks", middle.claim.split()[4]), "main"),
        Step("search: a claim pasted", to("search?claim=The+bridge+in+Varn+is+closed."), "text=/agree|near/"),
        Step("accounts: the largest thread", to(f"accounts?thread={thread}"), ".sc-thread"),
        Step("accounts: threads narrowed", find("Find an event or topic", "ba"), ".sc-thread"),
        Step("accounts: the whole corpus", to("accounts?pair=none"), "text=Pair by pair"),
        Step("groups: the largest", to(f"groups?group={group.id}"), "text=Who says so"),
        Step("groups: the next one", press("Next"), "text=/ of /"),
        Step("speakers: who says most", to(f"speakers?speaker={speaker}"), "text=What they said"),
        Step("speakers: narrowed by words", find("Words in any of the names", name[:3]), "text=filtered from"),
        Step("documents: a statement", to(f"documents?statement={middle.id}"), "text=Citation"),
        Step("documents: one of them", to(f"documents?document={middle.document}"), "text=Statements of this document"),
        Step("timeline", to("timeline"), "h1"),
        Step("map", to("timeline?drawn=Map"), "h1"),
        Step("add or remove", to("add"), "text=Remove a document"),
        Step("how this was made", to("about"), "h1"),
    ]


def measure(server: Server, page: Page, step: Step) -> None:
    """Do one thing and print a row of the table."""
    cpu, began = server.cpu(), time.perf_counter()
    step.act(page)
    page.locator(step.shows).first.wait_for(timeout=_MOST_MILLISECONDS)
    page.wait_for_timeout(100)  # milliseconds in which the browser tells that the server is at work
    page.locator(_AT_REST).wait_for(timeout=_MOST_MILLISECONDS)
    seconds = time.perf_counter() - began - 0.1
    print(f"| {step.name} | {server.cpu() - cpu:.2f} | {seconds:.1f} |", flush=True)


def walk(server: Server, analysis: Analysis) -> None:
    """Open the dashboard in a browser and do everything; print a table."""
    from playwright.sync_api import sync_playwright

    told = f"server answers after {server.seconds:.1f} s, {server.cpu():.1f} processor seconds,"
    print(f"{told} {server.mebibytes('VmRSS'):.0f} MiB\n")
    print("| action | server's processor s | seconds |\n| --- | --- | --- |")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_FLAGS)
        page = browser.new_page(viewport={"width": 1360, "height": 900})
        first, *others = steps(server.address, analysis)
        measure(server, page, first._replace(name="the first view of all"))
        prepared = f"{server.wait():.1f} so far, {server.mebibytes('VmRSS'):.0f} MiB"
        print(f"| *other pages prepared meanwhile* | {prepared} | |")
        for step in (first, *others):
            try:
                measure(server, page, step)
            except Exception as error:
                print(f"| {step.name} | not done: {str(error).splitlines()[0][:80]} | |")
        browser.close()
    print(f"\nmemory: {server.mebibytes('VmRSS'):.0f} MiB, at most {server.mebibytes('VmHWM'):.0f} MiB")


def main() -> None:
    """Invent, serve, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=100_000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        inventor = Inventor(args.statements)
        analysis = inventor.analysis(assemble(Settings()).encoder.describe())
        path = Path(folder) / ANALYSIS_FILE
        write_analysis(analysis, path)
        write_embeddings(inventor.embeddings(), analysis, Path(folder) / EMBEDDINGS_FILE)
        kinds = ("statements", "documents", "speakers", "threads", "groups", "comparisons", "conflicts")
        print(", ".join(f"{len(getattr(analysis, kind)):,} {kind}" for kind in kinds))
        print(f"{ANALYSIS_FILE}: {path.stat().st_size / 1e6:.0f} MB")
        del inventor
        server = Server(Path(folder))
        try:
            walk(server, analysis)
        finally:
            server.process.terminate()
            server.process.wait(timeout=30)


if __name__ == "__main__":
    main()
