"""The burnt-in numbers can be read back by a machine, also small and after compression."""

from fractions import Fraction

import numpy as np
import pytest

from donnybrook.media.canvas import Canvas
from donnybrook.sample.strip import burn_numbers, read_frame_number

_RATE = Fraction(24000, 1001)


@pytest.mark.parametrize("frame", [0, 1, 7, 255, 1023, 1749, 4095])
def test_a_burnt_in_number_reads_back(frame: int) -> None:
    canvas = Canvas(1280, 720)
    canvas.gradient([(0, (20, 40, 90)), (1, (230, 200, 170))])
    burn_numbers(canvas, frame, _RATE)
    assert read_frame_number(canvas.pixels) == frame


def test_a_number_reads_back_from_a_quarter_of_the_size() -> None:
    canvas = Canvas(1280, 720)
    burn_numbers(canvas, 1234, _RATE)
    small = canvas.pixels.reshape(180, 4, 320, 4, 3).mean(axis=(1, 3)).astype(np.uint8)
    assert read_frame_number(small) == 1234


def test_a_picture_without_a_strip_has_no_number() -> None:
    assert read_frame_number(np.full((720, 1280, 3), 90, np.uint8)) is None
    assert read_frame_number(np.full((720, 1280, 3), 255, np.uint8)) is None
