"""What many scenes have alike, and where they differ: their fields, weapons, terms, coder. Knows no edit."""

import json
from collections.abc import Sequence

from donnybrook.catalog.driver import AMONG, Connection
from donnybrook.catalog.scene_fields import SCENE_FIELDS, FieldValue
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class SharedValue:
    """One field of many scenes: ``value`` is that of all of them if ``is_shared``, and else says nothing."""

    name: str
    value: FieldValue
    is_shared: bool


@dataclass(frozen=True, slots=True)
class SharedWord:
    """A weapon or term, and how many of the scenes have it."""

    concept_id: int
    label: str
    scheme: str
    scenes: int


@dataclass(frozen=True, slots=True)
class SharedScenes:
    """Many scenes at a glance; words stand with those that most of them have first."""

    scenes: int
    films: int
    timed: int  # how many have an in point
    fields: tuple[SharedValue, ...]
    coder: SharedValue
    weapons: tuple[SharedWord, ...]
    terms: tuple[SharedWord, ...]

    def field(self, name: str) -> SharedValue:
        """Return a field by its name; raises ``LookupError``."""
        found = next((each for each in self.fields if each.name == name), None)
        if found is None:
            raise LookupError(name)
        return found


_NAMES = tuple(field.name for field in SCENE_FIELDS if field.kind != "time")
_OF_ALL = "min({0}), min({0}) IS max({0}) AND count({0}) IN (0, count(*))"
_WORDS = """
    SELECT t.{column}, c.pref_label, c.scheme, count(DISTINCT t.scene_id) AS many FROM {table} t
    JOIN concept c ON c.id = t.{column} WHERE t.scene_id {among} GROUP BY 1 ORDER BY many DESC, 2
"""


def read_shared(connection: Connection, scene_ids: Sequence[int]) -> SharedScenes:
    """Read what some scenes, which may be thousands, have alike."""
    among = (json.dumps(list(scene_ids)),)
    looked_at = ", ".join(_OF_ALL.format(each) for each in ("coalesce(k.name, '')", *(f"s.{name}" for name in _NAMES)))
    sql = f"""
        SELECT count(*), count(DISTINCT v.film_id), count(s.in_us), {looked_at}
        FROM scene s JOIN version v ON v.id = s.version_id LEFT JOIN coder k ON k.id = s.coder_id WHERE s.id {AMONG}
    """  # noqa: S608 - names are the code's own
    scenes, films, timed, *pairs = connection.execute(sql, among).fetchone()
    values = [
        SharedValue(name, pairs[2 * place] if pairs[2 * place + 1] else None, bool(pairs[2 * place + 1]))
        for place, name in enumerate(("coder", *_NAMES))
    ]
    return SharedScenes(
        scenes,
        films,
        timed,
        tuple(values[1:]),
        values[0],
        _read_words(connection, "wielding", "weapon_id", among),
        _read_words(connection, "scene_term", "concept_id", among),
    )


def _read_words(connection: Connection, table: str, column: str, among: tuple[str]) -> tuple[SharedWord, ...]:
    sql = _WORDS.format(table=table, column=column, among=AMONG)
    return tuple(SharedWord(*row) for row in connection.execute(sql, among))
