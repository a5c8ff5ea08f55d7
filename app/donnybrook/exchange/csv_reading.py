"""Reads CSV and TSV that anyone made, some rows at a time, however large it is. Knows no catalog.

What can't be read at all (an encoding, a quote that is never closed) ends it, with the line; a row that is no fight is
told of, and the others go on.
"""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from io import BufferedReader
from itertools import batched
from pathlib import Path

from donnybrook.exchange.csv_lines import MARK, unguarded_formula
from donnybrook.exchange.foreign import BadItem, ForeignFile, ForeignFilm, ForeignScene, TableLayout
from donnybrook.exchange.format import RateOf
from donnybrook.exchange.strict_csv import Line, read_lines
from donnybrook.exchange.table_columns import Mapped, mapped
from donnybrook.exchange.table_rows import BadRow, Row
from donnybrook.problems import Problem

_BATCH = 1_000
_FIRST_BYTES = 64 * 1024
_SEPARATORS = (",", ";", "\t", "|")


def read_header(path: Path, layout: TableLayout) -> list[str]:
    """Return the names of a table's columns. Raises ``Problem`` if it can't be read, or has none."""
    with _opened(path) as file, closing(_lines(file, path, layout)) as lines:
        header = next(lines, None)
    if header is None:
        raise Problem(f"{path.name} is empty. Nothing was imported.")
    return header.cells


def read_rows(path: Path, layout: TableLayout, rate_of: RateOf) -> Iterator[ForeignFile]:
    """Give what a table holds, a thousand rows at a time. Raises ``Problem`` if it can't be read, with the line."""
    columns = mapped(read_header(path, layout), layout, path.name)
    with _opened(path) as file, closing(_lines(file, path, layout)) as lines:
        is_guarded = file.peek(3).startswith(MARK)
        width = len(next(lines).cells)
        names_films = False
        for some in batched(lines, _BATCH):
            read = _Some(columns, width, rate_of, is_guarded=is_guarded).read(some)
            names_films = names_films or any(film.title for film in read.films)
            yield replace(read, names_films=names_films)


def _opened(path: Path) -> BufferedReader:
    try:
        return path.open("rb")
    except OSError as fault:
        raise Problem(f"{path} can't be read ({fault.strerror or fault}). Nothing was imported.") from fault


def _lines(file: BufferedReader, path: Path, layout: TableLayout) -> Generator[Line]:
    separator = layout.separator or _separator(file.peek(_FIRST_BYTES), path)
    return read_lines(file, path.name, separator=separator, encoding=layout.encoding)


def _separator(beginning: bytes, path: Path) -> str:
    """Return what stands between cells: what the first line has most of, outside of quotes."""
    if path.suffix.lower() == ".tsv":
        return "\t"
    text = beginning.replace(b"\0", b"").decode("utf-8", "replace")  # of UTF-16, the signs are these without the zeros
    outside = "".join(text.split('"')[::2])
    first = outside.lstrip("\r\n").splitlines()[:1] or [""]
    return max(_SEPARATORS, key=first[0].count)


class _Some:
    """Some rows of a table."""

    def __init__(self, columns: Sequence[Mapped], width: int, rate_of: RateOf, *, is_guarded: bool) -> None:
        self._columns = columns
        self._width = width
        self._rate_of = rate_of
        self._is_guarded = is_guarded
        self._films: dict[ForeignFilm, int] = {}

    def read(self, lines: Sequence[Line]) -> ForeignFile:
        scenes: list[ForeignScene] = []
        bad: list[BadItem] = []
        for line in lines:
            try:
                scenes.append(self._scene(line))
            except BadRow as fault:
                bad.append(BadItem(f"line {line.number:,}", str(fault)))
        # Seconds and clocks are what people type: rounded to the millisecond, and put back on their frames.
        return ForeignFile(
            films=tuple(self._films) or (ForeignFilm(),), scenes=tuple(scenes), bad=tuple(bad), resolution_us=1_000
        )

    def _scene(self, line: Line) -> ForeignScene:
        if len(line.cells) != self._width:
            more = "more" if len(line.cells) > self._width else "fewer"
            hint = "; a comma inside a cell needs quotes around the cell" if more == "more" else ""
            raise BadRow(f"it has {len(line.cells)} cells, {more} than there are columns ({self._width}){hint}")
        cells = {column.name: line.cells[column.place] for column in self._columns}
        if self._is_guarded:
            cells = {name: unguarded_formula(cell) for name, cell in cells.items()}
        row = Row(line.number, cells)
        film = row.film
        place = self._films.setdefault(film, len(self._films))
        return row.scene(place, self._rate_of(film))
