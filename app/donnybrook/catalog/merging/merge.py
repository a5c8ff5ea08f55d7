"""Merges another catalog into this one, inside one transaction: a union by UUID and journal. Knows no particular field.

The other's edits come over as they are, and each row they changed is given what all edits together make of it
(``states``). What the merge did to rows here is journalled as one edit of the kind ``merge``, so it can be undone.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import batched
from pathlib import Path

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.driver import Connection, IntegrityError
from donnybrook.catalog.images import Image, Images, Value
from donnybrook.catalog.merging.conflicts import note_conflicts, take_conflicts
from donnybrook.catalog.merging.journal import Journal, JournalEdit, RowKey
from donnybrook.catalog.merging.revival import weigh
from donnybrook.catalog.merging.states import RowState, final_state
from donnybrook.catalog.migrations import schema_version
from donnybrook.catalog.problems import CatalogProblem
from donnybrook.catalog.shapes import TABLES_IN_ORDER
from donnybrook.catalog.shots import take_over
from donnybrook.records import dataclass

_BATCH = 10_000
_WITHOUT_THEIR_PICTURE = """
    SELECT DISTINCT k.uuid FROM concept k CROSS JOIN change c ON c.row_uuid = k.uuid
    WHERE k.picture IS NULL AND c.table_name = 'concept'
        AND (c.after ->> 'picture' NOT NULL OR c.before ->> 'picture' NOT NULL)
"""


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What a merge brought: how many edits were new here, how many rows they added, what needs a person's word."""

    edits: int
    conflicts: int
    films: int
    scenes: int
    terms: int


def refuse_misfit(mine: Path, here: Connection, theirs: Path, there: Connection) -> None:
    """Raise ``CatalogProblem`` for what can't be merged: a catalog with itself, or one that a newer program made."""
    if mine.exists() and theirs.exists() and mine.samefile(theirs):
        raise CatalogProblem(f"{theirs.name} is the same file as {mine.name}, so there is nothing to merge.")
    if schema_version(there) > schema_version(here):
        raise CatalogProblem(
            f"{theirs.name} was made by a newer Donnybrook, and what this one does not know of it would be left out."
            " Nothing was changed. Merge with the newer one."
        )


def merge_into(tx: Transaction, there: Connection) -> MergeReport:
    """Merge the catalog read through ``there`` into the one ``tx`` writes.

    Raises ``CatalogProblem`` where the other's journal contradicts itself, or can't be read.
    """
    try:
        return _Merge(tx, there).run()
    except (IntegrityError, LookupError, ValueError) as fault:
        raise CatalogProblem(
            "What the other catalog says of itself does not fit together, so nothing was merged and nothing was"
            f" changed. ‘donnybrook check’ says what is wrong with it. ({fault})"
        ) from fault


class _Merge:
    def __init__(self, tx: Transaction, there: Connection) -> None:
        self._tx = tx
        self._there = there
        self._mine, self._theirs = Journal(tx.connection), Journal(there)
        self._their_images = Images(there)
        self._added: Counter[str] = Counter()
        self._loose: list[tuple[RowKey, dict[str, Value]]] = []

    def run(self) -> MergeReport:
        my_edits, their_edits = self._mine.edits(), self._theirs.edits()
        coming = [edit for uuid, edit in their_edits.items() if uuid not in my_edits]
        my_own = frozenset(edit.id for uuid, edit in my_edits.items() if uuid not in their_edits)
        rows = self._theirs.rows_changed_by(edit.id for edit in coming if edit.kind != "merge")
        met = self._mine.known_among(rows)
        self._bring_unjournalled()
        self._bring_edits(coming)
        self._apply(rows, met)
        their_new = frozenset(edit.id for edit in coming)
        conflicts = note_conflicts(self._tx, self._mine, self._theirs, sorted(met), my_own, their_new)
        take_conflicts(self._tx, self._there)
        take_over(self._tx.shots, self._there)
        added = self._added
        return MergeReport(len(coming), conflicts, added["film"], added["scene"], added["concept"])

    # ------------------------------------------------------------ the journal

    def _bring_edits(self, coming: list[JournalEdit]) -> None:
        for edit in coming:
            edit_id = self._tx.bring_edit(edit.uuid, edit.label, edit.made_at, edit.coder, edit.kind, edit.of_uuid)
            if edit.kind == "merge":
                continue
            sql = "SELECT table_name, row_uuid, scene_uuid, before, after FROM change WHERE edit_id = ? ORDER BY id"
            changes = self._there.execute(sql, (edit.id,)).fetchall()
            self._tx.bring_changes(edit_id, [change for change in changes if change[0] in TABLES_IN_ORDER])

    def _bring_unjournalled(self) -> None:
        """Bring vocabulary that the other was born with and this catalog was not (a newer program's seed)."""
        for table in ("concept", "concept_label", "concept_match"):
            known = {row[0] for row in self._tx.rows(f"SELECT uuid FROM {table}")}  # noqa: S608 - our names
            for row_id, uuid in self._there.execute(f"SELECT id, uuid FROM {table} ORDER BY id").fetchall():  # noqa: S608
                if uuid in known or self._mine.changes_of((table, uuid)) or self._theirs.changes_of((table, uuid)):
                    continue
                self._put((table, uuid), self._their_images.of_row(table, row_id))

    # ------------------------------------------------------------ the rows

    def _apply(self, rows: list[RowKey], met: set[RowKey]) -> None:
        by_table: dict[str, list[RowKey]] = {table: [] for table in TABLES_IN_ORDER}
        for row in rows:
            by_table[row[0]].append(row)
        for table, changed in by_table.items():
            strange = [row[1] for row in changed if row not in met]
            for some in batched(strange, _BATCH):
                self._add_strange(table, some)
            for row in changed:
                if row in met:
                    self._put_state(row, final_state(self._mine.changes_of(row)))
        self._tie_loose_ends()
        self._weigh_deleted()
        self._picture_terms()

    def _weigh_deleted(self) -> None:
        """Have of all that was ever deleted what should be there, and no more.

        It is weighed at every merge: what needed a row may have gone by an edit made here, of which the other copy's
        edits say nothing.
        """
        weighed = weigh(self._tx.connection, self._tx.images, self._mine)
        for row in sorted(weighed.stay, key=lambda row: TABLES_IN_ORDER.index(row[0])):
            self._put(row, weighed.stay[row])
        self._tie_loose_ends()
        for table in reversed(TABLES_IN_ORDER):  # whatever refers to a row goes before it
            self._tx.delete_many(table, [self._tx.images.id_of(*row) for row in weighed.gone if row[0] == table])

    def _picture_terms(self) -> None:
        """Give terms the pictures that were not to be had when the terms came."""
        for (uuid,) in self._tx.rows(_WITHOUT_THEIR_PICTURE):
            image = self._final_image(("concept", uuid))
            if image.get("picture") is not None and self._has_picture(image):
                self._tx.update("concept", self._tx.images.id_of("concept", uuid), picture=image["picture"])

    def _add_strange(self, table: str, uuids: Sequence[str]) -> None:
        """Give rows that this journal never heard of their values, together where that can be."""
        changes = self._mine.changes_of_many(table, uuids)
        states = {uuid: final_state(changes[uuid]) for uuid in uuids}
        ids = self._tx.images.ids_of(table, uuids)
        alive = {uuid: state.image for uuid, state in states.items() if state.alive and uuid not in ids}
        ready = self._without_loose_ends(table, self._with_targets(table, alive))
        self._tx.insert_many(table, self._tx.images.values_many(table, ready))
        self._added[table] += len(ready)
        together = {image["uuid"] for image in ready}
        for uuid, state in states.items():
            if uuid not in together:
                self._put_state((table, uuid), state)

    def _with_targets(self, table: str, images: Mapping[str, Image]) -> list[Image]:
        """Return those of the images whose pictures and targets in other tables are there."""
        ready = list(images.values())
        for column, target in self._tx.images.shape(table).references:
            if target != table:
                ids = self._tx.images.ids_of(target, {str(each[column]) for each in ready if each.get(column)})
                ready = [each for each in ready if each.get(column) is None or each[column] in ids]
        return [image for image in ready if self._has_picture(image)]

    def _without_loose_ends(self, table: str, images: Sequence[Image]) -> list[Image]:
        if not self._own_columns(table):
            return list(images)
        return [{**image, **self._cut_loose(table, image)} for image in images]

    def _put_state(self, row: RowKey, state: RowState) -> None:
        if state.alive:
            self._put(row, state.image)

    def _put(self, row: RowKey, image: Image) -> None:
        """Give a row its values, adding it if it is not there."""
        table = row[0]
        if not self._has_picture(image):
            if table != "concept":
                return
            image = {**image, "picture": None}  # others refer to a term; its picture comes when it can
        self._bring_targets(table, image)
        values = self._tx.images.values(table, {**image, **self._cut_loose(table, image)})
        row_id = self._id(row)
        if row_id is None:
            self._tx.insert_many(table, [values], numbers=[self._mine.number_of(row)])
            self._added[table] += 1
        else:
            self._tx.update(table, row_id, **values)

    def _bring_targets(self, table: str, image: Image) -> None:
        """Add the rows an image refers to that are not here: someone deleted them, and someone else was using them."""
        for target in self._targets(table, image):
            if target[0] == table or self._id(target) is not None:
                continue
            if target[0] == "coder":
                self._tx.bring_coder(target[1], self._coder_name(target[1]))
                continue
            self._put(target, self._final_image(target))

    def _final_image(self, row: RowKey) -> Image:
        return final_state(self._mine.changes_of(row)).image

    def _own_columns(self, table: str) -> list[str]:
        return [column for column, target in self._tx.images.shape(table).references if target == table]

    def _cut_loose(self, table: str, image: Image) -> dict[str, Value]:
        """Leave out references to rows of the same table that are still to come; they are tied up in the end."""
        named = {column: image[column] for column in self._own_columns(table) if image.get(column) is not None}
        loose = {column: uuid for column, uuid in named.items() if self._id((table, str(uuid))) is None}
        if loose:
            self._loose.append(((table, str(image["uuid"])), loose))
        return dict.fromkeys(loose)

    def _tie_loose_ends(self) -> None:
        while self._loose:
            row, loose = self._loose.pop()
            table, row_id = row[0], self._id(row)
            if row_id is None:
                continue
            for target in loose.values():
                if self._id((table, str(target))) is None:
                    self._put((table, str(target)), self._final_image((table, str(target))))
            self._tx.update(table, row_id, **self._tx.images.values(table, loose))

    # ------------------------------------------------------------ small things

    def _id(self, row: RowKey) -> int | None:
        try:
            return self._tx.images.id_of(*row)
        except LookupError:
            return None

    def _targets(self, table: str, image: Image) -> list[RowKey]:
        references = self._tx.images.shape(table).references
        return [(target, str(image[column])) for column, target in references if image.get(column) is not None]

    def _has_picture(self, image: Image) -> bool:
        """Have the picture an image names; returns whether it is here, or none is named.

        A cover that was deleted before it came here, and comes back now, may have its picture on a third copy alone.
        """
        name = image.get("picture")
        if name is None or self._tx.value("SELECT 1 FROM picture WHERE sha256 = ?", (name,)) is not None:
            return True
        sql = "SELECT width_px, height_px, jpeg FROM picture WHERE sha256 = ?"
        picture = self._there.execute(sql, (name,)).fetchone()
        if picture is not None:
            self._tx.store_picture(str(name), *picture)
        return picture is not None

    def _coder_name(self, uuid: str) -> str:
        row = self._there.execute("SELECT name FROM coder WHERE uuid = ?", (uuid,)).fetchone()
        return str(row[0]) if row else uuid
