"""Finds out what a file is before it is opened for work: a catalog of ours, an older, a newer, or something else."""

from collections.abc import Sequence
from pathlib import Path

from donnybrook.catalog.driver import APPLICATION_ID, UNREADABLE, Connection, OperationalError, connect
from donnybrook.catalog.migrations import Migration, schema_version
from donnybrook.catalog.problems import CatalogProblem
from donnybrook.catalog.schema import differences, expected_parts, lacking
from donnybrook.records import dataclass

_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """What a file turned out to be."""

    version: int
    unlike: str  # in what it differs from a catalog of its version, as part of a sentence; '' for nothing


def judge(path: Path, steps: Sequence[Migration]) -> Standing:
    """Find out what a file is.

    It is first read without lock or log, which leaves nothing behind; with them only if it makes no sense by itself.
    Raises ``CatalogProblem`` for a database of another program, and ``DatabaseError`` for what can't be read.
    """
    logged = size_beside(path, "-wal") > 0 or size_beside(path, "-journal") > 0
    if not logged:
        return _judge(path, "immutable", steps)
    try:
        standing = _judge(path, "immutable", steps)
    except (*UNREADABLE, CatalogProblem):
        standing = None  # it may be in the middle of a change; the locks and the log tell
    return _judge_with_log(path, steps) if standing is None or standing.unlike else standing


def _judge_with_log(path: Path, steps: Sequence[Migration]) -> Standing:
    try:
        return _judge(path, "ro", steps)
    except OperationalError:  # a change that was broken off must be taken back first, which takes writing
        return _judge(path, "rw", steps)


def size_beside(path: Path, suffix: str) -> int:
    """Return the size of a file that SQLite keeps beside a catalog; 0 if there is none."""
    try:
        return path.with_name(path.name + suffix).stat().st_size
    except OSError:
        return 0


def is_beside(path: Path, suffix: str) -> bool:
    """Whether a file that SQLite keeps beside a catalog is there, be it empty."""
    return path.with_name(path.name + suffix).exists()


def _judge(path: Path, mode: str, steps: Sequence[Migration]) -> Standing:
    connection = connect(path, mode=mode)
    try:
        version = schema_version(connection)
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID or version <= 0:
            raise CatalogProblem(
                f"{path.name} is a database of another program, not a Donnybrook catalog. It was left as it is."
            )
        return Standing(version, _unlike(connection, version, steps))
    finally:
        connection.close()


def _unlike(connection: Connection, version: int, steps: Sequence[Migration]) -> str:
    if version > steps[-1].number:
        missing = lacking(connection, expected_parts(steps[-1].number, steps))
        found = [f"there is no {name}" for name in missing]
    else:
        found = differences(connection, expected_parts(version, steps))
    if not found and connection.execute("SELECT uuid FROM catalog WHERE id = 1").fetchone() is None:
        found = ["it does not say which catalog it is"]
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return "; ".join(found[:_SHOWN]) + more
