"""Says where each part of a plot stands in a picture of some size. Draws nothing; knows no screen and no file."""

from donnybrook.analysis.plots.bars import bar_shapes
from donnybrook.analysis.plots.columns import column_shapes
from donnybrook.analysis.plots.frame import Frame
from donnybrook.analysis.plots.heat_map import heat_shapes
from donnybrook.analysis.plots.picture import Picture, Words
from donnybrook.analysis.plots.plot import Bars, Columns, Plot

_TITLE_PX, _MARGIN_PX = 15, 16
_NOTHING = "Nothing to show"


def picture_of(plot: Plot, width: float, height: float, *, titled: bool = True, snug: bool = False) -> Picture:
    """Lay a plot out in a picture so wide, and as high, or higher where its lines take more room.

    ``snug``: no higher than its lines need.
    """
    title = (Words(_MARGIN_PX, _MARGIN_PX + 6, plot.title, _TITLE_PX, "text", strong=True),) if titled else ()
    frame = Frame(_MARGIN_PX, _MARGIN_PX + (26 if titled else 0), width - 2 * _MARGIN_PX, height - _MARGIN_PX)
    match plot:
        case Bars():
            shapes, bottom = bar_shapes(plot, frame)
        case Columns():
            shapes, bottom = column_shapes(plot, frame)
        case _:
            shapes, bottom = heat_shapes(plot, frame)
    height = bottom + _MARGIN_PX if snug and shapes else max(height, bottom + _MARGIN_PX)
    if not shapes:
        shapes = [Words(width / 2, height / 2, _NOTHING, 13, "muted", "middle")]
    return Picture(width, height, (*title, *shapes))
