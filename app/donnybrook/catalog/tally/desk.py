"""Holds the arrays of one catalog and brings them up after edits; counts, compares and sorts by them on request.

Reads the catalog and its index; writes the arrays beside the index, and nothing else. The very first question costs
seconds at a million scenes: ask in a worker.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from donnybrook.catalog.alike import Likeness
from donnybrook.catalog.counting import Facets, HitGroup
from donnybrook.catalog.driver import AMONG, Connection
from donnybrook.catalog.folding import fold
from donnybrook.catalog.search.asking import Asking
from donnybrook.catalog.search.clauses import EVERYTHING
from donnybrook.catalog.search.documents import DocumentMaker
from donnybrook.catalog.search.index import FORM, continues, touched_scenes
from donnybrook.catalog.search.tokens import Kind, read_token
from donnybrook.catalog.tally.facets import Counter, Names, layer_sum
from donnybrook.catalog.tally.groups import NEWEST, Newest, newest_by_value, without_value
from donnybrook.catalog.tally.likeness import Profiles
from donnybrook.catalog.tally.value_file import read_written, write_values
from donnybrook.catalog.tally.values import Column, Numbers, SceneValues, bring_up, numbers, read_values, where
from donnybrook.catalog.vocabulary import Vocabulary

_MOST_TOUCHED = 20_000  # more than these are read as quickly with all the others
_MOST_UNWRITTEN = 2_000  # so many scenes, changed since the arrays were written, are read again at the next start


class TallyDesk:
    """Answers for one catalog; ``reader`` has the index attached as ``find``, and up to date, at every call."""

    def __init__(self, reader: Connection, vocabulary: Callable[[], Vocabulary], path: Path | None = None) -> None:
        """``path`` is where the arrays are kept between runs; ``None``: nowhere."""
        self._reader, self._vocabulary, self._path = reader, vocabulary, path
        self._values: SceneValues | None = None
        self._profiles: Profiles | None = None
        self._counter: Counter | None = None
        self._seen = (0, "")  # the last edit the arrays know of
        self._unwritten = 0
        self._looks_written: int | None = None

    def facets(self, asking: Asking, most: int | None) -> Facets:
        """Count what a query's newest ``most`` scenes hold; all of them without. Of the trash none are."""
        values = self._fresh()
        if asking.trash:
            return self._counting(values).count(np.zeros(0, np.int64), total=0, is_trash=True)
        if asking.clause == EVERYTHING:
            return self._counting(values).count(values.scene_ids, total=len(values.scene_ids))
        # In no order where all are counted: putting them in order costs a fifth.
        sql, parameters = (asking.sql, asking.parameters) if most is None else asking.page(most + 1, None)
        hits = numbers(self._reader, f"SELECT group_concat(id) FROM ({sql})", parameters)  # noqa: S608 - our own SQL
        return self._counting(values).count(hits[:most], total=len(hits))

    def films(self, asking: Asking) -> tuple[HitGroup, ...]:
        """Return the films of all that a query finds, those with the most first; of the trash none."""
        told = {row[0]: row[1:] for row in self._reader.execute("SELECT id, title, year FROM film")}
        found = self._grouped(asking, lambda column: column.kind is Kind.FILM and column.number in told)
        groups = [
            HitGroup(each.number, told[each.number][0], each.scenes, each.newest, told[each.number][1])
            for each in found
        ]
        return tuple(sorted(groups, key=lambda each: (-each.scenes, each.name.casefold())))

    def locations(self, asking: Asking) -> tuple[HitGroup, ...]:
        """Return the locations of all that a query finds, each with what is under it, the most frequent first.

        After them come, in the same order, the places that have a name alone.
        """
        vocabulary = self._vocabulary()
        names = {each.id: each.label for each in vocabulary.all_concepts("location")}

        def is_location(column: Column) -> bool:
            return column.kind is Kind.CONCEPT and column.number in names

        groups = [
            HitGroup(each.number, names[each.number], each.scenes, each.newest)
            for each in self._grouped(asking, is_location)
        ]
        named = self._places_by_name(asking, is_location)
        return (*sorted(groups, key=lambda each: -each.scenes), *sorted(named, key=lambda each: -each.scenes))

    def _places_by_name(self, asking: Asking, is_location: Callable[[Column], bool]) -> list[HitGroup]:
        values = self._fresh()
        if asking.trash:
            return []
        ids = without_value(values, self._hits(asking), self._columns(is_location)).tolist()
        sql = f"SELECT id, place_name FROM scene WHERE id {AMONG} AND place_name <> '' ORDER BY id DESC"  # noqa: S608
        told: dict[str, tuple[str, list[int]]] = {}
        for scene_id, name in self._reader.execute(sql, (json.dumps(ids),)) if ids else ():
            words = " ".join(name.split())
            told.setdefault(fold(words), (words, []))[1].append(scene_id)
        return [HitGroup(None, name, len(scenes), tuple(scenes[:NEWEST])) for name, scenes in told.values()]

    def _grouped(self, asking: Asking, wanted: Callable[[Column], bool]) -> list[Newest]:
        values = self._fresh()
        if asking.trash:
            return []
        return newest_by_value(values, self._hits(asking), self._columns(wanted))

    def _hits(self, asking: Asking) -> Numbers:
        sql = f"SELECT group_concat(id) FROM ({asking.sql})"  # noqa: S608 - our own SQL
        return np.sort(numbers(self._reader, sql, asking.parameters))

    def _columns(self, wanted: Callable[[Column], bool]) -> list[int]:
        return [at for at, column in enumerate(self._fresh().columns) if wanted(column)]

    def like(self, scene_id: int, weights: Mapping[str, float], limit: int) -> list[Likeness]:
        """Return the scenes most like one."""
        values = self._fresh()
        # Looks are kept by no edit, and by whoever comes to read them; the index knows that it was written to.
        written = self._reader.execute("PRAGMA find.data_version").fetchone()[0]
        if self._profiles is None:
            self._profiles, self._looks_written = Profiles(values, self._vocabulary(), self._lengths(values)), None
        if self._looks_written != written:
            self._profiles.take_looks(self._looks(values))
            self._looks_written = written
        return self._profiles.like(scene_id, weights, limit)

    def _fresh(self) -> SceneValues:
        last = self._reader.execute("SELECT id, uuid FROM edit ORDER BY id DESC LIMIT 1").fetchone() or (0, "")
        if self._values is not None and last == self._seen:
            return self._values
        if self._values is None:
            self._values, self._seen = self._written()
        vocabulary = self._vocabulary()
        touched = None if self._values is None else touched_scenes(self._reader, vocabulary, self._seen[0])
        if self._values is None or touched is None or len(touched) > _MOST_TOUCHED:
            self._values = read_values(self._reader)
            self._unwritten = _MOST_UNWRITTEN
        elif touched:
            bring_up(self._values, self._reader, DocumentMaker(self._reader, vocabulary), touched)
            self._unwritten += len(touched)
        self._profiles, self._counter, self._seen = None, None, last
        if self._path is not None and self._unwritten >= _MOST_UNWRITTEN:
            write_values(self._path, self._values, (FORM, *last))
            self._unwritten = 0
        return self._values

    def _written(self) -> tuple[SceneValues | None, tuple[int, str]]:
        """Return the arrays as an earlier run wrote them, and the last edit they know of."""
        found = None if self._path is None else read_written(self._path)
        if found is None or not continues(self._reader, found[1]):
            return None, (0, "")
        return found[0], found[1][1:]

    def _counting(self, values: SceneValues) -> Counter:
        if self._counter is None:
            self._counter = Counter(values, self._vocabulary(), self._names())
        return self._counter

    def _names(self) -> Names:
        run = self._reader.execute
        layers = {read_token(layer_sum(name))[1]: name for (name,) in run("SELECT name FROM find.layer")}
        codes = {(name, position): code for name, position, code in run("SELECT list, position, code FROM code")}
        return Names(dict(run("SELECT id, title FROM film")), dict(run("SELECT id, name FROM coder")), layers, codes)

    def _lengths(self, values: SceneValues) -> Numbers:
        sql = """SELECT group_concat(id || ',' || (out_us - in_us)) FROM scene
            WHERE deleted_at IS NULL AND out_us IS NOT NULL"""
        told = numbers(self._reader, sql).reshape(-1, 2)
        lengths = np.full(len(values.scene_ids), -1, np.int64)
        places, here = where(values.scene_ids, told[:, 0])  # another window may have added some in the meantime
        lengths[places] = told[here, 1]
        return lengths

    def _looks(self, values: SceneValues) -> "np.ndarray[tuple[int, int], np.dtype[np.uint8]] | None":
        sql = """SELECT t.scene_id, l.look FROM find.look l CROSS JOIN thumbnail t ON t.picture = l.picture
            JOIN scene s ON s.id = t.scene_id AND s.deleted_at IS NULL WHERE t.is_cover = 1 ORDER BY t.id"""
        rows = self._reader.execute(sql).fetchall()
        if not rows:
            return None
        length = len(rows[0][1])
        told = [(scene_id, look) for scene_id, look in rows if len(look) == length]
        looks = np.zeros((len(values.scene_ids), length), np.uint8)
        places, here = where(values.scene_ids, np.array([row[0] for row in told], np.int64))
        looks[places] = np.frombuffer(b"".join(row[1] for row in told), np.uint8).reshape(-1, length)[here]
        return looks
