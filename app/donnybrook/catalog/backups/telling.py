"""Says in words what a backup holds, and what has changed since."""

from collections.abc import Iterator

from donnybrook.catalog.backups.records import Backup, Since
from donnybrook.catalog.numbers import counted

_LABELS_SHOWN = 3


def holding(backup: Backup) -> str:
    """Return how much a backup holds: ``2 films, 12 fights``."""
    return f"{counted(backup.rows('film'), 'film')}, {counted(backup.rows('scene'), 'fight')}"


def changed_since(since: Since) -> str:
    """Return a sentence on what has changed."""
    if since.apart:
        return "The catalog has been taken back or has gone another way since."
    if not since.edits:
        return "Nothing has changed since."
    return f"Since then {counted(since.edits, 'edit')}: {'; '.join(_edits(since))}."


def _edits(since: Since) -> Iterator[str]:
    for each in since.labels[:_LABELS_SHOWN]:
        yield each.label + (f" ×{each.times}" if each.times > 1 else "")
    if len(since.labels) > _LABELS_SHOWN:
        yield "and others"
