"""Reads a set of tables, or the JSON of a catalog, back into a catalog: all of it or nothing, in one edit.

Knows the tables by what the catalog declares of them, and no table by name but that of pictures.
"""

import base64
import json
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from donnybrook.catalog import Catalog, Edited, Transaction
from donnybrook.catalog.sheets import PICTURES, TIDY, Sheet, SheetColumn
from donnybrook.catalog.sheets.taking import (
    MOST_TOLD,
    BadRow,
    RowsRefused,
    SheetRow,
    SheetRows,
    TakenRows,
    take_rows,
)
from donnybrook.exchange.codebook import FORM
from donnybrook.exchange.csv_lines import is_guarded, unguarded
from donnybrook.exchange.places import DESCRIPTION, PICTURE_NAME, picture_file
from donnybrook.exchange.set_files import SetFiles, is_set, set_files
from donnybrook.exchange.stored_values import BadValue, Stored, from_json, from_text
from donnybrook.exchange.strict_csv import Line, read_lines
from donnybrook.problems import Problem

_LARGEST_DESCRIPTION = 64 * 1024 * 1024
_LARGEST_PICTURE = 2 * 1024 * 1024
_JSON_BEGINS = b'{"donnybrook":'
_JPEG = SheetColumn(name="file", kind="bytes", sql="", description="", stores="jpeg")
type Told = Callable[[int], None]
"""Hears how many rows are read; what it raises stops the import, and nothing of it stays."""


def is_whole(path: Path) -> bool:
    """Whether a file or folder was exported as a set, or as the JSON of a catalog: it is read back without loss."""
    if is_set(path):
        return True
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return file.read(len(_JSON_BEGINS)) == _JSON_BEGINS
    except OSError as fault:
        raise Problem(f"{path} can't be read ({fault.strerror or fault}). Nothing was imported.") from fault


def take_whole(catalog: Catalog, path: Path, told: Told = lambda _: None) -> Edited[TakenRows]:
    """Read a set or a catalog's JSON into a catalog, in one edit; a backup is made before.

    Rows that the catalog has already stay as they are.

    Raises:
        RowsRefused: there are rows that can't be taken; nothing was.
        Problem: it can't be read.
        BackupProblem: no backup can be made.
    """
    catalog.back_up_before("import")
    with _tables(path) as tables:
        return catalog.edit(f"Import {path.name}", take_rows, _counted(tables, told))


def rehearse_whole(catalog: Catalog, path: Path, told: Told = lambda _: None) -> TakenRows:
    """Return what ``take_whole`` would do, and raise what it would raise; nothing of it stays."""
    with _tables(path) as tables:
        try:
            catalog.edit("Rehearse", _rehearse, _counted(tables, told))
        except _Rehearsed as rehearsed:
            return rehearsed.taken
    raise AssertionError("a rehearsal ends by going back")


class _Rehearsed(Exception):
    def __init__(self, taken: TakenRows) -> None:
        super().__init__()
        self.taken = taken


def _rehearse(tx: Transaction, /, tables: Iterator[SheetRows]) -> None:
    raise _Rehearsed(take_rows(tx, tables))


@contextmanager
def _tables(path: Path) -> Iterator[Iterator[SheetRows]]:
    if path.is_file() and not is_set(path):
        yield _json_tables(path)
        return
    with set_files(path) as files, closing(_csv_tables(files, path.name)) as tables:
        yield tables


def _counted(tables: Iterator[SheetRows], told: Told) -> Iterator[SheetRows]:
    done = 0

    def counted(rows: Iterator[SheetRow]) -> Iterator[SheetRow]:
        nonlocal done
        for row in rows:
            done += 1
            if done % 1_000 == 0:
                told(done)
            yield row

    for table in tables:
        told(done)
        yield SheetRows(table.sheet, table.columns, counted(iter(table.rows)))


# -- CSV


def _csv_tables(files: SetFiles, name: str) -> Generator[SheetRows]:
    read = _unguarded_text if _description(files, name).get("flavour") == "excel" else from_text
    there = [sheet for sheet in TIDY if files.has(f"{sheet.name}.csv")]
    if not there:
        raise Problem(
            f"{name} has no tables in CSV, which is what can be read back: export it as CSV, or as .json."
            " Nothing was imported."
        )
    for sheet in there:
        name = f"{sheet.name}.csv"
        with files.open(name) as file, closing(read_lines(file, name)) as lines:
            header = next(lines, Line(1, [])).cells
            columns, places = _columns(sheet, header)
            cells = ((line.number, _picked(line.cells, places, len(header))) for line in lines)
            rows = _rows(sheet, columns, cells, read)
            if sheet is PICTURES:
                yield SheetRows(sheet, (*columns, _JPEG), _with_files(rows, columns, files))
            else:
                yield SheetRows(sheet, columns, rows)


def _description(files: SetFiles, name: str) -> dict[str, Any]:
    try:
        with files.open(DESCRIPTION) as file:
            said = json.loads(file.read(_LARGEST_DESCRIPTION))["donnybrook"]
        _check_form(said["form"], name)
    except (ValueError, LookupError, TypeError, RecursionError) as fault:
        raise Problem(f"{DESCRIPTION} of {name} is not one that Donnybrook wrote. Nothing was imported.") from fault
    return dict(said)


def _check_form(form: object, name: str) -> None:
    if not isinstance(form, int) or form > FORM:
        raise Problem(f"{name} was exported by a newer Donnybrook (form {form}; this one reads {FORM}).")


def _columns(sheet: Sheet, header: Sequence[str]) -> tuple[tuple[SheetColumn, ...], tuple[int, ...]]:
    """Return the columns that are read back, and where they stand; others follow from them."""
    twice = next((name for name in header if header.count(name) > 1), None)
    if twice is not None:
        raise Problem(f"{sheet.name}.csv, line 1: the column {twice} stands there twice. Nothing was imported.")
    columns = tuple(column for column in sheet.columns if column.stores)
    lacking = [column.name for column in columns if column.name not in header]
    if lacking:
        raise Problem(
            f"{sheet.name}.csv, line 1: there is no column {' and none '.join(lacking[:3])}, so it can't be read back."
            " Nothing was imported."
        )
    return columns, tuple(header.index(column.name) for column in columns)


def _picked(cells: list[str], places: tuple[int, ...], width: int) -> list[str] | None:
    return [cells[place] for place in places] if len(cells) == width else None


def _rows(
    sheet: Sheet,
    columns: tuple[SheetColumn, ...],
    cells: Iterator[tuple[int, Sequence[Any] | None]],
    read: Callable[[SheetColumn, Any], Stored],
) -> Iterator[SheetRow]:
    """Give rows with their values; raises ``RowsRefused`` at the end if any can't be read."""
    bad: list[BadRow] = []
    bad_count = 0
    for number, values in cells:
        try:
            if values is None:
                raise BadValue("it has more cells, or fewer, than there are columns")
            row = SheetRow(number, tuple(map(read, columns, values)))
        except BadValue as fault:
            bad_count += 1
            bad += [BadRow(sheet.name, number, str(fault))] if len(bad) < MOST_TOLD else []
        else:
            yield row
    if bad:
        raise RowsRefused(bad, bad_count)


def _unguarded_text(column: SheetColumn, text: str) -> Stored:
    return from_text(column, unguarded(text) if is_guarded(column) else text)


def _with_files(rows: Iterator[SheetRow], columns: Sequence[SheetColumn], files: SetFiles) -> Iterator[SheetRow]:
    place = next(at for at, column in enumerate(columns) if column.stores == "sha256")
    for row in rows:
        name = picture_file(str(row.values[place]))
        jpeg = None
        if PICTURE_NAME.fullmatch(name) and files.has(name):
            with files.open(name) as file:
                jpeg = file.read(_LARGEST_PICTURE)
        yield SheetRow(row.line, (*row.values, jpeg))


# -- JSON


def _json_tables(path: Path) -> Iterator[SheetRows]:
    whole = _json(path)
    pictures = whole.get("pictures")
    for sheet in TIDY:
        rows = whole["tables"].get(sheet.name)
        if not isinstance(rows, list):
            continue
        columns = tuple(column for column in sheet.columns if column.stores)
        values = ((number, _of_object(row, columns)) for number, row in enumerate(rows, 1))
        read = _rows(sheet, columns, values, from_json)
        if sheet is PICTURES:
            yield SheetRows(sheet, (*columns, _JPEG), _with_jpegs(read, columns, pictures))
        else:
            yield SheetRows(sheet, columns, read)


def _json(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            whole = json.load(file, parse_float=Decimal)
        _check_form(whole["donnybrook"]["form"], path.name)
        if not isinstance(whole["tables"], dict):
            raise TypeError
    except (ValueError, LookupError, TypeError, RecursionError, InvalidOperation) as fault:
        raise Problem(f"{path.name} is not the JSON of a catalog ({fault}). Nothing was imported.") from fault
    except OSError as fault:
        raise Problem(f"{path.name} can't be read ({fault.strerror or fault}). Nothing was imported.") from fault
    return dict(whole)


def _of_object(row: object, columns: Sequence[SheetColumn]) -> list[object] | None:
    return [row.get(column.name) for column in columns] if isinstance(row, dict) else None


def _with_jpegs(rows: Iterator[SheetRow], columns: Sequence[SheetColumn], pictures: object) -> Iterator[SheetRow]:
    place = next(at for at, column in enumerate(columns) if column.stores == "sha256")
    for row in rows:
        text = pictures.get(row.values[place]) if isinstance(pictures, dict) else None
        yield SheetRow(row.line, (*row.values, _jpeg(text)))


def _jpeg(text: object) -> bytes | None:
    if not isinstance(text, str) or len(text) > 2 * _LARGEST_PICTURE:
        return None
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return None
