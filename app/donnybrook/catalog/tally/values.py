"""What every scene holds, as numbers in one table: read off the search index once, then kept up edit by edit.

A value is anything that is counted: a concept, a film, a year, a decade, a coder, a name … Each has a number, its
column. Scenes in the trash are not here. Knows no query.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from donnybrook.catalog.driver import AMONG, Connection
from donnybrook.catalog.search.documents import DocumentMaker
from donnybrook.catalog.search.tokens import FIRST_TOKEN, Flag, Kind, read_code, read_token, token

type Numbers = NDArray[np.int64]
type Table = NDArray[np.uint16] | NDArray[np.uint32]

_WHOLE = frozenset({Kind.CONCEPT, Kind.FILM, Kind.CODER, Kind.AGAINST, Kind.LAYER})
_LISTS = frozenset({"certainty", "status", "rating"})
LAST_DECADE = 999  # years are numbered as they are, decades by a tenth
_PEOPLE = "SELECT scene_id, label FROM combatant"
_WIDE_ENOUGH = 0.99  # for so many of the scenes a row has room; what more the others hold stands in ``rest``
_SHORT = np.iinfo(np.uint16).max
_SPARSE = 16  # where so many numbers of scenes are not in use for each that is, a table by number is too large
_PIECE = 500_000  # characters that are made numbers at a time: meanwhile no other thread of the window runs
_STRETCH = 8_192  # rows that are counted at a time: what is worked on stays in the processor's cache


@dataclass(frozen=True, slots=True)
class Column:
    """One value: something numbered in the index, or (``kind`` is None) a combatant's name."""

    kind: Kind | None
    number: int
    name: str = ""


class SceneValues:
    """The scenes, and the columns each holds, each once.

    ``scene_ids`` is sorted, of shape (scenes,). ``table`` has a row for each scene, of shape (scenes, width): 0 stands
    for nothing, n for column n − 1. ``rest`` says what finds no room there, in pairs of a scene's id and such an n, by
    id, of shape (pairs, 2). ``columns`` says what a number stands for.
    """

    def __init__(self, scene_ids: Numbers, table: Table, rest: Numbers, columns: Iterable[Column]) -> None:
        self.scene_ids, self.table, self.rest = scene_ids, table, rest
        self.columns = list(columns)
        self._numbers = {column: number for number, column in enumerate(self.columns)}
        self._totals: Numbers | None = None
        self._place_of: NDArray[np.int32] | None = None

    def places(self, scene_ids: Numbers) -> NDArray[np.signedinteger]:
        """Return where those of the scenes that are here stand, in their order."""
        highest = int(self.scene_ids[-1]) if len(self.scene_ids) else 0
        if highest > _SPARSE * len(self.scene_ids):
            return where(self.scene_ids, scene_ids)[0]
        if self._place_of is None:  # so many numbers are looked up more quickly than sought
            self._place_of = np.full(highest + 1, -1, np.int32)
            self._place_of[self.scene_ids] = np.arange(len(self.scene_ids))
        found = self._place_of[scene_ids[scene_ids <= highest]]
        return found[found >= 0]

    def held(self, place: int) -> Numbers:
        """Return the columns that the scene at a place holds."""
        row = self.table[place]
        more = self.rest[self.rest[:, 0] == self.scene_ids[place], 1]
        return np.concatenate([row[row > 0], more]).astype(np.int64) - 1

    def counts(self, places: Numbers) -> Numbers:
        """Return for each column how many of the scenes at these places hold it."""
        scenes = len(self.scene_ids)
        if 2 * len(places) > scenes:  # it is quicker to take away those that are not asked for
            others = np.ones(scenes, np.bool_)
            others[places] = False
            return self._all() - self._counted(np.flatnonzero(others))
        return self._counted(places)

    def number_of(self, column: Column) -> int:
        """Return the number of a column, which is a new one if there was none."""
        number = self._numbers.setdefault(column, len(self.columns))
        if number == len(self.columns):
            self.columns.append(column)
            if self.table.dtype == np.uint16 and len(self.columns) >= _SHORT:
                self.table = self.table.astype(np.uint32)
        return number

    def put(self, held: Mapping[int, Iterable[int]]) -> None:
        """Say anew what some scenes hold, by their ids: those that are not here yet come in."""
        scene_ids = np.array(sorted(held), np.int64)
        fresh = scene_ids[~where(self.scene_ids, scene_ids)[1]]
        if len(fresh):
            at = np.searchsorted(self.scene_ids, fresh)
            self.scene_ids, self._place_of = np.insert(self.scene_ids, at, fresh), None
            self.table = np.insert(self.table, at, 0, axis=0)
        places = self.places(scene_ids)
        self._note(places, -1)
        rest = [self.rest[~np.isin(self.rest[:, 0], scene_ids)]]
        for place, scene_id in zip(places.tolist(), scene_ids.tolist(), strict=True):
            row = np.array(sorted(held[scene_id]), np.int64) + 1
            room = min(len(row), self.table.shape[1])
            self.table[place] = 0
            self.table[place, :room] = row[:room]
            rest.append(np.column_stack((np.full(len(row) - room, scene_id), row[room:])))
        self.rest = _by_scene(np.concatenate(rest))
        self._note(places, 1)

    def drop(self, scene_ids: Sequence[int]) -> None:
        """Leave scenes out; those that are not here are none."""
        places = self.places(np.array(scene_ids, np.int64))
        if not len(places):
            return
        self._note(places, -1)
        self.rest = self.rest[~np.isin(self.rest[:, 0], self.scene_ids[places])]
        self.scene_ids, self._place_of = np.delete(self.scene_ids, places), None
        self.table = np.delete(self.table, places, axis=0)

    def pairs(self, places: Numbers) -> Iterator[tuple[Numbers, NDArray[Any]]]:
        """Yield some places and the columns held there, as pairs, a stretch at a time.

        The places rise in each stretch if those that are asked for do.
        """
        for start in range(0, len(places), _STRETCH):
            some = places[start : start + _STRETCH]
            rows, slots = np.nonzero(block := self.table.take(some, axis=0))
            yield some[rows], block[rows, slots] - 1
        there, more = self._rest_of(places)
        yield there, more - 1

    def _all(self) -> Numbers:
        if self._totals is None:
            self._totals = self._counted(np.arange(len(self.scene_ids)))
        return np.pad(self._totals, (0, len(self.columns) - len(self._totals)))

    def _note(self, places: Numbers, sign: int) -> None:
        """Keep the totals right while rows are written: what stood there is taken away, what stands there added."""
        if self._totals is not None:
            self._totals = self._all() + sign * self._counted(places)

    def _counted(self, places: Numbers) -> Numbers:
        counts = np.zeros(len(self.columns) + 1, np.int64)
        for start in range(0, len(places), _STRETCH):
            rows = self.table.take(places[start : start + _STRETCH], axis=0)
            counts += np.bincount(rows.ravel(), minlength=len(counts))
        counts += np.bincount(self._rest_of(places)[1], minlength=len(counts))
        return counts[1:]

    def _rest_of(self, places: Numbers) -> tuple[Numbers, Numbers]:
        """Return what of the rest is held at some places: where, and which numbers."""
        if not len(self.rest):
            return self.rest[:, 0], self.rest[:, 1]
        asked = np.zeros(len(self.scene_ids), np.bool_)
        asked[places] = True
        there = self.places(self.rest[:, 0])
        return there[asked[there]], self.rest[asked[there], 1]


def is_counted(kind: Kind, number: int) -> bool:
    """Whether something the index numbers is a value here."""
    match kind:
        case Kind.YEAR:
            return number <= LAST_DECADE
        case Kind.CODE:
            return read_code(number)[0] in _LISTS
        case Kind.FLAG:
            return number == Flag.IMPROVISED
        case Kind.COUNT:
            return number > 1  # one is what most are
    return kind in _WHOLE


def where(scene_ids: Numbers, asked: Numbers) -> tuple[Numbers, NDArray[np.bool_]]:
    """Return where those of the asked that are among the sorted ids stand, and which of the asked these are."""
    places = np.searchsorted(scene_ids, asked)
    here = places < len(scene_ids)
    here[here] = scene_ids[places[here]] == asked[here]
    return places[here], here


def ranges(starts: Numbers, ends: Numbers) -> Numbers:
    """Return all numbers from each start up to its end, one range after the other."""
    lengths = ends - starts
    before = np.cumsum(lengths) - lengths
    return np.repeat(starts - before, lengths) + np.arange(lengths.sum())


def numbers(connection: Connection, sql: str, parameters: Sequence[object] = ()) -> Numbers:
    """Return the one text of a query, integers between commas (as ``group_concat`` gives them), as an array."""
    text = connection.execute(sql, tuple(parameters)).fetchone()[0] or ""
    parts, start = [np.zeros(0, np.int64)], 0
    while start < len(text):
        end = text.find(",", start + _PIECE)
        end = len(text) if end < 0 else end
        parts.append(np.fromstring(text[start:end], dtype=np.int64, sep=","))
        start = end + 1
    return np.concatenate(parts)


def read_values(reader: Connection) -> SceneValues:
    """Read all of it; ``reader`` has the index attached as ``find``, and up to date."""
    scene_ids = np.sort(numbers(reader, "SELECT group_concat(id) FROM scene WHERE deleted_at IS NULL"))
    columns: list[Column] = []
    holders: list[NDArray[np.int32]] = []
    for kind, number in _counted_tokens(reader):
        sql = "SELECT group_concat(rowid) FROM find.scene_find WHERE scene_find MATCH ?"
        columns.append(Column(kind, number))
        found = numbers(reader, sql, [f'"{token(kind, number)}"'])
        holders.append(where(scene_ids, found)[0].astype(np.int32))
    for name, found in _people(reader.execute(_PEOPLE)):
        columns.append(Column(None, 0, name))
        holders.append(where(scene_ids, found)[0].astype(np.int32))
    return _arranged(scene_ids, holders, columns)


def bring_up(values: SceneValues, reader: Connection, maker: DocumentMaker, touched: Sequence[int]) -> None:
    """Read some scenes anew: those that were changed, added, deleted or restored."""
    held: dict[int, set[int]] = {}
    for scene_id, document in maker.documents(touched):
        found = (read_token(word) for word in document.split() if word[0] >= FIRST_TOKEN)
        held[scene_id] = {values.number_of(Column(*each)) for each in found if is_counted(*each)}
    people = reader.execute(f"{_PEOPLE} WHERE scene_id {AMONG}", (json.dumps(list(touched)),))
    for scene_id, label in people:
        if scene_id in held:
            held[scene_id].add(values.number_of(Column(None, 0, label)))
    values.drop([scene_id for scene_id in touched if scene_id not in held])
    values.put(held)


def _counted_tokens(reader: Connection) -> list[tuple[Kind, int]]:
    words = reader.execute("SELECT text FROM find.word WHERE text >= ?", (FIRST_TOKEN,)).fetchall()
    return [found for (word,) in words if is_counted(*(found := read_token(word)))]


def _people(rows: Iterable[tuple[int, str]]) -> Iterator[tuple[str, Numbers]]:
    """Yield each name with the scenes in which somebody bears it."""
    names: dict[str, int] = {}
    told = np.fromiter(
        (part for scene, label in rows for part in (scene, names.setdefault(label, len(names)))), np.int64
    ).reshape(-1, 2)
    highest = int(told[:, 0].max(initial=0)) + 1
    once = np.unique(told[:, 1] * highest + told[:, 0])  # somebody may bear a name another bears in the same scene
    first = np.searchsorted(once // highest, np.arange(1, len(names)))
    yield from zip(names, np.split(once % highest, first), strict=False)


def _arranged(scene_ids: Numbers, holders: Sequence[NDArray[np.int32]], columns: Sequence[Column]) -> SceneValues:
    filled = np.zeros(len(scene_ids), np.int32)
    for places in holders:
        filled[places] += 1
    width = max(1, int(np.quantile(filled, _WIDE_ENOUGH))) if len(filled) else 1
    kind: type[Any] = np.uint16 if len(columns) < _SHORT else np.uint32
    table = np.zeros((len(scene_ids), width), kind)
    rest = [np.zeros((0, 2), np.int64)]
    filled[:] = 0
    for number, places in enumerate(holders, 1):
        slots = filled[places]
        fits = slots < width
        table[places[fits], slots[fits]] = number
        filled[places] += 1
        if not fits.all():
            over = scene_ids[places[~fits]]
            rest.append(np.column_stack((over, np.full(len(over), number))))
    return SceneValues(scene_ids, table, _by_scene(np.concatenate(rest)), columns)


def _by_scene(pairs: Numbers) -> Numbers:
    return pairs[np.argsort(pairs[:, 0], kind="stable")]
