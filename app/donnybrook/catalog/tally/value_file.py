"""Keeps what every scene holds in a file beside the search index, so that it is read off the index once, not each time.

A cache: it is read by mapping it into memory, written whole under another name, and left alone where anything is odd.
Knows no query and no edit but the last one that was seen.
"""

import json
import os
import threading
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from donnybrook.catalog.search.tokens import Kind
from donnybrook.catalog.tally.bits import length_for, places_of
from donnybrook.catalog.tally.values import Arrays, Column, SceneValues

_LAYOUT = 2  # raise when something else is kept, or in another way
_ALIGNED = 64  # bytes
_KINDS = ("uint16", "uint32")


def write_values(path: Path, values: SceneValues, seen: tuple[int, int, str]) -> None:
    """Write the values as they stand after an edit; ``seen`` is the index's form, and the edit's id and UUID."""
    arrays = values.arrays
    columns = [[column.kind, column.number, column.name] for column in values.columns]
    told = {
        "layout": _LAYOUT,
        "seen": seen,
        "scenes": len(arrays.scene_ids),
        "common": arrays.common.tolist(),
        "rest": len(arrays.rest),
        "width": arrays.table.shape[1],
        "kind": arrays.table.dtype.name,
        "columns": columns,
    }
    head = json.dumps(told).encode()
    part = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        with part.open("wb") as file:
            file.write(head.ljust(_filled_up(len(head) + 1) - 1) + b"\n")
            for array in (
                arrays.scene_ids, arrays.lengths_us, arrays.alive, arrays.rest, arrays.bits, arrays.table,
            ):  # fmt: skip
                array.tofile(file)
        part.replace(path)
    except OSError:  # a full disk, or a file another window has mapped: the next start reads the index again
        part.unlink(missing_ok=True)


def read_written(path: Path) -> tuple[SceneValues, tuple[int, int, str]] | None:
    """Return the values and what was seen last; ``None`` where there is no such file, or it is not whole."""
    try:
        with path.open("rb") as file:
            told = json.loads(head := file.readline())
            arrays = _read(file, path, told, len(head))
        columns = [_column(*each) for each in told["columns"]]
        form, edit_id, edit_uuid = told["seen"]
        if arrays is None or not _is_sound(arrays, len(columns)):
            return None
        return SceneValues(arrays, columns), (int(form), int(edit_id), str(edit_uuid))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _read(file: BinaryIO, path: Path, told: dict[str, Any], start: int) -> Arrays | None:
    scenes, width, rest = (int(told[name]) for name in ("scenes", "width", "rest"))
    if told["layout"] != _LAYOUT:
        return None
    kind, common = np.dtype(told["kind"]), np.array(told["common"], np.int64)
    length = length_for(scenes)
    bits_at = start + 8 * (2 * scenes + length + 2 * rest)
    table_at = bits_at + 8 * length * len(common)
    if kind.name not in _KINDS or path.stat().st_size != table_at + kind.itemsize * scenes * width:
        return None
    ids, lengths = (np.fromfile(file, np.int64, scenes) for _ in range(2))
    alive = np.fromfile(file, np.uint64, length)
    pairs = np.fromfile(file, np.int64, 2 * rest).reshape(-1, 2)
    bits = _mapped(path, np.dtype(np.uint64), bits_at, (len(common), length))
    table = _mapped(path, kind, table_at, (scenes, width))
    return Arrays(ids, lengths, alive, bits, common, table, pairs)


def _mapped(path: Path, kind: "np.dtype[Any]", at: int, shape: tuple[int, int]) -> "np.ndarray[Any, np.dtype[Any]]":
    # Copied where it is written to: the file stays as it is.
    return np.memmap(path, kind, "c", at, shape) if shape[0] * shape[1] else np.zeros(shape, kind)


def _is_sound(arrays: Arrays, columns: int) -> bool:
    """Whether every number stands for something, so that no use of them can go astray."""
    scenes = len(arrays.scene_ids)
    highest = max(int(arrays.table.max(initial=0)), int(arrays.rest[:, 1].max(initial=0)))
    places, common = arrays.rest[:, 0], arrays.common
    return (
        highest <= columns
        and bool((np.diff(arrays.scene_ids) > 0).all())
        and int(common.max(initial=-1)) < columns
        and min(int(common.min(initial=0)), int(places.min(initial=0))) >= 0
        and int(places.max(initial=-1)) < scenes
        and bool((places_of(arrays.alive)[-1:] < scenes).all())
    )


def _column(kind: int | None, number: int, name: str) -> Column:
    return Column(None if kind is None else Kind(kind), number, name)


def _filled_up(length: int) -> int:
    return -(-length // _ALIGNED) * _ALIGNED
