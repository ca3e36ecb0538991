"""When what was said of which event or topic was printed, and where conflicts fall."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from analyzer.tables.lookup import Lookup
from analyzer.tables.statement_filters import day_of, thread_names

Unit = Literal["day", "week", "month", "year", "decade", "century"]

MOST_COLUMNS = 31
TIMELINE_HEADER = ("thread", "day", "statements", "conflicts")
_DAYS: tuple[tuple[Unit, int], ...] = (("day", 1), ("week", 7))
_YEARS: tuple[tuple[Unit, int], ...] = (("year", 1), ("decade", 10), ("century", 100))


@dataclass(frozen=True, slots=True)
class Period:
    """A column of the timeline: its first and last day, ISO, both included."""

    first: str
    last: str
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Statements and conflicts by thread and day; copies and dismissed conflicts are not counted.

    Attributes
    ----------
    said, differing
        Thread id to ISO day to how many statements were printed, and how many conflicts have a side printed then. A
        conflict of two days counts on both.
    undated
        Thread id to how many statements have no date.
    names, labels
        Thread id to its name, unlike all others, and to its label.
    first, last
        The days between which all of it lies; ``None`` when no date is known.
    """

    said: Mapping[str, Mapping[str, int]]
    differing: Mapping[str, Mapping[str, int]]
    undated: Mapping[str, int]
    names: Mapping[str, str]
    labels: Mapping[str, str]
    first: str | None
    last: str | None

    @property
    def n_undated(self) -> int:
        """How many statements have no date."""
        return sum(self.undated.values())


@dataclass(frozen=True, slots=True)
class TimeCell:
    """What a thread has in one period."""

    n_statements: int
    n_conflicts: int


@dataclass(frozen=True, slots=True)
class TimeRow:
    """One thread; ``cells`` has one for each period, ``n_undated`` stands in none of them."""

    thread: str
    name: str
    label: str
    n_statements: int
    n_undated: int
    cells: tuple[TimeCell, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the timeline, cut into periods.

    Attributes
    ----------
    threads
        Ids of those with statements in it, those with most first.
    totals
        All threads together, a cell for each period.
    """

    unit: Unit
    periods: tuple[Period, ...]
    threads: tuple[str, ...]
    totals: tuple[TimeCell, ...]


def timeline(lookup: Lookup) -> Timeline:
    """Count statements and conflicts by thread and day."""
    said, differing = defaultdict[str, Counter[str]](Counter), defaultdict[str, Counter[str]](Counter)
    undated = Counter[str]()
    for statement in lookup.analysis.statements:
        group = lookup.group_of.get(statement.id)
        if group is None or statement.copy_of is not None:
            continue
        day = day_of(statement, lookup)
        if day is None:
            undated[group.thread] += 1
        else:
            said[group.thread][day] += 1
    for conflict in lookup.analysis.conflicts:
        if not lookup.is_dismissed(conflict):
            sides = (lookup.statements[side.statement] for side in (conflict.left, conflict.right))
            differing[conflict.thread].update({day for side in sides if (day := day_of(side, lookup))})
    days = [day for counts in (*said.values(), *differing.values()) for day in counts]
    return Timeline(
        said={thread: dict(counts) for thread, counts in said.items()},
        differing={thread: dict(counts) for thread, counts in differing.items()},
        undated=dict(undated),
        names=thread_names(lookup),
        labels={thread.id: thread.label for thread in lookup.analysis.threads},
        first=min(days, default=None),
        last=max(days, default=None),
    )


def stretch_of(line: Timeline, since: str = "", until: str = "") -> Stretch | None:
    """Cut a part of the timeline into at most :data:`MOST_COLUMNS` periods of one length.

    Parameters
    ----------
    since, until
        ISO days, both included; empty for all there is. A part that reaches beyond what there is ends with it.

    Returns
    -------
    Stretch or None
        ``None`` when nothing was printed then.
    """
    if line.first is None or line.last is None:
        return None
    first, last = max(since, line.first), min(until or line.last, line.last)
    counts = Counter[str]()
    for thread, days in line.said.items():
        if n := sum(n for day, n in days.items() if first <= day <= last):
            counts[thread] = n
    if not counts:
        return None
    unit, periods = _periods(date.fromisoformat(first), date.fromisoformat(last))
    threads = sorted(counts, key=lambda thread: (-counts[thread], line.names[thread]))
    said, differing = _added(line.said), _added(line.differing)
    totals = tuple(TimeCell(_within(said, period), _within(differing, period)) for period in periods)
    return Stretch(unit, periods, tuple(threads), totals)


def time_row(line: Timeline, thread: str, periods: Sequence[Period]) -> TimeRow:
    """Lay one thread out over periods."""
    said, differing = line.said.get(thread, {}), line.differing.get(thread, {})
    cells = tuple(TimeCell(_within(said, period), _within(differing, period)) for period in periods)
    return TimeRow(
        thread=thread,
        name=line.names[thread],
        label=line.labels[thread],
        n_statements=sum(cell.n_statements for cell in cells),
        n_undated=line.undated.get(thread, 0),
        cells=cells,
    )


def timeline_lines(line: Timeline, since: str = "", until: str = "") -> Iterator[list[str | int]]:
    """Return the rows of a file, a day and thread each; statements of no known date have an empty day.

    Those without a date are left out when a date is asked for.
    """
    for thread, name in sorted(line.names.items(), key=lambda item: (item[1], item[0])):
        said, differing = line.said.get(thread, {}), line.differing.get(thread, {})
        for day in sorted({*said, *differing}):
            if since <= day and (not until or day <= until):
                yield [name, day, said.get(day, 0), differing.get(day, 0)]
        if line.undated.get(thread) and not since and not until:
            yield [name, "", line.undated[thread], 0]


def _added(by_thread: Mapping[str, Mapping[str, int]]) -> Counter[str]:
    added = Counter[str]()
    for counts in by_thread.values():
        added.update(counts)
    return added


def _within(counts: Mapping[str, int], period: Period) -> int:
    return sum(n for day, n in counts.items() if period.first <= day <= period.last)


def _periods(first: date, last: date) -> tuple[Unit, tuple[Period, ...]]:
    """Cut days into the shortest periods of which there are not too many; the outer ones end with the days given."""
    unit, begins = next(
        (unit, begins) for unit, begins in _ways_to_cut(first, last) if len(begins) <= MOST_COLUMNS or unit == "century"
    )
    ends = [*(begin - timedelta(1) for begin in begins[1:]), last]
    return unit, tuple(
        Period(max(begin, first).isoformat(), end.isoformat(), _label(begin, unit))
        for begin, end in zip(begins, ends, strict=True)
    )


def _ways_to_cut(first: date, last: date) -> Iterator[tuple[Unit, list[date]]]:
    """Yield units with the first days of their periods, the shortest unit first."""
    for unit, step in _DAYS:
        begin = first - timedelta(first.weekday()) if unit == "week" else first
        n_days = (last - begin).days + 1
        if n_days <= step * MOST_COLUMNS:
            yield unit, [begin + timedelta(n) for n in range(0, n_days, step)]
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    yield "month", [date(month // 12, month % 12 + 1, 1) for month in months]
    for unit, n_years in _YEARS:
        years = range(first.year // n_years * n_years, last.year + 1, n_years)
        yield unit, [date(max(1, year), 1, 1) for year in years]


def _label(begin: date, unit: Unit) -> str:
    if unit in ("day", "week"):
        return begin.isoformat()
    if unit == "month":
        return begin.isoformat()[:7]
    return f"{begin.year:04}" + ("" if unit == "year" else "s")
