"""The one door through which a catalog is written: a transaction that keeps the journal. Knows no particular table.

An edit is a function of a ``Transaction``. It runs inside one BEGIN IMMEDIATE transaction (a deferred one lets two
processes fail each other); each row it adds, updates or deletes is recorded with its image before and after, in the
same transaction; and the door returns what changed, so that views refresh just that.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from donnybrook.catalog.driver import Connection, Row, among
from donnybrook.catalog.identity import derived_uuid, new_uuid
from donnybrook.catalog.images import Images, Value, by_columns
from donnybrook.catalog.journal_writer import JournalWriter
from donnybrook.catalog.row_batches import by_columns_set, by_said_columns
from donnybrook.catalog.shapes import TableShape
from donnybrook.catalog.shots import ShotWriter
from donnybrook.records import dataclass

if TYPE_CHECKING:
    from donnybrook.catalog.aside.lending import Lender

VOCABULARY_TABLES = frozenset({"concept", "concept_label", "concept_match"})
FILM_TABLES = frozenset({"film", "film_title", "film_identifier", "version", "media_file"})


@dataclass(frozen=True, slots=True)
class Changes:
    """What an edit changed: enough for each view to decide whether it must look again."""

    edit_id: int | None  # None: nothing was changed, and nothing was recorded
    label: str  # "": what others changed
    scenes: frozenset[int]
    films: bool
    vocabulary: bool
    pictures: bool
    shots: frozenset[int] = frozenset()  # the film files whose shots are others now; shots stand outside the journal
    palettes: bool = False

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


def moment_before(span: timedelta) -> str:
    """Return the moment so long ago, in the same form: texts of moments are in the order of their times."""
    return _text(datetime.now(UTC) - span)


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

    def __init__(
        self,
        connection: Connection,
        coder_id: int | None,
        shapes: dict[str, TableShape],
        lender: "Lender | None" = None,
    ) -> None:
        """``lender`` has rows that are not in the file itself, where an edit is made aside."""
        self.coder_id = coder_id
        self.started_at = _later_than(self._last_made_at(connection))
        self.images = Images(connection, shapes, lender)
        self.connection = connection  # for readers that take one; writing goes through the methods
        self.shots = ShotWriter(connection)
        self._journal = JournalWriter(connection, self.images)
        self._brought: list[int] = []  # edits from another copy
        self._codes: dict[str, tuple[str, ...]] = {}
        self._edit_id: int | None = None  # of an edit so large that its journal is written on the way

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

    def codes(self, name: str) -> tuple[str, ...]:
        """Return the codes of a closed list, such as ``ended``; it is read once in a transaction."""
        if name not in self._codes:
            found = self.rows("SELECT code FROM code WHERE list = ? ORDER BY position", (name,))
            self._codes[name] = tuple(row[0] for row in found)
        return self._codes[name]

    # -- writing

    def insert(self, table: str, **values: Value) -> int:
        """Add a row and return its id; it gets a new UUID unless one is given."""
        return self.insert_many(table, [values])[0]

    def insert_many(
        self, table: str, rows: Sequence[dict[str, Value]], *, numbers: Sequence[int | None] = ()
    ) -> list[int]:
        """Add rows, of which none refers to another of them, and return their ids; as ``insert``.

        ``numbers`` are the ids they had once, and get again as far as no other row has them.
        """
        if not rows:
            return []
        row_ids = self._row_ids(table, len(rows), numbers)
        columns = {"id": row_ids, **by_said_columns(self.images.shape(table), rows)}
        names, marks = ", ".join(columns), ", ".join("?" * len(columns))
        sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - names are the schema's own
        self.connection.executemany(sql, zip(*columns.values(), strict=True))
        self._journal.added(table, columns)
        return row_ids

    def _row_ids(self, table: str, count: int, numbers: Sequence[int | None]) -> list[int]:
        first = self._next_id(table)
        wanted = [number for number in numbers if number is not None]
        if not wanted:
            return list(range(first, first + count))
        taken = {row[0] for row in self.images.among(table, ("id",), "id", wanted)}
        fresh = itertools.count(max(first, max(wanted) + 1))
        return [next(fresh) if number is None or number in taken else number for number in numbers]

    def _next_id(self, table: str) -> int:
        sql = f"""SELECT max((SELECT coalesce(max(id), 0) FROM {table}),
            coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0)) + 1"""  # noqa: S608 - our names
        return int(str(self.value(sql, (table,))))

    def update(self, table: str, row_id: int, **values: Value) -> bool:
        """Change columns of one row; returns whether any value is now another than before."""
        return self.update_many(table, {row_id: values}) > 0

    def update_many(self, table: str, rows: Mapping[int, Mapping[str, Value]]) -> int:
        """Change columns of rows, given by their ids; returns of how many rows any value is now another than before."""
        return sum(self._update_alike(table, names, alike) for names, alike in by_columns_set(rows).items())

    def _update_alike(self, table: str, names: tuple[str, ...], rows: list[tuple[Value, ...]]) -> int:
        row_ids = [int(str(row[-1])) for row in rows]
        shape = self.images.shape(table)
        kept = [name for name in names if name in shape.names]  # not what stands outside the journal
        columns = tuple(dict.fromkeys(("id", "uuid", *({"scene_id"} & shape.names), *kept)))
        before = self.images.read(table, columns, row_ids)
        assignments = ", ".join(f"{name} = ?" for name in names)
        sql = f"UPDATE {table} SET {assignments} WHERE id = ?"  # noqa: S608 - names are the code's own
        self.connection.executemany(sql, rows)
        after = self.images.read(table, columns, row_ids)
        if "fingerprint" in names:
            # Shots were read from other bytes than the file has now; a file without a fingerprint had no shots yet.
            at = columns.index("fingerprint")
            self.shots.clear([row_id for row_id, row in before.items() if row[at] and row[at] != after[row_id][at]])
        return self._journal.changed(table, columns, [(before[row_id], after[row_id]) for row_id in row_ids])

    def delete(self, table: str, row_id: int) -> None:
        """Delete one row; the rows that refer to it must have been deleted or turned away first."""
        self.delete_many(table, [row_id])

    def delete_many(self, table: str, row_ids: Sequence[int]) -> None:
        """Delete rows of one table, which may refer to each other; as ``delete``."""
        if not row_ids:
            return
        columns = ("id", *self.images.shape(table).journalled)
        rows = self.images.read(table, columns, row_ids)
        self._journal.removed(table, by_columns(columns, [rows[row_id] for row_id in row_ids]))
        if table == "media_file":
            self.shots.clear(row_ids)
        those, parameter = among(row_ids)
        self.connection.execute(f"DELETE FROM {table} WHERE id {those}", (parameter,))  # noqa: S608 - as above
        self.images.forget_many(table, row_ids)

    def delete_added_by(self, edit_id: int) -> bool:
        """Delete all that an edit added, if that is all it did, to one table, and nothing was done to it since.

        Then the journal has the images of these rows, and they need not be read and written again. Returns whether it
        was so; if not, nothing is changed.
        """
        table = self._journal.take_back_addition(edit_id)
        if table == "media_file":
            sql = "SELECT id FROM media_file WHERE uuid IN (SELECT row_uuid FROM change WHERE edit_id = ?)"
            self.shots.clear([row[0] for row in self.rows(sql, (edit_id,))])
        if table:
            sql = f"DELETE FROM {table} WHERE uuid IN (SELECT row_uuid FROM change WHERE edit_id = ?)"  # noqa: S608 - as above
            self.connection.execute(sql, (edit_id,))
        return table is not None

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

    def spill(self) -> None:
        """Write down what the journal holds so far; an edit of very many rows calls it now and then, to stay small."""
        if self._journal.has_lines:
            self._edit_id = self._edit_id or self._add_edit(Step(""))
            self._journal.write(self._edit_id)
            self.images.forget_all()

    def take_journal(self, lines: str, *, tables: Iterable[str], scenes: Iterable[int]) -> None:
        """Take over the journal of what was made aside; ``lines`` are the columns and the source of a SELECT."""
        self._edit_id = self._edit_id or self._add_edit(Step(""))
        self._journal.take_over(self._edit_id, lines, tables, scenes)

    def _add_edit(self, step: Step) -> int:
        edit = (new_uuid(), step.label, self.started_at, self.coder_id, step.kind, step.of_uuid)
        sql = "INSERT INTO edit (uuid, label, made_at, coder_id, kind, of_uuid) VALUES (?, ?, ?, ?, ?, ?)"
        return int(self.connection.execute(sql, edit).lastrowid or 0)

    def finish(self, step: Step) -> Changes:
        """Write the journal of this transaction and say what it changed."""
        journal = self._journal
        # A turn that changes nothing, since all has changed since, is taken all the same: the next goes a step further.
        if not journal.tables and not self._brought and step.of_uuid is None:
            touched = frozenset(self.shots.touched)
            return Changes(None, step.label, frozenset(), films=False, vocabulary=False, pictures=False, shots=touched)
        if self._edit_id is None:
            edit_id = self._add_edit(step)
        else:
            edit_id = self._edit_id
            named = (step.label, step.kind, step.of_uuid, edit_id)
            self.connection.execute("UPDATE edit SET label = ?, kind = ?, of_uuid = ? WHERE id = ?", named)
        self.connection.executemany(
            "UPDATE edit SET merge_id = ? WHERE id = ?", [(edit_id, brought) for brought in self._brought]
        )
        journal.write(edit_id)
        return Changes(
            edit_id,
            step.label,
            frozenset(journal.scenes),
            films=bool(journal.tables & FILM_TABLES),
            vocabulary=bool(journal.tables & VOCABULARY_TABLES),
            pictures="thumbnail" in journal.tables,
            palettes="palette" in journal.tables,
            shots=frozenset(self.shots.touched),
        )


class Door:
    """The writing end of one catalog: runs edits, one transaction each."""

    def __init__(self, connection: Connection, coder_name: str, lender: "Lender | None" = None) -> None:
        self._connection = connection
        self._lender = lender
        self._coder_name = coder_name
        self._shapes: dict[str, TableShape] = {}

    def run[T](self, step: Step, edit: Callable[[Transaction], T]) -> Edited[T]:
        """Run ``edit`` in one transaction under the journal; a raise leaves the catalog as it was."""
        with self._transaction():
            transaction = Transaction(self._connection, self._coder_id(), self._shapes, self._lender)
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
