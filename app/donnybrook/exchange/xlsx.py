"""Tables as an Excel workbook, one worksheet each. Knows no place.

Text is written as text, whatever it begins with, so no formula can come of it. A cell of Excel holds 32,767 characters;
longer text is cut, and says so at its end.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from donnybrook.catalog import Catalog
from donnybrook.catalog.driver import Connection
from donnybrook.catalog.private_folder import PrivateFolder
from donnybrook.catalog.sheets import SEPARATOR, SheetColumn
from donnybrook.catalog.sheets.reading import count_rows, standing, value_pages
from donnybrook.exchange.format import Format
from donnybrook.exchange.wanted import Chart, Tell, Wanted
from donnybrook.problems import Problem
from donnybrook.times import SECOND_US, format_clock

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_575
LONGEST = 32_767
CUT = " … [cut here: the CSV has all of it]"
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # always the same, so that two exports do not differ


def write(catalog: Catalog, wanted: Wanted, file: BinaryIO, tell: Tell) -> int:
    """Write a workbook; returns how many rows. Raises ``Problem`` for more than a worksheet holds."""
    return catalog.read(_write, wanted, file, tell)


def _write(connection: Connection, wanted: Wanted, file: BinaryIO, tell: Tell) -> int:
    total, done = count_rows(connection, wanted.sheets, wanted.chosen), 0
    with _workbook(file) as book, standing(connection):
        book.set_properties({"title": wanted.title, "created": _MADE})
        bold = book.add_format({"bold": True})
        for chart in wanted.charts:
            worksheet = book.add_worksheet(chart.sheet.name)
            worksheet.freeze_panes(1, 0)
            for place, column in enumerate(chart.columns):
                worksheet.write_string(0, place, column.name, bold)
            before = done
            for count in _rows(connection, chart, wanted, worksheet):
                done = before + count
                tell(done, total)
    return done


@contextmanager
def _workbook(file: BinaryIO) -> Iterator["Workbook"]:
    """Give a workbook that is built when the block ends well; what it lays by on the disk is taken away in any case."""
    from xlsxwriter import Workbook

    with PrivateFolder() as folder:
        book = Workbook(file, {"constant_memory": True, "strings_to_urls": False, "tmpdir": str(folder.path)})
        try:
            yield book
        except BaseException:
            for worksheet in book.worksheets():
                worksheet.row_data_fh.close()  # only building the workbook would close it
            raise
        book.close()


def _rows(connection: Connection, chart: Chart, wanted: Wanted, worksheet: "Worksheet") -> Iterator[int]:
    number = 0
    for page in value_pages(connection, chart.sheet, chart.columns, wanted.chosen):
        for row in page:
            number += 1
            if number > MOST_ROWS:
                raise Problem(
                    f"{chart.sheet.name} has more than {MOST_ROWS:,} rows, which is all that a worksheet holds. Export"
                    " as CSV, or choose fewer fights. Nothing was written."
                )
            for place, (column, value) in enumerate(zip(chart.columns, row, strict=True)):
                if value is not None and value != "":
                    _put(worksheet, number, place, column, value)
        yield number


def _put(worksheet: "Worksheet", row: int, place: int, column: SheetColumn, value: Any) -> None:
    match column.kind:
        case "seconds":
            worksheet.write_number(row, place, value / SECOND_US)
        case "number":
            worksheet.write_number(row, place, value)
        case "integer" if abs(value) < 10**15:  # Excel keeps fifteen digits
            worksheet.write_number(row, place, value)
        case "boolean":
            worksheet.write_boolean(row, place, bool(value))
        case _:
            worksheet.write_string(row, place, _cut(_words(column, value)))


def _words(column: SheetColumn, value: Any) -> str:
    match column.kind:
        case "clock":
            return format_clock(value)
        case "list":
            return SEPARATOR.join(json.loads(value))
        case "bytes":
            return str(value.hex())
        case _:
            return str(value)


def _cut(text: str) -> str:
    """Cut text by what Excel counts, which is units of UTF-16; a character of two is not cut in half."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return text
    return units[: 2 * (LONGEST - len(CUT))].decode("utf-16-le", errors="ignore") + CUT


FORMAT = Format("xlsx", ".xlsx", "all tables as an Excel workbook", write_tables=write, shape="tidy")
