"""Where the parts of a plot of columns, or of a line, stand, with its axes. Draws nothing."""

from itertools import pairwise
from math import floor, log10

from donnybrook.analysis.plots.frame import SMALL_PX, Frame, Shape, legend
from donnybrook.analysis.plots.picture import Box, Path, Words, elided, text_width
from donnybrook.analysis.plots.plot import Columns, Key, Mark, Series

_GAP = 0.26  # of a place's width, left free between columns
_DOT_PX = 8
_TICKS = 5


def column_shapes(plot: Columns, frame: Frame) -> tuple[list[Shape], float]:
    """Return the shapes, and where they end."""
    most = _highest(plot)
    if not plot.places or most <= 0:
        return [], frame.top
    keys = [Key(each.name, each.ink, each.strength) for each in plot.series] if len(plot.series) > 1 else []
    shapes, top = legend(keys, frame)
    shapes.append(Words(frame.left, top + 6, plot.upwards, SMALL_PX, "muted"))
    is_count = all(isinstance(mark.value, int) for each in plot.series for mark in each.marks if mark)
    ticks = _ticks(most, least=1 if is_count else 0)
    names = [_tick_name(tick, is_share=plot.is_share) for tick in ticks]
    left = frame.left + max(text_width(name, SMALL_PX) for name in names) + 8
    inner = Frame(left, top + 24, frame.right - left, max(frame.bottom - 38, top + 90))
    rise = (inner.bottom - inner.top) / ticks[-1]
    for tick, name in zip(ticks, names, strict=True):
        y = inner.bottom - tick * rise
        shapes.append(Path(((inner.left, y), (inner.right, y)), "line"))
        shapes.append(Words(left - 8, y, name, SMALL_PX, "muted", "end"))
    shapes += _place_names(plot, inner)
    shapes += _lines(plot, inner, rise) if plot.form == "line" else _columns(plot, inner, rise)
    shapes.append(Words((inner.left + inner.right) / 2, inner.bottom + 32, plot.across, SMALL_PX, "muted", "middle"))
    return shapes, inner.bottom + 38


def _highest(plot: Columns) -> float:
    values = [[mark.value if mark else 0.0 for mark in each.marks] for each in plot.series]
    if plot.form == "upon":
        return max((sum(each) for each in zip(*values, strict=True)), default=0.0)
    return max((value for each in values for value in each), default=0.0)


def _ticks(most: float, *, least: float) -> list[float]:
    rough = max(most / _TICKS, least)
    power = 10.0 ** floor(log10(rough))
    step = next(
        times * power for times in ((1, 2, 5, 10) if least else (1, 2, 2.5, 5, 10)) if times * power >= rough * 0.999999
    )
    count = -int(-most * 0.999999 // step)
    return [step * each for each in range(count + 1)]


def _tick_name(tick: float, *, is_share: bool) -> str:
    return f"{tick * 100:.4g} %" if is_share else f"{tick:,.4g}" if tick < 1000 else f"{tick:,.0f}"


def _place_names(plot: Columns, inner: Frame) -> list[Shape]:
    step = inner.width / len(plot.places)
    widest = max(text_width(name, SMALL_PX) for name in plot.places)
    every = max(1, -int(-(widest + 6) // step))
    return [
        Words(inner.left + step * (place + 0.5), inner.bottom + 13, name, SMALL_PX, "muted", "middle")
        for place, name in enumerate(plot.places)
        if place % every == 0
    ]


def _columns(plot: Columns, inner: Frame, rise: float) -> list[Shape]:
    shapes: list[Shape] = []
    step = inner.width / len(plot.places)
    share = 1 if plot.form == "upon" else len(plot.series)
    width = max(1.0, min(step * (1 - _GAP), 90) / share)
    for place in range(len(plot.places)):
        y = inner.bottom
        for at, series in enumerate(plot.series):
            mark = series.marks[place]
            if mark is None or mark.value <= 0:
                continue
            x = inner.left + step * (place + 0.5) + width * (at - share / 2 if share > 1 else -0.5)
            height = max(1.0, mark.value * rise)
            shapes += _column(x, y - height, width, height, series, mark)
            shapes += _shown(plot, mark, x, y - height, width, height)
            y = y - height if plot.form == "upon" else y
    return shapes


def _column(x: float, y: float, width: float, height: float, series: Series, mark: Mark) -> list[Shape]:
    ink, strength = mark.ink or series.ink, series.strength * mark.strength
    gap = 1.0 if height > 3 else 0.0  # two classes may be of one colour: a line of ground keeps them apart
    shapes: list[Shape] = [Box(x + 0.5, y + gap, max(1.0, width - 1), max(1.0, height - gap), ink, strength, mark=mark)]
    return shapes


def _shown(plot: Columns, mark: Mark, x: float, y: float, width: float, height: float) -> list[Shape]:
    """Return what is written above a column, or upon its part where there is room for it."""
    if plot.form != "upon" or len(plot.series) == 1:
        return [Words(x + width / 2, y - 8, mark.shown, SMALL_PX, "muted", "middle")] if mark.shown else []
    if not mark.shown or height < SMALL_PX + 2:
        return []
    words = elided(mark.shown, SMALL_PX, width - 6)
    return [Words(x + width / 2, y + height / 2, words, SMALL_PX, "text", "middle")] if len(words) > 2 else []


def _lines(plot: Columns, inner: Frame, rise: float) -> list[Shape]:
    shapes: list[Shape] = []
    step = inner.width / len(plot.places)
    for series in plot.series:
        points = [
            (inner.left + step * (place + 0.5), inner.bottom - mark.value * rise, mark)
            for place, mark in enumerate(series.marks)
            if mark is not None
        ]
        shapes += [Path(((x, y), (to_x, to_y)), series.ink, 2.0) for (x, y, _), (to_x, to_y, _) in pairwise(points)]
        half = _DOT_PX / 2
        shapes += [Box(x - half, y - half, _DOT_PX, _DOT_PX, series.ink, 1.0, half, mark) for x, y, mark in points]
    return shapes
