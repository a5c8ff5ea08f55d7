"""Who stands against whom in scenes: on different sides, or one aims at the other. Knows no query and no index."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from donnybrook.catalog.driver import AMONG, Connection
from donnybrook.records import dataclass

_MANY = 1_000_000  # heads that nobody counted
_COMBATANTS = f"SELECT scene_id, id, side_id, headcount FROM combatant WHERE scene_id {AMONG} ORDER BY scene_id"  # noqa: S608
_USES = f"SELECT scene_id, combatant_id, weapon_id FROM wielding WHERE scene_id {AMONG} AND combatant_id IS NOT NULL"  # noqa: S608
_AIMS = f"""
    SELECT w.scene_id, w.combatant_id, w.weapon_id, t.combatant_id FROM wielding w
    JOIN wielding_target t ON t.wielding_id = w.id WHERE w.scene_id {AMONG} AND w.combatant_id IS NOT NULL
"""  # noqa: S608 - no part of it comes from outside


@dataclass(frozen=True, slots=True)
class Fight:
    """Of one scene: which weapons meet, both ways round, and how many heads one fighter alone stands against."""

    meetings: frozenset[tuple[int, int]]
    one_against: int


def fights_of(connection: Connection, among: str) -> dict[int, Fight]:
    """Return what is known of scenes that have combatants; ``among`` is the JSON of their ids."""
    uses, aims = _grouped(connection, _USES, among), _grouped(connection, _AIMS, among)
    found: dict[int, Fight] = {}
    for scene_id, group in groupby(connection.execute(_COMBATANTS, (among,)), key=itemgetter(0)):
        sides: dict[int, int | None] = {}
        heads: dict[int, int] = {}
        for _, combatant_id, side_id, headcount in group:
            sides[combatant_id] = side_id
            if side_id is not None:
                heads[side_id] = heads.get(side_id, 0) + (_MANY if headcount is None else headcount)
        meetings = frozenset(_meetings(uses.get(scene_id, []), aims.get(scene_id, []), sides))
        found[scene_id] = Fight(meetings, _one_against(heads))
    return found


def _grouped(connection: Connection, sql: str, among: str) -> dict[int, list[tuple[int, ...]]]:
    groups: dict[int, list[tuple[int, ...]]] = {}
    for scene_id, *row in connection.execute(sql, (among,)):
        groups.setdefault(scene_id, []).append(tuple(row))
    return groups


def _meetings(
    uses: list[tuple[int, ...]], aims: list[tuple[int, ...]], sides: dict[int, int | None]
) -> Iterator[tuple[int, int]]:
    for at, (who, weapon) in enumerate(uses):
        for whom, other in uses[at + 1 :]:
            mine, theirs = sides.get(who), sides.get(whom)
            if who != whom and mine is not None and theirs is not None and mine != theirs:
                yield weapon, other
                yield other, weapon
    for who, weapon, target in aims:
        for whom, other in uses:
            if whom == target and who != whom:
                yield weapon, other
                yield other, weapon


def _one_against(heads: dict[int, int]) -> int:
    total = sum(heads.values())
    return max((total - each for each in heads.values() if each == 1), default=0)
