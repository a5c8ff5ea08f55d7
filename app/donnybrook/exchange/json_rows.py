"""Scenes as rows of JSON, keyed by the columns of the CSV: what ``search --json`` prints. Knows no file format."""

import json
from collections.abc import Iterable, Iterator

from donnybrook.catalog import Scene
from donnybrook.exchange.columns import SCENE_COLUMNS, Cell, Seconds

type JsonValue = str | int | float | bool | list[str] | None


def json_array(scenes: Iterable[Scene]) -> Iterator[str]:
    """Yield the lines of a JSON array with one object a scene; several values of a column are an array."""
    before = "["
    for scene in scenes:
        row = {column.name: _value(column.value(scene)) for column in SCENE_COLUMNS}
        yield before
        yield f" {json.dumps(row, ensure_ascii=False)}"
        before = ","
    yield "]" if before == "," else "[]"


def _value(cell: Cell) -> JsonValue:
    if isinstance(cell, Seconds):
        return float(str(cell))  # read back and printed as the same decimal: it has at most 17 digits
    return list(cell) if isinstance(cell, tuple) else cell
