"""Rows as the journal keeps them: column by column, with UUIDs in place of ids, in JSON. Knows no particular table."""

import json
from collections.abc import Mapping
from typing import cast

from donnybrook.catalog.driver import Connection
from donnybrook.catalog.problems import CatalogProblem
from donnybrook.catalog.shapes import TableShape, read_shape

type Value = str | int | float | bytes | None
type Image = Mapping[str, Value]


class Images:
    """Reads rows of one catalog as images, and turns images back into what a row holds."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._shapes: dict[str, TableShape] = {}
        self._uuids: dict[tuple[str, int], str] = {}

    def shape(self, table: str) -> TableShape:
        """Return a table's shape."""
        if table not in self._shapes:
            self._shapes[table] = read_shape(self._connection, table)
        return self._shapes[table]

    def of_row(self, table: str, row_id: int) -> Image:
        """Return the image of a row; raises ``LookupError`` if there is none with that id."""
        shape = self.shape(table)
        sql = f"SELECT {', '.join(shape.journalled)} FROM {table} WHERE id = ?"  # noqa: S608 - names are the schema's own
        row = self._connection.execute(sql, (row_id,)).fetchone()
        if row is None:
            raise LookupError(f"no row {row_id} in {table}")
        image: dict[str, Value] = dict(zip(shape.journalled, row, strict=True))
        for column, target in shape.references:
            if image.get(column) is not None:
                image[column] = self._name_of(target, int(str(image[column])))
        return image

    def _name_of(self, table: str, row_id: int) -> str:
        try:
            return self.uuid_of(table, row_id)
        except LookupError:  # another program deleted it behind our back
            return f"no {table} {row_id}"

    def values(self, table: str, image: Image) -> dict[str, Value]:
        """Return an image's values as the row holds them; raises ``LookupError`` if a row it refers to is not there."""
        values = dict(image)
        for column, target in self.shape(table).references:
            if values.get(column) is not None:
                values[column] = self.id_of(target, str(values[column]))
        return values

    def uuid_of(self, table: str, row_id: int) -> str:
        """Return a row's UUID; raises ``LookupError`` if there is no such row."""
        key = (table, row_id)
        if key not in self._uuids:
            sql = f"SELECT uuid FROM {table} WHERE id = ?"  # noqa: S608 - names are the schema's own
            row = self._connection.execute(sql, (row_id,)).fetchone()
            if row is None:
                raise LookupError(f"no row {row_id} in {table}")
            self._uuids[key] = str(row[0])
        return self._uuids[key]

    def forget(self, table: str, row_id: int) -> None:
        """Forget a row that is deleted: its id may be given to another."""
        self._uuids.pop((table, row_id), None)

    def id_of(self, table: str, uuid: str) -> int:
        """Return a row's id; raises ``LookupError`` if there is no such row."""
        row = self._connection.execute(f"SELECT id FROM {table} WHERE uuid = ?", (uuid,)).fetchone()  # noqa: S608
        if row is None:
            raise LookupError(f"no row {uuid} in {table}")
        return int(row[0])

    def encode(self, table: str, image: Image) -> str:
        """Return an image as JSON; bytes (the paths of film files) stay readable, and exact."""
        blobs = self.shape(table).blobs
        plain = {name: _readable(value) if name in blobs else value for name, value in image.items()}
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))

    def decode(self, table: str, text: str) -> Image:
        """Return the image that was written as JSON; columns that this catalog's table does not have are left out.

        Raises ``CatalogProblem`` if the text is no image.
        """
        shape = self.shape(table)
        try:
            plain = json.loads(text)
            if not shape.blobs and shape.names.issuperset(plain) and isinstance(plain, dict):
                return cast("Image", plain)
            known = {name: value for name, value in plain.items() if name in shape.names}
            return {name: _bytes(value) if name in shape.blobs else value for name, value in known.items()}
        except (ValueError, AttributeError, TypeError) as fault:
            raise CatalogProblem(
                f"The journal is damaged where it tells of a {table}. Nothing was changed. 'donnybrook check' says what"
                " is wrong, and 'donnybrook restore' goes back to a backup."
            ) from fault


def _readable(value: Value) -> Value:
    if not isinstance(value, bytes):
        return value
    return value.decode("utf-8", "surrogateescape").encode("unicode_escape").decode("ascii")


def _bytes(value: Value) -> Value:
    if not isinstance(value, str):
        return value
    return value.encode("ascii").decode("unicode_escape").encode("utf-8", "surrogateescape")
