"""Copies of catalogs that were made once for many tests: each is a catalog of its own."""

import shutil
from collections.abc import Callable, Hashable
from contextlib import closing
from pathlib import Path

from donnybrook.catalog.driver import connect
from donnybrook.catalog.identity import new_uuid

_MADE: dict[Hashable, bytes] = {}


def own_copy(original: Path, path: Path) -> Path:
    """Copy a closed catalog, and give it a UUID of its own: backups are kept by it."""
    shutil.copy(original, path)
    return _its_own(path)


def made_once(what: Hashable, path: Path, make: Callable[[Path], object]) -> Path:
    """Make a catalog and close it, or copy the one that was made by the same name before: that takes a tenth."""
    if what not in _MADE:
        make(path)
        _MADE[what] = path.read_bytes()
        return path
    path.write_bytes(_MADE[what])
    return _its_own(path)


def _its_own(path: Path) -> Path:
    with closing(connect(path)) as connection:
        connection.execute("UPDATE catalog SET uuid = ?", (new_uuid(),))
    return path
