"""Reads the tables of a catalog's JSON, a row at a time, in whichever order they stand. Knows no catalog.

The file is gone through once to see that it is whole and where its tables begin, then table by table.
"""

import base64
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import field
from decimal import InvalidOperation
from pathlib import Path
from typing import BinaryIO

from donnybrook.catalog.sheets import PICTURES, TIDY, SheetColumn
from donnybrook.catalog.sheets.taking import SheetRows
from donnybrook.exchange.json_pieces import JsonPieces
from donnybrook.exchange.set_rows import JPEG, LARGEST_PICTURE, Told, check_form, read_rows, with_pictures
from donnybrook.exchange.stored_values import from_json
from donnybrook.problems import Problem
from donnybrook.records import dataclass

_FAULTS = (ValueError, RecursionError, InvalidOperation)


@contextmanager
def json_tables(path: Path, told: Told) -> Iterator[Iterator[SheetRows]]:
    """Open the tables of a catalog's JSON; each has to be read before the next. Raises ``Problem`` if it is none."""
    with _told(path.name):
        file = path.open("rb")
    with file:
        yield _tables(file, _found_in(file, path.name, told), path.name)


@contextmanager
def _told(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise Problem(f"{name} can't be read ({fault.strerror or fault}). Nothing was imported.") from fault
    except _FAULTS as fault:
        raise _no_catalog(name, str(fault)) from fault


@dataclass(slots=True)
class _Found:
    """Where the tables and the pictures begin, in bytes of the file."""

    tables: dict[str, int] = field(default_factory=dict)
    pictures: int | None = None


def _found_in(file: BinaryIO, name: str, told: Told) -> _Found:
    found = _Found()
    form: object = None
    has_tables = False
    with _told(name):
        pieces = JsonPieces(file, told=lambda: told(0))
        for part in pieces.names():
            if part == "donnybrook":
                form = _form(pieces.value())
            elif part == "tables" and pieces.is_object:
                has_tables = True
                found.tables = dict(_lists(pieces))
            else:
                found.pictures = pieces.place if part == "pictures" and pieces.is_object else found.pictures
                pieces.skip()
        pieces.end()
    if form is None or not has_tables:
        raise _no_catalog(name, "it has no form, or no tables")
    check_form(form, name)
    return found


def _form(said: object) -> object:
    return said.get("form") if isinstance(said, dict) else None


def _lists(pieces: JsonPieces) -> Iterator[tuple[str, int]]:
    for name in pieces.names():
        if pieces.is_list:
            yield name, pieces.place
        pieces.skip()


def _no_catalog(name: str, why: str) -> Problem:
    return Problem(f"{name} is not the JSON of a catalog ({why}). Nothing was imported.")


def _tables(file: BinaryIO, found: _Found, name: str) -> Iterator[SheetRows]:
    for sheet in TIDY:
        place = found.tables.get(sheet.name)
        if place is None:
            continue
        columns = tuple(column for column in sheet.columns if column.stores)
        rows = read_rows(sheet, columns, _values(JsonPieces(file, place), columns, name), from_json)
        if sheet is PICTURES:
            pictures = _Pictures(file, found.pictures)
            yield SheetRows(sheet, (*columns, JPEG), with_pictures(rows, columns, pictures.jpeg))
        else:
            yield SheetRows(sheet, columns, rows)


def _values(pieces: JsonPieces, columns: Sequence[SheetColumn], name: str) -> Iterator[tuple[int, list[object] | None]]:
    with _told(name):
        for number, row in enumerate(pieces.items(), 1):
            yield number, [row.get(column.name) for column in columns] if isinstance(row, dict) else None


class _Pictures:
    """The pictures of the file, by name. They stand in the order of their rows; those of another order are sought."""

    def __init__(self, file: BinaryIO, place: int | None) -> None:
        self._file = file
        self._pieces = JsonPieces(file, place or 0)
        self._names = iter(()) if place is None else self._pieces.names()
        self._passed: dict[str, int] = {}

    def jpeg(self, name: str) -> bytes | None:
        """Return a picture, or ``None`` if it is not there."""
        place = self._passed.get(name)
        if place is not None:
            return _jpeg(JsonPieces(self._file, place).value())
        for each in self._names:
            if each == name:
                return _jpeg(self._pieces.value())
            self._passed[each] = self._pieces.place
            self._pieces.skip()
        return None


def _jpeg(text: object) -> bytes | None:
    if not isinstance(text, str) or len(text) > 2 * LARGEST_PICTURE:
        return None
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return None
