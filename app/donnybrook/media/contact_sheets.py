"""Draws contact sheets: pictures of one size with words under each, in rows on one page. Knows no film."""

import math
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from donnybrook.media.canvas import Canvas
from donnybrook.media.cards import shortened
from donnybrook.media.pictures import Pixels, coded
from donnybrook.media.soft import Colour
from donnybrook.media.strips import arranged

_BACK: Colour = (16, 18, 24)
_INK: Colour = (236, 234, 228)
_MUTED: Colour = (158, 162, 172)
_WORDS_PX, _LINE_PX = 15, 22
_EDGE_PX, _GAP_PX, _HEAD_PX = 24, 12, 30
_MOST_COLUMNS = 8


def cell(picture: Pixels, words: Sequence[str]) -> Pixels:
    """Return a picture, (height, width, 3) RGB, with up to two lines of words under it."""
    high, wide = picture.shape[:2]
    canvas = Canvas(wide, high + 2 * _LINE_PX)
    canvas.fill(_BACK)
    canvas.pixels[:high] = picture
    for place, line in enumerate(words[:2]):
        shown = shortened(canvas, line, _WORDS_PX, wide)
        canvas.text(shown, (0, high + place * _LINE_PX + _LINE_PX - 5), _WORDS_PX, _MUTED if place else _INK)
    return canvas.pixels


def sheet(cells: Sequence[Path], ending: str, title: str) -> bytes:
    """Return the cells, PNG files of one size, as one page under a title, as JPEG or PNG."""
    read = [np.asarray(cv2.cvtColor(_read(path), cv2.COLOR_BGR2RGB), np.uint8) for path in cells]
    columns = min(_MOST_COLUMNS, math.ceil(math.sqrt(len(read))))
    grid = arranged(read, columns, _GAP_PX, _BACK)
    page = Canvas(grid.shape[1] + 2 * _EDGE_PX, grid.shape[0] + 3 * _EDGE_PX + _HEAD_PX)
    page.fill(_BACK)
    head = shortened(page, title, _HEAD_PX * 3 // 4, grid.shape[1])
    page.text(head, (_EDGE_PX, _EDGE_PX + _HEAD_PX * 3 // 4), _HEAD_PX * 3 // 4, _INK, weight=600)
    top = 2 * _EDGE_PX + _HEAD_PX
    page.pixels[top : top + grid.shape[0], _EDGE_PX : _EDGE_PX + grid.shape[1]] = grid
    return coded(ending, page.pixels)


def _read(path: Path) -> Pixels:
    return np.asarray(cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_COLOR), np.uint8)
