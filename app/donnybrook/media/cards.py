"""Draws title cards: a few lines of words in the middle of a dark picture. Knows no film."""

from collections.abc import Sequence

from donnybrook.media.canvas import Canvas
from donnybrook.media.soft import Colour, Pixels

_BACK: Colour = (16, 18, 24)
_INK: Colour = (240, 236, 228)
_MUTED: Colour = (158, 162, 172)
_EMBER: Colour = (232, 122, 62)
# The first line is what the card is about; sizes by the height of the picture.
_FIRST, _OTHER, _LEAST = 1 / 11, 1 / 22, 1 / 40
_WIDTH = 0.84
_MOST_LETTERS = 160


def card(size_px: tuple[int, int], words: Sequence[str]) -> Pixels:
    """Return a card of a size, (height, width, 3) RGB, with lines of words, the first one large."""
    canvas = Canvas(*size_px)
    canvas.fill(_BACK)
    lines = [_Line(canvas, line, _FIRST if not place else _OTHER) for place, line in enumerate(words) if line.strip()]
    high_px = sum(line.high_px for line in lines)
    top_px = (size_px[1] - high_px) // 2
    for place, line in enumerate(lines):
        line.draw(canvas, top_px, _MUTED if place else _INK)
        top_px += line.high_px
        if place == 0:
            canvas.rectangle(size_px[0] * 0.47, top_px, size_px[0] * 0.06, max(2, size_px[1] // 180), _EMBER)
            top_px += size_px[1] // 30
    return canvas.pixels


def shortened(canvas: Canvas, words: str, size_px: int, room_px: float) -> str:
    """Return words fit to be drawn as one line of a size: without control characters, and no longer than the room."""
    shown = "".join(letter if letter.isprintable() else " " for letter in words).strip()[:_MOST_LETTERS]
    while len(shown) > 1 and canvas.text_width_px(shown, size_px) > room_px:
        shown = shown[: -2 - len(shown) // 20].rstrip() + "…"
    return shown


class _Line:
    """A line of words at the size at which it fits."""

    def __init__(self, canvas: Canvas, words: str, share: float) -> None:
        self._size_px = max(8, round(canvas.height_px * share))
        least_px = max(8, round(canvas.height_px * _LEAST))
        room_px = canvas.width_px * _WIDTH
        while self._size_px > least_px and canvas.text_width_px(words, self._size_px) > room_px:
            self._size_px -= max(1, self._size_px // 12)
        self._words = shortened(canvas, words, self._size_px, room_px)

    @property
    def high_px(self) -> int:
        """How much height the line takes."""
        return self._size_px * 3 // 2

    def draw(self, canvas: Canvas, top_px: int, colour: Colour) -> None:
        """Draw it in the middle, under a height."""
        left_px = (canvas.width_px - canvas.text_width_px(self._words, self._size_px)) / 2
        canvas.text(self._words, (left_px, top_px + self._size_px), self._size_px, colour)
