"""The journal of a catalog as merging reads it: edits by UUID, and every change of a row.

Merges themselves count not: what they did follows from the edits they brought.
"""

import json
from collections.abc import Collection, Iterable, Sequence

from donnybrook.catalog.driver import AMONG, Connection
from donnybrook.catalog.images import Images
from donnybrook.catalog.journal_writer import told_number
from donnybrook.catalog.merging.states import StampedChange
from donnybrook.catalog.shapes import TABLES_IN_ORDER
from donnybrook.records import dataclass

type RowKey = tuple[str, str]  # table, UUID


@dataclass(frozen=True, slots=True)
class JournalEdit:
    """One edit as the journal has it; ``id`` holds in this catalog alone."""

    id: int
    uuid: str
    label: str
    made_at: str
    coder: str
    kind: str
    of_uuid: str | None


class Journal:
    """Reads the journal of one catalog."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._images = Images(connection)

    def edits(self) -> dict[str, JournalEdit]:
        """Return all edits by UUID, in the order this catalog took them in."""
        sql = """
            SELECT e.id, e.uuid, e.label, e.made_at, coalesce(c.name, ''), e.kind, e.of_uuid
            FROM edit e LEFT JOIN coder c ON c.id = e.coder_id ORDER BY e.id
        """
        return {row[1]: JournalEdit(*row) for row in self._connection.execute(sql)}

    def rows_changed_by(self, edit_ids: Iterable[int]) -> list[RowKey]:
        """Return the rows that edits changed, in the order they did."""
        sql = f"SELECT table_name, row_uuid FROM change WHERE edit_id {AMONG} ORDER BY id"  # noqa: S608
        found = self._connection.execute(sql, (json.dumps(sorted(edit_ids)),))
        return list(dict.fromkeys((row[0], row[1]) for row in found if row[0] in TABLES_IN_ORDER))

    def rows_ever_deleted(self) -> dict[str, list[str]]:
        """Return the UUIDs of the rows that anyone ever deleted, by table, whether they are there again or not."""
        sql = """
            SELECT DISTINCT c.table_name, c.row_uuid FROM change c JOIN edit e ON e.id = c.edit_id
            WHERE c.after IS NULL AND e.kind <> 'merge'
        """
        deleted: dict[str, list[str]] = {table: [] for table in TABLES_IN_ORDER}
        for table, uuid in self._connection.execute(sql):
            if table in deleted:
                deleted[table].append(uuid)
        return deleted

    def deleted_by(self, edit_uuid: str) -> list[tuple[RowKey, str]]:
        """Return the rows an edit deleted, and each as it was then, as the journal writes it."""
        sql = """
            SELECT c.table_name, c.row_uuid, c.before FROM change c JOIN edit e ON e.id = c.edit_id
            WHERE e.uuid = ? AND c.after IS NULL ORDER BY c.id
        """
        found = self._connection.execute(sql, (edit_uuid,)).fetchall()
        return [((table, uuid), before) for table, uuid, before in found if table in TABLES_IN_ORDER]

    def number_of(self, row: RowKey) -> int | None:
        """Return the number that a row, which is not here now, had in this catalog, if people call it by one."""
        sql = """
            SELECT c.scene_id, c.before FROM change c JOIN edit e ON e.id = c.edit_id
            WHERE c.table_name = ? AND c.row_uuid = ? AND c.after IS NULL AND e.merge_id IS NULL
            ORDER BY c.id DESC LIMIT 1
        """
        found = self._connection.execute(sql, row).fetchone()
        return told_number(row[0], *found) if found else None

    def known_among(self, rows: Collection[RowKey]) -> set[RowKey]:
        """Return those of the rows that this journal has changes of."""
        sql = f"SELECT DISTINCT table_name, row_uuid FROM change WHERE row_uuid {AMONG}"  # noqa: S608
        found = self._connection.execute(sql, (json.dumps([uuid for _, uuid in rows]),))
        return {(table, uuid) for table, uuid in found}.intersection(rows)

    def changes_of(self, row: RowKey, edit_ids: frozenset[int] | None = None) -> list[StampedChange]:
        """Return the changes of a row by any edit but merges, or by the edits named."""
        table, uuid = row
        return self.changes_of_many(table, [uuid], edit_ids)[uuid]

    def changes_of_many(
        self, table: str, uuids: Sequence[str], edit_ids: frozenset[int] | None = None
    ) -> dict[str, list[StampedChange]]:
        """Return the changes of rows of one table, by their UUIDs; as ``changes_of``."""
        those, parameter = ("= ?", uuids[0]) if len(uuids) == 1 else (AMONG, json.dumps(uuids))
        sql = f"""
            SELECT c.row_uuid, e.id, e.made_at, e.uuid, coalesce(k.name, ''), c.before, c.after FROM change c
            JOIN edit e ON e.id = c.edit_id LEFT JOIN coder k ON k.id = e.coder_id
            WHERE c.row_uuid {those} AND c.table_name = ? AND e.kind <> 'merge' ORDER BY c.id
        """  # noqa: S608 - no part of it comes from outside
        decode = self._images.decode
        changes: dict[str, list[StampedChange]] = {uuid: [] for uuid in uuids}
        for uuid, edit_id, made_at, edit_uuid, coder, before, after in self._connection.execute(
            sql, (parameter, table)
        ):
            if edit_ids is None or edit_id in edit_ids:
                images = (decode(table, text) if text else None for text in (before, after))
                changes[uuid].append(StampedChange((made_at, edit_uuid), coder, *images))
        return changes
