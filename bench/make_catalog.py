"""Makes big catalogs for the benches, fast and always the same: rows and journal written straight into the tables.

Of ``big_catalog`` each fight has two combatants and one use of a weapon, and the journal says so; ``search_catalog``
has what ``search_rows`` draws, and one line of journal. The files lie in ``build/bench``; one that is there is used
again. ``python bench/make_catalog.py SCENES [search]`` makes one and says where.
"""

import hashlib
import itertools
import json
import random
import sys
import uuid
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from donnybrook.catalog.creation import create_file
from donnybrook.catalog.driver import Connection, connect
from donnybrook.catalog.migrations import migrations
from search_rows import fill as fill_for_search

FOLDER = Path(__file__).resolve().parents[1] / "build" / "bench"
_FILM_SCENES = 100
_EDIT_SCENES = 100
_BATCH = 20_000
_WORDS = "throws parries falls rises runs turns strikes misses laces bucket stairs snow glass fire water rope".split()  # noqa: SIM905
_MADE_AT = "2026-01-01T00:00:00.000Z"


def big_catalog(scenes: int, *, seed: int = 1, name: str = "") -> Path:
    """Return a catalog with so many fights, made if it is not there."""
    return _made(f"{name or 'big'}-{scenes}", lambda to: _fill(to, scenes, random.Random(seed)))


def search_catalog(scenes: int, *, seed: int = 1) -> Path:
    """Return a catalog with so many fights to search among, made if it is not there."""
    return _made(f"search-{scenes}", lambda to: fill_for_search(to, scenes, random.Random(seed)))


def wall_catalog(scenes: int, jpegs: Callable[[], Iterable[bytes]], *, seed: int = 1) -> Path:
    """Return a catalog with so many fights, each with one of some JPEGs of 320 x 180 as its cover."""

    def put(to: Connection) -> None:
        _fill(to, scenes, random.Random(seed))
        _fill_covers(to, scenes, jpegs())

    return _made(f"wall-{scenes}", put)


def gallery_catalog(scenes: int, jpegs: Callable[[], Iterable[bytes]], *, seed: int = 1) -> Path:
    """Return a catalog with so many fights as people enter them, each with one of some JPEGs as its cover."""

    def put(to: Connection) -> None:
        fill_for_search(to, scenes, random.Random(seed))
        _fill_covers(to, scenes, jpegs())

    return _made(f"gallery-{scenes}", put)


def _fill_covers(connection: Connection, scenes: int, jpegs: Iterable[bytes]) -> None:
    named = {hashlib.sha256(jpeg).hexdigest(): jpeg for jpeg in jpegs}
    connection.executemany("INSERT INTO picture VALUES (?, 320, 180, ?)", named.items())
    names = list(named)
    rows = ((str(uuid.uuid5(uuid.NAMESPACE_URL, f"cover {n}")), n, names[n % len(names)]) for n in range(1, scenes + 1))
    sql = "INSERT INTO thumbnail (uuid, scene_id, time_us, picture, is_cover) VALUES (?, ?, 0, ?, 1)"
    connection.executemany(sql, rows)


def _made(name: str, put: Callable[[Connection], None]) -> Path:
    form = zlib.crc32(b"".join(step.path.read_bytes() for step in migrations()))
    path = FOLDER / f"{name}-{form:08x}.fights"
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".making")
        for old in FOLDER.glob(f"{part.name}*"):
            old.unlink()
        create_file(part)
        connection = connect(part)
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN")
        put(connection)
        connection.execute("COMMIT")
        connection.close()
        part.rename(path)
    return path


def _fill(connection: Connection, scenes: int, chance: random.Random) -> None:
    moments_ms = itertools.count(1_500_000_000_000, 700)

    def new_uuid() -> str:
        """As those of rows that were entered one after the other: UUIDv7, the later the larger."""
        return str(uuid.UUID(int=next(moments_ms) << 80 | 7 << 76 | 2 << 62 | chance.getrandbits(62)))

    weapons = connection.execute("SELECT id, uuid FROM concept WHERE scheme = 'weapon'").fetchall()
    films = [(n, new_uuid(), f"Film {n}", 1930 + n % 95) for n in range(1, scenes // _FILM_SCENES + 2)]
    connection.executemany("INSERT INTO film (id, uuid, title, year) VALUES (?, ?, ?, ?)", films)
    versions = [(film[0], new_uuid(), film[0]) for film in films]
    connection.executemany("INSERT INTO version (id, uuid, film_id) VALUES (?, ?, ?)", versions)
    edits = [(n, new_uuid(), "Add fights", _MADE_AT) for n in range(1, scenes // _EDIT_SCENES + 3)]
    connection.executemany("INSERT INTO edit (id, uuid, label, made_at) VALUES (?, ?, ?, ?)", edits)
    _journal(connection, 1, [("film", f[1], None, None, {"uuid": f[1], "title": f[2], "year": f[3]}) for f in films])
    _journal(
        connection,
        1,
        [("version", v[1], None, None, {"uuid": v[1], "film_id": films[v[2] - 1][1], "label": ""}) for v in versions],
    )
    for first in range(1, scenes + 1, _BATCH):
        numbers = range(first, min(first + _BATCH, scenes + 1))
        rows = list(_rows(numbers, chance, new_uuid, versions, weapons))
        for table in ("scene", "combatant", "wielding"):
            _insert(connection, table, [row for name, row, _, _ in rows if name == table])
        journal = [
            (table, row["uuid"], image.get("scene_id", image["uuid"]), n, image) for table, row, image, n in rows
        ]
        _journal(connection, None, journal)


def _rows(numbers, chance, new_uuid, versions, weapons) -> Iterator[tuple]:  # type: ignore[no-untyped-def,type-arg]
    for n in numbers:
        version = versions[n // _FILM_SCENES]
        in_us = chance.randrange(0, 7_200_000_000)
        scene = {
            "uuid": new_uuid(),
            "version_id": version[0],
            "title": f"Fight {n}",
            "in_us": in_us,
            "out_us": in_us + chance.randrange(1_000_000, 300_000_000),
            "note": " ".join(chance.choices(_WORDS, k=12)),
            "created_at": _MADE_AT,
        }
        yield "scene", {"id": n, **scene}, {**scene, "version_id": version[1]}, n
        who = []
        for label in ("hero", "villain"):
            row = {"uuid": new_uuid(), "scene_id": n, "label": label}
            who.append((2 * n - (label == "hero"), row["uuid"]))
            yield "combatant", {"id": who[-1][0], **row}, {**row, "scene_id": scene["uuid"]}, n
        weapon = weapons[int(len(weapons) * chance.random() ** 2)]
        use = {"uuid": new_uuid(), "scene_id": n, "weapon_id": weapon[0], "combatant_id": who[0][0]}
        image = {**use, "scene_id": scene["uuid"], "weapon_id": weapon[1], "combatant_id": who[0][1]}
        yield "wielding", {"id": n, **use}, image, n


def _insert(connection: Connection, table: str, rows: list[dict[str, object]]) -> None:
    names, marks = ", ".join(rows[0]), ", ".join("?" * len(rows[0]))
    sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - our names
    connection.executemany(sql, [tuple(row.values()) for row in rows])


def _journal(connection: Connection, edit_id: int | None, rows: list[tuple]) -> None:  # type: ignore[type-arg]
    sql = (
        "INSERT INTO change (edit_id, table_name, row_uuid, scene_uuid, scene_id, before, after)"
        " VALUES (?, ?, ?, ?, ?, NULL, ?)"
    )
    values = [
        (edit_id or 2 + n // _EDIT_SCENES, table, row_uuid, scene_uuid, n, json.dumps(image))
        for table, row_uuid, scene_uuid, n, image in rows
    ]
    connection.executemany(sql, values)


if __name__ == "__main__":
    make = search_catalog if sys.argv[2:] == ["search"] else big_catalog
    print(make(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000))
