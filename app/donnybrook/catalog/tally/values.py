"""What every scene holds, as numbers: bits for what many hold, a table for the rest; kept up edit by edit.

A value is anything that is counted: a concept, a film, a year, a decade, a coder, a name … Each has a number, its
column. Knows no query, and reads nothing.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from donnybrook.catalog.driver import Connection
from donnybrook.catalog.search.tokens import Flag, Kind, read_code
from donnybrook.catalog.tally.bits import (
    Bits,
    Places,
    bits_of,
    holds,
    length_for,
    mark,
    places_of,
    said_of,
    shared_sizes,
    size_of,
)
from donnybrook.records import dataclass

type Numbers = NDArray[np.int64]
type Table = NDArray[np.uint16] | NDArray[np.uint32]

_WHOLE = frozenset({Kind.CONCEPT, Kind.FILM, Kind.CODER, Kind.AGAINST, Kind.LAYER})
_LISTS = frozenset({"certainty", "status", "rating"})
LAST_DECADE = 999  # years are numbered as they are, decades by a tenth
SHORT = int(np.iinfo(np.uint16).max)
NO_LENGTH = -1
SPARSE = 16  # where so many numbers of scenes are not in use for each that is, a table by number is too large
_PIECE = 500_000  # characters that are made numbers at a time: meanwhile no other thread of the window runs
_MUCH = 10_000  # of what finds no room
_STRETCH = 8_192  # rows that are counted at a time: what is worked on stays in the processor's cache


@dataclass(frozen=True, slots=True)
class Column:
    """One value: something numbered in the index, or (``kind`` is None) a combatant's name, or a word of any text.

    Words are not counted; those that many scenes have are here so that they need not be looked up.
    """

    kind: Kind | None
    number: int
    name: str = ""

    @property
    def is_word(self) -> bool:
        """Whether it is a word of the texts."""
        return self.kind is None and self.number == _IS_WORD


_IS_WORD = 1


def name_column(name: str) -> Column:
    """Return the column of a combatant's name."""
    return Column(None, 0, name)


def word_column(word: str) -> Column:
    """Return the column of a folded word."""
    return Column(None, _IS_WORD, word)


@dataclass(slots=True)
class Arrays:
    """The arrays as they are kept in a file; a scene stands at one place in all of them.

    ``scene_ids`` and ``lengths_us`` (``NO_LENGTH`` where unknown), of shape (scenes,): by rising id, also those that
    are gone, which hold nothing. ``alive`` has the others. ``bits`` has a row for each value that many hold, of shape
    (values, numbers); ``common`` says which columns these are. ``table`` has a row for each scene, of shape
    (scenes, width): 0 stands for nothing, n for column n − 1. ``rest`` says what finds no room there, in pairs of a
    place and such an n, of shape (pairs, 2).
    """

    scene_ids: Numbers
    lengths_us: Numbers
    alive: Bits
    bits: NDArray[np.uint64]
    common: Numbers
    table: Table
    rest: Numbers


class SceneValues:
    """The scenes, and the columns each holds, each once; ``columns`` says what a column stands for."""

    def __init__(self, arrays: Arrays, columns: Iterable[Column]) -> None:
        self.arrays = arrays
        self.columns = list(columns)
        self._numbers = {column: number for number, column in enumerate(self.columns)}
        self._row_of = {column: row for row, column in enumerate(arrays.common.tolist())}
        self._counted = len(arrays.common) - len(self.common_words())  # words come after all others
        self._rest_at_first = len(arrays.rest)
        self.shifted = 0  # how often places became others
        self._totals: Numbers | None = None
        self._place_of: NDArray[np.int32] | None = None

    @property
    def scene_ids(self) -> Numbers:
        """The ids by place, also of scenes that are gone."""
        return self.arrays.scene_ids

    @property
    def alive(self) -> Bits:
        """The places of the scenes that are not gone."""
        return self.arrays.alive

    @property
    def is_crowded(self) -> bool:
        """Whether so much finds no room in the table that it is time to read all anew: the catalog has grown."""
        return len(self.arrays.rest) > max(_MUCH, len(self.scene_ids), 2 * self._rest_at_first)

    def known(self, scene_ids: Numbers) -> Places:
        """Return where those of the scenes stand that are here or were, in their order."""
        known = self.scene_ids
        highest = int(known[-1]) if len(known) else 0
        if highest > SPARSE * len(known):
            return where(known, scene_ids)[0]
        if self._place_of is None:  # so many numbers are looked up more quickly than sought
            self._place_of = np.full(highest + 1, -1, np.int32)
            self._place_of[known] = np.arange(len(known))
        found = self._place_of[scene_ids[scene_ids <= highest]]
        return found[found >= 0].astype(np.int64)

    def places(self, scene_ids: Numbers) -> Places:
        """Return where those of the scenes that are here stand, in their order."""
        places = self.known(scene_ids)
        return places[holds(self.alive, places)]

    def hits(self, scene_ids: Numbers) -> Bits:
        """Return those of the scenes that are here."""
        return bits_of(self.known(scene_ids), len(self.alive)) & self.alive

    def holding(self, column: Column) -> Bits | None:
        """Return the scenes that hold a value, where many do; ``None`` where few do, or none."""
        row = self._row_of.get(self._numbers.get(column, -1))
        return None if row is None else self.arrays.bits[row]

    def common_words(self) -> dict[str, int]:
        """Return the words that many scenes have, with their columns."""
        named = ((self.columns[number], number) for number in self._row_of)
        return {column.name: number for column, number in named if column.is_word}

    def holders(self, number: int) -> Places:
        """Return the places that hold a column, in no order."""
        row = self._row_of.get(number)
        if row is not None:
            return places_of(self.arrays.bits[row])
        table, rest = self.arrays.table, self.arrays.rest
        return np.concatenate(
            [np.flatnonzero(table.reshape(-1) == number + 1) // table.shape[1], rest[rest[:, 1] == number + 1, 0]]
        )

    def held(self, place: int) -> Numbers:
        """Return the columns that the scene at a place holds, rising."""
        arrays = self.arrays
        is_held = arrays.bits.view(np.uint8)[:, place >> 3] >> (place & 7) & 1 == 1
        row = arrays.table[place].astype(np.int64)
        more = arrays.rest[arrays.rest[:, 0] == place, 1]
        return np.sort(np.concatenate([arrays.common[is_held], row[row > 0] - 1, more - 1]))

    def counts(self, hits: Bits) -> Numbers:
        """Return for each column how many of some scenes hold it."""
        counts = self._counted_by_bits(hits)
        if 2 * size_of(hits) > size_of(self.alive):  # it is quicker to take away those that are not asked for
            return counts + self._all_rare() - self._rare(places_of(self.alive & ~hits))
        return counts + self._rare(places_of(hits))

    def stretches(self) -> Iterable[tuple[int, Table]]:
        """Yield the rows of the table, so many at a time, each lot with the place it begins at."""
        table = self.arrays.table
        for start in range(0, len(table), _STRETCH):
            yield start, table[start : start + _STRETCH]

    def common_rows(self) -> Iterable[tuple[int, NDArray[np.uint8]]]:
        """Yield each column that many hold, with 1 by place for those that do."""
        for number, row in self._row_of.items():
            yield number, said_of(self.arrays.bits[row], len(self.scene_ids))

    def number_of(self, column: Column) -> int:
        """Return the number of a column, which is a new one if there was none."""
        number = self._numbers.setdefault(column, len(self.columns))
        if number == len(self.columns):
            self.columns.append(column)
            if self.arrays.table.dtype == np.uint16 and len(self.columns) >= SHORT:
                self.arrays.table = self.arrays.table.astype(np.uint32)
        return number

    def put(self, held: Mapping[int, Iterable[int]], lengths_us: Mapping[int, int] | None = None) -> None:
        """Say anew what some scenes hold, and how long they are, by their ids: those not here yet come in."""
        scene_ids = np.array(sorted(held), np.int64)
        self._make_room(scene_ids[~where(self.scene_ids, scene_ids)[1]])
        places = self.known(scene_ids)
        self._clear(places)
        arrays, rest = self.arrays, [self.arrays.rest]
        mark(arrays.alive, places, there=True)
        for place, scene_id in zip(places.tolist(), scene_ids.tolist(), strict=True):
            here = np.array([place])
            for number in (said := set(held[scene_id])) & self._row_of.keys():
                mark(arrays.bits[self._row_of[number]], here, there=True)
            row = np.array(sorted(said - self._row_of.keys()), np.int64) + 1
            room = min(len(row), arrays.table.shape[1])
            arrays.table[place, :room] = row[:room]
            rest.append(np.column_stack((np.full(len(row) - room, place), row[room:])))
            arrays.lengths_us[place] = (lengths_us or {}).get(scene_id, NO_LENGTH)
        arrays.rest = np.concatenate(rest)
        self._note(places, 1)

    def drop(self, scene_ids: Sequence[int]) -> None:
        """Leave scenes out; those that are not here are none."""
        places = self.places(np.array(scene_ids, np.int64))
        self._clear(places)
        mark(self.alive, places, there=False)

    def _clear(self, places: Places) -> None:
        """Have some scenes hold nothing."""
        arrays = self.arrays
        self._note(places, -1)
        mark(arrays.bits, places, there=False)
        arrays.table[places] = 0
        arrays.lengths_us[places] = NO_LENGTH
        if len(arrays.rest):
            arrays.rest = arrays.rest[~np.isin(arrays.rest[:, 0], places)]

    def _make_room(self, fresh: Numbers) -> None:
        """Take in scenes that hold nothing yet; as a rule they come after all others."""
        arrays = self.arrays
        if not len(fresh):
            return
        at = np.searchsorted(arrays.scene_ids, fresh)
        before, self._place_of = len(arrays.scene_ids), None
        arrays.scene_ids = np.insert(arrays.scene_ids, at, fresh)
        arrays.lengths_us = np.insert(arrays.lengths_us, at, NO_LENGTH)
        arrays.table = np.insert(arrays.table, at, 0, axis=0)
        length = length_for(len(arrays.scene_ids))
        moved = np.delete(np.arange(len(arrays.scene_ids)), at + np.arange(len(at)))  # where those now stand that were
        rows = [arrays.alive, *arrays.bits]
        if at[0] == before:
            longer = [np.pad(row, (0, length - len(row))) for row in rows]
        else:
            self.shifted += 1
            longer = [bits_of(moved[places_of(row)], length) for row in rows]
        arrays.alive, arrays.bits = longer[0], np.array(longer[1:], np.uint64).reshape(len(longer) - 1, length)
        arrays.rest = np.column_stack((moved[arrays.rest[:, 0]], arrays.rest[:, 1]))

    def _all_rare(self) -> Numbers:
        if self._totals is None:
            self._totals = self._rare(places_of(self.alive))
        return np.pad(self._totals, (0, len(self.columns) - len(self._totals)))

    def _note(self, places: Places, sign: int) -> None:
        """Keep the totals right while rows are written: what stood there is taken away, what stands there added."""
        if self._totals is not None:
            self._totals = self._all_rare() + sign * self._rare(places)

    def _counted_by_bits(self, hits: Bits) -> Numbers:
        counts = np.zeros(len(self.columns), np.int64)
        counts[self.arrays.common[: self._counted]] = shared_sizes(self.arrays.bits[: self._counted], hits)
        return counts

    def _rare(self, places: Places) -> Numbers:
        """Return for each column how often it stands in the table and the rest, at some places."""
        counts = np.zeros(len(self.columns) + 1, np.int64)
        for start in range(0, len(places), _STRETCH):
            rows = self.arrays.table.take(places[start : start + _STRETCH], axis=0)
            counts += np.bincount(rows.ravel(), minlength=len(counts))
        counts += np.bincount(self.rest_of(places)[1], minlength=len(counts))
        return counts[1:]

    def rest_of(self, places: Places) -> tuple[Places, Numbers]:
        """Return what of the rest is held at some places: where, and which numbers."""
        there, numbered = self.arrays.rest[:, 0], self.arrays.rest[:, 1]
        if not len(there):
            return there, numbered
        asked = holds(bits_of(places, len(self.alive)), there)
        return there[asked], numbered[asked]


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
