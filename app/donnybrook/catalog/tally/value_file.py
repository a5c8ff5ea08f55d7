"""Keeps what every scene holds in a file beside the search index, so that it is read off the index once, not each time.

A cache: it is read by mapping it into memory, written whole under another name, and left alone where anything is odd.
Knows no query and no edit but the last one that was seen.
"""

import json
import os
import threading
from pathlib import Path
from typing import Any

import numpy as np

from donnybrook.catalog.search.tokens import Kind
from donnybrook.catalog.tally.values import Column, SceneValues

_ALIGNED = 64  # bytes
_KINDS = ("uint16", "uint32")


def write_values(path: Path, values: SceneValues, seen: tuple[int, int, str]) -> None:
    """Write the values as they stand after an edit; ``seen`` is the index's form, and the edit's id and UUID."""
    columns = [[column.kind, column.number, column.name] for column in values.columns]
    told = {
        "seen": seen, "scenes": len(values.scene_ids), "width": values.table.shape[1], "rest": len(values.rest),
        "kind": values.table.dtype.name, "columns": columns,
    }  # fmt: skip
    head = json.dumps(told).encode()
    part = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        with part.open("wb") as file:
            file.write(head.ljust(_filled_up(len(head) + 1) - 1) + b"\n")
            for array in (values.scene_ids, values.rest, values.table):
                array.tofile(file)
        part.replace(path)
    except OSError:  # a full disk, or a file another window has mapped: the next start reads the index again
        part.unlink(missing_ok=True)


def read_written(path: Path) -> tuple[SceneValues, tuple[int, int, str]] | None:
    """Return the values and what was seen last; ``None`` where there is no such file, or it is not whole."""
    try:
        with path.open("rb") as file:
            told = json.loads(head := file.readline())
        return _mapped(path, told, len(head))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _mapped(path: Path, told: dict[str, Any], start: int) -> tuple[SceneValues, tuple[int, int, str]] | None:
    scenes, width, rest = (int(told[name]) for name in ("scenes", "width", "rest"))
    kind, columns = np.dtype(told["kind"]), [_column(*each) for each in told["columns"]]
    table_at = start + 8 * scenes + 16 * rest
    if kind.name not in _KINDS or path.stat().st_size != table_at + kind.itemsize * scenes * width:
        return None
    ids = np.fromfile(path, np.int64, scenes, offset=start)
    pairs = np.fromfile(path, np.int64, 2 * rest, offset=start + 8 * scenes).reshape(-1, 2)
    # Copied where it is written to: the file stays as it is.
    table = np.memmap(path, kind, "c", table_at, (scenes, width)) if scenes else np.zeros((0, width), kind)
    highest = max(int(table.max(initial=0)), int(pairs[:, 1].max(initial=0)))
    if highest > len(columns) or bool((np.diff(ids) <= 0).any()):
        return None
    form, edit_id, edit_uuid = told["seen"]
    return SceneValues(ids, table, pairs, columns), (int(form), int(edit_id), str(edit_uuid))


def _column(kind: int | None, number: int, name: str) -> Column:
    return Column(None if kind is None else Kind(kind), number, name)


def _filled_up(length: int) -> int:
    return -(-length // _ALIGNED) * _ALIGNED
