"""The shape of each table as the catalog file itself declares it: columns and references. Knows no row."""

from donnybrook.catalog.driver import Connection
from donnybrook.records import dataclass

# All tables whose rows have identities and a journal; parents before children, so that what a row refers to is there
# when it comes. References within one table can point anywhere.
TABLES_IN_ORDER = (
    "concept",
    "concept_label",
    "concept_match",
    "film",
    "film_title",
    "film_identifier",
    "version",
    "media_file",
    "person",
    "character",
    "portrayal",
    "scene",
    "side",
    "beat",
    "combatant",
    "wielding",
    "wielding_target",
    "scene_term",
    "thumbnail",
    "saved_query",
    "collection",
    "collection_scene",
    "palette",
)
# Tables whose ids are the numbers people type, beside scenes, whose numbers the journal keeps in a column of its own.
NUMBERED = frozenset({"film"})
# What is true of this computer's disks alone, and so is neither undone nor merged.
_OUTSIDE_JOURNAL = frozenset({("media_file", "verified_at")})


@dataclass(frozen=True, slots=True)
class TableShape:
    """A journalled table: its columns, and which of them refer to which table."""

    name: str
    columns: tuple[str, ...]
    blobs: frozenset[str]
    references: tuple[tuple[str, str], ...]  # (column, table it refers to by id)
    journalled: tuple[str, ...]  # the columns whose values go into the journal
    names: frozenset[str]  # the same as a set
    defaults: tuple[str | int | float | bytes | None, ...]  # of the journalled columns, in their order


def read_shape(connection: Connection, table: str) -> TableShape:
    """Read the shape of ``table`` from the schema; raises ``LookupError`` for a table the journal can't hold."""
    if not table.isidentifier():  # it may come from a journal that is damaged
        raise LookupError(f"{table!r} is no table")
    declared = connection.execute(f"PRAGMA table_info({table})").fetchall()
    columns = tuple(row[1] for row in declared)
    if "uuid" not in columns:
        raise LookupError(f"{table} is no journalled table")
    references = tuple(
        (row[3], row[2]) for row in connection.execute(f"PRAGMA foreign_key_list({table})") if row[4] in (None, "id")
    )
    blobs = frozenset(row[1] for row in declared if row[2] == "BLOB")
    journalled = tuple(name for name in columns if name != "id" and (table, name) not in _OUTSIDE_JOURNAL)
    texts = {row[1]: row[4] or "NULL" for row in declared}
    defaults = connection.execute(f"SELECT {', '.join(texts[column] for column in journalled)}").fetchone()
    return TableShape(table, columns, blobs, references, journalled, frozenset(journalled), tuple(defaults))
