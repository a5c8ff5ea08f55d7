"""Makes pictures of films into those of a clip: upright, of its size, with bars where shapes differ. Knows no time."""

from fractions import Fraction
from pathlib import Path

import numpy as np
from av.video.frame import VideoFrame

from donnybrook.media.clip_writer import BT709, Colours
from donnybrook.media.pictures import LEAST_HD_LINES, UPRIGHT, Painter, Pixels, stance_of
from donnybrook.media.rgb_frames import RgbFrames

_NOT_SAID = 2
_LIMITED = (0, 1)
_PQ, _HLG = 16, 18
# As near as this a size is that of the clip: half a row that an odd size loses is no reason for bars.
_NEAR_PX = 1


class ClipEasel:
    """Draws for one film and one clip.

    A picture that is already as the clip wants it goes through untouched; ``colours`` are what its numbers must mean
    for that. Every other one is drawn the way the program shows it.
    """

    def __init__(self, path: Path, painter: Painter, size_px: tuple[int, int], colours: Colours = BT709) -> None:
        self._path = path
        self._painter = painter
        self.size_px = size_px
        self.colours = colours
        self._frames = RgbFrames(*size_px)
        self._canvas: Pixels = np.zeros((size_px[1], size_px[0], 3), np.uint8)

    def drawn(self, picture: VideoFrame) -> VideoFrame:
        """Return the clip's picture.

        Raises:
            FilmProblem: the film's is too large, or of no size.
        """
        if self.is_ready(picture):
            return picture
        return self._frames.frame(self.rgb(picture))

    def rgb(self, picture: VideoFrame) -> Pixels:
        """Return the clip's picture as RGB, (height, width, 3).

        Raises:
            FilmProblem: the film's is too large, or of no size.
        """
        wide, high = filling(self._painter.admitted_size(self._path, picture), self.size_px)
        drawn = self._painter.rgb(picture, wide, high)
        if (wide, high) == self.size_px:
            return np.ascontiguousarray(drawn)
        left, top = (self.size_px[0] - wide) // 2, (self.size_px[1] - high) // 2
        self._canvas[:] = 0
        self._canvas[top : top + high, left : left + wide] = drawn
        return self._canvas

    def is_ready(self, picture: VideoFrame) -> bool:
        """Say whether a picture is already as the clip wants it."""
        is_plain = (
            picture.format.name == "yuv420p"
            and (picture.width, picture.height) == self.size_px
            and self._painter.aspect == 1
            and not picture.interlaced_frame
        )
        return is_plain and stance_of(picture) == UPRIGHT and meant_colours(picture) == self.colours


def meant_colours(picture: VideoFrame) -> Colours | None:
    """Return what a picture's numbers mean, where it does not say, what is usual; None if no usual screen shows it."""
    if picture.color_trc in (_PQ, _HLG) or picture.color_range not in _LIMITED:
        return None
    usual = BT709 if picture.height >= LEAST_HD_LINES else Colours(6, 6, 6)
    said = (picture.color_primaries, picture.color_trc, picture.colorspace)
    told = (each if each not in (0, _NOT_SAID) else own for each, own in zip(said, _parts(usual), strict=True))
    return Colours(*told)


def _parts(colours: Colours) -> tuple[int, int, int]:
    return colours.primaries, colours.transfer, colours.table


def filling(size_px: tuple[int, int], room_px: tuple[int, int]) -> tuple[int, int]:
    """Return the largest size of the same shape that fits into a room; all of the room, if that is nearly it."""
    scale = min(Fraction(room_px[0], size_px[0]), Fraction(room_px[1], size_px[1]))
    wide, high = max(1, round(size_px[0] * scale)), max(1, round(size_px[1] * scale))
    is_near = room_px[0] - wide <= _NEAR_PX and room_px[1] - high <= _NEAR_PX
    return room_px if is_near else (wide, high)


def even(size_px: tuple[int, int]) -> tuple[int, int]:
    """Return a size whose halves are whole, as colours at half the size of light need it."""
    return max(2, size_px[0] // 2 * 2), max(2, size_px[1] // 2 * 2)
