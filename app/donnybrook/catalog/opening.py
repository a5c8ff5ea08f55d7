"""Opens catalog files, whoever sent them, and says in a sentence what is the matter with one. Knows no record.

What has our shape is opened where it is. What has not, or is damaged, is copied, and what can be taken over from the
copy is shown (see ``strangers``): not a byte of the file itself is changed.
"""

import os
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

from donnybrook.catalog.backups.keeper import Keeper
from donnybrook.catalog.backups.records import BackupProblem
from donnybrook.catalog.driver import UNREADABLE, Connection, connect, settle
from donnybrook.catalog.faults import explain, is_damage, is_held
from donnybrook.catalog.file_header import FileHeader, read_header
from donnybrook.catalog.judging import Standing, is_beside, judge, size_beside
from donnybrook.catalog.migrations import Migration, migrate, migrations
from donnybrook.catalog.numbers import counted
from donnybrook.catalog.private_folder import PrivateFolder
from donnybrook.catalog.problems import CatalogProblem
from donnybrook.catalog.search.index import SearchIndex
from donnybrook.records import dataclass

_PATIENCE_S = 1.5
_LOOKS = 12
_PAUSE_S = 0.04
_SOON_LOOKED_THROUGH = 16_000_000  # bytes: some 15 ms


@dataclass(frozen=True, slots=True)
class Opened:
    """A catalog that was opened for reading."""

    connection: Connection
    writable: bool
    notice: str  # what a person should know of it, in sentences; '' for nothing
    has_log: bool = False  # a log lay beside it: it is open elsewhere, or whoever had it open was cut off
    private: PrivateFolder | None = None  # holds the copy that is read in place of the file; goes with it


def open_file(path: Path, *, backups: Path | None = None, steps: Sequence[Migration] | None = None) -> Opened:
    """Open a catalog for reading; changes nothing in it, but brings an older one up to date, after a backup.

    ``backups`` is where backups lie, ``steps`` are the migrations (the program's own by default). Raises
    ``CatalogProblem`` if there is nothing that could be shown.
    """
    check_path(path)
    opened = _opened_in_peace(path, backups, steps or migrations())
    opened.connection.execute("PRAGMA query_only = ON")
    return opened


def _opened_in_peace(path: Path, backups: Path | None, steps: Sequence[Migration]) -> Opened:
    """Open a file; what seems to be the matter with it while another program writes it is looked at again."""
    for _ in range(_LOOKS - 1):
        before = _signs(path)
        try:
            opened = _Opening(path, backups, steps).open()
        except (CatalogProblem, *UNREADABLE):
            if _is_left_alone(path, before):
                raise
        else:
            if not opened.notice or _is_left_alone(path, before):
                return opened
            _let_go(path, opened)
    return _Opening(path, backups, steps).open()


def _let_go(path: Path, opened: Opened) -> None:
    """Close a file that others are writing: while this one looked, they could not tidy up after themselves."""
    opened.connection.close()
    if opened.private:
        opened.private.close()
    elif opened.writable:
        with suppress(*UNREADABLE), closing(connect(path)) as writer:
            settle(writer)


def _is_left_alone(path: Path, before: list[tuple[int, int] | None]) -> bool:
    time.sleep(_PAUSE_S)  # another program may be between two steps
    return _signs(path) == before


def _signs(path: Path) -> list[tuple[int, int] | None]:
    """Return what changes when a program writes a catalog: sizes and moments of its files.

    An empty one is none: whoever only looks at a catalog that keeps a log has one beside it.
    """
    found: list[tuple[int, int] | None] = []
    for name in (path.name, f"{path.name}-wal", f"{path.name}-journal"):
        try:
            told = path.with_name(name).stat()
        except OSError:
            found.append(None)
        else:
            found.append((told.st_size, told.st_mtime_ns) if told.st_size else None)
    return found


def open_index(path: Path | None) -> SearchIndex:
    """Open the search index at ``path``, or one in memory where no file can be kept."""
    try:
        return SearchIndex(path)
    except (OSError, *UNREADABLE):
        return SearchIndex(None)


def check_path(path: Path) -> None:
    """Raise ``CatalogProblem`` unless there is a file with something in it."""
    if not path.exists():
        raise CatalogProblem(
            f"There is no file {path}. If it was moved, open it from where it is now; ‘donnybrook new’ makes a new one."
        )
    if not path.is_file():
        raise CatalogProblem(f"{path} is not a file, so it can't be a catalog.")
    if path.stat().st_size == 0:
        raise CatalogProblem(
            f"{path.name} is empty: there is not one byte in it, so it is no catalog. It was left as it is. If it was"
            " one, ‘donnybrook restore’ goes back to a backup."
        )


class _Opening:
    def __init__(self, path: Path, backups: Path | None, steps: Sequence[Migration]) -> None:
        self._path = path
        self._name = path.name
        self._backups = backups
        self._steps = steps
        self._known = steps[-1].number
        self._header = read_header(path)

    def open(self) -> Opened:
        try:
            standing = judge(self._path, self._steps)
            return self._opened(standing, self._header)
        except UNREADABLE as fault:
            if is_damage(fault):
                return self._salvaged(fault)
            raise self._problem(fault) from fault

    def _opened(self, standing: Standing, header: FileHeader | None) -> Opened:
        if standing.version > self._known:
            return self._newer(standing)
        if standing.unlike:
            return self._taken_over(f"does not have the shape Donnybrook gives a catalog ({standing.unlike})")
        # The log of one that is open elsewhere may be empty: another program has just folded it in.
        has_log, logged = is_beside(self._path, "-wal"), size_beside(self._path, "-wal") > 0
        if header and logged and not header.keeps_log:
            # A catalog that is at rest has none, so this one was left by another file of the same name.
            return self._without_log(
                f"Beside {self._name} lies a log, {self._name}-wal, that does not belong to it. It is shown as it is"
                " by itself, for reading only. Move the log away to edit it."
            )
        opened = self._as_it_is()
        damage = self._damage(opened.connection)
        if damage:
            opened.connection.close()
            return self._taken_over(f"is damaged ({damage})")
        if standing.version < self._known:
            return self._brought_up_to_date(opened)
        if header and header.keeps_log and not has_log:
            notice = (
                f"{self._name} was copied while it was open, without the log that lay beside it, or was not closed"
                " properly: the last edits made there may be missing."
            )
            return replace(opened, notice=" ".join(filter(None, (notice, opened.notice))))
        return replace(opened, has_log=has_log and opened.writable)

    # ------------------------------------------------------------ where it is

    def _as_it_is(self) -> Opened:
        last: Exception | None = None
        for mode in ("rw", "ro"):
            try:
                connection = self._connected(mode)
            except UNREADABLE as fault:
                if is_held(fault):
                    raise
                last = fault
                continue
            writable = mode == "rw" and os.access(self._path, os.W_OK) and os.access(self._path.parent, os.W_OK)
            return Opened(connection, writable, "" if writable else self._only_read())
        assert last is not None
        if is_damage(last) or size_beside(self._path, "-wal") == 0 == size_beside(self._path, "-journal"):
            raise last
        return self._without_log(
            f"{self._name} can't be opened together with the log beside it ({last}), so the last edits may be missing"
            " here. Nothing can be changed. See that there is room on the disk and that you may write to the folder."
        )

    def _connected(self, mode: str) -> Connection:
        connection = connect(self._path, mode=mode, patience_s=_PATIENCE_S)
        try:
            connection.execute("SELECT uuid FROM catalog").fetchone()
            connection.execute("PRAGMA busy_timeout = 5000")
        except BaseException:
            connection.close()
            raise
        return connection

    def _damage(self, connection: Connection) -> str:
        """What is wrong with the pages of a file that is small enough to be looked through while someone waits."""
        if self._path.stat().st_size > _SOON_LOOKED_THROUGH:
            return ""
        found = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
        return "" if found == "ok" else found

    def _without_log(self, notice: str) -> Opened:
        return Opened(self._connected("immutable"), writable=False, notice=notice)

    def _only_read(self) -> str:
        return f"{self._name} can only be read where it is. To change it, copy it to a folder you may write to."

    def _newer(self, standing: Standing) -> Opened:
        both = (
            f"{self._name} was made by a newer Donnybrook: it has form {standing.version}, and this one knows the"
            f" forms up to {self._known}"
        )
        if standing.unlike:
            raise CatalogProblem(f"{both}, so it can't be shown here. It was left as it is; get the newer one.")
        connection = self._connected("ro")
        damage = self._damage(connection)
        if damage:
            connection.close()
            return self._taken_over(f"is damaged ({damage})")
        return Opened(connection, writable=False, notice=f"{both}. It can be read here, but not changed.")

    def _brought_up_to_date(self, opened: Opened) -> Opened:
        if not opened.writable:
            return self._up_to_date_copy(opened, "")
        try:
            Keeper(self._path, folder=self._backups).back_up("before migration")
        except BackupProblem as problem:
            return self._up_to_date_copy(opened, f"{problem} ")
        opened.connection.close()
        writer = self._connected("rw")
        try:
            writer.execute("PRAGMA synchronous = FULL")
            migrate(writer, self._steps)
        finally:
            writer.close()
        return self._as_it_is()

    def _up_to_date_copy(self, opened: Opened, why: str) -> Opened:
        folder = PrivateFolder()
        copy = connect(folder.path / "copy.fights", mode="rwc")
        opened.connection.backup(copy)
        opened.connection.close()
        migrate(copy, self._steps)
        notice = f"{why}{self._name} has an older form and could not be brought up to date where it is. Shown is a copy"
        return Opened(copy, writable=False, notice=f"{notice} that can be read, but not changed.", private=folder)

    # ------------------------------------------------------------ what can be taken over from a copy

    def _salvaged(self, fault: Exception) -> Opened:
        header = self._header
        if header and header.is_cut_short:
            share = f"{header.size_bytes:,} of {header.whole_bytes:,} bytes"
            return self._taken_over(f"is not whole: {share} are here, as after a copy that was broken off")
        return self._taken_over(f"is damaged ({fault})")

    def _taken_over(self, what: str) -> Opened:
        try:
            from donnybrook.catalog.strangers import read_copy  # not before there is a stranger

            taken = read_copy(self._path)
        except CatalogProblem as problem:
            raise CatalogProblem(f"{self._name} {what}. {problem}") from problem
        if not taken.scenes and taken.left:
            taken.folder.close()
            raise CatalogProblem(
                f"{self._name} {what}, and no fight can be read in it. It was left as it is. If it is yours,"
                " ‘donnybrook restore’ goes back to a backup."
            )
        lost = f"; {taken.left:,} rows or values could not be" if taken.left else ""
        notice = (
            f"{self._name} {what}. It was left as it is. Shown is a copy with what could be taken over,"
            f" {counted(taken.scenes, 'fight')}{lost}: it can be read, and merged into a"
            " catalog of yours, but not changed."
        )
        connection = connect(taken.path, mode="immutable")
        return Opened(connection, writable=False, notice=notice, private=taken.folder)

    def _problem(self, fault: Exception) -> CatalogProblem:
        if not os.access(self._path, os.R_OK):
            return CatalogProblem(f"{self._name} may not be read by you. Ask whoever owns it.")
        said = explain(fault, self._name) or f"{self._name} can't be opened ({fault}). Nothing was changed in it."
        return CatalogProblem(said)
