"""Bars stacked in rows so that none hides another, and what is seen of them at any scale. Knows no widget, no colour.

What a repaint asks for is found by halving, in rows ordered by time, and bars that are thinner than a pixel come as
one: how much is drawn depends on how wide the screen is, and not on how many fights the film has. Where few bars
change, only those are stacked anew that stand in a heap with them; one that keeps its times keeps its place.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from operator import attrgetter

from donnybrook.records import dataclass

_MIXED = "muted"
_DENSE_PX = 4  # where things stand closer than this on the whole, they are merged more coarsely
_FEW = 64
_FEW_MOVED = 50  # where more come, go or stand elsewhere, all are stacked anew


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch as the timeline shows it; ``key`` says whose it is, ``token`` names its colour.

    ``begins`` and ``ends`` say in a word how it came there and what became of it. A bar is ``loose`` where nobody has
    said its times, and ``open`` where nobody has said yet when it ends; it is drawn somewhere all the same.
    """

    key: int
    name: str
    in_us: int
    out_us: int
    token: str
    begins: str = ""
    ends: str = ""
    is_loose: bool = False
    is_open: bool = False

    @property
    def bar(self) -> "Bar | None":
        """Itself: see ``Run``."""
        return self


@dataclass(frozen=True, slots=True)
class Run:
    """Several bars with hardly anything between them, drawn as one; its ``bar`` is None, as it is no single one."""

    in_us: int
    out_us: int
    token: str
    bar: Bar | None = None


type Drawn = Bar | Run


class _Row:
    """Bars of which no two overlap, in the order of their times, and the same merged for coarser scales."""

    def __init__(self, bars: Sequence[Bar], starts: list[int], smallest_us: int) -> None:
        """``smallest_us``: no bar is shorter than that; nothing is merged at scales that show as little."""
        self.bars = bars
        self.starts = starts
        self._smallest_us = smallest_us
        self._merged: dict[int, tuple[Sequence[Drawn], list[int]]] = {}

    def exchanged(self, since_us: int, until_us: int, come: Sequence[Bar]) -> "_Row":
        """Return the row with other bars between two times, neither of which lies inside a bar of it."""
        first, last = bisect_left(self.starts, since_us), bisect_left(self.starts, until_us)
        if first == last and not come:
            return self
        bars = [*self.bars[:first], *come, *self.bars[last:]]
        starts = [*self.starts[:first], *[bar.in_us for bar in come], *self.starts[last:]]
        made = _Row(bars, starts, min(self._smallest_us, _smallest(come)) if come else self._smallest_us)
        for step_us, (runs, begins) in self._merged.items():
            made._merged[step_us] = made._merged_around(since_us, until_us, step_us, runs, begins)
        return made

    def _merged_around(
        self, since_us: int, until_us: int, step_us: int, runs: Sequence[Drawn], begins: list[int]
    ) -> tuple[Sequence[Drawn], list[int]]:
        """Return what was merged before, merged anew where that touches what lies between two times."""
        first = max(0, bisect_left(begins, since_us) - 1)
        last = min(len(runs), bisect_left(begins, until_us) + 1)
        begin = bisect_left(self.starts, begins[first]) if first else 0
        end = bisect_left(self.starts, begins[last]) if last < len(runs) else len(self.bars)
        anew = _merged(self.bars[begin:end], step_us)
        return (
            [*runs[:first], *anew, *runs[last:]],
            [*begins[:first], *[run.in_us for run in anew], *begins[last:]],
        )

    def between(self, since_us: int, until_us: int) -> Sequence[Bar]:
        return self.bars[bisect_left(self.starts, since_us) : bisect_left(self.starts, until_us)]

    def reach(self, since_us: int, until_us: int) -> tuple[int, int]:
        """Return from when to when those of its bars reach that overlap a stretch; the stretch itself for none."""
        first, last = bisect_left(self.starts, since_us), bisect_left(self.starts, until_us)
        if first and _end(self.bars[first - 1]) > since_us:
            first -= 1
        if first == last:
            return since_us, until_us
        return self.starts[first], _end(self.bars[last - 1])

    def seen(self, since_us: float, until_us: float, pixel_us: float) -> Sequence[Drawn]:
        runs, starts = self._at_scale(pixel_us)
        first, last = max(0, bisect_right(starts, since_us) - 1), bisect_left(starts, until_us)
        if (last - first) * _DENSE_PX * pixel_us > until_us - since_us and len(runs) > _FEW:
            return self.seen(since_us, until_us, pixel_us * 2)
        return runs[first:last]

    def at(self, time_us: float, reach_us: float) -> Bar | None:
        place = bisect_right(self.starts, time_us) - 1
        near = [self.bars[each] for each in (place, place + 1) if 0 <= each < len(self.bars)]
        nearest = min(near, key=lambda bar: _away(bar, time_us), default=None)
        return nearest if nearest is not None and _away(nearest, time_us) <= reach_us else None

    def _at_scale(self, pixel_us: float) -> tuple[Sequence[Drawn], list[int]]:
        step_us = 1 << int(pixel_us).bit_length()  # the power of two above it: up to two pixels are made one
        if step_us <= self._smallest_us:
            return self.bars, self.starts
        if step_us not in self._merged:
            finer = self._merged.get(step_us >> 1)
            runs = _merged(finer[0] if finer else self.bars, step_us)
            self._merged[step_us] = (runs, [run.in_us for run in runs])
        return self._merged[step_us]


class BarRows:
    """Bars of one kind, each in the first row that has room for it."""

    def __init__(self, bars: Sequence[Bar] = ()) -> None:
        self._rows = [_row(row) for row in _stacked(bars)]
        self._row_of = {bar.key: place for place, row in enumerate(self._rows) for bar in row.bars}
        self._bars = {bar.key: bar for bar in bars}

    def exchanged(self, gone: Collection[int], come: Sequence[Bar]) -> "BarRows":
        """Return rows without the bars of some keys and with others, stacked just as if all were stacked anew.

        One that comes takes the place of that with its key.
        """
        staying = {bar.key: bar for bar in come if self._has_times_of(bar)}
        moved = [bar for bar in come if bar.key not in staying]
        away = {*gone, *(bar.key for bar in moved)}.difference(staying)
        out = [self._bars[key] for key in away if key in self._bars]
        if len(out) + len(moved) > _FEW_MOVED:
            left = [staying.get(key, bar) for key, bar in self._bars.items() if key not in away]
            return BarRows([*left, *moved])
        made = BarRows()
        made._rows, made._row_of, made._bars = [*self._rows], {**self._row_of}, {**self._bars}
        made._put_in_place(staying)
        for bar in out:
            del made._row_of[bar.key], made._bars[bar.key]
        made._bars |= {bar.key: bar for bar in moved}
        for since_us, until_us in self._heaps([*out, *moved]):
            made._stack_between(since_us, until_us, away, moved)
        return made

    def _has_times_of(self, bar: Bar) -> bool:
        before = self._bars.get(bar.key)
        return before is not None and (before.in_us, before.out_us) == (bar.in_us, bar.out_us)

    def _put_in_place(self, others: Mapping[int, Bar]) -> None:
        """Put bars, by their keys, where those stand that have these keys and times now."""
        self._bars.update(others)
        for place in {self._row_of[key] for key in others}:
            row = self._rows[place]
            here = [bar for bar in row.bars if bar.key in others]
            since_us, until_us = here[0].in_us, _end(here[-1])
            now = [others.get(bar.key, bar) for bar in row.between(since_us, until_us)]
            self._rows[place] = row.exchanged(since_us, until_us, now)

    def _heaps(self, bars: Sequence[Bar]) -> list[tuple[int, int]]:
        """Return from when to when bars reach with all that overlaps them, and so on; none of these overlap."""
        heaps: list[tuple[int, int]] = []
        for bar in sorted(bars, key=attrgetter("in_us")):
            since_us, until_us = bar.in_us, _end(bar)
            while heaps and since_us < heaps[-1][1]:
                before = heaps.pop()
                since_us, until_us = min(since_us, before[0]), max(until_us, before[1])
            heaps.append(self._heap(since_us, until_us))
        return heaps

    def _heap(self, since_us: int, until_us: int) -> tuple[int, int]:
        while True:
            around = [row.reach(since_us, until_us) for row in self._rows]
            wider = min([since_us, *(each[0] for each in around)]), max([until_us, *(each[1] for each in around)])
            if wider == (since_us, until_us):
                return wider
            since_us, until_us = wider

    def _stack_between(self, since_us: int, until_us: int, away: Collection[int], come: Sequence[Bar]) -> None:
        left = [bar for row in self._rows for bar in row.between(since_us, until_us) if bar.key not in away]
        stacked = _stacked([*left, *(bar for bar in come if since_us <= bar.in_us < until_us)])
        self._rows += [_row(())] * (len(stacked) - len(self._rows))
        for place, row in enumerate(self._rows):
            now = stacked[place] if place < len(stacked) else ()
            self._rows[place] = row.exchanged(since_us, until_us, now)
            self._row_of |= dict.fromkeys([bar.key for bar in now], place)
        while self._rows and not self._rows[-1].bars:
            self._rows.pop()

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def count(self) -> int:
        """How many bars there are."""
        return len(self._bars)

    def bar(self, key: int) -> Bar | None:
        """Return the bar of a key, if there is one."""
        return self._bars.get(key)

    def row_of(self, key: int) -> int:
        """Return the row in which a bar stands; raises ``KeyError`` for no such bar."""
        return self._row_of[key]

    def content(self, row: int) -> object:
        """Return what stands for a row's bars: the same object as long as they are the same."""
        return self._rows[row]

    def seen(self, row: int, since_us: float, until_us: float, pixel_us: float) -> Sequence[Drawn]:
        """Return what there is to draw of a row between two times, where a pixel shows so many microseconds."""
        return self._rows[row].seen(since_us, until_us, pixel_us)

    def gaps(self, row: int) -> list[tuple[int, int]]:
        """Return from when to when nothing stands between two bars of a row."""
        pairs = pairwise(self._rows[row].bars)
        return [(before.out_us, after.in_us) for before, after in pairs if before.out_us < after.in_us]

    def at(self, row: int, time_us: float, reach_us: float) -> Bar | None:
        """Return the bar of a row that is nearest to a time, if it is no further than ``reach_us`` from it."""
        return self._rows[row].at(time_us, reach_us)

    def edges(self) -> Iterator[int]:
        """Iterate over the times at which bars begin and end, as far as they were said."""
        for bar in self._bars.values():
            if not bar.is_loose:
                yield bar.in_us
                if not bar.is_open:
                    yield bar.out_us


def _stacked(bars: Sequence[Bar]) -> list[list[Bar]]:
    rows: list[list[Bar]] = []
    taken: list[tuple[int, int]] = []  # until when, and which row
    free: list[int] = []
    longest_first = sorted(bars, key=attrgetter("out_us"), reverse=True)
    for bar in sorted(longest_first, key=attrgetter("in_us")):
        while taken and taken[0][0] <= bar.in_us:
            heappush(free, heappop(taken)[1])
        if free:
            place = heappop(free)
        else:
            place = len(rows)
            rows.append([])
        rows[place].append(bar)
        heappush(taken, (_end(bar), place))
    return rows


def _row(bars: Sequence[Bar]) -> _Row:
    return _Row(bars, [bar.in_us for bar in bars], _smallest(bars))


def _end(bar: Bar) -> int:
    """Return until when a bar keeps others out of its row."""
    return max(bar.out_us, bar.in_us + 1)


def _smallest(bars: Sequence[Bar]) -> int:
    """Return the length of the shortest bar."""
    return min((bar.out_us - bar.in_us for bar in bars), default=0)


def _merged(finer: Sequence[Drawn], step_us: int) -> list[Drawn]:
    """Make one of runs that are shorter than a step and have less than a step between them."""
    runs: list[Drawn] = []
    group: list[Drawn] = []
    group_out_us = 0
    for run in finer:
        out_us = run.out_us
        if out_us - run.in_us >= step_us and run.__class__ is not Run:
            runs += _one_of(group, group_out_us)
            runs.append(run)
            group = []
            continue
        if group and run.in_us - group_out_us >= step_us:
            runs += _one_of(group, group_out_us)
            group = []
        group.append(run)
        group_out_us = out_us
    return runs + _one_of(group, group_out_us)


def _one_of(group: Sequence[Drawn], out_us: int) -> list[Drawn]:
    """Return a run in place of several; one alone stays what it is."""
    if len(group) < 2:
        return list(group)
    token = group[0].token
    return [Run(group[0].in_us, out_us, token if all(run.token == token for run in group) else _MIXED)]


def _away(bar: Bar, time_us: float) -> float:
    return max(bar.in_us - time_us, time_us - bar.out_us, 0)
