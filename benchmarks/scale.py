"""The whole job on many articles: cold, again, and with one article added.

    PYTHONPATH=. python benchmarks/scale.py ARTICLES.jsonl.gz --sizes 100 1000

Each run is a process of its own. Articles are made by ``renamed_articles``: their names and numbers are replaced, so
that nothing repeats. CPU seconds are given by stage; model time is what the models' own calls take of it.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.renamed_articles import write_articles

Given = TypeVar("Given")
Found = TypeVar("Found")


class Clock:
    """CPU seconds of each stage, and of the models in it."""

    def __init__(self) -> None:
        self.stages: dict[str, float] = {}
        self.models: dict[str, float] = {}
        self._stage, self._since = "start", time.process_time()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Count what has passed to the stage before."""
        if stage != self._stage:
            now = time.process_time()
            self.stages[self._stage] = self.stages.get(self._stage, 0.0) + now - self._since
            self._stage, self._since = stage, now

    def timed(self, name: str, call: Callable[[Given], Found]) -> Callable[[Given], Found]:
        """Return the same call, its time counted as a model's."""

        def timed_call(given: Given) -> Found:
            start = time.process_time()
            found = call(given)
            self.models[name] = self.models.get(name, 0.0) + time.process_time() - start
            return found

        return timed_call


def run(folder: Path, out: Path) -> None:
    """Run the job once and print what it took."""
    begun, clock = time.perf_counter(), Clock()
    from analyzer.assembly import assemble
    from analyzer.pipeline import analyze
    from analyzer.reports import write_report
    from analyzer.settings import Settings
    from analyzer.storage.workspace import Workspace

    settings = Settings()
    parts = assemble(settings)
    for part, call in ((parts.encoder, "encode"), (parts.tagger, "tag"), (parts.relations, "relate")):
        if part is not None:
            setattr(part, call, clock.timed(call, getattr(part, call)))
    with Workspace(out / "workspace.sqlite") as cache:
        analysis, embeddings = analyze([folder], settings=settings, parts=parts, progress=clock, cache=cache)
    clock("report", 0, 1)
    write_report(analysis, embeddings, out, settings.report)
    clock("end", 1, 1)
    said = [one for one in analysis.statements if one.kind != "narration"]
    print(
        json.dumps(
            {
                "wall": time.perf_counter() - begun,
                "cpu": time.process_time(),
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "stages": clock.stages,
                "models": clock.models,
                "statements": len(said),
                "groups": len(analysis.groups),
                "conflicts": len(analysis.conflicts),
            }
        )
    )


def child(folder: Path, out: Path) -> dict[str, Any]:
    """Run the job in a fresh process."""
    command = [sys.executable, __file__, "--run", str(folder), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": "."})
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def told(name: str, found: dict[str, Any]) -> str:
    """Return a run's figures as lines."""
    model = sum(found["models"].values())
    stages = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in found["stages"].items() if seconds >= 0.05)
    models = ", ".join(f"{call} {seconds:.1f}" for call, seconds in found["models"].items())
    return (
        f"{name}: {found['wall']:.1f} s, {found['cpu']:.1f} CPU s, {found['peak_mb']:.0f} MB; "
        f"{found['statements']} statements, {60 * found['statements'] / found['wall']:.0f} a minute; "
        f"models {model / found['cpu']:.2f} of the CPU time\n    {stages}\n    {models}"
    )


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    if arguments[:1] == ["--run"]:
        run(Path(arguments[1]), Path(arguments[2]))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, help="JSON lines with doc_id and text")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000])
    args = parser.parse_args(arguments)
    for size in args.sizes:
        with tempfile.TemporaryDirectory() as name:
            folder, out = Path(name) / "articles", Path(name) / "out"
            out.mkdir()
            write_articles(args.source, folder, size)
            cold, warm = child(folder, out), child(folder, out)
            write_articles(args.source, folder, 1, first=size)
            added = child(folder, out)
            for title, found in (("cold", cold), ("again", warm), ("one article more", added)):
                print(told(f"{size} articles, {title}", found), flush=True)
            print(f"    again {cold['wall'] / warm['wall']:.1f} times as fast", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
