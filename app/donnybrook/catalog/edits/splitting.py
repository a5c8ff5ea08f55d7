"""An edit that makes two fights of one, at a time. Nothing that was typed is lost: all of it is in one half or in both.

What lies in one half goes there. What lies across the cut is cut: a beat becomes two; a use becomes two of the same
object, the first with how it came there, the second with what became of it. So is a use without times, which is not
known to end before the cut, and its halves have no times either. A beat without times, or one that is still open,
stays in the first half; a use in it that has times goes by its own. Who fights is in both halves; how they come off
belongs to the second, with which it ends.
"""

from typing import Literal

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.edits.copying import Copies, copy_rows, copy_scene_row, copy_targets, copy_term, ids_in
from donnybrook.catalog.edits.keeping import collect
from donnybrook.catalog.edits.links import aim
from donnybrook.catalog.images import Value
from donnybrook.catalog.problems import EntryProblem, Gone
from donnybrook.records import dataclass

type _Half = Literal["first", "second", "both"]


def split_scene(tx: Transaction, /, scene_id: int, at_us: int) -> int:
    """End a scene at a time, and add one that begins there and is as the first in all else; returns the new one's id.

    Raises ``EntryProblem`` for a time that does not lie inside the scene, and for one that is in the trash.
    """
    found = tx.rows("SELECT in_us, out_us, deleted_at FROM scene WHERE id = ?", (scene_id,))
    if not found:
        raise Gone(f"no scene {scene_id}")
    in_us, out_us, deleted_at = found[0]
    if deleted_at is not None:
        raise EntryProblem("scene", "This fight is in the trash. Take it out of there first.")
    if in_us is None:
        raise EntryProblem("in_us", "A fight without times can't be split. Give it an in point first.")
    if at_us <= in_us or (out_us is not None and at_us >= out_us):
        raise EntryProblem("at", "A fight is split at a time inside it, after its first frame.")
    second_id = copy_scene_row(tx, scene_id, in_us=at_us)
    tx.update("scene", scene_id, out_us=at_us)
    _Split(tx, scene_id, second_id, at_us).run()
    return second_id


@dataclass(frozen=True, slots=True)
class _Use:
    id: int
    beat_id: int | None
    from_us: int | None
    to_us: int | None
    previous_id: int | None


class _Split:
    """Keeps which rows of the first scene are which of the second: copies, or the very rows that went over."""

    def __init__(self, tx: Transaction, first_id: int, second_id: int, at_us: int) -> None:
        self._tx = tx
        self._first_id = first_id
        self._second_id = second_id
        self._at_us = at_us
        self._copies: Copies = {"beat": {}, "wielding": {}}
        self._beats: dict[int, _Half] = {}
        self._loose: set[int] = set()  # beats that are not known to end before the cut, and stay in the first half

    def run(self) -> None:
        tx = self._tx
        for table in ("side", "combatant"):
            copy_rows(tx, table, ids_in(tx, table, self._first_id), self._second_id, self._copies)
        tx.update_many("combatant", {each: {"outcome": ""} for each in ids_in(tx, "combatant", self._first_id)})
        terms = ids_in(tx, "scene_term", self._first_id)
        self._split_beats()
        self._split_uses()
        for term_id in terms:
            self._split_term(term_id)
        for (collection_id,) in tx.rows(_COLLECTIONS, (self._first_id,)):
            collect(tx, collection_id, [self._second_id])

    def _split_beats(self) -> None:
        for beat_id, in_us, out_us, side_id in self._tx.rows(_BEATS, (self._first_id,)):
            half = self._half(in_us, out_us) if in_us is not None else "both"
            if half == "both" and out_us is None:
                self._loose.add(beat_id)
                half = "first"
            self._beats[beat_id] = half
            if half == "both":
                copy_rows(self._tx, "beat", [beat_id], self._second_id, self._copies, in_us=self._at_us)
                self._tx.update("beat", beat_id, out_us=self._at_us)
            elif half == "second":
                side = None if side_id is None else self._copies["side"][side_id]
                self._tx.update("beat", beat_id, scene_id=self._second_id, upper_hand_side_id=side)
                self._copies["beat"][beat_id] = beat_id

    def _split_uses(self) -> None:
        uses = [_Use(*row) for row in self._tx.rows(_USES, (self._first_id,))]
        halves = {use.id: self._half_of_use(use) for use in uses}
        for use in uses:
            if halves[use.id] == "both":
                self._cut(use)
            elif halves[use.id] == "second":
                self._carry(use)
        for use in uses:  # what went on from the whole, goes on from its second half
            later = use.previous_id if use.previous_id in halves else None
            if halves[use.id] == "second" and later is not None and halves[later] == "both":
                self._tx.update("wielding", use.id, previous_id=self._copies["wielding"][later])

    def _half_of_use(self, use: _Use) -> _Half:
        of_beat = self._beats.get(use.beat_id) if use.beat_id is not None else None
        goes_by_itself = use.beat_id in self._loose and use.from_us is not None
        if of_beat in ("first", "second") and not goes_by_itself:
            return of_beat
        return "both" if use.from_us is None else self._half(use.from_us, use.to_us)

    def _half(self, begin_us: int, end_us: int | None) -> _Half:
        if begin_us >= self._at_us:
            return "second"
        return "first" if end_us is not None and end_us <= self._at_us else "both"

    def _cut(self, use: _Use) -> None:
        said: dict[str, Value] = {"acquired": "", "previous_id": use.id, "to_us": use.to_us}
        said["from_us"] = None if use.to_us is None else self._at_us
        said["beat_id"] = None if use.beat_id not in self._copies["beat"] else use.beat_id
        copy_rows(self._tx, "wielding", [use.id], self._second_id, self._copies, **said)
        copy_targets(self._tx, [use.id], self._copies)
        ended = {"to_us": self._at_us} if use.to_us is not None else {}
        self._tx.update("wielding", use.id, ended="", **ended)

    def _carry(self, use: _Use) -> None:
        tx, copies = self._tx, self._copies
        ((combatant_id,),) = tx.rows("SELECT combatant_id FROM wielding WHERE id = ?", (use.id,))
        who = None if combatant_id is None else copies["combatant"][combatant_id]
        beat_id = None if use.beat_id is None else copies["beat"].get(use.beat_id)
        tx.update("wielding", use.id, scene_id=self._second_id, combatant_id=who, beat_id=beat_id)
        copies["wielding"][use.id] = use.id
        for target_id, target in tx.rows(_TARGETS, (use.id,)):
            tx.delete("wielding_target", target_id)
            aim(tx, use.id, copies["combatant"][target])

    def _split_term(self, term_id: int) -> None:
        beat_id = self._tx.value("SELECT beat_id FROM scene_term WHERE id = ?", (term_id,))
        half = "both" if beat_id is None else self._beats[int(str(beat_id))]
        if half != "first":
            copy_term(self._tx, term_id, self._second_id, self._copies)
        if half == "second":
            self._tx.delete("scene_term", term_id)


_BEATS = "SELECT id, in_us, out_us, upper_hand_side_id FROM beat WHERE scene_id = ? ORDER BY position, id"
_USES = "SELECT id, beat_id, from_us, to_us, previous_id FROM wielding WHERE scene_id = ? ORDER BY position, id"
_TARGETS = "SELECT id, combatant_id FROM wielding_target WHERE wielding_id = ? ORDER BY id"
_COLLECTIONS = "SELECT collection_id FROM collection_scene WHERE scene_id = ? ORDER BY id"
