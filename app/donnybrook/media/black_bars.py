"""Finds the black bars round a film's picture as it goes by; knows glimpses, no film."""

import numpy as np

from donnybrook.media.glimpses import HIGH, WIDE
from donnybrook.media.pictures import Pixels

_BLACK = 26
# Bars are what stayed black for at least this many pictures, and at most twice as many.
_MEMORY = 120
# What is left must be a picture: so much of the width and height at least.
_LEAST_LEFT = 0.4


class BarFinder:
    """Keeps the brightest that each row and column has been of late."""

    def __init__(self) -> None:
        self._rows = np.zeros(HIGH, np.uint8)
        self._columns = np.zeros(WIDE, np.uint8)
        self._old_rows = self._rows.copy()
        self._old_columns = self._columns.copy()
        self._seen = 0

    def inside(self, luma: Pixels) -> tuple[slice, slice]:
        """Return the rows and columns within the bars, this picture included."""
        np.maximum(self._rows, luma.max(axis=1), out=self._rows)
        np.maximum(self._columns, luma.max(axis=0), out=self._columns)
        self._seen += 1
        rows = _lit(np.maximum(self._rows, self._old_rows))
        columns = _lit(np.maximum(self._columns, self._old_columns))
        if self._seen % _MEMORY == 0:
            self._old_rows, self._rows = self._rows, np.zeros(HIGH, np.uint8)
            self._old_columns, self._columns = self._columns, np.zeros(WIDE, np.uint8)
        return rows, columns


def _lit(brightest: Pixels) -> slice:
    lit = np.flatnonzero(brightest > _BLACK)
    if not len(lit) or lit[-1] + 1 - lit[0] < _LEAST_LEFT * len(brightest):
        return slice(0, len(brightest))
    return slice(int(lit[0]), int(lit[-1]) + 1)
