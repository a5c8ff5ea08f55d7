"""Puts files under their final name only when they are whole and on the disk. Knows nothing of what they hold."""

import contextlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_EVERY_S = 0.02


def put_in_place(part: Path, final: Path) -> None:
    """Bring a finished file to the disk, then under its name, then its folder to the disk."""
    _sync(part)
    part.replace(final)
    sync_folder(final.parent)


def write_in_place(final: Path, text: str) -> None:
    """Write a small text file: whole, or not at all."""
    part = final.with_name(final.name + ".part")
    part.write_text(text, encoding="utf-8")
    put_in_place(part, final)


@contextmanager
def brought_to_disk_steadily(path: Path) -> Iterator[None]:
    """Bring a file that is being written to the disk bit by bit.

    All of it at once at the end would make everyone wait who saves something meanwhile.
    """
    over = threading.Event()

    def bring() -> None:
        while not over.wait(_EVERY_S):
            with contextlib.suppress(OSError):
                _sync(path)

    thread = threading.Thread(target=bring, name="bringing a backup to the disk", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def sync_folder(folder: Path) -> None:
    """Bring a folder's entries to the disk, where the system has a way to say so."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        _sync(folder)


def _sync(path: Path) -> None:
    flags = os.O_RDONLY if os.name != "nt" else os.O_RDWR
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
