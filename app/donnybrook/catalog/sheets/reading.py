"""Reads sheets off a catalog in pages, as they stand at one moment. Makes no record of a row, and writes nothing.

A million fights go by: values come as they stand in a table of text, as bytes, which costs a fifth of making each one.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from donnybrook.catalog.driver import Connection, Row
from donnybrook.catalog.sheets.columns import Sheet, SheetColumn, as_text, as_value
from donnybrook.records import dataclass

PAGE = 1_000  # rows; a page is read in some ten milliseconds, so that whoever waits can be told, or stop
_CACHE = -4_000  # KiB, as SQLite wants it said
_AMONG = "IN (SELECT value FROM json_each(:chosen))"
_FILMS = """SELECT w.film_id FROM scene s JOIN version w ON w.id = s.version_id WHERE {scenes}"""

type TextRow = tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which scenes go out: those of some ids (``None``: all), and whether what is in the trash goes with all."""

    scene_ids: tuple[int, ...] | None = None
    with_trash: bool = False

    @property
    def is_all(self) -> bool:
        """Whether no scenes are chosen: all of the catalog goes out."""
        return self.scene_ids is None


@contextmanager
def standing(connection: Connection) -> Iterator[None]:
    """Have all that is read inside be of one moment, whatever others write meanwhile, and held in little memory."""
    (kept,) = connection.execute("PRAGMA cache_size").fetchone()
    connection.execute(f"PRAGMA cache_size = {_CACHE}")  # what goes by once need not be kept
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.execute(f"PRAGMA cache_size = {int(kept)}")


def text_pages(
    connection: Connection, sheet: Sheet, columns: Sequence[SheetColumn], chosen: Chosen
) -> Iterator[list[TextRow]]:
    """Give pages of rows, each value as the bytes of its text; bytes that a damaged file holds may be no UTF-8."""
    values = ", ".join(f"CAST({as_text(column)} AS BLOB)" for column in columns)
    yield from _pages(connection, sheet, values, chosen)


def value_pages(
    connection: Connection, sheet: Sheet, columns: Sequence[SheetColumn], chosen: Chosen
) -> Iterator[list[Row]]:
    """Give pages of rows, each value in its own type: times in microseconds, lists as arrays of JSON."""
    yield from _pages(connection, sheet, ", ".join(map(as_value, columns)), chosen)


def count_rows(connection: Connection, sheets: Sequence[Sheet], chosen: Chosen) -> int:
    """Return about how many rows some sheets have, quickly: of chosen scenes, only themselves are counted."""
    if chosen.scene_ids is not None:
        return len(chosen.scene_ids) * max(1, sum("{scenes}" in sheet.within for sheet in sheets))
    counts = (f"(SELECT count(*) FROM {sheet.table})" for sheet in sheets)  # noqa: S608 - names of ours
    return int(connection.execute(f"SELECT {' + '.join(counts)}").fetchone()[0])


def read_pictures(connection: Connection, chosen: Chosen, pictures: Sheet) -> Iterator[tuple[str, bytes]]:
    """Give the pictures, by name, with their bytes."""
    for page in _pages(connection, pictures, "t.sha256, t.jpeg", chosen, size=20):
        yield from page


def _pages(connection: Connection, sheet: Sheet, values: str, chosen: Chosen, size: int = PAGE) -> Iterator[list[Row]]:
    sql = f"{sheet.before} SELECT {values} FROM {sheet.source} {_condition(sheet, chosen)} ORDER BY {sheet.order}"  # noqa: S608 - declared in this package
    cursor = connection.execute(sql, _parameters(sql, chosen))
    try:
        while page := cursor.fetchmany(size):
            yield page
    finally:
        cursor.close()


def _parameters(sql: str, chosen: Chosen) -> dict[str, str]:
    return {"chosen": json.dumps(chosen.scene_ids)} if ":chosen" in sql else {}


def _condition(sheet: Sheet, chosen: Chosen) -> str:
    if not sheet.within or (chosen.is_all and "{scenes}" not in sheet.within):
        return ""
    films = _FILMS.format(scenes=_scenes("s", chosen))
    return f"WHERE {sheet.within.format(scenes=_scenes(sheet.scene, chosen), films=films)}"


def _scenes(alias: str, chosen: Chosen) -> str:
    if chosen.scene_ids is not None:
        return f"{alias}.id {_AMONG}"
    return "1" if chosen.with_trash else f"{alias}.deleted_at IS NULL"
