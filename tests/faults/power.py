"""A disk in memory whose power can be cut: what was not synced is then lost, kept or torn, as chance has it.

An ``apsw`` VFS; sqlite.org/atomiccommit.html §3 says what a disk may do.
"""

import contextlib
import random
from dataclasses import dataclass, field
from typing import Any

import apsw

_SECTOR = 512


class PowerCut(Exception):
    """The power is off."""


@dataclass(slots=True)
class Contents:
    """One file: what is surely on the disk, and the writes since (``None`` for the data: cut to the offset)."""

    durable: bytearray = field(default_factory=bytearray)
    current: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        """Bring all writes to the disk."""
        self.durable = bytearray(self.current)
        self.pending.clear()

    def after_cut(self, chance: random.Random) -> bytes:
        """Return what the disk holds when the power comes back."""
        content = bytearray(self.durable)
        keeps = chance.random()
        for offset, data in self.pending:
            if chance.random() < keeps:
                _apply(content, offset, data if data is None else _torn(data, chance))
        return bytes(content)


@dataclass(slots=True)
class Failure:
    """An operation that fails: the ``at``-th of its kind (from 1), and all after it if the fault ``lasts``."""

    kind: str  # write, sync, truncate, delete
    at: int
    error: type[apsw.Error]
    lasts: bool
    seen: int = 0

    def strikes(self, kind: str) -> bool:
        """Whether this operation fails."""
        self.seen += kind == self.kind
        return kind == self.kind and (self.seen == self.at or (self.lasts and self.seen > self.at))

    @property
    def has_struck(self) -> bool:
        """Whether any operation has failed."""
        return self.seen >= self.at


class Disk:
    """All files, how many operations the power lasts for, and what fails."""

    def __init__(self, failure: Failure | None = None) -> None:
        self.files: dict[str, Contents] = {}
        self.left = 1 << 60
        self._failure = failure

    def tick(self, kind: str) -> None:
        """Count an operation that changes the disk."""
        if self.left <= 0:
            raise PowerCut
        self.left -= 1
        if self._failure and self._failure.strikes(kind):
            raise self._failure.error

    def put(self, name: str, content: bytes) -> None:
        """Put a file there, as from long ago."""
        self.files[name] = Contents(bytearray(content), bytearray(content))


class PowerVfs(apsw.VFS):
    """SQLite's way to the disk."""

    def __init__(self, name: str, disk: Disk) -> None:
        self._disk = disk
        super().__init__(name, "", exclude={"xCurrentTimeInt64"})

    def xOpen(self, name: Any, flags: list[int]) -> "_File":  # type: ignore[override]
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        path = path or f"temporary {len(self._disk.files)}"
        if path not in self._disk.files:
            if not flags[0] & apsw.SQLITE_OPEN_CREATE:
                raise apsw.CantOpenError
            self._disk.tick("open")
            self._disk.files[path] = Contents()
        flags[1] = flags[0]
        return _File(self._disk, self._disk.files[path])

    def xAccess(self, pathname: str, _flags: int) -> bool:
        return pathname in self._disk.files

    def xDelete(self, filename: str, _syncdir: bool) -> None:
        self._disk.tick("delete")
        if self._disk.files.pop(filename, None) is None:
            raise apsw.IOError

    def xFullPathname(self, name: str) -> str:
        return name

    def excepthook(self, etype: object, evalue: object, etraceback: object) -> bool:  # noqa: ARG002 - the names are given
        """Say nothing: SQLite has been told, and nothing else is to be done about a failing disk."""
        return True


class _File:
    def __init__(self, disk: Disk, contents: Contents) -> None:
        self._disk = disk
        self._contents = contents

    def xRead(self, amount: int, offset: int) -> bytes:
        return bytes(self._contents.current[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:
        self._disk.tick("write")
        self._contents.pending.append((offset, bytes(data)))
        _apply(self._contents.current, offset, bytes(data))

    def xTruncate(self, newsize: int) -> None:
        self._disk.tick("truncate")
        self._contents.pending.append((newsize, None))
        _apply(self._contents.current, newsize, None)

    def xSync(self, _flags: int) -> None:
        self._disk.tick("sync")
        self._contents.sync()

    def xFileSize(self) -> int:
        return len(self._contents.current)

    def xLock(self, _level: int) -> None:
        return

    def xUnlock(self, _level: int) -> None:
        return

    def xCheckReservedLock(self) -> bool:
        return False

    def xFileControl(self, _op: int, _ptr: int) -> bool:
        return False

    def xSectorSize(self) -> int:
        return _SECTOR

    def xDeviceCharacteristics(self) -> int:
        return 0

    def xClose(self) -> None:
        return


def _apply(content: bytearray, offset: int, data: bytes | None) -> None:
    if data is None:
        del content[offset:]
        return
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


def _torn(data: bytes, chance: random.Random) -> bytes:
    """Return a write, or the first sectors of it alone."""
    if chance.random() < 0.8:
        return data
    return data[: chance.randrange(0, len(data) + 1, _SECTOR)]


class PoweredConnection:
    """Speaks to the catalog's door as the program's own driver does."""

    def __init__(self, path: str, vfs: str) -> None:
        self._connection = apsw.Connection(path, vfs=vfs, flags=apsw.SQLITE_OPEN_READWRITE)
        self.execute("PRAGMA locking_mode = EXCLUSIVE")  # shared memory is not simulated
        self.execute("PRAGMA foreign_keys = ON")

    @property
    def in_transaction(self) -> bool:
        return self._connection.in_transaction

    def execute(self, sql: str, parameters: tuple[Any, ...] = ()) -> "_Rows":
        rows = self._connection.execute(sql, parameters).fetchall()
        return _Rows(rows, self._connection.last_insert_rowid())

    def executemany(self, sql: str, rows: list[tuple[Any, ...]]) -> None:
        self._connection.executemany(sql, rows)

    def close(self) -> None:
        """Let go; what SQLite would still do to a disk without power fails."""
        with contextlib.suppress(PowerCut, apsw.Error):
            self._connection.close(force=True)


@dataclass(slots=True)
class _Rows:
    rows: list[Any]
    lastrowid: int

    def fetchone(self) -> Any:
        return self.rows.pop(0) if self.rows else None

    def fetchall(self) -> list[Any]:
        return self.rows

    def __iter__(self) -> Any:
        return iter(self.rows)
