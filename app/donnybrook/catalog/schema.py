"""The shape a catalog of each version has, and how a file differs from it. Knows no row.

The shape is what the migrations make of an empty database; comments and layout don't count.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Self

from donnybrook.catalog.driver import Connection, connect_memory
from donnybrook.catalog.identity import new_uuid
from donnybrook.catalog.migrations import Migration, build_shape, migrations
from donnybrook.records import dataclass

_TOKENS = re.compile(r"""('(?:[^']|'')*')|"((?:[^"]|"")*)"|--[^\n]*|/\*.*?\*/|\s+""", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing in a schema."""

    kind: str  # table, index, trigger, view
    name: str
    table: str
    sql: str

    def is_as(self, other: Self) -> bool:
        """Whether it is the same thing as another, however either is laid out."""
        same_place = (self.kind, self.name, self.table) == (other.kind, other.name, other.table)
        # A catalog says of its tables, word for word, what the migrations say: hardly one has to be laid out.
        return same_place and (self.sql == other.sql or self.even == other.even)

    @property
    def even(self) -> str:
        """The words of its SQL, laid out evenly."""
        return _even(self.sql)


def expected_parts(version: int, steps: Sequence[Migration] | None = None) -> dict[str, Part]:
    """Return the parts, by name, of a catalog that has seen ``version`` migrations."""
    seen = [step for step in steps or migrations() if step.number <= version]
    return dict(_parts_of(tuple(step.path.read_text(encoding="utf-8") for step in seen)))


@lru_cache(maxsize=4)  # each opening of a catalog asks, in each thread, and nearly always for the same
def _parts_of(scripts: tuple[str, ...]) -> dict[str, Part]:
    connection = connect_memory(new_uuid())
    try:
        build_shape(connection, scripts)
        return read_parts(connection)
    finally:
        connection.close()


def read_parts(connection: Connection) -> dict[str, Part]:
    """Return the parts of a database by name; what SQLite keeps for itself is left out."""
    sql = "SELECT type, name, tbl_name, sql FROM main.sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    return {str(row[1]): Part(*map(str, row)) for row in connection.execute(sql)}


def differences(connection: Connection, expected: dict[str, Part]) -> list[str]:
    """Say, in parts of a sentence, how a database differs from a shape in a way that matters.

    Tables of others that only hold rows, and plain indexes, do not.
    """
    present = read_parts(connection)
    found = [f"there is no {part.kind} '{name}'" for name, part in expected.items() if name not in present]
    for name, part in present.items():
        if name in expected:
            if not part.is_as(expected[name]):
                found.append(f"the {part.kind} '{_short(name)}' is not as it should be")
        elif not _is_harmless(connection, part, expected):
            found.append(f"there is a {part.kind} '{_short(name)}' that does not belong there")
    return found


def lacking(connection: Connection, expected: dict[str, Part]) -> list[str]:
    """Return the tables and columns of a shape that a database does not have as plain tables and columns."""
    present = read_parts(connection)
    found = []
    for name, part in expected.items():
        if part.kind != "table":
            continue
        if name not in present or present[name].kind != "table" or _is_virtual(present[name]):
            found.append(name)
            continue
        found += [f"{name}.{column}" for column in _columns(part.sql) - set(plain_columns(connection, name))]
    return sorted(found)


def plain_columns(connection: Connection, table: str) -> tuple[str, ...]:
    """Return the columns of a table that hold values; those that are worked out are left out."""
    listed = connection.execute(f"PRAGMA main.table_xinfo({quoted(table)})").fetchall()
    return tuple(str(row[1]) for row in listed if row[6] == 0)


def quoted(name: str) -> str:
    """Return a name as SQL takes it, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


def _columns(sql: str) -> set[str]:
    connection = connect_memory(new_uuid())
    try:
        connection.execute(sql)
        name = str(connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchone()[0])
        return set(plain_columns(connection, name))
    finally:
        connection.close()


def _is_harmless(connection: Connection, part: Part, expected: dict[str, Part]) -> bool:
    if part.kind == "table":
        return not _is_virtual(part)
    if part.kind != "index":
        return False
    if part.table not in expected:
        return True
    columns = connection.execute(f"PRAGMA main.index_xinfo({quoted(part.name)})").fetchall()
    return (
        all(row[1] != -2 for row in columns)
        and not re.match(r"create unique", part.even)
        and " where " not in part.even
    )


def _is_virtual(part: Part) -> bool:
    return part.even.startswith("create virtual")


def _even(sql: str) -> str:
    def even(match: re.Match[str]) -> str:
        if match[1] is not None:
            return match[1]
        return match[2] if match[2] is not None else " "

    text = re.sub(r" ?([(),]) ?", r"\1", re.sub(r" +", " ", _TOKENS.sub(even, sql))).strip()
    # Words in any case; what stands in quotes as it is.
    return "".join(piece if piece.startswith("'") else piece.lower() for piece in re.split(r"('(?:[^']|'')*')", text))


def _short(name: str) -> str:
    return name if len(name) <= 40 else f"{name[:39]}…"
