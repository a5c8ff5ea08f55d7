"""A drawn plot as shapes with places in pixels, from the top left. Knows no plot, no font file and no screen.

Colours are names of ``colours.Tokens``; whoever paints knows which look they are of.
"""

from typing import Literal
from unicodedata import east_asian_width

from donnybrook.analysis.plots.plot import Mark
from donnybrook.records import dataclass

type Align = Literal["start", "middle", "end"]

# The average width of a letter of the program's typeface, by its height: a little much, so that words have room.
_LETTER, _WIDE_LETTER = 0.56, 1.0


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle with rounded corners; with a ``mark``, it stands for a value."""

    x: float
    y: float
    width: float
    height: float
    ink: str
    strength: float = 1.0
    radius: float = 2.0
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    ink: str
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text; ``x`` is its beginning, middle or end, ``y`` half its height. Turned, it reads upwards."""

    x: float
    y: float
    text: str
    size: int
    ink: str
    align: Align = "start"
    strong: bool = False
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """Shapes in the order in which they are painted."""

    width: float
    height: float
    shapes: tuple[Box | Path | Words, ...]

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The shapes that stand for a value."""
        return tuple(each for each in self.shapes if isinstance(each, Box) and each.mark is not None)


def text_width(text: str, size: float) -> float:
    """Return about how wide a line of text is."""
    wide = sum(east_asian_width(letter) in "WF" for letter in text)
    return size * (_WIDE_LETTER * wide + _LETTER * (len(text) - wide))


def elided(text: str, size: float, width: float) -> str:
    """Return text cut short, with “…” at its end, so that it fits into a width."""
    text = " ".join(text.split())
    if text_width(text, size) <= width:
        return text
    while text and text_width(f"{text}…", size) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"
