"""A private file in which an edit is made: a catalog with the words, films and lists of another, and no fight of it.

What is named of the rest (fights and their parts, pictures' places, shots) is lent row by row as it is asked for. Rows
that are made there have ids above all that the catalog had. Knows no edit.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from donnybrook.catalog.driver import Connection, OperationalError, among, connect
from donnybrook.catalog.faults import is_full
from donnybrook.catalog.private_folder import PrivateFolder
from donnybrook.catalog.problems import CatalogProblem
from donnybrook.catalog.shapes import TABLES_IN_ORDER
from donnybrook.records import dataclass

_LENT = frozenset(
    {
        "scene",
        "side",
        "beat",
        "combatant",
        "wielding",
        "wielding_target",
        "scene_term",
        "thumbnail",
        "collection_scene",
        "shot",
    }
)
_LEFT = frozenset({"picture", "edit", "change", "conflict"})  # of pictures, those that are there are looked up
_LAST = ("edit", *sorted(_LENT))  # so that new ids are higher, and a catalog with anything in it is no new one
# Nobody reads it but the one who writes it, and it is thrown away if anything fails.
_PRAGMAS = ("foreign_keys = OFF", "journal_mode = MEMORY", "synchronous = OFF")
NUMBERED_ASIDE = (*TABLES_IN_ORDER, "coder", "shot")
_OURS = frozenset({*NUMBERED_ASIDE, *_LEFT, "catalog", "code"})  # beside which other programs may have put their own


@dataclass(frozen=True, slots=True)
class Private:
    """The file, open; ``last`` are the highest ids that the tables of the catalog had, and ``edit`` its last edit."""

    path: Path
    connection: Connection
    last: Mapping[str, int]


@contextmanager
def private_file(live: Connection) -> Iterator[Private]:
    """Make the file; it goes when the block ends."""
    with PrivateFolder() as folder:
        path = folder.path / "aside"
        connection = connect(path, mode="rwc")
        try:
            with finding_room(path):
                for pragma in _PRAGMAS:
                    connection.execute(f"PRAGMA {pragma}")
                private = Private(path, connection, _filled(live, connection))
            yield private
        finally:
            connection.close()


@contextmanager
def finding_room(path: Path) -> Iterator[None]:
    """Raise ``CatalogProblem`` where the private file at a path finds no room on its disk."""
    try:
        yield
    except OperationalError as fault:
        if not is_full(fault):
            raise
        raise CatalogProblem(
            f"There is no room in {path.parent.parent} to make this ready, so nothing was changed. Make room there, or"
            " name another folder by TMPDIR, and do it again."
        ) from fault


class Lender:
    """Lends rows of the catalog to the private file."""

    def __init__(self, live: Connection, private: Private) -> None:
        self._live = live
        self._private = private

    def lend(self, table: str, key: str, wanted: Sequence[int] | Sequence[str]) -> None:
        """Have the rows at hand whose ``key`` is one of those wanted, as far as the catalog had them."""
        last = self._private.last.get(table, 0)
        if table in _LENT and (key != "id" or any(isinstance(each, int) and each <= last for each in wanted)):
            _copy(self._live, self._private.connection, table, key, wanted, last)

    def pictures(self, names: Sequence[str]) -> set[str]:
        """Return those of some pictures that the catalog has."""
        those, parameter = among(names)
        rows = self._live.execute(f"SELECT sha256 FROM picture WHERE sha256 {those}", (parameter,))  # noqa: S608 - ours
        return {row[0] for row in rows}


def last_ids(connection: Connection) -> dict[str, int]:
    """Return the highest id that any row of each table has or had; of an empty table 0."""
    found = {
        table: int(connection.execute(f"SELECT coalesce(max(id), 0) FROM main.{table}").fetchone()[0])  # noqa: S608 - ours
        for table in ("edit", *NUMBERED_ASIDE)
    }
    for table, number in connection.execute("SELECT name, seq FROM main.sqlite_sequence").fetchall():
        found[table] = max(found.get(table, 0), int(number))
    return found


def _filled(live: Connection, private: Connection) -> dict[str, int]:
    live.execute("BEGIN")  # so that all of it is of one moment
    private.execute("BEGIN")
    try:
        tables = _make_tables(live, private)
        last = last_ids(live)
        for table in tables:
            if table not in _LENT | _LEFT:
                _copy(live, private, table, "rowid", (), None)
        for table in _LAST:
            _copy(live, private, table, "id", (last[table],), last[table])
        private.execute("DELETE FROM sqlite_sequence")
        _copy(live, private, "sqlite_sequence", "rowid", (), None)
    finally:
        live.execute("ROLLBACK")
    private.execute("COMMIT")
    return last


def _make_tables(live: Connection, private: Connection) -> list[str]:
    sql = "SELECT type, tbl_name, sql FROM main.sqlite_schema WHERE sql IS NOT NULL AND type IN ('table', 'index')"
    declared = [row for row in live.execute(f"{sql} ORDER BY rowid").fetchall() if row[1] in _OURS]
    wanted = [row for row in declared if row[0] == "table" or row[1] not in _LEFT]  # nobody looks anything up in those
    for kind in ("table", "index"):
        for _, _, statement in (row for row in wanted if row[0] == kind):
            private.execute(statement)
    return [row[1] for row in declared if row[0] == "table"]


def _copy(
    live: Connection,
    private: Connection,
    table: str,
    key: str,
    wanted: Sequence[int] | Sequence[str],
    last: int | None,
) -> None:
    """Copy rows; all of them, where there is no ``last`` that may be."""
    parameters: tuple[str | int, ...] = ()
    sql = f"SELECT * FROM main.{table}"  # noqa: S608 - names are the schema's own
    if last is not None:
        those, parameter = among(wanted)
        sql, parameters = f"{sql} WHERE {key} {those} AND id <= ?", (parameter, last)
    rows = live.execute(sql, parameters)
    marks = ", ".join("?" * len(rows.description))
    private.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)  # noqa: S608 - as above
