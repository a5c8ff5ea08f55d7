"""What a row holds, given every change ever made to it on any copy. Pure: the same changes in any order, the same row.

A column has the value of its latest change; in and out points also fit each other (``stretches``). A row that was
deleted stays so unless its deleter had not seen it as it is: then someone else was working on it, and it comes back.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from donnybrook.catalog.images import Image, Value
from donnybrook.catalog.merging.stretches import fitting
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class StampedChange:
    """A change, with the moment and the UUID of its edit: ``stamp`` orders all changes the same way on every copy."""

    stamp: tuple[str, str]
    coder: str
    before: Image | None
    after: Image | None


@dataclass(frozen=True, slots=True)
class Deletion:
    """A deletion: by which edit, and whether that had seen the row as it is, and nobody has taken it back by hand."""

    edit_uuid: str
    before: Image
    stands: bool


@dataclass(frozen=True, slots=True)
class RowState:
    """What a row should hold, whether it should be there by itself, and who deleted it all the same."""

    image: dict[str, Value]
    alive: bool
    deletions: tuple[Deletion, ...] = ()


def final_state(changes: Iterable[StampedChange]) -> RowState:
    """Return what a row holds after all changes."""
    ordered = sorted(changes, key=lambda change: change.stamp)
    if len(ordered) == 1 and ordered[0].before is None:  # most rows are added once, and that is all
        return RowState(dict(ordered[0].after or {}), alive=True)
    changed: dict[str, Value] = {}
    deleted: list[tuple[str, Image]] = []
    taken_back: list[tuple[str, Image]] = []
    for (_, edit_uuid), steps in groupby(ordered, key=lambda change: change.stamp):
        done = list(steps)
        if done[-1].after is None:
            deleted.append((edit_uuid, _before(done)))
            continue
        for change in done:
            changed.update(change.after or {})
        if any(change.before is None for change in done):
            taken_back += deleted  # the row was put back by hand, after all deletions before it
            deleted = []
    image: dict[str, Value] = {}
    for _, before in deleted:
        image.update(before)
    image.update(changed)
    mended = fitting(image, (change.after for change in ordered if change.after))
    image.update(mended)
    changed.update(mended)
    deletions = [Deletion(*deletion, stands=False) for deletion in taken_back]
    for edit_uuid, before in deleted:
        seen_whole = all(before.get(name) == value for name, value in changed.items())
        deletions.append(Deletion(edit_uuid, before, stands=seen_whole))
    return RowState(image, not any(deletion.stands for deletion in deletions), tuple(deletions))


def _before(steps: Sequence[StampedChange]) -> Image:
    """Return a row as it was before the edit that deleted it, which may have turned it away from others first."""
    image: dict[str, Value] = {}
    for change in reversed(steps):
        image.update(change.before or {})
    return image


def last_values(changes: Iterable[StampedChange]) -> dict[str, tuple[Value, StampedChange]]:
    """Return, for each column that was changed, its last value with the change that gave it."""
    found: dict[str, tuple[Value, StampedChange]] = {}
    for change in sorted(changes, key=lambda change: change.stamp):
        for name, value in (change.after or {}).items():
            found[name] = (value, change)
    return found
