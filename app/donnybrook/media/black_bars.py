"""Finds the black bars round a picture, and round a film's pictures as they go by; knows no film and no decoder."""

from typing import Any

import numpy as np
import numpy.typing as npt

_BLACK = 26
# Bars are what stayed black for at least this many pictures, and at most twice as many.
_MEMORY = 120
# What is left must be a picture: so much of the width and height at least.
_LEAST_LEFT = 0.4

type Luma = npt.NDArray[Any]


class BarFinder:
    """Keeps the brightest that each row and column has been of late."""

    def __init__(self, high: int, wide: int) -> None:
        """Begin with pictures of so many rows and columns."""
        self._rows = np.zeros(high, np.uint8)
        self._columns = np.zeros(wide, np.uint8)
        self._old_rows = self._rows.copy()
        self._old_columns = self._columns.copy()
        self._seen = 0

    def inside(self, luma: Luma) -> tuple[slice, slice]:
        """Return the rows and columns within the bars, this picture included."""
        np.maximum(self._rows, luma.max(axis=1), out=self._rows)
        np.maximum(self._columns, luma.max(axis=0), out=self._columns)
        self._seen += 1
        rows = lit(np.maximum(self._rows, self._old_rows))
        columns = lit(np.maximum(self._columns, self._old_columns))
        if self._seen % _MEMORY == 0:
            self._old_rows, self._rows = self._rows, np.zeros_like(self._rows)
            self._old_columns, self._columns = self._columns, np.zeros_like(self._columns)
        return rows, columns


def lit(brightest: Luma) -> slice:
    """Return the rows (or columns) of a picture within its bars, from the brightest luma (0 to 255) of each of them."""
    places = np.flatnonzero(brightest > _BLACK)
    if not len(places) or places[-1] + 1 - places[0] < _LEAST_LEFT * len(brightest):
        return slice(0, len(brightest))
    return slice(int(places[0]), int(places[-1]) + 1)
