"""Which column of somebody's table is which of ours: as a person says, or by the names that are usual. Reads no row."""

import difflib
from collections.abc import Iterator, Sequence

from donnybrook.catalog import SCENE_FIELDS
from donnybrook.catalog.folding import fold
from donnybrook.catalog.sheets import FIGHTS
from donnybrook.exchange.foreign import TableLayout
from donnybrook.problems import Problem
from donnybrook.records import dataclass

# The first name that a table has counts: seconds are more exact than clocks.
_USUAL = {
    "scene_id": ("scene_id",),
    "film": ("film", "movie", "film title", "movie title", "work"),
    "year": ("year", "film year", "release year"),
    "title": ("title", "name", "scene", "fight", "label"),
    "in": ("in_s", "in", "start", "begin", "from", "in point", "start time", "start_s", "onset", "tc in"),
    "out": ("out_s", "out", "end", "stop", "to", "out point", "end time", "end_s", "offset", "tc out"),
    "duration": ("duration_s", "duration", "length"),
    "location": ("location", "place", "setting"),
    "weapons": ("weapons", "weapon"),
    "improvised_weapons": ("improvised_weapons",),
    "uses": ("uses",),
    "combatants": ("combatants", "combatant", "fighters", "characters", "who"),
    "techniques": ("techniques", "technique"),
    "camera": ("camera",),
    "themes": ("themes", "theme", "tags"),
    "note": ("note", "notes", "comment", "comments", "description"),
}
_ENTERED = tuple(field.export_as for field in SCENE_FIELDS if field.export_as)
TARGETS: tuple[str, ...] = (*_USUAL, *_ENTERED)
"""The names of our columns that a table can be read into."""


class ColumnsUnclear(Problem):
    """Nothing can be told of a table by the names of its columns: somebody has to say which is which."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A column of ours, and where it stands in the table."""

    name: str
    theirs: str
    place: int


def usual_columns(header: Sequence[str]) -> tuple[Mapped, ...]:
    """Return the columns that are known by their names."""
    return tuple(_found(header, {}, ""))


def mapped(header: Sequence[str], layout: TableLayout, file_name: str) -> tuple[Mapped, ...]:
    """Return which columns are read, in the order of ours.

    Raises:
        Problem: a name stands twice, is not there, or no column is one of ours.
    """
    _refuse_doubles(header, file_name)
    said = dict(layout.columns)
    for ours in said:
        if ours not in TARGETS:
            raise Problem(f"“{ours}” is none of our columns. There are: {', '.join(TARGETS)}. Nothing was imported.")
    found = tuple(_found(header, said, file_name))
    if not found:
        raise ColumnsUnclear(
            f"None of the columns of {file_name} is known: {', '.join(header)[:300]}. Say which is which. Nothing was"
            " imported."
        )
    return found


def unread_columns(header: Sequence[str], layout: TableLayout, file_name: str) -> tuple[str, ...]:
    """Return the columns that nothing is taken from; not those that our own tables have beside others.

    Raises ``Problem`` as ``mapped`` does.
    """
    read = {each.place for each in mapped(header, layout, file_name)}
    said_otherwise = {fold(column.name) for column in FIGHTS.columns}
    return tuple(
        name
        for place, name in enumerate(header)
        if name.strip() and place not in read and fold(name).strip() not in said_otherwise
    )


def _found(header: Sequence[str], said: dict[str, str], file_name: str) -> Iterator[Mapped]:
    folded = [fold(name).strip() for name in header]
    taken = {fold(theirs).strip() for theirs in said.values() if theirs}
    for ours in TARGETS:
        if ours in said:
            if said[ours]:  # '' leaves a column out
                yield _named(header, folded, ours, said[ours], file_name)
            continue
        usual = (name for name in _USUAL.get(ours, (ours,)) if fold(name) in folded and fold(name) not in taken)
        name = next(usual, None)
        if name is not None:
            place = folded.index(fold(name))
            yield Mapped(ours, header[place], place)


def _named(header: Sequence[str], folded: Sequence[str], ours: str, theirs: str, file_name: str) -> Mapped:
    if fold(theirs).strip() in folded:
        place = folded.index(fold(theirs).strip())
        return Mapped(ours, header[place], place)
    near = difflib.get_close_matches(theirs, header, 3)
    hint = f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(header)[:300]}."
    raise Problem(f"{file_name} has no column “{theirs}”. {hint} Nothing was imported.")


def _refuse_doubles(header: Sequence[str], file_name: str) -> None:
    folded = [fold(name).strip() for name in header]
    twice = next((name for name, key in zip(header, folded, strict=True) if name and folded.count(key) > 1), None)
    if twice is not None:
        raise Problem(
            f"{file_name}, line 1: the column “{twice}” stands there twice. Give one of them another name."
            " Nothing was imported."
        )
