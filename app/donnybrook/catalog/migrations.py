"""Brings a catalog file to the shape this program knows: one numbered SQL file, one transaction. Knows no row of it."""

import re
from collections.abc import Sequence
from pathlib import Path

from donnybrook.catalog.door import now_text
from donnybrook.catalog.driver import APPLICATION_ID, Connection, complete_statement
from donnybrook.catalog.seed import seed
from donnybrook.files import db_folder
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered step of the schema."""

    number: int
    path: Path


def migrations(folder: Path | None = None) -> tuple[Migration, ...]:
    """Return all steps in order, the program's own or those in ``folder``; their numbers run from 1 without a gap."""
    found = [
        Migration(int(match[1]), path)
        for path in (folder or db_folder() / "migrations").glob("*.sql")
        if (match := re.match(r"(\d{4})_", path.name))
    ]
    steps = tuple(sorted(found, key=lambda step: step.number))
    if [step.number for step in steps] != list(range(1, len(steps) + 1)):
        raise LookupError("the migrations are not numbered without a gap")
    return steps


def schema_version(connection: Connection) -> int:
    """Return the number of the last migration a catalog has seen; 0 for an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def newest_version() -> int:
    """Return the number of the newest migration this program has."""
    return migrations()[-1].number


def build_shape(connection: Connection, scripts: Sequence[str]) -> None:
    """Give an empty database the tables of a catalog that has seen the steps with these scripts, and no row."""
    for script in scripts:
        for statement in _statements(script):
            connection.execute(statement)


def migrate(connection: Connection, steps: Sequence[Migration] | None = None) -> None:
    """Take all steps the catalog lacks, each in one transaction together with its number."""
    present = schema_version(connection)
    for step in steps or migrations():
        if step.number > present:
            _take(connection, step)


def _take(connection: Connection, step: Migration) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        if schema_version(connection) >= step.number:  # another window was here first
            connection.execute("ROLLBACK")
            return
        for statement in _statements(step.path.read_text(encoding="utf-8")):
            connection.execute(statement)
        if step.number == 1:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            seed(connection, now_text())
        connection.execute(f"PRAGMA user_version = {step.number}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> list[str]:
    # executescript() would commit first, and end the transaction this must be one of.
    statements, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if complete_statement(pending):
            statements.append(pending)
            pending = ""
    return statements
