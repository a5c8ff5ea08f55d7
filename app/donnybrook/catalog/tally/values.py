"""What every scene holds, as numbers in three arrays: read off the search index once, then kept up edit by edit.

A value is anything that is counted: a concept, a film, a year, a decade, a coder, a name … Each has a number, its
column. Scenes in the trash are not here. Knows no query.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from donnybrook.catalog.driver import AMONG, Connection
from donnybrook.catalog.search.documents import DocumentMaker
from donnybrook.catalog.search.tokens import FIRST_TOKEN, Flag, Kind, read_code, read_token, token

type Numbers = NDArray[np.int64]

_WHOLE = frozenset({Kind.CONCEPT, Kind.FILM, Kind.CODER, Kind.AGAINST, Kind.LAYER})
_LISTS = frozenset({"certainty", "status", "rating"})
LAST_DECADE = 999  # years are numbered as they are, decades by a tenth
_PEOPLE = "SELECT scene_id, label FROM combatant"


@dataclass(frozen=True, slots=True)
class Column:
    """One value: something numbered in the index, or (``kind`` is None) a combatant's name."""

    kind: Kind | None
    number: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class SceneValues:
    """The scenes, and the columns each holds.

    ``scene_ids`` is sorted, of shape (scenes,); the columns of scene ``n`` are ``data[starts[n]:starts[n + 1]]``, each
    once. ``columns`` says what a number stands for.
    """

    scene_ids: Numbers
    starts: Numbers
    data: NDArray[np.int32]
    columns: tuple[Column, ...]

    def places(self, scene_ids: Numbers) -> Numbers:
        """Return where those of the scenes that are here stand, in their order."""
        return where(self.scene_ids, scene_ids)[0]

    def held(self, places: Numbers) -> NDArray[np.int32]:
        """Return the columns that scenes at these places hold, one scene after the other."""
        return self.data[ranges(self.starts[places], self.starts[places + 1])]


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
    text = connection.execute(sql, tuple(parameters)).fetchone()[0]
    return np.fromstring(text, dtype=np.int64, sep=",") if text else np.zeros(0, np.int64)


def read_values(reader: Connection) -> SceneValues:
    """Read all of it; ``reader`` has the index attached as ``find``, and up to date."""
    scene_ids = np.sort(numbers(reader, "SELECT group_concat(id) FROM scene WHERE deleted_at IS NULL"))
    columns: list[Column] = []
    rows: list[Numbers] = []
    for kind, number in _counted_tokens(reader):
        sql = "SELECT group_concat(rowid) FROM find.scene_find WHERE scene_find MATCH ?"
        columns.append(Column(kind, number))
        rows.append(where(scene_ids, numbers(reader, sql, [f'"{token(kind, number)}"']))[0])
    names, name_rows, name_columns = _people(reader.execute(_PEOPLE), len(columns))
    columns += [Column(None, 0, name) for name in names]
    places, here = where(scene_ids, name_rows)
    held = [np.full(len(each), column) for column, each in enumerate(rows)]
    all_rows = np.concatenate([*rows, places])
    all_columns = np.concatenate([*held, name_columns[here]])
    return _arranged(scene_ids, all_rows, all_columns, tuple(columns))


def kept_up(values: SceneValues, reader: Connection, maker: DocumentMaker, touched: Sequence[int]) -> SceneValues:
    """Return the values with some scenes read anew: those that were changed, added, deleted or restored."""
    known = {(column.kind, column.number, column.name): place for place, column in enumerate(values.columns)}
    fresh: dict[int, set[int]] = {}
    for scene_id, document in maker.documents(touched):
        found = (read_token(word) for word in document.split() if word[0] >= FIRST_TOKEN)
        keys = [(kind, number, "") for kind, number in found if is_counted(kind, number)]
        fresh[scene_id] = {known.setdefault(key, len(known)) for key in keys}
    people = reader.execute(f"{_PEOPLE} WHERE scene_id {AMONG}", (json.dumps(list(touched)),))
    for scene_id, label in people:
        if scene_id in fresh:
            fresh[scene_id].add(known.setdefault((None, 0, label), len(known)))
    stay = np.flatnonzero(~np.isin(values.scene_ids, np.array(touched, np.int64)))
    old = np.repeat(values.scene_ids[stay], values.starts[stay + 1] - values.starts[stay])
    new = np.array([(scene_id, column) for scene_id, held in fresh.items() for column in held], np.int64).reshape(-1, 2)
    scene_ids = np.sort(np.concatenate([values.scene_ids[stay], np.array(list(fresh), np.int64)]))
    rows = np.searchsorted(scene_ids, np.concatenate([old, new[:, 0]]))
    columns = tuple(Column(*key) for key in known)
    return _arranged(scene_ids, rows, np.concatenate([values.held(stay), new[:, 1]]), columns)


def _counted_tokens(reader: Connection) -> list[tuple[Kind, int]]:
    words = reader.execute("SELECT text FROM find.word WHERE text >= ?", (FIRST_TOKEN,)).fetchall()
    return [found for (word,) in words if is_counted(*(found := read_token(word)))]


def _people(rows: Iterable[tuple[int, str]], first: int) -> tuple[list[str], Numbers, Numbers]:
    names: dict[str, int] = {}
    told = np.fromiter(
        (part for scene, label in rows for part in (scene, names.setdefault(label, len(names)))), np.int64
    )
    once = np.unique(told[::2] * max(1, len(names)) + told[1::2])
    return list(names), once // max(1, len(names)), once % max(1, len(names)) + first


def _arranged(scene_ids: Numbers, rows: Numbers, columns: Numbers, named: tuple[Column, ...]) -> SceneValues:
    order = np.argsort(rows, kind="stable")
    starts = np.zeros(len(scene_ids) + 1, np.int64)
    np.cumsum(np.bincount(rows, minlength=len(scene_ids)), out=starts[1:])
    return SceneValues(scene_ids, starts, columns[order].astype(np.int32), named)
