"""Reads what every scene holds off the search index, piece by piece, and anew for scenes that were edited.

Reading all of it takes seconds at a million scenes. Whoever wants something else meanwhile interrupts it; then the
piece it was at is read again, and those before it are not.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from donnybrook.catalog.driver import AMONG, Connection
from donnybrook.catalog.folding import words
from donnybrook.catalog.search.documents import DocumentMaker
from donnybrook.catalog.search.tokens import FIRST_TOKEN, Kind, read_token, token
from donnybrook.catalog.tally.bits import Bits, bits_of, length_for, places_of
from donnybrook.catalog.tally.values import (
    NO_LENGTH,
    SHORT,
    SPARSE,
    Arrays,
    Column,
    Numbers,
    SceneValues,
    is_counted,
    name_column,
    numbers,
    where,
    word_column,
)
from donnybrook.catalog.vocabulary import Vocabulary

_COMMON = 1 / 32  # a value that a larger share of scenes holds has a bit for each of them
_FEW = 200  # scenes that are counted one by one as quickly
_WIDE_ENOUGH = 0.99  # for so many of the scenes a row has room; what more the others hold stands in ``rest``
_PEOPLE = "SELECT scene_id, label FROM combatant"
_MANY_PEOPLE, _MANY_SCENES = 100_000, 50_000  # that are read at a time: some 0.1 s, after which others may go first
_SCENES = f"""
    SELECT group_concat(s.id || ',' || (s.deleted_at IS NULL) || ',' || coalesce(s.out_us - s.in_us, {NO_LENGTH})
        || ',' || v.film_id) FROM scene s CROSS JOIN version v ON v.id = s.version_id WHERE s.id > ? AND s.id <= ?
"""  # noqa: S608 - no part of it comes from outside
_HOLDERS = "SELECT group_concat(rowid) FROM find.scene_find WHERE scene_find MATCH ?"


class ValueReading:
    """One reading of all there is; ``reader`` has the index attached as ``find``, and up to date at every call.

    ``seen`` is the last edit before it began: scenes that later ones touched are to be read anew when it is over.
    """

    def __init__(self, reader: Connection, vocabulary: Vocabulary, seen: tuple[int, str]) -> None:
        self.seen = seen
        self._reader, self._vocabulary = reader, vocabulary
        self._ids = np.zeros(0, np.int64)
        self._lengths = np.zeros(0, np.int64)
        self._is_alive = np.zeros(0, np.bool_)
        self._columns: list[Column] = []
        self._holders: list[NDArray[np.int32]] = []
        self._exact: dict[int, Numbers] = {}  # by concept, where itself is said, and not what is under it
        self._scenes: list[Numbers] = []
        self._place_of: Numbers | None = None  # by id, −1 where there is none
        self._words: dict[str, Numbers] = {}
        self._names: dict[str, int] = {}
        self._people: list[Numbers] = []
        self._left: list[Callable[[], None]] = [
            self._list_words,
            self._list_people,
            self._list_tokens,
            self._take_scenes,
            self._list_scenes,
        ]

    def go_on(self, pause: Callable[[], None]) -> SceneValues:
        """Read what is left, and return all; what SQLite raises, or ``pause``, leaves it to go on from there."""
        while self._left:
            self._left[-1]()
            self._left.pop()
            if self._left:  # a piece is read before each pause, so that two who give way to each other come to an end
                pause()
        self._take_concepts()
        self._take_people()
        for word, places in self._words.items():  # which are not counted, and stand behind all that is
            self._keep(word_column(word), places)
        return SceneValues(_arranged(self._ids, self._lengths, self._is_alive, self._holders), self._columns)

    def _list_scenes(self) -> None:
        self._put_before_last(self._by_id("scene", _MANY_SCENES, self._read_scenes))

    def _read_scenes(self, after: int) -> None:
        told = numbers(self._reader, _SCENES, (after, after + _MANY_SCENES))
        self._scenes.append(told.reshape(-1, 4))

    def _take_scenes(self) -> None:
        told = np.concatenate([np.zeros((0, 4), np.int64), *self._scenes])
        self._ids, is_alive, self._lengths, films = np.ascontiguousarray(told[np.argsort(told[:, 0])].T)
        self._is_alive = is_alive == 1
        if len(self._ids) and self._ids[-1] <= SPARSE * len(self._ids):
            self._place_of = np.full(self._ids[-1] + 1, -1, np.int64)
            self._place_of[self._ids] = np.arange(len(self._ids))
        places = np.flatnonzero(self._is_alive)
        for film_id, of_it in _by_value(films[places], places):
            self._keep(Column(Kind.FILM, film_id), of_it)

    def _list_tokens(self) -> None:
        listed = self._reader.execute("SELECT text FROM find.word WHERE text >= ?", (FIRST_TOKEN,)).fetchall()
        told = [read_token(word) for (word,) in listed]
        # What is above a concept follows from the vocabulary, and need not be read.
        apart = (Kind.CONCEPT, Kind.FILM)
        read = [(kind, number) for kind, number in told if is_counted(kind, number) and kind not in apart]
        pieces = [partial(self._read_exact, number) for kind, number in told if kind is Kind.EXACT]
        self._put_before_last([*pieces, *(partial(self._read_token, kind, number) for kind, number in read)])

    def _list_words(self) -> None:
        many = _few(len(self._ids))
        listed = self._reader.execute("SELECT text FROM find.word WHERE scenes > ? AND text < ?", (many, FIRST_TOKEN))
        # What is no word in ASCII letters may be cut otherwise by the index than by us.
        plain = [word for (word,) in listed.fetchall() if word.isascii() and words(word) == [word]]
        self._put_before_last([partial(self._read_word, word) for word in plain])

    def _read_exact(self, concept_id: int) -> None:
        self._exact[concept_id] = self._holding(token(Kind.EXACT, concept_id))

    def _read_token(self, kind: Kind, number: int) -> None:
        self._keep(Column(kind, number), self._holding(token(kind, number)))

    def _read_word(self, word: str) -> None:
        self._words[word] = self._holding(word)

    def _holding(self, term: str) -> Numbers:
        found = numbers(self._reader, _HOLDERS, [f'"{term}"'])
        if self._place_of is None:
            return where(self._ids, found)[0]
        places = self._place_of[found[found < len(self._place_of)]]
        return places[places >= 0]

    def _keep(self, column: Column, places: Numbers) -> None:
        self._columns.append(column)
        self._holders.append(places.astype(np.int32))

    def _take_concepts(self) -> None:
        length = length_for(len(self._ids))
        found: dict[int, Bits] = {}
        for concept_id, places in self._exact.items():
            above = self._vocabulary.ancestors(concept_id) if self._vocabulary.knows(concept_id) else []
            for each in (concept_id, *(up.id for up in above)):
                found[each] = found.get(each, np.uint64(0)) | bits_of(places, length)
        for concept_id, bits in found.items():
            self._keep(Column(Kind.CONCEPT, concept_id), places_of(bits))

    def _list_people(self) -> None:
        self._put_before_last(self._by_id("combatant", _MANY_PEOPLE, self._read_people))

    def _by_id(self, table: str, many: int, read: Callable[[int], None]) -> list[Callable[[], None]]:
        """Return pieces that read a table, so many of its rows at a time."""
        last = int(self._reader.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0])  # noqa: S608 - our names
        return [partial(read, after) for after in range(0, last, many)]

    def _read_people(self, after: int) -> None:
        sql = f"{_PEOPLE} WHERE id > ? AND id <= ?"
        rows = self._reader.execute(sql, (after, after + _MANY_PEOPLE)).fetchall()
        names = self._names
        told = [part for scene_id, label in rows for part in (scene_id, names.setdefault(label, len(names)))]
        self._people.append(np.array(told, np.int64).reshape(-1, 2))

    def _put_before_last(self, pieces: list[Callable[[], None]]) -> None:
        """Have some pieces read next: the last of those that are left is the one that is being read."""
        self._left[-1:-1] = pieces

    def _take_people(self) -> None:
        told = np.concatenate([np.zeros((0, 2), np.int64), *self._people])
        places, here = where(self._ids, told[:, 0])
        places, names = places[is_alive := self._is_alive[places]], told[here, 1][is_alive]
        # Somebody may bear a name another bears in the same scene.
        once = np.sort(names * len(self._ids) + places)
        once = once[_begins(once)]
        names, places = np.divmod(once, max(1, len(self._ids)))
        labels = list(self._names)
        for name, of_it in _by_value(names, places):
            self._keep(name_column(labels[name]), of_it)


def _by_value(values: Numbers, places: Numbers) -> Iterator[tuple[int, Numbers]]:
    """Yield each value with the places that have it."""
    order = np.argsort(values, kind="stable")
    begins = _begins(values[order])
    yield from zip(values[order][begins].tolist(), np.split(places[order], begins[1:]), strict=False)


def _begins(values: Numbers) -> Numbers:
    """Return where another value begins, among sorted ones that are not negative."""
    return np.flatnonzero(np.diff(values, prepend=-1))


def _few(scenes: int) -> int:
    return max(_FEW, int(_COMMON * scenes))


def bring_up(values: SceneValues, reader: Connection, maker: DocumentMaker, touched: Sequence[int]) -> None:
    """Read some scenes anew: those that were changed, added, deleted or restored."""
    held: dict[int, set[int]] = {}
    common = values.common_words()
    for scene_id, document in maker.documents(touched):
        found = (read_token(word) for word in document.split() if word[0] >= FIRST_TOKEN)
        held[scene_id] = {values.number_of(Column(*each)) for each in found if is_counted(*each)}
        held[scene_id] |= {common[word] for word in words(document) if word in common}
    among = (json.dumps(list(touched)),)
    for scene_id, label in reader.execute(f"{_PEOPLE} WHERE scene_id {AMONG}", among):
        if scene_id in held:
            held[scene_id].add(values.number_of(name_column(label)))
    lengths = reader.execute(f"SELECT id, out_us - in_us FROM scene WHERE id {AMONG} AND out_us IS NOT NULL", among)  # noqa: S608
    values.drop([scene_id for scene_id in touched if scene_id not in held])
    values.put(held, dict(lengths.fetchall()))


def _arranged(
    scene_ids: Numbers, lengths_us: Numbers, is_alive: NDArray[np.bool_], holders: Sequence[NDArray[np.int32]]
) -> Arrays:
    scenes, length = len(scene_ids), length_for(len(scene_ids))
    few = _few(scenes)
    common = [number for number, places in enumerate(holders) if len(places) > few]
    bits = np.array([bits_of(holders[number], length) for number in common], np.uint64).reshape(len(common), length)
    rare = [(number, places) for number, places in enumerate(holders) if len(places) <= few]
    filled = np.zeros(scenes, np.int32)
    for _, places in rare:
        filled[places] += 1
    width = max(1, int(np.quantile(filled, _WIDE_ENOUGH))) if scenes else 1
    kind: type[Any] = np.uint16 if len(holders) < SHORT else np.uint32
    table = np.zeros((scenes, width), kind)
    rest = [np.zeros((0, 2), np.int64)]
    filled[:] = 0
    for number, places in rare:
        slots = filled[places]
        fits = slots < width
        table[places[fits], slots[fits]] = number + 1
        filled[places] += 1
        if not fits.all():
            over = places[~fits].astype(np.int64)
            rest.append(np.column_stack((over, np.full(len(over), number + 1))))
    alive = bits_of(np.flatnonzero(is_alive), length)
    return Arrays(scene_ids, lengths_us, alive, bits, np.array(common, np.int64), table, np.concatenate(rest))
