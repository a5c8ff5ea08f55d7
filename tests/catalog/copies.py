"""Copies of catalogs that were made once for many tests: each is a catalog of its own."""

import shutil
from contextlib import closing
from pathlib import Path

from donnybrook.catalog.driver import connect
from donnybrook.catalog.identity import new_uuid


def own_copy(original: Path, path: Path) -> Path:
    """Copy a closed catalog, and give it a UUID of its own: backups are kept by it."""
    shutil.copy(original, path)
    with closing(connect(path)) as connection:
        connection.execute("UPDATE catalog SET uuid = ?", (new_uuid(),))
    return path
