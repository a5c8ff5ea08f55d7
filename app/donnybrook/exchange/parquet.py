"""One table as Parquet, with the types that pandas, R and DuckDB read. Knows no place.

pyarrow weighs 130 MB, so it comes with the extra ``donnybrook[parquet]`` alone.
"""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, BinaryIO

from donnybrook.catalog import Catalog
from donnybrook.catalog.driver import Connection
from donnybrook.catalog.sheets import Kind, SheetColumn
from donnybrook.catalog.sheets.reading import Chosen, count_rows, standing, value_pages
from donnybrook.exchange.format import Format
from donnybrook.exchange.places import MeasuredFile
from donnybrook.exchange.wanted import Chart, Tell, Wanted
from donnybrook.problems import Problem
from donnybrook.times import SECOND_US, format_clock

if TYPE_CHECKING:
    import pyarrow as pa

_GROUP_ROWS = 50_000


def write(catalog: Catalog, wanted: Wanted, file: BinaryIO, tell: Tell) -> int:
    """Write one table; returns how many rows. Raises ``Problem`` for more, and where pyarrow is missing."""
    if len(wanted.charts) != 1:
        raise Problem("A Parquet file holds one table. Export to a folder to have several. Nothing was written.")

    def write_one(connection: Connection) -> int:
        with standing(connection):
            total = count_rows(connection, wanted.sheets, wanted.chosen)
            return write_parquet(connection, wanted.charts[0], wanted.chosen, file, lambda done: tell(done, total))

    return catalog.read(write_one)


def write_parquet(
    connection: Connection, chart: Chart, chosen: Chosen, file: BinaryIO | MeasuredFile, told: Callable[[int], None]
) -> int:
    """Write one table and return how many rows it has."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise Problem(
            "Parquet needs pyarrow, which is missing. ‘pip install donnybrook[parquet]’ brings it. Nothing was written."
        ) from None
    schema = pa.schema([pa.field(column.name, _type(pa, column.kind)) for column in chart.columns])
    count = 0
    waiting: list[tuple[object, ...]] = []
    with parquet.ParquetWriter(pa.PythonFile(file, "w"), schema, compression="zstd") as writer:
        for page in value_pages(connection, chart.sheet, chart.columns, chosen):
            waiting += page
            if len(waiting) >= _GROUP_ROWS:
                writer.write_table(_table(pa, schema, chart.columns, waiting))
                waiting = []
            count += len(page)
            told(count)
        writer.write_table(_table(pa, schema, chart.columns, waiting))
    return count


def _type(pa: Any, kind: Kind) -> "pa.DataType":
    by_kind = {
        "integer": pa.int64(),
        "number": pa.float64(),
        "seconds": pa.float64(),
        "boolean": pa.bool_(),
        "list": pa.list_(pa.string()),
        "bytes": pa.binary(),
        "moment": pa.timestamp("ms", tz="UTC"),
    }
    return by_kind.get(kind, pa.string())


def _table(
    pa: Any, schema: "pa.Schema", columns: tuple[SheetColumn, ...], rows: list[tuple[object, ...]]
) -> "pa.Table":
    by_column = zip(*rows, strict=True) if rows else ((),) * len(columns)
    arrays = [
        pa.array([_value(column.kind, value) for value in values], type=field.type)
        for column, values, field in zip(columns, by_column, schema, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _value(kind: Kind, value: Any) -> object:
    """Return a value as Parquet has it; nothing said is nothing."""
    if value is None or value == "":
        return None
    match kind:
        case "seconds":
            return value / SECOND_US
        case "clock":
            return format_clock(value)
        case "boolean":
            return bool(value)
        case "list":
            return json.loads(value)
        case "moment":
            return _moment(value)
        case _:
            return value


def _moment(text: str) -> object:
    from datetime import datetime

    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


FORMAT = Format("parquet", ".parquet", "one table as Parquet, one row per fight", write_tables=write)
