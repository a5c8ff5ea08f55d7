"""Keeps the backups of one catalog: knows when one is due, makes it, lists them, goes back to one.

It opens the catalog by itself for each thing it does, so it may be used from any thread, beside open windows.
"""

import contextlib
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from platformdirs import user_data_path

from donnybrook.catalog.backups.copying import copy_rows
from donnybrook.catalog.backups.halting import Halt
from donnybrook.catalog.backups.pictures import STORE_NAME, keep_pictures
from donnybrook.catalog.backups.records import (
    SUFFIX,
    Backup,
    BackupProblem,
    Since,
    from_note,
    note_path,
    to_note,
)
from donnybrook.catalog.backups.restoring import Restored, build_whole, put_in_its_place, put_into
from donnybrook.catalog.backups.since import since
from donnybrook.catalog.backups.storing import brought_to_disk_steadily, put_in_place, write_in_place
from donnybrook.catalog.backups.thinning import superfluous
from donnybrook.catalog.door import now_text
from donnybrook.catalog.driver import UNREADABLE, Connection, connect, make_durable, settle
from donnybrook.catalog.identity import new_uuid
from donnybrook.catalog.judging import judge
from donnybrook.catalog.migrations import migrations
from donnybrook.catalog.problems import CatalogProblem

EVERY_S = 3600
_STALE_S = 3600
_LARGE_CHANGES = 50_000  # a copy of so many rows holds up the first edit for longer than one notices


def backups_folder() -> Path:
    """Return where the backups of all catalogs lie: in the person's data folder."""
    return user_data_path("donnybrook", appauthor=False) / "backups"


class Keeper:
    """The backups of the catalog at one path."""

    def __init__(self, catalog: Path, *, folder: Path | None = None, every_s: float = EVERY_S) -> None:
        """``folder`` is where the backups of all catalogs lie (the person's data folder by default)."""
        self.catalog = catalog.absolute()
        self._folder = folder or backups_folder()
        self._every_s = every_s
        self._halt = Halt()

    # ------------------------------------------------------------ making them

    def due(self, *, on_opening: bool = False, patient: bool = False) -> bool:
        """Whether a backup should be made now.

        It should if something was entered since the last one, and, unless on opening, an hour has passed; for the
        first one, an hour since something was entered is only waited for by who is ``patient``. A catalog that can't
        be read, or into which nothing was ever entered, is not due.
        """
        if self._uuid() is None:
            return False
        try:
            with self._reading() as connection:
                row = connection.execute("SELECT uuid FROM edit ORDER BY id DESC LIMIT 1").fetchone()
                first = connection.execute("SELECT made_at FROM edit ORDER BY id LIMIT 1").fetchone()
        except UNREADABLE:
            return False
        if row is None:
            return False
        last = next(iter(self.backups()), None)
        if last is None:
            return not patient or self._is_long_ago(datetime.fromisoformat(first[0]))
        return row[0] != last.last_edit_uuid and (on_opening or self._is_long_ago(last.moment))

    def _is_long_ago(self, moment: datetime) -> bool:
        return not 0 <= (datetime.now(UTC) - moment).total_seconds() < self._every_s

    def back_up(self, reason: str) -> Backup:
        """Make a backup, and let go of those there are too many of. Takes seconds; edits go on meanwhile.

        Raises ``BackupProblem``; then nothing was deleted, and what there was before is all there.
        """
        uuid = self._uuid()
        if uuid is None:
            raise BackupProblem(
                f"{self.catalog.name} can't be backed up: it is not a catalog as Donnybrook makes them, or it can't be"
                " read. ‘donnybrook check’ says what is wrong with it. The backups from before are as they were."
            )
        folder = self._folder / uuid
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with self._unhindered() as mode:
                backup = self._write(folder, reason, mode)
        except (OSError, *UNREADABLE) as fault:
            raise BackupProblem(
                f"No backup of {self.catalog.name} could be made ({fault}). The catalog and the backups from before"
                f" are as they were. See that there is room in {folder}."
            ) from fault
        self._thin()
        return backup

    def break_off(self) -> None:
        """End the backup that another thread is making, if one is; this keeper then makes no more."""
        self._halt.call()

    def _write(self, folder: Path, reason: str, mode: str) -> Backup:
        stamp = now_text()
        name = f"{re.sub(r'[-:.]', '', stamp)}-{_slug(reason)}"
        part = folder / f"{name}-{new_uuid()[-6:]}.part"
        try:
            store = folder / STORE_NAME
            keep_pictures(store, self.catalog, mode, self._halt)
            with brought_to_disk_steadily(part):
                copied = copy_rows(self.catalog, part, mode, self._halt)
            keep_pictures(store, self.catalog, mode, self._halt)  # those that came while the rows were read
            backup = Backup(
                path=folder / f"{name}{SUFFIX}",
                made_at=stamp,
                reason=reason,
                catalog_path=str(self.catalog),
                catalog_uuid=copied.catalog_uuid,
                last_edit_id=copied.last_edit_id,
                last_edit_uuid=copied.last_edit_uuid,
                tables=copied.tables,
                size_bytes=part.stat().st_size,
            )
            write_in_place(note_path(backup.path), to_note(backup))
            put_in_place(part, backup.path)
        finally:
            part.unlink(missing_ok=True)
        return backup

    def _thin(self) -> None:
        backups = self.backups()
        for place in superfluous([backup.moment for backup in backups], datetime.now(UTC)):
            with contextlib.suppress(OSError):
                backups[place].path.unlink(missing_ok=True)
                note_path(backups[place].path).unlink(missing_ok=True)
        folder = self._own_folder()
        lonely = (note for note in folder.glob("*.json") if not note.with_suffix(SUFFIX).exists())
        for left in (*folder.glob("*.part"), *lonely):  # by a program that was killed
            with contextlib.suppress(OSError):
                if time.time() - left.stat().st_mtime > _STALE_S:
                    left.unlink()

    # ------------------------------------------------------------ looking at them

    def backups(self) -> list[Backup]:
        """Return the backups of this catalog, newest first, also from where it was before it was moved.

        A copy of it that is still at another path has backups of its own.
        """
        found = (from_note(path) for path in self._own_folder().glob(f"*{SUFFIX}"))
        mine = [backup for backup in found if backup and self._is_of_this(backup)]
        return sorted(mine, key=lambda backup: backup.made_at, reverse=True)

    def _is_of_this(self, backup: Backup) -> bool:
        return backup.catalog_path == str(self.catalog) or not Path(backup.catalog_path).exists()

    def find(self, which: str) -> Backup:
        """Return a backup by its place in the list (1 is the newest) or by how its name begins."""
        backups = self.backups()
        if which.isdecimal() and 1 <= int(which) <= len(backups):
            return backups[int(which) - 1]
        named = [backup for backup in backups if backup.name.startswith(which)]
        if len(named) != 1:
            raise BackupProblem(
                f"There is no one backup of {self.catalog.name} called {which!r}. ‘donnybrook backups’ lists them."
            )
        return named[0]

    def since(self, backup: Backup) -> Since:
        """Return what has changed in the catalog since a backup; raises ``BackupProblem`` if it can't be read."""
        try:
            with self._reading() as connection:
                return since(connection, backup)
        except UNREADABLE as fault:
            raise BackupProblem(f"{self.catalog.name} can't be read ({fault}). Nothing was changed in it.") from fault

    # ------------------------------------------------------------ going back

    def restore(self, backup: Backup) -> Restored:
        """Make the catalog what it was at a backup, after making a backup of what it is now.

        Works while windows are open on it. A catalog that can't be read any more is kept beside the restored one.
        Raises ``BackupProblem``; then nothing was changed.
        """
        folder = self._own_folder()
        before = self._keep_present()
        whole = folder / f"restore-{new_uuid()}.part"
        try:
            missing = build_whole(backup, folder / STORE_NAME, whole)
            if before:
                put_into(whole, self.catalog)
                return Restored(backup, before, None, missing)
            stamp = re.sub(r"[-:.]", "", now_text())
            return Restored(backup, None, put_in_its_place(whole, self.catalog, stamp), missing)
        except OSError as fault:
            raise BackupProblem(
                f"{self.catalog.name} could not be restored ({fault}). It is as it was, and so are its backups."
            ) from fault
        finally:
            whole.unlink(missing_ok=True)

    def _keep_present(self) -> Backup | None:
        if not self._is_sound():
            return None
        return self.back_up("before restore")

    def _is_sound(self) -> bool:
        try:
            with self._reading() as connection:
                sound = connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
            return sound and self._uuid() is not None
        except (*UNREADABLE, BackupProblem) as fault:
            if "locked" in str(fault):
                raise BackupProblem(
                    f"{self.catalog.name} is held by another program, so nothing was restored. Wait, and try again."
                ) from fault
            return False

    # ------------------------------------------------------------ the catalog itself

    def _own_folder(self) -> Path:
        uuid = self._uuid()
        if uuid:
            return self._folder / uuid
        # The catalog can't say which it is: look for the backups that were made of what was at this path.
        for note in sorted(self._folder.glob("*/*.json"), reverse=True):
            backup = from_note(note.with_suffix(SUFFIX))
            if backup and backup.catalog_path == str(self.catalog):
                return note.parent
        raise BackupProblem(f"{self.catalog.name} can't be read, and there is no backup of it in {self._folder}.")

    def _uuid(self) -> str | None:
        try:
            if judge(self.catalog, migrations()).unlike:
                return None
            with self._reading() as connection:
                uuid = str(connection.execute("SELECT uuid FROM catalog").fetchone()[0])
        except (*UNREADABLE, CatalogProblem, TypeError):
            return None
        return uuid if re.fullmatch(r"[0-9a-f-]{36}", uuid) else None

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        mode = self._mode()
        connection = connect(self.catalog, mode=mode)
        try:
            yield connection
        finally:
            connection.close()

    def _mode(self) -> str:
        """How the catalog can be read: as a live file, or where no lock can be taken, as one that nobody writes."""
        try:
            connection = connect(self.catalog, mode="ro")
            try:
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            finally:
                connection.close()
        except UNREADABLE as fault:
            return "ro" if "locked" in str(fault) else "immutable"
        return "ro"

    @contextmanager
    def _unhindered(self) -> Iterator[str]:
        """Hold a large catalog open with a log while it is copied, so that no edit waits; gives the mode to read in."""
        with self._reading() as reader:
            large = (reader.execute("SELECT max(id) FROM change").fetchone()[0] or 0) > _LARGE_CHANGES
            logged = reader.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        mode = self._mode()
        holder: Connection | None = None
        if large and not logged and mode == "ro":
            with contextlib.suppress(*UNREADABLE):
                holder = connect(self.catalog)
                make_durable(holder)
        try:
            yield mode
        finally:
            if holder:
                settle(holder)
                holder.close()


def _slug(reason: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", reason.lower()).strip("-") or "backup"
