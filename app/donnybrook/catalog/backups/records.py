"""What is known of one backup, and how that is kept in a note beside it. Knows no SQL."""

import json
from datetime import datetime
from pathlib import Path

from donnybrook.catalog.problems import CatalogProblem
from donnybrook.records import dataclass

SUFFIX = ".fights"
_FORM = 1


class BackupProblem(CatalogProblem):
    """A backup can't be made, read or gone back to; what there was before is as it was."""


@dataclass(frozen=True, slots=True)
class TableCount:
    """How many rows a table had."""

    table: str
    rows: int


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: a catalog file whose pictures lie in the store beside it."""

    path: Path
    made_at: str  # UTC, ISO 8601, to the millisecond
    reason: str
    catalog_path: str
    catalog_uuid: str
    last_edit_id: int  # 0: nothing had been entered yet
    last_edit_uuid: str
    tables: tuple[TableCount, ...]
    size_bytes: int

    @property
    def name(self) -> str:
        """The name a person may give it by."""
        return self.path.stem

    @property
    def moment(self) -> datetime:
        """When it was made."""
        return datetime.fromisoformat(self.made_at)

    def rows(self, table: str) -> int:
        """Return how many rows a table had; 0 for one that was not there."""
        return next((count.rows for count in self.tables if count.table == table), 0)


@dataclass(frozen=True, slots=True)
class EditCount:
    """How often an edit of one label was made."""

    label: str
    times: int


@dataclass(frozen=True, slots=True)
class Since:
    """What has changed in a catalog since a backup of it."""

    edits: int
    labels: tuple[EditCount, ...]  # most often made first
    films: int  # how many more there are now
    scenes: int
    apart: bool  # the backup holds edits that the catalog does not have (any more)


def note_path(backup: Path) -> Path:
    """Return where the note of a backup lies."""
    return backup.with_suffix(".json")


def to_note(backup: Backup) -> str:
    """Write a backup's note."""
    note = {
        "form": _FORM,
        "made_at": backup.made_at,
        "reason": backup.reason,
        "catalog_path": backup.catalog_path,
        "catalog_uuid": backup.catalog_uuid,
        "last_edit_id": backup.last_edit_id,
        "last_edit_uuid": backup.last_edit_uuid,
        "tables": {count.table: count.rows for count in backup.tables},
    }
    return json.dumps(note, indent=1) + "\n"


def from_note(path: Path) -> Backup | None:
    """Read the note of the backup at ``path``; ``None`` if there is none that can be read."""
    try:
        note = json.loads(note_path(path).read_text(encoding="utf-8"))
        datetime.fromisoformat(note["made_at"])
        return Backup(
            path=path,
            made_at=str(note["made_at"]),
            reason=str(note["reason"]),
            catalog_path=str(note["catalog_path"]),
            catalog_uuid=str(note["catalog_uuid"]),
            last_edit_id=int(note["last_edit_id"]),
            last_edit_uuid=str(note["last_edit_uuid"]),
            tables=tuple(TableCount(str(table), int(rows)) for table, rows in note["tables"].items()),
            size_bytes=path.stat().st_size,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
