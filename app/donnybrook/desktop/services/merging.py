"""Merges another catalog into the one that is open, or into a new one; run away from the window's thread.

Each opens its catalogs for itself; the window notices what came as it notices any other program's edits.
"""

from contextlib import closing
from pathlib import Path

from donnybrook.catalog import Catalog, Changes
from donnybrook.catalog.merging.telling import came_over
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge brought, in words, and what it changed, if anything; ``notice`` is what was said of the file."""

    words: str
    changes: Changes | None
    conflicts: int
    notice: str


def merge_catalogs(mine: Path, theirs: Path) -> Merged:
    """Bring what is in ``theirs`` into ``mine``, after a backup; raises ``Problem``, and then nothing was changed."""
    with Catalog.open(mine) as ours, closing(Catalog.open(theirs, read_only=True)) as other:
        merged = ours.merge(other)
        words = came_over(merged, theirs.name)
        return Merged(words, merged.changes or None, merged.value.conflicts, other.notice)


def merge_into_new(new: Path, theirs: Path) -> Path:
    """Make a new catalog of what is in ``theirs``, and return its path; raises ``Problem``, and then there is none."""
    Catalog.create(new).close()
    try:
        with Catalog.open(new) as ours, closing(Catalog.open(theirs, read_only=True)) as other:
            ours.merge(other, backup=False)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    return new
