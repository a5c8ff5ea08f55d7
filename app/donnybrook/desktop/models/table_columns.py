"""The columns of the table of hits, one line each: what stands in them, and the order a click on their head asks for.

To add a column: a line here; its order is one of ``catalog.search.ordering``. Knows no widget.
"""

from collections.abc import Callable, Sequence
from math import ceil

from donnybrook.catalog import Scene, SceneRow
from donnybrook.catalog.english import people
from donnybrook.desktop.marked_words import N_
from donnybrook.desktop.scene_text import length, name_of, short_clock, stars
from donnybrook.records import dataclass
from donnybrook.times import SECOND_US


@dataclass(frozen=True, slots=True)
class Hit:
    """A scene of the table: as lists show it, and whole."""

    id: int
    row: SceneRow
    scene: Scene


@dataclass(frozen=True, slots=True)
class Column:
    """``order`` sorts by it, the small first; figures stand at the right. ``is_shown``: until a person chooses.

    ``width_px`` is its share where there is no room for what stands in all columns.
    """

    name: str
    label: str  # marked words
    order: str
    width_px: int
    text: Callable[[Hit], str]
    is_figures: bool = False
    is_shown: bool = False

    @property
    def is_words(self) -> bool:
        """Whether it may have more room than what stands in it."""
        return not self.is_figures and self.name != "rating"


def _clock(time_us: int | None) -> str:
    return "" if time_us is None else f"{short_clock(time_us)}.{time_us % SECOND_US // 100_000}"


def _length(hit: Hit) -> str:
    fields = hit.scene.fields
    return "" if fields.in_us is None or fields.out_us is None else length(fields.out_us - fields.in_us)


def _weapons(hit: Hit) -> str:
    return ", ".join(f"{use.label} ✱" if use.improvised else use.label for use in hit.row.weapons)


def _who(hit: Hit) -> str:
    return ", ".join(people(each.label, each.headcount) for each in hit.scene.combatants)


def _terms(hit: Hit) -> str:
    return ", ".join(dict.fromkeys(term.label for term in hit.scene.terms))


COLUMNS: tuple[Column, ...] = (
    Column("title", N_("Fight"), "title", 224, lambda hit: name_of(hit.row), is_shown=True),
    Column("film", N_("Film"), "film", 130, lambda hit: hit.row.film_title, is_shown=True),
    Column("year", N_("Year"), "year", 50, lambda hit: str(hit.row.film_year or ""), is_figures=True),
    Column("in", N_("In"), "in", 70, lambda hit: _clock(hit.row.in_us), is_figures=True, is_shown=True),
    Column("out", N_("Out"), "out", 70, lambda hit: _clock(hit.row.out_us), is_figures=True),
    Column("length", N_("Length"), "length", 66, _length, is_figures=True, is_shown=True),
    Column("weapons", N_("Weapons"), "weapon", 150, _weapons, is_shown=True),
    Column("people", N_("Who fights"), "person", 170, _who),
    Column("place", N_("Place"), "place", 116, lambda hit: hit.row.place_name or hit.row.location, is_shown=True),
    Column("terms", N_("Techniques, camera"), "term", 170, _terms),
    Column("rating", N_("Rating"), "rating", 76, lambda hit: stars(hit.row.rating), is_shown=True),
    Column("note", N_("Note"), "note", 260, lambda hit: " ".join(hit.scene.fields.note.split())),
    Column("status", N_("Status"), "status", 90, lambda hit: hit.scene.fields.status),
    Column("certainty", N_("Certainty"), "certainty", 90, lambda hit: hit.scene.fields.certainty),
    Column("interior", N_("Inside"), "interior", 90, lambda hit: hit.scene.fields.interior),
    Column("time", N_("Time of day"), "time", 90, lambda hit: hit.scene.fields.time_of_day),
    Column("layer", N_("Layer"), "layer", 90, lambda hit: hit.scene.fields.layer),
    Column("coder", N_("Coder"), "coder", 100, lambda hit: hit.scene.coder),
    Column(
        "added", N_("Added"), "oldest", 130, lambda hit: hit.scene.created_at[:16].replace("T", " "), is_figures=True
    ),
)

_NARROWEST = 0.85  # of a column's share, or what stands in it; where there is no room for that, the table scrolls
_TYPICAL = 0.8  # of the rows are shown whole where there is room: the rest would take it from all


def wanted_px(column: Column, head_px: float, cells_px: Sequence[float]) -> int:
    """Return how wide a column would be for its head and the cells that are looked at, all figures and most words."""
    cells = sorted(cells_px)
    place = len(cells) - 1 if column.is_figures else int(_TYPICAL * len(cells))
    typical = cells[min(place, len(cells) - 1)] if cells else column.width_px
    return ceil(max(head_px, typical))


def shared_out(columns: Sequence[Column], wanted: Sequence[int], room_px: int) -> list[int]:
    """Share the room out among columns: as wide as each wants to be, else its share of what the others leave.

    What is left over goes to those with words.
    """
    least = [min(want, int(_NARROWEST * column.width_px)) for column, want in zip(columns, wanted, strict=True)]
    left, shares = max(room_px, sum(least)), sum(column.width_px for column in columns)
    widths = [0] * len(columns)
    for place in sorted(range(len(columns)), key=lambda each: wanted[each] / columns[each].width_px):
        share = columns[place].width_px
        widths[place] = min(wanted[place], left * share // shares)
        left, shares = left - widths[place], shares - share
    grows = [place for place, column in enumerate(columns) if column.is_words]
    shares = sum(columns[place].width_px for place in grows)
    for place in grows:
        widths[place] += left * columns[place].width_px // shares
    return widths


_TURNED = {"newest": "-oldest", "-newest": "oldest"}


def sorted_column(order: str) -> tuple[int, bool] | None:
    """Return which column an order sorts by, and whether the large come first; ``None`` for one that is no column's."""
    told = _TURNED.get(order, order)
    places = (place for place, column in enumerate(COLUMNS) if column.order == told.removeprefix("-"))
    place = next(places, None)
    return None if place is None else (place, told.startswith("-"))


def next_order(column: Column, order: str) -> str:
    """Return the order a click on a column's head asks for: up, then down, then newest first again."""
    now = _TURNED.get(order, order)
    if now == column.order:
        return f"-{column.order}"
    return "newest" if now == f"-{column.order}" and column.order != "oldest" else column.order
