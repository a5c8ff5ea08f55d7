"""Where the parts of a bar plot stand. Draws nothing."""

from donnybrook.analysis.plots.frame import BODY_PX, SMALL_PX, Frame, Shape, legend
from donnybrook.analysis.plots.picture import Box, Words, elided, text_width
from donnybrook.analysis.plots.plot import Bar, Bars

_LINE_LEAST_PX, _LINE_MOST_PX = 18, 30
_LABEL_SHARE = 0.34
_THICKNESS = 0.62


def bar_shapes(plot: Bars, frame: Frame) -> tuple[list[Shape], float]:
    """Return the shapes, and where they end."""
    if not plot.bars:
        return [], frame.top
    shapes, top = legend(plot.keys, frame)
    shapes.append(Words(frame.left, top + 6, plot.axis, SMALL_PX, "muted"))
    top += 22
    line = min(max((frame.bottom - top) / len(plot.bars), _LINE_LEAST_PX), _LINE_MOST_PX)
    label = min(max(text_width(bar.label, BODY_PX) for bar in plot.bars), frame.width * _LABEL_SHARE)
    shown = max(text_width(bar.shown, SMALL_PX) for bar in plot.bars)
    left = frame.left + label + 10
    longest = max(sum(mark.value for mark in bar.marks) for bar in plot.bars)
    scale = max(20, frame.right - left - shown - 10) / (longest or 1)
    for place, bar in enumerate(plot.bars):
        shapes += _bar(bar, left, top + line * place, line, scale, label)
    return shapes, top + line * len(plot.bars)


def _bar(bar: Bar, left: float, top: float, line: float, scale: float, label: float) -> list[Shape]:
    middle = top + line / 2
    words = elided(bar.label, BODY_PX, label + 1)
    shapes: list[Shape] = [Words(left - 10, middle, words, BODY_PX, "text", "end")]
    x = left
    for mark in bar.marks:
        width = max(mark.value * scale, 1.0)
        thick = line * _THICKNESS
        shapes.append(Box(x, middle - thick / 2, width, thick, mark.ink, mark.strength, mark=mark))
        x += width
    shapes.append(Words(x + 8, middle, bar.shown, SMALL_PX, "muted"))
    return shapes
