"""CSV, one row a scene: UTF-8 without a mark, RFC 4180, as R, pandas and spreadsheets read it. Knows no place."""

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from donnybrook.catalog import Catalog, Scene
from donnybrook.exchange.columns import SCENE_COLUMNS, Cell
from donnybrook.exchange.format import Format

SEPARATOR = "; "  # between several values in one cell


def cell_text(cell: Cell) -> str:
    """Return a value as it stands in the file: nothing for ``None``, ``true`` or ``false``, several values joined."""
    if isinstance(cell, tuple):
        return SEPARATOR.join(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)


def write(_: Catalog, scenes: Iterable[Scene], file: BinaryIO) -> None:
    """Write a header and one row a scene. Text that cannot be UTF-8 (half a surrogate pair) is written as ``?``."""
    text = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in SCENE_COLUMNS])
    for scene in scenes:
        writer.writerow([cell_text(column.value(scene)) for column in SCENE_COLUMNS])
    text.detach()


FORMAT = Format("csv", ".csv", "a table, one row per fight", write)
