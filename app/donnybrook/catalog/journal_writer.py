"""Writes down what one transaction does to rows, for the journal. Knows the images of rows, and no particular edit."""

import json
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Any

from donnybrook.catalog.driver import Connection, Row
from donnybrook.catalog.images import Columns, Images, Value, by_columns
from donnybrook.catalog.shapes import NUMBERED

_COLUMNS = "row_uuid, scene_uuid, scene_id, before, after"
_ADDITION = "SELECT DISTINCT table_name, before IS NULL AND after IS NOT NULL FROM change WHERE edit_id = ?"
_UNTOUCHED = """
    SELECT NOT EXISTS (
        SELECT 1 FROM change c WHERE c.edit_id = ? AND (
            NOT EXISTS (SELECT 1 FROM {table} r WHERE r.uuid = c.row_uuid)
            OR EXISTS (SELECT 1 FROM change later WHERE later.row_uuid = c.row_uuid AND later.id > c.id)))
"""
_INVERSE = f"""
    INSERT INTO change (edit_id, table_name, {_COLUMNS})
    SELECT ?, table_name, row_uuid, scene_uuid, scene_id, after, NULL FROM change WHERE edit_id = ? ORDER BY id DESC
"""  # noqa: S608 - our names


def told_number(table: str, scene_id: int | None, image: str) -> int | None:
    """Return the number by which people called the row of a line of the journal, with ``image`` whole, if they do."""
    if table not in NUMBERED:
        return scene_id if table == "scene" else None
    number = json.loads(image).get("id")
    return number if isinstance(number, int) and number > 0 else None


class JournalWriter:
    """Collects the changes of one transaction; ``tables`` and ``scenes`` say where they were.

    ``id`` and ``uuid`` are among the columns it is given.
    """

    def __init__(self, connection: Connection, images: Images) -> None:
        self._connection = connection
        self._images = images
        self._lines: list[tuple[str, Iterable[tuple[Value, ...]]]] = []  # a table, and as ``_COLUMNS``
        self._taken_back: list[int] = []  # edits
        self.tables: set[str] = set()
        self.scenes: set[int] = set()

    def added(self, table: str, columns: Columns) -> None:
        """Note rows that are there now; columns that are not given hold what the table declares."""
        shape = self._images.shape(table)
        whole = {
            name: columns.get(name, (default,)) for name, default in zip(shape.journalled, shape.defaults, strict=True)
        }
        self._record(table, columns, repeat(None), self._whole_texts(table, columns, whole))

    def removed(self, table: str, columns: Columns) -> None:
        """Note rows, given whole, that are to be deleted and are still there."""
        whole = {name: columns[name] for name in self._images.shape(table).journalled}
        self._record(table, columns, self._whole_texts(table, columns, whole), repeat(None))

    def _whole_texts(self, table: str, columns: Columns, whole: Columns) -> list[str]:
        number = {"id": columns["id"]} if table in NUMBERED else {}
        return self._images.texts(table, {**number, **whole}, len(columns["id"]))

    def changed(self, table: str, names: Sequence[str], rows: Sequence[tuple[Row, Row]]) -> int:
        """Note rows, each as it was and as it is, and return how many are not the same.

        Those columns are kept that are other than before.
        """
        alike: dict[tuple[int, ...], list[tuple[Row, Row]]] = {}
        for old, new in rows:
            if old != new:
                differing = tuple(at for at, value in enumerate(old) if value != new[at])
                alike.setdefault(differing, []).append((old, new))
        if "scene_id" in names:  # what goes over to another scene changes both
            at = names.index("scene_id")
            self.scenes.update(old[at] for pairs in alike.values() for old, new in pairs if old[at] != new[at])
        for differing, pairs in alike.items():
            before, after = (
                self._images.texts(table, {names[at]: [row[at] for row in side] for at in differing}, len(pairs))
                for side in zip(*pairs, strict=True)
            )
            self._record(table, by_columns(names, [new for _, new in pairs]), before, after)
        return sum(map(len, alike.values()))

    def take_back_addition(self, edit_id: int) -> str | None:
        """Note that all goes which an edit added, if it only added, and to one table, and nothing was done to it since.

        Returns that table, or ``None`` if it is not so. What the lines of the edit tell need not be told again.
        """
        found = self._connection.execute(_ADDITION, (edit_id,)).fetchall()
        if len(found) != 1 or not found[0][1] or self.tables:
            return None
        table = str(found[0][0])
        sql = _UNTOUCHED.format(table=table)
        if not self._connection.execute(sql, (edit_id,)).fetchone()[0]:
            return None
        sql = "SELECT DISTINCT scene_id FROM change WHERE edit_id = ? AND scene_id IS NOT NULL"
        self.scenes.update(row[0] for row in self._connection.execute(sql, (edit_id,)).fetchall())
        self.tables.add(table)
        self._taken_back.append(edit_id)
        return table

    @property
    def has_lines(self) -> bool:
        """Whether there is anything that is not written down."""
        return bool(self._lines)

    def write(self, edit_id: int) -> None:
        """Write all down as changes of one edit, and hold it no longer."""
        for table, lines in self._lines:
            sql = f"INSERT INTO change (edit_id, table_name, {_COLUMNS}) VALUES (?, '{table}', ?, ?, ?, ?, ?)"  # noqa: S608 - our names
            self._connection.executemany(sql, ((edit_id, *line) for line in lines))
        for taken_back in self._taken_back:
            self._connection.execute(_INVERSE, (edit_id, taken_back))
        self._lines, self._taken_back = [], []

    def take_over(self, edit_id: int, lines: str, tables: Iterable[str], scenes: Iterable[int]) -> None:
        """Write down as changes of one edit what stands elsewhere: ``lines`` select a table's name and ``_COLUMNS``."""
        sql = f"INSERT INTO change (edit_id, table_name, {_COLUMNS}) SELECT ?, {lines}"
        self._connection.execute(sql, (edit_id,))
        self.tables.update(tables)
        self.scenes.update(scenes)

    def _record(self, table: str, columns: Columns, before: Iterable[str | None], after: Iterable[str | None]) -> None:
        self.tables.add(table)
        self._images.learn(table, list(zip(columns["id"], columns["uuid"], strict=True)))
        scene_ids = self._scene_ids(table, columns)
        wanted: set[Any] = set(scene_ids) - {None}
        known = self._images.uuids_of("scene", wanted)
        if not known.keys() >= wanted:  # another program took a scene away behind the journal's back
            scene_ids = [row_id if row_id in known else None for row_id in scene_ids]
        self.scenes.update(wanted & known.keys())
        lines = zip(columns["uuid"], map(known.get, scene_ids), scene_ids, before, after, strict=False)
        self._lines.append((table, lines))

    def _scene_ids(self, table: str, columns: Columns) -> Sequence[Any]:
        if table == "scene":
            return columns["id"]
        if table == "wielding_target":
            joined = "wielding_target t JOIN wielding w ON w.id = t.wielding_id"
            found: dict[int, int] = dict(self._images.among(joined, ("t.id", "w.scene_id"), "t.id", columns["id"]))
            return [found.get(row_id) for row_id in columns["id"]]
        return columns.get("scene_id", [None] * len(columns["id"]))
