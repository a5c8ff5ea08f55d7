"""What a row holds, given every change ever made to it on any copy. Pure: the same changes in any order, the same row.

A column has the value of its latest change. A row that was deleted stays so unless its deleter had not seen it as it
is: then someone else was working on it, and it comes back.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from donnybrook.catalog.images import Image, Value


@dataclass(frozen=True, slots=True)
class StampedChange:
    """A change, with the moment and the UUID of its edit: ``stamp`` orders all changes the same way on every copy."""

    stamp: tuple[str, str]
    coder: str
    before: Image | None
    after: Image | None


@dataclass(frozen=True, slots=True)
class RowState:
    """What a row should hold, and whether it should be there."""

    image: dict[str, Value]
    alive: bool


def final_state(changes: Iterable[StampedChange]) -> RowState:
    """Return what a row holds after all changes."""
    ordered = sorted(changes, key=lambda change: change.stamp)
    if len(ordered) == 1 and ordered[0].before is None:  # most rows are added once, and that is all
        return RowState(dict(ordered[0].after or {}), alive=True)
    image: dict[str, Value] = {}
    changed: dict[str, Value] = {}
    deletions: list[Image] = []
    for change in ordered:
        if change.after is None:
            deletions.append(change.before or {})
        else:
            changed.update(change.after)
            if change.before is None:
                deletions = []  # put back by hand, after all deletions before it
    for deletion in deletions:
        image.update(deletion)
    image.update(changed)
    seen_whole = any(all(deletion.get(name) == value for name, value in changed.items()) for deletion in deletions)
    return RowState(image, alive=not seen_whole)


def last_values(changes: Iterable[StampedChange]) -> dict[str, tuple[Value, StampedChange]]:
    """Return, for each column that was changed, its last value with the change that gave it."""
    found: dict[str, tuple[Value, StampedChange]] = {}
    for change in sorted(changes, key=lambda change: change.stamp):
        for name, value in (change.after or {}).items():
            found[name] = (value, change)
    return found
