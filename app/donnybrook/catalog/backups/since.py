"""What has changed in a catalog since a backup of it, read from the catalog's journal."""

from donnybrook.catalog.backups.records import Backup, EditCount, Since
from donnybrook.catalog.driver import Connection

_LABELS_MOST = 20


def since(connection: Connection, backup: Backup) -> Since:
    """Compare a catalog with one of its backups."""
    row = connection.execute("SELECT uuid FROM edit WHERE id = ?", (backup.last_edit_id,)).fetchone()
    apart = backup.last_edit_id > 0 and (row is None or row[0] != backup.last_edit_uuid)
    after = backup.last_edit_id if not apart else _shared_edit(connection, backup)
    sql = "SELECT label, count(*) FROM edit WHERE id > ? GROUP BY label ORDER BY count(*) DESC, label"
    labels = tuple(EditCount(str(label), int(times)) for label, times in connection.execute(sql, (after,)))
    grown = {
        table: int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]) - backup.rows(table)  # noqa: S608
        for table in ("film", "scene")
    }
    return Since(
        edits=sum(each.times for each in labels),
        labels=labels[:_LABELS_MOST],
        films=grown["film"],
        scenes=grown["scene"],
        apart=apart,
    )


def _shared_edit(connection: Connection, backup: Backup) -> int:
    """Return the last edit made before the backup: what came later is not in it, or stands there otherwise."""
    row = connection.execute("SELECT max(id) FROM edit WHERE made_at <= ?", (backup.made_at,)).fetchone()
    return int(row[0] or 0)
