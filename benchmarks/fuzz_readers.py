"""Every reader on broken files: no crash, no case over 5 processor seconds, none over 1 GB, every failure listed.

    PYTHONPATH=. python benchmarks/fuzz_readers.py --cases 10000 [--formats html pdf] [--keep FOLDER]

Half of the cases are real-looking files broken in places (``broken_files``), half are made by hypothesis from pieces
of the format. Each worker is a process of its own that may take so much memory and no more; one that dies or hangs is a
failure, and another takes its place. What a reader refuses with a reason is right; a reason that only names an
exception is counted as unforeseen. The exit code is 1 if anything failed.
"""

from __future__ import annotations

import argparse
import multiprocessing
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from benchmarks.broken_files import SAMPLES, broken_files

MAX_SECONDS, MAX_BYTES = 5.0, 1_000_000_000
_WALL_SECONDS = 60.0  # the machine may be busy with something else
_PIECE = re.compile(rb"<[^<>]{0,80}>|[A-Za-z0-9_]+|\s+|[^A-Za-z0-9_\s]")
_MAX_PIECES = 400
_UNFORESEEN = "damaged, or not understood"


@dataclass(slots=True)
class Tally:
    """What became of the cases of one format."""

    outcomes: Counter[str] = field(default_factory=Counter)
    unforeseen: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, bytes]] = field(default_factory=list)
    slowest: float = 0.0
    largest: int = 0


def made_files(suffix: str, n: int, seed: int) -> list[bytes]:
    """Return files that hypothesis puts together from pieces of the format's samples, text and bytes."""
    pieces = sorted({piece for make in SAMPLES[suffix] for piece in _PIECE.findall(make())})[:_MAX_PIECES]
    beginning = SAMPLES[suffix][0]()[:8]
    piece = st.one_of(st.sampled_from(pieces), st.text(max_size=12).map(_encoded), st.binary(max_size=12))
    whole = st.lists(piece, max_size=60).map(b"".join)
    found: list[bytes] = []

    @seeded(seed)
    @settings(
        max_examples=n, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(st.tuples(st.booleans(), whole))
    def collect(case: tuple[bool, bytes]) -> None:
        found.append((beginning if case[0] else b"") + case[1])

    collect()
    return found


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _work(connection: Connection) -> None:
    """Read cases until there are no more; tell what became of each, its processor seconds and the peak of memory."""
    from analyzer.documents.making import NotAnalysedError, make_document
    from analyzer.documents.readers import readers_for
    from analyzer.errors import DocumentError
    from analyzer.settings import DocumentSettings

    chosen = DocumentSettings(languages=("en",))
    readers = readers_for(chosen)
    for suffix, makers in SAMPLES.items():  # what is loaded late counts for no case
        for make in makers:
            [make_document("warm", found, chosen) for found in readers.read(Path(f"warm{suffix}"), make()).texts]
    size = int(re.search(r"VmSize:\s+(\d+)", Path("/proc/self/status").read_text()).group(1)) * 1024  # type: ignore[union-attr]
    resource.setrlimit(resource.RLIMIT_AS, (size + MAX_BYTES, size + MAX_BYTES))
    connection.send(None)
    while (case := connection.recv()) is not None:
        suffix, data = case
        before, began = _peak(), time.process_time()
        try:
            for found in readers.read(Path(f"case{suffix}"), data).texts[:3]:
                make_document("case", found, chosen)
            told = "read"
        except NotAnalysedError:
            told = "not analysed"
        except DocumentError as error:
            told = f"refused: {error}"
        except BaseException as error:
            told = f"crash: {type(error).__name__}: {str(error)[:200]}"
        connection.send((told, time.process_time() - began, max(0, _peak() - before)))


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


class Worker:
    """A process that reads one case at a time."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()
        self.connection.recv()
        self.data, self.since = b"", 0.0

    def give(self, suffix: str, data: bytes) -> None:
        """Hand over a case."""
        self.data, self.since = data, time.monotonic()
        self.connection.send((suffix, data))

    def end(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.process.join()


def fuzz(suffix: str, cases: Iterator[bytes], waiting: list[Worker]) -> Tally:
    """Read all cases of one format and tell what became of them; a worker that dies is replaced in the list."""
    tally = Tally()
    busy: dict[Connection, Worker] = {}
    more = True
    while more or busy:
        while more and waiting:
            data = next(cases, None)
            if data is None:
                more = False
                break
            worker = waiting.pop()
            worker.give(suffix, data)
            busy[worker.connection] = worker
        for connection in wait(list(busy), timeout=1.0):
            waiting.append(_heard(busy.pop(connection), tally))  # type: ignore[arg-type, call-overload]
        for connection, worker in list(busy.items()):
            if time.monotonic() - worker.since > _WALL_SECONDS:
                del busy[connection]
                waiting.append(_replaced(worker, f"hangs for {_WALL_SECONDS:.0f} s", tally))
    return tally


def _heard(worker: Worker, tally: Tally) -> Worker:
    try:
        told, seconds, n_bytes = worker.connection.recv()
    except (EOFError, ConnectionError):
        worker.process.join()
        return _replaced(worker, f"died with exit code {worker.process.exitcode}", tally)
    tally.slowest, tally.largest = max(tally.slowest, seconds), max(tally.largest, n_bytes)
    tally.outcomes[told.split(":")[0]] += 1
    if _UNFORESEEN in told:
        tally.unforeseen[told[:160]] += 1
    if told.startswith("crash") or "MemoryError" in told:
        tally.failures.append((told, worker.data))
    if seconds > MAX_SECONDS:
        tally.failures.append((f"takes {seconds:.1f} s", worker.data))
    return worker


def _replaced(worker: Worker, why: str, tally: Tally) -> Worker:
    tally.outcomes["failed"] += 1
    tally.failures.append((why, worker.data))
    worker.end()
    return Worker()


def _cases(suffix: str, n: int, seed: int) -> Iterator[bytes]:
    yield from made_files(suffix, n // 2, seed)
    yield from broken_files(suffix, n - n // 2, seed)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = [suffix.removeprefix(".") for suffix in SAMPLES]
    parser.add_argument("--formats", nargs="+", choices=names, default=names)
    parser.add_argument("--cases", type=int, default=10_000, help="of each format")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="folder for the files that failed")
    args = parser.parse_args(arguments)
    print("| format | cases | read | refused | not analysed | unforeseen | slowest, CPU s | most memory, MB | failed |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    n_failed, workers = 0, [Worker() for _ in range(args.workers)]
    for name in args.formats:
        tally = fuzz(f".{name}", _cases(f".{name}", args.cases, args.seed), workers)
        counts = tally.outcomes
        print(
            f"| {name} | {counts.total()} | {counts['read']} | {counts['refused']} | {counts['not analysed']} | "
            f"{tally.unforeseen.total()} | {tally.slowest:.2f} | {tally.largest / 1e6:.0f} | {len(tally.failures)} |",
            flush=True,
        )
        for told, times in tally.unforeseen.most_common(8):
            print(f"    {times} times {told}", file=sys.stderr)
        for number, (why, data) in enumerate(tally.failures):
            print(f"    FAILED {name} {number}: {why}", file=sys.stderr)
            if args.keep:
                args.keep.mkdir(parents=True, exist_ok=True)
                (args.keep / f"{number}.{name}").write_bytes(data)
        n_failed += len(tally.failures)
    for worker in workers:
        worker.end()
    return 1 if n_failed else 0


if __name__ == "__main__":
    sys.exit(main())
