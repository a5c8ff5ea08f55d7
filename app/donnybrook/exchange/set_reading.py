"""Reads a set of tables, or the JSON of a catalog, back into a catalog: all of it or nothing, in one edit.

Knows the tables by what the catalog declares of them, and no table by name but that of pictures.
"""

import json
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from donnybrook.catalog import Catalog, Edited, Transaction
from donnybrook.catalog.sheets import PICTURES, TIDY, Sheet, SheetColumn
from donnybrook.catalog.sheets.taking import SheetRow, SheetRows, TakenRows, take_rows
from donnybrook.exchange.csv_lines import is_guarded, unguarded
from donnybrook.exchange.places import DESCRIPTION, PICTURE_NAME, picture_file
from donnybrook.exchange.set_files import SetFiles, is_set, set_files
from donnybrook.exchange.set_json import json_tables
from donnybrook.exchange.set_rows import JPEG, LARGEST_PICTURE, Told, check_form, read_rows, with_pictures
from donnybrook.exchange.stored_values import Stored, from_text
from donnybrook.exchange.strict_csv import Line, read_lines
from donnybrook.exchange.wanted import Look, unasked
from donnybrook.problems import Problem

_LARGEST_DESCRIPTION = 64 * 1024 * 1024
_JSON_BEGINS = b'{"donnybrook":'


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


def take_whole(catalog: Catalog, path: Path, told: Told = lambda _: None, look: Look = unasked) -> Edited[TakenRows]:
    """Read a set or a catalog's JSON into a catalog, in one edit; a backup is made before.

    Rows that the catalog has already stay as they are.

    Raises:
        RowsRefused: there are rows that can't be taken; nothing was.
        Problem: it can't be read.
        BackupProblem: no backup can be made.
    """
    catalog.back_up_before("import")
    return catalog.aside.edit(f"Import {path.name}", lambda tx: _take(tx, path, told), look)


def rehearse_whole(catalog: Catalog, path: Path, told: Told = lambda _: None) -> TakenRows:
    """Return what ``take_whole`` would do, and raise what it would raise; nothing of it stays."""
    return catalog.aside.rehearse(lambda tx: _take(tx, path, told))


def _take(tx: Transaction, path: Path, told: Told) -> TakenRows:
    """Take all that is in a file or folder, from its beginning."""
    with _tables(path, told) as tables:
        return take_rows(tx, _counted(tables, told))


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


@contextmanager
def _tables(path: Path, told: Told) -> Iterator[Iterator[SheetRows]]:
    if path.is_file() and not is_set(path):
        with json_tables(path, told) as tables:
            yield tables
        return
    with set_files(path) as files, closing(_csv_tables(files, path.name)) as tables:
        yield tables


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
            rows = read_rows(sheet, columns, cells, read)
            if sheet is PICTURES:
                pictures = with_pictures(rows, columns, partial(_picture, files))
                yield SheetRows(sheet, (*columns, JPEG), pictures)
            else:
                yield SheetRows(sheet, columns, rows)


def _description(files: SetFiles, name: str) -> dict[str, Any]:
    try:
        with files.open(DESCRIPTION) as file:
            said = json.loads(file.read(_LARGEST_DESCRIPTION))["donnybrook"]
        check_form(said["form"], name)
    except (ValueError, LookupError, TypeError, RecursionError) as fault:
        raise Problem(f"{DESCRIPTION} of {name} is not one that Donnybrook wrote. Nothing was imported.") from fault
    return dict(said)


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


def _unguarded_text(column: SheetColumn, text: str) -> Stored:
    return from_text(column, unguarded(text) if is_guarded(column) else text)


def _picture(files: SetFiles, name: str) -> bytes | None:
    there = picture_file(name)
    if not PICTURE_NAME.fullmatch(there) or not files.has(there):
        return None
    with files.open(there) as file:
        return file.read(LARGEST_PICTURE)
