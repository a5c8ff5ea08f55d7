"""Looks whether the journal explains the rows: what it says was done to each last must be what the row holds."""

from collections.abc import Iterator
from itertools import groupby

from donnybrook.catalog.checking.findings import Finding, Severity
from donnybrook.catalog.driver import Connection, Row
from donnybrook.catalog.images import Image, Images, Value
from donnybrook.catalog.problems import CatalogProblem

_MOST = 100
_NOT_JOURNALLED = frozenset({"catalog", "coder", "conflict", "edit", "shot"})
_BORN_WITH = frozenset({"concept", "concept_label", "concept_match"})
# What a merge brought is told by the merge itself: it may have kept another value.
_CHANGES = """
    SELECT c.row_uuid, c.before, c.after FROM change c JOIN edit e ON e.id = c.edit_id
    WHERE c.table_name = ? AND e.merge_id IS NULL ORDER BY c.row_uuid, c.id
"""


def look(connection: Connection) -> Iterator[Finding]:
    """Look over the journal, table by table."""
    count = connection.execute("SELECT count(*) FROM change WHERE edit_id NOT IN (SELECT id FROM edit)").fetchone()[0]
    if count:
        yield Finding(f"{count} changes in the journal belong to no edit.", Severity.FAULT, "change")
    listed = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()]
    for table in sorted(set(listed) - _NOT_JOURNALLED):
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        if "uuid" in columns and "id" in columns:
            yield from _look_at(connection, table)


def _look_at(connection: Connection, table: str) -> Iterator[Finding]:
    images = Images(connection)
    rows = dict(connection.execute(f"SELECT uuid, id FROM {table}").fetchall())  # noqa: S608 - a table of ours
    found = 0
    for uuid, changes in groupby(connection.execute(_CHANGES, (table,)).fetchall(), key=lambda row: str(row[0])):
        row_id = rows.pop(uuid, None)
        sentence = _disagreement(images, table, row_id, list(changes))
        if sentence and found < _MOST:
            found += 1
            yield Finding(sentence, Severity.FAULT, table, row_id)
    if rows and table not in _BORN_WITH:
        first = min(rows.values())
        sentence = f"{len(rows)} rows of {table}, the first of them {first}, are not in the journal: another program"
        yield Finding(f"{sentence} put them there, so they can't be undone or merged.", Severity.FAULT, table, first)


def _disagreement(images: Images, table: str, row_id: int | None, changes: list[Row]) -> str | None:
    try:
        expected = _last_state(images, table, changes)
    except CatalogProblem:
        return f"The journal of {table} {row_id or 'that is gone'} can't be read."
    if expected is None:
        return f"The journal says that {table} {row_id} was deleted, but it is there." if row_id is not None else None
    if row_id is None:
        return f"The journal knows a {table} that is not there, and was never deleted."
    present = images.of_row(table, row_id)
    differing = [name for name, value in expected.items() if name in present and not _same(present[name], value)]
    if not differing:
        return None
    return (
        f"The {' and '.join(differing)} of {table} {row_id} is not what the journal says: another program changed it."
    )


def _last_state(images: Images, table: str, changes: list[Row]) -> Image | None:
    state: dict[str, Value] | None = None
    for _, before, after in changes:
        if after is None:
            state = None
        elif before is None:
            state = dict(images.decode(table, after))
        else:
            state = {**(state or {}), **images.decode(table, after)}
    return state


def _same(present: Value, told: Value) -> bool:
    if isinstance(present, float) or isinstance(told, float):
        return present is not None and told is not None and float(present) == float(told)
    return present == told
