"""Holds the arrays of one catalog and brings them up after edits; counts, compares and sorts by them on request.

Reads the catalog and its index; writes the arrays beside the index, and nothing else. The very first question costs
seconds at a million scenes: ask in a worker. One that is interrupted meanwhile costs the next one so much less.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from donnybrook.catalog.alike import Likeness
from donnybrook.catalog.counting import Facets, HitGroup
from donnybrook.catalog.driver import AMONG, Connection
from donnybrook.catalog.folding import fold
from donnybrook.catalog.search.asking import Asking
from donnybrook.catalog.search.documents import DocumentMaker
from donnybrook.catalog.search.index import FORM, continues, touched_scenes
from donnybrook.catalog.search.tokens import Kind, read_token
from donnybrook.catalog.tally.bits import Bits, places_of, size_of
from donnybrook.catalog.tally.facets import Counter, Names, layer_sum
from donnybrook.catalog.tally.groups import NEWEST, Newest, newest_by_value, without_value
from donnybrook.catalog.tally.hits import find_hits
from donnybrook.catalog.tally.likeness import Profiles
from donnybrook.catalog.tally.looks import Looks
from donnybrook.catalog.tally.value_file import read_written, write_values
from donnybrook.catalog.tally.value_reading import ValueReading, bring_up
from donnybrook.catalog.tally.values import Column, SceneValues
from donnybrook.catalog.vocabulary import Vocabulary

_MOST_TOUCHED = 20_000  # more than these are read as quickly with all the others
_MOST_UNWRITTEN = 2_000  # so many scenes, changed since the arrays were written, are read again at the next start


class TallyDesk:
    """Answers for one catalog; ``reader`` has the index attached as ``find``, and up to date, at every call."""

    def __init__(
        self,
        reader: Connection,
        vocabulary: Callable[[], Vocabulary],
        path: Path | None = None,
        pause: Callable[[], None] = lambda: None,
    ) -> None:
        """``path`` is where the arrays are kept between runs; ``None``: nowhere.

        ``pause`` is called now and then while all is read; what it raises stops that, until the next question.
        """
        self._reader, self._vocabulary, self._path, self._pause = reader, vocabulary, path, pause
        self._values: SceneValues | None = None
        self._profiles: Profiles | None = None
        self._counter: Counter | None = None
        self._reading: ValueReading | None = None
        self._seen = (0, "")  # the last edit the arrays know of
        self._unwritten = 0
        self._changed: set[int] = set()  # scenes that the profiles do not know as they are
        self._looks = Looks(reader)

    def facets(self, asking: Asking, most: int | None) -> Facets:
        """Count what a query's newest ``most`` scenes hold; all of them without. Of the trash none are."""
        values = self._fresh()
        if asking.trash:
            none = self._counted(values, np.zeros_like(values.alive), None)
            return replace(none, is_trash=True)
        return self._counted(values, find_hits(self._reader, values, asking, None if most is None else most + 1), most)

    def count(self, asking: Asking) -> int | None:
        """Return how many scenes a query finds; ``None`` where the index says so as quickly."""
        if self._values is None or asking.trash or asking.clause.check is not None:
            return None
        return size_of(find_hits(self._reader, self._fresh(), asking, None))

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
        nowhere = without_value(values, find_hits(self._reader, values, asking, None), self._columns(is_location))
        ids = values.scene_ids[places_of(nowhere)].tolist()
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
        hits = find_hits(self._reader, values, asking, None)
        return newest_by_value(values, hits, self._columns(wanted))

    def _columns(self, wanted: Callable[[Column], bool]) -> list[int]:
        return [at for at, column in enumerate(self._fresh().columns) if wanted(column)]

    def like(self, scene_id: int, weights: Mapping[str, float], limit: int) -> list[Likeness]:
        """Return the scenes most like one."""
        values, vocabulary = self._fresh(), self._vocabulary()
        changed, self._changed = np.array(sorted(self._changed), np.int64), set()
        if self._profiles is not None and len(changed):
            self._profiles.renew(vocabulary, changed)
        if self._profiles is None or self._profiles.is_worn:
            self._profiles = Profiles(values, vocabulary)
        self._profiles.take_looks(self._looks.of(values, changed))
        return self._profiles.like(scene_id, weights, limit)

    def _fresh(self) -> SceneValues:
        last = self._last_edit()
        if self._values is not None and last == self._seen:
            return self._values
        if self._values is None:
            self._values, self._seen = self._written()
        touched = [] if self._values is None else self._touched()
        if self._values is None or self._values.is_crowded or len(touched) > _MOST_TOUCHED:
            self._values = self._read()
            touched = self._touched()
        self._bring_up(self._values, touched)
        self._seen = last
        if self._path is not None and self._unwritten >= _MOST_UNWRITTEN:
            write_values(self._path, self._values, (FORM, *last))
            self._unwritten = 0
        return self._values

    def _touched(self) -> list[int]:
        return touched_scenes(self._reader, self._vocabulary(), self._seen[0])

    def _bring_up(self, values: SceneValues, touched: Sequence[int]) -> None:
        if not touched:
            return
        shifted = values.shifted
        bring_up(values, self._reader, DocumentMaker(self._reader, self._vocabulary()), touched)
        self._unwritten += len(touched)
        self._changed |= set(touched)
        if values.shifted != shifted:
            self._forget()

    def _forget(self) -> None:
        """Let go of what goes by the places of scenes: they are others now."""
        self._profiles, self._looks, self._changed = None, Looks(self._reader), set()

    def _read(self) -> SceneValues:
        """Read all there is, from where an earlier question left off."""
        if self._reading is None or not continues(self._reader, (FORM, *self._reading.seen)):
            self._reading = ValueReading(self._reader, self._vocabulary(), self._last_edit())
        values, self._seen = self._reading.go_on(self._pause), self._reading.seen
        self._counter = self._reading = None
        self._unwritten = _MOST_UNWRITTEN
        self._forget()
        return values

    def _last_edit(self) -> tuple[int, str]:
        return self._reader.execute("SELECT id, uuid FROM edit ORDER BY id DESC LIMIT 1").fetchone() or (0, "")

    def _written(self) -> tuple[SceneValues | None, tuple[int, str]]:
        """Return the arrays as an earlier run wrote them, and the last edit they know of."""
        found = None if self._path is None else read_written(self._path)
        if found is None or not continues(self._reader, found[1]):
            return None, (0, "")
        return found[0], found[1][1:]

    def _counted(self, values: SceneValues, hits: Bits, most: int | None) -> Facets:
        if self._counter is None:
            self._counter = Counter(values)
        return self._counter.count(hits, self._vocabulary(), self._names(), most=most)

    def _names(self) -> Names:
        run = self._reader.execute
        layers = {read_token(layer_sum(name))[1]: name for (name,) in run("SELECT name FROM find.layer")}
        codes = {(name, position): code for name, position, code in run("SELECT list, position, code FROM code")}

        def titles(film_ids: Sequence[int]) -> dict[int, str]:
            sql = f"SELECT id, title FROM film WHERE id {AMONG}"  # noqa: S608 - no part of it comes from outside
            return dict(run(sql, (json.dumps(list(film_ids)),)))

        return Names(titles, dict(run("SELECT id, name FROM coder")), layers, codes)
