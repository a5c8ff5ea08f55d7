"""A set of tables with their codebook and data package, in one ZIP file or a folder. Knows no place by itself."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from donnybrook.catalog import Catalog
from donnybrook.catalog.driver import Connection
from donnybrook.catalog.reading import read_codes
from donnybrook.catalog.sheets import PICTURES
from donnybrook.catalog.sheets.reading import count_rows, read_pictures, standing
from donnybrook.exchange.codebook import CodeLists, Table, codebook_csv, codebook_text, describe
from donnybrook.exchange.csv_lines import MARK
from donnybrook.exchange.csv_table import write_table
from donnybrook.exchange.format import Format
from donnybrook.exchange.places import DESCRIPTION, Place, folder_in, picture_file, wrote_in, zip_in
from donnybrook.exchange.wanted import Chart, Tell, Wanted
from donnybrook.exchange.whole_folder import whole_folder


def write_folder(catalog: Catalog, wanted: Wanted, path: Path, tell: Tell) -> int:
    """Write a set as a folder, whole or not at all; returns how many rows. Raises ``Problem`` if it can't be."""
    with whole_folder(path, wrote=wrote_in(path), kind="an export") as made:
        return catalog.read(_write, wanted, folder_in(made), tell)


def write_zip(catalog: Catalog, wanted: Wanted, file: BinaryIO, tell: Tell) -> int:
    """Write a set as a ZIP file, always the same bytes for the same catalog; returns how many rows."""
    with zip_in(file) as place:
        return catalog.read(_write, wanted, place, tell)


def _write(connection: Connection, wanted: Wanted, place: Place, tell: Tell) -> int:
    total = count_rows(connection, wanted.sheets, wanted.chosen)
    done = 0
    tables: list[Table] = []
    with standing(connection):
        codes = _codes(connection, wanted)
        for chart in wanted.charts:
            table = _write_table(connection, chart, wanted, place, _after(done, total, tell))
            tables.append(table)
            done += table.row_count
        if wanted.pictures and PICTURES in wanted.sheets:
            for name, jpeg in read_pictures(connection, wanted.chosen, PICTURES):
                with place.open(picture_file(name)) as file:
                    file.write(jpeg)
                tell(done, total)
    for name, content in _book(wanted, tables, codes):
        with place.open(name) as file:
            file.write(content)
    with place.open(DESCRIPTION) as file:
        file.write(describe(wanted.title, tables, codes, place.written, wanted.flavour))
    return done


def _after(before: int, total: int, tell: Tell) -> Callable[[int], None]:
    return lambda done: tell(before + done, total)


def _write_table(
    connection: Connection, chart: Chart, wanted: Wanted, place: Place, told: Callable[[int], None]
) -> Table:
    ending = "parquet" if wanted.parquet else "csv"
    name = f"{chart.sheet.name}.{ending}"
    with place.open(name) as file:
        if wanted.parquet:
            from donnybrook.exchange.parquet import write_parquet

            count = write_parquet(connection, chart, wanted.chosen, file, told)
        else:
            count = write_table(connection, chart, wanted.chosen, wanted.flavour, file, told)
    return Table(chart.sheet, chart.columns, name, count)


def _book(wanted: Wanted, tables: list[Table], codes: CodeLists) -> Iterator[tuple[str, bytes]]:
    mark = MARK if wanted.flavour == "excel" else b""
    yield "codebook.csv", mark + codebook_csv(tables, codes)
    yield "codebook.md", codebook_text(wanted.title, tables, codes).encode("utf-8", "replace")


def _codes(connection: Connection, wanted: Wanted) -> CodeLists:
    lists = {column.codes for chart in wanted.charts for column in chart.columns if column.codes}
    return {name: read_codes(connection, name) for name in sorted(lists)}


FORMAT = Format("zip", ".zip", "all tables as CSV, with a codebook", write_tables=write_zip, shape="tidy")
