"""Catalogs that hold something of all a catalog can hold, hostile text among it, and what is compared of two."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from donnybrook.catalog import Catalog, Shot, ShotList, Transaction
from donnybrook.catalog.driver import connect
from donnybrook.catalog.shapes import TABLES_IN_ORDER, read_shape

HOSTILE = (
    '=HYPERLINK("http://x.example","a")',
    "+1+1",
    "-30-",
    "@SUM(A1)",
    "'already'",
    "'=1",
    "\t=1",
    "\r=1",
    "＝1",
    'says "no", twice;\r\nthen\nleaves, \u202eidib\u202c \0 <script>alert(1)</script>',
    "NA",
    " spaces ",
    "łß😀\u2028\x85",
    "",
)
_JPEG = b"\xff\xd8\xff\xe0 a picture, as far as a catalog looks \xff\xd9"
_MADE_HERE = frozenset({("media_file", "verified_at")})  # of this computer's disks alone


def rich_catalog(path: Path, cache_folder: Path, texts: tuple[str, ...] = HOSTILE) -> Catalog:
    """Make a catalog with something of everything; the texts stand wherever a person can type."""
    catalog = empty_catalog(path, cache_folder)
    catalog.edit("Fill", _fill, texts)
    return catalog


def empty_catalog(path: Path, cache_folder: Path, coder: str = "Ana") -> Catalog:
    """Make a catalog in which nothing was entered yet: a copy of one that is made once, which is quicker."""
    path.write_bytes(_empty())
    return Catalog.open(path, coder=coder, cache_folder=cache_folder)


@cache
def _empty() -> bytes:
    with TemporaryDirectory() as folder:
        Catalog.create(Path(folder) / "empty.fights", cache_folder=folder).close()
        return (Path(folder) / "empty.fights").read_bytes()


def _fill(tx: Transaction, texts: tuple[str, ...]) -> None:
    text = _turns(texts)
    weapons, places = _concepts(tx, "weapon"), _concepts(tx, "location")
    own = tx.insert("concept", scheme="weapon", notation="own", pref_label=text() or "own", broader_id=weapons[0])
    tx.insert("concept_label", concept_id=own, label=text(), language="fr", kind="hidden")
    tx.insert("concept_match", concept_id=own, authority="wikidata", value=text(), source=text())
    tx.update("concept", weapons[3], scope_note=text(), retired_at="2026-01-01T00:00:00.000Z", replaced_by_id=own)
    label = tx.rows("SELECT id FROM concept_label ORDER BY id LIMIT 1")[0][0]
    tx.delete("concept_label", label)
    name = hashlib.sha256(_JPEG).hexdigest()
    tx.store_picture(name, 32, 18, _JPEG)
    tx.update("concept", own, picture=name)
    for number, weapon in enumerate(weapons[4:7]):
        jpeg = _JPEG.replace(b"looks", f"looks {number}".encode())
        more = hashlib.sha256(jpeg).hexdigest()
        tx.store_picture(more, 32, 18, jpeg)
        tx.update("concept", weapon, picture=more)
    person = tx.insert("person", name=text() or "p")
    for number in range(2):
        _fill_film(tx, number, text, own, places, person, name)
    tx.insert("saved_query", name=text(), query=text(), position=3)
    tx.insert("palette", name=text(), key_1=own, key_0=weapons[1])


def _turns(texts: tuple[str, ...]) -> Callable[[], str]:
    at = -1

    def turn() -> str:
        nonlocal at
        at += 1
        return texts[at % len(texts)]

    return turn


def _concepts(tx: Transaction, scheme: str) -> list[int]:
    return [row[0] for row in tx.rows("SELECT id FROM concept WHERE scheme = ? ORDER BY id", (scheme,))]


def _fill_film(
    tx: Transaction, number: int, text: Callable[[], str], own: int, places: list[int], person: int, picture: str
) -> None:
    film = tx.insert("film", title=text(), year=1970 + number if number else None, country=text(), note=text())
    tx.insert("film_title", film_id=film, title=text(), language="pl")
    tx.insert("film_identifier", film_id=film, scheme="imdb", value=text())
    version = tx.insert("version", film_id=film, label=text())
    raw = b"/films/\xff\xfe.mkv" if number else "/films/naïve.mkv".encode()
    file = tx.insert(
        "media_file",
        version_id=version,
        path=raw,
        path_text=raw.decode("utf-8", "replace"),
        size_bytes=2**40,
        mtime_ns=1_700_000_000_123_456_789,
        fingerprint=text(),
        rate_num=24_000,
        rate_den=1_001,
        start_us=-1_500_000,
        duration_us=7_200_000_001,
        offset_us=-250_000,
        speed_num=24,
        speed_den=25,
    )
    shots = (Shot(0, 41_708, "start"), Shot(41_708, 9_000_000, "fade", 0.1, 41_708, 90_000))
    tx.shots.put(file, ShotList("ours", text() or "1", shots))
    character = tx.insert("character", film_id=film, name=text())
    tx.insert("portrayal", character_id=character, person_id=person, role="voice")
    collection = tx.insert("collection", name=text(), note=text(), position=number)
    for place in range(3):
        scene = _fill_scene(tx, version, place, text, own, places[place], character)
        tx.insert("collection_scene", collection_id=collection, scene_id=scene, position=0.1 + place / 3)
        tx.insert(
            "thumbnail", scene_id=scene, media_file_id=file, time_us=41_708, picture=picture, is_cover=1, chosen=1
        )


def _fill_scene(
    tx: Transaction, version: int, place: int, text: Callable[[], str], own: int, location: int, character: int
) -> int:
    scene = tx.insert(
        "scene",
        version_id=version,
        title=text(),
        in_us=None if place == 2 else 41_708 + place,
        out_us=3_723_000_001 if place == 0 else None,
        location_id=location,
        place_name=text(),
        note=text() * (1 if place else 100),
        rating="5",
        coder_id=tx.coder_id,
        created_at=tx.started_at,
        deleted_at=tx.started_at if place == 2 else None,
    )
    left = tx.insert("side", scene_id=scene, label=text(), role="protagonist", position=0)
    beat = tx.insert("beat", scene_id=scene, label=text(), note=text(), in_us=41_708, upper_hand_side_id=left)
    eve = tx.insert("combatant", scene_id=scene, side_id=left, label=text(), character_id=character, headcount=1)
    gang = tx.insert("combatant", scene_id=scene, label=text(), headcount=None, outcome="fled", note=text(), position=1)
    first = tx.insert(
        "wielding", scene_id=scene, combatant_id=eve, weapon_id=own, beat_id=beat, from_us=1, to_us=2, improvised=1
    )
    tx.insert("wielding", scene_id=scene, weapon_id=own, previous_id=first, manner=text(), ended="lost", position=1)
    tx.insert("wielding_target", wielding_id=first, combatant_id=gang)
    tx.insert(
        "scene_term", scene_id=scene, concept_id=_concepts(tx, "technique")[place], combatant_id=eve, beat_id=beat
    )
    return scene


def contents(path: Path) -> dict[str, dict[str, dict[str, object]]]:
    """Return all that people entered, by table and identity; references are identities. Shots too."""
    connection = connect(path, mode="ro")
    try:
        shapes = [read_shape(connection, table) for table in (*TABLES_IN_ORDER, "shot")]
        uuids = {
            table: dict(connection.execute(f"SELECT id, uuid FROM {table}"))  # noqa: S608 - our names
            for table in (*TABLES_IN_ORDER, "shot", "coder")
        }
        found = {}
        for shape in shapes:
            references = dict(shape.references)
            names = [name for name in shape.journalled if (shape.name, name) not in _MADE_HERE]
            rows = connection.execute(f"SELECT {', '.join(names)} FROM {shape.name}").fetchall()  # noqa: S608 - our names
            found[shape.name] = {
                str(row[names.index("uuid")]): {
                    name: uuids[references[name]].get(value) if name in references else value
                    for name, value in zip(names, row, strict=True)
                }
                for row in rows
            }
        pictures = connection.execute("SELECT sha256, jpeg FROM picture").fetchall()
        return {**found, "picture": {row[0]: {"jpeg": row[1]} for row in pictures}}
    finally:
        connection.close()
