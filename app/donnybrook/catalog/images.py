"""Rows as the journal keeps them: column by column, with UUIDs in place of ids, in JSON. Knows no particular table."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import cast

from donnybrook.catalog.driver import AMONG, Connection, Row
from donnybrook.catalog.problems import CatalogProblem
from donnybrook.catalog.shapes import TableShape, read_shape

type Value = str | int | float | bytes | None
type Image = Mapping[str, Value]

_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Images:
    """Reads rows of one catalog as images, and turns images back into what a row holds.

    It remembers which id and which UUID belong together, so it is for one transaction, or for one reading.
    """

    def __init__(self, connection: Connection, shapes: dict[str, TableShape] | None = None) -> None:
        """``shapes`` is where shapes once read are kept, for as long as the schema stays as it is."""
        self._connection = connection
        self._shapes = {} if shapes is None else shapes
        self._uuids: dict[str, dict[int, str]] = {}
        self._ids: dict[str, dict[str, int]] = {}

    def shape(self, table: str) -> TableShape:
        """Return a table's shape."""
        if table not in self._shapes:
            self._shapes[table] = read_shape(self._connection, table)
        return self._shapes[table]

    # -- rows as images

    def of_row(self, table: str, row_id: int) -> Image:
        """Return the image of a row; raises ``LookupError`` if there is none with that id."""
        return self.of_rows(table, [row_id])[row_id]

    def of_rows(self, table: str, row_ids: Sequence[int]) -> dict[int, Image]:
        """Return the images of rows by id; raises ``LookupError`` if one is not there."""
        shape = self.shape(table)
        columns = ("id", *shape.journalled)
        rows = {row[0]: row for row in self.among(table, columns, "id", row_ids)}
        missing = next((row_id for row_id in row_ids if row_id not in rows), None)
        if missing is not None:
            raise LookupError(f"no row {missing} in {table}")
        found = dict(zip(rows, self._images(shape, [row[1:] for row in rows.values()]), strict=True))
        self.learn(table, [(row_id, str(image["uuid"])) for row_id, image in found.items()])
        return found

    def of_values(self, table: str, rows: Sequence[Sequence[Value]]) -> list[Image]:
        """Return the images of rows given by the values of their journalled columns, in that order."""
        return self._images(self.shape(table), rows)

    def _images(self, shape: TableShape, rows: Sequence[Sequence[Value]]) -> list[Image]:
        images = [dict(zip(shape.journalled, row, strict=True)) for row in rows]
        for column, target in shape.references:
            # An id that leads nowhere: another program deleted the row behind our back.
            names = self.uuids_of(target, {int(str(image[column])) for image in images if image[column] is not None})
            for image in images:
                row_id = image[column]
                if row_id is not None:
                    image[column] = names.get(int(str(row_id)), f"no {target} {row_id!s}")
        return list(images)

    # -- images as rows

    def values(self, table: str, image: Image) -> dict[str, Value]:
        """Return an image's values as the row holds them; raises ``LookupError`` if a row it refers to is not there."""
        return self.values_many(table, [image])[0]

    def values_many(self, table: str, images: Sequence[Image]) -> list[dict[str, Value]]:
        """Return the values of images as rows hold them; raises ``LookupError`` if one refers to what is not there."""
        rows = [dict(image) for image in images]
        for column, target in self.shape(table).references:
            named = [row for row in rows if row.get(column) is not None]
            ids = self.ids_of(target, {str(row[column]) for row in named})
            for row in named:
                if row[column] not in ids:
                    raise LookupError(f"no row {row[column]!s} in {target}")
                row[column] = ids[str(row[column])]
        return rows

    # -- ids and UUIDs

    def uuid_of(self, table: str, row_id: int) -> str:
        """Return a row's UUID; raises ``LookupError`` if there is no such row."""
        found = self.uuids_of(table, {row_id})
        if row_id not in found:
            raise LookupError(f"no row {row_id} in {table}")
        return found[row_id]

    def uuids_of(self, table: str, row_ids: Collection[int]) -> dict[int, str]:
        """Return the UUIDs of those of the rows that are there, with others that are known."""
        known = self._uuids.setdefault(table, {})
        strange = [row_id for row_id in row_ids if row_id not in known]
        self.learn(table, self.among(table, ("id", "uuid"), "id", strange) if strange else ())
        return known

    def id_of(self, table: str, uuid: str) -> int:
        """Return a row's id; raises ``LookupError`` if there is no such row."""
        found = self.ids_of(table, {uuid})
        if uuid not in found:
            raise LookupError(f"no row {uuid} in {table}")
        return found[uuid]

    def ids_of(self, table: str, uuids: Collection[str]) -> dict[str, int]:
        """Return the ids of those of the rows that are there, with others that are known."""
        known = self._ids.setdefault(table, {})
        strange = [uuid for uuid in uuids if uuid not in known]
        self.learn(table, self.among(table, ("id", "uuid"), "uuid", strange) if strange else ())
        return known

    def known_ids(self, table: str) -> Mapping[str, int]:
        """Return the ids of a table's rows that are known so far, by UUID."""
        return self._ids.get(table, {})

    def learn(self, table: str, pairs: Sequence[tuple[int, str]] | Sequence[Row]) -> None:
        """Remember ids with their UUIDs, of rows that are new or that were read in another way."""
        self._uuids.setdefault(table, {}).update(pairs)
        self._ids.setdefault(table, {}).update((uuid, row_id) for row_id, uuid in pairs)

    def forget_many(self, table: str, row_ids: Iterable[int]) -> None:
        """Forget rows that are deleted: their ids may be given to others. Their UUIDs must be known."""
        uuids, ids = self._uuids.get(table, {}), self._ids.get(table, {})
        for row_id in row_ids:
            ids.pop(uuids.pop(row_id, ""), None)

    def among(self, table: str, columns: Sequence[str], key: str, wanted: Sequence[int] | Sequence[str]) -> list[Row]:
        """Return columns of the rows whose ``key`` is one of those wanted."""
        those, parameter = ("= ?", wanted[0]) if len(wanted) == 1 else (AMONG, json.dumps(wanted))
        sql = f"SELECT {', '.join(columns)} FROM {table} WHERE {key} {those}"  # noqa: S608 - names are the schema's own
        rows: list[Row] = self._connection.execute(sql, (parameter,)).fetchall()
        return rows

    # -- images as text

    def encode(self, table: str, image: Image) -> str:
        """Return an image as JSON; bytes (the paths of film files) stay readable, and exact."""
        blobs = self.shape(table).blobs
        plain = {n: _readable(v) if n in blobs else v for n, v in image.items()} if blobs else image
        return _write(plain)

    def decode(self, table: str, text: str) -> Image:
        """Return the image that was written as JSON; columns that this catalog's table does not have are left out.

        Raises ``CatalogProblem`` if the text is no image.
        """
        try:
            shape = self.shape(table)
            plain = json.loads(text)
            if not shape.blobs and shape.names.issuperset(plain) and isinstance(plain, dict):
                return cast("Image", plain)
            known = {name: value for name, value in plain.items() if name in shape.names}
            return {name: _bytes(value) if name in shape.blobs else value for name, value in known.items()}
        except (ValueError, AttributeError, TypeError, LookupError) as fault:
            raise CatalogProblem(
                f"The journal is damaged where it tells of a {table}. Nothing was changed. ‘donnybrook check’ says what"
                " is wrong, and ‘donnybrook restore’ goes back to a backup."
            ) from fault


def _readable(value: Value) -> Value:
    if not isinstance(value, bytes):
        return value
    return value.decode("utf-8", "surrogateescape").encode("unicode_escape").decode("ascii")


def _bytes(value: Value) -> Value:
    if not isinstance(value, str):
        return value
    return value.encode("ascii").decode("unicode_escape").encode("utf-8", "surrogateescape")
