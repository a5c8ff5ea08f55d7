"""The rows of the catalogs that searching is measured on: what a fan, an archivist and a researcher would have entered.

Three weapons a fight, notes of some 60 words at the frequencies of running English (the commonest stands in nearly
every note), weapons, places, people and terms by Zipf's law, some improvised. Knows no file. The same seed makes the
same rows.
"""

import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import accumulate

from donnybrook.catalog.driver import Connection

FILM_SCENES = 200
_WORDS, _PEOPLE = 25_000, 8_000
_COMMON = (
    "the a of and to in his her he she with him it on at is as from by for that then into they who but one out up down"
    " over off them back after before through while behind against both until only again first last hand floor knife"
    " throws parries falls rises runs turns strikes misses kicks punches wall door table stairs laces bucket snow glass"
    " fire water rope grabs drops swings blocks head arm throat window street rain night village kitchen roof hose"
    " blood chair bottle blade gun shot guard brother villain hero crowd bridge train horse river market temple"
)
_ENDED = ("kept", "lost", "dropped", "thrown", "knocked away", "taken", "turned on its owner", "broken", "ran out")
_ACQUIRED = ("brought", "drawn", "picked up", "found", "taken", "caught", "given")
_MADE_AT = "2026-01-01T00:00:00.000Z"
_COLUMNS = {
    "film": "id, uuid, title, year",
    "version": "id, uuid, film_id",
    "scene": "id, uuid, version_id, title, in_us, out_us, location_id, note, status, certainty, layer, rating,"
    " coder_id, created_at",
    "side": "id, uuid, scene_id, position",
    "beat": "id, uuid, scene_id, position, in_us, out_us",
    "combatant": "id, uuid, scene_id, position, side_id, label, headcount",
    "wielding": "id, uuid, scene_id, position, beat_id, combatant_id, weapon_id, acquired, ended, improvised",
    "wielding_target": "id, uuid, wielding_id, combatant_id",
    "scene_term": "id, uuid, scene_id, beat_id, concept_id",
}
type _Row = tuple[object, ...]


class Zipf[T]:
    """Draws from things, the first most often."""

    def __init__(self, things: Sequence[T], chance: random.Random) -> None:
        self._things, self._chance = things, chance
        self._steps = list(accumulate(1 / (rank + 2.7) ** 1.07 for rank in range(len(things))))

    def one(self) -> T:
        """Draw one."""
        return self._things[bisect(self._steps, self._chance.random() * self._steps[-1])]

    def some(self, count: int) -> list[T]:
        """Draw so many."""
        return self._chance.choices(self._things, cum_weights=self._steps, k=count)


def made_words(chance: random.Random, count: int) -> list[str]:
    """Return so many different words, the commonest of English first."""
    words = dict.fromkeys(_COMMON.split())
    while len(words) < count:
        syllables = chance.choices(("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v"), k=3)
        word = "".join(each + chance.choice("aeiou") for each in syllables[: chance.randint(2, 3)])
        words.setdefault(word + chance.choice(("", "n", "r", "s", "t", "nd", "ng", "st")))
    return list(words)


def made_names(chance: random.Random, count: int) -> list[str]:
    """Return so many names of people: a given name that many bear, and a family name."""
    pool = [word.title() for word in made_words(chance, 2_500)[200:]]
    return [f"{chance.choice(pool[:300])} {chance.choice(pool)}" for _ in range(count)]


def fill(connection: Connection, scenes: int, chance: random.Random) -> None:
    """Put so many fights into an empty catalog, with one edit that stands for them all."""
    connection.execute("PRAGMA cache_size = -1000000")
    connection.execute("INSERT INTO edit (id, uuid, label, made_at) VALUES (1, 'e1', 'Add fights', ?)", (_MADE_AT,))
    connection.executemany(
        "INSERT INTO coder (id, uuid, name) VALUES (?, ?, ?)", [(n, f"c{n}", f"Coder {n}") for n in range(1, 6)]
    )
    rows: dict[str, list[_Row]] = {table: [] for table in _COLUMNS}
    for table, row in _Fights(connection, chance).rows(scenes):
        rows[table].append(row)
        if table == "film":
            _put(connection, rows)
    _put(connection, rows)


def _put(connection: Connection, rows: dict[str, list[_Row]]) -> None:
    for table, columns in _COLUMNS.items():
        marks = ", ".join("?" * len(columns.split(",")))
        connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows[table])  # noqa: S608 - our names
        rows[table].clear()


class _Fights:
    """Draws one fight after the other, and numbers their rows."""

    def __init__(self, connection: Connection, chance: random.Random) -> None:
        self._chance = chance
        self._words = Zipf(made_words(chance, _WORDS), chance)
        self._people = Zipf(made_names(chance, _PEOPLE), chance)
        self._weapons, self._places, self._techniques, self._camera = (
            Zipf(_shuffled(connection, scheme, chance), chance)
            for scheme in ("weapon", "location", "technique", "camera")
        )
        self._last = dict.fromkeys(_COLUMNS, 0)

    def rows(self, scenes: int) -> Iterator[tuple[str, _Row]]:
        """Yield the rows, each after those it refers to."""
        for n in range(scenes):
            if n % FILM_SCENES == 0:
                title = " ".join(self._words.some(self._chance.randint(1, 3))).title()
                film = self._row("film", title, min(2026, int(2030 - self._chance.expovariate(1 / 25))))
                yield film
                yield self._row("version", film[1][0])
            yield from self._fight()

    def _row(self, table: str, *values: object) -> tuple[str, _Row]:
        self._last[table] += 1
        n = self._last[table]
        return table, (n, f"{n:08x}-{len(table):04x}-7000-8000-{n:012x}", *values)

    def _fight(self) -> Iterator[tuple[str, _Row]]:
        chance = self._chance
        in_us = chance.randrange(0, 7_000_000_000)
        length_us = int(chance.lognormvariate(4, 0.8) * 1_000_000) + 1_000_000
        yield self._row(
            "scene", self._last["version"], " ".join(self._words.some(3)), in_us, in_us + length_us,
            self._places.one(), " ".join(self._words.some(chance.randint(50, 70))),
            chance.choice(("draft", "done", "done", "reviewed")), "certain" if chance.random() < 0.8 else "probable",
            "main" if chance.random() < 0.9 else "second",
            chance.choice("12345") if chance.random() < 0.3 else "", chance.randint(1, 5), _MADE_AT,
        )  # fmt: skip
        scene = self._last["scene"]
        sides = [self._numbered("side", scene, n) for n in (0, 1)]
        yield from sides
        beats = [
            self._numbered("beat", scene, n, in_us + n * length_us // 3, in_us + (n + 1) * length_us // 3)
            for n in range(3 if chance.random() < 0.3 else 0)
        ]
        yield from beats
        headcount = chance.choice((1, 1, 1, 1, 2, 3, 5, 8, None))
        who = [
            self._numbered("combatant", scene, n, sides[n % 2][1][0], self._people.one(), headcount if n == 1 else 1)
            for n in range(chance.choice((2, 2, 2, 3)))
        ]
        yield from who
        yield from self._uses(scene, who, beats)
        for terms, most in ((self._techniques, 3), (self._camera, 2)):
            for _ in range(chance.randint(0, most)):
                yield self._row("scene_term", scene, chance.choice(beats)[1][0] if beats else None, terms.one())

    def _numbered(self, table: str, scene: int, position: int, *values: object) -> tuple[str, _Row]:
        return self._row(table, scene, position, *values)

    def _uses(
        self, scene: int, who: list[tuple[str, _Row]], beats: list[tuple[str, _Row]]
    ) -> Iterator[tuple[str, _Row]]:
        chance = self._chance
        for position in range(3):
            by = chance.choice(who)
            yield self._row(
                "wielding", scene, position, beats[position][1][0] if beats else None, by[1][0], self._weapons.one(),
                chance.choice(_ACQUIRED) if chance.random() < 0.4 else "",
                chance.choice(_ENDED) if chance.random() < 0.4 else "", int(chance.random() < 0.15),
            )  # fmt: skip
            if chance.random() < 0.3:
                target = next(each for each in who if each[1][4] != by[1][4])
                yield self._row("wielding_target", self._last["wielding"], target[1][0])


def _shuffled(connection: Connection, scheme: str, chance: random.Random) -> list[int]:
    ids = [row[0] for row in connection.execute("SELECT id FROM concept WHERE scheme = ? ORDER BY id", (scheme,))]
    chance.shuffle(ids)
    return ids
