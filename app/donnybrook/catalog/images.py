"""Rows as the journal keeps them: column by column, with UUIDs in place of ids, in JSON. Knows no particular table."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from donnybrook.catalog.driver import Connection, Row, among
from donnybrook.catalog.image_texts import Columns, Value, by_columns, bytes_again, write_images
from donnybrook.catalog.problems import CatalogProblem, Gone
from donnybrook.catalog.shapes import TableShape, read_shape

if TYPE_CHECKING:
    from donnybrook.catalog.aside.lending import Lender

type Image = Mapping[str, Value]

__all__ = ["Columns", "Image", "Images", "Value", "by_columns"]


class Images:
    """Reads rows of one catalog as images, and turns images back into what a row holds.

    It remembers which id and which UUID belong together, so it is for one transaction, or for one reading.
    """

    def __init__(
        self,
        connection: Connection,
        shapes: dict[str, TableShape] | None = None,
        lender: "Lender | None" = None,
    ) -> None:
        """``shapes`` is where shapes once read are kept, for as long as the schema stays as it is.

        ``lender`` has rows that are not in the file itself, and lends them as they are asked for.
        """
        self._connection = connection
        self._lender = lender
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
        """Return the image of a row; raises ``Gone`` if there is none with that id."""
        return self.of_rows(table, [row_id])[row_id]

    def of_rows(self, table: str, row_ids: Sequence[int]) -> dict[int, Image]:
        """Return the images of rows by id; raises ``Gone`` if one is not there."""
        names = self.shape(table).journalled
        rows = self.read(table, ("id", *names), row_ids)
        columns = self.with_uuids(table, by_columns(names, [rows[row_id][1:] for row_id in row_ids]))
        self.learn(table, list(zip(row_ids, columns["uuid"], strict=True)))
        images = zip(*columns.values(), strict=True)
        return {row_id: dict(zip(names, image, strict=True)) for row_id, image in zip(row_ids, images, strict=True)}

    def read(self, table: str, columns: Sequence[str], row_ids: Sequence[int]) -> dict[int, Row]:
        """Return columns of rows by id, which is the first column; raises ``Gone`` if a row is not there."""
        rows = {row[0]: row for row in self.among(table, columns, "id", row_ids)}
        missing = next((row_id for row_id in row_ids if row_id not in rows), None)
        if missing is not None:
            raise Gone(f"no row {missing} in {table}")
        return rows

    def with_uuids(self, table: str, columns: Columns) -> Columns:
        """Return columns with UUIDs in place of the ids of rows they refer to."""
        named = {
            column: self._named(target, columns[column])
            for column, target in self.shape(table).references
            if column in columns
        }
        return {**columns, **named}

    def _named(self, target: str, row_ids: Sequence[Any]) -> Sequence[str | None]:
        wanted = set(row_ids) - {None}
        known = self.uuids_of(target, wanted) if wanted else {}
        if known.keys() >= wanted:
            return list(map(known.get, row_ids))
        # An id that leads nowhere: another program deleted the row behind our back.
        return [None if row_id is None else known.get(row_id, f"no {target} {row_id}") for row_id in row_ids]

    # -- images as rows

    def values(self, table: str, image: Image) -> dict[str, Value]:
        """Return an image's values as the row holds them; raises ``Gone`` if a row it refers to is not there."""
        return self.values_many(table, [image])[0]

    def values_many(self, table: str, images: Sequence[Image]) -> list[dict[str, Value]]:
        """Return the values of images as rows hold them; raises ``Gone`` if one refers to what is not there."""
        rows = [dict(image) for image in images]
        for column, target in self.shape(table).references:
            named = [row for row in rows if row.get(column) is not None]
            ids = self.ids_of(target, {str(row[column]) for row in named})
            for row in named:
                if row[column] not in ids:
                    raise Gone(f"no row {row[column]!s} in {target}")
                row[column] = ids[str(row[column])]
        return rows

    # -- ids and UUIDs

    def uuid_of(self, table: str, row_id: int) -> str:
        """Return a row's UUID; raises ``Gone`` if there is no such row."""
        found = self.uuids_of(table, {row_id})
        if row_id not in found:
            raise Gone(f"no row {row_id} in {table}")
        return found[row_id]

    def uuids_of(self, table: str, row_ids: Collection[int]) -> dict[int, str]:
        """Return the UUIDs of those of the rows that are there, with others that are known."""
        known = self._uuids.setdefault(table, {})
        strange = list(set(row_ids).difference(known))
        self.learn(table, self.among(table, ("id", "uuid"), "id", strange) if strange else ())
        return known

    def id_of(self, table: str, uuid: str) -> int:
        """Return a row's id; raises ``Gone`` if there is no such row."""
        found = self.ids_of(table, {uuid})
        if uuid not in found:
            raise Gone(f"no row {uuid} in {table}")
        return found[uuid]

    def ids_of(self, table: str, uuids: Collection[str]) -> dict[str, int]:
        """Return the ids of those of the rows that are there, with others that are known."""
        known = self._ids.setdefault(table, {})
        strange = [uuid for uuid in uuids if uuid not in known]
        self.learn(table, self.among(table, ("id", "uuid"), "uuid", strange) if strange else ())
        return known

    def learn(self, table: str, pairs: Sequence[Row]) -> None:
        """Remember ids with their UUIDs, of rows that are new or that were read in another way."""
        self._uuids.setdefault(table, {}).update(pairs)
        self._ids.setdefault(table, {}).update({uuid: row_id for row_id, uuid in pairs})

    def forget_many(self, table: str, row_ids: Iterable[int]) -> None:
        """Forget rows that are deleted: their ids may be given to others. Their UUIDs must be known."""
        uuids, ids = self._uuids.get(table, {}), self._ids.get(table, {})
        for row_id in row_ids:
            ids.pop(uuids.pop(row_id, ""), None)

    def forget_all(self) -> None:
        """Forget all rows; they are read again when they are asked for."""
        self._uuids.clear()
        self._ids.clear()

    def among(self, table: str, columns: Sequence[str], key: str, wanted: Sequence[int] | Sequence[str]) -> list[Row]:
        """Return columns of the rows whose ``key`` is one of those wanted."""
        self.borrow(table, key, wanted)
        those, parameter = among(wanted)
        sql = f"SELECT {', '.join(columns)} FROM {table} WHERE {key} {those}"  # noqa: S608 - names are the schema's own
        rows: list[Row] = self._connection.execute(sql, (parameter,)).fetchall()
        return rows

    def borrow(self, table: str, key: str, wanted: Sequence[int] | Sequence[str]) -> None:
        """Have rows at hand that are lent, if any are."""
        if self._lender:
            self._lender.lend(table, key, wanted)

    def pictures(self, names: Sequence[str]) -> set[str]:
        """Return those of some pictures that are there."""
        there = {row[0] for row in self.among("picture", ("sha256",), "sha256", names)}
        return there | (self._lender.pictures(names) if self._lender else set())

    # -- images as text

    def encode(self, table: str, image: Image) -> str:
        """Return an image as the journal writes it."""
        return write_images({name: (value,) for name, value in image.items()}, self.shape(table).blobs, 1)[0]

    def texts(self, table: str, columns: Columns, count: int) -> list[str]:
        """Return the images of so many rows, given by their columns, as the journal writes them."""
        return write_images(self.with_uuids(table, columns), self.shape(table).blobs, count)

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
            return {name: bytes_again(value) if name in shape.blobs else value for name, value in known.items()}
        except (ValueError, AttributeError, TypeError, LookupError) as fault:
            raise CatalogProblem(
                f"The journal is damaged where it tells of a {table}. Nothing was changed. ‘donnybrook check’ says what"
                " is wrong, and ‘donnybrook restore’ goes back to a backup."
            ) from fault
