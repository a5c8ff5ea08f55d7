"""The journal of a catalog as merging reads it: edits by UUID, and every change of a row.

Merges themselves count not: what they did follows from the edits they brought.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from donnybrook.catalog.driver import Connection
from donnybrook.catalog.images import Images
from donnybrook.catalog.merging.states import StampedChange
from donnybrook.catalog.shapes import TABLES_IN_ORDER

type RowKey = tuple[str, str]  # table, UUID
_AMONG = "IN (SELECT value FROM json_each(?))"


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
        sql = f"SELECT table_name, row_uuid FROM change WHERE edit_id {_AMONG} ORDER BY id"  # noqa: S608
        found = self._connection.execute(sql, (json.dumps(sorted(edit_ids)),))
        return list(dict.fromkeys((row[0], row[1]) for row in found if row[0] in TABLES_IN_ORDER))

    def changes_of(self, row: RowKey, edit_ids: frozenset[int] | None = None) -> list[StampedChange]:
        """Return the changes of a row by any edit but merges, or by the edits named."""
        sql = """
            SELECT e.id, e.made_at, e.uuid, coalesce(k.name, ''), c.before, c.after FROM change c
            JOIN edit e ON e.id = c.edit_id LEFT JOIN coder k ON k.id = e.coder_id
            WHERE c.row_uuid = ? AND c.table_name = ? AND e.kind <> 'merge' ORDER BY c.id
        """
        table, uuid = row
        return [
            StampedChange(
                (made_at, edit_uuid),
                coder,
                self._images.decode(table, before) if before else None,
                self._images.decode(table, after) if after else None,
            )
            for edit_id, made_at, edit_uuid, coder, before, after in self._connection.execute(
                sql, (uuid, table)
            ).fetchall()
            if edit_ids is None or edit_id in edit_ids
        ]
