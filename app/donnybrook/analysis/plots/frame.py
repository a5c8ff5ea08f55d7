"""The room that a plot has in its picture, and its legend. Knows no plot."""

from collections.abc import Iterable

from donnybrook.analysis.plots.picture import Box, Path, Words, text_width
from donnybrook.analysis.plots.plot import Key
from donnybrook.records import dataclass

type Shape = Box | Path | Words

SMALL_PX, BODY_PX = 11, 12
_SQUARE_PX, _LINE_PX = 9, 18


@dataclass(frozen=True, slots=True)
class Frame:
    """``left`` and ``top``, how wide, and where it ends at the ``bottom``."""

    left: float
    top: float
    width: float
    bottom: float

    @property
    def right(self) -> float:
        """Where it ends at the right."""
        return self.left + self.width


def legend(keys: Iterable[Key], frame: Frame) -> tuple[list[Shape], float]:
    """Return the shapes of a legend at the top, in as many lines as it takes, and where it ends."""
    shapes: list[Shape] = []
    x, y = frame.left, frame.top
    for key in keys:
        wide = _SQUARE_PX + 6 + text_width(key.name, SMALL_PX)
        if x > frame.left and x + wide > frame.right:
            x, y = frame.left, y + _LINE_PX
        shapes.append(Box(x, y + 4, _SQUARE_PX, _SQUARE_PX, key.ink, key.strength))
        shapes.append(Words(x + _SQUARE_PX + 6, y + 4 + _SQUARE_PX / 2, key.name, SMALL_PX, "muted"))
        x += wide + 16
    return shapes, (y + _LINE_PX + 4 if shapes else frame.top)
