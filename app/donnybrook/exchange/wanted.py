"""What is wanted of an export of tables: which fights, sheets and columns, in which flavour. Knows no format."""

import difflib
from collections.abc import Callable, Sequence
from dataclasses import field
from typing import Literal

from donnybrook.catalog.sheets import FIGHTS, PICTURES, THUMBNAILS, TIDY, Sheet, SheetColumn
from donnybrook.catalog.sheets.reading import Chosen
from donnybrook.problems import Problem
from donnybrook.records import dataclass

type Flavour = Literal["plain", "excel"]
type Tell = Callable[[int, int], None]
"""Hears now and then how many rows are done, and about of how many (0: unknown); what it raises stops the work."""

_OF_PICTURES = (PICTURES, THUMBNAILS)


type Look = Callable[[], None]
"""Is asked before what was made ready is brought into a catalog, and while it is; what it raises stops that."""


def silent(_done: int, _total: int) -> None:
    """Hear how far it is, and do nothing."""


def unasked() -> None:
    """Go on."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A sheet and those of its columns that go out."""

    sheet: Sheet
    columns: tuple[SheetColumn, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What goes out, and how.

    ``title`` says in words what it is. ``pictures``: the files of pictures go with a set. ``parquet``: the tables of a
    set are Parquet, not CSV.
    """

    chosen: Chosen = field(default_factory=Chosen)
    charts: tuple[Chart, ...] = ()
    flavour: Flavour = "plain"
    parquet: bool = False
    pictures: bool = True
    title: str = "Fight scenes"

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets that go out."""
        return tuple(chart.sheet for chart in self.charts)


def sheet_names() -> tuple[str, ...]:
    """Return the names of all sheets, the wide one first."""
    return tuple(sheet.name for sheet in (FIGHTS, *TIDY))


def charts_of(
    sheets: Sequence[str], columns: Sequence[str], chosen: Chosen, *, pictures: bool = True
) -> tuple[Chart, ...]:
    """Return the sheets by name, with chosen columns; all tidy ones without names, all columns without columns.

    A column is ``title`` (wherever there is one) or ``scenes.title``. The column that identifies a row of a tidy sheet
    stays. Raises ``Problem`` for a name that there is not.
    """
    asked = [_sheet(name) for name in dict.fromkeys(sheets)] or list(TIDY)
    going = [sheet for sheet in asked if sheets or chosen.is_all or not sheet.whole_only]
    going = [sheet for sheet in going if pictures or sheet not in _OF_PICTURES]
    if not columns:
        return tuple(Chart(sheet, sheet.columns) for sheet in going)
    for name in columns:
        _check_column(name, going)
    charts = (Chart(sheet, _picked(sheet, columns)) for sheet in going)
    return tuple(chart for chart in charts if chart.columns)


def _sheet(name: str) -> Sheet:
    for sheet in (FIGHTS, *TIDY):
        if sheet.name == name.strip().lower():
            return sheet
    raise Problem(f"There is no table “{name}”. There are: {', '.join(sheet_names())}.")


def _check_column(name: str, sheets: Sequence[Sheet]) -> None:
    sheet_name, _, column = name.rpartition(".")
    if not any(sheet.column(column) for sheet in sheets if sheet_name in ("", sheet.name)):
        known = sorted({column.name for sheet in sheets for column in sheet.columns})
        near = difflib.get_close_matches(column, known, 3)
        hint = f" Did you mean {' or '.join(near)}?" if near else f" There are: {', '.join(known)}."
        raise Problem(f"There is no column “{name}” in what is exported.{hint} Nothing was written.")


def _picked(sheet: Sheet, names: Sequence[str]) -> tuple[SheetColumn, ...]:
    wanted = [name.rpartition(".") for name in names]
    own = [column for place, _, column in wanted if place in ("", sheet.name) and sheet.column(column)]
    found = [column for column in map(sheet.column, dict.fromkeys(own)) if column]
    if found and sheet.key and sheet.key not in found:
        found.insert(0, sheet.key)
    return tuple(found)
