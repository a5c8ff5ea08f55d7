"""Rows of a set that was exported, with their values read back, whatever file they stand in. Knows no file."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from donnybrook.catalog.sheets import Sheet, SheetColumn
from donnybrook.catalog.sheets.taking import MOST_TOLD, BadRow, RowsRefused, SheetRow
from donnybrook.exchange.codebook import FORM
from donnybrook.exchange.stored_values import BadValue, Stored
from donnybrook.problems import Problem

LARGEST_PICTURE = 2 * 1024 * 1024
JPEG = SheetColumn(name="file", kind="bytes", sql="", description="", stores="jpeg")
type Told = Callable[[int], None]
"""Hears how many rows are read; what it raises stops the import, and nothing of it stays."""


def read_rows(
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


def with_pictures(
    rows: Iterator[SheetRow], columns: Sequence[SheetColumn], picture: Callable[[str], bytes | None]
) -> Iterator[SheetRow]:
    """Give the rows of the table of pictures, each with its ``JPEG`` behind its columns, which ``picture`` finds."""
    place = next(at for at, column in enumerate(columns) if column.stores == "sha256")
    for row in rows:
        yield SheetRow(row.line, (*row.values, picture(str(row.values[place]))))


def check_form(form: object, name: str) -> None:
    """Raise ``Problem`` for a set that was exported by a newer program."""
    if not isinstance(form, int) or form > FORM:
        raise Problem(f"{name} was exported by a newer Donnybrook (form {form}; this one reads {FORM}).")
