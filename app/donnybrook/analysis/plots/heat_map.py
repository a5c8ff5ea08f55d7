"""Where the parts of a heat map stand. Draws nothing."""

from donnybrook.analysis.plots.frame import BODY_PX, SMALL_PX, Frame, Shape
from donnybrook.analysis.plots.picture import Box, Words, elided, text_width
from donnybrook.analysis.plots.plot import HeatMap

_LABEL_SHARE = 0.3
_CELL_LEAST_PX, _CELL_MOST_PX, _LINE_LEAST_PX, _LINE_MOST_PX = 22, 72, 18, 34
_HEAD_MOST_PX = 120
_FAINTEST, _STRONGEST = 0.16, 0.62  # words upon it stay readable


def heat_shapes(plot: HeatMap, frame: Frame) -> tuple[list[Shape], float]:
    """Return the shapes, and where they end."""
    if not any(mark for line in plot.cells for mark in line):
        return [], frame.top
    label = min(max(text_width(name, BODY_PX) for name in plot.rows), frame.width * _LABEL_SHARE)
    left = frame.left + label + 10
    wide = min(max((frame.right - left) / len(plot.columns), _CELL_LEAST_PX), _CELL_MOST_PX)
    is_flat = all(text_width(name, SMALL_PX) <= wide - 4 for name in plot.columns)
    head = 18 if is_flat else min(max(text_width(name, SMALL_PX) for name in plot.columns), _HEAD_MOST_PX) + 8
    top = frame.top + head
    high = min(max((frame.bottom - top) / len(plot.rows), _LINE_LEAST_PX), _LINE_MOST_PX)
    shapes: list[Shape] = []
    for place, name in enumerate(plot.columns):
        middle = left + wide * (place + 0.5)
        words = elided(name, SMALL_PX, wide if is_flat else _HEAD_MOST_PX)
        shapes.append(
            Words(middle, top - 9, words, SMALL_PX, "muted", "middle")
            if is_flat
            else Words(middle, top - 6, words, SMALL_PX, "muted", "start", turned=True)
        )
    for place, (name, line) in enumerate(zip(plot.rows, plot.cells, strict=True)):
        middle = top + high * (place + 0.5)
        shapes.append(Words(left - 10, middle, elided(name, BODY_PX, label + 1), BODY_PX, "text", "end"))
        for column, mark in enumerate(line):
            x = left + wide * column
            strength = 0.5 if mark is None else _FAINTEST + (_STRONGEST - _FAINTEST) * mark.strength
            ink = "line" if mark is None else mark.ink
            shapes.append(Box(x + 1, middle - high / 2 + 1, wide - 2, high - 2, ink, strength, mark=mark))
            if mark is not None and text_width(mark.shown, SMALL_PX) <= wide - 4:
                shapes.append(Words(x + wide / 2, middle, mark.shown, SMALL_PX, "text", "middle"))
    return shapes, top + high * len(plot.rows)
