"""CSV, one table: UTF-8, RFC 4180, as R, pandas and spreadsheets read it. Knows no place."""

from collections.abc import Callable
from typing import BinaryIO

from donnybrook.catalog import Catalog
from donnybrook.catalog.driver import Connection
from donnybrook.catalog.sheets.reading import Chosen, count_rows, standing, text_pages
from donnybrook.exchange.csv_lines import MARK, csv_lines, header_line
from donnybrook.exchange.csv_reading import read_rows
from donnybrook.exchange.format import Format
from donnybrook.exchange.places import MeasuredFile
from donnybrook.exchange.wanted import Chart, Flavour, Tell, Wanted
from donnybrook.problems import Problem


def write(catalog: Catalog, wanted: Wanted, file: BinaryIO, tell: Tell) -> int:
    """Write a header and one row after the other; returns how many. Raises ``Problem`` for more tables than one."""
    if len(wanted.charts) != 1:
        raise Problem("A CSV file holds one table. Export to a folder or a .zip to have several. Nothing was written.")
    return catalog.read(_write, wanted, file, tell)


def _write(connection: Connection, wanted: Wanted, file: BinaryIO, tell: Tell) -> int:
    chart = wanted.charts[0]
    with standing(connection):
        total = count_rows(connection, wanted.sheets, wanted.chosen)
        return write_table(connection, chart, wanted.chosen, wanted.flavour, file, lambda done: tell(done, total))


def write_table(
    connection: Connection,
    chart: Chart,
    chosen: Chosen,
    flavour: Flavour,
    file: BinaryIO | MeasuredFile,
    told: Callable[[int], None],
) -> int:
    """Write one table and return how many rows it has; ``told`` hears how many there are so far."""
    guarded = flavour == "excel"
    file.write((MARK if guarded else b"") + header_line(chart.columns))
    count = 0
    for page in text_pages(connection, chart.sheet, chart.columns, chosen):
        file.write(csv_lines(page, chart.columns, guarded=guarded))
        count += len(page)
        told(count)
    return count


FORMAT = Format(
    "csv",
    ".csv",
    "one table, one row per fight",
    write_tables=write,
    read_rows=read_rows,
    also_read=(".tsv",),
    counts_frames=True,
)
