"""Takes the rows of tidy sheets back into a catalog, all or none, inside an edit. Knows no file.

A row is what its identity says: one that is here already is left as it is. A catalog in which nothing was ever entered
becomes what the sheets say, its vocabulary too.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import batched, groupby

from donnybrook.catalog.circles import rows_in_circles
from donnybrook.catalog.door import Transaction
from donnybrook.catalog.driver import IntegrityError
from donnybrook.catalog.images import Value
from donnybrook.catalog.problems import CatalogProblem
from donnybrook.catalog.records import Shot, ShotList
from donnybrook.catalog.sheets.columns import Sheet, SheetColumn
from donnybrook.catalog.strangers.values import is_picture, is_uuid
from donnybrook.records import dataclass

MOST_TOLD = 100
_BATCH = 1_000
# References within a table, which can point anywhere: they are set when all rows are there.
_LATER = {"concept": ("broader_id", "replaced_by_id"), "wielding": ("previous_id",)}
_LINES = {
    "concept": ("broader_id", "the term {uuid} is broader than itself"),
    "wielding": ("previous_id", "the use {uuid} of a weapon comes before itself"),
}
_BORN = ("concept_match", "concept_label", "concept")  # what every catalog is born with, the parts first
_FAULTS = (
    ("UNIQUE", "its identity stands there twice"),
    ("CHECK", "its values can't be: an end before its beginning, or a number out of bounds"),
    ("NOT NULL", "something that every row needs is missing"),
    ("FOREIGN KEY", "it names a row that is not there"),
)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row: the line of the file it begins at, and its values, in the order of the table's columns."""

    line: int
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class SheetRows:
    """Rows of a sheet, with the columns that they have. Other rows are named by their identities."""

    sheet: Sheet
    columns: tuple[SheetColumn, ...]
    rows: Iterable[SheetRow]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that can't be taken: where it stands, and why not, as the end of a sentence."""

    table: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class TakenRows:
    """How many rows were added, were here already, and were here with other values; how many scenes were added."""

    added: int
    same: int
    other: int
    scenes: int


class RowsRefused(CatalogProblem):
    """Rows that can't be taken, so that nothing was: ``count`` of them; ``bad`` lists the first hundred."""

    def __init__(self, bad: Sequence[BadRow], count: int) -> None:
        self.bad = tuple(bad)
        self.count = count
        lines = [f"{row.table}, line {row.line}: {row.reason}." for row in bad[:10]]
        more = f" {count - len(lines):,} more like these." if count > len(lines) else ""
        super().__init__(f"Nothing was imported, because of rows that can't be. {' '.join(lines)}{more}")


def take_rows(tx: Transaction, /, tables: Iterable[SheetRows]) -> TakenRows:
    """Take tables, what is referred to before what refers to it. Raises ``RowsRefused``, and then all is as before."""
    return _Taking(tx).run(tables)


class _Unfit(ValueError):
    """A row that can't be taken, with the reason."""


type _Values = dict[str, Value]


class _Taking:
    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._is_fresh = not tx.value("SELECT EXISTS (SELECT 1 FROM edit) OR EXISTS (SELECT 1 FROM scene)")
        self._later: dict[str, dict[int, _Values]] = {}
        self._named: dict[str, set[str]] = {}  # of what every catalog is born with, what the sheets have
        self._coders: list[tuple[int, str]] = []  # who may have another identity here
        self._brought: set[tuple[int, str]] = set()  # film files, and the detectors, that shots were taken of
        self._has_pictures = False  # whether the set has a table of them
        self._bad: list[BadRow] = []
        self._bad_count = 0
        self._added = self._same = self._other = self._scenes = 0

    def run(self, tables: Iterable[SheetRows]) -> TakenRows:
        for table in tables:
            self._take_table(table)
            if self._bad:  # what refers to these rows would be refused too
                raise RowsRefused(self._bad, self._bad_count)
        for name, rows in self._later.items():
            self._tie(name, rows)
            if name in _LINES:
                self._refuse_circles(name, rows)
        if self._is_fresh:
            self._drop_unnamed()
        return TakenRows(self._added, self._same, self._other, self._scenes)

    def _take_table(self, table: SheetRows) -> None:
        name = table.sheet.table
        if name == "shot":
            self._take_shots(table)
            return
        if name in _BORN:
            self._named[name] = set()
        self._has_pictures |= name == "picture"
        for rows in batched(table.rows, _BATCH):
            if name == "coder":
                self._take_each(table, rows, self._take_coder)
            elif name == "picture":
                self._take_each(table, rows, self._take_picture)
            else:
                self._take_batch(table, rows)
            self._tx.spill()
            self._tx.images.learn("coder", self._coders)

    def _refuse(self, table: SheetRows, row: SheetRow, reason: str) -> None:
        self._bad_count += 1
        if len(self._bad) < MOST_TOLD:
            self._bad.append(BadRow(table.sheet.name, row.line, reason))

    # -- what stands outside the journal

    def _take_each(self, table: SheetRows, rows: Sequence[SheetRow], take: Callable[[_Values], None]) -> None:
        for row in rows:
            try:
                take(_said(table, row))
            except _Unfit as fault:
                self._refuse(table, row, str(fault))

    def _take_coder(self, values: _Values) -> None:
        uuid, name = values["uuid"], values["name"]
        if not is_uuid(uuid) or not name:
            raise _Unfit("a coder needs an identity and a name")
        self._coders.append((self._tx.bring_coder(str(uuid), str(name)), str(uuid)))

    def _take_picture(self, values: _Values) -> None:
        name, width_px, height_px, jpeg = (values.get(each) for each in ("sha256", "width_px", "height_px", "jpeg"))
        if not (is_picture(name, width_px, height_px, jpeg) and isinstance(jpeg, bytes)):
            raise _Unfit("its file is missing, or is not the JPEG that its name says")
        self._tx.store_picture(str(name), int(str(width_px)), int(str(height_px)), jpeg)

    def _take_shots(self, table: SheetRows) -> None:
        said = ((row, _said(table, row)) for row in table.rows)
        for (file, detector, version), rows in groupby(said, lambda each: _reading(each[1])):
            known = self._tx.images.ids_of("media_file", {str(file)})
            shots = []
            for row, values in rows:
                shot = _shot(values)
                if shot is None or str(file) not in known:
                    self._refuse(table, row, "it is no shot of a film file that is there")
                else:
                    shots.append(shot)
            if str(file) in known and not self._bad:
                self._add_shots(known[str(file)], ShotList(str(detector), str(version), tuple(shots)))

    def _add_shots(self, file_id: int, found: ShotList) -> None:
        """Add shots of a film file, in whichever order they stand, unless the catalog has its own of that detector."""
        self._tx.images.borrow("shot", "media_file_id", [file_id])
        here = self._tx.shots.version(file_id, found.detector)
        if here is None:
            self._brought.add((file_id, found.detector))
        elif (file_id, found.detector) not in self._brought or here != found.version:
            self._other += len(found.shots) if here != found.version else 0
            return
        try:
            self._tx.shots.add(file_id, found)
        except IntegrityError as fault:
            raise CatalogProblem("Nothing was imported: a shot of a film file stands there twice.") from fault

    # -- what has a journal

    def _take_batch(self, table: SheetRows, rows: Sequence[SheetRow]) -> None:
        name = table.sheet.table
        fit = self._fitting(table, rows)
        known = self._tx.images.ids_of(name, {str(values["uuid"]) for _, values in fit})
        new = [(row, values) for row, values in fit if values["uuid"] not in known]
        old = {known[str(values["uuid"])]: values for _, values in fit if values["uuid"] in known}
        later = [
            {column: values.pop(column) for column in _LATER.get(name, ()) if column in values} for _, values in new
        ]
        added = self._insert(table, new)
        self._added += len(added)
        for row_id, own in zip(added, later, strict=False):
            if any(own.values()):
                self._later.setdefault(name, {})[row_id] = {column: uuid for column, uuid in own.items() if uuid}
        self._compare(name, old)
        if name in self._named:
            self._named[name].update(str(values["uuid"]) for _, values in fit)
        if name == "scene":
            self._scenes += len(new)

    def _fitting(self, table: SheetRows, rows: Sequence[SheetRow]) -> list[tuple[SheetRow, _Values]]:
        """Return the values of rows as the table has them; what is no row is refused."""
        said = [(row, _said(table, row)) for row in rows]
        references = self._references(table, [values for _, values in said])
        required = self._required(table.sheet.table)
        fit = []
        pictures = self._pictures(values for _, values in said)
        for row, values in said:
            try:
                self._check(table, values)
                if values.get("picture") and values["picture"] not in pictures:
                    if self._has_pictures or "picture" in required:
                        raise _Unfit(f"picture {str(values['picture'])[:80]} is in no row of the set")
                    values["picture"] = None  # the set was made without pictures
                fit.append((row, _as_row(values, references, required)))
            except _Unfit as fault:
                self._refuse(table, row, str(fault))
        return fit

    def _pictures(self, rows: Iterable[_Values]) -> set[str]:
        """Return those of the pictures that rows name which are there."""
        named = sorted({str(row["picture"]) for row in rows if row.get("picture")})
        return self._tx.images.pictures(named) if named else set()

    def _references(self, table: SheetRows, rows: Sequence[_Values]) -> dict[str, dict[str, int]]:
        shape = self._tx.images.shape(table.sheet.table)
        found = {}
        for column, target in shape.references:
            if column not in _LATER.get(shape.name, ()):
                named = {str(row[column]) for row in rows if row.get(column)}
                found[column] = self._tx.images.ids_of(target, named) if named else {}
        return found

    def _required(self, name: str) -> frozenset[str]:
        """Return the columns in which something must stand, be it ''."""
        declared = self._tx.rows(f"PRAGMA table_info({name})")
        return frozenset(str(row[1]) for row in declared if row[3])

    def _check(self, table: SheetRows, values: _Values) -> None:
        if not is_uuid(values.get("uuid")):
            raise _Unfit("it has no identity")
        for column in table.columns:
            value = values.get(column.stores)
            if column.codes and value and value not in self._tx.codes(column.codes):
                raise _Unfit(f"“{str(value)[:80]}” is no code of {column.name}")

    def _insert(self, table: SheetRows, rows: Sequence[tuple[SheetRow, _Values]]) -> list[int]:
        """Add rows and return their ids; those that the table itself refuses are told, and then none is added."""
        run = self._tx.connection.execute
        run("SAVEPOINT taking")
        try:
            return self._tx.insert_many(table.sheet.table, [values for _, values in rows])
        except IntegrityError:
            run("ROLLBACK TO taking")
            for row, values in rows:
                self._insert_one(table, row, values)
            return []
        finally:
            if self._tx.connection.in_transaction:  # a full disk ends it
                run("RELEASE taking")

    def _insert_one(self, table: SheetRows, row: SheetRow, values: _Values) -> None:
        try:
            self._tx.insert(table.sheet.table, **values)
        except IntegrityError as fault:
            self._refuse(table, row, next((told for sign, told in _FAULTS if sign in str(fault)), str(fault)))

    def _compare(self, name: str, rows: dict[int, _Values]) -> None:
        """Count rows that are here already; in a fresh catalog, they become what the sheet says."""
        for row_id, values in rows.items():
            own = {column: values.pop(column, None) for column in _LATER.get(name, ())}
            if self._is_fresh:
                self._later.setdefault(name, {})[row_id] = own
                self._same += 1
                continue
            columns = ("id", *values)
            (present,) = self._tx.images.read(name, columns, [row_id]).values()
            is_same = present[1:] == tuple(values.values())
            self._same += is_same
            self._other += not is_same
        if self._is_fresh:
            self._tx.update_many(name, rows)

    def _tie(self, name: str, rows: dict[int, _Values]) -> None:
        """Set the references of a table's rows to others of it."""
        named = {str(uuid) for own in rows.values() for uuid in own.values() if uuid}
        ids = self._tx.images.ids_of(name, named) if named else {}
        missing = sorted(named - ids.keys())
        if missing:
            raise CatalogProblem(f"Nothing was imported: {name} rows name {missing[0][:80]}, which is none of them.")
        self._tx.update_many(
            name,
            {
                row_id: {column: ids[str(uuid)] if uuid else None for column, uuid in own.items()}
                for row_id, own in rows.items()
            },
        )

    def _refuse_circles(self, name: str, rows: dict[int, _Values]) -> None:
        column, told = _LINES[name]
        pairs = self._tx.rows(f"SELECT id, {column} FROM {name} WHERE {column} IS NOT NULL")  # noqa: S608 - names of ours
        for row_id in rows_in_circles(dict(pairs)):
            if row_id in rows:
                uuid = self._tx.value(f"SELECT uuid FROM {name} WHERE id = ?", (row_id,))  # noqa: S608 - names of ours
                raise CatalogProblem(f"Nothing was imported: {told.format(uuid=uuid)}, in a circle.")

    def _drop_unnamed(self) -> None:
        """Let go of what every catalog is born with and the sheets do not have, if they have the vocabulary at all."""
        if self._named.keys() < set(_BORN):
            return
        for name in _BORN:
            there = self._tx.rows(f"SELECT id, uuid FROM {name}")  # noqa: S608 - names of ours
            self._tx.delete_many(name, [row_id for row_id, uuid in there if uuid not in self._named[name]])


def _said(table: SheetRows, row: SheetRow) -> _Values:
    return {column.stores: value for column, value in zip(table.columns, row.values, strict=True)}


def _as_row(values: _Values, references: dict[str, dict[str, int]], required: frozenset[str]) -> _Values:
    """Return values as the row holds them; raises ``_Unfit`` for what names nothing."""
    for column, ids in references.items():
        uuid = values.get(column)
        if uuid and str(uuid) not in ids:
            raise _Unfit(f"{column.removesuffix('_id')} {str(uuid)[:80]} is in no row of the set")
        values[column] = ids[str(uuid)] if uuid else None
    if "path_text" in values and not values.get("path"):
        values["path"] = str(values["path_text"]).encode()
    for column, value in values.items():
        if value == "" and column not in required:
            values[column] = None
    return values


def _reading(values: _Values) -> tuple[Value, Value, Value]:
    return values["media_file_id"], values["detector"], values["detector_version"]


def _shot(values: _Values) -> Shot | None:
    in_us, out_us, score = values["in_us"], values["out_us"], values["score"]
    if not (isinstance(in_us, int) and isinstance(out_us, int) and in_us < out_us):
        return None
    since_us, until_us = values["since_us"], values["until_us"]
    spans = isinstance(since_us, int) and isinstance(until_us, int) and since_us <= until_us
    return Shot(
        in_us,
        out_us,
        str(values["transition"]),
        score if isinstance(score, float) else None,
        since_us if spans and isinstance(since_us, int) else None,
        until_us if spans and isinstance(until_us, int) else None,
    )
