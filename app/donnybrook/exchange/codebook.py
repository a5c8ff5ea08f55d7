"""What the columns of exported tables mean: a codebook to read, one to compute with, and a Frictionless data package.

Knows no place, and no rows. https://datapackage.org/standard/ says what a data package is.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from donnybrook.catalog import Code
from donnybrook.catalog.sheets import TIDY, Kind, Sheet, SheetColumn
from donnybrook.exchange.csv_lines import csv_lines
from donnybrook.exchange.places import Written
from donnybrook.records import dataclass

_TYPES: Mapping[Kind, str] = {
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "seconds": "number",
    "moment": "datetime",
}
_UNITS: Mapping[Kind, str] = {"seconds": "s", "clock": "h:mm:ss.mmm", "timecode": "hh:mm:ss:ff"}
_STANDARDS: Mapping[Kind, str] = {
    "id": "UUID (RFC 9562)",
    "moment": "ISO 8601, UTC",
    "timecode": "SMPTE ST 12-1, non-drop",
    "list": "values joined by “; ”",
    "bytes": "hexadecimal digits",
}
_BOOK = ("table", "column", "type", "unit", "codes", "refers_to", "description", "standard")
FORM = 1  # of the set; a reader refuses a later one


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a set: its sheet, the columns that were chosen, the name of its file, and how many rows it has."""

    sheet: Sheet
    columns: tuple[SheetColumn, ...]
    file_name: str
    row_count: int


type CodeLists = Mapping[str, Sequence[Code]]


def codebook_csv(tables: Iterable[Table], codes: CodeLists) -> bytes:
    """Return the codebook as CSV, one row a column of a table."""
    rows = [[cell.encode() for cell in row] for row in (_BOOK, *_book_rows(tables, codes))]
    return csv_lines(rows, ())


def _book_rows(tables: Iterable[Table], codes: CodeLists) -> Iterator[tuple[str, ...]]:
    for table in tables:
        for column in table.columns:
            listed = "; ".join(code.code for code in codes.get(column.codes, ()))
            yield (
                table.sheet.name,
                column.name,
                _type(column),
                _UNITS.get(column.kind, ""),
                listed,
                _home(column),
                column.description,
                _STANDARDS.get(column.kind, ""),
            )


def codebook_text(title: str, tables: Sequence[Table], codes: CodeLists) -> str:
    """Return the codebook as Markdown."""
    lines = [f"# {_plain(title)}", "", *_ABOUT]
    lines += [f"- `{table.file_name}`: {table.row_count:,} rows, one row per {table.sheet.one}" for table in tables]
    for table in tables:
        lines += ["", f"## {table.sheet.name}", f"One row per {table.sheet.one}.", "", "| column | type | meaning |"]
        lines += ["|---|---|---|"]
        for column in table.columns:
            unit = _UNITS.get(column.kind, _STANDARDS.get(column.kind, ""))
            kind = f"{_type(column)}, {unit}" if unit else _type(column)
            lines.append(f"| `{column.name}` | {kind} | {column.description} |")
    used = {column.codes for table in tables for column in table.columns if column.codes}
    for name in sorted(used):
        lines += ["", f"## Codes: {name}", "| code | meaning |", "|---|---|"]
        lines += [f"| `{_plain(code.code)}` | {_plain(code.label)} |" for code in codes.get(name, ())]
    return "\n".join(lines) + "\n"


_ABOUT = (
    "Tables of fight scenes, exported by Donnybrook. Every table is UTF-8, comma-separated (RFC 4180), with one header",
    "line; an empty cell means that nothing was said. Times are seconds from the film's start, exact to the",
    "microsecond; timecodes count the frames of the film's first file with a steady rate, and are empty without one.",
    "Columns whose names end in `_id` identify rows: the same row has the same identity in every copy of the catalog",
    "and in every export, and one table's column of that name finds the row of another.",
    "",
)


def describe(title: str, tables: Sequence[Table], codes: CodeLists, files: Sequence[Written], flavour: str) -> bytes:
    """Return the text of ``datapackage.json``."""
    sizes = {written.name: written for written in files}
    package = {
        "$schema": "https://datapackage.org/profiles/1.0/datapackage.json",
        "profile": "tabular-data-package" if all(_is_csv(table) for table in tables) else "data-package",
        "name": "donnybrook-export",
        "title": title,
        "donnybrook": {"form": FORM, "flavour": flavour, "files": sorted(sizes)},
        "resources": [_resource(table, tables, codes, sizes[table.file_name], flavour) for table in tables],
    }
    return json.dumps(package, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


def _resource(
    table: Table, tables: Sequence[Table], codes: CodeLists, written: Written, flavour: str
) -> dict[str, object]:
    keys: dict[str, object] = {}
    key = table.sheet.key
    if key in table.columns:
        keys["primaryKey"] = [key.name] if key else []
    foreign = list(_foreign_keys(table, tables))
    if foreign:
        keys["foreignKeys"] = foreign
    return {
        "name": table.sheet.name,
        "path": table.file_name,
        "title": f"One row per {table.sheet.one}",
        **({"profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv"} if _is_csv(table) else {}),
        **({"encoding": "utf-8-sig" if flavour == "excel" else "utf-8"} if _is_csv(table) else {}),
        "bytes": written.size_bytes,
        "hash": f"sha256:{written.sha256}",
        "schema": {
            "fields": [_field(column, column is key, codes) for column in table.columns],
            "missingValues": [""],
            **keys,
        },
    }


def _field(column: SheetColumn, is_key: bool, codes: CodeLists) -> dict[str, object]:
    field: dict[str, object] = {"name": column.name, "type": _type(column), "description": column.description}
    if is_key:
        field["constraints"] = {"required": True, "unique": True}
    listed = [code.code for code in codes.get(column.codes, ())]
    if listed:
        field["categories"] = listed
    return field


def _foreign_keys(table: Table, tables: Sequence[Table]) -> Iterator[dict[str, object]]:
    there = {each.sheet.table: each.sheet for each in tables if each.sheet.key in each.columns}
    for column in table.columns:
        target = there.get(column.refers)
        if target and target.key:
            resource = "" if target is table.sheet else target.name
            yield {"fields": [column.name], "reference": {"resource": resource, "fields": [target.key.name]}}


def _home(column: SheetColumn) -> str:
    target = next((sheet for sheet in TIDY if column.refers and sheet.table == column.refers), None)
    return f"{target.name}.{target.key.name}" if target and target.key else ""


def _type(column: SheetColumn) -> str:
    return _TYPES.get(column.kind, "string")


def _is_csv(table: Table) -> bool:
    return table.file_name.endswith(".csv")


def _plain(text: str) -> str:
    """Return text that Markdown and HTML leave alone, on one line."""
    for sign in ("\\", "`", "*", "_", "<", ">", "[", "]", "|", "#"):
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())
