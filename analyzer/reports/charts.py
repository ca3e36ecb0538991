"""Three pictures of an analysis, measured out for SVG; the template draws each, with a table that says the same."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from analyzer.tables import RUNGS, LadderRow, Lookup, Relation, certainty_ladder, ladder_rows
from analyzer.tables.clashes import Clashes, clashes, hedged_thread
from analyzer.tables.timelines import Period, TimeCell, stretch_of, timeline

T = TypeVar("T")

MOST_SPEAKERS = 12
MOST_DOTS = 24
BAR_AREA, UP, DOWN = 590.0, 104.0, 40.0
"""Width of all bars; greatest height of a bar of statements, and of one of conflicts."""
CELL, ROW, SCALE = 30.0, 22.0, 250.0
"""Side of a cell of the matrix, height of a row of the ladder, width of its scale."""


@dataclass(frozen=True, slots=True)
class TimeBar:
    """A period: where its bars begin, how wide they are, how high for statements and for conflicts."""

    period: Period
    counts: TimeCell
    x: float
    width: float
    up: float
    down: float


@dataclass(frozen=True, slots=True)
class TimeChart:
    """Statements and conflicts over time; ``unit`` is the length of a period."""

    bars: tuple[TimeBar, ...]
    unit: str
    most_statements: int
    most_conflicts: int
    n_undated: int

    @property
    def ticks(self) -> tuple[TimeBar, ...]:
        """The first, middle and last period, which are named below the bars."""
        return tuple(self.bars[i] for i in sorted({0, len(self.bars) // 2, len(self.bars) - 1}))


@dataclass(frozen=True, slots=True)
class ClashDot:
    """A pair of speakers: the row and column of its cell, from 0, and the radius of its dot."""

    pair: Relation
    row: int
    column: int
    radius: float


@dataclass(frozen=True, slots=True)
class ClashChart:
    """Who clashes with whom, a row and a column for each speaker, every pair once."""

    names: tuple[str, ...]
    dots: tuple[ClashDot, ...]
    n_left_out: int


@dataclass(frozen=True, slots=True)
class LadderDot:
    """A statement on the ladder: its place on the scale, 0 to :data:`SCALE`."""

    row: LadderRow
    x: float


@dataclass(frozen=True, slots=True)
class LadderChart:
    """How sure the words of a thread's statements are; ``rungs`` are names with the place where each begins."""

    thread: str
    dots: tuple[LadderDot, ...]
    rungs: tuple[tuple[str, float], ...]
    n_left_out: int


@dataclass(frozen=True, slots=True)
class Charts:
    """The pictures of a report; ``None`` for one that would show nothing."""

    time: TimeChart | None
    clash: ClashChart | None
    ladder: LadderChart | None


def charts(lookup: Lookup) -> Charts:
    """Measure out the pictures of a report; copies and dismissed conflicts are in none of them."""
    return Charts(_time_chart(lookup), _clash_chart(clashes(lookup, most=MOST_SPEAKERS)), _ladder_chart(lookup))


def _time_chart(lookup: Lookup) -> TimeChart | None:
    line = timeline(lookup)
    stretch = stretch_of(line)
    if stretch is None:
        return None
    step = BAR_AREA / max(len(stretch.periods), 12)
    most_said = max(cell.n_statements for cell in stretch.totals)
    most_differing = max(cell.n_conflicts for cell in stretch.totals)
    bars = (
        TimeBar(
            period,
            cell,
            round(i * step, 1),
            round(step * 0.8, 1),
            _length(cell.n_statements, most_said, UP),
            _length(cell.n_conflicts, most_differing, DOWN),
        )
        for i, (period, cell) in enumerate(zip(stretch.periods, stretch.totals, strict=True))
    )
    return TimeChart(tuple(bars), stretch.unit, most_said, most_differing, line.n_undated)


def _length(n: int, most: int, longest: float) -> float:
    """Return the length of a bar, no count so small that nothing is seen of it."""
    return round(max(2.0, longest * n / most), 1) if n else 0.0


def _clash_chart(found: Clashes) -> ClashChart | None:
    if not found.pairs:
        return None
    place = {speaker: number for number, speaker in enumerate(found.speakers)}
    most = max(pair.n_conflicts for pair in found.pairs)
    dots = []
    for pair in found.pairs:
        column, row = sorted((place[pair.left], place[pair.right]))
        radius = round(max(4.5, (CELL / 2 - 2) * math.sqrt(pair.n_conflicts / most)), 1)
        dots.append(ClashDot(pair, row, column, radius))
    return ClashChart(tuple(found.speakers.values()), tuple(dots), found.n_left_out)


def _ladder_chart(lookup: Lookup) -> LadderChart | None:
    thread = hedged_thread(lookup)
    if thread is None:
        return None
    ladder = certainty_ladder(thread, lookup, max_flat=4)
    placed = _spread(ladder.placed, MOST_DOTS)
    dots = tuple(LadderDot(row, round(SCALE * row.certainty, 1)) for row in ladder_rows(placed, lookup))
    rungs = tuple((name, round(SCALE * least, 1)) for name, _, least in RUNGS[1:])
    return LadderChart(thread.label, dots, rungs, len(ladder.placed) - len(placed) + ladder.n_flat_left_out)


def _spread(rows: Sequence[T], most: int) -> Sequence[T]:
    """Take at most so many, evenly, the first and the last among them."""
    if len(rows) <= most:
        return rows
    return [rows[round(i * (len(rows) - 1) / (most - 1))] for i in range(most)]
