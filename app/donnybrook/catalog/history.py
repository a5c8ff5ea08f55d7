"""Undo, redo and the history of a scene: readings of the journal, which loses nothing. Knows no particular table.

Undo applies the inverse of an edit as an edit of its own, redo applies it again; both are journalled like any other,
so they survive a restart and have no limit. Each person undoes their own edits. A value that someone has changed since
is left as it is now, and counted.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Literal

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.driver import Connection, IntegrityError, Row
from donnybrook.catalog.images import Image, Images
from donnybrook.catalog.journal_writer import told_number
from donnybrook.catalog.problems import CatalogProblem
from donnybrook.records import dataclass

type Way = Literal["undo", "redo"]
type RowWas = Literal["changed", "added", "removed"]


@dataclass(frozen=True, slots=True)
class PastEdit:
    """An edit that can be taken back, or done again; ``turn_id`` is the last undo or redo of it, or itself."""

    id: int
    uuid: str
    label: str
    turn_id: int


@dataclass(frozen=True, slots=True)
class JournalLine:
    """An edit as a list of all that was done shows it; ``scenes`` is how many fights it touched."""

    id: int
    uuid: str
    label: str
    made_at: str
    coder: str
    kind: str
    undone: bool
    scenes: int


@dataclass(frozen=True, slots=True)
class PastValue:
    """One value that one edit changed in a scene or in something inside it; references are given by UUID."""

    edit_id: int
    made_at: str
    coder: str
    label: str
    table: str
    row_uuid: str
    column: str
    before: object
    after: object
    row_was: RowWas = "changed"


@dataclass(frozen=True, slots=True)
class _Change:
    table: str
    row_uuid: str
    before: str | None  # images as the journal writes them
    after: str | None
    scene_id: int | None

    def inverse(self) -> "_Change":
        return _Change(self.table, self.row_uuid, self.after, self.before, self.scene_id)

    @property
    def number(self) -> int | None:
        """The number by which people call the row, if they do."""
        return told_number(self.table, self.scene_id, self.after or self.before or "{}")

    @property
    def kind(self) -> RowWas:
        return "added" if self.before is None else "removed" if self.after is None else "changed"


_MINE = "coder_id IS (SELECT id FROM coder WHERE name = ?1)"
_PLAIN = f"kind IN ('edit', 'merge') AND merge_id IS NULL AND {_MINE}"  # made here, and neither undo nor redo
_LAST_TURN = "(SELECT t.{column} FROM edit t WHERE t.of_uuid = {uuid} ORDER BY t.id DESC LIMIT 1)"
_UNDO = f"""
    SELECT id, uuid, label, coalesce({_LAST_TURN.format(column="id", uuid="edit.uuid")}, id) FROM edit
    WHERE {_PLAIN} AND {_LAST_TURN.format(column="kind", uuid="edit.uuid")} IS NOT 'undo'
    ORDER BY id DESC LIMIT 1
"""  # noqa: S608 - no part of it comes from outside
# Only what was undone after the newest plain edit can be done again, so the search never goes further back.
_REDO = f"""
    SELECT e.id, e.uuid, e.label, u.id FROM edit u JOIN edit e ON e.uuid = u.of_uuid
    WHERE u.kind = 'undo' AND u.merge_id IS NULL AND u.{_MINE}
    AND u.id = {_LAST_TURN.format(column="id", uuid="u.of_uuid")}
    AND u.id > (SELECT id FROM edit WHERE {_PLAIN} ORDER BY id DESC LIMIT 1)
    ORDER BY u.id DESC LIMIT 1
"""  # noqa: S608 - no part of it comes from outside


def next_undo(connection: Connection, coder: str) -> PastEdit | None:
    """Return the edit that undo would take back: the newest of this coder's that is not undone."""
    row = connection.execute(_UNDO, (coder,)).fetchone()
    return PastEdit(*row) if row else None


def next_redo(connection: Connection, coder: str) -> PastEdit | None:
    """Return the edit that redo would do again: the last one undone, unless this coder has made a new edit since."""
    row = connection.execute(_REDO, (coder,)).fetchone()
    return PastEdit(*row) if row else None


def turn_rows(connection: Connection, coder: str, way: Way, most: int) -> int:
    """Return how many rows the next undo or redo goes through, counted as far as ``most``; 0 where there is none."""
    past = (next_undo if way == "undo" else next_redo)(connection, coder)
    sql = "SELECT count(*) FROM (SELECT 1 FROM change WHERE edit_id = ? LIMIT ?)"
    return 0 if past is None else int(connection.execute(sql, (past.id, most)).fetchone()[0])


def take_back(tx: Transaction, edit: PastEdit) -> int:
    """Apply the inverse of an edit; returns how many values were left because they have changed since."""
    wake = _in_its_wake(tx, edit)
    with _refusing():
        if not wake and tx.delete_added_by(edit.id):
            return 0
        return _apply(tx, [change.inverse() for change in reversed(_changes(tx, edit.id) + wake)], is_back=True)


def do_again(tx: Transaction, edit: PastEdit) -> int:
    """Apply an edit that was taken back; returns how many values were left because they have changed since."""
    with _refusing():
        return _apply(tx, _changes(tx, edit.id) + _in_its_wake(tx, edit))


def read_journal(connection: Connection, limit: int = -1) -> list[JournalLine]:
    """Return the newest edits, newest first; all of them without a ``limit``."""
    sql = f"""
        SELECT e.id, e.uuid, e.label, e.made_at, coalesce(c.name, ''), e.kind,
            {_LAST_TURN.format(column="kind", uuid="e.uuid")} IS 'undo',
            (SELECT count(DISTINCT h.scene_uuid) FROM change h WHERE h.edit_id = e.id)
        FROM edit e LEFT JOIN coder c ON c.id = e.coder_id ORDER BY e.id DESC LIMIT ?
    """  # noqa: S608 - no part of it comes from outside
    return [
        JournalLine(row_id, uuid, label, made_at, coder, kind, bool(undone), scenes)
        for row_id, uuid, label, made_at, coder, kind, undone, scenes in connection.execute(sql, (limit,)).fetchall()
    ]


def bring_back(tx: Transaction, /, past: PastValue) -> bool:
    """Give a field the value again that it had before an edit; returns whether that is another than it has now.

    Raises ``CatalogProblem`` where the row is not there, or the value no longer fits the others.
    """
    if past.row_was == "added":
        raise CatalogProblem("Before this edit it was not there at all, so there is no old value to bring back.")
    try:
        row_id = tx.images.id_of(past.table, past.row_uuid)
        image: Image = {past.column: past.before}  # type: ignore[dict-item]
        return tx.update(past.table, row_id, **tx.images.values(past.table, image))
    except LookupError as fault:
        raise CatalogProblem(
            "What this was said of, or what it named, has been removed since. Nothing was changed. Undo brings it back."
        ) from fault
    except IntegrityError as fault:
        raise CatalogProblem(
            "The old value does not fit what is entered now (an out point must lie after the in point)."
            " Nothing was changed."
        ) from fault


def scene_history(connection: Connection, scene_uuid: str) -> list[PastValue]:
    """Return every value that was ever changed in a scene, newest first."""
    images = Images(connection)
    sql = """
        SELECT e.id, e.made_at, coalesce(c.name, ''), e.label, h.table_name, h.row_uuid, h.before, h.after
        FROM change h JOIN edit e ON e.id = h.edit_id LEFT JOIN coder c ON c.id = e.coder_id
        WHERE h.scene_uuid = ? ORDER BY h.id DESC
    """
    return [value for row in connection.execute(sql, (scene_uuid,)).fetchall() for value in _past_values(images, row)]


def _past_values(images: Images, row: Row) -> Iterator[PastValue]:
    edit_id, made_at, coder, label, table, row_uuid, before, after = row
    old = images.decode(table, before) if before else {}
    new = images.decode(table, after) if after else {}
    row_was: RowWas = "changed" if old and new else "added" if new else "removed"
    for column in dict.fromkeys((*old, *new)):
        if column != "uuid" and (row_was != "changed" or old.get(column) != new.get(column)):
            values = (old.get(column), new.get(column))
            yield PastValue(edit_id, made_at, coder, label, table, row_uuid, column, *values, row_was)


def _in_its_wake(tx: Transaction, edit: PastEdit) -> list[_Change]:
    """Return what the program did by itself to scenes that an edit added: it goes and comes back with them."""
    sql = """
        SELECT DISTINCT a.id FROM edit a JOIN change c ON c.edit_id = a.id
        WHERE a.kind = 'auto' AND a.id > ?1 AND c.scene_uuid IN (
            SELECT row_uuid FROM change WHERE edit_id = ?1 AND table_name = 'scene' AND before IS NULL)
        ORDER BY a.id
    """
    return [change for (edit_id,) in tx.rows(sql, (edit.id,)) for change in _changes(tx, edit_id)]


def _changes(tx: Transaction, edit_id: int) -> list[_Change]:
    sql = "SELECT table_name, row_uuid, before, after, scene_id FROM change WHERE edit_id = ? ORDER BY id"
    rows = tx.rows(sql, (edit_id,))
    tx.images.uuids_of("scene", {row[-1] for row in rows if row[-1] is not None})  # cheaper by id than by UUID
    return [_Change(*row) for row in rows]


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except (IntegrityError, LookupError) as fault:
        raise CatalogProblem(
            "This can't be taken back any more: something entered later depends on it. Nothing was changed."
        ) from fault


def _apply(tx: Transaction, changes: list[_Change], *, is_back: bool = False) -> int:
    """Make changes; where they are an edit taken back, and so come from its end, rows come back in their old order.

    Whom a weapon goes against and the terms of a fight are told in the order in which they were added.
    """
    left = 0
    for (table, kind), alike in groupby(changes, key=lambda change: (change.table, change.kind)):
        run = list(alike)
        if is_back and kind == "added" and not _own_references(tx, table):
            run.reverse()
        left += _WAYS[kind](tx, table, run)
    return left


def _own_references(tx: Transaction, table: str) -> list[str]:
    """Return the columns by which a row may refer to another of its table, which has to be there before it."""
    return [column for column, target in tx.images.shape(table).references if target == table]


def _add(tx: Transaction, table: str, changes: list[_Change]) -> int:
    there = tx.images.ids_of(table, [change.row_uuid for change in changes])  # someone else has brought it back since
    left = sum(len(tx.images.decode(table, change.after or "{}")) for change in changes if change.row_uuid in there)
    missing = [change for change in changes if change.row_uuid not in there]
    images = [tx.images.decode(table, change.after or "{}") for change in missing]
    if any(image.get(column) is not None for image in images for column in _own_references(tx, table)):
        for image in images:
            tx.insert(table, **tx.images.values(table, image))
    else:
        numbers = [change.number for change in missing]
        tx.insert_many(table, tx.images.values_many(table, images), numbers=numbers)
    return left


def _remove(tx: Transaction, table: str, changes: list[_Change]) -> int:
    ids = tx.images.ids_of(table, [change.row_uuid for change in changes])
    gone = [change.before or "{}" for change in changes if change.row_uuid not in ids]
    tx.delete_many(table, [ids[change.row_uuid] for change in changes if change.row_uuid in ids])
    return sum(len(tx.images.decode(table, before)) for before in gone)


def _change(tx: Transaction, table: str, changes: list[_Change]) -> int:
    if len({change.row_uuid for change in changes}) < len(changes):  # each builds on the one before
        return sum(_change(tx, table, [change]) for change in changes)
    ids = tx.images.ids_of(table, [change.row_uuid for change in changes])
    present = tx.images.of_rows(table, [ids[change.row_uuid] for change in changes if change.row_uuid in ids])
    left, wanted = 0, {}
    for change in changes:
        before, after = (tx.images.decode(table, image or "{}") for image in (change.before, change.after))
        row_id = ids.get(change.row_uuid)
        fit = [] if row_id is None else [name for name in after if present[row_id][name] == before[name]]
        left += len(after) - len(fit)
        if row_id is not None and fit:
            wanted[row_id] = {name: after[name] for name in fit}
    tx.update_many(table, dict(zip(wanted, tx.images.values_many(table, list(wanted.values())), strict=True)))
    return left


_WAYS = {"added": _add, "removed": _remove, "changed": _change}
