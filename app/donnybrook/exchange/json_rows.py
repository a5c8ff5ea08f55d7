"""Scenes as rows of JSON, keyed by the columns of the wide table: what ``search --json`` prints. Knows no format."""

import json
from collections.abc import Iterator, Sequence
from itertools import batched
from typing import Any

from donnybrook.catalog import Catalog
from donnybrook.catalog.driver import Connection
from donnybrook.catalog.sheets import FIGHTS, SheetColumn
from donnybrook.catalog.sheets.reading import Chosen, value_pages
from donnybrook.times import format_clock, format_seconds

_PAGE = 500
_ID = SheetColumn(name="id", kind="integer", sql="t.id", description="")

type JsonValue = str | int | float | bool | list[str] | None


def json_array(catalog: Catalog, scene_ids: Sequence[int]) -> Iterator[str]:
    """Yield the lines of a JSON array with one object a scene, in the order given; several values are an array."""
    before = "["
    for some in batched(scene_ids, _PAGE):
        for row in catalog.read(_rows, some):
            yield before
            yield f" {json.dumps(row, ensure_ascii=False)}"
            before = ","
    yield "]" if before == "," else "[]"


def _rows(connection: Connection, scene_ids: tuple[int, ...]) -> list[dict[str, JsonValue]]:
    columns = FIGHTS.columns
    found = {
        scene_id: {column.name: _value(column, value) for column, value in zip(columns, values, strict=True)}
        for page in value_pages(connection, FIGHTS, (_ID, *columns), Chosen(scene_ids))
        for scene_id, *values in page
    }
    return [found[scene_id] for scene_id in scene_ids if scene_id in found]


def _value(column: SheetColumn, value: Any) -> JsonValue:
    if column.kind == "list":
        found: list[str] = json.loads(value)
        return found
    if value is None:
        return None
    match column.kind:
        case "boolean":
            return bool(value)
        case "clock":
            return format_clock(value)
        case "seconds":
            return float(format_seconds(value))  # read back and printed as the same decimal: it has at most 17 digits
        case _:
            plain: str | int = value
            return plain
