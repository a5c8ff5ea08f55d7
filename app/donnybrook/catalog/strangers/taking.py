"""Takes over the rows of a stranger's catalog, value by value, into a fresh catalog of ours in a private folder.

Their journal is not believed: what is taken over is one edit, with a UUID that follows from the file, so that taking
the same file over twice, and merging it twice, is once.
"""

from collections.abc import Sequence
from pathlib import Path

from donnybrook.catalog.creation import create_file
from donnybrook.catalog.door import Door, Step, Transaction
from donnybrook.catalog.driver import UNREADABLE, Connection, IntegrityError, Row, connect
from donnybrook.catalog.identity import derived_uuid
from donnybrook.catalog.images import Value
from donnybrook.catalog.private_folder import PrivateFolder
from donnybrook.catalog.problems import CatalogProblem
from donnybrook.catalog.schema import plain_columns, quoted
from donnybrook.catalog.shapes import TABLES_IN_ORDER
from donnybrook.catalog.strangers.copying import content_name, copy_privately
from donnybrook.catalog.strangers.guarded import guarded, rows
from donnybrook.catalog.strangers.shots import NEEDED, take_shots
from donnybrook.catalog.strangers.values import Column, Refused, clean, is_picture, is_uuid, taken
from donnybrook.records import dataclass

LIMIT_S = 60.0
# Of the two references back into the own table, the later ones are set at the end.
_OWN_REFERENCES = {"concept": ("broader_id", "replaced_by_id"), "wielding": ("previous_id",)}


@dataclass(frozen=True, slots=True)
class Taken:
    """A fresh catalog of ours with what could be taken over; it is gone with its ``folder``."""

    path: Path
    folder: PrivateFolder
    rows: int
    left: int  # rows and values that were none: of a wrong kind, out of bounds, belonging to nothing
    scenes: int


def read_copy(path: Path, *, limit_s: float = LIMIT_S) -> Taken:
    """Copy a file privately, read it under guard, and take over what is sound; never changes a byte of it.

    Raises ``CatalogProblem`` if it can't be copied, or nothing of a catalog can be read in it.
    """
    folder = PrivateFolder()
    try:
        copy = copy_privately(path, folder.path)
        fresh = folder.path / "taken.fights"
        with guarded(copy, limit_s=limit_s) as theirs:
            create_file(fresh)
            writer = connect(fresh)
            try:
                writer.execute("PRAGMA synchronous = OFF")  # private, and made anew if anything goes wrong
                taking = _take(writer, theirs, path.name, content_name(copy))
            finally:
                writer.close()
    except UNREADABLE as fault:
        folder.close()
        raise CatalogProblem(
            f"Nothing can be read in {path.name} ({fault}), and it was left as it is. If it is yours, 'donnybrook"
            " restore' goes back to a backup."
        ) from fault
    except BaseException:
        folder.close()
        raise
    return Taken(fresh, folder, taking.count, taking.left, taking.scenes)


def _take(writer: Connection, theirs: Connection, name: str, content: str) -> "_Taking":
    taking = _Taking(theirs, content)
    _take_identity(writer, theirs, content)
    edited = Door(writer, "").run(Step(f"Take over {clean(name)}"), taking.run)
    if edited.changes.edit_id is not None:
        identity = (derived_uuid("stranger", content), edited.changes.edit_id)
        writer.execute("UPDATE edit SET uuid = ? WHERE id = ?", identity)
    return taking


def _take_identity(writer: Connection, theirs: Connection, content: str) -> None:
    uuid = derived_uuid("stranger catalog", content)
    columns = _their_columns(theirs, "catalog")
    for row in rows(theirs, "catalog", ("uuid",)) if "uuid" in columns else ():
        uuid = str(row[0]) if is_uuid(row[0]) else uuid
    writer.execute("UPDATE catalog SET uuid = ?", (uuid,))


def _their_columns(theirs: Connection, table: str) -> frozenset[str]:
    """Return the columns that can be read of a table of theirs: none, if it is a view or works by code."""
    try:
        listed = theirs.execute("PRAGMA main.table_list").fetchall()
        if not any(row[0] == "main" and row[1] == table and row[2] == "table" for row in listed):
            return frozenset()
        return frozenset(plain_columns(theirs, table))
    except UNREADABLE:
        return frozenset()


class _Taking:
    def __init__(self, theirs: Connection, content: str) -> None:
        self._theirs = theirs
        self._content = content
        self._ids: dict[str, dict[int, int]] = {}
        self._pictures: set[str] = set()
        self._stand_ins: dict[str, int] = {}
        self._born: dict[tuple[str, ...], dict[str, tuple[int, Row]]] = {}  # by table and columns
        self.count = self.left = self.scenes = 0

    def run(self, tx: Transaction) -> None:
        """Take all tables over."""
        self._take_coders(tx)
        self._take_pictures(tx)
        for table in TABLES_IN_ORDER:
            self._take_table(tx, table)
        self._take_shots(tx)
        self.scenes = len(self._ids["scene"])

    def _take_shots(self, tx: Transaction) -> None:
        there = _their_columns(self._theirs, "shot")
        columns = [column for column in _our_columns(tx, "shot") if column.name != "uuid" and column.name in there]
        if {"id", *NEEDED} <= there:
            self.left += take_shots(tx.shots, self._theirs, columns, self._ids["media_file"])

    def _take_table(self, tx: Transaction, table: str) -> None:
        ours = _our_columns(tx, table)
        there = _their_columns(self._theirs, table)
        self._ids[table] = {}
        later: list[tuple[int, str, int]] = []
        if "id" not in there:
            return
        columns = [column for column in ours if column.name in there]
        for row in rows(self._theirs, table, ["id", *(column.name for column in columns)]):
            self._take_row(tx, table, columns, row, later)
        ids = self._ids[table]
        for column in _OWN_REFERENCES.get(table, ()):
            present: dict[int, int] = dict(tx.rows(f"SELECT id, {column} FROM {table}"))  # noqa: S608 - our names
            for row_id, name, target in later:
                if name == column and ids.get(target, row_id) not in (row_id, present[row_id]):
                    self._try_update(tx, table, row_id, column, ids[target])

    def _take_row(
        self,
        tx: Transaction,
        table: str,
        columns: Sequence[Column],
        row: Sequence[object],
        later: list[tuple[int, str, int]],
    ) -> None:
        their_id = row[0]
        if not isinstance(their_id, int) or their_id in self._ids[table]:
            self.left += not isinstance(their_id, int)
            return
        try:
            values = self._values(tx, table, columns, their_id, row[1:])
            own = {name: values.pop(name) for name in _OWN_REFERENCES.get(table, ()) if name in values}
            row_id = self._put(tx, table, values)
        except (Refused, IntegrityError):
            self.left += 1
            return
        self._ids[table][their_id] = row_id
        self.count += 1
        later += [(row_id, name, target) for name, target in own.items() if isinstance(target, int)]

    def _values(
        self, tx: Transaction, table: str, columns: Sequence[Column], their_id: int, row: Sequence[object]
    ) -> dict[str, Value]:
        references = dict(tx.images.shape(table).references)
        values: dict[str, Value] = {}
        for column, value in zip(columns, row, strict=True):
            kept = self._kept(column, value)
            if column.name in references and column.name not in _OWN_REFERENCES.get(table, ()):
                target = references[column.name]
                kept = self._ids[target].get(kept) if isinstance(kept, int) else None
                kept = self._stand_in(tx, target) if kept is None and column.required else kept
            if kept is not None or not column.required:
                values[column.name] = kept
            elif not column.has_default:
                raise Refused(column.name)
        if "picture" in values and values["picture"] not in self._pictures:
            values.pop("picture")
        if table == "thumbnail" and "picture" not in values:
            raise Refused("picture")
        if not is_uuid(values.get("uuid")):
            values["uuid"] = derived_uuid("stranger row", self._content, table, str(their_id))
        return values

    def _kept(self, column: Column, value: object) -> Value:
        try:
            return taken(column, value)
        except Refused:
            if column.required and not column.has_default:
                raise
            self.left += 1
            return None

    def _stand_in(self, tx: Transaction, table: str) -> int | None:
        """Give scenes whose film can't be read a film to belong to."""
        if table not in ("film", "version"):
            return None
        if table not in self._stand_ins:
            identity = derived_uuid("stranger stand-in", self._content, table)
            if table == "film":
                self._stand_ins[table] = tx.insert("film", uuid=identity, title="A film that could not be read")
            else:
                film_id = self._stand_in(tx, "film")
                self._stand_ins[table] = tx.insert("version", uuid=identity, film_id=film_id)
        return self._stand_ins[table]

    def _put(self, tx: Transaction, table: str, values: dict[str, Value]) -> int:
        """Add a row, or bring one that every catalog is born with to what theirs says."""
        born = self._born_with(tx, table, tuple(values)).get(str(values["uuid"]))
        if born is None:
            return tx.insert(table, **values)
        row_id, present = born
        if present != tuple(values.values()):
            tx.update(table, row_id, **values)
        return row_id

    def _born_with(self, tx: Transaction, table: str, columns: tuple[str, ...]) -> dict[str, tuple[int, Row]]:
        key = (table, *columns)
        if key not in self._born:
            sql = f"SELECT uuid, id, {', '.join(columns)} FROM {table}"  # noqa: S608 - names of ours
            self._born[key] = {row[0]: (row[1], row[2:]) for row in tx.rows(sql)}
        return self._born[key]

    def _try_update(self, tx: Transaction, table: str, row_id: int, column: str, target: int) -> None:
        try:
            if column == "broader_id" and _is_above(tx, row_id, target):
                self.left += 1
                return
            tx.update(table, row_id, **{column: target})
        except IntegrityError:
            self.left += 1

    def _take_coders(self, tx: Transaction) -> None:
        self._ids["coder"] = {}
        if not {"id", "uuid", "name"} <= _their_columns(self._theirs, "coder"):
            return
        for their_id, uuid, name in rows(self._theirs, "coder", ("id", "uuid", "name")):
            if isinstance(their_id, int) and isinstance(name, str) and clean(name):
                self._ids["coder"][their_id] = self._coder(tx, clean(name)[:200], uuid)

    def _coder(self, tx: Transaction, name: str, uuid: object) -> int:
        # Coders stand outside the journal: they come with what they entered.
        identity = uuid if is_uuid(uuid) else derived_uuid("stranger coder", self._content, name)
        tx.connection.execute("INSERT OR IGNORE INTO coder (uuid, name) VALUES (?, ?)", (identity, name))
        return int(str(tx.value("SELECT id FROM coder WHERE name = ? OR uuid = ?", (name, str(identity)))))

    def _take_pictures(self, tx: Transaction) -> None:
        names = ("sha256", "width_px", "height_px", "jpeg")
        if not set(names) <= _their_columns(self._theirs, "picture"):
            return
        for sha256, width_px, height_px, jpeg in rows(self._theirs, "picture", names):
            if is_picture(sha256, width_px, height_px, jpeg):
                tx.store_picture(sha256, width_px, height_px, jpeg)
                self._pictures.add(sha256)
            else:
                self.left += 1


def _our_columns(tx: Transaction, table: str) -> list[Column]:
    journalled = set(tx.images.shape(table).journalled)
    return [
        Column(str(name), str(kind), bool(required), has_default=default is not None)
        for _, name, kind, required, default, _ in tx.rows(f"PRAGMA table_info({quoted(table)})")
        if name in journalled
    ]


def _is_above(tx: Transaction, concept_id: int, other_id: int) -> bool:
    """Whether a concept is the other one, or broader than it."""
    sql = """
        WITH RECURSIVE up (id) AS (SELECT ?1 UNION SELECT c.broader_id FROM concept c JOIN up ON c.id = up.id
            WHERE c.broader_id IS NOT NULL)
        SELECT 1 FROM up WHERE id = ?2
    """
    return tx.value(sql, (other_id, concept_id)) is not None
