"""Looks over the file itself: pages, identity, form, shape. Knows no row of a scene."""

from collections.abc import Iterator

from donnybrook.catalog.checking.findings import Finding, Severity
from donnybrook.catalog.driver import APPLICATION_ID, Connection
from donnybrook.catalog.migrations import newest_version, schema_version
from donnybrook.catalog.schema import differences, expected_parts

_MOST = 20
_GO_BACK = "Go back to a backup with ‘donnybrook restore’."


def look(connection: Connection) -> Iterator[Finding]:
    """Look over the structure."""
    for (line,) in connection.execute(f"PRAGMA main.integrity_check({_MOST})").fetchall():
        if line != "ok":
            yield Finding(f"The file is damaged: {line}. {_GO_BACK}", Severity.DAMAGE)
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        yield Finding("The file does not say that it is a Donnybrook catalog.", Severity.DAMAGE)
    version, known = schema_version(connection), newest_version()
    if version > known:
        yield Finding(f"It was made by a newer Donnybrook (form {version}; this one knows {known}).", Severity.ODDITY)
    elif version:
        for difference in differences(connection, expected_parts(version)):
            sentence = f"It does not have the shape Donnybrook gives a catalog: {difference}."
            yield Finding(sentence, Severity.FAULT)
    rows = connection.execute("SELECT count(*), max(length(uuid)) FROM catalog").fetchone()
    if rows != (1, 36):
        yield Finding(f"It does not say which catalog it is. {_GO_BACK}", Severity.DAMAGE)
