"""A whole catalog as JSON: all that people entered, pictures too, read back without loss. Knows no place.

One row stands on one line. A time is a number of seconds, exact to the microsecond; a row names another by its
identity; what is not said is left out. The history of edits stays with the catalog.
"""

import base64
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from donnybrook.catalog import Catalog
from donnybrook.catalog.driver import Connection
from donnybrook.catalog.sheets import PICTURES, SheetColumn
from donnybrook.catalog.sheets.reading import count_rows, read_pictures, standing, value_pages
from donnybrook.exchange.codebook import FORM
from donnybrook.exchange.format import Format
from donnybrook.exchange.wanted import Chart, Tell, Wanted
from donnybrook.problems import Problem
from donnybrook.times import format_seconds


def write(catalog: Catalog, wanted: Wanted, file: BinaryIO, tell: Tell) -> int:
    """Write the catalog; returns how many rows. Raises ``Problem`` if columns were chosen: then it is not lossless."""
    if any(chart.columns != chart.sheet.columns for chart in wanted.charts):
        raise Problem("JSON holds all of a catalog. Export a table to choose columns. Nothing was written.")
    return catalog.read(_write, wanted, file, tell)


def _write(connection: Connection, wanted: Wanted, file: BinaryIO, tell: Tell) -> int:
    total, done = count_rows(connection, wanted.sheets, wanted.chosen), 0
    about = {"form": FORM, "title": wanted.title}
    file.write(f'{{"donnybrook": {_text(about)},\n"tables": {{'.encode())
    with standing(connection):
        before = "\n"
        for chart in wanted.charts:
            file.write(f'{before}"{chart.sheet.name}": ['.encode())
            line_end = b"\n"
            for page in _pages(connection, chart, wanted):
                file.write(line_end + b",\n".join(page))
                line_end = b",\n"
                done += len(page)
                tell(done, total)
            file.write(b"]")
            before = ",\n"
        file.write(b'},\n"pictures": {')
        _write_pictures(connection, wanted, file)
    file.write(b"}}\n")
    return done


def _write_pictures(connection: Connection, wanted: Wanted, file: BinaryIO) -> None:
    if not wanted.pictures or PICTURES not in wanted.sheets:
        return
    line_end = "\n"
    for name, jpeg in read_pictures(connection, wanted.chosen, PICTURES):
        file.write(f"{line_end}{_text(name)}: {_text(base64.b64encode(jpeg).decode())}".encode())
        line_end = ",\n"


def _pages(connection: Connection, chart: Chart, wanted: Wanted) -> Iterator[list[bytes]]:
    columns = [column for column in chart.columns if column.stores]
    names = [f"{json.dumps(column.name)}: " for column in columns]
    for page in value_pages(connection, chart.sheet, columns, wanted.chosen):
        yield [_row(columns, names, row) for row in page]


def _row(columns: list[SheetColumn], names: list[str], row: tuple[Any, ...]) -> bytes:
    said = (
        name + _value(column, value)
        for column, name, value in zip(columns, names, row, strict=True)
        if value is not None
    )
    return f"{{{', '.join(said)}}}".encode("utf-8", "replace")


def _value(column: SheetColumn, value: Any) -> str:
    match column.kind:
        case "seconds":
            return format_seconds(value)
        case "boolean":
            return "true" if value else "false"
        case "bytes":
            return _text(value.hex())
        case _:
            return _text(value)


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


FORMAT = Format("json", ".json", "the whole catalog as JSON, without loss", write_tables=write, shape="all")
