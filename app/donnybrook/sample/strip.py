"""The burnt-in numbers: sixteen cells along the bottom edge that machines read, and a timecode for people."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import numpy.typing as npt

from donnybrook.media.canvas import Canvas
from donnybrook.times import format_timecode, frame_start_us

_CELLS = 16
_CHECK_BITS = 4
_HEIGHT_SHARE = 80
_DARK, _LIGHT = 18, 214
_THRESHOLD = (_DARK + _LIGHT) // 2


def burn_numbers(canvas: Canvas, frame: int, rate: Fraction) -> None:
    """Write a frame's number into the strip, and its timecode above the strip's right end."""
    height = canvas.height_px // _HEIGHT_SHARE - 1
    cell = canvas.width_px // _CELLS
    for index in range(_CELLS):
        bit = _code(frame) >> (_CELLS - 1 - index) & 1
        canvas.pixels[canvas.height_px - height :, index * cell : (index + 1) * cell] = _LIGHT if bit else _DARK
    words = format_timecode(frame_start_us(frame, rate), rate)
    base = canvas.height_px - height - 10
    left = canvas.width_px - 14 - canvas.text_width_px(words, 18)
    canvas.text(words, (left + 1, base + 1), 18, (10, 14, 22), weight=500)
    canvas.text(words, (left, base), 18, (236, 240, 244), weight=500)


def read_frame_number(rgb: npt.NDArray[np.uint8]) -> int | None:
    """The number in the strip of a decoded frame, or None where there is no whole strip.

    ``rgb`` is (height, width, 3), 8 bits, at any size from about 320 pixels wide, the whole picture.
    """
    height, width = rgb.shape[:2]
    thickness = max(1, height // _HEIGHT_SHARE - 1)
    rows = rgb[height - max(1, thickness * 3 // 4) : height - thickness // 4]
    code = 0
    for index in range(_CELLS):
        middle, reach = (2 * index + 1) * width // (2 * _CELLS), max(1, width // (_CELLS * 4))
        code = code << 1 | int(rows[:, middle - reach : middle + reach].mean() > _THRESHOLD)
    frame = code >> _CHECK_BITS
    return frame if _code(frame) == code else None


def _code(frame: int) -> int:
    check = (frame ^ frame >> 4 ^ frame >> 8 ^ 0b0110) & 0b1111
    return (frame & 0xFFF) << _CHECK_BITS | check
