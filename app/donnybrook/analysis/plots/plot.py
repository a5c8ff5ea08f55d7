"""What a plot shows: bars, columns or a heat map, each mark with its place in the table. Draws nothing."""

from typing import Literal

from donnybrook.records import dataclass

type Place = tuple[int, int]
"""A row and a column of the table that the plot is of."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One bar, part of a bar, point or cell; ``words`` say all of it, ``at`` is where it stands in the table.

    ``strength`` is how full its colour is, from 0 to 1.
    """

    value: float
    words: str
    at: Place
    ink: str = ""  # a colour of ``colours.Tokens`` by name; '' for that of its series
    strength: float = 1.0
    shown: str = ""  # what is written on it, or beside it


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a bar plot: its marks stand one after the other."""

    label: str
    marks: tuple[Mark, ...]
    shown: str = ""  # what is written at its end


@dataclass(frozen=True, slots=True)
class Key:
    """One line of the legend."""

    name: str
    ink: str
    strength: float = 1.0


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars from the left to the right, one beneath the other."""

    title: str
    axis: str
    bars: tuple[Bar, ...]
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """Marks of one kind, one a place along the axis; None where there is none."""

    name: str
    ink: str
    marks: tuple[Mark | None, ...]
    strength: float = 1.0


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns that rise from an axis of places: one series upon the other, side by side, or as a line."""

    title: str
    across: str
    upwards: str
    places: tuple[str, ...]
    series: tuple[Series, ...]
    form: Literal["upon", "beside", "line"] = "upon"
    is_share: bool = False


@dataclass(frozen=True, slots=True)
class HeatMap:
    """A table whose cells are the fuller of colour the larger their value is."""

    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Mark | None, ...], ...]


type Plot = Bars | Columns | HeatMap
