"""Runs every check over one catalog file, and goes on where one can't be finished. Mends nothing, changes nothing."""

from collections.abc import Callable, Iterator
from pathlib import Path

from platformdirs import user_cache_path

from donnybrook.catalog.checking import found, journal, references, shots, structure, text, times
from donnybrook.catalog.checking.findings import Finding, Severity
from donnybrook.catalog.driver import UNREADABLE, Connection, connect
from donnybrook.catalog.faults import explain, is_damage
from donnybrook.catalog.judging import judge
from donnybrook.catalog.migrations import migrations
from donnybrook.catalog.opening import check_path
from donnybrook.catalog.problems import CatalogProblem
from donnybrook.catalog.search.index import index_path
from donnybrook.records import dataclass

type _Check = Callable[[Connection], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked at, and what was found there, worst first."""

    findings: tuple[Finding, ...]
    looked_at: tuple[str, ...]
    left_out: tuple[str, ...]  # what could not be looked at, because of what was found before

    @property
    def mendable(self) -> tuple[Finding, ...]:
        """The findings that can be mended."""
        return tuple(finding for finding in self.findings if finding.remedy)


def look_over(path: Path, *, cache_folder: Path | None = None) -> Looked:
    """Look a catalog over; raises ``CatalogProblem`` for a file that is none."""
    check_path(path)
    folder = cache_folder or user_cache_path("donnybrook", appauthor=False)
    try:
        standing = judge(path, migrations())
        connection = connect(path, mode="ro")
    except UNREADABLE as fault:
        if not is_damage(fault):
            raise CatalogProblem(explain(fault, path.name) or f"{path.name} can't be opened ({fault}).") from fault
        return Looked((_unfinished("The file", fault),), (), ("structure", *_CHECKS, "search index"))
    try:
        return _Round(connection, path, folder).run(strange=bool(standing.unlike))
    finally:
        connection.close()


_CHECKS: dict[str, _Check] = {
    "references": references.look,
    "times": times.look,
    "shots": shots.look,
    "text": text.look,
    "journal": journal.look,
}


class _Round:
    def __init__(self, connection: Connection, path: Path, cache_folder: Path) -> None:
        self._connection = connection
        self._path = path
        self._cache_folder = cache_folder
        self._findings: list[Finding] = []

    def run(self, *, strange: bool) -> Looked:
        """Run the checks; in a file that is not of our shape nothing but the structure is looked at."""
        checks = {"structure": structure.look, **_CHECKS, "search index": self._look_at_index}
        left_out = tuple(checks)[1:] if strange else ()
        looked_at = tuple(name for name in checks if name not in left_out)
        for name in looked_at:
            try:
                self._findings += checks[name](self._connection)
            except UNREADABLE as fault:
                self._findings.append(_unfinished(f"The {name}", fault))
            except (TypeError, ValueError, AttributeError, MemoryError) as fault:
                if not self._is_damaged:
                    raise
                self._findings.append(_unfinished(f"The {name}", fault))  # a value of a kind that can't stand there
        ordered = sorted(self._findings, key=lambda finding: finding.severity.value)
        return Looked(tuple(ordered), looked_at, left_out)

    @property
    def _is_damaged(self) -> bool:
        return any(finding.severity is Severity.DAMAGE for finding in self._findings)

    def _look_at_index(self, connection: Connection) -> Iterator[Finding]:
        uuid = str(connection.execute("SELECT uuid FROM catalog").fetchone()[0])
        return found.look(connection, index_path(self._cache_folder, uuid, self._path.absolute()))


def _unfinished(thing: str, fault: Exception) -> Finding:
    sentence = f"{thing} could not be looked over to the end: it is damaged ({fault})."
    return Finding(f"{sentence} Go back to a backup with ‘donnybrook restore’.", Severity.DAMAGE)
