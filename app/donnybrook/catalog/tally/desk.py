"""Holds the arrays of one catalog and brings them up after edits; counts, compares and sorts by them on request.

Reads the catalog and its index; never writes. The first question costs seconds at a million scenes: ask in a worker.
"""

from collections.abc import Callable, Mapping

import numpy as np

from donnybrook.catalog.counting import Facets
from donnybrook.catalog.driver import Connection
from donnybrook.catalog.search.asking import Asking
from donnybrook.catalog.search.documents import DocumentMaker
from donnybrook.catalog.search.index import touched_scenes
from donnybrook.catalog.search.tokens import read_token
from donnybrook.catalog.tally.facets import Counter, Names, layer_sum
from donnybrook.catalog.tally.likeness import Likeness, Profiles
from donnybrook.catalog.tally.values import Numbers, SceneValues, kept_up, numbers, read_values, where
from donnybrook.catalog.vocabulary import Vocabulary

_MOST_TOUCHED = 20_000  # more than these are read as quickly with all the others


class TallyDesk:
    """Answers for one catalog; ``reader`` has the index attached as ``find``, and up to date, at every call."""

    def __init__(self, reader: Connection, vocabulary: Callable[[], Vocabulary]) -> None:
        self._reader, self._vocabulary = reader, vocabulary
        self._values: SceneValues | None = None
        self._profiles: Profiles | None = None
        self._counter: Counter | None = None
        self._seen = -1

    def facets(self, asking: Asking, most: int | None) -> Facets:
        """Count what a query's newest ``most`` scenes hold; all of them without. Of the trash none are."""
        values = self._fresh()
        if asking.trash:
            return self._counting(values).count(np.zeros(0, np.int64), total=0, is_trash=True)
        # In no order where all are counted: putting them in order costs a fifth.
        sql, parameters = (asking.sql, asking.parameters) if most is None else asking.page(most + 1, None)
        hits = numbers(self._reader, f"SELECT group_concat(id) FROM ({sql})", parameters)  # noqa: S608 - our own SQL
        return self._counting(values).count(hits[:most], total=len(hits))

    def like(self, scene_id: int, weights: Mapping[str, float], limit: int) -> list[Likeness]:
        """Return the scenes most like one."""
        values = self._fresh()
        if self._profiles is None:
            self._profiles = Profiles(values, self._vocabulary(), self._lengths(values), self._looks(values))
        return self._profiles.like(scene_id, weights, limit)

    def forget_looks(self) -> None:
        """Read the looks of covers anew when they are asked for next."""
        self._profiles = None

    def _fresh(self) -> SceneValues:
        last = self._reader.execute("SELECT coalesce(max(id), 0) FROM edit").fetchone()[0]
        if self._values is not None and last == self._seen:
            return self._values
        vocabulary = self._vocabulary()
        touched = None if self._values is None else touched_scenes(self._reader, vocabulary, self._seen)
        if self._values is None or touched is None or len(touched) > _MOST_TOUCHED:
            self._values = read_values(self._reader)
        elif touched:
            self._values = kept_up(self._values, self._reader, DocumentMaker(self._reader, vocabulary), touched)
        self._profiles, self._counter, self._seen = None, None, last
        return self._values

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
