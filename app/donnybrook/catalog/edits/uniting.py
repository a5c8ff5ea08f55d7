"""An edit that makes one fight of two of the same film. Knows no neighbours: which two is said to it.

Nothing that was typed is lost: what can't stand beside the other is put into words in the note. Who has the same name
in both is one combatant where nothing they are said to be contradicts it. All beats, uses and terms of both stand in
the one; a term that both have is said once.
"""

from collections.abc import Mapping, Sequence

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.edits.copying import copy_term, ids_in
from donnybrook.catalog.edits.keeping import collect
from donnybrook.catalog.edits.links import aim
from donnybrook.catalog.edits.scenes import next_position, trash_scene
from donnybrook.catalog.images import Value
from donnybrook.catalog.problems import EntryProblem, Gone
from donnybrook.catalog.scene_fields import SCENE_FIELDS, SceneField
from donnybrook.records import dataclass
from donnybrook.times import format_clock


def unite_scenes(tx: Transaction, /, scene_id: int, other_id: int) -> int:
    """Put all that is said of another scene into a scene, and return the scene's id; the other goes into the trash.

    It lasts from where the first begins to where the last is over; if that is open still, an out point is noted.
    Raises ``EntryProblem`` for scenes of two versions or of two layers, which are not the same fight read by the same
    person, and for one that is in the trash.
    """
    one, other = _scene(tx, scene_id), _scene(tx, other_id)
    if scene_id == other_id or one["version_id"] != other["version_id"]:
        raise EntryProblem("scene", "Only two fights of the same version of a film can be merged.")
    if one["layer"] != other["layer"]:
        raise EntryProblem("layer", "These fights are of two layers: two readings of the film stay apart.")
    if one["deleted_at"] is not None or other["deleted_at"] is not None:
        raise EntryProblem("scene", "One of these fights is in the trash. Take it out of there first.")
    _Union(tx, scene_id, other_id, is_later=_is_later(one, other)).run()
    tx.update("scene", scene_id, **_united_fields(tx, one, other))
    trash_scene(tx, other_id)
    return scene_id


# ------------------------------------------------------------ the fields of the scenes themselves


def _scene(tx: Transaction, scene_id: int) -> dict[str, Value]:
    names = ("version_id", "deleted_at", *(field.name for field in SCENE_FIELDS))
    rows = tx.rows(f"SELECT {', '.join(names)} FROM scene WHERE id = ?", (scene_id,))  # noqa: S608 - our names
    if not rows:
        raise Gone(f"no scene {scene_id}")
    return dict(zip(names, rows[0], strict=True))


def _is_later(one: Mapping[str, Value], other: Mapping[str, Value]) -> bool:
    """Return whether the first is fought after the other."""
    begins = [each["in_us"] for each in (one, other)]
    return None not in begins and int(str(begins[0])) > int(str(begins[1]))


def _united_fields(tx: Transaction, one: Mapping[str, Value], other: Mapping[str, Value]) -> dict[str, Value]:
    values: dict[str, Value] = {**_united_times(one, other)}
    left = [f"Out: {format_clock(out_us)}" for out_us in _outs(one, other) if values.get("out_us") is None]
    notes = [str(one["note"]), str(other["note"])]
    for field in SCENE_FIELDS:
        mine, theirs = one[field.name], other[field.name]
        if field.kind in ("time", "text") or mine == theirs or theirs in ("", None):
            continue
        if mine in ("", None):
            values[field.name] = theirs
        elif field.kind == "line":
            values[field.name] = _joined([str(mine), str(theirs)], " / ")
        elif field.name in _CAUTIOUS:
            values[field.name] = _more_cautious(tx, field, str(mine), str(theirs))
        else:
            left.append(f"{field.label}: {_words(tx, field, theirs)}")
    if left:
        notes.append(f"Also said of it: {'; '.join(left)}.")
    return {**values, "note": _joined(notes, "\n")}


# What is done, and what is sure, of both: the first of the list for the one, the last for the other.
_CAUTIOUS = {"status": min, "certainty": max}


def _more_cautious(tx: Transaction, field: SceneField, mine: str, theirs: str) -> str:
    codes = tx.codes(field.source)
    return _CAUTIOUS[field.name]((mine, theirs), key=lambda code: codes.index(code) if code in codes else 0)


def _united_times(one: Mapping[str, Value], other: Mapping[str, Value]) -> dict[str, Value]:
    timed = [each for each in (one, other) if each["in_us"] is not None]
    if not timed:
        return {}
    begins = [int(str(each["in_us"])) for each in timed]
    is_open = any(each["out_us"] is None and each["in_us"] == max(begins) for each in timed)
    ends = _outs(one, other)
    return {"in_us": min(begins), "out_us": max(ends) if ends and not is_open else None}


def _outs(one: Mapping[str, Value], other: Mapping[str, Value]) -> list[int]:
    return [int(str(each["out_us"])) for each in (one, other) if each["out_us"] is not None]


def _words(tx: Transaction, field: SceneField, value: Value) -> str:
    if field.kind == "concept":
        return str(tx.value("SELECT pref_label FROM concept WHERE id = ?", (value,)))
    return str(value)


def _joined(texts: Sequence[str], between: str) -> str:
    """Return texts one after the other; what another of them has word for word is said once."""
    said: list[str] = []
    for text in texts:
        if text and not any(text in each.split(between) or text == each for each in said):
            said.append(text)
    return between.join(said)


# ------------------------------------------------------------ what is in the scenes


@dataclass(frozen=True, slots=True)
class _Side:
    id: int
    label: str
    role: str


@dataclass(frozen=True, slots=True)
class _Combatant:
    id: int
    label: str
    side_id: int | None
    character_id: int | None
    headcount: int | None
    outcome: str
    note: str


class _Union:
    """Brings rows over one by one; ``is_later``: the scene they come into is fought after the other."""

    def __init__(self, tx: Transaction, scene_id: int, other_id: int, *, is_later: bool) -> None:
        self._tx = tx
        self._scene_id = scene_id
        self._other_id = other_id
        self._is_later = is_later
        self._sides: dict[int, int] = {}
        self._people: dict[int, int] = {}

    def run(self) -> None:
        people = self._combatants(self._other_id)
        spare = self._unite_sides(people)
        spare += self._unite_people(people)
        for table in ("beat", "wielding"):
            self._bring(table)
        for term_id in ids_in(self._tx, "scene_term", self._other_id):
            copy_term(self._tx, term_id, self._scene_id, {"combatant": self._people})
            self._tx.delete("scene_term", term_id)
        self._bring_pictures()
        for table, row_id in reversed(spare):
            self._tx.delete(table, row_id)
        for row_id, collection_id in self._tx.rows(_COLLECTED, (self._other_id,)):
            self._tx.delete("collection_scene", row_id)
            collect(self._tx, collection_id, [self._scene_id])

    def _unite_sides(self, people: Sequence[_Combatant]) -> list[tuple[str, int]]:
        """Return the rows that nothing needs any more, once all else is here."""
        mine = [_Side(*row) for row in self._tx.rows(_SIDES, (self._scene_id,))]
        here = self._combatants(self._scene_id)
        spare: list[tuple[str, int]] = []
        for side in [_Side(*row) for row in self._tx.rows(_SIDES, (self._other_id,))]:
            members = {each.label for each in people if each.side_id == side.id}
            alike = next((each for each in mine if self._is_same_side(each, side, here, members)), None)
            self._sides[side.id] = side.id if alike is None else alike.id
            if alike is None:
                position = next_position(self._tx, "side", self._scene_id)
                self._tx.update("side", side.id, scene_id=self._scene_id, position=position)
            else:
                mine.remove(alike)
                self._tx.update("side", alike.id, label=alike.label or side.label, role=alike.role or side.role)
                spare.append(("side", side.id))
        return spare

    def _is_same_side(self, mine: _Side, side: _Side, here: Sequence[_Combatant], members: set[str]) -> bool:
        if not (_agree(mine.role, side.role) and _agree(mine.label, side.label)):
            return False
        named_alike = bool(mine.label) and mine.label == side.label
        return named_alike or any(each.side_id == mine.id and each.label in members for each in here if each.label)

    def _unite_people(self, people: Sequence[_Combatant]) -> list[tuple[str, int]]:
        here = self._combatants(self._scene_id)
        spare: list[tuple[str, int]] = []
        for who in people:
            side_id = None if who.side_id is None else self._sides[who.side_id]
            alike = next((each for each in here if self._is_same_person(each, who, side_id)), None)
            self._people[who.id] = who.id if alike is None else alike.id
            if alike is None:
                position = next_position(self._tx, "combatant", self._scene_id)
                self._tx.update("combatant", who.id, scene_id=self._scene_id, side_id=side_id, position=position)
            else:
                here.remove(alike)
                self._complete(alike, who, side_id)
                spare.append(("combatant", who.id))
        return spare

    def _is_same_person(self, mine: _Combatant, who: _Combatant, side_id: int | None) -> bool:
        is_known = bool(mine.label) or (mine.character_id is not None and mine.character_id == who.character_id)
        said_alike = is_known and mine.label == who.label and mine.headcount == who.headcount
        return said_alike and _agree(mine.side_id, side_id) and _agree(mine.character_id, who.character_id)

    def _complete(self, mine: _Combatant, who: _Combatant, side_id: int | None) -> None:
        """Say of a combatant here what is said of the same one there; how they come off is told by the later fight."""
        earlier, later = (who.outcome, mine.outcome) if self._is_later else (mine.outcome, who.outcome)
        notes = [mine.note, who.note]
        if earlier and later and earlier != later:
            notes.append(f"Before that: {earlier}.")
        self._tx.update(
            "combatant",
            mine.id,
            side_id=mine.side_id if mine.side_id is not None else side_id,
            character_id=mine.character_id if mine.character_id is not None else who.character_id,
            outcome=later or earlier,
            note=_joined(notes, "\n"),
        )

    def _bring(self, table: str) -> None:
        columns = {"beat": ("upper_hand_side_id", self._sides), "wielding": ("combatant_id", self._people)}
        column, over = columns[table]
        sql = f"SELECT id, {column} FROM {table} WHERE scene_id = ? ORDER BY position, id"  # noqa: S608 - our names
        for row_id, reference in self._tx.rows(sql, (self._other_id,)):
            led = None if reference is None else over[reference]
            position = next_position(self._tx, table, self._scene_id)
            self._tx.update(table, row_id, scene_id=self._scene_id, position=position, **{column: led})
            if table == "wielding":
                self._aim_anew(row_id)

    def _aim_anew(self, wielding_id: int) -> None:
        present = self._tx.rows("SELECT id, combatant_id FROM wielding_target WHERE wielding_id = ?", (wielding_id,))
        for target_id, combatant_id in present:
            if self._people[combatant_id] != combatant_id:
                self._tx.delete("wielding_target", target_id)
                aim(self._tx, wielding_id, self._people[combatant_id])

    def _bring_pictures(self) -> None:
        """Keep all pictures; a scene has one cover, and one that was chosen by hand comes first."""
        tx = self._tx
        mine = tx.rows(_COVERS, (self._scene_id,))
        other = tx.rows(_COVERS, (self._other_id,))
        takes_other = any(chosen for _, chosen in other) and not any(chosen for _, chosen in mine)
        if takes_other or not mine:
            tx.update_many("thumbnail", {row_id: {"is_cover": 0} for row_id, _ in mine})
        else:
            tx.update_many("thumbnail", {row_id: {"is_cover": 0} for row_id, _ in other})
        pictures = ids_in(tx, "thumbnail", self._other_id)
        tx.update_many("thumbnail", {row_id: {"scene_id": self._scene_id} for row_id in pictures})

    def _combatants(self, scene_id: int) -> list[_Combatant]:
        return [_Combatant(*row) for row in self._tx.rows(_COMBATANTS, (scene_id,))]


def _agree(one: str | int | None, other: str | int | None) -> bool:
    """Return whether two say the same, or one of them says nothing."""
    return one == other or one in ("", None) or other in ("", None)


_SIDES = "SELECT id, label, role FROM side WHERE scene_id = ? ORDER BY position, id"
_COMBATANTS = """
    SELECT id, label, side_id, character_id, headcount, outcome, note FROM combatant
    WHERE scene_id = ? ORDER BY position, id
"""
_COVERS = "SELECT id, chosen FROM thumbnail WHERE scene_id = ? AND is_cover = 1 ORDER BY id"
_COLLECTED = "SELECT id, collection_id FROM collection_scene WHERE scene_id = ? ORDER BY id"
