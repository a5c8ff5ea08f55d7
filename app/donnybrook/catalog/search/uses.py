"""Questions about the uses of weapons inside one scene, as SQL on ``scene``: whose, opposed, one after the other.

Knows the tables, no query language. Ids come as one JSON parameter. A plus before a column keeps SQLite from looking
it up class by class: a scene's few rows are read by the scene.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import field

from donnybrook.catalog.driver import AMONG
from donnybrook.catalog.images import Value
from donnybrook.catalog.query.tree import Relation
from donnybrook.catalog.search.clauses import Sql
from donnybrook.records import dataclass

# begins(text, needle) is given to the connection by ``finding``.
_NAMED = """(begins({c}.label, ?) OR begins((SELECT h.name FROM character h WHERE h.id = {c}.character_id), ?)
    OR EXISTS (SELECT 1 FROM portrayal r JOIN person p ON p.id = r.person_id
        WHERE r.character_id = {c}.character_id AND begins(p.name, ?)))"""


@dataclass(frozen=True, slots=True)
class Side:
    """What stands on one side: the users of weapons; or else the bearers of a name."""

    weapon_ids: frozenset[int] = frozenset()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """A use as it is asked for: of one of some weapons (``None``: any), by bearers of all the names."""

    weapon_ids: frozenset[int] | None = None
    names: tuple[str, ...] = ()
    improvised: bool = False
    codes: tuple[tuple[str, tuple[str, ...]], ...] = ()  # a column, and what it may hold


@dataclass(frozen=True, slots=True)
class Occurrence:
    """What may occur in a beat: weapons in use, terms; or all that a bearer of a name does."""

    concept_ids: frozenset[int] = frozenset()
    name: str = ""


@dataclass(slots=True)
class _Asked:
    """Conditions with their values, as they are put together."""

    texts: list[str] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)

    def add(self, text: str, *values: Value) -> None:
        self.texts.append(text)
        self.values += values

    def joined(self) -> str:
        return " AND ".join(self.texts) or "1"


def named(alias: str, name: str) -> Sql:
    """Return the condition that a combatant goes by a name, as a label, a character or a performer."""
    text = _NAMED.format(c=alias)
    return Sql(text, (name,) * text.count("?"))


def ids_json(ids: Iterable[int]) -> str:
    """Return ids as the one parameter that ``AMONG`` takes."""
    return json.dumps(sorted(ids))


def used(use: Use) -> Sql:
    """Return the condition that a scene has such a use."""
    asked = _Asked()
    _add_use(asked, "w", "c", use)
    joined = "wielding w LEFT JOIN combatant c ON c.id = w.combatant_id"
    return Sql(f"EXISTS (SELECT 1 FROM {joined} WHERE w.scene_id = scene.id AND {asked.joined()})", tuple(asked.values))  # noqa: S608


_LATER = """CASE
    WHEN {a}.from_us IS NOT NULL AND {b}.from_us IS NOT NULL THEN {b}.from_us >= coalesce({a}.to_us, {a}.from_us + 1)
    WHEN {a}.beat_id <> {b}.beat_id THEN (SELECT CASE WHEN t.in_us <> n.in_us THEN t.in_us < n.in_us
        ELSE (t.position, t.id) < (n.position, n.id) END
        FROM beat t, beat n WHERE t.id = {a}.beat_id AND n.id = {b}.beat_id)
    WHEN {b}.previous_id = {a}.id THEN 1
    WHEN {a}.previous_id = {b}.id THEN 0
    ELSE ({a}.position, {a}.id) < ({b}.position, {b}.id) END"""


def followed(uses: Sequence[Use]) -> Sql:
    """Return the condition that one combatant makes these uses one after the other.

    Their times say which is later; else the order of their beats; else which use goes on from which; else the order
    they are listed in.
    """
    asked, tables = _Asked(), []
    for place, use in enumerate(uses):
        this, before = f"w{place}", f"w{place - 1}"
        tables.append(f"wielding {this}")
        asked.add(f"{this}.scene_id = scene.id")
        if place:
            asked.add(f"{this}.combatant_id = w0.combatant_id AND {this}.id <> {before}.id")
            asked.add(_LATER.format(a=before, b=this))
        _add_use(asked, this, "c", use)
    joined = f"{' CROSS JOIN '.join(tables)} CROSS JOIN combatant c ON c.id = w0.combatant_id"
    return Sql(f"EXISTS (SELECT 1 FROM {joined} WHERE {asked.joined()})", tuple(asked.values))  # noqa: S608


def _add_use(asked: _Asked, use: str, who: str, wanted: Use) -> None:
    if wanted.weapon_ids is not None:
        asked.add(f"+{use}.weapon_id {AMONG}", ids_json(wanted.weapon_ids))
    if wanted.improvised:
        asked.add(f"{use}.improvised = 1")
    for column, codes in wanted.codes:
        asked.add(f"{use}.{column} {AMONG}", json.dumps(codes))
    for name in wanted.names:
        sql = named(who, name)
        asked.add(sql.text, *sql.parameters)


_AIMS = """EXISTS (SELECT 1 FROM wielding u JOIN wielding_target t ON t.wielding_id = u.id
    WHERE u.combatant_id = {x}.id AND {by_this} AND t.combatant_id = {y}.id)"""


def opposed(left: Side, right: Side, *, directed: bool) -> Sql:
    """Return the condition that two things stand on opposed sides; ``directed``: the left one attacks.

    Opposed are two combatants of different sides, or of whom one aims at the other, with the weapon asked for.
    """
    asked, tables = _Asked(), []
    for side, who, use in ((left, "a", "wa"), (right, "b", "wb")):
        if side.weapon_ids:
            tables.append(f"wielding {use} CROSS JOIN combatant {who} ON {who}.id = {use}.combatant_id")
            asked.add(f"{use}.scene_id = scene.id AND +{use}.weapon_id {AMONG}", ids_json(side.weapon_ids))
        else:
            tables.append(f"combatant {who}")
            sql = named(who, side.name)
            asked.add(f"{who}.scene_id = scene.id AND {sql.text}", *sql.parameters)
    asked.add("a.id <> b.id")
    a_aims = _AIMS.format(x="a", y="b", by_this="u.id = wa.id" if left.weapon_ids else "1")
    b_aims = _AIMS.format(x="b", y="a", by_this="u.id = wb.id" if right.weapon_ids else "1")
    asked.add(a_aims if directed else f"(a.side_id <> b.side_id OR {a_aims} OR {b_aims})")
    return Sql(f"EXISTS (SELECT 1 FROM {' CROSS JOIN '.join(tables)} WHERE {asked.joined()})", tuple(asked.values))  # noqa: S608


_BEAT_BEFORE = (
    "CASE WHEN x.beat_in <> y.beat_in THEN x.beat_in < y.beat_in ELSE (x.place, x.beat_id) < (y.place, y.beat_id) END"
)
_BEFORE = f"""CASE
    WHEN x.end_us IS NOT NULL AND y.start_us IS NOT NULL THEN x.end_us <= y.start_us
    WHEN x.start_us IS NOT NULL AND y.start_us IS NOT NULL THEN x.start_us < y.start_us
    WHEN x.beat_id <> y.beat_id THEN {_BEAT_BEFORE}
    ELSE y.previous_id = x.use_id END"""
_DURING = """CASE
    WHEN x.start_us IS NOT NULL AND x.end_us IS NOT NULL AND y.start_us IS NOT NULL AND y.end_us IS NOT NULL
    THEN x.start_us < y.end_us AND y.start_us < x.end_us ELSE x.beat_id = y.beat_id END"""
_USES = """SELECT w.id AS use_id, w.previous_id, w.beat_id, coalesce(w.from_us, t.in_us) AS start_us,
    coalesce(w.to_us, t.out_us) AS end_us, t.in_us AS beat_in, t.position AS place
    FROM wielding w LEFT JOIN beat t ON t.id = w.beat_id WHERE w.scene_id = scene.id AND {condition}"""
_TERMS = """SELECT NULL, NULL, m.beat_id, t.in_us, t.out_us, t.in_us, t.position
    FROM scene_term m JOIN beat t ON t.id = m.beat_id WHERE m.scene_id = scene.id AND {condition}"""


def related(left: Occurrence, relation: Relation, right: Occurrence) -> Sql:
    """Return the condition that two things of one scene lie so to each other, by their times, else by their beats."""
    first, second = (right, left) if relation == "after" else (left, right)
    condition = {"&": "x.beat_id = y.beat_id", "during": _DURING}.get(relation, _BEFORE)
    (x, x_values), (y, y_values) = _occurrences(first), _occurrences(second)
    return Sql(f"EXISTS (SELECT 1 FROM ({x}) x, ({y}) y WHERE {condition})", (*x_values, *y_values))  # noqa: S608


def _occurrences(wanted: Occurrence) -> tuple[str, tuple[Value, ...]]:
    if wanted.concept_ids:
        ids = ids_json(wanted.concept_ids)
        texts = (_USES.format(condition=f"+w.weapon_id {AMONG}"), _TERMS.format(condition=f"+m.concept_id {AMONG}"))
        return " UNION ALL ".join(texts), (ids, ids)
    sql = named("c", wanted.name)
    of_them = f"IN (SELECT c.id FROM combatant c WHERE c.scene_id = scene.id AND {sql.text})"  # noqa: S608
    texts = (
        _USES.format(condition=f"w.combatant_id {of_them}"),
        _TERMS.format(condition=f"m.combatant_id {of_them}"),
    )
    return " UNION ALL ".join(texts), sql.parameters * 2
