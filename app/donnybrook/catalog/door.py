"""The one door through which a catalog is written: a transaction that keeps the journal. Knows no particular table.

An edit is a function of a ``Transaction``. It runs inside one BEGIN IMMEDIATE transaction (a deferred one lets two
processes fail each other); each row it adds, updates or deletes is recorded with its image before and after, in the
same transaction; and the door returns what changed, so that views refresh just that.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from donnybrook.catalog.driver import Connection, Row
from donnybrook.catalog.identity import derived_uuid, new_uuid
from donnybrook.catalog.images import Image, Images, Value

_VOCABULARY = frozenset({"concept", "concept_label", "concept_match"})
_FILMS = frozenset({"film", "film_title", "film_identifier", "version", "media_file"})


@dataclass(frozen=True, slots=True)
class Changes:
    """What an edit changed: enough for each view to decide whether it must look again."""

    edit_id: int | None  # None: nothing was changed, and nothing was recorded
    label: str
    scenes: frozenset[int]
    films: bool
    vocabulary: bool
    pictures: bool

    def __bool__(self) -> bool:
        return self.edit_id is not None


@dataclass(frozen=True, slots=True)
class Edited[T]:
    """What an edit returned, beside what it changed."""

    value: T
    changes: Changes


def now_text() -> str:
    """Return the present moment: UTC, ISO 8601, to the millisecond."""
    return _text(datetime.now(UTC))


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class Step:
    """What kind of edit is being made: a plain one, or one that takes back or does again the edit ``of_uuid``."""

    label: str
    kind: Literal["edit", "merge", "undo", "redo", "auto"] = "edit"
    of_uuid: str | None = None


def _later_than(moment: str) -> str:
    """Return the present moment, or the next millisecond after ``moment`` where a clock runs behind.

    So an edit made in the knowledge of another always comes after it, whatever the clocks of two machines say.
    """
    now = now_text()
    if now > moment:
        return now
    return _text(datetime.fromisoformat(moment) + timedelta(milliseconds=1))


class Transaction:
    """What an edit may do: read, and add, update and delete rows under the journal's eye."""

    def __init__(self, connection: Connection, coder_id: int | None) -> None:
        self.coder_id = coder_id
        self.started_at = _later_than(self._last_made_at(connection))
        self.images = Images(connection)
        self.connection = connection  # for readers that take one; writing goes through the methods
        self._recorded: list[tuple[Value, ...]] = []  # as the columns of ``change``
        self._touched_scenes: set[int] = set()
        self._brought: list[int] = []  # edits from another copy
        self._tables: set[str] = set()

    @staticmethod
    def _last_made_at(connection: Connection) -> str:
        return str(connection.execute("SELECT coalesce(max(made_at), '') FROM edit").fetchone()[0])

    # -- reading

    def rows(self, sql: str, parameters: Sequence[Value] = ()) -> list[Row]:
        """Return all rows of a query."""
        rows: list[Row] = self.connection.execute(sql, tuple(parameters)).fetchall()
        return rows

    def value(self, sql: str, parameters: Sequence[Value] = ()) -> Value:
        """Return the first column of the first row, or ``None`` if there is no row."""
        row = self.connection.execute(sql, tuple(parameters)).fetchone()
        value: Value = row[0] if row else None
        return value

    # -- writing

    def insert(self, table: str, **values: Value) -> int:
        """Add a row and return its id; it gets a new UUID unless one is given."""
        row = {"uuid": new_uuid(), **values}
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - names are the code's own
        row_id = int(self.connection.execute(sql, tuple(row.values())).lastrowid or 0)
        self._record(table, row_id, None, self.images.of_row(table, row_id))
        return row_id

    def update(self, table: str, row_id: int, **values: Value) -> bool:
        """Change columns of one row; returns whether any value is now another than before."""
        before = self.images.of_row(table, row_id)
        assignments = ", ".join(f"{name} = ?" for name in values)
        sql = f"UPDATE {table} SET {assignments} WHERE id = ?"  # noqa: S608 - names are the code's own
        self.connection.execute(sql, (*values.values(), row_id))
        after = self.images.of_row(table, row_id)
        changed = [name for name in before if before[name] != after[name]]
        if changed:
            images = ({name: image[name] for name in changed} for image in (before, after))
            self._record(table, row_id, *images)
        return bool(changed)

    def delete(self, table: str, row_id: int) -> None:
        """Delete one row; the rows that refer to it must have been deleted or turned away first."""
        self._record(table, row_id, self.images.of_row(table, row_id), None)
        self.connection.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))  # noqa: S608 - names are the code's own
        self.images.forget(table, row_id)

    def delete_many(self, table: str, row_ids: Sequence[int]) -> None:
        """Delete rows of one table."""
        for row_id in row_ids:
            self.delete(table, row_id)

    def store_picture(self, sha256: str, width_px: int, height_px: int, jpeg: bytes) -> None:
        """Keep a picture under its content's name. Pictures are immutable and stand outside the journal."""
        sql = "INSERT OR IGNORE INTO picture (sha256, width_px, height_px, jpeg) VALUES (?, ?, ?, ?)"
        self.connection.execute(sql, (sha256, width_px, height_px, jpeg))

    # -- what comes from another copy

    def bring_edit(self, uuid: str, label: str, made_at: str, coder: str, kind: str, of_uuid: str | None) -> int:
        """Take over an edit made elsewhere, as it is, and return its id here."""
        coder_id = self.bring_coder(derived_uuid("coder", coder), coder) if coder else None
        sql = "INSERT INTO edit (uuid, label, made_at, coder_id, kind, of_uuid) VALUES (?, ?, ?, ?, ?, ?)"
        row = (uuid, label, made_at, coder_id, kind, of_uuid)
        self._brought.append(int(self.connection.execute(sql, row).lastrowid or 0))
        return self._brought[-1]

    def bring_changes(self, edit_id: int, changes: Sequence[Row]) -> None:
        """Take over the changes of such an edit: rows (table, row UUID, scene UUID, before, after)."""
        sql = "INSERT INTO change (edit_id, table_name, row_uuid, scene_uuid, before, after) VALUES (?, ?, ?, ?, ?, ?)"
        self.connection.executemany(sql, [(edit_id, *change) for change in changes])

    def bring_coder(self, uuid: str, name: str) -> int:
        """Take over a coder, and return their id here."""
        sql = "INSERT OR IGNORE INTO coder (uuid, name) VALUES (?, ?)"
        self.connection.execute(sql, (uuid, name))
        return int(str(self.value("SELECT id FROM coder WHERE name = ?", (name,))))

    def note_conflict(self, row: Sequence[Value]) -> None:
        """Write down a conflict, in the order of its columns; one that is there already may become settled."""
        sql = """
            INSERT INTO conflict (uuid, table_name, row_uuid, scene_uuid, column_name, kept, other, kept_by, other_by,
                settled_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (uuid) DO UPDATE SET settled_at = coalesce(settled_at, excluded.settled_at)
        """
        self.connection.execute(sql, tuple(row))

    # -- the journal

    def finish(self, step: Step) -> Changes:
        """Write the journal of this transaction and say what it changed."""
        if not self._recorded and not self._brought:
            return Changes(None, step.label, frozenset(), films=False, vocabulary=False, pictures=False)
        for scene_id in self._touched_scenes:
            self.connection.execute("UPDATE scene SET modified_at = ? WHERE id = ?", (self.started_at, scene_id))
        edit = (new_uuid(), step.label, self.started_at, self.coder_id, step.kind, step.of_uuid)
        sql = "INSERT INTO edit (uuid, label, made_at, coder_id, kind, of_uuid) VALUES (?, ?, ?, ?, ?, ?)"
        edit_id = int(self.connection.execute(sql, edit).lastrowid or 0)
        self.connection.executemany(
            "UPDATE edit SET merge_id = ? WHERE id = ?", [(edit_id, brought) for brought in self._brought]
        )
        sql = (
            "INSERT INTO change (edit_id, table_name, row_uuid, scene_uuid, scene_id, before, after)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)"
        )
        self.connection.executemany(sql, [(edit_id, *record) for record in self._recorded])
        return Changes(
            edit_id,
            step.label,
            frozenset(self._touched_scenes),
            films=bool(self._tables & _FILMS),
            vocabulary=bool(self._tables & _VOCABULARY),
            pictures="thumbnail" in self._tables,
        )

    def _record(self, table: str, row_id: int, before: Image | None, after: Image | None) -> None:
        self._tables.add(table)
        encoded = (None if image is None else self.images.encode(table, image) for image in (before, after))
        row_uuid = self.images.uuid_of(table, row_id)
        scene_id = self._scene_of(table, row_id)
        try:
            scene_uuid = None if scene_id is None else self.images.uuid_of("scene", scene_id)
        except LookupError:  # another program took the scene away behind the journal's back
            scene_id = scene_uuid = None
        self._recorded.append((table, row_uuid, scene_uuid, scene_id, *encoded))
        if scene_id is not None:
            self._touched_scenes.add(scene_id)

    def _scene_of(self, table: str, row_id: int) -> int | None:
        if table == "scene":
            return row_id
        if table == "wielding_target":
            sql = "SELECT scene_id FROM wielding JOIN wielding_target t ON t.wielding_id = wielding.id WHERE t.id = ?"
            return int(str(self.value(sql, (row_id,))))
        if "scene_id" in self.images.shape(table).columns:
            sql = f"SELECT scene_id FROM {table} WHERE id = ?"  # noqa: S608 - names are the code's own
            return int(str(self.value(sql, (row_id,))))
        return None


class Door:
    """The writing end of one catalog: runs edits, one transaction each."""

    def __init__(self, connection: Connection, coder_name: str) -> None:
        self._connection = connection
        self._coder_name = coder_name

    def run[T](self, step: Step, edit: Callable[[Transaction], T]) -> Edited[T]:
        """Run ``edit`` in one transaction under the journal; a raise leaves the catalog as it was."""
        with self._transaction():
            transaction = Transaction(self._connection, self._coder_id())
            value = edit(transaction)
            changes = transaction.finish(step)
        return Edited(value, changes)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        try:
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def _coder_id(self) -> int | None:
        if not self._coder_name:
            return None
        row = self._connection.execute("SELECT id FROM coder WHERE name = ?", (self._coder_name,)).fetchone()
        if row:
            return int(row[0])
        sql = "INSERT INTO coder (uuid, name) VALUES (?, ?)"
        return int(
            self._connection.execute(sql, (derived_uuid("coder", self._coder_name), self._coder_name)).lastrowid or 0
        )
