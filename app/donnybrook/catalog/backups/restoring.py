"""Goes back to a backup: through SQLite into the live file, or beside a file too damaged for that.

A file is never copied over a catalog: a log left beside it would be taken for its own.
"""

import contextlib
import os
import shutil
import time
from pathlib import Path

from donnybrook.catalog.backups.copying import Copied, look_over
from donnybrook.catalog.backups.pictures import put_back
from donnybrook.catalog.backups.records import Backup, BackupProblem
from donnybrook.catalog.backups.storing import put_in_place, sync_folder
from donnybrook.catalog.driver import UNREADABLE, connect
from donnybrook.catalog.migrations import migrate, newest_version, schema_version
from donnybrook.records import dataclass

_PATIENCE_S = 10.0
_SIDE_FILES = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Restored:
    """What going back did."""

    backup: Backup
    before: Backup | None  # the state that was there, itself a backup now
    aside: Path | None  # where the damaged file that was there is kept
    pictures_missing: int


def build_whole(backup: Backup, store: Path, whole: Path) -> int:
    """Write the backup with its pictures, brought up to date, to the new file ``whole``.

    Returns how many pictures are in no store.
    """
    if not backup.path.is_file():
        raise BackupProblem(f"The backup {backup.path.name} is not there any more. Choose another.")
    try:
        source, target = connect(backup.path, mode="immutable"), connect(whole, mode="rwc")
        try:
            source.backup(target)
            expected = Copied(backup.catalog_uuid, backup.last_edit_id, backup.last_edit_uuid, backup.tables)
            look_over(target, expected)
            _refuse_newer(backup, schema_version(target))
            migrate(target)
            missing = put_back(store, target)
        finally:
            source.close()
            target.close()
    except UNREADABLE as fault:
        raise BackupProblem(
            f"The backup {backup.name} can't be read ({fault}). Nothing was changed. Choose another."
        ) from fault
    return missing


def _refuse_newer(backup: Backup, version: int) -> None:
    if version > newest_version():
        raise BackupProblem(
            f"The backup {backup.name} was made by a newer Donnybrook: it has form {version}, and this one knows the"
            f" forms up to {newest_version()}. Nothing was changed; go back to it with the newer one."
        )


def put_into(whole: Path, catalog: Path) -> None:
    """Make the live catalog what ``whole`` is, in one transaction, also under open windows."""
    deadline = time.monotonic() + _PATIENCE_S

    def wait(_status: int, remaining: int, _total: int) -> None:
        if remaining and time.monotonic() > deadline:
            raise BackupProblem(
                f"{catalog.name} is being written by another program, so nothing was restored and nothing was changed."
                " Wait for it, or close it, and try again."
            )

    source, target = connect(whole, mode="ro"), connect(catalog)
    try:
        target.execute("PRAGMA synchronous = FULL")
        source.backup(target, progress=wait)
    except UNREADABLE as fault:
        raise BackupProblem(f"{catalog.name} could not be restored ({fault}). It is as it was.") from fault
    finally:
        source.close()
        target.close()


def put_in_its_place(whole: Path, catalog: Path, stamp: str) -> Path | None:
    """Put ``whole`` where a damaged or lost catalog was, and keep the damaged file; returns where it is kept."""
    beside = catalog.with_name(f"{catalog.name}.part")
    shutil.copyfile(whole, beside)
    aside = catalog.with_name(f"{catalog.stem}.damaged-{stamp}{catalog.suffix}")
    there = catalog.exists()
    if there:
        _keep_also_as(catalog, aside)
    for suffix in _SIDE_FILES:
        left = catalog.with_name(catalog.name + suffix)
        with contextlib.suppress(FileNotFoundError):
            left.replace(aside.with_name(aside.name + suffix))
    put_in_place(beside, catalog)
    return aside if there else None


def _keep_also_as(catalog: Path, aside: Path) -> None:
    try:
        os.link(catalog, aside)
    except OSError:  # a file system without links
        shutil.copyfile(catalog, aside)
    sync_folder(aside.parent)
