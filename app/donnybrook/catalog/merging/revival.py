"""Which rows are there though someone deleted them, and with what values. Knows what is part of what, and no edit.

A row whose deletion stands is there all the same if something that is there refers to it; or if what it was part of is
there, and was deleted by the same edit: what comes back comes back whole. The smallest such set is the same whatever
the order of merges, since it follows from what all edits together say.

A fight is more than a part: it comes back with its film only where someone was working on the film itself.
"""

from collections.abc import Iterable, Iterator
from itertools import batched

from donnybrook.catalog.driver import Connection
from donnybrook.catalog.images import Image, Images
from donnybrook.catalog.merging.journal import Journal, RowKey
from donnybrook.catalog.merging.states import Deletion, RowState, final_state
from donnybrook.catalog.shapes import TABLES_IN_ORDER
from donnybrook.records import dataclass

PART_OF = {
    "concept_label": ("concept_id",),
    "concept_match": ("concept_id",),
    "film_title": ("film_id",),
    "film_identifier": ("film_id",),
    "version": ("film_id",),
    "media_file": ("version_id",),
    "character": ("film_id",),
    "portrayal": ("character_id",),
    "scene": ("version_id",),
    "side": ("scene_id",),
    "beat": ("scene_id",),
    "combatant": ("scene_id",),
    "wielding": ("scene_id", "combatant_id"),
    "wielding_target": ("wielding_id", "combatant_id"),
    "scene_term": ("scene_id", "beat_id"),
    "thumbnail": ("scene_id",),
    "collection_scene": ("scene_id", "collection_id"),
    "palette": ("film_id",),
}
_BATCH = 10_000
_NEEDED, _WORKED_ON = 1, 2  # why a row is there: something refers to it; or it, or what it is part of, was worked on


@dataclass(frozen=True, slots=True)
class Weighed:
    """Rows whose deletion stands: those that are to be there all the same, and those that are there and should not."""

    stay: dict[RowKey, Image]
    gone: list[RowKey]


def weigh(connection: Connection, images: Images, journal: Journal) -> Weighed:
    """Weigh all that was ever deleted; every row that should be there by itself must be, with its values."""
    return _Scales(connection, images, journal).weighed()


class _Scales:
    def __init__(self, connection: Connection, images: Images, journal: Journal) -> None:
        self._connection = connection
        self._images = images
        self._journal = journal
        self._states: dict[RowKey, RowState] = {}
        self._parts: dict[str, dict[RowKey, list[RowKey]]] = {}  # by edit, what it deleted of what it deleted
        self._why: dict[RowKey, int] = {}
        self._waiting: list[RowKey] = []

    def weighed(self) -> Weighed:
        there = set(self._deleted_and_there())
        dead = {row for row in there if not self._states[row].alive}
        for row in there - dead:
            if self._states[row].deletions:
                self._keep(row, _WORKED_ON)
        for row in dead:
            if any(referrer not in dead for referrer in self._referrers(row)):
                self._keep(row, _NEEDED)
        while self._waiting:
            self._bring_along(self._waiting.pop())
        stay: dict[RowKey, Image] = {row: self._state(row).image for row in self._why if not self._state(row).alive}
        return Weighed(stay, sorted(dead - stay.keys()))

    def _deleted_and_there(self) -> Iterator[RowKey]:
        for table, deleted in self._journal.rows_ever_deleted().items():
            ids = self._images.ids_of(table, deleted)
            for some in batched([uuid for uuid in deleted if uuid in ids], _BATCH):
                for uuid, changes in self._journal.changes_of_many(table, some).items():
                    self._states[table, uuid] = final_state(changes)
                    yield table, uuid

    def _keep(self, row: RowKey, why: int) -> None:
        if why > self._why.get(row, 0):
            self._why[row] = why
            self._waiting.append(row)

    def _bring_along(self, row: RowKey) -> None:
        """Keep what a row refers to, and the parts that were deleted with it."""
        state = self._state(row)
        for column, target in self._images.shape(row[0]).references:
            wanted = (target, str(state.image.get(column)))
            if state.image.get(column) is not None and target in TABLES_IN_ORDER and not self._state(wanted).alive:
                self._keep(wanted, _NEEDED)
        for deletion in state.deletions:
            for part in self._deleted_with(deletion.edit_uuid).get(row, ()):
                if not self._state(part).alive:
                    self._keep(part, self._why_with_its_whole(part))

    def _why_with_its_whole(self, part: RowKey) -> int:
        """Return why a part is there, as far as what it is part of goes: each of its deletions must have met that."""
        why = min(self._why_in_spite(part[0], each) for each in self._state(part).deletions if each.stands)
        return 0 if part[0] == "scene" and why < _WORKED_ON else why

    def _why_in_spite(self, table: str, deletion: Deletion) -> int:
        wholes = [
            whole
            for whole in self._wholes(table, deletion.before)
            if any(each.edit_uuid == deletion.edit_uuid for each in self._state(whole).deletions)
        ]
        return max((self._why.get(whole, 0) for whole in wholes), default=0)

    def _wholes(self, table: str, image: Image) -> Iterable[RowKey]:
        targets = dict(self._images.shape(table).references)
        named = ((column, image.get(column)) for column in PART_OF.get(table, ()))
        return [(targets[column], str(uuid)) for column, uuid in named if uuid is not None]

    def _deleted_with(self, edit_uuid: str) -> dict[RowKey, list[RowKey]]:
        """Return what one edit deleted and nobody put back, by what it was part of."""
        if edit_uuid not in self._parts:
            parts: dict[RowKey, list[RowKey]] = {}
            for part, before in self._journal.deleted_by(edit_uuid):
                if part in self._states and self._states[part].alive:
                    continue
                for whole in self._wholes(part[0], self._images.decode(part[0], before)):
                    parts.setdefault(whole, []).append(part)
            self._parts[edit_uuid] = parts
        return self._parts[edit_uuid]

    def _referrers(self, row: RowKey) -> Iterator[RowKey]:
        row_id = self._images.id_of(*row)
        for other in TABLES_IN_ORDER:
            for column, target in self._images.shape(other).references:
                if target == row[0]:
                    sql = f"SELECT uuid FROM {other} WHERE {column} = ?"  # noqa: S608 - names are the schema's own
                    yield from ((other, uuid) for (uuid,) in self._connection.execute(sql, (row_id,)))

    def _state(self, row: RowKey) -> RowState:
        if row not in self._states:
            self._states[row] = final_state(self._journal.changes_of(row))
        return self._states[row]
