"""The book of jobs on one catalog's films: kept on this computer, beside no catalog. Knows no film and does no job.

What is to be done follows from the catalog and the disk, and is told to the book by ``plan``; the book remembers what a
person decided (pause, cancel) and what went wrong. So it may be lost without harm, and one that can't be read is made
anew. Whoever does jobs holds the book, so that two programs never do one job.
"""

import hashlib
import json
import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from platformdirs import user_state_path

from donnybrook.catalog.door import now_text
from donnybrook.catalog.driver import UNREADABLE, Connection, OperationalError, connect
from donnybrook.catalog.faults import is_held
from donnybrook.catalog.jobs.records import Job, JobKey, JobState, Wanted

_SCHEMA = """
    CREATE TABLE IF NOT EXISTS job (
        id INTEGER PRIMARY KEY, file_uuid TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, content TEXT NOT NULL,
        sentence TEXT NOT NULL DEFAULT '', share REAL NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 0,
        changed_at TEXT NOT NULL, UNIQUE (file_uuid, kind)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS standing (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
"""
_COLUMNS = "file_uuid, kind, state, sentence, share, tries, changed_at"
_AMONG = "(?1 IS NULL OR file_uuid IN (SELECT value FROM json_each(?1)))"
_PLAN = """
    INSERT INTO job (file_uuid, kind, state, content, changed_at) VALUES (?1, ?2, 'waiting', ?3, ?4)
    ON CONFLICT (file_uuid, kind) DO UPDATE
    SET state = 'waiting', content = ?3, sentence = '', share = 0, changed_at = ?4
    WHERE state = 'done' OR (state IN ('failed', 'cancelled') AND content <> ?3)
"""
_PLAN_DONE = """
    INSERT INTO job (file_uuid, kind, state, content, share, changed_at) VALUES (?1, ?2, 'done', ?3, 1, ?4)
    ON CONFLICT (file_uuid, kind) DO UPDATE
    SET state = 'done', content = ?3, sentence = '', share = 1, changed_at = ?4 WHERE state <> 'done'
"""


class JobBook:
    """One catalog's book; every process opens its own, all see the same. For the thread that opened it."""

    def __init__(self, path: Path) -> None:
        """Open the book at ``path``; see ``book_path``."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._connection = _opened(path)

    @classmethod
    def of(cls, catalog_uuid: str, catalog_path: Path, *, folder: Path | None = None) -> Self:
        """Open the book of a catalog: in ``folder``, or where this user's programs keep their state."""
        return cls(book_path(folder or user_state_path("donnybrook", appauthor=False), catalog_uuid, catalog_path))

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ------------------------------------------------------------ reading

    def jobs(self) -> list[Job]:
        """Return all jobs, in the order they are done in."""
        return self._read(f"SELECT {_COLUMNS} FROM job ORDER BY id")  # noqa: S608 - our own names

    def states(self, keys: Collection[JobKey]) -> dict[JobKey, JobState]:
        """Return how some jobs stand."""
        sql = f"SELECT {_COLUMNS} FROM job WHERE {_AMONG}"  # noqa: S608 - our own names
        listed = self._read(sql, (_among({key.file_uuid for key in keys}),))
        return {job.key: job.state for job in listed if job.key in keys}

    def counts(self, file_uuids: Collection[str] | None = None) -> dict[JobState, int]:
        """Return how many jobs, of some film files or of all, stand in each way that any does."""
        sql = f"SELECT state, count(*) FROM job WHERE {_AMONG} GROUP BY state"  # noqa: S608 - our own names
        rows = self._connection.execute(sql, (_among(file_uuids),)).fetchall()
        return {JobState(state): int(count) for state, count in rows}

    @property
    def is_paused(self) -> bool:
        """Whether a person wants no job to be begun."""
        return self._standing("paused") == "yes"

    @property
    def holder(self) -> int | None:
        """The number in the system of the process that does jobs now; None if none does."""
        with self.held() as is_held:
            return None if is_held else int(self._standing("holder") or 0)

    def remembered(self, name: str) -> str:
        """Return a word that was kept here by ``remember``; '' for none."""
        return self._standing(f"word {name}")

    # ------------------------------------------------------------ planning

    def plan(self, wanted: Sequence[Wanted], done: Sequence[Wanted]) -> None:
        """Bring the book in line with what is to be done and what is done; whatever is neither, is struck out.

        What failed or was cancelled stays so until its file changes, or someone asks for it again.
        """
        now = now_text()
        with self._at_once():
            for sql, some in ((_PLAN, wanted), (_PLAN_DONE, done)):
                rows = [(each.key.file_uuid, each.key.kind, each.content, now) for each in some]
                self._connection.executemany(sql, rows)
            known = json.dumps([f"{each.key.file_uuid} {each.key.kind}" for each in (*wanted, *done)])
            self._connection.execute(
                "DELETE FROM job WHERE state <> 'running'"
                " AND file_uuid || ' ' || kind NOT IN (SELECT value FROM json_each(?))",
                (known,),
            )

    # ------------------------------------------------------------ doing

    @contextmanager
    def held(self) -> Iterator[bool]:
        """Hold the book while jobs are done; gives False where another program holds it.

        A program that was killed holds it no more; what it had begun waits again.
        """
        # A lock of SQLite's own: it works the same everywhere, and the system takes it from a process that ends.
        lock = _locked(self._path.with_suffix(".lock"))
        try:
            yield lock is not None
        finally:
            if lock is not None:
                lock.close()

    def begin(self) -> None:
        """Say who holds the book now; what a killed program had begun waits again. To be called while it is held."""
        with self._at_once():
            self._put_standing("holder", str(os.getpid()))
            self._connection.execute("UPDATE job SET state = 'waiting', share = 0 WHERE state = 'running'")

    def claim(self, kind: str, most: int, file_uuids: Collection[str] | None = None) -> list[Job]:
        """Take so many waiting jobs of a kind, of some film files or of all; none while paused.

        They count as running from now on.
        """
        with self._at_once():
            if self.is_paused:
                return []
            sql = f"""
                SELECT {_COLUMNS} FROM job WHERE {_AMONG} AND state = 'waiting' AND kind = ?2 ORDER BY id LIMIT ?3
            """  # noqa: S608 - our own names
            taken = self._read(sql, (_among(file_uuids), kind, most))
            for job in taken:
                self._move(job.key, JobState.RUNNING, ("waiting",))
            sql = "UPDATE job SET tries = tries + 1 WHERE file_uuid = ? AND kind = ?"
            self._connection.executemany(sql, [(job.key.file_uuid, job.key.kind) for job in taken])
        return taken

    def put_back(self, key: JobKey) -> None:
        """Let a job wait again that was begun, unless someone has cancelled it."""
        self._move(key, JobState.WAITING, ("running",))

    def finish(self, key: JobKey, sentence: str = "") -> None:
        """Write down that a job is done; ``sentence`` is what is worth knowing of it."""
        self._move(key, JobState.DONE, ("running", "waiting", "cancelled"), sentence, 1.0)

    def fail(self, key: JobKey, sentence: str) -> None:
        """Write down that a job failed, and why."""
        self._move(key, JobState.FAILED, ("running", "waiting"), sentence)

    def strike(self, key: JobKey) -> None:
        """Strike a job out that can't be done because another one failed."""
        sql = "DELETE FROM job WHERE file_uuid = ? AND kind = ?"
        self._connection.execute(sql, (key.file_uuid, key.kind))

    def note_share(self, key: JobKey, share: float) -> None:
        """Write down how much of a running job is done."""
        sql = "UPDATE job SET share = ? WHERE file_uuid = ? AND kind = ? AND state = 'running'"
        self._connection.execute(sql, (share, key.file_uuid, key.kind))

    # ------------------------------------------------------------ what a person decides

    def pause(self) -> None:
        """Begin no more jobs, in any program, until ``resume``."""
        self._put_standing("paused", "yes")

    def resume(self) -> None:
        """Let jobs be begun again."""
        self._put_standing("paused", "no")

    def cancel(self, file_uuids: Collection[str] | None = None) -> int:
        """Cancel what waits or runs, of some film files or of all; returns how many jobs that were."""
        return self._turn(("waiting", "running"), JobState.CANCELLED, file_uuids)

    def retry(self, file_uuids: Collection[str] | None = None) -> int:
        """Let what failed or was cancelled wait again, of some film files or of all; returns how many jobs."""
        return self._turn(("failed", "cancelled"), JobState.WAITING, file_uuids)

    def remember(self, name: str, word: str) -> None:
        """Keep a word under a name."""
        self._put_standing(f"word {name}", word)

    # ------------------------------------------------------------ small things

    def _turn(self, states: tuple[str, str], into: JobState, file_uuids: Collection[str] | None) -> int:
        sql = f"""
            UPDATE job SET state = ?2, sentence = '', share = 0, changed_at = ?3 WHERE {_AMONG} AND state IN (?4, ?5)
        """  # noqa: S608 - our own names
        row = (_among(file_uuids), into.value, now_text(), *states)
        return int(self._connection.execute(sql, row).rowcount)

    def _move(
        self, key: JobKey, into: JobState, states: tuple[str, ...], sentence: str = "", share: float = 0.0
    ) -> None:
        sql = """
            UPDATE job SET state = ?1, sentence = ?2, share = ?3, changed_at = ?4 WHERE file_uuid = ?5 AND kind = ?6
            AND state IN (SELECT value FROM json_each(?7))
        """
        row = (into.value, sentence, share, now_text(), key.file_uuid, key.kind, json.dumps(states))
        self._connection.execute(sql, row)

    def _read(self, sql: str, parameters: Sequence[str | int | None] = ()) -> list[Job]:
        return [
            Job(JobKey(file_uuid, kind), JobState(state), sentence, share, tries, changed_at)
            for file_uuid, kind, state, sentence, share, tries, changed_at in self._connection.execute(sql, parameters)
        ]

    def _standing(self, name: str) -> str:
        row = self._connection.execute("SELECT value FROM standing WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def _put_standing(self, name: str, value: str) -> None:
        sql = "INSERT INTO standing (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2"
        self._connection.execute(sql, (name, value))

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise


def book_path(folder: Path, catalog_uuid: str, catalog_path: Path) -> Path:
    """Return where the book of a catalog lies: a copy of a catalog, at another path, gets one of its own."""
    place = hashlib.sha256(os.fsencode(catalog_path.resolve())).hexdigest()[:12]
    return folder / "jobs" / f"{catalog_uuid}-{place}.jobs"


def _among(file_uuids: Collection[str] | None) -> str | None:
    return None if file_uuids is None else json.dumps(list(file_uuids))


def _locked(path: Path) -> Connection | None:
    try:
        lock = connect(path, mode="rwc", patience_s=0)
    except OperationalError as fault:
        if is_held(fault):
            return None
        raise
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except OperationalError as fault:
        lock.close()
        if is_held(fault):
            return None
        raise
    return lock


def _opened(path: Path) -> Connection:
    try:
        return _prepared(path)
    except UNREADABLE as fault:
        if is_held(fault):
            raise
        for suffix in ("", "-wal", "-shm", "-journal"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        return _prepared(path)


def _prepared(path: Path) -> Connection:
    connection = connect(path, mode="rwc")
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.executescript(_SCHEMA)
        connection.execute(f"SELECT {_COLUMNS}, content FROM job LIMIT 1").fetchone()  # noqa: S608 - our own names
    except UNREADABLE:
        connection.close()
        raise
    return connection
